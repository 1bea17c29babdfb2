//! What the demo’s committee has before it and has decided: a proposal in every state. Each step is decided by the rules; the
//! days are counted back from today, so that it never looks stale.

mod ended;
mod open;

use domain::{
    Day,
    actor::{Authorities, Authority},
    event::{DatedEvent, Event},
    group::GroupKind,
    ids::{GroupId, NewIds, PersonId, ProposalId},
    policy::Policy,
    proposal::{
        Answer, Ballot, CharterDraft, Choice, Elector, Facts, Nomination, Proposal,
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
            stakeholder: None,
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
    ended::declined(&mut chronicle, &seats, ids)?;
    ended::withdrawn(&mut chronicle, &seats, ids)?;
    open::changes_requested(&mut chronicle, &seats, ids)?;
    open::in_review(&mut chronicle, &seats, ids)?;
    open::with_a_concern(&mut chronicle, &seats, ids)?;
    open::ready(&mut chronicle, &seats, ids)
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
        stakeholders: Vec::new(),
    }
}
