//! Proposals that are open: with their authors, in review, and with a concern.

use domain::{
    ids::{ConcernId, NewIds, PersonId},
    lead_rules::LeadRule,
    proposal::{Answer, CharterDraft, Choice, LeadChange, Nomination, ProposalCommand, Request},
    seat::Role,
};

use super::{Chronicle, form, tale};
use crate::demo::telling::TellingError;

/// A group whose authors were asked for a narrower scope.
pub(super) fn changes_requested(
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
pub(super) fn in_review(
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
pub(super) fn with_a_concern(
    chronicle: &mut Chronicle<'_>,
    seats: &[PersonId],
    ids: &mut dyn NewIds,
) -> Result<(), TellingError> {
    let author = chronicle.person("parisa-zarrinbaf")?;
    let newcomer = chronicle.person("ruta-g")?;
    let going = chronicle.person("roksana-talukderi")?;
    let group = chronicle.group("observability")?;
    let mut tale = tale(ids, 5, "Change the leads of Observability", Some(group));
    let request = Request::ChangeLeads {
        group,
        changes: vec![
            LeadChange::Add {
                nomination: Nomination {
                    person: newcomer,
                    role: Role::Lead,
                },
            },
            LeadChange::Emeritus {
                seat: Nomination {
                    person: going,
                    role: Role::Lead,
                },
            },
        ],
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
            "With this change two of the three leads are with Brackish Labs.",
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

/// A new name to which nobody objects: the rule is met, and any of the committee can take the decision.
pub(super) fn ready(
    chronicle: &mut Chronicle<'_>,
    seats: &[PersonId],
    ids: &mut dyn NewIds,
) -> Result<(), TellingError> {
    let author = chronicle.person("leilani-kahananui")?;
    let group = chronicle.group("shore-power")?;
    let mut tale = tale(ids, 6, "Rename Shore Power", Some(group));
    let request = Request::Rename {
        group,
        name: "Field Power".to_owned(),
        reason: "Half of what we plan for lies on buoys, and those who keep them do not look for us under the shore."
            .to_owned(),
    };
    chronicle.submit(&mut tale, author, 8, request, Vec::new())?;
    // Who sits last has not found the time: the others are enough.
    let stating = seats.len().saturating_sub(1);
    let reasons = [
        "It says what they do.",
        "I asked Field Operations: they read it as a help, not as a claim.",
        "No objection.",
        "The old address goes on, so nothing is lost.",
    ];
    for ((seat, why), days_ago) in seats
        .iter()
        .take(stating)
        .zip(reasons.iter().cycle())
        .zip([7, 6, 6].into_iter().chain(std::iter::repeat(5)))
    {
        let at = chronicle.at(days_ago, 15);
        chronicle.state(&mut tale, *seat, at, Choice::Approve, why)?;
    }
    Ok(())
}
