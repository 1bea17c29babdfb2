//! Publishing a version of a group's roadmap, and saying that it is still right.

use domain::{
    event::Event,
    group::GroupState,
    ids::{GroupId, PersonId},
    permission::{Action, Denied, Resource},
    proposal::RoadmapLine,
    roadmap::{self, ItemState, Month, RoadmapEvent, RoadmapItem, RoadmapRefusal, Written},
};
use jiff::Timestamp;
use sea_orm::{DatabaseTransaction, EntityTrait};

use super::rows::current;
use crate::{
    CommandError, Context, ReadError, WriteError, entities, group::address, policy, record,
};

/// Why nothing was published or confirmed.
#[derive(Debug, thiserror::Error)]
pub enum RoadmapError {
    /// There is no such group.
    #[error("there is no such group")]
    NotFound,
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The group has ended: its roadmap stays as it was.
    #[error("The group has ended: its roadmap stays as it was.")]
    Ended,
    /// The rules of roadmaps.
    #[error("the rules of roadmaps stand against it")]
    Refused(RoadmapRefusal),
    /// Nothing was written.
    #[error(transparent)]
    Failed(#[from] WriteError),
}

impl From<sea_orm::DbErr> for RoadmapError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Failed(error.into())
    }
}

impl From<ReadError> for RoadmapError {
    fn from(error: ReadError) -> Self {
        match CommandError::<RoadmapRefusal>::from(error) {
            CommandError::Denied(denied) => Self::Denied(denied),
            CommandError::NotFound => Self::NotFound,
            CommandError::Refused(refusal) => Self::Refused(refusal),
            CommandError::Failed(error) => Self::Failed(error),
        }
    }
}

/// Publishes the next version of a group's roadmap, and gives its number.
///
/// # Errors
/// When the actor may not, someone published meanwhile, what was written cannot be taken, or the database fails.
pub async fn publish(context: &Context, slug: &str, written: Written) -> Result<u32, RoadmapError> {
    let event = change(context, slug, move |current, by, at, month, months| {
        roadmap::publish(current, written, (by, at), month, months)
    })
    .await?;
    Ok(match event {
        RoadmapEvent::Published { version, .. } | RoadmapEvent::Confirmed { version, .. } => {
            version
        }
    })
}

/// Says that the roadmap is still right.
///
/// # Errors
/// When the actor may not, there is a newer version than the one that they saw, or the database fails.
pub async fn confirm(context: &Context, slug: &str, version: u32) -> Result<(), RoadmapError> {
    change(context, slug, move |current, by, at, _, _| {
        roadmap::confirm(current, version, by, at)
    })
    .await?;
    Ok(())
}

async fn change(
    context: &Context,
    slug: &str,
    decide: impl FnOnce(
        Option<&roadmap::Roadmap>,
        Option<PersonId>,
        Timestamp,
        Month,
        u32,
    ) -> Result<RoadmapEvent, RoadmapRefusal>
    + Send
    + 'static,
) -> Result<RoadmapEvent, RoadmapError> {
    let found = address::find(context.database.connection(), slug).await?;
    let group = address::id_of(&found);
    context.may(Action::RunGroup, Resource::Group(group))?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                is_alive(transaction, group).await?;
                let today = own.today();
                let rules = policy::rules_on(transaction, today).await?;
                let before = current(transaction, group).await?;
                let event = decide(
                    before.as_ref().map(|(_, roadmap)| roadmap),
                    own.actor().person_id(),
                    own.instant(),
                    Month::of(today),
                    rules.roadmap_months,
                )
                .map_err(RoadmapError::Refused)?;
                let told = Event::Roadmap {
                    group,
                    change: event.clone(),
                };
                record::tell(transaction, &own, newest, told).await?;
                Ok(event)
            })
        })
        .await
}

/// Begins a group's roadmap with the items of the proposal that formed it, in the transaction of the decision; months are
/// counted from today's. Nothing happens where there is none to write, or one already.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    transaction: &DatabaseTransaction,
    context: &Context,
    group: GroupId,
    lines: &[RoadmapLine],
) -> Result<(), WriteError> {
    let newest = record::take_pen(transaction).await?;
    if lines.is_empty() || current(transaction, group).await?.is_some() {
        return Ok(());
    }
    let change = initial(
        lines,
        Month::of(context.today()),
        context.actor().person_id(),
        context.instant(),
    );
    let event = Event::Roadmap { group, change };
    record::tell(transaction, context, newest, event).await?;
    Ok(())
}

/// The first version, from the items of a proposal: month 1 is the one in which it is decided.
fn initial(
    lines: &[RoadmapLine],
    from: Month,
    by: Option<PersonId>,
    at: Timestamp,
) -> RoadmapEvent {
    let items = lines
        .iter()
        .take(roadmap::MOST_ITEMS)
        .zip(1..)
        .map(|(line, number)| RoadmapItem {
            number,
            outcome: line.outcome.trim().to_owned(),
            month: from.plus(i32::try_from(line.month.saturating_sub(1)).unwrap_or(0)),
            state: ItemState::Planned,
            links: Vec::new(),
        })
        .collect();
    RoadmapEvent::Published {
        version: 1,
        items,
        summary: "The initial roadmap, from the proposal".to_owned(),
        by,
        at,
    }
}

async fn is_alive(transaction: &DatabaseTransaction, group: GroupId) -> Result<(), RoadmapError> {
    let row = entities::group::Entity::find_by_id(group.0)
        .one(transaction)
        .await?
        .ok_or(RoadmapError::NotFound)?;
    match GroupState::of_key(&row.state) {
        Some(state) if state.is_alive() => Ok(()),
        Some(_) | None => Err(RoadmapError::Ended),
    }
}
