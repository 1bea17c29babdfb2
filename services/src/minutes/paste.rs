//! Notes that were kept elsewhere become meetings with minutes: tried first, then taken in.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Day,
    ids::{GroupId, PersonId},
    minutes::{ActionState, MinutesEvent, MinutesState, RecordingState},
    permission::Action,
    schedule::{AgendaItemState, Convener, MeetingAddress, MeetingState, Series},
    slug::name_key,
};
use jiff::{Timestamp, tz::TimeZone};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction,
    EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{
    Held,
    notes::{NotedItem, NotedMeeting, read},
    run::took_place,
    sitting::{held, resource, save, set_state, sitting_for, sitting_of},
    tell::tell,
    versions::{LONGEST_MINUTES, add_version},
    whom::whom,
};
use crate::{
    CommandError, Context, ReadError, WriteError,
    entities::{
        action_item, agenda_item, agenda_item_group, attendance, group, meeting, noted_decision,
    },
    meeting as meetings, record, schedule,
};

/// The longest document, in characters.
pub const LONGEST_DOCUMENT: usize = 600_000;

/// As many meetings are taken in at once.
pub const MOST_MEETINGS: usize = 200;

/// Notes as they would be taken in.
#[derive(Clone, Debug)]
pub struct Pasted {
    /// What the series is called.
    pub series: String,
    /// What stands before the first meeting; it is not taken in.
    pub before: String,
    /// The meetings, in the document’s order.
    pub meetings: Vec<PastedMeeting>,
}

/// A meeting as it would be taken in.
#[derive(Clone, Debug)]
pub struct PastedMeeting {
    /// Its address.
    pub address: MeetingAddress,
    /// What the notes say of it.
    pub noted: NotedMeeting,
    /// What becomes of it.
    pub fate: Fate,
    /// The groups that its items are about, by name, item by item.
    pub groups: Vec<Vec<String>>,
}

/// What becomes of a meeting that notes tell of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is taken in.
    TakenIn,
    /// It is still to come.
    StillToCome,
    /// It has minutes already.
    HasMinutes,
    /// The document tells of that day before.
    ToldBefore,
}

/// Why notes are not taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasteRefused {
    /// There is nothing in it.
    #[error(
        "No line of this text begins a meeting: give each meeting a heading with its day, such as “## December 19, 2022”."
    )]
    NoMeeting,
    /// Nothing of it is new.
    #[error("All of these meetings have minutes already, or are still to come.")]
    NothingNew,
    /// Too much at once.
    #[error(
        "Paste at most {MOST_MEETINGS} meetings at once, with at most {LONGEST_DOCUMENT} characters."
    )]
    TooMuch,
}

type Refused = CommandError<PasteRefused>;

/// What a document of notes would become as meetings of a series. Nothing is written. Four queries.
///
/// # Errors
/// When the actor may not, there is no such series, no meeting in the text, or the database fails.
pub async fn try_notes(context: &Context, series: &str, text: &str) -> Result<Pasted, Refused> {
    let series = schedule::series(context, series).await?.series;
    context.may(Action::KeepRecords, resource(series.convener, None))?;
    let connection = context.database.connection();
    let cut = cut(text)?;
    let groups = group_names(connection).await?;
    let taken = with_minutes(connection, &series).await?;
    let mut told = BTreeSet::new();
    let meetings = cut
        .1
        .into_iter()
        .map(|noted| PastedMeeting {
            fate: fate(context, &noted, &taken, &mut told),
            address: MeetingAddress {
                slug: series.slug.clone(),
                day: noted.day,
            },
            groups: noted
                .items
                .iter()
                .map(|item| {
                    about(item, &groups)
                        .into_iter()
                        .map(|(_, name)| name.to_owned())
                        .collect()
                })
                .collect(),
            noted,
        })
        .collect();
    Ok(Pasted {
        series: series.about.title,
        before: cut.0,
        meetings,
    })
}

fn cut(text: &str) -> Result<(String, Vec<NotedMeeting>), Refused> {
    if text.chars().count() > LONGEST_DOCUMENT {
        return Err(CommandError::Refused(PasteRefused::TooMuch));
    }
    let notes = read(text);
    if notes.meetings.is_empty() {
        return Err(CommandError::Refused(PasteRefused::NoMeeting));
    }
    let too_long = |meeting: &NotedMeeting| meeting.source.chars().count() > LONGEST_MINUTES;
    if notes.meetings.len() > MOST_MEETINGS || notes.meetings.iter().any(too_long) {
        return Err(CommandError::Refused(PasteRefused::TooMuch));
    }
    Ok((notes.before, notes.meetings))
}

fn fate(
    context: &Context,
    noted: &NotedMeeting,
    taken: &BTreeSet<String>,
    told: &mut BTreeSet<Day>,
) -> Fate {
    if noted.day > context.today() {
        Fate::StillToCome
    } else if !told.insert(noted.day) {
        Fate::ToldBefore
    } else if taken.contains(&noted.day.to_string()) {
        Fate::HasMinutes
    } else {
        Fate::TakenIn
    }
}

/// The days of a series on which something began already: they have minutes, or will.
async fn with_minutes(
    connection: &impl ConnectionTrait,
    series: &Series,
) -> Result<BTreeSet<String>, ReadError> {
    Ok(meeting::Entity::find()
        .select_only()
        .column(meeting::Column::Day)
        .filter(meeting::Column::SeriesId.eq(series.id.0))
        .filter(
            meeting::Column::State.is_in([MeetingState::UnderWay.key(), MeetingState::Held.key()]),
        )
        .into_tuple::<String>()
        .all(connection)
        .await?
        .into_iter()
        .collect())
}

/// The names of the groups that there are.
async fn group_names(
    connection: &impl ConnectionTrait,
) -> Result<Vec<(GroupId, String)>, ReadError> {
    let rows: Vec<(Uuid, String)> = group::Entity::find()
        .select_only()
        .columns([group::Column::Id, group::Column::Name])
        .filter(group::Column::EndedOn.is_null())
        .order_by_asc(group::Column::Id)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, name)| (GroupId(id), name))
        .collect())
}

/// The groups whose names stand in the title of an item.
fn about<'g>(item: &NotedItem, groups: &'g [(GroupId, String)]) -> Vec<(GroupId, &'g str)> {
    let title = format!(" {} ", words(&item.title));
    groups
        .iter()
        .filter(|(_, name)| {
            name.chars().count() >= 4 && title.contains(&format!(" {} ", words(name)))
        })
        .map(|(id, name)| (*id, name.as_str()))
        .collect()
}

/// A text as words with one space between them, in small letters.
fn words(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Takes the meetings of a document in: each with its roll, its items and action items, and with minutes that say what the
/// document says of it, to the letter. Gives their addresses.
///
/// # Errors
/// As with [`try_notes`], and when nothing of it is new.
pub async fn take_in(
    context: &Context,
    series: &str,
    text: &str,
) -> Result<Vec<MeetingAddress>, Refused> {
    let series = schedule::series(context, series).await?.series;
    context.may(Action::KeepRecords, resource(series.convener, None))?;
    let (_, cut) = cut(text)?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let mut newest = record::take_pen(transaction).await?;
                let groups = group_names(transaction).await?;
                let taken = with_minutes(transaction, &series).await?;
                let mut told = BTreeSet::new();
                let mut wanted: Vec<NotedMeeting> = cut
                    .into_iter()
                    .filter(|noted| fate(&own, noted, &taken, &mut told) == Fate::TakenIn)
                    .collect();
                if wanted.is_empty() {
                    return Err(CommandError::Refused(PasteRefused::NothingNew));
                }
                // In the order in which they were.
                wanted.sort_by_key(|noted| noted.day);
                for noted in &wanted {
                    newest =
                        take_meeting(transaction, &own, newest, &series, noted, &groups).await?;
                }
                Ok(wanted
                    .iter()
                    .map(|noted| MeetingAddress {
                        slug: series.slug.clone(),
                        day: noted.day,
                    })
                    .collect())
            })
        })
        .await
}

async fn take_meeting(
    transaction: &DatabaseTransaction,
    context: &Context,
    newest: i64,
    series: &Series,
    noted: &NotedMeeting,
    groups: &[(GroupId, String)],
) -> Result<i64, Refused> {
    let address = MeetingAddress {
        slug: series.slug.clone(),
        day: noted.day,
    };
    let known = meeting::Entity::find()
        .filter(meeting::Column::Key.eq(address.to_string()))
        .one(transaction)
        .await?
        .is_some();
    if !known && series.occurrence(noted.day).is_none() {
        // Before the series was planned here, or out of its turn: it was held nevertheless.
        meetings::insert(transaction, context, &out_of_turn(series, &address))
            .await
            .map_err(CommandError::Failed)?;
    }
    let held = held(transaction, context, &address).await?;
    set_state(transaction, context, &held, MeetingState::Held).await?;
    roll(transaction, context, &held, noted).await?;
    items(transaction, context, &held, noted, groups).await?;
    let mut sitting = match sitting_of(transaction, held.row.id).await? {
        Some(sitting) => sitting,
        None => sitting_for(transaction, &held).await?,
    };
    let by: Option<PersonId> = context.actor().person_id();
    sitting.began_at = Some(held.row.starts_at);
    sitting.ended_at = Some(held.row.ends_at);
    sitting.minutes_state = Some(MinutesState::Published.key().to_owned());
    sitting.minutes_version = 1;
    let mut events = vec![
        took_place(transaction, &held, (held.row.starts_at, held.row.ends_at)).await?,
        MinutesEvent::Published { by, version: 1 },
    ];
    if let Some(link) = &noted.recording {
        sitting.recording_state = RecordingState::Published.key().to_owned();
        sitting.recording_link = link.to_string();
        events.push(MinutesEvent::RecordingPublished {
            by,
            link: link.to_string(),
        });
    }
    save(transaction, sitting).await?;
    add_version(
        transaction,
        context,
        &held,
        1,
        noted.source.clone(),
        String::new(),
    )
    .await?;
    Ok(tell(transaction, context, newest, &held, noted.day, events).await?)
}

/// A meeting of a series on a day on which it plans none: at the hour of its newest pattern, or at noon.
fn out_of_turn(series: &Series, address: &MeetingAddress) -> meetings::Meeting {
    let (starts, ends, zone) = match series.newest() {
        Some(pattern) => {
            let occurrence = pattern.at(address.day);
            (occurrence.starts, occurrence.ends, pattern.zone.clone())
        }
        None => {
            let noon = address
                .day
                .at(12, 0, 0, 0)
                .to_zoned(TimeZone::UTC)
                .map_or(Timestamp::UNIX_EPOCH, |noon| noon.timestamp());
            (noon, noon, domain::time_zone::TimeZoneName::utc())
        }
    };
    let starts_at = starts.as_microsecond();
    meetings::Meeting {
        id: None,
        address: address.clone(),
        series: Some(series.id),
        convener: series.convener,
        title: series.about.title.clone(),
        description: series.about.description.clone(),
        starts_at,
        ends_at: ends.as_microsecond(),
        planned_at: starts_at,
        moved: false,
        zone,
        state: MeetingState::Planned,
        place: series.about.place.clone(),
        join_link: series.about.join_link.clone(),
        reason: String::new(),
        agenda_frozen_at: None,
        sequence: 0,
        version: 0,
    }
}

async fn roll(
    transaction: &DatabaseTransaction,
    context: &Context,
    held: &Held,
    noted: &NotedMeeting,
) -> Result<(), WriteError> {
    let mut rows: BTreeMap<String, attendance::Model> = BTreeMap::new();
    for named in &noted.people {
        let found = match &named.account {
            Some(account) => {
                let found = whom(transaction, &[], account).await?;
                if found.person.is_some() {
                    found
                } else {
                    whom(transaction, &[], &named.name).await?
                }
            }
            None => whom(transaction, &[], &named.name).await?,
        };
        // The notes call them as they do; their page is found by the person.
        let key = found
            .person
            .map_or_else(|| name_key(&named.name), |person| person.0.to_string());
        rows.entry(key)
            .and_modify(|row| row.present |= named.present)
            .or_insert_with(|| attendance::Model {
                id: context.new_id(),
                meeting_id: held.row.id,
                item_id: None,
                line: String::new(),
                person_id: found.person.map(|person| person.0),
                name: named.name.clone(),
                name_key: name_key(&named.name),
                present: named.present,
            });
    }
    if !rows.is_empty() {
        let rows = rows
            .into_values()
            .map(|row| row.into_active_model().reset_all());
        attendance::Entity::insert_many(rows)
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}

async fn items(
    transaction: &DatabaseTransaction,
    context: &Context,
    held: &Held,
    noted: &NotedMeeting,
    groups: &[(GroupId, String)],
) -> Result<(), WriteError> {
    let last: Option<i32> = agenda_item::Entity::find()
        .select_only()
        .column(agenda_item::Column::Position)
        .filter(agenda_item::Column::MeetingId.eq(held.row.id))
        .order_by_desc(agenda_item::Column::Position)
        .limit(1)
        .into_tuple()
        .one(transaction)
        .await?;
    let now = context.now();
    let mut position = last.unwrap_or(0);
    for item in &noted.items {
        position += 1;
        let id = context.new_id();
        let row = agenda_item::ActiveModel {
            id: Set(id),
            meeting_id: Set(held.row.id),
            position: Set(position),
            title: Set(item.title.clone()),
            minutes: Set(None),
            material: Set(String::new()),
            asked_by: Set(context.actor().person_id().map(|person| person.0)),
            subject: Set(None),
            state: Set(AgendaItemState::Discussed.key().to_owned()),
            notes: Set(item.notes.clone()),
            added_at: Set(now),
            changed_at: Set(now),
            version: Set(1),
        };
        agenda_item::Entity::insert(row)
            .exec_without_returning(transaction)
            .await?;
        for (group, _) in about(item, groups) {
            let tag = agenda_item_group::ActiveModel {
                item_id: Set(id),
                group_id: Set(group.0),
                meeting_id: Set(held.row.id),
            };
            agenda_item_group::Entity::insert(tag)
                .exec_without_returning(transaction)
                .await?;
        }
        said(transaction, context, held, noted, item, id).await?;
    }
    Ok(())
}

/// What was decided and promised. What someone promised long ago is not asked of them today: only of meetings that the next
/// one may still look back at, the actions are open.
async fn said(
    transaction: &DatabaseTransaction,
    context: &Context,
    held: &Held,
    noted: &NotedMeeting,
    item: &NotedItem,
    id: Uuid,
) -> Result<(), WriteError> {
    let recent = noted.day >= context.today().saturating_sub(jiff::Span::new().days(90));
    for (place, action) in (0..).zip(&item.actions) {
        let named = whom(transaction, &[], &action.who).await?;
        let row = action_item::ActiveModel {
            id: Set(context.new_id()),
            meeting_id: Set(Some(held.row.id)),
            item_id: Set(Some(id)),
            group_id: Set(match held.convener {
                Convener::Group { group } => Some(group.0),
                Convener::Committee | Convener::Combined => None,
            }),
            place: Set(place),
            line: Set(action.task.clone()),
            task: Set(action.task.clone()),
            owner_id: Set(named.person.map(|person| person.0)),
            owner_name: Set(named.name),
            opened_on: Set(noted.day.to_string()),
            due_on: Set(action.due.map(|day| day.to_string())),
            state: Set(if recent {
                ActionState::Open.key().to_owned()
            } else {
                ActionState::Dropped.key().to_owned()
            }),
            note: Set(if recent {
                String::new()
            } else {
                "From notes that were kept elsewhere; nobody has followed it here.".to_owned()
            }),
            closed_by: Set(None),
            closed_at: Set((!recent).then(|| context.now())),
            version: Set(1),
        };
        action_item::Entity::insert(row)
            .exec_without_returning(transaction)
            .await?;
    }
    for (place, decided) in (0..).zip(&item.decisions) {
        let row = noted_decision::ActiveModel {
            id: Set(context.new_id()),
            meeting_id: Set(held.row.id),
            item_id: Set(id),
            place: Set(place),
            decided: Set(decided.clone()),
            number: Set(None),
            recorded_by: Set(None),
        };
        noted_decision::Entity::insert(row)
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}
