//! `GET /account/data.json`: everything that is held on oneself, as a file to take away.

use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{actor::Actor, permission::Denied};
use services::{ReadError, account::Held};

use crate::{
    notice,
    pages::{self, Asked},
    routes::House,
    theme,
};

/// The file, for who has signed in; nobody gets anyone else's.
pub async fn data(
    State(house): State<House>,
    Extension(actor): Extension<Actor>,
    headers: HeaderMap,
) -> Response {
    let context = house.context().acting(actor.clone());
    let held = match actor.person_id() {
        Some(person) => services::account::held(&context, person).await,
        None => Err(ReadError::Denied(Denied::SignIn)),
    };
    match held {
        Ok(held) => file(&held),
        Err(ReadError::Denied(denied)) => {
            let asked = Asked {
                address: "/account/data".to_owned(),
                theme: theme::chosen(&headers),
                actor,
                filled: None,
                denied: Some(denied),
            };
            let page = pages::fresh(&house, asked).await;
            page.answer(&HeaderMap::new()).await
        }
        Err(error) => failed(&error),
    }
}

fn file(held: &Held) -> Response {
    let body = match serde_json::to_vec_pretty(held) {
        Ok(body) => body,
        Err(error) => return failed(&error),
    };
    (
        [
            (
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/json"),
            ),
            (
                header::CONTENT_DISPOSITION,
                HeaderValue::from_static("attachment; filename=\"your-data.json\""),
            ),
            (
                header::CACHE_CONTROL,
                HeaderValue::from_static("private, no-store"),
            ),
        ],
        body,
    )
        .into_response()
}

fn failed(error: &dyn std::fmt::Display) -> Response {
    tracing::error!(%error, "what is held on someone could not be put together");
    notice::page(
        StatusCode::INTERNAL_SERVER_ERROR,
        "Your data could not be put together",
        "Something went wrong on our side, and it is in the log. Try again in a moment.",
    )
}
