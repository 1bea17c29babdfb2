//! Running a meeting: begun, from item to item, ended; who is there, who keeps the notes.

use domain::{
    ids::PersonId,
    minutes::{MinutesEvent, MinutesState},
    permission::Action,
    schedule::{AgendaItemState, Convener, MeetingState},
    seat::Role,
    slug::name_key,
    standing::Standing,
};
use jiff::Timestamp;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait,
    DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, prelude::Expr,
};
use uuid::Uuid;

use super::{
    Held, held,
    sitting::{address, right_to_run, save, set_state, sitting_for},
    tell::tell,
    whom::whom,
};
use crate::{
    CommandError, Context, ReadError, WriteError, agenda, checklist,
    entities::{agenda_item, agenda_item_group, attendance, person, seat, standing},
    meeting::of_row,
    person::role_of,
    record, recording,
};

/// Why the meeting does not take it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RunRefused {
    /// It has begun.
    #[error("The meeting has begun already.")]
    Begun,
    /// It is not under way.
    #[error("The meeting is not under way.")]
    NotUnderWay,
    /// It was cancelled.
    #[error("The meeting was cancelled: reinstate it first.")]
    Cancelled,
    /// Nobody is called that.
    #[error("Say who.")]
    NoName,
    /// An item is called something.
    #[error("Say what it is about.")]
    NoTitle,
    /// The scribe must be someone whom the portal knows.
    #[error("“{0}” is nobody’s handle or name.")]
    Nobody(String),
}

type Refused = CommandError<RunRefused>;

/// Begins a meeting: the roll is called from whom it expects, and its first item is the current one.
///
/// # Errors
/// When the actor may not, it has begun or was cancelled, or the database fails.
pub async fn begin(context: &Context, meeting: &str) -> Result<(), Refused> {
    let address = address(meeting)?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                record::take_pen(transaction).await?;
                let held = held(transaction, &own, &address).await?;
                let (action, resource) = right_to_run(held.convener);
                own.may(action, resource)?;
                match held.state {
                    MeetingState::Planned => {}
                    MeetingState::Cancelled => {
                        return Err(CommandError::Refused(RunRefused::Cancelled));
                    }
                    MeetingState::UnderWay | MeetingState::Held => {
                        return Err(CommandError::Refused(RunRefused::Begun));
                    }
                }
                set_state(transaction, &own, &held, MeetingState::UnderWay).await?;
                call_the_roll(transaction, &own, &held).await?;
                let mut sitting = sitting_for(transaction, &held).await?;
                let first = items(transaction, &held)
                    .await?
                    .into_iter()
                    .find(is_to_come);
                sitting.began_at = Some(own.now());
                sitting.current_item = first.map(|item| item.id);
                sitting.item_since = sitting.current_item.map(|_| own.now());
                if sitting.scribe_id.is_none() && held.group().is_some() {
                    sitting.scribe_id = own.actor().person_id().map(|person| person.0);
                }
                sitting.recording_state = recording::expected_of(transaction, &held).await?;
                save(transaction, sitting).await?;
                Ok(())
            })
        })
        .await
}

/// Ends it: what was not talked about is postponed to the next agenda, and the minutes begin as a draft.
///
/// # Errors
/// When the actor may not, it is not under way, or the database fails.
pub async fn end(context: &Context, meeting: &str) -> Result<(), Refused> {
    let address = address(meeting)?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let held = held(transaction, &own, &address).await?;
                let (action, resource) = right_to_run(held.convener);
                own.may(action, resource)?;
                if held.state != MeetingState::UnderWay {
                    return Err(CommandError::Refused(RunRefused::NotUnderWay));
                }
                set_state(transaction, &own, &held, MeetingState::Held).await?;
                let mut sitting = sitting_for(transaction, &held).await?;
                if let Some(current) = sitting.current_item.take() {
                    set_item(transaction, &own, current, AgendaItemState::Discussed).await?;
                }
                agenda_item::Entity::update_many()
                    .col_expr(
                        agenda_item::Column::State,
                        Expr::value(AgendaItemState::Postponed.key()),
                    )
                    .filter(agenda_item::Column::MeetingId.eq(held.row.id))
                    .filter(agenda_item::Column::State.eq(AgendaItemState::Planned.key()))
                    .exec(transaction)
                    .await?;
                sitting.item_since = None;
                sitting.ended_at = Some(own.now());
                sitting.minutes_state = Some(MinutesState::Draft.key().to_owned());
                let began = sitting.began_at.unwrap_or_else(|| own.now());
                save(transaction, sitting).await?;
                let change = took_place(transaction, &held, (began, own.now())).await?;
                agenda::carry_over(transaction, &own, &of_row(&held.row)?).await?;
                if let MinutesEvent::Held { present, .. } = &change
                    && held.convener == Convener::Combined
                {
                    checklist::attended(transaction, &own, &held.address, present).await?;
                }
                let day = own.today();
                tell(transaction, &own, newest, &held, day, vec![change]).await?;
                Ok(())
            })
        })
        .await
}

/// That the meeting took place, for the record.
pub(super) async fn took_place(
    transaction: &DatabaseTransaction,
    held: &Held,
    (began, ended): (i64, i64),
) -> Result<MinutesEvent, WriteError> {
    let present = attendance::Entity::find()
        .filter(attendance::Column::MeetingId.eq(held.row.id))
        .filter(attendance::Column::Present.eq(true))
        .order_by_asc(attendance::Column::NameKey)
        .order_by_asc(attendance::Column::Id)
        .all(transaction)
        .await?
        .into_iter()
        .filter_map(|row| row.person_id.map(PersonId))
        .collect();
    let mut concerned: Vec<domain::ids::GroupId> = agenda_item_group::Entity::find()
        .filter(agenda_item_group::Column::MeetingId.eq(held.row.id))
        .all(transaction)
        .await?
        .into_iter()
        .map(|row| domain::ids::GroupId(row.group_id))
        .collect();
    concerned.sort_unstable();
    concerned.dedup();
    let at = |instant| Timestamp::from_microsecond(instant).unwrap_or_default();
    Ok(MinutesEvent::Held {
        began_at: at(began),
        ended_at: at(ended),
        present,
        concerned,
    })
}

/// Everyone whom the meeting expects is on its roll, not there yet.
async fn call_the_roll(
    transaction: &DatabaseTransaction,
    context: &Context,
    held: &Held,
) -> Result<(), ReadError> {
    let known: Vec<Option<Uuid>> = attendance::Entity::find()
        .filter(attendance::Column::MeetingId.eq(held.row.id))
        .all(transaction)
        .await?
        .into_iter()
        .map(|row| row.person_id)
        .collect();
    let rows: Vec<attendance::ActiveModel> = expected(
        transaction,
        held.convener,
        held.row.id,
        &context.today().to_string(),
    )
    .await?
    .into_iter()
    .filter(|person| !known.contains(&Some(person.id)))
    .map(|person| attendance::ActiveModel {
        id: Set(context.new_id()),
        meeting_id: Set(held.row.id),
        item_id: Set(None),
        line: Set(String::new()),
        person_id: Set(Some(person.id)),
        name_key: Set(name_key(&person.name)),
        name: Set(person.name),
        present: Set(false),
    })
    .collect();
    if !rows.is_empty() {
        attendance::Entity::insert_many(rows)
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}

/// Whom a meeting expects: a group’s leads and delegates; the committee; and for the combined meeting the leads of the groups
/// that its agenda is about too. Three queries at most.
pub(super) async fn expected(
    connection: &impl ConnectionTrait,
    convener: Convener,
    meeting: Uuid,
    today: &str,
) -> Result<Vec<person::Model>, ReadError> {
    let committee = match convener {
        Convener::Committee | Convener::Combined => standing::Entity::find()
            .filter(standing::Column::Standing.eq(Standing::Committee.key()))
            .filter(standing::Column::Since.lte(today))
            .filter(
                Condition::any()
                    .add(standing::Column::Until.is_null())
                    .add(standing::Column::Until.gt(today)),
            )
            .all(connection)
            .await?
            .into_iter()
            .map(|row| row.person_id)
            .collect(),
        Convener::Group { .. } => Vec::new(),
    };
    let groups: Vec<Uuid> = match convener {
        Convener::Committee => Vec::new(),
        Convener::Group { group } => vec![group.0],
        Convener::Combined => agenda_item_group::Entity::find()
            .filter(agenda_item_group::Column::MeetingId.eq(meeting))
            .all(connection)
            .await?
            .into_iter()
            .map(|row| row.group_id)
            .collect(),
    };
    let mut people = committee;
    if !groups.is_empty() {
        for row in seat::Entity::find()
            .filter(seat::Column::GroupId.is_in(groups))
            .filter(seat::Column::Until.is_null())
            .all(connection)
            .await?
        {
            let role = role_of(&row.role)?;
            if role.leads() || role == Role::Delegate {
                people.push(row.person_id);
            }
        }
    }
    people.sort_unstable();
    people.dedup();
    if people.is_empty() {
        return Ok(Vec::new());
    }
    Ok(person::Entity::find()
        .filter(person::Column::Id.is_in(people))
        .filter(person::Column::MergedInto.is_null())
        .order_by_asc(person::Column::NameKey)
        .order_by_asc(person::Column::Id)
        .all(connection)
        .await?)
}

async fn items(
    connection: &impl ConnectionTrait,
    held: &Held,
) -> Result<Vec<agenda_item::Model>, ReadError> {
    Ok(agenda_item::Entity::find()
        .filter(agenda_item::Column::MeetingId.eq(held.row.id))
        .filter(agenda_item::Column::State.ne(AgendaItemState::Withdrawn.key()))
        .order_by_asc(agenda_item::Column::Position)
        .order_by_asc(agenda_item::Column::Id)
        .all(connection)
        .await?)
}

fn is_to_come(item: &agenda_item::Model) -> bool {
    item.state == AgendaItemState::Planned.key()
}

async fn set_item(
    transaction: &DatabaseTransaction,
    context: &Context,
    item: Uuid,
    state: AgendaItemState,
) -> Result<(), WriteError> {
    agenda_item::Entity::update_many()
        .col_expr(agenda_item::Column::State, Expr::value(state.key()))
        .col_expr(agenda_item::Column::ChangedAt, Expr::value(context.now()))
        .filter(agenda_item::Column::Id.eq(item))
        .exec(transaction)
        .await?;
    Ok(())
}

/// Which item one goes to.
enum Aim {
    Next(Option<Uuid>),
    This(Uuid),
}

/// Goes to the next item that was not talked about. `from` is the item that whoever asks has before them: when someone else
/// has gone on meanwhile, nothing happens.
///
/// # Errors
/// When the actor may not, the meeting is not under way, or the database fails.
pub async fn next_item(
    context: &Context,
    meeting: &str,
    from: Option<Uuid>,
) -> Result<(), Refused> {
    turn(context, meeting, Aim::Next(from)).await
}

/// Goes to an item.
///
/// # Errors
/// As with [`next_item`]; and when there is no such item.
pub async fn go_to(context: &Context, meeting: &str, item: Uuid) -> Result<(), Refused> {
    turn(context, meeting, Aim::This(item)).await
}

async fn turn(context: &Context, meeting: &str, aim: Aim) -> Result<(), Refused> {
    let address = address(meeting)?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                record::take_pen(transaction).await?;
                let held = held(transaction, &own, &address).await?;
                own.may(Action::KeepRecords, held.resource())?;
                if held.state != MeetingState::UnderWay {
                    return Err(CommandError::Refused(RunRefused::NotUnderWay));
                }
                let mut sitting = sitting_for(transaction, &held).await?;
                let items = items(transaction, &held).await?;
                let current = sitting.current_item;
                let next = match aim {
                    Aim::This(item) => {
                        if !items.iter().any(|row| row.id == item) {
                            return Err(CommandError::NotFound);
                        }
                        Some(item)
                    }
                    Aim::Next(from) => {
                        if from != current {
                            return Ok(());
                        }
                        let place = items.iter().position(|row| Some(row.id) == current);
                        let after = place.map_or(0, |place| place + 1);
                        items
                            .iter()
                            .skip(after)
                            .find(|row| is_to_come(row))
                            .map(|row| row.id)
                    }
                };
                if next == current {
                    return Ok(());
                }
                if let Some(current) = current {
                    set_item(transaction, &own, current, AgendaItemState::Discussed).await?;
                }
                sitting.current_item = next;
                sitting.item_since = next.map(|_| own.now());
                save(transaction, sitting).await?;
                Ok(())
            })
        })
        .await
}

/// Says where an item stands: talked about, postponed, or still to come.
///
/// # Errors
/// When the actor may not, there is no such item, or the database fails.
pub async fn set_item_state(
    context: &Context,
    meeting: &str,
    item: Uuid,
    state: AgendaItemState,
) -> Result<(), Refused> {
    let address = address(meeting)?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                record::take_pen(transaction).await?;
                let held = held(transaction, &own, &address).await?;
                own.may(Action::KeepRecords, held.resource())?;
                if held.state != MeetingState::UnderWay {
                    return Err(CommandError::Refused(RunRefused::NotUnderWay));
                }
                if !items(transaction, &held)
                    .await?
                    .iter()
                    .any(|row| row.id == item)
                {
                    return Err(CommandError::NotFound);
                }
                set_item(transaction, &own, item, state).await?;
                let mut sitting = sitting_for(transaction, &held).await?;
                if sitting.current_item == Some(item) && state != AgendaItemState::Planned {
                    sitting.current_item = None;
                    sitting.item_since = None;
                }
                save(transaction, sitting).await?;
                Ok(())
            })
        })
        .await
}

/// Names who keeps the notes; an empty text names nobody.
///
/// # Errors
/// When the actor may not, nobody is meant, or the database fails.
pub async fn name_scribe(context: &Context, meeting: &str, typed: &str) -> Result<(), Refused> {
    let address = address(meeting)?;
    let own = context.clone();
    let typed = typed.trim().to_owned();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                record::take_pen(transaction).await?;
                let held = held(transaction, &own, &address).await?;
                let (action, resource) = right_to_run(held.convener);
                own.may(action, resource)?;
                let roll = roll(transaction, &held).await?;
                let named = whom(transaction, &roll, &typed).await?;
                if named.person.is_none() && !typed.is_empty() {
                    return Err(CommandError::Refused(RunRefused::Nobody(typed)));
                }
                let mut sitting = sitting_for(transaction, &held).await?;
                sitting.scribe_id = named.person.map(|person| person.0);
                save(transaction, sitting).await?;
                Ok(())
            })
        })
        .await
}

async fn roll(
    connection: &impl ConnectionTrait,
    held: &Held,
) -> Result<Vec<attendance::Model>, ReadError> {
    Ok(attendance::Entity::find()
        .filter(attendance::Column::MeetingId.eq(held.row.id))
        .all(connection)
        .await?)
}

/// What is said of the roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Roll {
    /// Whoever acts is there.
    IAmHere,
    /// Someone of the roll is there, or is not.
    Called {
        /// Whose line of the roll.
        attendance: Uuid,
        /// Whether they are there.
        present: bool,
    },
    /// Someone who is not on the roll is there.
    AlsoHere(String),
}

/// Says who is there: everyone of themselves, whoever keeps the records of others.
///
/// # Errors
/// When the actor may not, nobody is named, or the database fails.
pub async fn called(context: &Context, meeting: &str, said: Roll) -> Result<(), Refused> {
    let address = address(meeting)?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                record::take_pen(transaction).await?;
                let held = held(transaction, &own, &address).await?;
                match &said {
                    Roll::IAmHere => {
                        own.may(Action::TakePart, domain::permission::Resource::Community)?;
                        if held.state != MeetingState::UnderWay {
                            return Err(CommandError::Refused(RunRefused::NotUnderWay));
                        }
                    }
                    Roll::Called { .. } | Roll::AlsoHere(_) => {
                        own.may(Action::KeepRecords, held.resource())?;
                        // The roll is part of the minutes: it can be set right as long as they are a draft.
                        if super::write::are_open(&held).is_err() {
                            return Err(CommandError::Refused(RunRefused::NotUnderWay));
                        }
                    }
                }
                let roll = roll(transaction, &held).await?;
                match said {
                    Roll::IAmHere => {
                        let acting = own
                            .actor()
                            .person()
                            .map(|acting| (acting.person, acting.name.clone()));
                        if let Some((person, name)) = acting {
                            present(transaction, &own, &held, &roll, (Some(person), name)).await?;
                        }
                    }
                    Roll::Called {
                        attendance,
                        present,
                    } => {
                        let row = roll
                            .into_iter()
                            .find(|row| row.id == attendance)
                            .ok_or(CommandError::NotFound)?;
                        let mut change = row.into_active_model();
                        change.present = Set(present);
                        change.update(transaction).await?;
                    }
                    Roll::AlsoHere(typed) => {
                        if typed.trim().is_empty() {
                            return Err(CommandError::Refused(RunRefused::NoName));
                        }
                        let named = whom(transaction, &roll, &typed).await?;
                        present(transaction, &own, &held, &roll, (named.person, named.name))
                            .await?;
                    }
                }
                let sitting = sitting_for(transaction, &held).await?;
                save(transaction, sitting).await?;
                Ok(())
            })
        })
        .await
}

/// Someone is there.
pub(super) async fn present(
    transaction: &DatabaseTransaction,
    context: &Context,
    held: &Held,
    roll: &[attendance::Model],
    (person, name): (Option<PersonId>, String),
) -> Result<(), WriteError> {
    let key = name_key(&name);
    let same = roll.iter().find(|row| match person {
        Some(person) => row.person_id == Some(person.0),
        None => row.person_id.is_none() && row.name_key == key,
    });
    if let Some(row) = same {
        let mut change = row.clone().into_active_model();
        change.present = Set(true);
        change.update(transaction).await?;
        return Ok(());
    }
    attendance::ActiveModel {
        id: Set(context.new_id()),
        meeting_id: Set(held.row.id),
        item_id: Set(None),
        line: Set(String::new()),
        person_id: Set(person.map(|person| person.0)),
        name: Set(name),
        name_key: Set(key),
        present: Set(true),
    }
    .insert(transaction)
    .await?;
    Ok(())
}

/// Adds an item to the agenda of a meeting that goes on: what comes up. Gives its id.
///
/// # Errors
/// When the actor may not, the meeting is over or was cancelled, the title is empty, or the database fails.
pub async fn add_item(context: &Context, meeting: &str, title: &str) -> Result<Uuid, Refused> {
    let address = address(meeting)?;
    let own = context.clone();
    let title = title.trim().to_owned();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                record::take_pen(transaction).await?;
                let held = held(transaction, &own, &address).await?;
                own.may(Action::KeepRecords, held.resource())?;
                if super::write::are_open(&held).is_err() {
                    return Err(CommandError::Refused(RunRefused::NotUnderWay));
                }
                if title.is_empty() {
                    return Err(CommandError::Refused(RunRefused::NoTitle));
                }
                let last = agenda_item::Entity::find()
                    .filter(agenda_item::Column::MeetingId.eq(held.row.id))
                    .order_by_desc(agenda_item::Column::Position)
                    .one(transaction)
                    .await?
                    .map_or(0, |item| item.position);
                let id = own.new_id();
                let state = if held.state == MeetingState::Held {
                    AgendaItemState::Discussed
                } else {
                    AgendaItemState::Planned
                };
                let row = agenda_item::ActiveModel {
                    id: Set(id),
                    meeting_id: Set(held.row.id),
                    position: Set(last.saturating_add(1)),
                    title: Set(title),
                    minutes: Set(None),
                    material: Set(String::new()),
                    asked_by: Set(own.actor().person_id().map(|person| person.0)),
                    subject: Set(None),
                    state: Set(state.key().to_owned()),
                    notes: Set(String::new()),
                    added_at: Set(own.now()),
                    changed_at: Set(own.now()),
                    version: Set(1),
                };
                agenda_item::Entity::insert(row)
                    .exec_without_returning(transaction)
                    .await?;
                let mut sitting = sitting_for(transaction, &held).await?;
                if held.state == MeetingState::UnderWay && sitting.current_item.is_none() {
                    sitting.current_item = Some(id);
                    sitting.item_since = Some(own.now());
                }
                save(transaction, sitting).await?;
                Ok(id)
            })
        })
        .await
}
