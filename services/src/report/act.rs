//! What the committee does: ask for a report, mark one, and note what came of talking about it.

use domain::{
    Day,
    actor::Authority,
    event::Event,
    ids::GroupId,
    permission::{Action, Denied, Resource},
    report::{Mark, Period, ReportCommand, ReportRefusal, Standing, decide},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::{
    CommandError, Context, ReadError, WriteError,
    entities::{report, report_mark},
    group::address,
    record,
};

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// There is no such group, report or draft.
    #[error("there is nothing to do that to")]
    NotFound,
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The group has ended.
    #[error("The group has ended: it reports no more.")]
    Ended,
    /// Someone else changed the draft meanwhile.
    #[error("Someone else changed this draft meanwhile.")]
    Stale,
    /// A report on that time is not wanted now.
    #[error("A report on that time cannot be begun now.")]
    NotOffered,
    /// The rules of reports.
    #[error(transparent)]
    Refused(#[from] ReportRefusal),
    /// Nothing was written.
    #[error(transparent)]
    Failed(#[from] WriteError),
}

impl From<sea_orm::DbErr> for ReportError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Failed(error.into())
    }
}

impl From<ReadError> for ReportError {
    fn from(error: ReadError) -> Self {
        match CommandError::<ReportRefusal>::from(error) {
            CommandError::Denied(denied) => Self::Denied(denied),
            CommandError::NotFound => Self::NotFound,
            CommandError::Refused(refusal) => Self::Refused(refusal),
            CommandError::Failed(error) => Self::Failed(error),
        }
    }
}

/// Asks a group for a report by a day.
///
/// # Errors
/// When the actor is not on the committee, the reason or the day cannot be taken, or the database fails.
pub async fn ask(
    context: &Context,
    slug: &str,
    reason: String,
    due_on: Day,
) -> Result<(), ReportError> {
    act(context, slug, None, ReportCommand::Ask { reason, due_on }).await
}

/// Says of a report that it needs no discussion, or flags it.
///
/// # Errors
/// When the actor is not on the committee, or leads the group and says that it needs none; when there is no such report, a
/// flag has no comment, or the database fails.
pub async fn mark(
    context: &Context,
    slug: &str,
    period: Period,
    mark: Mark,
) -> Result<(), ReportError> {
    let found = address::find(context.database.connection(), slug).await?;
    let leads = context
        .actor()
        .authorities(Some(address::id_of(&found)))
        .any_of(&[Authority::Lead]);
    let command = ReportCommand::Mark {
        period,
        mark,
        leads,
    };
    act(context, slug, Some(period), command).await
}

/// Notes what came of talking about a flagged report: its flags are settled.
///
/// # Errors
/// When the actor is not on the committee, the report is not flagged, or the database fails.
pub async fn discuss(
    context: &Context,
    slug: &str,
    period: Period,
    outcome: String,
) -> Result<(), ReportError> {
    act(
        context,
        slug,
        Some(period),
        ReportCommand::Discuss { period, outcome },
    )
    .await
}

async fn act(
    context: &Context,
    slug: &str,
    period: Option<Period>,
    command: ReportCommand,
) -> Result<(), ReportError> {
    context.may(Action::Decide, Resource::Community)?;
    let by = context.person_id()?;
    let found = address::find(context.database.connection(), slug).await?;
    let asks = matches!(command, ReportCommand::Ask { .. });
    if asks && found.ended_on.is_some() {
        return Err(ReportError::Ended);
    }
    let group = address::id_of(&found);
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let standing = match period {
                    Some(period) => standing(transaction, group, period).await?,
                    None => Standing::Open,
                };
                let change = decide(standing, command, by, own.instant(), own.today())?;
                record::tell(transaction, &own, newest, Event::Report { group, change }).await?;
                Ok(())
            })
        })
        .await
}

/// How far the report on a time is.
pub(super) async fn standing(
    connection: &impl ConnectionTrait,
    group: GroupId,
    period: Period,
) -> Result<Standing, ReadError> {
    let submitted = report::Entity::find_by_id((group.0, period.to_string()))
        .one(connection)
        .await?
        .is_some();
    if !submitted {
        return Ok(Standing::Open);
    }
    let flags = report_mark::Entity::find()
        .filter(report_mark::Column::GroupId.eq(group.0))
        .filter(report_mark::Column::Period.eq(period.to_string()))
        .filter(report_mark::Column::Mark.eq("flagged"))
        .filter(report_mark::Column::Settled.eq(false))
        .count(connection)
        .await?;
    Ok(Standing::Submitted { flagged: flags > 0 })
}
