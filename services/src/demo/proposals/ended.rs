//! Proposals that have ended: one declined, one withdrawn.

use domain::{
    decision::{Decision, DecisionNumber, Outcome},
    ids::{NewIds, PersonId},
    proposal::{Answer, CharterDraft, Choice, ProposalCommand, Request},
};
use jiff::{Span, tz::TimeZone};

use super::{Chronicle, form, tale};
use crate::demo::telling::TellingError;

/// Three weeks ago the committee declined a group for marketing.
pub(super) fn declined(
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
pub(super) fn withdrawn(
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
