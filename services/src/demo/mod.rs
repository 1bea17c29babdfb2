//! The demo community: Tidewater, an invented service mesh for coastal sensor networks, with nine years of history.
//!
//! `tidewater.yaml` and the charters beside it tell its story; [`telling`] turns that into events as the rules would
//! have made them. No person, organization or address in it is real.

mod agendas;
mod announcements;
mod cast;
mod charters;
mod closing;
mod committee;
mod drafts;
mod escalations;
mod meetings;
mod minutes;
mod plans;
mod plans_story;
mod proposals;
mod story;
mod telling;
mod written;

#[cfg(test)]
mod tests;

use domain::{
    event::Event,
    group::{GroupEvent, GroupState},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter,
};

use crate::{
    CommandError, Context, Database, ReadError, WriteError, checklist, entities::import, policy,
    record,
};
use story::Story;
use telling::{Told, tell};

pub use cast::{Part, Player, cast};
pub use story::StoryError;
pub use telling::TellingError;

/// What the demo community is called.
pub const COMMUNITY: &str = "Tidewater";

/// What the list of imports says of the story's format.
const FORMAT: &str = "demo";

/// Why there is no demo.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Something is in the record already, be it only a policy.
    #[error("the record is not empty: the demo community needs a database of its own")]
    NotEmpty,
    /// The story cannot be read.
    #[error(transparent)]
    Story(#[from] StoryError),
    /// The story does not hold to the rules.
    #[error(transparent)]
    Telling(#[from] TellingError),
    /// A use case refuses what the story wants of it.
    #[error("the demo’s story: {0}")]
    Refused(String),
    /// Nothing was written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<ReadError> for DemoError {
    fn from(error: ReadError) -> Self {
        Self::Write(error.into())
    }
}

impl<R: std::fmt::Display> From<CommandError<R>> for DemoError {
    fn from(error: CommandError<R>) -> Self {
        match error {
            CommandError::Denied(denied) => Self::Refused(denied.to_string()),
            CommandError::Refused(refusal) => Self::Refused(refusal.to_string()),
            CommandError::NotFound => Self::Refused("something is not there".to_owned()),
            CommandError::Failed(error) => Self::Write(error),
        }
    }
}

impl From<DbErr> for DemoError {
    fn from(error: DbErr) -> Self {
        Self::Write(WriteError::Database(error))
    }
}

/// Fills an empty record with the demo community, its rules too, and gives the number of events. The record is one
/// transaction: after a crash it is there, or nothing. What its people then do themselves comes after it, one use case
/// after the other.
///
/// # Errors
/// When the record is not empty or the database fails.
pub async fn fill(context: &Context) -> Result<usize, DemoError> {
    fill_record(context).await?;
    meetings::plan(context).await?;
    minutes::hold(context).await?;
    agendas::fill(context).await?;
    drafts::write(context).await?;
    closing::leave_open(context).await?;
    let events = record::newest_seq(&context.database).await?;
    Ok(usize::try_from(events).unwrap_or(usize::MAX))
}

async fn fill_record(context: &Context) -> Result<usize, DemoError> {
    let context = context.clone();
    let database = context.database.clone();
    database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                if newest > 0 {
                    return Err(DemoError::NotEmpty);
                }
                let today = context.today();
                let told = tell(&Story::read()?, today, &mut &context)?;
                let source = context.new_id();
                record::append(
                    transaction,
                    &context,
                    newest,
                    &told.events,
                    Some(source),
                    &told.after,
                )
                .await?;
                begin_checklists(transaction, &context, &told).await?;
                written::write_pages(transaction, &context, &told).await?;
                import::ActiveModel {
                    id: Set(source),
                    file: Set("the demo’s story".to_owned()),
                    format: Set(FORMAT.to_owned()),
                    as_of: Set(today.to_string()),
                    imported_at: Set(context.now()),
                    events: Set(i64::try_from(told.events.len()).unwrap_or(i64::MAX)),
                    actor_id: Set(None),
                }
                .insert(transaction)
                .await
                .map_err(WriteError::Database)?;
                Ok(told.events.len())
            })
        })
        .await
}

/// Begins the checklists of the groups that are being set up or closed now, from the day on which that began.
async fn begin_checklists(
    transaction: &DatabaseTransaction,
    context: &Context,
    told: &Told,
) -> Result<(), WriteError> {
    let rules = policy::rules_on(transaction, context.today()).await?;
    for dated in &told.events {
        let Event::Group { group, change } = &dated.event else {
            continue;
        };
        let state = told.after.groups.get(group).map(|group| group.now().state);
        let working_through = matches!(
            (state, change),
            (
                Some(GroupState::SettingUp),
                GroupEvent::Formed { .. } | GroupEvent::Revived { .. }
            ) | (Some(GroupState::Closing), GroupEvent::ClosingBegun)
        );
        if working_through {
            let changes = [(*group, change.clone())];
            checklist::begin(
                transaction,
                context,
                dated.on,
                &changes,
                &told.after,
                &rules,
            )
            .await?;
        }
        if let (true, GroupEvent::Formed { .. }, Some(group)) =
            (working_through, change, told.after.groups.get(group))
        {
            let then = written::at(dated.on, 0, 9);
            checklist::performed(transaction, &context.at(then), group).await?;
        }
    }
    Ok(())
}

/// Whether the record is the demo community's.
///
/// # Errors
/// When the database fails.
pub async fn is_told(database: &Database) -> Result<bool, ReadError> {
    let told = import::Entity::find()
        .filter(import::Column::Format.eq(FORMAT))
        .one(database.connection())
        .await?;
    Ok(told.is_some())
}
