//! Asking for an item, changing it, taking it back.

use std::collections::BTreeSet;

use domain::{
    agenda::{ItemText, LONGEST_AGENDA, Matter},
    ids::{AgendaItemId, GroupId, MeetingId, PersonId},
    permission::{Action, Denied, Resource},
    schedule::{AgendaItemState, MeetingAddress},
    slug::name_key,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait,
    DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, prelude::Expr,
};
use uuid::Uuid;

use super::{
    AgendaRefusal,
    following::following,
    order::may_order,
    read::{freezes, is_open, may_run},
};
use crate::{
    CommandError, Context, ReadError, WriteError,
    entities::{agenda_item, agenda_item_group, group},
    meeting::{self, Meeting, row_for},
    record,
};

pub(super) type Refused = CommandError<AgendaRefusal>;

/// An item that someone asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewItem {
    /// What it is about, in a line.
    pub title: String,
    /// How many minutes it needs.
    pub minutes: Option<u16>,
    /// Where one reads up.
    pub material: String,
    /// The groups that it concerns, by name or address.
    pub groups: Vec<String>,
}

/// What becomes of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Change {
    /// It reads so.
    Text(NewItem),
    /// It gets so many minutes.
    Time(Option<u16>),
    /// It is taken back.
    Withdraw,
}

/// Where an item went that someone asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The item.
    pub item: AgendaItemId,
    /// On whose agenda it is: of the meeting after the one that was asked, where that one's was frozen.
    pub on: MeetingAddress,
}

/// Asks for an item on the agenda of a meeting. It comes last. Where the agenda is frozen for the actor, it goes onto that
/// of the next meeting.
///
/// # Errors
/// When the actor may not, the agenda is frozen and no other comes after it, it is closed or full, something is wrong, or the
/// database fails.
pub async fn add(
    context: &Context,
    address: &MeetingAddress,
    item: NewItem,
) -> Result<Added, Refused> {
    context.may(Action::TakePart, Resource::Community)?;
    let person = context.person_id()?;
    let meeting = meeting::find(context, address).await?;
    let address = match changeable(context, &meeting).await {
        Ok(()) => address.clone(),
        Err(CommandError::Refused(AgendaRefusal::Frozen)) => {
            following(context, &meeting)
                .await?
                .ok_or(CommandError::Refused(AgendaRefusal::Frozen))?
                .address
        }
        Err(error) => return Err(error),
    };
    let groups = checked(context.database.connection(), &item).await?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                // Two who add at once must not get the same place.
                record::take_pen(transaction).await?;
                let row = row_for(transaction, &own, &address).await?;
                let id = insert(
                    transaction,
                    &own,
                    MeetingId(row.id),
                    (Some(person), None),
                    &item,
                    &groups,
                )
                .await?;
                Ok(Added {
                    item: id,
                    on: address,
                })
            })
        })
        .await
}

/// Changes an item: who asked for it may until the agenda is frozen, those who run the meeting always.
///
/// # Errors
/// When the actor may not, someone changed it since `version`, something is wrong, or the database fails.
pub async fn change(
    context: &Context,
    address: &MeetingAddress,
    item: AgendaItemId,
    version: i32,
    text: NewItem,
) -> Result<(), Refused> {
    write(context, address, item, version, Change::Text(text)).await
}

/// Takes an item back: as [`change`].
///
/// # Errors
/// As [`change`].
pub async fn withdraw(
    context: &Context,
    address: &MeetingAddress,
    item: AgendaItemId,
    version: i32,
) -> Result<(), Refused> {
    write(context, address, item, version, Change::Withdraw).await
}

/// Gives an item a time box, or takes it: for those who run the meeting.
///
/// # Errors
/// As [`change`].
pub async fn give_time(
    context: &Context,
    address: &MeetingAddress,
    item: AgendaItemId,
    version: i32,
    minutes: Option<u16>,
) -> Result<(), Refused> {
    may_order(context, address).await?;
    write(context, address, item, version, Change::Time(minutes)).await
}

/// Goes on when the actor may change an item: who asked for it, and those who run the meeting.
///
/// # Errors
/// When they may not, there is no such item, or the database fails.
pub async fn may_change(
    context: &Context,
    address: &MeetingAddress,
    item: AgendaItemId,
) -> Result<(), ReadError> {
    let meeting = meeting::find(context, address).await?;
    let row = row_of(context.database.connection(), &meeting, item)
        .await?
        .ok_or(ReadError::NotFound)?;
    Ok(whose(context, &meeting, &row)?)
}

fn whose(context: &Context, meeting: &Meeting, row: &agenda_item::Model) -> Result<(), Denied> {
    let person = context.actor().person_id().map(|person| person.0);
    if may_run(context, meeting.convener) || (person.is_some() && row.asked_by == person) {
        Ok(())
    } else {
        Err(Denied::Authors)
    }
}

async fn write(
    context: &Context,
    address: &MeetingAddress,
    item: AgendaItemId,
    version: i32,
    change: Change,
) -> Result<(), Refused> {
    context.may(Action::TakePart, Resource::Community)?;
    let meeting = meeting::find(context, address).await?;
    let connection = context.database.connection();
    let row = row_on(connection, &meeting, item).await?;
    whose(context, &meeting, &row)?;
    changeable(context, &meeting).await?;
    let groups = match &change {
        Change::Text(text) => Some(checked(connection, text).await?),
        Change::Time(minutes) => {
            let text = ItemText {
                title: row.title.clone(),
                minutes: *minutes,
                ..ItemText::default()
            };
            let problems = text.problems();
            if !problems.is_empty() {
                return Err(CommandError::Refused(AgendaRefusal::Invalid(problems)));
            }
            None
        }
        // What is withdrawn concerns nobody any more.
        Change::Withdraw => Some(BTreeSet::new()),
    };
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let mut update = agenda_item::Entity::update_many()
                    .col_expr(
                        agenda_item::Column::Version,
                        Expr::value(version.saturating_add(1)),
                    )
                    .col_expr(agenda_item::Column::ChangedAt, Expr::value(own.now()));
                update = match &change {
                    Change::Text(text) => update
                        .col_expr(agenda_item::Column::Title, Expr::value(text.title.trim()))
                        .col_expr(
                            agenda_item::Column::Minutes,
                            Expr::value(text.minutes.map(i32::from)),
                        )
                        .col_expr(
                            agenda_item::Column::Material,
                            Expr::value(text.material.trim()),
                        ),
                    Change::Time(minutes) => update.col_expr(
                        agenda_item::Column::Minutes,
                        Expr::value(minutes.map(i32::from)),
                    ),
                    Change::Withdraw => update.col_expr(
                        agenda_item::Column::State,
                        Expr::value(AgendaItemState::Withdrawn.key()),
                    ),
                };
                let changed = update
                    .filter(agenda_item::Column::Id.eq(item.0))
                    .filter(agenda_item::Column::Version.eq(version))
                    .exec(transaction)
                    .await?;
                if changed.rows_affected != 1 {
                    return Err(CommandError::Refused(AgendaRefusal::Stale));
                }
                if let Some(groups) = groups {
                    agenda_item_group::Entity::delete_many()
                        .filter(agenda_item_group::Column::ItemId.eq(item.0))
                        .exec(transaction)
                        .await?;
                    tag(transaction, item, MeetingId(row.meeting_id), &groups).await?;
                }
                Ok(())
            })
        })
        .await
}

/// The row of an item that stands on the agenda of that meeting.
pub(super) async fn row_on(
    connection: &impl ConnectionTrait,
    meeting: &Meeting,
    item: AgendaItemId,
) -> Result<agenda_item::Model, Refused> {
    row_of(connection, meeting, item)
        .await?
        .ok_or(CommandError::NotFound)
}

async fn row_of(
    connection: &impl ConnectionTrait,
    meeting: &Meeting,
    item: AgendaItemId,
) -> Result<Option<agenda_item::Model>, ReadError> {
    Ok(agenda_item::Entity::find_by_id(item.0)
        .filter(agenda_item::Column::State.ne(AgendaItemState::Withdrawn.key()))
        .one(connection)
        .await?
        .filter(|row| Some(MeetingId(row.meeting_id)) == meeting.id))
}

/// Goes on when the actor may change the agenda of the meeting now.
pub(super) async fn changeable(context: &Context, meeting: &Meeting) -> Result<(), Refused> {
    if !is_open(meeting, context.now()) {
        return Err(CommandError::Refused(AgendaRefusal::Closed));
    }
    if may_run(context, meeting.convener) {
        return Ok(());
    }
    let frozen_from = freezes(context.database.connection(), context, meeting).await?;
    if context.now() >= frozen_from {
        return Err(CommandError::Refused(AgendaRefusal::Frozen));
    }
    Ok(())
}

/// The groups that an item is tagged with, once nothing is wrong with it. One query.
async fn checked(
    connection: &impl ConnectionTrait,
    item: &NewItem,
) -> Result<BTreeSet<GroupId>, Refused> {
    let typed: Vec<&str> = item
        .groups
        .iter()
        .map(|typed| typed.trim())
        .filter(|typed| !typed.is_empty())
        .collect();
    let text = ItemText {
        title: item.title.clone(),
        minutes: item.minutes,
        material: item.material.trim().to_owned(),
        groups: typed.len(),
    };
    let problems = text.problems();
    if !problems.is_empty() {
        return Err(CommandError::Refused(AgendaRefusal::Invalid(problems)));
    }
    if typed.is_empty() {
        return Ok(BTreeSet::new());
    }
    let rows = group::Entity::find()
        .filter(
            Condition::any()
                .add(group::Column::Slug.is_in(typed.iter().map(|typed| typed.to_lowercase())))
                .add(group::Column::NameKey.is_in(typed.iter().map(|typed| name_key(typed)))),
        )
        .all(connection)
        .await?;
    typed
        .into_iter()
        .map(|typed| {
            rows.iter()
                .find(|row| row.slug == typed.to_lowercase() || row.name_key == name_key(typed))
                .map(|row| GroupId(row.id))
                .ok_or_else(|| CommandError::Refused(AgendaRefusal::NoSuchGroup(typed.to_owned())))
        })
        .collect()
}

/// Writes a new item behind what stands on the agenda; to be done with the pen.
pub(super) async fn insert(
    transaction: &DatabaseTransaction,
    context: &Context,
    meeting: MeetingId,
    (asked_by, matter): (Option<PersonId>, Option<&Matter>),
    item: &NewItem,
    groups: &BTreeSet<GroupId>,
) -> Result<AgendaItemId, Refused> {
    let position = last_place(transaction, meeting).await?;
    let subject = matter
        .map(serde_json::to_string)
        .transpose()
        .map_err(|error| WriteError::Damaged(error.to_string()))?;
    let (id, now) = (AgendaItemId(context.new_id()), context.now());
    agenda_item::Model {
        id: id.0,
        meeting_id: meeting.0,
        position,
        title: item.title.trim().to_owned(),
        minutes: item.minutes.map(i32::from),
        material: item.material.trim().to_owned(),
        asked_by: asked_by.map(|person| person.0),
        subject,
        state: AgendaItemState::Planned.key().to_owned(),
        notes: String::new(),
        added_at: now,
        changed_at: now,
        version: 1,
    }
    .into_active_model()
    .reset_all()
    .insert(transaction)
    .await?;
    tag(transaction, id, meeting, groups).await?;
    Ok(id)
}

/// The place behind everything on an agenda, when something still fits.
pub(super) async fn last_place(
    transaction: &DatabaseTransaction,
    meeting: MeetingId,
) -> Result<i32, Refused> {
    let positions: Vec<i32> = agenda_item::Entity::find()
        .select_only()
        .column(agenda_item::Column::Position)
        .filter(agenda_item::Column::MeetingId.eq(meeting.0))
        .into_tuple()
        .all(transaction)
        .await?;
    if positions.len() >= LONGEST_AGENDA {
        return Err(CommandError::Refused(AgendaRefusal::Full));
    }
    Ok(positions.into_iter().max().unwrap_or(0).saturating_add(1))
}

async fn tag(
    transaction: &DatabaseTransaction,
    item: AgendaItemId,
    meeting: MeetingId,
    groups: &BTreeSet<GroupId>,
) -> Result<(), WriteError> {
    if groups.is_empty() {
        return Ok(());
    }
    let rows = groups.iter().map(|group| agenda_item_group::ActiveModel {
        item_id: Set(item.0),
        group_id: Set(group.0),
        meeting_id: Set(meeting.0),
    });
    agenda_item_group::Entity::insert_many(rows)
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}

/// Reads an item's id as an address carries it.
#[must_use]
pub fn item_id(text: &str) -> Option<AgendaItemId> {
    text.parse::<Uuid>().ok().map(AgendaItemId)
}
