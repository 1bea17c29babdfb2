//! The row that says how a meeting goes, and who may write it.

use domain::{
    ids::{GroupId, MeetingId, PersonId},
    permission::{Action, Resource},
    schedule::{Convener, MeetingAddress, MeetingState},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, QueryFilter, prelude::Expr,
};
use uuid::Uuid;

use crate::{
    Context, ReadError, WriteError,
    entities::{meeting, sitting},
    meeting as meetings, record,
};

/// A meeting inside a transaction, with how it goes.
pub(crate) struct Held {
    /// Its row.
    pub row: meeting::Model,
    /// Its address.
    pub address: MeetingAddress,
    /// Whose it is.
    pub convener: Convener,
    /// Where it stands.
    pub state: MeetingState,
    /// How it goes; none before it began.
    pub sitting: Option<sitting::Model>,
}

impl Held {
    /// Its id.
    pub fn id(&self) -> MeetingId {
        MeetingId(self.row.id)
    }

    /// The group whose meeting it is.
    pub fn group(&self) -> Option<GroupId> {
        self.convener.group()
    }

    /// Who was named to keep the notes.
    pub fn scribe(&self) -> Option<PersonId> {
        self.sitting
            .as_ref()
            .and_then(|sitting| sitting.scribe_id)
            .map(PersonId)
    }

    /// What one must be allowed to write for.
    pub fn resource(&self) -> Resource {
        resource(self.convener, self.scribe())
    }
}

/// What one must be allowed to keep the records of.
pub(crate) fn resource(convener: Convener, scribe: Option<PersonId>) -> Resource {
    Resource::Meeting {
        group: convener.group(),
        scribe,
    }
}

/// Begins, ends and hands over: for a group’s meeting whoever keeps its records, for the committee’s and the combined one the
/// committee.
pub(crate) fn right_to_run(convener: Convener) -> (Action, Resource) {
    match convener {
        Convener::Group { group } => (Action::KeepRecords, Resource::Group(group)),
        Convener::Committee | Convener::Combined => (Action::Decide, Resource::Community),
    }
}

/// The meeting at an address, as its pages name it.
pub(super) fn address(text: &str) -> Result<MeetingAddress, ReadError> {
    MeetingAddress::new(text).map_err(|_| ReadError::NotFound)
}

/// The meeting at that address inside a transaction that writes for it; its row is made where there is none.
pub(crate) async fn held(
    transaction: &DatabaseTransaction,
    context: &Context,
    address: &MeetingAddress,
) -> Result<Held, ReadError> {
    let row = meetings::row_for(transaction, context, address).await?;
    let read = meetings::of_row(&row)?;
    Ok(Held {
        sitting: sitting_of(transaction, row.id).await?,
        address: read.address,
        convener: read.convener,
        state: read.state,
        row,
    })
}

pub(super) async fn sitting_of(
    connection: &impl ConnectionTrait,
    meeting: Uuid,
) -> Result<Option<sitting::Model>, ReadError> {
    Ok(sitting::Entity::find_by_id(meeting).one(connection).await?)
}

/// The row of how the meeting goes; it is made where there is none.
pub(super) async fn sitting_for(
    transaction: &DatabaseTransaction,
    held: &Held,
) -> Result<sitting::Model, WriteError> {
    if let Some(sitting) = &held.sitting {
        return Ok(sitting.clone());
    }
    let row = sitting::Model {
        meeting_id: held.row.id,
        day: held.row.day.clone(),
        began_at: None,
        ended_at: None,
        current_item: None,
        item_since: None,
        scribe_id: None,
        changes: 0,
        minutes_state: None,
        review_until: None,
        draft: String::new(),
        draft_version: 0,
        minutes_version: 0,
        approved_at_meeting: None,
        approved_by: None,
        approved_at: None,
        recording_state: "not_expected".to_owned(),
        recording_link: String::new(),
        recording_note: String::new(),
    };
    sitting::Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(transaction)
        .await?;
    Ok(row)
}

/// Writes the row of how the meeting goes anew and counts the change: browsers that have the meeting open follow.
pub(super) async fn save(
    transaction: &DatabaseTransaction,
    mut row: sitting::Model,
) -> Result<i64, WriteError> {
    row.changes += 1;
    let changes = row.changes;
    row.into_active_model()
        .reset_all()
        .update(transaction)
        .await?;
    record::change_pages(transaction).await?;
    Ok(changes)
}

/// Where a meeting stands from now on.
pub(super) async fn set_state(
    transaction: &DatabaseTransaction,
    context: &Context,
    held: &Held,
    state: MeetingState,
) -> Result<(), WriteError> {
    meeting::Entity::update_many()
        .col_expr(meeting::Column::State, Expr::value(state.key()))
        .col_expr(meeting::Column::ChangedAt, Expr::value(context.now()))
        .col_expr(
            meeting::Column::Version,
            Expr::value(held.row.version.saturating_add(1)),
        )
        .filter(meeting::Column::Id.eq(held.row.id))
        .exec(transaction)
        .await?;
    Ok(())
}
