//! The record, newest first, filtered and paged by key.

use std::{collections::BTreeSet, fmt, str::FromStr};

use domain::{
    Day, announcement::AnnouncementEvent, committee::CommitteeEvent, document::DocumentEvent,
    escalation::EscalationEvent, ids::GroupId, minutes::MinutesEvent, slug::name_key,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
    prelude::Expr,
    sea_query::{SelectStatement, SimpleExpr, UnionType},
};
use uuid::Uuid;

use super::{Entry, entries};
use crate::{
    Database, ReadError,
    entities::{event, group_period, person},
};

/// As many events as a page shows.
const ON_A_PAGE: u64 = 50;

/// As many subjects of one name as a filter takes in.
const OF_ONE_NAME: u64 = 20;

/// What events are about, as people look for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The lives of groups: formed, renamed, merged, dissolved.
    Groups,
    /// Charters and descriptions.
    Charters,
    /// Seats.
    Leads,
    /// Links and channels.
    Links,
    /// People and organizations.
    People,
    /// The overseeing committee's seats.
    Committee,
    /// The rules.
    Policy,
    /// Proposals and decisions.
    Proposals,
    /// What was announced.
    Announcements,
    /// Roadmaps and reports.
    Plans,
    /// Meetings, their minutes and recordings.
    Meetings,
    /// Pages of folders.
    Documents,
    /// Disagreements that were brought up.
    Escalations,
}

impl Subject {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 13] = [
        Self::Groups,
        Self::Charters,
        Self::Leads,
        Self::Links,
        Self::People,
        Self::Committee,
        Self::Policy,
        Self::Proposals,
        Self::Announcements,
        Self::Plans,
        Self::Meetings,
        Self::Documents,
        Self::Escalations,
    ];

    /// The name in addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Groups => "groups",
            Self::Charters => "charters",
            Self::Leads => "leads",
            Self::Links => "links",
            Self::People => "people",
            Self::Committee => "committee",
            Self::Policy => "policy",
            Self::Proposals => "proposals",
            Self::Announcements => "announcements",
            Self::Plans => "plans",
            Self::Meetings => "meetings",
            Self::Documents => "documents",
            Self::Escalations => "escalations",
        }
    }

    /// The subject with that name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|subject| subject.key() == key)
    }

    /// The words on screen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Groups => "Lives of groups",
            Self::Charters => "Charters",
            Self::Leads => "Leads",
            Self::Links => "Links and channels",
            Self::People => "People",
            Self::Committee => "Committee seats",
            Self::Policy => "Policy",
            Self::Proposals => "Proposals and decisions",
            Self::Announcements => "Announcements",
            Self::Plans => "Roadmaps and reports",
            Self::Meetings => "Meetings and minutes",
            Self::Documents => "Documents",
            Self::Escalations => "Escalations",
        }
    }

    /// The kinds of event that belong to it, by their stable names.
    #[must_use]
    pub fn kinds(self) -> &'static [&'static str] {
        match self {
            Self::Groups => &[
                "group_formed",
                "group_activated",
                "group_renamed",
                "group_converted",
                "group_closing",
                "group_dissolved",
                "final_report_given",
                "group_merged",
                "group_revived",
                "stakeholders_changed",
            ],
            Self::Charters => &["charter_adopted", "description_changed"],
            Self::Leads => &[
                "seat_taken",
                "seat_area_changed",
                "seat_left",
                "seats_moved",
                "seats_returned",
            ],
            Self::Links => &["link_added", "link_changed", "link_removed"],
            Self::People => &[
                "person_registered",
                "person_renamed",
                "account_linked",
                "account_renamed",
                "account_lost",
                "affiliation_changed",
                "affiliation_stated",
                "person_left",
                "standing_gained",
                "standing_lost",
                "standing_stated",
                "person_merged",
                "person_merge_undone",
                "person_absorbed",
                "person_released",
                "organization_registered",
                "organization_parent_changed",
            ],
            Self::Committee => &CommitteeEvent::KINDS,
            Self::Policy => &["policy_adopted"],
            Self::Announcements => &AnnouncementEvent::KINDS,
            Self::Meetings => &MinutesEvent::KINDS,
            Self::Proposals => &[
                "proposal_submitted",
                "proposal_resubmitted",
                "proposal_changes_requested",
                "proposal_withdrawn",
                "position_stated",
                "concern_raised",
                "concern_answered",
                "concern_resolved",
                "proposal_held",
                "proposal_released",
                "lead_rule_waived",
                "nomination_answered",
                "proposal_decided",
                "decision_recorded",
                "alternate_attached",
                "alternate_answered",
            ],
            Self::Plans => &[
                "roadmap_published",
                "roadmap_confirmed",
                "report_asked",
                "report_submitted",
                "report_read",
                "report_flagged",
                "report_discussed",
            ],
            Self::Documents => &DocumentEvent::KINDS,
            Self::Escalations => &EscalationEvent::KINDS,
        }
    }
}

/// Which events are wanted; what is `None` does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// A group's address or name, of today or of any time.
    pub group: Option<String>,
    /// A person's handle or name.
    pub person: Option<String>,
    /// What they are about.
    pub subject: Option<Subject>,
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub to: Option<Day>,
}

/// A place in history: the event of that day and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The day on which it holds.
    pub on: Day,
    /// Its number.
    pub seq: i64,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.on, self.seq)
    }
}

/// The text names no place in history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("that is no place in history")]
pub struct NotAPlace;

impl FromStr for Place {
    type Err = NotAPlace;

    fn from_str(text: &str) -> Result<Self, NotAPlace> {
        let (on, seq) = text.split_once('.').ok_or(NotAPlace)?;
        Ok(Self {
            on: on.parse().map_err(|_| NotAPlace)?,
            seq: seq.parse().map_err(|_| NotAPlace)?,
        })
    }
}

/// A page of history.
#[derive(Clone, Debug)]
pub struct HistoryPage {
    /// The events, newest first.
    pub entries: Vec<Entry>,
    /// Where the next page begins: after this place.
    pub next: Option<Place>,
    /// Whether no group is or was called as the filter says; then there are no events.
    pub unknown_group: bool,
    /// Whether nobody is called as the filter says; then there are no events.
    pub unknown_person: bool,
}

/// The events that the filter wants, newest first, those before a place. At most eight queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn page(
    database: &Database,
    filter: &Filter,
    before: Option<Place>,
) -> Result<HistoryPage, ReadError> {
    let connection = database.connection();
    let groups = match &filter.group {
        Some(typed) => Some(groups_called(connection, typed).await?),
        None => None,
    };
    let people = match &filter.person {
        Some(typed) => Some(people_called(connection, typed).await?),
        None => None,
    };
    let unknown_group = groups.as_ref().is_some_and(BTreeSet::is_empty);
    let unknown_person = people.as_ref().is_some_and(BTreeSet::is_empty);
    if unknown_group || unknown_person {
        return Ok(HistoryPage {
            entries: Vec::new(),
            next: None,
            unknown_group,
            unknown_person,
        });
    }
    let narrowed = Narrowed {
        groups,
        people,
        kinds: filter.subject.map(Subject::kinds),
        from: filter.from,
        to: filter.to,
        before,
    };
    let (entries, next) = narrowed.page(connection).await?;
    Ok(HistoryPage {
        entries,
        next,
        unknown_group,
        unknown_person,
    })
}

/// What happened to a group, newest first, before a place, and to others that concerned it. At most five queries.
pub(crate) async fn page_of_group(
    database: &Database,
    group: GroupId,
    before: Option<Place>,
) -> Result<(Vec<Entry>, Option<Place>), ReadError> {
    let narrowed = Narrowed {
        groups: Some(BTreeSet::from([group.0])),
        people: None,
        kinds: None,
        from: None,
        to: None,
        before,
    };
    narrowed.page(database.connection()).await
}

/// The newest events, newest first. At most five queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn newest(database: &Database, count: u64) -> Result<Vec<Entry>, ReadError> {
    let connection = database.connection();
    let rows = newest_first(event::Entity::find())
        .limit(count)
        .all(connection)
        .await?;
    entries(connection, rows).await
}

/// What was recorded after a line, the last first, at most so many; and whether there is more. At most five queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub(crate) async fn recorded_since(
    connection: &impl ConnectionTrait,
    seq: i64,
    most: u64,
) -> Result<(Vec<Entry>, bool), ReadError> {
    let mut rows = event::Entity::find()
        .filter(event::Column::Seq.gt(seq))
        .order_by_desc(event::Column::Seq)
        .limit(most + 1)
        .all(connection)
        .await?;
    let more = rows.len() as u64 > most;
    rows.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok((entries(connection, rows).await?, more))
}

fn newest_first(query: Select<event::Entity>) -> Select<event::Entity> {
    query
        .order_by_desc(event::Column::HappenedOn)
        .order_by_desc(event::Column::Seq)
}

/// A filter whose names were looked up.
struct Narrowed {
    groups: Option<BTreeSet<Uuid>>,
    people: Option<BTreeSet<Uuid>>,
    kinds: Option<&'static [&'static str]>,
    from: Option<Day>,
    to: Option<Day>,
    before: Option<Place>,
}

impl Narrowed {
    /// A page of them, and where the next one begins. At most five queries.
    async fn page(
        &self,
        connection: &impl ConnectionTrait,
    ) -> Result<(Vec<Entry>, Option<Place>), ReadError> {
        let mut rows = newest_first(self.query())
            .limit(ON_A_PAGE + 1)
            .all(connection)
            .await?;
        let more = rows.len() as u64 > ON_A_PAGE;
        rows.truncate(ON_A_PAGE as usize);
        let entries = entries(connection, rows).await?;
        let next = entries.last().filter(|_| more).map(|entry| Place {
            on: entry.on,
            seq: entry.seq,
        });
        Ok((entries, next))
    }

    /// Each group, person or kind has an index that ends in the order of history, which gives its newest events
    /// without looking at others. So the newest of each are found by themselves, and a page is the newest of those.
    fn query(&self) -> Select<event::Entity> {
        let query = self.bounded();
        let parts: Vec<SimpleExpr> = match (&self.groups, &self.people, self.kinds) {
            (Some(groups), _, _) => groups
                .iter()
                .flat_map(|id| {
                    [
                        event::Column::GroupId.eq(*id),
                        event::Column::OtherGroupId.eq(*id),
                    ]
                })
                .collect(),
            (None, Some(people), _) => people
                .iter()
                .map(|id| event::Column::PersonId.eq(*id))
                .collect(),
            (None, None, Some(kinds)) => kinds
                .iter()
                .map(|kind| event::Column::Kind.eq(*kind))
                .collect(),
            (None, None, None) => return query,
        };
        let newest_of_each = parts.into_iter().map(|part| {
            let newest = newest_first(self.bounded().filter(part))
                .select_only()
                .column(event::Column::Id)
                .limit(ON_A_PAGE + 1)
                .into_query();
            // A limit inside a union needs a query around it.
            SelectStatement::new()
                .column("id")
                .from_subquery(newest, "newest")
                .to_owned()
        });
        let Some(union) = newest_of_each.reduce(|mut all, one| {
            all.union(UnionType::Distinct, one);
            all
        }) else {
            return query;
        };
        event::Entity::find().filter(event::Column::Id.in_subquery(union))
    }

    /// All events between the days and before the place, of the people and kinds.
    fn bounded(&self) -> Select<event::Entity> {
        let mut query = event::Entity::find();
        if let Some(from) = self.from {
            query = query.filter(event::Column::HappenedOn.gte(from.to_string()));
        }
        if let Some(to) = self.to {
            query = query.filter(event::Column::HappenedOn.lte(to.to_string()));
        }
        if let Some(place) = self.before {
            query = query.filter(
                Expr::tuple([
                    Expr::col(event::Column::HappenedOn),
                    Expr::col(event::Column::Seq),
                ])
                .lt(Expr::tuple([
                    Expr::value(place.on.to_string()),
                    Expr::value(place.seq),
                ])),
            );
        }
        if let Some(people) = &self.people {
            query = query.filter(event::Column::PersonId.is_in(people.iter().copied()));
        }
        if let Some(kinds) = self.kinds {
            query = query.filter(event::Column::Kind.is_in(kinds.iter().copied()));
        }
        query
    }
}

/// The groups that have, or ever had, this address or name.
async fn groups_called(
    connection: &impl ConnectionTrait,
    typed: &str,
) -> Result<BTreeSet<Uuid>, ReadError> {
    let ids: Vec<Uuid> = group_period::Entity::find()
        .select_only()
        .column(group_period::Column::GroupId)
        .distinct()
        .filter(
            group_period::Column::Slug
                .eq(typed.trim().to_lowercase())
                .or(group_period::Column::NameKey.eq(name_key(typed))),
        )
        .limit(OF_ONE_NAME)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().collect())
}

/// The people with this handle or name, and those whose records they carry on.
async fn people_called(
    connection: &impl ConnectionTrait,
    typed: &str,
) -> Result<BTreeSet<Uuid>, ReadError> {
    let handle = typed.trim().trim_start_matches('@').to_lowercase();
    let ids: Vec<Uuid> = person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .filter(
            person::Column::Handle
                .eq(handle)
                .or(person::Column::NameKey.eq(name_key(typed))),
        )
        .limit(OF_ONE_NAME)
        .into_tuple()
        .all(connection)
        .await?;
    let same: Vec<Uuid> = person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .filter(person::Column::MergedInto.is_in(ids.iter().copied()))
        .limit(OF_ONE_NAME)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().chain(same).collect())
}
