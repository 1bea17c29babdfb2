//! Reports: what was submitted, what the committee says of it, and what it asked for.

use domain::{
    Day,
    event::{DatedEvent, Event},
    ids::GroupId,
    report::{Mark, Period, ReportEvent},
};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, prelude::Expr,
    sea_query::OnConflict,
};

use crate::{
    WriteError,
    entities::{report, report_mark, report_request},
    record::json,
};

/// Writes what happened to reports, in the order of history.
pub(super) async fn write(
    transaction: &DatabaseTransaction,
    events: &[DatedEvent],
) -> Result<(), WriteError> {
    for dated in events {
        if let Event::Report { group, change } = &dated.event {
            write_one(transaction, *group, dated.on, change).await?;
        }
    }
    Ok(())
}

async fn write_one(
    transaction: &DatabaseTransaction,
    group: GroupId,
    on: Day,
    change: &ReportEvent,
) -> Result<(), WriteError> {
    match change {
        ReportEvent::Asked {
            reason,
            due_on,
            by,
            at,
        } => {
            let row = report_request::Model {
                group_id: group.0,
                reason: reason.clone(),
                due_on: due_on.to_string(),
                asked_by: by.0,
                asked_at: at.as_microsecond(),
            };
            report_request::Entity::insert(row.into_active_model())
                .on_conflict(
                    OnConflict::column(report_request::Column::GroupId)
                        .update_columns([
                            report_request::Column::Reason,
                            report_request::Column::DueOn,
                            report_request::Column::AskedBy,
                            report_request::Column::AskedAt,
                        ])
                        .to_owned(),
                )
                .exec_without_returning(transaction)
                .await?;
        }
        ReportEvent::Submitted {
            period,
            words,
            facts,
            by,
            at,
        } => {
            let row = report::Model {
                group_id: group.0,
                period: period.to_string(),
                first_day: period.first().to_string(),
                last_day: period.last().to_string(),
                submitted_on: on.to_string(),
                submitted_at: at.as_microsecond(),
                submitted_by: by.0,
                words: json(words)?,
                facts: json(facts)?,
                outcome: String::new(),
                discussed_on: None,
                discussed_by: None,
            };
            report::Entity::insert(row.into_active_model())
                .exec_without_returning(transaction)
                .await?;
            // Whatever was asked for, here it is.
            report_request::Entity::delete_by_id(group.0)
                .exec(transaction)
                .await?;
        }
        ReportEvent::Marked {
            period,
            mark,
            by,
            at,
        } => {
            let comment = match mark {
                Mark::Read => String::new(),
                Mark::Flagged { comment } => comment.clone(),
            };
            let row = report_mark::Model {
                group_id: group.0,
                period: period.to_string(),
                person_id: by.0,
                mark: mark.key().to_owned(),
                comment,
                settled: false,
                marked_at: at.as_microsecond(),
            };
            report_mark::Entity::insert(row.into_active_model())
                .on_conflict(
                    OnConflict::columns([
                        report_mark::Column::GroupId,
                        report_mark::Column::Period,
                        report_mark::Column::PersonId,
                    ])
                    .update_columns([
                        report_mark::Column::Mark,
                        report_mark::Column::Comment,
                        report_mark::Column::Settled,
                        report_mark::Column::MarkedAt,
                    ])
                    .to_owned(),
                )
                .exec_without_returning(transaction)
                .await?;
        }
        ReportEvent::Discussed {
            period,
            outcome,
            by,
            ..
        } => settle(transaction, group, *period, (on, by.0, outcome)).await?,
    }
    Ok(())
}

async fn settle(
    transaction: &DatabaseTransaction,
    group: GroupId,
    period: Period,
    (on, by, outcome): (Day, uuid::Uuid, &str),
) -> Result<(), WriteError> {
    report::Entity::update_many()
        .col_expr(report::Column::Outcome, Expr::value(outcome))
        .col_expr(report::Column::DiscussedOn, Expr::value(on.to_string()))
        .col_expr(report::Column::DiscussedBy, Expr::value(by))
        .filter(report::Column::GroupId.eq(group.0))
        .filter(report::Column::Period.eq(period.to_string()))
        .exec(transaction)
        .await?;
    report_mark::Entity::update_many()
        .col_expr(report_mark::Column::Settled, Expr::value(true))
        .filter(report_mark::Column::GroupId.eq(group.0))
        .filter(report_mark::Column::Period.eq(period.to_string()))
        .filter(report_mark::Column::Mark.eq("flagged"))
        .exec(transaction)
        .await?;
    Ok(())
}
