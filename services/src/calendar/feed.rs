//! What stands in a calendar: series with their recurrence and what became of single meetings, and meetings of their own.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Day,
    ids::{GroupId, PersonId, SeriesId},
    schedule::{Convener, MeetingState, Occurrence, Pattern},
    seat::Role,
    standing::Standing,
};
use jiff::ToSpan;
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder};

use crate::{
    Context, ReadError,
    entities::{meeting, seat, series, standing},
    history::{Name, Names},
    meeting::{Meeting, of_row},
    person::{role_of, standing_of},
    record, schedule,
};

/// Whose meetings a calendar has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedOf {
    /// All.
    Everything,
    /// Those of a series.
    Series(SeriesId),
    /// A group's own, and those on whose agenda it stands.
    Group(GroupId),
    /// Those of the groups in which the person has a seat, all groups' together, and the committee's for who is on it.
    Person(PersonId),
}

/// A calendar.
#[derive(Clone, Debug, Default)]
pub struct Feed {
    /// What recurs.
    pub recurring: Vec<Recurring>,
    /// What does not.
    pub single: Vec<SingleMeeting>,
    /// The names of the groups whose own they are.
    pub names: Names,
}

/// One pattern of a series, with what became of its single meetings.
#[derive(Clone, Debug)]
pub struct Recurring {
    /// The series.
    pub series: SeriesId,
    /// Its address.
    pub slug: String,
    /// Whose it is.
    pub convener: Convener,
    /// What is said of it.
    pub about: domain::schedule::About,
    /// When it is.
    pub pattern: Pattern,
    /// Its first meeting.
    pub first: Occurrence,
    /// Counts the changes that calendars must follow.
    pub sequence: i32,
    /// When it last changed, in microseconds since 1970.
    pub changed_at: i64,
    /// The meetings that are otherwise than the pattern says.
    pub otherwise: Vec<(Occurrence, SingleMeeting)>,
}

/// A meeting with when it last changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SingleMeeting {
    /// The meeting.
    pub meeting: Meeting,
    /// When it last changed, in microseconds since 1970.
    pub changed_at: i64,
}

/// So far back a calendar goes.
const BACK: i32 = 366;

/// The calendar. Three queries, two more for a person's.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn feed(context: &Context, of: FeedOf) -> Result<Feed, ReadError> {
    let connection = context.database.connection();
    let (of_series, of_meetings) = wanted(context, of).await?;
    let since: Day = context.today().saturating_sub(BACK.days());
    let since_at = context
        .now()
        .saturating_sub(i64::from(BACK) * 24 * 3_600_000_000);
    let stored = series::Entity::find()
        .filter(of_series)
        .filter(
            series::Column::Until
                .is_null()
                .or(series::Column::Until.gte(since.to_string())),
        )
        .order_by_asc(series::Column::Slug)
        .all(connection)
        .await?
        .iter()
        .map(schedule::read)
        .collect::<Result<Vec<_>, _>>()?;
    let rows = meeting::Entity::find()
        .filter(of_meetings)
        .filter(
            Condition::any()
                .add(meeting::Column::StartsAt.gte(since_at))
                .add(meeting::Column::PlannedAt.gte(since_at)),
        )
        .order_by_asc(meeting::Column::StartsAt)
        .order_by_asc(meeting::Column::Key)
        .all(connection)
        .await?;
    let known: BTreeSet<SeriesId> = stored.iter().map(|stored| stored.series.id).collect();
    let mut of_their_series: BTreeMap<SeriesId, Vec<(Day, SingleMeeting)>> = BTreeMap::new();
    let mut single = Vec::new();
    for row in rows {
        let day = record::day_of(&row.day)?;
        let meeting = SingleMeeting {
            meeting: of_row(&row)?,
            changed_at: row.changed_at,
        };
        match meeting.meeting.series.filter(|id| known.contains(id)) {
            Some(series) => of_their_series
                .entry(series)
                .or_default()
                .push((day, meeting)),
            // One on whose agenda the group stands, though the series is none of its.
            None => single.push(meeting),
        }
    }
    let mut recurring = Vec::new();
    for stored in stored {
        let mut rows = of_their_series
            .remove(&stored.series.id)
            .unwrap_or_default();
        for pattern in &stored.series.patterns {
            let Some(first) = pattern.first_day() else {
                continue;
            };
            if pattern.until.is_some_and(|until| until < since) {
                continue;
            }
            let (here, elsewhere): (Vec<_>, Vec<_>) =
                rows.into_iter().partition(|(day, _)| pattern.is_on(*day));
            rows = elsewhere;
            recurring.push(Recurring {
                series: stored.series.id,
                slug: stored.series.slug.to_string(),
                convener: stored.series.convener,
                about: stored.series.about.clone(),
                pattern: pattern.clone(),
                first: pattern.at(first),
                sequence: stored.sequence,
                changed_at: stored.changed_at,
                otherwise: here
                    .into_iter()
                    .map(|(day, meeting)| (pattern.at(day), meeting))
                    .filter(|(planned, meeting)| {
                        is_otherwise(planned, &stored.series.about, &meeting.meeting)
                    })
                    .collect(),
            });
        }
        // What was held on a day that is none of the series any more stands by itself; what was cancelled is gone.
        single.extend(
            rows.into_iter()
                .map(|(_, meeting)| meeting)
                .filter(|meeting| meeting.meeting.state != MeetingState::Cancelled),
        );
    }
    let groups = recurring
        .iter()
        .map(|recurring| recurring.convener)
        .chain(single.iter().map(|single| single.meeting.convener))
        .filter_map(Convener::group)
        .collect();
    let names = Names::of(connection, groups, BTreeSet::new(), BTreeSet::new()).await?;
    Ok(Feed {
        recurring,
        single,
        names,
    })
}

/// Whether a meeting is otherwise than its series says.
fn is_otherwise(planned: &Occurrence, about: &domain::schedule::About, meeting: &Meeting) -> bool {
    meeting.state == MeetingState::Cancelled
        || meeting.starts_at != planned.starts.as_microsecond()
        || meeting.ends_at != planned.ends.as_microsecond()
        || meeting.title != about.title
        || meeting.description != about.description
        || meeting.place != about.place
        || meeting.join_link != about.join_link
}

/// Which series and which meetings stand in it.
async fn wanted(context: &Context, of: FeedOf) -> Result<(Condition, Condition), ReadError> {
    Ok(match of {
        FeedOf::Everything => (Condition::all(), Condition::all()),
        FeedOf::Series(id) => (
            Condition::all().add(series::Column::Id.eq(id.0)),
            Condition::all().add(meeting::Column::SeriesId.eq(id.0)),
        ),
        FeedOf::Group(group) => (
            Condition::all().add(series::Column::GroupId.eq(group.0)),
            schedule::of_group(group),
        ),
        FeedOf::Person(person) => {
            let (groups, on_committee) = seats(context, person).await?;
            let mut conveners = vec![Convener::Combined.key()];
            if on_committee {
                conveners.push(Convener::Committee.key());
            }
            let groups: Vec<_> = groups.into_iter().map(|group| group.0).collect();
            (
                Condition::any()
                    .add(series::Column::Convener.is_in(conveners.clone()))
                    .add(series::Column::GroupId.is_in(groups.clone())),
                Condition::any()
                    .add(meeting::Column::Convener.is_in(conveners))
                    .add(meeting::Column::GroupId.is_in(groups)),
            )
        }
    })
}

/// The groups in which a person has a seat, and whether they are on the committee. Two queries.
async fn seats(context: &Context, person: PersonId) -> Result<(Vec<GroupId>, bool), ReadError> {
    let connection = context.database.connection();
    let today = context.today().to_string();
    let rows = seat::Entity::find()
        .filter(seat::Column::PersonId.eq(person.0))
        .filter(seat::Column::Until.is_null())
        .all(connection)
        .await?;
    let mut groups = Vec::new();
    for row in rows {
        if role_of(&row.role)? != Role::EmeritusLead {
            groups.push(GroupId(row.group_id));
        }
    }
    let rows = standing::Entity::find()
        .filter(standing::Column::PersonId.eq(person.0))
        .filter(standing::Column::Since.lte(&today))
        .filter(
            Condition::any()
                .add(standing::Column::Until.is_null())
                .add(standing::Column::Until.gt(&today)),
        )
        .all(connection)
        .await?;
    let mut on_committee = false;
    for row in rows {
        on_committee |= standing_of(&row.standing)? == Standing::Committee;
    }
    Ok((groups, on_committee))
}

impl Feed {
    /// The name of the group whose own meeting it is.
    #[must_use]
    pub fn group(&self, convener: Convener) -> Option<&Name> {
        convener.group().and_then(|group| self.names.group(group))
    }
}
