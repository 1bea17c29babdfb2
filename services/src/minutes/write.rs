//! Notes of an item, written by several people at once.

use domain::{
    ids::MeetingId,
    minutes::MinutesState,
    permission::Action,
    schedule::{AgendaItemState, MeetingState},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
    prelude::Expr, sea_query::OnConflict,
};
use uuid::Uuid;

use super::{
    Held, held, lines,
    sitting::{address, save, sitting_for},
};
use crate::{
    CommandError, Context, WriteError,
    entities::{agenda_item, note_writer},
    record,
    text::merge,
};

/// The longest notes of one item, in characters.
pub const LONGEST_NOTES: usize = 40_000;

/// What an open page sends of the notes of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotesSent {
    /// The page that sends it, by a name that it has chosen; empty for a page without a script.
    pub writer: String,
    /// Counts what this page has sent and got an answer to: a text that is sent again has the same number.
    pub turn: i32,
    /// The text that the page began with.
    pub base: String,
    /// The text that it has now.
    pub text: String,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotesSaved {
    /// The notes, with what others have written meanwhile.
    pub text: String,
    /// Counts the changes of the notes.
    pub version: i32,
    /// In how many places someone else had written on the same words: there, both wordings stand.
    pub overlaps: usize,
}

/// Why notes are not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotesRefused {
    /// The minutes are past their draft.
    #[error(
        "The minutes of this meeting are in review or final: what is wrong with them is corrected there."
    )]
    Closed,
    /// The meeting does not take place.
    #[error("This meeting was cancelled.")]
    Cancelled,
    /// They are too long.
    #[error("Notes of one item have at most {LONGEST_NOTES} characters: begin another item.")]
    TooLong,
}

/// Whether notes can be written: from before the meeting until its minutes go into review.
pub(super) fn are_open(held: &Held) -> Result<(), NotesRefused> {
    if held.state == MeetingState::Cancelled {
        return Err(NotesRefused::Cancelled);
    }
    let state = held
        .sitting
        .as_ref()
        .and_then(|sitting| sitting.minutes_state.as_deref())
        .and_then(MinutesState::of_key);
    match state {
        None | Some(MinutesState::Draft) => Ok(()),
        Some(MinutesState::InReview | MinutesState::Approved | MinutesState::Published) => {
            Err(NotesRefused::Closed)
        }
    }
}

/// Takes in what a page sends of the notes of an item: it is merged with what others have written since `base`. Nothing that
/// anyone wrote is lost, and a text that is sent again because the answer did not come changes nothing.
///
/// # Errors
/// When the actor may not, the notes are closed or too long, or the database fails.
pub async fn write_notes(
    context: &Context,
    meeting: &str,
    item: Uuid,
    sent: NotesSent,
) -> Result<NotesSaved, CommandError<NotesRefused>> {
    let address = address(meeting)?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                record::take_pen(transaction).await?;
                let held = held(transaction, &own, &address).await?;
                own.may(Action::KeepRecords, held.resource())?;
                are_open(&held).map_err(CommandError::Refused)?;
                let row = agenda_item::Entity::find_by_id(item)
                    .filter(agenda_item::Column::MeetingId.eq(held.row.id))
                    .one(transaction)
                    .await?
                    .ok_or(CommandError::NotFound)?;
                let base = base(transaction, item, &sent).await?;
                let merged = merge(&base, &row.notes, &sent.text);
                if merged.text.chars().count() > LONGEST_NOTES {
                    return Err(CommandError::Refused(NotesRefused::TooLong));
                }
                remember(transaction, &own, item, &sent).await?;
                let version = if merged.text == row.notes {
                    row.version
                } else {
                    put(transaction, &own, &held, &row, &merged.text).await?
                };
                Ok(NotesSaved {
                    text: merged.text,
                    version,
                    overlaps: merged.overlaps,
                })
            })
        })
        .await
}

/// Writes the notes and what their lines do.
async fn put(
    transaction: &DatabaseTransaction,
    context: &Context,
    held: &Held,
    row: &agenda_item::Model,
    text: &str,
) -> Result<i32, CommandError<NotesRefused>> {
    let version = row.version.saturating_add(1);
    let mut change = agenda_item::Entity::update_many()
        .col_expr(agenda_item::Column::Notes, Expr::value(text))
        .col_expr(agenda_item::Column::ChangedAt, Expr::value(context.now()))
        .col_expr(agenda_item::Column::Version, Expr::value(version));
    // What is written about has been talked about.
    let talked_about = held.state != MeetingState::Planned && !text.trim().is_empty();
    if talked_about {
        change = change.col_expr(
            agenda_item::Column::State,
            Expr::value(AgendaItemState::Discussed.key()),
        );
    }
    change
        .filter(agenda_item::Column::Id.eq(row.id))
        .exec(transaction)
        .await?;
    lines::follow(transaction, context, held, row.id, text)
        .await
        .map_err(CommandError::from)?;
    let sitting = sitting_for(transaction, held).await?;
    save(transaction, sitting).await?;
    Ok(version)
}

/// What the text is a change of: what the page says, or what it had sent before where it never got an answer to that.
async fn base(
    transaction: &DatabaseTransaction,
    item: Uuid,
    sent: &NotesSent,
) -> Result<String, WriteError> {
    if sent.writer.is_empty() {
        return Ok(sent.base.clone());
    }
    let before = note_writer::Entity::find_by_id((item, sent.writer.clone()))
        .one(transaction)
        .await?;
    Ok(match before {
        Some(before) if before.turn == sent.turn => before.sent,
        Some(_) | None => sent.base.clone(),
    })
}

async fn remember(
    transaction: &DatabaseTransaction,
    context: &Context,
    item: Uuid,
    sent: &NotesSent,
) -> Result<(), WriteError> {
    if sent.writer.is_empty() {
        return Ok(());
    }
    let row = note_writer::ActiveModel {
        item_id: Set(item),
        writer: Set(sent.writer.clone()),
        turn: Set(sent.turn),
        sent: Set(sent.text.clone()),
        sent_at: Set(context.now()),
    };
    note_writer::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([note_writer::Column::ItemId, note_writer::Column::Writer])
                .update_columns([
                    note_writer::Column::Turn,
                    note_writer::Column::Sent,
                    note_writer::Column::SentAt,
                ])
                .to_owned(),
        )
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}

/// Forgets what pages had sent of the notes of a meeting that is over and closed.
pub(super) async fn forget_writers(
    transaction: &DatabaseTransaction,
    meeting: MeetingId,
) -> Result<(), WriteError> {
    let items: Vec<Uuid> = agenda_item::Entity::find()
        .select_only()
        .column(agenda_item::Column::Id)
        .filter(agenda_item::Column::MeetingId.eq(meeting.0))
        .into_tuple()
        .all(transaction)
        .await?;
    note_writer::Entity::delete_many()
        .filter(note_writer::Column::ItemId.is_in(items))
        .exec(transaction)
        .await?;
    Ok(())
}
