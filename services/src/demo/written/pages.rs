//! Pages of folders: that they are there is told, their texts are written.

use std::collections::BTreeMap;

use domain::{
    Day,
    document::{DocumentEvent, address_of},
    event::{DatedEvent, Event},
    slug::{Slug, name_key},
};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};

use super::{
    super::telling::Told,
    at, day, group_at, leads_of,
    page_texts::{PAGES, PageTale},
};
use crate::{
    Context, WriteError,
    entities::{document, document_comment, document_version},
};

/// The pages with the addresses that they have in their folders.
fn addressed() -> Vec<(&'static PageTale, Slug)> {
    let mut taken: BTreeMap<&str, Vec<Slug>> = BTreeMap::new();
    PAGES
        .iter()
        .filter_map(|tale| {
            let first = tale.wordings.first()?;
            let folder = taken.entry(tale.group).or_default();
            let slug = address_of(first.title, |slug| folder.contains(slug));
            folder.push(slug.clone());
            Some((tale, slug))
        })
        .collect()
}

/// Tells which pages there are.
pub fn tell_pages(told: &mut Told, today: Day) {
    for (tale, page) in addressed() {
        let Some(group) = group_at(told, tale.group) else {
            continue;
        };
        let leads = leads_of(told, group);
        let by = |lead: usize| leads.get(lead).or(leads.first()).copied();
        let mut add = |days_ago: i32, change: DocumentEvent| {
            told.events.push(DatedEvent {
                on: day(today, days_ago),
                event: Event::Document { group, change },
            });
        };
        let mut called: Option<&str> = None;
        for wording in tale.wordings {
            let (page, title, by) = (page.clone(), wording.title.to_owned(), by(wording.lead));
            match called {
                None => add(
                    wording.days_ago,
                    DocumentEvent::Published { page, title, by },
                ),
                Some(before) if before != wording.title => add(
                    wording.days_ago,
                    DocumentEvent::Renamed {
                        page,
                        before: before.to_owned(),
                        title,
                        by,
                    },
                ),
                Some(_) => {}
            }
            called = Some(wording.title);
        }
        let title = called.unwrap_or_default().to_owned();
        if let Some(days_ago) = tale.removed {
            let (page, title, by) = (page.clone(), title.clone(), by(0));
            add(days_ago, DocumentEvent::Removed { page, title, by });
        }
        if let Some(days_ago) = tale.restored {
            let (page, by) = (page.clone(), by(0));
            add(days_ago, DocumentEvent::Restored { page, title, by });
        }
    }
}

/// Writes the texts of the pages that were told.
///
/// # Errors
/// When the database fails.
pub async fn write_pages(
    transaction: &DatabaseTransaction,
    context: &Context,
    told: &Told,
) -> Result<(), WriteError> {
    let today = context.today();
    let (mut rows, mut versions, mut comments) = (Vec::new(), Vec::new(), Vec::new());
    for (tale, page) in addressed() {
        let Some(group) = group_at(told, tale.group) else {
            continue;
        };
        let leads = leads_of(told, group);
        let by = |lead: usize| leads.get(lead).or(leads.first()).map(|person| person.0);
        let moment = |days_ago: i32| at(today, days_ago, 10).as_microsecond();
        let (Some(first), Some(last)) = (tale.wordings.first(), tale.wordings.last()) else {
            continue;
        };
        let id = context.new_id();
        let gone = tale.removed.filter(|_| tale.restored.is_none());
        let number = i32::try_from(tale.wordings.len()).unwrap_or(1);
        rows.push(document::ActiveModel {
            id: Set(id),
            group_id: Set(group.0),
            slug: Set(page.to_string()),
            title: Set(last.title.to_owned()),
            title_key: Set(name_key(last.title)),
            version: Set(number),
            removed_on: Set(gone.map(|days_ago| day(today, days_ago).to_string())),
            changed_by: Set(by(last.lead)),
            created_at: Set(moment(first.days_ago)),
            changed_at: Set(moment(last.days_ago)),
        });
        for (wording, number) in tale.wordings.iter().zip(1..) {
            versions.push(document_version::ActiveModel {
                document_id: Set(id),
                number: Set(number),
                title: Set(wording.title.to_owned()),
                body: Set(wording.body.trim_end().to_owned()),
                summary: Set(wording.summary.to_owned()),
                author_id: Set(by(wording.lead)),
                written_at: Set(moment(wording.days_ago)),
            });
        }
        let speaker = tale.said.and_then(|(other, days_ago, words)| {
            let other = group_at(told, other)?;
            let person = leads_of(told, other).first().copied()?;
            Some((person, days_ago, words))
        });
        if let Some((person, days_ago, words)) = speaker {
            comments.push(document_comment::ActiveModel {
                id: Set(context.new_id()),
                document_id: Set(id),
                version: Set(number),
                author_id: Set(person.0),
                body: Set(words.to_owned()),
                written_at: Set(moment(days_ago)),
            });
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    document::Entity::insert_many(rows)
        .exec_without_returning(transaction)
        .await?;
    document_version::Entity::insert_many(versions)
        .exec_without_returning(transaction)
        .await?;
    if !comments.is_empty() {
        document_comment::Entity::insert_many(comments)
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}
