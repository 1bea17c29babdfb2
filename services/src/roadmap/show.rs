//! A group's roadmap with its versions, and the difference between two of them.

use std::collections::BTreeSet;

use domain::{
    Day,
    group::GroupState,
    ids::{GroupId, PersonId},
    permission::{Action, Resource},
    policy::Policy,
    roadmap::{Freshness, ItemChange, Month, RoadmapItem, differences, freshness},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::rows::{count, current};
use crate::{
    Context, ReadError,
    entities::{group, roadmap_version},
    group::address,
    history::{Name, Names},
    policy,
    record::{day_of, of_json},
};

/// So many versions are listed.
const VERSIONS: u64 = 100;

/// A group's roadmap.
#[derive(Clone, Debug)]
pub struct RoadmapPage {
    /// The group.
    pub group: Name,
    /// Its id.
    pub id: GroupId,
    /// Its state.
    pub state: GroupState,
    /// The roadmap, where there is one.
    pub current: Option<Current>,
    /// The month of today.
    pub this_month: Month,
    /// How many months ahead a roadmap looks.
    pub months: u32,
    /// After how many days without a look it is stale.
    pub stale_after_days: u32,
    /// Whether the reader may edit it.
    pub editable: bool,
}

/// A roadmap as it stands, or as a version was.
#[derive(Clone, Debug)]
pub struct Current {
    /// The version that is shown.
    pub version: Version,
    /// The newest version's number.
    pub newest: u32,
    /// When someone last looked at the newest one.
    pub looked_on: Day,
    /// Who.
    pub looked_by: Option<Name>,
    /// When someone last looked at it, in microseconds since 1970.
    pub looked_at: i64,
    /// Whether that is long ago.
    pub freshness: Freshness,
    /// All versions, newest first.
    pub versions: Vec<VersionLine>,
}

/// A version with its items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// What is said of it.
    pub line: VersionLine,
    /// Its items.
    pub items: Vec<RoadmapItem>,
}

/// A version in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionLine {
    /// Its number.
    pub number: u32,
    /// When it was published.
    pub on: Day,
    /// By whom.
    pub by: Option<Name>,
    /// What changed.
    pub summary: String,
}

/// Two versions.
#[derive(Clone, Debug)]
pub struct RoadmapDifference {
    /// The group.
    pub group: Name,
    /// All versions, newest first.
    pub versions: Vec<VersionLine>,
    /// The older one, the newer one, and what became of each item; none where there are not two.
    pub compared: Option<(Version, Version, Vec<ItemChange>)>,
}

/// What a list of versions needs of a row.
#[derive(FromQueryResult)]
struct Line {
    version: i32,
    published_on: String,
    published_by: Option<Uuid>,
    summary: String,
}

/// A group's roadmap: the newest version, or one that is asked for. Eight queries.
///
/// # Errors
/// When there is no such group or version, the group has moved, or the database fails.
pub async fn page(
    context: &Context,
    slug: &str,
    version: Option<u32>,
) -> Result<RoadmapPage, ReadError> {
    let connection = context.database.connection();
    let found = address::find(connection, slug).await?;
    let id = address::id_of(&found);
    let today = context.today();
    let versions = policy::versions(&context.database).await?;
    let rules = policy::in_force(&versions, today)
        .map_or_else(Policy::istio, |version| version.rules.clone());
    let current = match current(connection, id).await? {
        None if version.is_some() => return Err(ReadError::NotFound),
        None => None,
        Some((row, roadmap)) => {
            let (lines, names) = lines(connection, id, row.looked_by).await?;
            let looked_on = day_of(&row.looked_on)?;
            let version = match version.filter(|asked| *asked != roadmap.version) {
                Some(asked) => self::version(connection, id, asked, &lines).await?,
                None => Version {
                    line: lines
                        .first()
                        .cloned()
                        .ok_or_else(|| ReadError::Damaged("a roadmap has no version".to_owned()))?,
                    items: roadmap.items,
                },
            };
            Some(Current {
                version,
                newest: roadmap.version,
                looked_on,
                looked_by: named(&names, row.looked_by),
                looked_at: row.looked_at,
                freshness: freshness(looked_on, today, rules.roadmap_stale_after_days),
                versions: lines,
            })
        }
    };
    let state = state_of(&found)?;
    Ok(RoadmapPage {
        group: Name {
            slug: found.slug,
            name: found.name,
        },
        id,
        state,
        current,
        this_month: Month::of(today),
        months: rules.roadmap_months.max(1),
        stale_after_days: rules.roadmap_stale_after_days,
        editable: state.is_alive() && context.may(Action::RunGroup, Resource::Group(id)).is_ok(),
    })
}

/// What changed between two versions; the last two unless asked otherwise. Six queries.
///
/// # Errors
/// When there is no such group or version, the group has moved, or the database fails.
pub async fn difference(
    context: &Context,
    slug: &str,
    from: Option<u32>,
    to: Option<u32>,
) -> Result<RoadmapDifference, ReadError> {
    let connection = context.database.connection();
    let found = address::find(connection, slug).await?;
    let id = address::id_of(&found);
    let (versions, _) = lines(connection, id, None).await?;
    let newest = versions.first().map_or(0, |line| line.number);
    let to = to.unwrap_or(newest);
    let from = from.unwrap_or_else(|| to.saturating_sub(1).max(1));
    let compared = if newest < 2 && from <= 1 && to <= 1 {
        None
    } else {
        let from = version(connection, id, from, &versions).await?;
        let to = version(connection, id, to, &versions).await?;
        let changes = differences(&from.items, &to.items);
        Some((from, to, changes))
    };
    Ok(RoadmapDifference {
        group: Name {
            slug: found.slug,
            name: found.name,
        },
        versions,
        compared,
    })
}

async fn lines(
    connection: &impl ConnectionTrait,
    group: GroupId,
    also: Option<Uuid>,
) -> Result<(Vec<VersionLine>, Names), ReadError> {
    let rows: Vec<Line> = roadmap_version::Entity::find()
        .select_only()
        .columns([
            roadmap_version::Column::Version,
            roadmap_version::Column::PublishedOn,
            roadmap_version::Column::PublishedBy,
            roadmap_version::Column::Summary,
        ])
        .filter(roadmap_version::Column::GroupId.eq(group.0))
        .order_by_desc(roadmap_version::Column::Version)
        .limit(VERSIONS)
        .into_model()
        .all(connection)
        .await?;
    let people: BTreeSet<PersonId> = rows
        .iter()
        .filter_map(|row| row.published_by)
        .chain(also)
        .map(PersonId)
        .collect();
    let names = Names::of_people(connection, people).await?;
    let lines = rows
        .into_iter()
        .map(|row| {
            Ok(VersionLine {
                number: count(row.version),
                on: day_of(&row.published_on)?,
                by: named(&names, row.published_by),
                summary: row.summary,
            })
        })
        .collect::<Result<_, ReadError>>()?;
    Ok((lines, names))
}

async fn version(
    connection: &impl ConnectionTrait,
    group: GroupId,
    number: u32,
    lines: &[VersionLine],
) -> Result<Version, ReadError> {
    let key = i32::try_from(number).map_err(|_| ReadError::NotFound)?;
    let row = roadmap_version::Entity::find_by_id((group.0, key))
        .one(connection)
        .await?
        .ok_or(ReadError::NotFound)?;
    let line = match lines.iter().find(|line| line.number == number) {
        Some(line) => line.clone(),
        None => VersionLine {
            number,
            on: day_of(&row.published_on)?,
            by: None,
            summary: row.summary,
        },
    };
    Ok(Version {
        line,
        items: of_json(&row.items)?,
    })
}

fn named(names: &Names, id: Option<Uuid>) -> Option<Name> {
    id.and_then(|id| names.person(PersonId(id)).cloned())
}

fn state_of(row: &group::Model) -> Result<GroupState, ReadError> {
    GroupState::of_key(&row.state)
        .ok_or_else(|| ReadError::Damaged(format!("“{}” is no state of a group", row.state)))
}
