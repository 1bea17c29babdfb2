//! Calendars to subscribe to (`.ics`), and the stable addresses of the next meeting.

mod next;
mod write;
mod zone;

use std::sync::Arc;

use app::ui::Theme;
use axum::{
    body::Bytes,
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use services::{
    ReadError,
    calendar::{self, FeedOf},
    group, schedule,
};

pub use next::{next, next_of_series};

use crate::{notice, page_cache::Page, routes::House};
use write::Head;

/// What the address of one's own calendar carries.
#[derive(Deserialize)]
pub struct Key {
    /// The secret. In the query, which no log has.
    #[serde(default)]
    key: String,
}

/// `GET /meetings.ics`: everything.
pub async fn everything(State(house): State<House>, headers: HeaderMap) -> Response {
    let name = format!("{} meetings", house.site().community);
    kept(&house, FeedOf::Everything, name, "/meetings.ics", &headers).await
}

/// `GET /meetings/series/SLUG/meetings.ics`: a series.
pub async fn of_series(
    State(house): State<House>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Response {
    match schedule::series(house.context(), &slug).await {
        Ok(stored) => {
            let of = FeedOf::Series(stored.series.id);
            let name = format!("{}: {}", house.site().community, stored.series.about.title);
            let place = format!("/meetings/series/{}/meetings.ics", stored.series.slug);
            kept(&house, of, name, &place, &headers).await
        }
        Err(error) => refused(&error),
    }
}

/// `GET /groups/SLUG/meetings.ics`: a group's own meetings, and those on whose agenda it stands.
pub async fn of_group(
    State(house): State<House>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Response {
    match group::named(house.context(), &slug).await {
        Ok((id, name)) => {
            let title = format!("{}: {}", house.site().community, name.name);
            let place = format!("/groups/{}/meetings.ics", name.slug);
            kept(&house, FeedOf::Group(id), title, &place, &headers).await
        }
        Err(ReadError::Moved(slug)) => {
            Redirect::permanent(&format!("/groups/{slug}/meetings.ics")).into_response()
        }
        Err(error) => refused(&error),
    }
}

/// `GET /meetings/mine.ics?key=SECRET`: those of one's own groups, for who knows the secret address; without it, the way
/// to where one is made.
pub async fn of_person(
    State(house): State<House>,
    Query(Key { key }): Query<Key>,
    headers: HeaderMap,
) -> Response {
    if key.is_empty() {
        return Redirect::to("/account/calendar").into_response();
    }
    match calendar::person_of(house.context(), &key).await {
        Ok(Some(person)) => {
            let name = format!("{}: my groups", house.site().community);
            made(&house, FeedOf::Person(person), name)
                .await
                .with_header(
                    header::CACHE_CONTROL,
                    HeaderValue::from_static("private, no-cache"),
                )
                .for_once()
                .answer(&headers)
                .await
        }
        Ok(None) => notice::page(
            StatusCode::NOT_FOUND,
            "There is no such calendar",
            "This address never was one, or was revoked. Whoever it belongs to makes another on the page of their account.",
        ),
        Err(error) => refused(&error),
    }
}

/// A public calendar is kept like a page, until something is planned or changed.
async fn kept(
    house: &House,
    of: FeedOf,
    name: String,
    place: &str,
    headers: &HeaderMap,
) -> Response {
    let Some(cache) = house.page_cache() else {
        return made(house, of, name).await.answer(headers).await;
    };
    let today = house.context().today();
    let making = async { Arc::new(made(house, of, name).await) };
    cache
        .page(place, Theme::System, today, making)
        .await
        .answer(headers)
        .await
}

/// The calendar, whose tag is that of its text: a program that has it already is told so.
async fn made(house: &House, of: FeedOf, name: String) -> Page {
    let context = house.context();
    let feed = match calendar::feed(context, of).await {
        Ok(feed) => feed,
        Err(error) => {
            let (head, body) = refused(&error).into_parts();
            let body = axum::body::to_bytes(body, usize::MAX)
                .await
                .unwrap_or_default();
            return Page::new(head.status, head.headers, body);
        }
    };
    let head = Head {
        name,
        url: house.url(),
        today: context.today(),
        now: context.now(),
    };
    let body = write::calendar(&feed, &head);
    let mut of_page = HeaderMap::new();
    of_page.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/calendar; charset=utf-8"),
    );
    of_page.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("inline; filename=\"meetings.ics\""),
    );
    Page::new(StatusCode::OK, of_page, Bytes::from(body))
}

fn refused(error: &ReadError) -> Response {
    match error {
        ReadError::NotFound | ReadError::Moved(_) | ReadError::Denied(_) => notice::page(
            StatusCode::NOT_FOUND,
            "There is no such calendar",
            "No group and no series is or was at that address.",
        ),
        ReadError::Database(_) | ReadError::Damaged(_) => {
            tracing::error!(%error, "a calendar could not be made");
            notice::page(
                StatusCode::INTERNAL_SERVER_ERROR,
                "The calendar could not be made",
                "Something went wrong on our side, and it is in the log. Try again in a moment.",
            )
        }
    }
}
