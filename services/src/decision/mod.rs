//! Decisions, whoever took them: the searchable list, one with what it rests on, and the alternates beside it.

mod alternate;
mod list;
mod number;
mod page;

pub use alternate::{Alternate, AlternateRefusal, NewAlternate, answer, attach};
pub use list::{DECISIONS_A_PAGE, Decisions, Wanted, list};
pub use page::{DecisionRead, Disagreement, page};

pub(crate) use number::{holds, next_number};

use domain::{
    Day,
    decision::{Decider, DecisionNumber, Outcome},
    ids::{GroupId, PersonId},
    proposal::ProposalKind,
};

use crate::{ReadError, entities::decision, record};

/// What a decision is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A proposal.
    Proposal {
        /// Its number.
        number: u32,
        /// The sort of thing.
        kind: ProposalKind,
        /// What was decided.
        outcome: Outcome,
        /// The revision that it decides.
        revision: u32,
    },
    /// A disagreement that was brought before the committee, by its number.
    Escalation(u32),
    /// A matter of the group's own.
    Matter,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionPage {
    /// Its number.
    pub number: DecisionNumber,
    /// Who decided.
    pub decider: Decider,
    /// What it is on.
    pub basis: Basis,
    /// What it is called.
    pub title: String,
    /// The group that it is of, that it is about or that it formed.
    pub group: Option<GroupId>,
    /// What the question was, in Markdown; empty for a proposal, which says it.
    pub context: String,
    /// What could have been done, in Markdown.
    pub options: String,
    /// Why, in Markdown.
    pub reasons: String,
    /// On which conditions, in Markdown.
    pub conditions: String,
    /// Where there is more.
    pub links: Vec<String>,
    /// On which day.
    pub decided_on: Day,
    /// When it is to be looked at again.
    pub review_on: Option<Day>,
    /// From when it may come back.
    pub reapply_from: Option<Day>,
    /// Under which version of the policy.
    pub policy_version: u32,
    /// Who recorded it.
    pub recorded_by: PersonId,
    /// The later decision that took its place.
    pub superseded_by: Option<DecisionNumber>,
}

fn small(number: i32) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

fn read(row: decision::Model) -> Result<DecisionPage, ReadError> {
    let damaged = |what: &str| ReadError::Damaged(format!("decision {}: {what}", row.number));
    let number = DecisionNumber::try_from(row.number.clone())
        .map_err(|error| damaged(&error.to_string()))?;
    Ok(DecisionPage {
        number,
        decider: Decider::of_key(&row.decided_by).ok_or_else(|| damaged("nobody decided it"))?,
        basis: basis(&row)?,
        group: row.group_id.map(GroupId),
        links: serde_json::from_str(&row.links).map_err(|error| damaged(&error.to_string()))?,
        decided_on: record::day_of(&row.decided_on)?,
        review_on: row.review_on.as_deref().map(record::day_of).transpose()?,
        reapply_from: row
            .reapply_from
            .as_deref()
            .map(record::day_of)
            .transpose()?,
        policy_version: small(row.policy_version),
        recorded_by: PersonId(row.recorded_by),
        superseded_by: row
            .superseded_by
            .clone()
            .map(DecisionNumber::try_from)
            .transpose()
            .map_err(|error| damaged(&error.to_string()))?,
        title: row.title,
        context: row.context,
        options: row.options,
        reasons: row.reasons,
        conditions: row.conditions,
    })
}

fn basis(row: &decision::Model) -> Result<Basis, ReadError> {
    let damaged = |what: &str| ReadError::Damaged(format!("decision {}: {what}", row.number));
    let Some(proposal) = row.proposal_number else {
        return Ok(row
            .escalation_number
            .map_or(Basis::Matter, |number| Basis::Escalation(small(number))));
    };
    let other = || {
        row.other_group_id
            .map(GroupId)
            .ok_or_else(|| damaged("no group is named"))
    };
    let outcome = match row.outcome.as_deref() {
        Some("formed") => Outcome::Formed,
        Some("subgroup_of") => Outcome::SubgroupOf { group: other()? },
        Some("subsumed_into") => Outcome::SubsumedInto { group: other()? },
        Some("approved") => Outcome::Approved,
        Some("declined") => Outcome::Declined,
        Some(unknown) => return Err(damaged(&format!("“{unknown}” is no outcome"))),
        None => return Err(damaged("it has no outcome")),
    };
    let kind = row
        .kind
        .as_deref()
        .and_then(ProposalKind::of_key)
        .ok_or_else(|| damaged("its kind is unknown"))?;
    Ok(Basis::Proposal {
        number: small(proposal),
        kind,
        outcome,
        revision: row.revision.map(small).unwrap_or_default(),
    })
}
