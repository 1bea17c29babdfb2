//! `GET /announcements.atom`: what is announced, for feed readers.

use std::sync::Arc;

use app::{address, ui::Theme};
use atom_syndication::{
    CategoryBuilder, ContentBuilder, Entry, EntryBuilder, Feed, FeedBuilder, FixedDateTime,
    GeneratorBuilder, LinkBuilder, PersonBuilder, Text,
};
use axum::{
    body::Bytes,
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use jiff::Timestamp;
use serde::Deserialize;
use services::{
    ReadError,
    announcement::{self, AnnouncementLine, Announcements},
    text,
};

use crate::{notice, page_cache::Page, routes::House};

/// What the address may ask for.
#[derive(Deserialize)]
pub struct Wanted {
    /// Only what was announced for the group with this address.
    group: Option<String>,
}

/// The feed of all announcements, or of a group's; kept like a page, until something is announced.
pub async fn announcements(
    State(house): State<House>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Response {
    let of = wanted.group.filter(|group| !group.is_empty());
    let place = address(
        "/announcements.atom",
        &[("group", of.as_deref().unwrap_or_default())],
    );
    let making = made(&house, of.as_deref(), &place);
    let page = match house.page_cache() {
        Some(cache) => {
            let today = house.context().today();
            cache.page(&place, Theme::System, today, making).await
        }
        None => making.await,
    };
    page.answer(&headers).await
}

async fn made(house: &House, of: Option<&str>, place: &str) -> Arc<Page> {
    match announcement::list(house.context(), of, None).await {
        Ok(read) => {
            let body = feed(house, &read, place).to_string();
            let mut headers = HeaderMap::new();
            headers.insert(
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/atom+xml; charset=utf-8"),
            );
            Arc::new(Page::new(StatusCode::OK, headers, Bytes::from(body)))
        }
        Err(ReadError::Moved(slug)) => moved(&slug),
        Err(ReadError::NotFound) => {
            told(
                StatusCode::NOT_FOUND,
                "There is no such feed",
                "No group is or was at that address.",
            )
            .await
        }
        Err(error) => {
            tracing::error!(%error, "the feed of announcements could not be made");
            told(
                StatusCode::INTERNAL_SERVER_ERROR,
                "The feed could not be made",
                "Something went wrong on our side, and it is in the log. Try again in a moment.",
            )
            .await
        }
    }
}

/// A group’s feed moves with it.
fn moved(slug: &str) -> Arc<Page> {
    let to = address("/announcements.atom", &[("group", slug)]);
    let mut headers = HeaderMap::new();
    if let Ok(to) = HeaderValue::try_from(to) {
        headers.insert(header::LOCATION, to);
    }
    Arc::new(Page::new(
        StatusCode::PERMANENT_REDIRECT,
        headers,
        Bytes::new(),
    ))
}

async fn told(status: StatusCode, title: &'static str, words: &'static str) -> Arc<Page> {
    let (head, body) = notice::page(status, title, words).into_parts();
    let body = axum::body::to_bytes(body, usize::MAX)
        .await
        .unwrap_or_default();
    Arc::new(Page::new(head.status, head.headers, body))
}

fn feed(house: &House, read: &Announcements, place: &str) -> Feed {
    let url = house.url();
    let community = &house.site().community;
    let title = match &read.of {
        None => format!("{community}: announcements"),
        Some((_, name)) => format!("{community}: announcements of {}", name.name),
    };
    let page = place.replace("/announcements.atom", "/announcements");
    let updated = read.lines.first().map_or(0, |line| line.posted_at);
    let entries: Vec<Entry> = read
        .lines
        .iter()
        .filter(|line| line.taken_back.is_empty())
        .map(|line| entry(url, read, line))
        .collect();
    FeedBuilder::default()
        .title(title)
        .id(format!("{url}{place}"))
        .updated(moment(updated))
        .links(vec![
            LinkBuilder::default()
                .href(format!("{url}{place}"))
                .rel("self")
                .mime_type("application/atom+xml".to_owned())
                .build(),
            LinkBuilder::default().href(format!("{url}{page}")).build(),
        ])
        .generator(GeneratorBuilder::default().value("Charterhouse").build())
        .base(Some(format!("{url}/")))
        .entries(entries)
        .build()
}

fn entry(url: &str, read: &Announcements, line: &AnnouncementLine) -> Entry {
    let place = format!("{url}/announcements/{}", line.number);
    let by = read.names.person(line.by).map(|name| {
        PersonBuilder::default()
            .name(name.name.clone())
            .uri(format!("{url}/people/{}", name.slug))
            .build()
    });
    let group = line.group.and_then(|group| read.names.group(group));
    let categories = group
        .map(|name| {
            CategoryBuilder::default()
                .term(name.slug.clone())
                .label(name.name.clone())
                .build()
        })
        .into_iter()
        .collect::<Vec<_>>();
    EntryBuilder::default()
        .id(format!("urn:uuid:{}", line.id))
        .title(Text::plain(line.title.clone()))
        .updated(moment(line.posted_at))
        .published(moment(line.posted_at))
        .authors(by.into_iter().collect::<Vec<_>>())
        .categories(categories)
        .links(vec![LinkBuilder::default().href(place).build()])
        .content(
            ContentBuilder::default()
                .content_type("html".to_owned())
                .value(text::markdown(&line.body).html)
                .build(),
        )
        .build()
}

fn moment(microseconds: i64) -> FixedDateTime {
    Timestamp::from_microsecond(microseconds)
        .unwrap_or_default()
        .to_string()
        .parse()
        .unwrap_or_default()
}
