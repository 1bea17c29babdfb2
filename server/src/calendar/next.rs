//! Stable addresses: whoever keeps one of them comes to the next meeting.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use services::{
    ReadError,
    schedule::{self, Wanted},
};

use crate::{notice, routes::House};

/// `GET /meetings/next`: to the next meeting of all, or to the schedule where none is planned.
pub async fn next(State(house): State<House>) -> Response {
    to_next(&house, Wanted::default(), "/meetings").await
}

/// `GET /meetings/series/SLUG/next`: to the next one of a series, or to the series where none is coming.
pub async fn next_of_series(State(house): State<House>, Path(slug): Path<String>) -> Response {
    match schedule::series(house.context(), &slug).await {
        Ok(stored) => {
            let wanted = Wanted {
                series: Some(stored.series.id),
                ..Wanted::default()
            };
            let otherwise = format!("/meetings/series/{}", stored.series.slug);
            to_next(&house, wanted, &otherwise).await
        }
        Err(ReadError::NotFound) => notice::page(
            StatusCode::NOT_FOUND,
            "There is no such series",
            "No series of meetings is at that address.",
        ),
        Err(error) => failed(&error),
    }
}

async fn to_next(house: &House, wanted: Wanted, otherwise: &str) -> Response {
    let to = match schedule::next(house.context(), wanted).await {
        Ok(Some(meeting)) => format!("/meetings/{}", meeting.address),
        Ok(None) => otherwise.to_owned(),
        Err(error) => return failed(&error),
    };
    let mut answer = Redirect::temporary(&to).into_response();
    // Tomorrow it is another one.
    answer
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

fn failed(error: &ReadError) -> Response {
    tracing::error!(%error, "the next meeting could not be found");
    notice::page(
        StatusCode::INTERNAL_SERVER_ERROR,
        "The next meeting could not be found",
        "Something went wrong on our side, and it is in the log. Try again in a moment.",
    )
}
