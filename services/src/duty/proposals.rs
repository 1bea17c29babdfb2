//! What the actor owes on proposals that are open.

use std::collections::BTreeSet;

use domain::{
    Day,
    decision::Outcome,
    duty::{Duty, Matter, Subject},
    ids::{ConcernId, GroupId, PersonId, ProposalId},
    permission::{Action, Resource},
    policy::DecisionMethod,
    proposal::{Answer, Choice, Proposal, ProposalState, Verdict, tally},
};
use jiff::{ToSpan, tz::TimeZone};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::scope::{Scope, named};
use crate::{
    ReadError,
    entities::{group, proposal},
    history::Names,
    proposal::records,
};

/// So many open proposals are looked through, those that have waited longest. A committee that has more before it has
/// other worries than one person’s list.
const LOOKED_THROUGH: u64 = 200;

/// What the actor owes on open proposals: on all, or on those about the one group of the scope. Four queries at most.
pub async fn read(scope: &Scope<'_>) -> Result<Vec<Duty>, ReadError> {
    let Some(person) = scope.person else {
        return Ok(Vec::new());
    };
    let connection = scope.connection();
    let open = ProposalState::ALL
        .into_iter()
        .filter(|state| state.is_open())
        .map(ProposalState::key);
    let mut query = proposal::Entity::find().filter(proposal::Column::State.is_in(open));
    if let Some(only) = scope.only {
        query = query.filter(proposal::Column::GroupId.eq(only.0));
    }
    let rows = query
        .order_by_asc(proposal::Column::Number)
        .limit(LOOKED_THROUGH)
        .all(connection)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut records = records(connection, rows.iter().map(|row| row.id)).await?;
    let mut people = BTreeSet::new();
    let mut groups = BTreeSet::new();
    let mut owing = Vec::new();
    for row in rows {
        let Some(record) = records.remove(&ProposalId(row.id)) else {
            return Err(ReadError::Damaged(format!(
                "proposal {} has no events",
                row.number
            )));
        };
        let owed = owed(scope, &record, person);
        if owed.is_empty() {
            continue;
        }
        people.insert(record.author);
        people.extend(record.open_concerns().map(|concern| concern.owner));
        groups.extend(row.group_id.map(GroupId));
        groups.extend(
            record
                .position_of(person)
                .and_then(|position| group_of(position.choice)),
        );
        owing.push((row, record, owed));
    }
    if owing.is_empty() {
        return Ok(Vec::new());
    }
    let names = Names::of(connection, groups.clone(), people, BTreeSet::new()).await?;
    let group_rows = group::Entity::find()
        .filter(group::Column::Id.is_in(groups.iter().map(|group| group.0)))
        .all(connection)
        .await?;
    let mut duties = Vec::new();
    for (row, record, owed) in owing {
        let subject = Subject {
            number: record.number,
            title: row.title.clone(),
        };
        let about = row.group_id.and_then(|id| {
            let found = group_rows.iter().find(|group| group.id == id)?;
            Some(named(found))
        });
        let method = scope.rules_of(record.policy_version).decision;
        duties.extend(owed.into_iter().filter_map(|owed| {
            Some(Duty {
                due: owed.due(&record, &method),
                matter: owed.matter(subject.clone(), &record, person, &names)?,
                group: about.clone(),
            })
        }));
    }
    Ok(duties)
}

/// What somebody owes on a proposal, before names are known.
#[derive(Clone, Copy)]
enum Owed {
    Nomination,
    Revision,
    Answer(ConcernId),
    Resolution(ConcernId),
    Position,
    Confirmation,
    Decision,
    Release,
}

/// What the person owes on the proposal.
fn owed(scope: &Scope<'_>, record: &Proposal, person: PersonId) -> Vec<Owed> {
    let mut owed = Vec::new();
    let writes = record.is_written_by(person);
    match record.state {
        ProposalState::Decided | ProposalState::Withdrawn => return owed,
        ProposalState::ChangesRequested => {
            if writes {
                owed.push(Owed::Revision);
            }
        }
        ProposalState::InReview => {
            let nominated = record
                .revision()
                .request
                .nominees()
                .iter()
                .any(|nomination| nomination.person == person);
            if nominated && record.answer_of(person).is_none() {
                owed.push(Owed::Nomination);
            }
        }
    }
    // Where the policy asks stakeholders, their leads have a seat in the ballot too.
    let elector = record.ballot.elector(person).is_some();
    let decides = scope
        .context
        .may(Action::Decide, Resource::Ballot { elector })
        .is_ok();
    for concern in record.open_concerns() {
        if concern.answers.is_empty() && writes {
            owed.push(Owed::Answer(concern.id));
        } else if !concern.answers.is_empty() && concern.owner == person && decides {
            owed.push(Owed::Resolution(concern.id));
        }
    }
    if decides {
        if record.awaits(person) {
            owed.push(match record.position_of(person) {
                None => Owed::Position,
                Some(_) => Owed::Confirmation,
            });
        }
        if record.holds.iter().any(|hold| hold.by == person) {
            owed.push(Owed::Release);
        }
        let method = scope.rules_of(record.policy_version).decision;
        match tally(record, &method, scope.context.instant()).verdict {
            Verdict::Ready(Outcome::Declined) | Verdict::Lapsed(_) => owed.push(Owed::Decision),
            // Who is nominated has to want it first.
            Verdict::Ready(_) if all_accepted(record) => owed.push(Owed::Decision),
            Verdict::Ready(_) | Verdict::NotYet(_) | Verdict::NotOpen => {}
        }
    }
    owed
}

fn all_accepted(record: &Proposal) -> bool {
    let revision = record.revision();
    revision
        .request
        .nominees()
        .iter()
        .all(|nomination| record.answer_of(nomination.person) == Some(Answer::Accepted))
}

impl Owed {
    /// By which day: a position has one where the policy ends the review.
    fn due(self, record: &Proposal, method: &DecisionMethod) -> Option<Day> {
        match self {
            Self::Position | Self::Confirmation => {
                let hours = method.longest_review_hours?;
                let ends = record
                    .revision()
                    .at
                    .checked_add(i64::from(hours).hours())
                    .ok()?;
                Some(ends.to_zoned(TimeZone::UTC).date())
            }
            Self::Nomination
            | Self::Revision
            | Self::Answer(_)
            | Self::Resolution(_)
            | Self::Decision
            | Self::Release => None,
        }
    }

    fn matter(
        self,
        proposal: Subject,
        record: &Proposal,
        person: PersonId,
        names: &Names,
    ) -> Option<Matter> {
        let called = |person: PersonId| {
            names
                .person(person)
                .map_or_else(String::new, |name| name.name.clone())
        };
        Some(match self {
            Self::Nomination => Matter::AnswerNomination {
                proposal,
                by: called(record.author),
            },
            Self::Revision => Matter::Revise {
                proposal,
                revision: record.revision().number,
            },
            Self::Answer(concern) => {
                let concern = record.concern(concern)?;
                Matter::AnswerConcern {
                    proposal,
                    concern: concern.id,
                    name: concern.title.clone(),
                    owner: called(concern.owner),
                }
            }
            Self::Resolution(concern) => {
                let concern = record.concern(concern)?;
                Matter::ResolveConcern {
                    proposal,
                    concern: concern.id,
                    name: concern.title.clone(),
                }
            }
            Self::Position => Matter::StatePosition {
                proposal,
                by: called(record.author),
            },
            Self::Confirmation => {
                let position = record.position_of(person)?;
                Matter::ConfirmPosition {
                    proposal,
                    revision: record.revision().number,
                    choice: position.choice,
                    group: group_of(position.choice)
                        .and_then(|group| names.group(group))
                        .map_or_else(String::new, |name| name.name.clone()),
                    rationale: position.rationale.clone(),
                }
            }
            Self::Decision => Matter::Decide { proposal },
            Self::Release => Matter::LiftHold {
                proposal,
                reason: record
                    .holds
                    .iter()
                    .find(|hold| hold.by == person)?
                    .reason
                    .clone(),
            },
        })
    }
}

/// The group that a choice names.
fn group_of(choice: Choice) -> Option<GroupId> {
    match choice {
        Choice::SubgroupOf { group } | Choice::SubsumeInto { group } => Some(group),
        Choice::Approve
        | Choice::RequestChanges
        | Choice::Decline
        | Choice::Abstain
        | Choice::Recuse => None,
    }
}
