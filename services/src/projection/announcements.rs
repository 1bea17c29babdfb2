//! Announcements, as lists need them.

use domain::{
    announcement::AnnouncementEvent,
    event::{DatedEvent, Event},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    prelude::Expr,
};

use super::number;
use crate::{WriteError, entities::announcement};

/// Writes the rows of the announcements that events are about.
pub(super) async fn write(
    transaction: &DatabaseTransaction,
    events: &[DatedEvent],
) -> Result<(), WriteError> {
    for dated in events {
        let Event::Announcement {
            announcement: id,
            number: called,
            title,
            group,
            change,
        } = &dated.event
        else {
            continue;
        };
        match change {
            AnnouncementEvent::Posted {
                body,
                occasion,
                by,
                at,
            } => {
                let row = announcement::Model {
                    id: id.0,
                    number: number(*called),
                    title: title.clone(),
                    body: body.clone(),
                    occasion: occasion.key().to_owned(),
                    proposal_number: occasion.proposal().map(number),
                    group_id: group.map(|group| group.0),
                    by_id: by.0,
                    posted_at: at.as_microsecond(),
                    taken_back: String::new(),
                };
                row.into_active_model().insert(transaction).await?;
            }
            AnnouncementEvent::TakenBack { reason, .. } => {
                announcement::Entity::update_many()
                    .col_expr(
                        announcement::Column::TakenBack,
                        Expr::value(reason.as_str()),
                    )
                    .filter(announcement::Column::Id.eq(id.0))
                    .exec(transaction)
                    .await?;
            }
        }
    }
    Ok(())
}
