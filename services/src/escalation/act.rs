//! What is done to an escalation: one transaction that loads it, asks the rules, and adds the event.

use std::collections::BTreeSet;

use domain::{
    actor::Authority,
    community::Community,
    decision::{Decider, DecisionEvent, DecisionNumber, RecordedDecision},
    escalation::{
        self, Asked, Escalation, EscalationCommand, EscalationEvent, EscalationRefusal, Facts, Rung,
    },
    event::{DatedEvent, Event},
    ids::{EscalationId, GroupId, PersonId},
    permission::{Action, Resource},
    seat::Role,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::read::found;
use crate::{
    CommandError, Context, ReadError, WriteError, decision,
    entities::{self, seat},
    group, policy, record, text,
};

/// What someone writes who disagrees.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewEscalation {
    /// The address of the group whose decision or doing it is.
    pub group: String,
    /// What it is called.
    pub title: String,
    /// The decision, where it is one.
    pub decision: Option<DecisionNumber>,
    /// The underlying problem, in Markdown.
    pub problem: String,
    /// What was tried, in Markdown.
    pub tried: String,
    /// The addresses or names of other groups that it affects.
    pub affected: Vec<String>,
}

/// What the committee writes of its decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What was decided, in a line.
    pub title: String,
    /// What could have been done, in Markdown.
    pub options: String,
    /// What was decided and why, in Markdown.
    pub reasons: String,
    /// Earlier decisions that no longer hold.
    pub supersedes: Vec<DecisionNumber>,
}

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActRefusal {
    /// The rules of escalations.
    #[error(transparent)]
    Rule(#[from] EscalationRefusal),
    /// There is no such decision, or a later one took its place.
    #[error("There is no decision {0} that holds.")]
    NoSuchDecision(DecisionNumber),
    /// There is no such group.
    #[error("“{0}” is no group here.")]
    NoSuchGroup(String),
    /// The address is none that a page may link to.
    #[error("Write an address that begins with https://, http:// or mailto:, or leave it empty.")]
    Address,
    /// The decision says nothing.
    #[error("Say what was decided, in a line, and why.")]
    NoVerdict,
}

type Failed = CommandError<ActRefusal>;

fn refused(refusal: EscalationRefusal) -> Failed {
    CommandError::Refused(refusal.into())
}

fn acting(context: &Context) -> Result<PersonId, Failed> {
    context.may(Action::TakePart, Resource::Community)?;
    Ok(context.person_id()?)
}

/// What the rules need to know of the actor.
pub(super) fn facts(
    context: &Context,
    person: PersonId,
    group: Option<GroupId>,
    affected: &[GroupId],
) -> Facts {
    let led: BTreeSet<GroupId> = context
        .actor()
        .person()
        .map(|acting| acting.groups_led().collect())
        .unwrap_or_default();
    Facts {
        now: context.instant(),
        person,
        leads_group: group.is_some_and(|group| led.contains(&group)),
        leads_affected: affected.iter().any(|group| led.contains(group)),
        on_committee: context
            .actor()
            .authorities(None)
            .any_of(&[Authority::Committee]),
    }
}

/// Who leads these groups today.
async fn leads(
    connection: &impl ConnectionTrait,
    groups: impl IntoIterator<Item = GroupId>,
) -> Result<Vec<Asked>, ReadError> {
    let roles: Vec<&str> = Role::ALL
        .into_iter()
        .filter(|role| role.leads())
        .map(Role::key)
        .collect();
    let rows: Vec<(Uuid, Uuid)> = seat::Entity::find()
        .select_only()
        .columns([seat::Column::GroupId, seat::Column::PersonId])
        .distinct()
        .filter(seat::Column::GroupId.is_in(groups.into_iter().map(|group| group.0)))
        .filter(seat::Column::Role.is_in(roles))
        .filter(seat::Column::Until.is_null())
        .order_by_asc(seat::Column::GroupId)
        .order_by_asc(seat::Column::PersonId)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(group, person)| Asked {
            group: GroupId(group),
            person: PersonId(person),
        })
        .collect())
}

/// Who disagrees is not asked, though they lead the group.
fn but(asked: Vec<Asked>, opener: PersonId) -> Vec<Asked> {
    asked
        .into_iter()
        .filter(|asked| asked.person != opener)
        .collect()
}

/// Begins an escalation and gives its number.
///
/// # Errors
/// When something is missing, a group or decision is not there, or the database fails.
pub async fn open(context: &Context, new: NewEscalation) -> Result<u32, Failed> {
    let person = acting(context)?;
    let (group, _) = group::at(context, &new.group).await?;
    let mut affected = Vec::new();
    for typed in &new.affected {
        let other = group::meant(context, typed)
            .await?
            .ok_or_else(|| CommandError::Refused(ActRefusal::NoSuchGroup(typed.clone())))?;
        affected.push(other);
    }
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                if let Some(number) = new.decision {
                    exists(transaction, number).await?;
                }
                let days = policy::rules_on(transaction, own.today())
                    .await?
                    .escalation_days;
                let command = EscalationCommand::Open {
                    title: new.title.clone(),
                    group,
                    decision: new.decision,
                    problem: new.problem,
                    tried: new.tried,
                    affected: affected.clone(),
                    asked: but(leads(transaction, [group]).await?, person),
                    days,
                };
                let facts = facts(&own, person, Some(group), &affected);
                let change = escalation::decide(None, command, &facts).map_err(refused)?;
                let number = next_number(transaction).await?;
                let event = Event::Escalation {
                    escalation: EscalationId(own.new_id()),
                    number,
                    title: new.title,
                    group,
                    change,
                };
                append(transaction, &own, newest, None, vec![event]).await?;
                Ok(number)
            })
        })
        .await
}

async fn exists(connection: &impl ConnectionTrait, number: DecisionNumber) -> Result<(), Failed> {
    let there = entities::decision::Entity::find_by_id(number.to_string())
        .one(connection)
        .await?;
    match there {
        Some(_) => Ok(()),
        None => Err(CommandError::Refused(ActRefusal::NoSuchDecision(number))),
    }
}

async fn next_number(connection: &impl ConnectionTrait) -> Result<u32, Failed> {
    let newest: Option<i32> = entities::escalation::Entity::find()
        .select_only()
        .column(entities::escalation::Column::Number)
        .order_by_desc(entities::escalation::Column::Number)
        .limit(1)
        .into_tuple()
        .one(connection)
        .await?;
    Ok(u32::try_from(newest.unwrap_or(0)).unwrap_or_default() + 1)
}

async fn append(
    transaction: &DatabaseTransaction,
    context: &Context,
    newest: i64,
    before: Option<Escalation>,
    events: Vec<Event>,
) -> Result<(), Failed> {
    let on = context.today();
    let events: Vec<DatedEvent> = events
        .into_iter()
        .map(|event| DatedEvent { on, event })
        .collect();
    let mut after = Community::default();
    if let Some(before) = before {
        after.escalations.insert(before.id, before);
    }
    for event in &events {
        after.apply(event).map_err(WriteError::from)?;
    }
    record::append(transaction, context, newest, &events, None, &after).await?;
    Ok(())
}

fn event_of(escalation: &Escalation, change: EscalationEvent) -> Event {
    Event::Escalation {
        escalation: escalation.id,
        number: escalation.number,
        title: escalation.title.clone(),
        group: escalation.group,
        change,
    }
}

/// What a use case asks for; the rules are asked with who leads what at that moment.
enum Ask {
    This(EscalationCommand),
    BringIn(GroupId),
    Climb,
}

async fn done(context: &Context, number: u32, ask: Ask) -> Result<(), Failed> {
    let person = acting(context)?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let before = found(transaction, number).await?;
                let command = match ask {
                    Ask::This(command) => command,
                    Ask::BringIn(group) => EscalationCommand::BringIn {
                        group,
                        asked: but(leads(transaction, [group]).await?, before.opened_by),
                    },
                    Ask::Climb => {
                        let groups: Vec<GroupId> = match before.next_rung() {
                            Some(Rung::AllLeads) => std::iter::once(before.group)
                                .chain(before.affected.iter().copied())
                                .collect(),
                            Some(Rung::Leads | Rung::Community | Rung::Committee) | None => {
                                Vec::new()
                            }
                        };
                        EscalationCommand::Climb(but(
                            leads(transaction, groups).await?,
                            before.opened_by,
                        ))
                    }
                };
                if let EscalationCommand::Settle {
                    decision: Some(number),
                    ..
                } = &command
                {
                    exists(transaction, *number).await?;
                }
                let facts = facts(&own, person, Some(before.group), &before.affected);
                let change = escalation::decide(Some(&before), command, &facts).map_err(refused)?;
                let event = event_of(&before, change);
                append(transaction, &own, newest, Some(before), vec![event]).await
            })
        })
        .await
}

/// Does something to an escalation that needs nothing but itself.
///
/// # Errors
/// When a rule stops it, there is no such escalation, or the database fails.
pub async fn act(context: &Context, number: u32, command: EscalationCommand) -> Result<(), Failed> {
    if let EscalationCommand::LinkAlternate(alternate) = &command
        && !alternate.link.is_empty()
        && text::safe_address(&alternate.link).is_none()
    {
        acting(context)?;
        return Err(CommandError::Refused(ActRefusal::Address));
    }
    done(context, number, Ask::This(command)).await
}

/// Brings in the leads of another group, by its address or name.
///
/// # Errors
/// When there is no such group, a rule stops it, or the database fails.
pub async fn bring_in(context: &Context, number: u32, typed: &str) -> Result<(), Failed> {
    acting(context)?;
    let group = group::meant(context, typed)
        .await?
        .ok_or_else(|| CommandError::Refused(ActRefusal::NoSuchGroup(typed.to_owned())))?;
    done(context, number, Ask::BringIn(group)).await
}

/// Takes it up by a rung; whoever is asked there is asked now.
///
/// # Errors
/// When something is missing for that, or the database fails.
pub async fn climb(context: &Context, number: u32) -> Result<(), Failed> {
    done(context, number, Ask::Climb).await
}

/// Records the committee's decision and ends the escalation with it; gives the decision's number.
///
/// # Errors
/// When the actor has a part in it or no seat, it is not on the agenda, or the database fails.
pub async fn decide(
    context: &Context,
    number: u32,
    verdict: Verdict,
) -> Result<DecisionNumber, Failed> {
    context.may(Action::Decide, Resource::Community)?;
    let person = acting(context)?;
    if verdict.title.trim().is_empty() || verdict.reasons.trim().is_empty() {
        return Err(CommandError::Refused(ActRefusal::NoVerdict));
    }
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let before = found(transaction, number).await?;
                for earlier in &verdict.supersedes {
                    if !decision::holds(transaction, *earlier).await? {
                        return Err(CommandError::Refused(ActRefusal::NoSuchDecision(*earlier)));
                    }
                }
                let on = own.today();
                let taken = decision::next_number(transaction, on).await?;
                let facts = facts(&own, person, Some(before.group), &before.affected);
                let command = EscalationCommand::Decide(taken);
                let change = escalation::decide(Some(&before), command, &facts).map_err(refused)?;
                let recorded = RecordedDecision {
                    decider: Decider::Committee,
                    context: before.problem.clone(),
                    options: verdict.options,
                    reasons: verdict.reasons,
                    links: Vec::new(),
                    supersedes: verdict.supersedes,
                    escalation: Some(number),
                    policy_version: policy::version_on(transaction, on)
                        .await?
                        .map_or(0, |version| version.number),
                    recorded_by: person,
                    at: facts.now,
                };
                let events = vec![
                    Event::Decision {
                        number: taken,
                        title: verdict.title,
                        group: Some(before.group),
                        change: DecisionEvent::Recorded {
                            decision: Box::new(recorded),
                        },
                    },
                    event_of(&before, change),
                ];
                append(transaction, &own, newest, Some(before), events).await?;
                Ok(taken)
            })
        })
        .await
}
