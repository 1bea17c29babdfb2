//! What a folder has in it.

use std::collections::BTreeSet;

use domain::{
    Day,
    ids::{GroupId, PersonId},
    link::LinkKind,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    Context, ReadError,
    entities::{document, document_comment, document_version},
    group,
    history::{Name, Names},
    record, text,
};

/// So many pages a folder shows.
const PAGES: u64 = 500;

/// So many versions of a page are listed at once.
pub const VERSIONS_A_PAGE: u64 = 100;

/// So many comments stand on a page, the last ones; the earlier ones are one link away.
pub const COMMENTS_A_PAGE: u64 = 100;

/// A folder.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Whose.
    pub id: GroupId,
    /// Its name and address.
    pub group: Name,
    /// Its pages, by their titles.
    pub pages: Vec<Line>,
    /// Pages that were taken out of it, the last one first.
    pub removed: Vec<Line>,
    /// Documents elsewhere.
    pub links: Vec<OutsideLink>,
    /// Names of who changed them.
    pub names: Names,
}

/// A page in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its address in the folder.
    pub slug: String,
    /// What it is called.
    pub title: String,
    /// Its version.
    pub version: u32,
    /// Who changed it last; nobody where the portal did.
    pub changed_by: Option<PersonId>,
    /// When, in microseconds since 1970.
    pub changed_at: i64,
    /// On which day it was taken out of the folder.
    pub removed_on: Option<Day>,
}

/// A document elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideLink {
    /// What it is called.
    pub label: String,
    /// Its address, where it is one that a page may link to.
    pub address: Option<String>,
    /// What else is said of it.
    pub detail: String,
}

/// One text of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// From 1.
    pub number: u32,
    /// What the page was called.
    pub title: String,
    /// The text, in Markdown.
    pub body: String,
    /// What was changed, in the words of who changed it.
    pub summary: String,
    /// Who wrote it; nobody where the portal did.
    pub author: Option<PersonId>,
    /// When, in microseconds since 1970.
    pub written_at: i64,
}

/// A page with its text of today.
#[derive(Clone, Debug)]
pub struct Page {
    /// Whose folder it is in.
    pub id: GroupId,
    /// The group's name and address.
    pub group: Name,
    /// Its address in the folder.
    pub slug: String,
    /// Its newest version.
    pub newest: Version,
    /// An earlier version, where one was asked for.
    pub earlier: Option<Version>,
    /// On which day it was taken out of the folder.
    pub removed_on: Option<Day>,
    /// What people say of it, oldest first.
    pub comments: Vec<Comment>,
    /// The comment before which there are more.
    pub more_before: Option<Uuid>,
    /// Names of who wrote it and who speaks of it.
    pub names: Names,
}

/// What someone says of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its id, a place to link to.
    pub id: Uuid,
    /// On which version.
    pub version: u32,
    /// Who.
    pub author: PersonId,
    /// What, in Markdown.
    pub body: String,
    /// When, in microseconds since 1970.
    pub written_at: i64,
}

/// A version without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionLine {
    /// From 1.
    pub number: u32,
    /// What the page was called.
    pub title: String,
    /// What was changed.
    pub summary: String,
    /// Who wrote it.
    pub author: Option<PersonId>,
    /// When, in microseconds since 1970.
    pub written_at: i64,
}

/// The versions of a page, the newest first.
#[derive(Clone, Debug)]
pub struct Versions {
    /// The group.
    pub group: Name,
    /// What the page is called now.
    pub title: String,
    /// Its versions.
    pub versions: Vec<VersionLine>,
    /// The number of the newest.
    pub newest: u32,
    /// The version before which there are more.
    pub next: Option<u32>,
    /// Names of who wrote them.
    pub names: Names,
}

/// Two versions of a page.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The group.
    pub group: Name,
    /// What the page is called now.
    pub title: String,
    /// The newest version's number.
    pub newest: u32,
    /// The older one, or the one that was named first.
    pub from: Version,
    /// The other one.
    pub to: Version,
}

/// A group's folder. Four queries.
///
/// # Errors
/// When there is no such group, the database fails or the record is damaged.
pub async fn folder(context: &Context, slug: &str) -> Result<Folder, ReadError> {
    let connection = context.database.connection();
    let (id, group) = group::at(context, slug).await?;
    let rows = document::Entity::find()
        .filter(document::Column::GroupId.eq(id.0))
        .order_by_asc(document::Column::TitleKey)
        .order_by_asc(document::Column::Id)
        .limit(PAGES)
        .all(connection)
        .await?;
    let (pages, mut removed): (Vec<Line>, Vec<Line>) = rows
        .into_iter()
        .map(line)
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .partition(|line| line.removed_on.is_none());
    removed.sort_by_key(|line| std::cmp::Reverse(line.removed_on));
    let links = record::group(connection, id, None)
        .await?
        .map(|record| {
            record
                .links_listed()
                .filter(|link| link.kind == LinkKind::Documents)
                .map(|link| OutsideLink {
                    label: link.label.clone(),
                    address: link
                        .url
                        .as_deref()
                        .and_then(text::safe_address)
                        .map(str::to_owned),
                    detail: link.detail.clone().unwrap_or_default(),
                })
                .collect()
        })
        .unwrap_or_default();
    let people = pages
        .iter()
        .chain(&removed)
        .filter_map(|line| line.changed_by)
        .collect();
    Ok(Folder {
        id,
        group,
        pages,
        removed,
        links,
        names: names(connection, people).await?,
    })
}

fn line(row: document::Model) -> Result<Line, ReadError> {
    Ok(Line {
        slug: row.slug,
        title: row.title,
        version: small(row.version),
        changed_by: row.changed_by.map(PersonId),
        changed_at: row.changed_at,
        removed_on: row.removed_on.as_deref().map(record::day_of).transpose()?,
    })
}

async fn names(
    connection: &impl ConnectionTrait,
    people: BTreeSet<PersonId>,
) -> Result<Names, ReadError> {
    Names::of(connection, BTreeSet::new(), people, BTreeSet::new()).await
}

pub(super) fn small(number: i32) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

pub(super) fn version(row: document_version::Model) -> Version {
    Version {
        number: small(row.number),
        title: row.title,
        body: row.body,
        summary: row.summary,
        author: row.author_id.map(PersonId),
        written_at: row.written_at,
    }
}

/// The row of a page of a group's.
pub(super) async fn row(
    connection: &impl ConnectionTrait,
    group: GroupId,
    slug: &str,
) -> Result<document::Model, ReadError> {
    document::Entity::find()
        .filter(document::Column::GroupId.eq(group.0))
        .filter(document::Column::Slug.eq(slug))
        .one(connection)
        .await?
        .ok_or(ReadError::NotFound)
}

/// One text of a page.
pub(super) async fn version_of(
    connection: &impl ConnectionTrait,
    document: Uuid,
    number: i32,
) -> Result<Version, ReadError> {
    document_version::Entity::find_by_id((document, number))
        .one(connection)
        .await?
        .map(version)
        .ok_or(ReadError::NotFound)
}

/// What is asked for of a page; what is `None` is the newest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The text of that version.
    pub version: Option<u32>,
    /// The comments before that one.
    pub before: Option<Uuid>,
}

/// A page with its text of today, and an earlier one beside it where that is asked for. Six queries at most.
///
/// # Errors
/// When there is no such page or version, or the database fails.
pub async fn page(
    context: &Context,
    group: &str,
    slug: &str,
    asked: Asked,
) -> Result<Page, ReadError> {
    let connection = context.database.connection();
    let (id, group) = group::at(context, group).await?;
    let row = row(connection, id, slug).await?;
    let newest = version_of(connection, row.id, row.version).await?;
    let earlier = match asked.version {
        Some(number) if number != newest.number => {
            Some(version_of(connection, row.id, numbered(number)?).await?)
        }
        Some(_) | None => None,
    };
    let (mut rows, more) = comments_before(connection, row.id, asked.before).await?;
    rows.reverse();
    let more_before = rows.first().filter(|_| more).map(|row| row.id);
    let comments: Vec<Comment> = rows
        .into_iter()
        .map(|row| Comment {
            id: row.id,
            version: small(row.version),
            author: PersonId(row.author_id),
            body: row.body,
            written_at: row.written_at,
        })
        .collect();
    let people = comments
        .iter()
        .map(|comment| comment.author)
        .chain(newest.author)
        .chain(earlier.as_ref().and_then(|version| version.author))
        .collect();
    Ok(Page {
        id,
        group,
        slug: row.slug,
        newest,
        earlier,
        removed_on: row.removed_on.as_deref().map(record::day_of).transpose()?,
        comments,
        more_before,
        names: names(connection, people).await?,
    })
}

/// The last comments, or the last ones before that one, the newest first; and whether there are more before.
async fn comments_before(
    connection: &impl ConnectionTrait,
    document: Uuid,
    before: Option<Uuid>,
) -> Result<(Vec<document_comment::Model>, bool), ReadError> {
    let mut query = document_comment::Entity::find()
        .filter(document_comment::Column::DocumentId.eq(document))
        .order_by_desc(document_comment::Column::Id)
        .limit(COMMENTS_A_PAGE + 1);
    if let Some(before) = before {
        query = query.filter(document_comment::Column::Id.lt(before));
    }
    let mut rows = query.all(connection).await?;
    let more = rows.len() as u64 > COMMENTS_A_PAGE;
    rows.truncate(usize::try_from(COMMENTS_A_PAGE).unwrap_or(usize::MAX));
    Ok((rows, more))
}

fn numbered(number: u32) -> Result<i32, ReadError> {
    i32::try_from(number).map_err(|_| ReadError::NotFound)
}

/// The versions of a page, the newest first, without their texts; those before a number where one is given. Four queries.
///
/// # Errors
/// When there is no such page, or the database fails.
pub async fn versions(
    context: &Context,
    group: &str,
    slug: &str,
    before: Option<u32>,
) -> Result<Versions, ReadError> {
    let connection = context.database.connection();
    let (id, group) = group::at(context, group).await?;
    let row = row(connection, id, slug).await?;
    let mut query = document_version::Entity::find()
        .select_only()
        .columns([
            document_version::Column::Number,
            document_version::Column::Title,
            document_version::Column::Summary,
            document_version::Column::AuthorId,
            document_version::Column::WrittenAt,
        ])
        .filter(document_version::Column::DocumentId.eq(row.id))
        .order_by_desc(document_version::Column::Number)
        .limit(VERSIONS_A_PAGE + 1);
    if let Some(before) = before {
        query = query.filter(document_version::Column::Number.lt(numbered(before)?));
    }
    let mut rows: Vec<(i32, String, String, Option<Uuid>, i64)> =
        query.into_tuple().all(connection).await?;
    let more = rows.len() as u64 > VERSIONS_A_PAGE;
    rows.truncate(usize::try_from(VERSIONS_A_PAGE).unwrap_or(usize::MAX));
    let versions: Vec<VersionLine> = rows
        .into_iter()
        .map(|(number, title, summary, author, written_at)| VersionLine {
            number: small(number),
            title,
            summary,
            author: author.map(PersonId),
            written_at,
        })
        .collect();
    let people = versions
        .iter()
        .filter_map(|version| version.author)
        .collect();
    Ok(Versions {
        group,
        title: row.title,
        newest: small(row.version),
        next: versions
            .last()
            .filter(|_| more)
            .map(|version| version.number),
        versions,
        names: names(connection, people).await?,
    })
}

/// Two versions of a page; the last two unless asked otherwise. Four queries.
///
/// # Errors
/// When there is no such page or version, or the database fails.
pub async fn compared(
    context: &Context,
    group: &str,
    slug: &str,
    from: Option<u32>,
    to: Option<u32>,
) -> Result<Compared, ReadError> {
    let connection = context.database.connection();
    let (id, group) = group::at(context, group).await?;
    let row = row(connection, id, slug).await?;
    let newest = small(row.version);
    let to = to.unwrap_or(newest);
    let from = from.unwrap_or_else(|| to.saturating_sub(1).max(1));
    Ok(Compared {
        from: version_of(connection, row.id, numbered(from)?).await?,
        to: version_of(connection, row.id, numbered(to)?).await?,
        group,
        title: row.title,
        newest,
    })
}
