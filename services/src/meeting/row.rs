//! The row of a meeting, made when something is first written for it.

use domain::schedule::MeetingAddress;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::OnConflict,
};

use super::{Meeting, find::find_on};
use crate::{Context, ReadError, WriteError, entities::meeting};

/// The row of the meeting at that address, within the transaction that writes something for it. It is made where there is
/// none yet; two that do so at once get the same.
///
/// # Errors
/// When there is no such meeting, or the database fails.
pub(crate) async fn row_for(
    transaction: &DatabaseTransaction,
    context: &Context,
    address: &MeetingAddress,
) -> Result<meeting::Model, ReadError> {
    let found = find_on(transaction, address).await?;
    if found.id.is_none() {
        insert(transaction, context, &found)
            .await
            .map_err(|error| match error {
                WriteError::Database(error) => ReadError::Database(error),
                WriteError::Damaged(what) => ReadError::Damaged(what),
            })?;
    }
    meeting::Entity::find()
        .filter(meeting::Column::Key.eq(address.to_string()))
        .one(transaction)
        .await?
        .ok_or(ReadError::NotFound)
}

/// Writes a new row of a meeting.
pub(crate) async fn insert(
    transaction: &DatabaseTransaction,
    context: &Context,
    wanted: &Meeting,
) -> Result<(), WriteError> {
    let now = context.now();
    let row = meeting::Model {
        id: context.new_id(),
        key: wanted.address.to_string(),
        series_id: wanted.series.map(|series| series.0),
        day: wanted.address.day.to_string(),
        convener: wanted.convener.key().to_owned(),
        group_id: wanted.convener.group().map(|group| group.0),
        title: wanted.title.clone(),
        description: wanted.description.clone(),
        starts_at: wanted.starts_at,
        ends_at: wanted.ends_at,
        planned_at: wanted.planned_at,
        moved: wanted.moved,
        time_zone: wanted.zone.to_string(),
        state: wanted.state.key().to_owned(),
        place: wanted.place.clone(),
        join_link: wanted.join_link.clone(),
        reason: wanted.reason.clone(),
        agenda_frozen_at: None,
        sequence: wanted.sequence,
        created_at: now,
        changed_at: now,
        version: 1,
    };
    meeting::Entity::insert(row.into_active_model().reset_all())
        .on_conflict(
            OnConflict::column(meeting::Column::Key)
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}
