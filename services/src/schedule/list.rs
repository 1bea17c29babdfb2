//! Meetings in the order of time, computed from the series and put right by the rows: what is coming, and what was.

use std::{
    cmp::{Ordering, Reverse},
    collections::{BTreeSet, BinaryHeap},
    fmt,
};

use domain::{
    Day,
    ids::{GroupId, SeriesId},
    schedule::{Convener, MeetingState, Occurrence, Pattern},
};
use jiff::Timestamp;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select, sea_query::Query,
};
use uuid::Uuid;

use super::{StoredSeries, read};
use crate::{
    Context, ReadError,
    database::Together,
    entities::{agenda_item_group, meeting, series},
    history::Names,
    meeting::{Meeting, of_occurrence, of_row},
};

/// So many meetings stand on a page, about.
pub const MEETINGS_A_PAGE: usize = 40;

/// Which meetings are wanted; what is `None` does not narrow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// A group's own, and those on whose agenda it is.
    pub group: Option<GroupId>,
    /// Those of a series.
    pub series: Option<SeriesId>,
    /// The committee's own alone.
    pub of_committee: bool,
    /// Those of all groups together alone.
    pub combined: bool,
}

/// A place in the order of meetings: the beginning, then the address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The beginning, in microseconds since 1970.
    pub at: i64,
    /// The address.
    pub key: String,
}

impl Place {
    /// Reads a place as an address carries it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (at, key) = text.split_once('.').unwrap_or((text, ""));
        Some(Self {
            at: at.parse().ok()?,
            key: key.to_owned(),
        })
    }

    /// The first place at an instant.
    #[must_use]
    pub fn beginning(at: i64) -> Self {
        Self {
            at,
            key: String::new(),
        }
    }

    /// The place of a meeting.
    #[must_use]
    pub fn of(meeting: &Meeting) -> Self {
        Self {
            at: meeting.starts_at,
            key: meeting.address.to_string(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.at, self.key)
    }
}

/// A page of meetings.
#[derive(Clone, Debug, Default)]
pub struct Meetings {
    /// In their order.
    pub meetings: Vec<Meeting>,
    /// The names of the groups whose own they are.
    pub names: Names,
    /// Where the next page begins.
    pub next: Option<Place>,
}

/// What is to come and what takes place now, from a place on, the next one first. Three queries.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn coming(
    context: &Context,
    wanted: Wanted,
    from: Option<Place>,
) -> Result<Meetings, ReadError> {
    coming_on(context.database.connection(), context.now(), wanted, from).await
}

/// What is to come as [`coming`] gives it, within a transaction.
pub(crate) async fn coming_on(
    connection: &impl ConnectionTrait,
    now: i64,
    wanted: Wanted,
    from: Option<Place>,
) -> Result<Meetings, ReadError> {
    coming_of(connection, now, (rows_of(wanted), series_of(wanted)), from).await
}

/// What is to come for somebody: the meetings of these groups and those on whose agenda they are, the combined ones, and for the
/// committee its own. Three queries.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn coming_for(
    context: &Context,
    groups: &[GroupId],
    is_committee: bool,
) -> Result<Meetings, ReadError> {
    let ids: Vec<Uuid> = groups.iter().map(|group| group.0).collect();
    let conveners = [
        Some(Convener::Combined),
        is_committee.then_some(Convener::Committee),
    ]
    .into_iter()
    .flatten()
    .map(Convener::key);
    let on_the_agenda = Query::select()
        .column(agenda_item_group::Column::MeetingId)
        .from(agenda_item_group::Entity)
        .and_where(agenda_item_group::Column::GroupId.is_in(ids.iter().copied()))
        .to_owned();
    let rows = meeting::Entity::find().filter(
        Condition::any()
            .add(meeting::Column::GroupId.is_in(ids.iter().copied()))
            .add(meeting::Column::Convener.is_in(conveners.clone()))
            .add(meeting::Column::Id.in_subquery(on_the_agenda)),
    );
    let stored = series::Entity::find().filter(
        Condition::any()
            .add(series::Column::GroupId.is_in(ids))
            .add(series::Column::Convener.is_in(conveners)),
    );
    coming_of(
        context.database.connection(),
        context.now(),
        (rows, stored),
        None,
    )
    .await
}

async fn coming_of(
    connection: &impl ConnectionTrait,
    now: i64,
    (rows, series): (Select<meeting::Entity>, Select<series::Entity>),
    from: Option<Place>,
) -> Result<Meetings, ReadError> {
    // What began within the longest time of a meeting can still take place.
    let longest = i64::from(Pattern::LONGEST) * 60_000_000;
    let earliest = Place::beginning(now.saturating_sub(longest));
    let from = from.map_or(earliest.clone(), |from| from.max(earliest));
    let rows = rows
        .filter(meeting::Column::EndsAt.gt(now))
        .filter(meeting::Column::State.ne(MeetingState::Held.key()))
        .filter(at_or_after(&from))
        .order_by_asc(meeting::Column::StartsAt)
        .order_by_asc(meeting::Column::Key)
        .limit(MEETINGS_A_PAGE as u64 + 1);
    let (rows, stored) = found(connection, rows, going_on(series, instant(from.at))).await?;
    let computed = merged(
        stored.iter().flat_map(|stored| {
            let from = instant(from.at);
            stored.series.patterns.iter().map(move |pattern| {
                let occurrences: Box<dyn Iterator<Item = Occurrence>> =
                    Box::new(pattern.from(from));
                (stored, pattern, occurrences)
            })
        }),
        false,
        |meeting| meeting.ends_at > now && Place::of(meeting) >= from,
    );
    together(connection, rows, computed, false).await
}

/// What was, before a place and at it, the last one first. Three queries.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn past(
    context: &Context,
    wanted: Wanted,
    from: Option<Place>,
) -> Result<Meetings, ReadError> {
    let now = context.now();
    let connection = context.database.connection();
    let from = from.unwrap_or(Place::beginning(now.saturating_add(1)));
    let over = Condition::any()
        .add(meeting::Column::EndsAt.lte(now))
        .add(meeting::Column::State.eq(MeetingState::Held.key()));
    let rows = rows_of(wanted)
        .filter(over)
        .filter(at_or_before(&from))
        .order_by_desc(meeting::Column::StartsAt)
        .order_by_desc(meeting::Column::Key)
        .limit(MEETINGS_A_PAGE as u64 + 1);
    let (rows, stored) = found(connection, rows, series_of(wanted)).await?;
    let computed = merged(
        stored.iter().flat_map(|stored| {
            let before = instant(from.at.saturating_add(1));
            stored.series.patterns.iter().map(move |pattern| {
                let occurrences: Box<dyn Iterator<Item = Occurrence>> =
                    Box::new(pattern.before(before));
                (stored, pattern, occurrences)
            })
        }),
        true,
        |meeting| meeting.ends_at <= now && Place::of(meeting) <= from,
    );
    together(connection, rows, computed, true).await
}

/// All meetings that begin from one instant until before another, in order: a month's, say. Three queries.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn between(
    context: &Context,
    wanted: Wanted,
    from: i64,
    until: i64,
) -> Result<Meetings, ReadError> {
    let connection = context.database.connection();
    // A row is there for what was moved into that time and for what was moved out of it.
    let inside = |column: meeting::Column| column.gte(from).and(column.lt(until));
    let rows = rows_of(wanted).filter(
        Condition::any()
            .add(inside(meeting::Column::StartsAt))
            .add(inside(meeting::Column::PlannedAt)),
    );
    let series = going_on(series_of(wanted), instant(from));
    let (rows, stored) = found(connection, rows, series).await?;
    let taken: BTreeSet<&str> = rows.iter().map(|row| row.key.as_str()).collect();
    let end = instant(until);
    let mut meetings: Vec<Meeting> = stored
        .iter()
        .flat_map(|stored| {
            stored.series.patterns.iter().flat_map(move |pattern| {
                pattern
                    .from(instant(from))
                    .take_while(move |occurrence| occurrence.starts < end)
                    .map(|occurrence| of_occurrence(&stored.series, pattern, occurrence))
            })
        })
        .filter(|meeting| !taken.contains(meeting.address.to_string().as_str()))
        .collect();
    for row in &rows {
        let meeting = of_row(row)?;
        if (from..until).contains(&meeting.starts_at) {
            meetings.push(meeting);
        }
    }
    meetings.sort_by_cached_key(Place::of);
    named(connection, meetings, None).await
}

/// The next meeting that is not cancelled; one that takes place now counts. Three queries.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn next(context: &Context, wanted: Wanted) -> Result<Option<Meeting>, ReadError> {
    let mut from = None;
    // A page on which everything is cancelled is rare, and a few of them in a row are a community at rest.
    for _ in 0..5 {
        let read = coming(context, wanted, from).await?;
        let found = read
            .meetings
            .into_iter()
            .find(|meeting| meeting.state != MeetingState::Cancelled);
        if found.is_some() || read.next.is_none() {
            return Ok(found);
        }
        from = read.next;
    }
    Ok(None)
}

fn instant(microseconds: i64) -> Timestamp {
    Timestamp::from_microsecond(microseconds).unwrap_or(if microseconds < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

fn at_or_after(place: &Place) -> Condition {
    Condition::any()
        .add(meeting::Column::StartsAt.gt(place.at))
        .add(
            meeting::Column::StartsAt
                .eq(place.at)
                .and(meeting::Column::Key.gte(place.key.as_str())),
        )
}

fn at_or_before(place: &Place) -> Condition {
    Condition::any()
        .add(meeting::Column::StartsAt.lt(place.at))
        .add(
            meeting::Column::StartsAt
                .eq(place.at)
                .and(meeting::Column::Key.lte(place.key.as_str())),
        )
}

/// A group's own meetings, and those on whose agenda it stands.
pub(crate) fn of_group(group: GroupId) -> Condition {
    let on_the_agenda = Query::select()
        .column(agenda_item_group::Column::MeetingId)
        .from(agenda_item_group::Entity)
        .and_where(agenda_item_group::Column::GroupId.eq(group.0))
        .to_owned();
    Condition::any()
        .add(meeting::Column::GroupId.eq(group.0))
        .add(meeting::Column::Id.in_subquery(on_the_agenda))
}

fn rows_of(wanted: Wanted) -> Select<meeting::Entity> {
    meeting::Entity::find()
        .apply_if(wanted.group, |query, group| query.filter(of_group(group)))
        .apply_if(wanted.series, |query, series| {
            query.filter(meeting::Column::SeriesId.eq(series.0))
        })
        .apply_if(wanted.of_committee.then_some(()), |query, ()| {
            query.filter(meeting::Column::Convener.eq(Convener::Committee.key()))
        })
        .apply_if(wanted.combined.then_some(()), |query, ()| {
            query.filter(meeting::Column::Convener.eq(Convener::Combined.key()))
        })
}

fn series_of(wanted: Wanted) -> Select<series::Entity> {
    series::Entity::find()
        .apply_if(wanted.group, |query, group| {
            query.filter(series::Column::GroupId.eq(group.0))
        })
        .apply_if(wanted.series, |query, id| {
            query.filter(series::Column::Id.eq(id.0))
        })
        .apply_if(wanted.of_committee.then_some(()), |query, ()| {
            query.filter(series::Column::Convener.eq(Convener::Committee.key()))
        })
        .apply_if(wanted.combined.then_some(()), |query, ()| {
            query.filter(series::Column::Convener.eq(Convener::Combined.key()))
        })
}

/// The series that are not over at an instant, be it in the westernmost zone.
fn going_on(series: Select<series::Entity>, from: Timestamp) -> Select<series::Entity> {
    let day: Day = jiff::tz::TimeZone::UTC
        .to_datetime(from)
        .date()
        .yesterday()
        .unwrap_or(Day::MIN);
    series.filter(
        series::Column::Until
            .is_null()
            .or(series::Column::Until.gte(day.to_string())),
    )
}

/// The rows of meetings and the series that these find. One query.
async fn found(
    connection: &impl ConnectionTrait,
    rows: Select<meeting::Entity>,
    series: Select<series::Entity>,
) -> Result<(Vec<meeting::Model>, Vec<StoredSeries>), ReadError> {
    let mut together = Together::default();
    let rows = together.ask(rows, &[0, 2, 5]);
    let series = together.ask(series, &[0, 3]);
    let mut answers = together.send(connection).await?;
    let stored = answers
        .take(&series)?
        .iter()
        .map(read)
        .collect::<Result<_, _>>()?;
    Ok((answers.take(&rows)?, stored))
}

/// The next meeting of a pattern while many are merged.
struct Ahead<'s> {
    place: Place,
    meeting: Meeting,
    stored: &'s StoredSeries,
    pattern: &'s Pattern,
    rest: Box<dyn Iterator<Item = Occurrence> + 's>,
}

impl PartialEq for Ahead<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ahead<'_> {}

impl PartialOrd for Ahead<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ahead<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.place.cmp(&other.place)
    }
}

/// The first meetings of many patterns together, one more than stand on a page. Each pattern gives only as many as are
/// needed.
fn merged<'s>(
    patterns: impl Iterator<
        Item = (
            &'s StoredSeries,
            &'s Pattern,
            Box<dyn Iterator<Item = Occurrence>>,
        ),
    >,
    backwards: bool,
    fits: impl Fn(&Meeting) -> bool,
) -> Vec<Meeting> {
    let step = |stored: &'s StoredSeries,
                pattern: &'s Pattern,
                mut rest: Box<dyn Iterator<Item = Occurrence> + 's>| {
        rest.by_ref()
            .map(|occurrence| of_occurrence(&stored.series, pattern, occurrence))
            .find(&fits)
            .map(|meeting| Ahead {
                place: Place::of(&meeting),
                meeting,
                stored,
                pattern,
                rest,
            })
    };
    let first = patterns.filter_map(|(stored, pattern, rest)| step(stored, pattern, rest));
    let mut meetings = Vec::new();
    if backwards {
        let mut heap: BinaryHeap<Ahead<'s>> = first.collect();
        while let Some(ahead) = heap.pop() {
            meetings.push(ahead.meeting);
            if meetings.len() > MEETINGS_A_PAGE {
                break;
            }
            heap.extend(step(ahead.stored, ahead.pattern, ahead.rest));
        }
    } else {
        let mut heap: BinaryHeap<Reverse<Ahead<'s>>> = first.map(Reverse).collect();
        while let Some(Reverse(ahead)) = heap.pop() {
            meetings.push(ahead.meeting);
            if meetings.len() > MEETINGS_A_PAGE {
                break;
            }
            heap.extend(step(ahead.stored, ahead.pattern, ahead.rest).map(Reverse));
        }
    }
    meetings
}

/// Rows and computed meetings as one page. Each side has one more than a page when it goes on: up to the nearer of the two
/// ends everything is known.
async fn together(
    connection: &impl ConnectionTrait,
    rows: Vec<meeting::Model>,
    computed: Vec<Meeting>,
    backwards: bool,
) -> Result<Meetings, ReadError> {
    let rows: Vec<Meeting> = rows.iter().map(of_row).collect::<Result<_, _>>()?;
    let keys: Vec<String> = computed
        .iter()
        .map(|meeting| meeting.address.to_string())
        .collect();
    let written: BTreeSet<String> = if keys.is_empty() {
        BTreeSet::new()
    } else {
        meeting::Entity::find()
            .select_only()
            .column(meeting::Column::Key)
            .filter(meeting::Column::Key.is_in(keys))
            .into_tuple::<String>()
            .all(connection)
            .await?
            .into_iter()
            .collect()
    };
    let end_of = |meetings: &[Meeting]| meetings.get(MEETINGS_A_PAGE).map(Place::of);
    let ends = [end_of(&rows), end_of(&computed)].into_iter().flatten();
    let next = if backwards { ends.max() } else { ends.min() };
    let mut meetings: Vec<Meeting> = computed
        .into_iter()
        .filter(|meeting| !written.contains(&meeting.address.to_string()))
        .chain(rows)
        .filter(|meeting| {
            next.as_ref().is_none_or(|next| {
                let place = Place::of(meeting);
                if backwards {
                    place > *next
                } else {
                    place < *next
                }
            })
        })
        .collect();
    meetings.sort_by_cached_key(Place::of);
    if backwards {
        meetings.reverse();
    }
    named(connection, meetings, next).await
}

async fn named(
    connection: &impl ConnectionTrait,
    meetings: Vec<Meeting>,
    next: Option<Place>,
) -> Result<Meetings, ReadError> {
    let groups = meetings
        .iter()
        .filter_map(|meeting| meeting.convener.group())
        .collect();
    let names = Names::of(connection, groups, BTreeSet::new(), BTreeSet::new()).await?;
    Ok(Meetings {
        meetings,
        names,
        next,
    })
}
