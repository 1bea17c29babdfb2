//! Writing the pages of a folder.

use domain::{
    document::{DocumentEvent, LONGEST_BODY, LONGEST_TITLE, address_of},
    event::Event,
    ids::{GroupId, PersonId},
    permission::{Action, Resource},
    slug::{Slug, name_key},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QuerySelect, prelude::Expr,
};

use super::read::{Version, row, version_of};
use crate::{
    CommandError, Context, ReadError, WriteError,
    entities::{document, document_version},
    group, record,
};

/// The most pages of a folder.
const MOST_PAGES: u64 = 500;

/// A page that is put into a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewPage {
    /// What it is called.
    pub title: String,
    /// The text, in Markdown.
    pub body: String,
}

/// A new text of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The version that it was written from.
    pub from: u32,
    /// What the page is called.
    pub title: String,
    /// The text, in Markdown.
    pub body: String,
    /// What was changed, in a line.
    pub summary: String,
}

/// Why a page was not written; nothing was changed then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentRefusal {
    /// It has no title.
    #[error("Give the page a title.")]
    NoTitle,
    /// The title is too long.
    #[error("Use at most {LONGEST_TITLE} characters.")]
    TitleTooLong,
    /// The text is too long.
    #[error("The text is too long for one page: at most {LONGEST_BODY} characters.")]
    BodyTooLong,
    /// The folder is full.
    #[error("The folder has {MOST_PAGES} pages; take one out of it first.")]
    FolderFull,
    /// Nothing was changed.
    #[error("Nothing was changed.")]
    Unchanged,
    /// It was taken out of the folder meanwhile.
    #[error("The page is no longer in the folder. Put it back first.")]
    Removed,
    /// Someone else saved a version since.
    #[error("Someone else saved this page while you wrote.")]
    Stale(Box<Version>),
}

fn checked(title: &str, body: &str) -> Result<(), DocumentRefusal> {
    if title.trim().is_empty() {
        return Err(DocumentRefusal::NoTitle);
    }
    if title.chars().count() > LONGEST_TITLE {
        return Err(DocumentRefusal::TitleTooLong);
    }
    if body.chars().count() > LONGEST_BODY {
        return Err(DocumentRefusal::BodyTooLong);
    }
    Ok(())
}

/// Puts pages into a group's folder inside a transaction that has taken the pen, as the portal does at set-up; a page whose
/// title is there already is left as it is. Gives the number of the newest event.
///
/// # Errors
/// When the database fails.
pub async fn begin_folder(
    transaction: &DatabaseTransaction,
    context: &Context,
    newest: i64,
    group: GroupId,
    pages: Vec<NewPage>,
) -> Result<i64, WriteError> {
    let mut newest = newest;
    for page in pages {
        let there = document::Entity::find()
            .filter(document::Column::GroupId.eq(group.0))
            .filter(document::Column::TitleKey.eq(name_key(&page.title)))
            .one(transaction)
            .await?;
        if there.is_none() {
            newest = insert(transaction, context, newest, group, page, None)
                .await?
                .1;
        }
    }
    Ok(newest)
}

/// Puts a page into a group's folder and gives its address there.
///
/// # Errors
/// When the actor may not, the page has no title or is too long, or the database fails.
pub async fn publish(
    context: &Context,
    group: &str,
    page: NewPage,
) -> Result<String, CommandError<DocumentRefusal>> {
    let (group, _) = group::at(context, group).await?;
    context.may(Action::KeepRecords, Resource::Group(group))?;
    checked(&page.title, &page.body).map_err(CommandError::Refused)?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let have = document::Entity::find()
                    .select_only()
                    .column(document::Column::Id)
                    .filter(document::Column::GroupId.eq(group.0))
                    .limit(MOST_PAGES)
                    .into_tuple::<uuid::Uuid>()
                    .all(transaction)
                    .await?;
                if have.len() as u64 >= MOST_PAGES {
                    return Err(CommandError::Refused(DocumentRefusal::FolderFull));
                }
                let by = own.actor().person_id();
                let (slug, _) = insert(transaction, &own, newest, group, page, by).await?;
                Ok(slug.to_string())
            })
        })
        .await
}

async fn insert(
    transaction: &DatabaseTransaction,
    context: &Context,
    newest: i64,
    group: GroupId,
    page: NewPage,
    by: Option<PersonId>,
) -> Result<(Slug, i64), WriteError> {
    let taken: Vec<String> = document::Entity::find()
        .select_only()
        .column(document::Column::Slug)
        .filter(document::Column::GroupId.eq(group.0))
        .into_tuple()
        .all(transaction)
        .await?;
    let slug = address_of(&page.title, |slug| {
        taken.iter().any(|other| other == slug.as_str())
    });
    let (id, now) = (context.new_id(), context.now());
    let title = page.title.trim().to_owned();
    document::ActiveModel {
        id: Set(id),
        group_id: Set(group.0),
        slug: Set(slug.to_string()),
        title: Set(title.clone()),
        title_key: Set(name_key(&title)),
        version: Set(1),
        removed_on: Set(None),
        changed_by: Set(by.map(|person| person.0)),
        created_at: Set(now),
        changed_at: Set(now),
    }
    .insert(transaction)
    .await?;
    let first = Written {
        from: 0,
        title: title.clone(),
        body: page.body,
        summary: String::new(),
    };
    keep(transaction, context, id, 1, by, first).await?;
    let change = DocumentEvent::Published {
        page: slug.clone(),
        title,
        by,
    };
    let newest = tell(transaction, context, newest, group, change).await?;
    Ok((slug, newest))
}

/// Keeps a text as a version.
async fn keep(
    transaction: &DatabaseTransaction,
    context: &Context,
    document: uuid::Uuid,
    number: i32,
    by: Option<PersonId>,
    written: Written,
) -> Result<(), WriteError> {
    document_version::ActiveModel {
        document_id: Set(document),
        number: Set(number),
        title: Set(written.title),
        body: Set(written.body),
        summary: Set(written.summary),
        author_id: Set(by.map(|person| person.0)),
        written_at: Set(context.now()),
    }
    .insert(transaction)
    .await?;
    Ok(())
}

async fn tell(
    transaction: &DatabaseTransaction,
    context: &Context,
    newest: i64,
    group: GroupId,
    change: DocumentEvent,
) -> Result<i64, WriteError> {
    record::tell(
        transaction,
        context,
        newest,
        Event::Document { group, change },
    )
    .await
}

/// Saves a new text of a page and gives its version.
///
/// # Errors
/// [`DocumentRefusal::Stale`] with the newest version when someone else saved one since; when the actor may not, or the
/// database fails.
pub async fn write(
    context: &Context,
    group: &str,
    slug: &str,
    written: Written,
) -> Result<u32, CommandError<DocumentRefusal>> {
    let (group, _) = group::at(context, group).await?;
    context.may(Action::KeepRecords, Resource::Group(group))?;
    checked(&written.title, &written.body).map_err(CommandError::Refused)?;
    let (own, slug) = (context.clone(), slug.to_owned());
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let row = row(transaction, group, &slug).await?;
                let current = version_of(transaction, row.id, row.version).await?;
                let written = Written {
                    title: written.title.trim().to_owned(),
                    ..written
                };
                if current.number != written.from {
                    return Err(CommandError::Refused(DocumentRefusal::Stale(Box::new(
                        current,
                    ))));
                }
                if row.removed_on.is_some() {
                    return Err(CommandError::Refused(DocumentRefusal::Removed));
                }
                if current.title == written.title && current.body == written.body {
                    return Err(CommandError::Refused(DocumentRefusal::Unchanged));
                }
                let next = row.version.saturating_add(1);
                let by = own.actor().person_id();
                document::Entity::update_many()
                    .col_expr(document::Column::Version, Expr::value(next))
                    .col_expr(document::Column::Title, Expr::value(written.title.clone()))
                    .col_expr(
                        document::Column::TitleKey,
                        Expr::value(name_key(&written.title)),
                    )
                    .col_expr(
                        document::Column::ChangedBy,
                        Expr::value(by.map(|person| person.0)),
                    )
                    .col_expr(document::Column::ChangedAt, Expr::value(own.now()))
                    .filter(document::Column::Id.eq(row.id))
                    .exec(transaction)
                    .await?;
                if current.title == written.title {
                    record::change_pages(transaction).await?;
                } else {
                    let change = DocumentEvent::Renamed {
                        page: slug_of(&row.slug)?,
                        before: current.title,
                        title: written.title.clone(),
                        by,
                    };
                    tell(transaction, &own, newest, group, change).await?;
                }
                keep(transaction, &own, row.id, next, by, written).await?;
                Ok(u32::try_from(next).unwrap_or_default())
            })
        })
        .await
}

fn slug_of(text: &str) -> Result<Slug, ReadError> {
    Slug::new(text).map_err(|error| ReadError::Damaged(error.to_string()))
}

/// Takes a page out of the folder; its versions are kept.
///
/// # Errors
/// When there is no such page, the actor may not, or the database fails.
pub async fn remove(
    context: &Context,
    group: &str,
    slug: &str,
) -> Result<(), CommandError<DocumentRefusal>> {
    set_removed(context, group, slug, true).await
}

/// Puts a page back into the folder.
///
/// # Errors
/// When there is no such page, the actor may not, or the database fails.
pub async fn restore(
    context: &Context,
    group: &str,
    slug: &str,
) -> Result<(), CommandError<DocumentRefusal>> {
    set_removed(context, group, slug, false).await
}

async fn set_removed(
    context: &Context,
    group: &str,
    slug: &str,
    removed: bool,
) -> Result<(), CommandError<DocumentRefusal>> {
    let (group, _) = group::at(context, group).await?;
    context.may(Action::KeepRecords, Resource::Group(group))?;
    let (own, slug) = (context.clone(), slug.to_owned());
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let row = row(transaction, group, &slug).await?;
                // Done twice, it is done.
                if row.removed_on.is_some() == removed {
                    return Ok(());
                }
                let on = removed.then(|| own.today().to_string());
                document::Entity::update_many()
                    .col_expr(document::Column::RemovedOn, Expr::value(on))
                    .filter(document::Column::Id.eq(row.id))
                    .exec(transaction)
                    .await?;
                let (page, title, by) = (slug_of(&row.slug)?, row.title, own.actor().person_id());
                let change = if removed {
                    DocumentEvent::Removed { page, title, by }
                } else {
                    DocumentEvent::Restored { page, title, by }
                };
                tell(transaction, &own, newest, group, change).await?;
                Ok(())
            })
        })
        .await
}
