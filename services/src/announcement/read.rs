//! Announcements as pages and the feed show them.

use std::collections::BTreeSet;

use domain::{
    announcement::Occasion,
    ids::{GroupId, PersonId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    Context, ReadError,
    entities::announcement,
    group::at_address,
    history::{Name, Names},
};

/// So many announcements stand on a page.
pub const ANNOUNCEMENTS_A_PAGE: u64 = 30;

/// An announcement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnouncementLine {
    /// Its id.
    pub id: Uuid,
    /// Its number, by which its address calls it.
    pub number: u32,
    /// What it says, in a sentence.
    pub title: String,
    /// The text, in Markdown.
    pub body: String,
    /// What gave rise to it.
    pub occasion: Occasion,
    /// For which group; none for the community as a whole.
    pub group: Option<GroupId>,
    /// By whom.
    pub by: PersonId,
    /// When, in microseconds since 1970.
    pub posted_at: i64,
    /// Why it was taken back; empty where it holds.
    pub taken_back: String,
}

/// A page of announcements.
#[derive(Clone, Debug, Default)]
pub struct Announcements {
    /// The newest first.
    pub lines: Vec<AnnouncementLine>,
    /// The group whose announcements these are, where only its are wanted.
    pub of: Option<(GroupId, Name)>,
    /// Names of groups and people.
    pub names: Names,
    /// The number before which the next page begins.
    pub next: Option<u32>,
}

fn line(row: announcement::Model) -> Result<AnnouncementLine, ReadError> {
    let proposal = row
        .proposal_number
        .and_then(|number| u32::try_from(number).ok());
    let occasion = Occasion::of_key(&row.occasion, proposal).ok_or_else(|| {
        ReadError::Damaged(format!(
            "announcement {}: “{}” is no occasion",
            row.number, row.occasion
        ))
    })?;
    Ok(AnnouncementLine {
        id: row.id,
        number: u32::try_from(row.number).unwrap_or_default(),
        title: row.title,
        body: row.body,
        occasion,
        group: row.group_id.map(GroupId),
        by: PersonId(row.by_id),
        posted_at: row.posted_at,
        taken_back: row.taken_back,
    })
}

/// Announcements, newest first, from before one on; only those for a group, by its address, where one is given. Three
/// queries at most.
///
/// # Errors
/// When there is no such group, the database fails or the record is damaged.
pub async fn list(
    context: &Context,
    of: Option<&str>,
    before: Option<u32>,
) -> Result<Announcements, ReadError> {
    let connection = context.database.connection();
    let of = match of {
        None => None,
        Some(slug) => {
            let row = at_address(connection, slug).await?;
            let name = Name {
                slug: row.slug,
                name: row.name,
            };
            Some((GroupId(row.id), name))
        }
    };
    let mut query = announcement::Entity::find()
        .order_by_desc(announcement::Column::Number)
        .limit(ANNOUNCEMENTS_A_PAGE + 1);
    if let Some((group, _)) = &of {
        query = query.filter(announcement::Column::GroupId.eq(group.0));
    }
    if let Some(before) = before {
        query = query.filter(announcement::Column::Number.lt(i64::from(before)));
    }
    let mut rows = query.all(connection).await?;
    let more = rows.len() as u64 > ANNOUNCEMENTS_A_PAGE;
    rows.truncate(usize::try_from(ANNOUNCEMENTS_A_PAGE).unwrap_or(usize::MAX));
    let lines = rows.into_iter().map(line).collect::<Result<Vec<_>, _>>()?;
    let next = more.then(|| lines.last().map(|line| line.number)).flatten();
    let names = names(connection, &lines).await?;
    Ok(Announcements {
        lines,
        of,
        names,
        next,
    })
}

async fn names(
    connection: &impl ConnectionTrait,
    lines: &[AnnouncementLine],
) -> Result<Names, ReadError> {
    let groups = lines.iter().filter_map(|line| line.group).collect();
    let people = lines.iter().map(|line| line.by).collect();
    Names::of(connection, groups, people, BTreeSet::new()).await
}

/// The announcement with that number. Two queries.
///
/// # Errors
/// When there is none, the database fails or the record is damaged.
pub async fn one(context: &Context, number: u32) -> Result<(AnnouncementLine, Names), ReadError> {
    let connection = context.database.connection();
    let row = announcement::Entity::find()
        .filter(announcement::Column::Number.eq(i64::from(number)))
        .one(connection)
        .await?
        .ok_or(ReadError::NotFound)?;
    let line = line(row)?;
    let names = names(connection, std::slice::from_ref(&line)).await?;
    Ok((line, names))
}

/// The newest announcements that hold: those for a group, or all. One query.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn newest(
    context: &Context,
    group: Option<GroupId>,
    most: u64,
) -> Result<Vec<AnnouncementLine>, ReadError> {
    let mut query = announcement::Entity::find()
        .filter(announcement::Column::TakenBack.eq(""))
        .order_by_desc(announcement::Column::Number)
        .limit(most);
    if let Some(group) = group {
        query = query.filter(announcement::Column::GroupId.eq(group.0));
    }
    query
        .all(context.database.connection())
        .await?
        .into_iter()
        .map(line)
        .collect()
}
