//! Meetings as pages see them, with or without a row.

use domain::{
    ids::{GroupId, MeetingId, SeriesId},
    schedule::{Convener, MeetingAddress, MeetingState, Occurrence, Pattern, Series},
    time_zone::TimeZoneName,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{Context, ReadError, entities::meeting, schedule};

/// A meeting. Instants are in microseconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Its id; none as long as nothing was written for it.
    pub id: Option<MeetingId>,
    /// Its address.
    pub address: MeetingAddress,
    /// Its series; none for one of its own.
    pub series: Option<SeriesId>,
    /// Whose it is.
    pub convener: Convener,
    /// What it is called.
    pub title: String,
    /// What it is for, in Markdown.
    pub description: String,
    /// When it begins.
    pub starts_at: i64,
    /// When it ends.
    pub ends_at: i64,
    /// When the series had planned its beginning.
    pub planned_at: i64,
    /// Whether it is at another time or place than its series says.
    pub moved: bool,
    /// Its own time zone.
    pub zone: TimeZoneName,
    /// Where it stands.
    pub state: MeetingState,
    /// Where it is.
    pub place: String,
    /// Where one joins.
    pub join_link: String,
    /// Why it was moved or cancelled.
    pub reason: String,
    /// When its agenda took up for good what was open, for the committee's.
    pub agenda_frozen_at: Option<i64>,
    /// Counts the changes that calendars must follow.
    pub sequence: i32,
    /// Counts the changes; 0 as long as there is no row.
    pub version: i32,
}

impl Meeting {
    /// Whether it has ended by an instant, or was ended.
    #[must_use]
    pub fn is_over(&self, now: i64) -> bool {
        match self.state {
            MeetingState::Held => true,
            MeetingState::UnderWay => false,
            MeetingState::Planned | MeetingState::Cancelled => self.ends_at <= now,
        }
    }

    /// Whether it is to take place, or takes place now.
    #[must_use]
    pub fn takes_place(&self) -> bool {
        matches!(self.state, MeetingState::Planned | MeetingState::UnderWay)
    }

    /// How long it takes.
    #[must_use]
    pub fn minutes(&self) -> i64 {
        self.ends_at.saturating_sub(self.starts_at) / 60_000_000
    }
}

/// The meeting at that address. Two queries at most.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn find(context: &Context, address: &MeetingAddress) -> Result<Meeting, ReadError> {
    find_on(context.database.connection(), address).await
}

pub(super) async fn find_on(
    connection: &impl ConnectionTrait,
    address: &MeetingAddress,
) -> Result<Meeting, ReadError> {
    let row = meeting::Entity::find()
        .filter(meeting::Column::Key.eq(address.to_string()))
        .one(connection)
        .await?;
    if let Some(row) = row {
        return of_row(&row);
    }
    let stored = schedule::id_of_slug(connection, &address.slug)
        .await?
        .ok_or(ReadError::NotFound)?;
    let (pattern, occurrence) = stored
        .series
        .occurrence(address.day)
        .ok_or(ReadError::NotFound)?;
    Ok(of_occurrence(&stored.series, pattern, occurrence))
}

/// The meeting of an occurrence for which nothing was written yet.
pub(crate) fn of_occurrence(series: &Series, pattern: &Pattern, occurrence: Occurrence) -> Meeting {
    let starts_at = occurrence.starts.as_microsecond();
    Meeting {
        id: None,
        address: MeetingAddress {
            slug: series.slug.clone(),
            day: occurrence.day,
        },
        series: Some(series.id),
        convener: series.convener,
        title: series.about.title.clone(),
        description: series.about.description.clone(),
        starts_at,
        ends_at: occurrence.ends.as_microsecond(),
        planned_at: starts_at,
        moved: false,
        zone: pattern.zone.clone(),
        state: MeetingState::Planned,
        place: series.about.place.clone(),
        join_link: series.about.join_link.clone(),
        reason: String::new(),
        agenda_frozen_at: None,
        sequence: 0,
        version: 0,
    }
}

/// The meeting of a row.
pub(crate) fn of_row(row: &meeting::Model) -> Result<Meeting, ReadError> {
    let damaged = |what: &str| ReadError::Damaged(format!("meeting “{}”: {what}", row.key));
    Ok(Meeting {
        id: Some(MeetingId(row.id)),
        address: MeetingAddress::new(&row.key).map_err(|_| damaged("its address"))?,
        series: row.series_id.map(SeriesId),
        convener: Convener::of_key(&row.convener, row.group_id.map(GroupId))
            .ok_or_else(|| damaged("whose it is"))?,
        title: row.title.clone(),
        description: row.description.clone(),
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        planned_at: row.planned_at,
        moved: row.moved,
        zone: TimeZoneName::new(&row.time_zone).map_err(|_| damaged("its time zone"))?,
        state: MeetingState::of_key(&row.state).ok_or_else(|| damaged("where it stands"))?,
        place: row.place.clone(),
        join_link: row.join_link.clone(),
        reason: row.reason.clone(),
        agenda_frozen_at: row.agenda_frozen_at,
        sequence: row.sequence,
        version: row.version,
    })
}
