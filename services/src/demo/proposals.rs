//! What the demo’s committee has before it and has decided: a proposal in every state. Each step is decided by the rules; the
//! days are counted back from today, so that it never looks stale.

use domain::{
    Day,
    actor::{Authorities, Authority},
    decision::{Decision, DecisionNumber, Outcome},
    event::{DatedEvent, Event},
    group::GroupKind,
    ids::{ConcernId, GroupId, NewIds, PersonId, ProposalId},
    lead_rules::LeadRule,
    policy::Policy,
    proposal::{
        Answer, Ballot, CharterDraft, Choice, Elector, Facts, LeadChange, Nomination, Proposal,
        ProposalCommand, Request, RoadmapLine, decide,
    },
    seat::Role,
    standing::Standing,
};
use jiff::{Span, Timestamp, tz::TimeZone};

use super::telling::{TellingError, Told};

/// Tells the proposals, after everything else was told.
///
/// # Errors
/// When the rules refuse a step, or someone is missing.
pub fn tell_proposals(
    told: &mut Told,
    rules: &Policy,
    policy_version: u32,
    today: Day,
    ids: &mut dyn NewIds,
) -> Result<(), TellingError> {
    let electors: Vec<Elector> = told
        .after
        .people
        .values()
        .filter(|person| person.standing_on(&Standing::Committee, today).is_some())
        .map(|person| Elector {
            person: person.id,
            organization: person.organization_now(),
        })
        .collect();
    // Long ago, in the days before there was a committee, nothing was proposed.
    if electors.len() < 3 {
        return Ok(());
    }
    let seats: Vec<PersonId> = electors.iter().map(|elector| elector.person).collect();
    let mut chronicle = Chronicle {
        told,
        rules,
        policy_version,
        today,
        electors,
    };
    declined(&mut chronicle, &seats, ids)?;
    withdrawn(&mut chronicle, &seats, ids)?;
    changes_requested(&mut chronicle, &seats, ids)?;
    in_review(&mut chronicle, &seats, ids)?;
    with_a_concern(&mut chronicle, &seats, ids)
}

/// What the proposals are told with.
struct Chronicle<'t> {
    told: &'t mut Told,
    rules: &'t Policy,
    policy_version: u32,
    today: Day,
    electors: Vec<Elector>,
}

/// A proposal that is being told.
struct Tale {
    id: ProposalId,
    number: u32,
    title: String,
    group: Option<GroupId>,
    record: Option<Proposal>,
}

impl Chronicle<'_> {
    fn person(&self, handle: &str) -> Result<PersonId, TellingError> {
        self.told
            .after
            .people
            .values()
            .find(|person| person.handle.to_string() == handle)
            .map(|person| person.id)
            .ok_or_else(|| TellingError::Unknown(handle.to_owned()))
    }

    fn group(&self, slug: &str) -> Result<GroupId, TellingError> {
        self.told
            .after
            .groups
            .values()
            .find(|group| group.now().slug.to_string() == slug)
            .map(|group| group.id)
            .ok_or_else(|| TellingError::Unknown(slug.to_owned()))
    }

    /// So many days before today, at that hour in UTC.
    fn at(&self, days_ago: i32, hour: i8) -> Timestamp {
        self.today
            .saturating_sub(Span::new().days(days_ago))
            .at(hour, 0, 0, 0)
            .to_zoned(TimeZone::UTC)
            .map(|zoned| zoned.timestamp())
            .unwrap_or_default()
    }

    fn submit(
        &mut self,
        tale: &mut Tale,
        author: PersonId,
        days_ago: i32,
        request: Request,
        answers: Vec<(PersonId, Answer)>,
    ) -> Result<(), TellingError> {
        let opened_at = self.at(days_ago, 9);
        let command = ProposalCommand::Submit {
            number: tale.number,
            co_authors: Vec::new(),
            request: Box::new(request),
            answers,
            ballot: Ballot {
                opened_at,
                electors: self.electors.clone(),
            },
            policy_version: self.policy_version,
        };
        self.tell(tale, author, opened_at, command)
    }

    /// The actor does it at that moment, if the rules let them.
    fn tell(
        &mut self,
        tale: &mut Tale,
        who: PersonId,
        at: Timestamp,
        command: ProposalCommand,
    ) -> Result<(), TellingError> {
        let on_committee = self.electors.iter().any(|elector| elector.person == who);
        let authorities = Authorities::new(
            std::iter::once(Authority::SignedIn)
                .chain(on_committee.then_some(Authority::Committee)),
        );
        let facts = Facts {
            now: at,
            person: who,
            authorities: &authorities,
            method: &self.rules.decision,
            stopping: &[],
        };
        let change = decide(tale.record.as_ref(), command, &facts).map_err(|refusal| {
            TellingError::Proposal {
                proposal: tale.title.clone(),
                refusal,
            }
        })?;
        let event = DatedEvent {
            on: at.to_zoned(TimeZone::UTC).date(),
            event: Event::Proposal {
                proposal: tale.id,
                number: tale.number,
                title: tale.title.clone(),
                group: tale.group,
                change: change.clone(),
            },
        };
        self.told.after.apply(&event)?;
        tale.record = self.told.after.proposals.get(&tale.id).cloned();
        self.told.events.push(event);
        Ok(())
    }

    fn state(
        &mut self,
        tale: &mut Tale,
        who: PersonId,
        at: Timestamp,
        choice: Choice,
        why: &str,
    ) -> Result<(), TellingError> {
        let revision = tale
            .record
            .as_ref()
            .map_or(1, |record| record.revision().number);
        let command = ProposalCommand::StatePosition {
            revision,
            choice,
            rationale: why.to_owned(),
        };
        self.tell(tale, who, at, command)
    }
}

fn tale(ids: &mut dyn NewIds, number: u32, title: &str, group: Option<GroupId>) -> Tale {
    Tale {
        id: ProposalId(ids.new_id()),
        number,
        title: title.to_owned(),
        group,
        record: None,
    }
}

fn form(name: &str, description: &str, charter: CharterDraft, leads: &[PersonId]) -> Request {
    Request::Form {
        name: name.to_owned(),
        group_kind: GroupKind::WorkingGroup,
        parent: None,
        description: description.to_owned(),
        charter: Box::new(charter),
        leads: leads
            .iter()
            .map(|person| Nomination {
                person: *person,
                role: Role::Lead,
            })
            .collect(),
        roadmap: vec![
            RoadmapLine {
                outcome: "An inventory of what there is, published for comment".to_owned(),
                month: 1,
            },
            RoadmapLine {
                outcome: "A first proposal that two teams have tried".to_owned(),
                month: 3,
            },
        ],
        meeting_link: String::new(),
    }
}

/// Three weeks ago the committee declined a group for marketing.
fn declined(
    chronicle: &mut Chronicle<'_>,
    seats: &[PersonId],
    ids: &mut dyn NewIds,
) -> Result<(), TellingError> {
    let author = chronicle.person("ulrike-hagedornsen")?;
    let mut tale = tale(ids, 1, "Form Outreach", None);
    let charter = CharterDraft {
        mission: "Make Tidewater known to harbours that have never heard of it.".to_owned(),
        goals: "- A talk at each of the four coastal conferences\n- A page for decision makers"
            .to_owned(),
        topics: "Talks, articles, the logo and how it may be used.".to_owned(),
        ..CharterDraft::default()
    };
    let request = form("Outreach", "Makes Tidewater known.", charter, &[author]);
    chronicle.submit(
        &mut tale,
        author,
        40,
        request,
        vec![(author, Answer::Accepted)],
    )?;
    for (place, elector) in seats.iter().enumerate() {
        let hour = i8::try_from(10 + place).unwrap_or(10);
        let at = chronicle.at(34, hour);
        chronicle.state(
            &mut tale,
            *elector,
            at,
            Choice::Decline,
            "This is work for a team of the foundation, not an architectural area that needs long-lived design.",
        )?;
    }
    let at = chronicle.at(21, 18);
    let decision = Decision {
        number: DecisionNumber {
            year: at.to_zoned(TimeZone::UTC).year(),
            number: 1,
        },
        proposal: tale.id,
        revision: 1,
        outcome: Outcome::Declined,
        reasons: "Talks and articles are welcome, and need no working group: groups are for **substantial architectural areas**. The foundation’s events team offers help."
            .to_owned(),
        conditions: String::new(),
        review_on: None,
        reapply_from: Some(chronicle.today.saturating_add(Span::new().days(160))),
        policy_version: chronicle.policy_version,
        supersedes: Vec::new(),
        recorded_by: seats[0],
    };
    chronicle.tell(
        &mut tale,
        seats[0],
        at,
        ProposalCommand::Decide(Box::new(decision)),
    )
}

/// A merge that its author took back when the leads had talked.
fn withdrawn(
    chronicle: &mut Chronicle<'_>,
    seats: &[PersonId],
    ids: &mut dyn NewIds,
) -> Result<(), TellingError> {
    let author = chronicle.person("bjarki-t")?;
    let (group, into) = (
        chronicle.group("documentation")?,
        chronicle.group("user-experience")?,
    );
    let mut tale = tale(
        ids,
        2,
        "Merge Documentation into User Experience",
        Some(group),
    );
    let request = Request::Merge {
        group,
        into,
        reason: "Half of the agenda items of the two groups have been the same since spring."
            .to_owned(),
    };
    chronicle.submit(&mut tale, author, 30, request, Vec::new())?;
    let at = chronicle.at(28, 15);
    chronicle.tell(
        &mut tale,
        seats[1],
        at,
        ProposalCommand::Hold {
            reason: "I ask the leads of both groups first.".to_owned(),
        },
    )?;
    let at = chronicle.at(27, 11);
    chronicle.tell(&mut tale, seats[1], at, ProposalCommand::Release)?;
    let at = chronicle.at(26, 16);
    chronicle.tell(
        &mut tale,
        author,
        at,
        ProposalCommand::Withdraw {
            reason: "The leads have agreed on one joint meeting a month instead.".to_owned(),
        },
    )
}

/// A group whose authors were asked for a narrower scope.
fn changes_requested(
    chronicle: &mut Chronicle<'_>,
    seats: &[PersonId],
    ids: &mut dyn NewIds,
) -> Result<(), TellingError> {
    let (author, lead) = (
        chronicle.person("kalyani-deshmukhe")?,
        chronicle.person("roksana-talukderi")?,
    );
    let mut tale = tale(ids, 3, "Form Ambient Storage", None);
    let charter = CharterDraft {
        mission: "Keep what the sensors saw, for as long as somebody may ask.".to_owned(),
        goals: "- No reading is lost when a gauge is offline for a week\n- Old readings cost a tenth of new ones\n- A query over ten years answers within a minute".to_owned(),
        topics: "Retention, tiers of storage, compaction, the format in which readings rest.".to_owned(),
        subsystems: "The store behind the time series, the archive.".to_owned(),
        repositories: "- tidewater/archive\n- tidewater/compactor".to_owned(),
        responsibilities: "The promise of how long what is kept.".to_owned(),
    };
    let request = form(
        "Ambient Storage",
        "Keeps what the sensors saw.",
        charter,
        &[author, lead],
    );
    chronicle.submit(
        &mut tale,
        author,
        21,
        request,
        vec![(author, Answer::Accepted)],
    )?;
    let at = chronicle.at(20, 9);
    chronicle.tell(
        &mut tale,
        lead,
        at,
        ProposalCommand::AnswerNomination(Answer::Accepted),
    )?;
    let at = chronicle.at(18, 14);
    chronicle.state(
        &mut tale,
        seats[0],
        at,
        Choice::RequestChanges,
        "The archive is Field Operations’ today. Leave it out, or have their leads sign.",
    )?;
    let at = chronicle.at(16, 14);
    chronicle.tell(
        &mut tale,
        seats[0],
        at,
        ProposalCommand::RequestChanges {
            reason: "Say what becomes of the archive, and agree it with Field Operations."
                .to_owned(),
        },
    )
}

/// A group on which most of the committee has stated a position after the second revision.
fn in_review(
    chronicle: &mut Chronicle<'_>,
    seats: &[PersonId],
    ids: &mut dyn NewIds,
) -> Result<(), TellingError> {
    let (author, lead) = (
        chronicle.person("gwenllian-prydderch")?,
        chronicle.person("xiadani-canulek")?,
    );
    let observability = chronicle.group("observability")?;
    let mut tale = tale(ids, 4, "Form Cost Insight", None);
    let charter = CharterDraft {
        mission: "Tell every harbour what its sensors cost, before the bill does.".to_owned(),
        goals: "- Each message can be priced from what is measured already\n- A harbour sees this month’s cost by the day\n- No new agent on the gauges".to_owned(),
        topics: "Cost models, budgets, alerts before a budget is spent.".to_owned(),
        subsystems: "The cost service; the metrics that it reads belong to Observability.".to_owned(),
        repositories: "- tidewater/cost-insight".to_owned(),
        responsibilities: "That a price shown is a price paid.".to_owned(),
    };
    let request = form(
        "Cost Insight",
        "Tells every harbour what its sensors cost.",
        charter.clone(),
        &[author, lead],
    );
    chronicle.submit(
        &mut tale,
        author,
        12,
        request,
        vec![(author, Answer::Accepted), (lead, Answer::Accepted)],
    )?;
    let at = chronicle.at(11, 10);
    chronicle.state(
        &mut tale,
        seats[1],
        at,
        Choice::SubgroupOf {
            group: observability,
        },
        "Three of its four goals read metrics that Observability already owns.",
    )?;
    let narrower = form(
        "Cost Insight",
        "Tells every harbour what its sensors cost.",
        CharterDraft {
            goals: "- Each message can be priced from what Observability measures\n- A harbour sees this month’s cost by the day\n- No new agent and no new metric".to_owned(),
            ..charter
        },
        &[author, lead],
    );
    let at = chronicle.at(9, 9);
    chronicle.tell(
        &mut tale,
        author,
        at,
        ProposalCommand::Resubmit {
            from: 1,
            request: Box::new(narrower),
            summary: "Measures nothing itself any more.".to_owned(),
        },
    )?;
    for (place, why) in [
        (
            0,
            "With the narrower scope the two do not get in each other’s way.",
        ),
        (2, "Harbours ask us for this every week."),
    ] {
        let at = chronicle.at(7, 11);
        chronicle.state(&mut tale, seats[place], at, Choice::Approve, why)?;
    }
    let at = chronicle.at(6, 17);
    chronicle.tell(
        &mut tale,
        seats[0],
        at,
        ProposalCommand::Waive {
            rule: LeadRule::Maintainership,
            person: Some(lead),
            reason: "They have run the cost service alone for two years.".to_owned(),
        },
    )
}

/// A change of leads that an open concern stops.
fn with_a_concern(
    chronicle: &mut Chronicle<'_>,
    seats: &[PersonId],
    ids: &mut dyn NewIds,
) -> Result<(), TellingError> {
    let (author, newcomer) = (
        chronicle.person("parisa-zarrinbaf")?,
        chronicle.person("temesgen-w")?,
    );
    let group = chronicle.group("observability")?;
    let mut tale = tale(ids, 5, "Change the leads of Observability", Some(group));
    let request = Request::ChangeLeads {
        group,
        changes: vec![LeadChange::Add {
            nomination: Nomination {
                person: newcomer,
                role: Role::Lead,
            },
        }],
        reason: "The tracing half of the group has had nobody since summer.".to_owned(),
    };
    chronicle.submit(&mut tale, author, 6, request, Vec::new())?;
    let answered = ConcernId(ids.new_id());
    let open = ConcernId(ids.new_id());
    let at = chronicle.at(5, 13);
    for (concern, title, body) in [
        (answered, "Time", "Is half a day a week enough for tracing?"),
        (
            open,
            "Two leads of one company",
            "With this change two of the three leads are from affiliated companies.",
        ),
    ] {
        chronicle.tell(
            &mut tale,
            seats[2],
            at,
            ProposalCommand::RaiseConcern {
                concern,
                title: title.to_owned(),
                body: body.to_owned(),
            },
        )?;
    }
    let at = chronicle.at(4, 9);
    chronicle.tell(
        &mut tale,
        author,
        at,
        ProposalCommand::AnswerConcern {
            concern: answered,
            answer: "It was agreed with their employer: a day, from next month.".to_owned(),
        },
    )?;
    let at = chronicle.at(3, 9);
    chronicle.tell(
        &mut tale,
        seats[2],
        at,
        ProposalCommand::ResolveConcern {
            concern: answered,
            how: "A day is enough.".to_owned(),
        },
    )?;
    let at = chronicle.at(2, 9);
    chronicle.state(
        &mut tale,
        seats[0],
        at,
        Choice::Approve,
        "Tracing cannot wait for a perfect balance.",
    )
}
