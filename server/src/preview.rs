//! `POST /proposals/preview`: how a charter will read, while it is written. Nothing is kept of it.

use app::charter_preview;
use axum::{
    Extension,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use domain::{
    actor::Actor,
    permission::{Action, Denied, Resource},
};

use crate::{commands, notice, routes::House};

/// A draft’s form is no larger.
const LARGEST_BODY: usize = 2 * 1024 * 1024;

/// A piece of the page, for whoever may write a draft.
pub async fn charter(
    State(house): State<House>,
    Extension(actor): Extension<Actor>,
    request: Request,
) -> Response {
    let context = house.context().acting(actor);
    if let Err(denied) = context.may(Action::TakePart, Resource::Community) {
        let why = denied.to_string();
        let (status, sentence) = match denied {
            Denied::SignIn => (
                StatusCode::UNAUTHORIZED,
                format!("{why} <a href=\"/sign-in\">Sign in</a>"),
            ),
            Denied::Others(_)
            | Denied::Scope(_)
            | Denied::NoToken
            | Denied::Authors
            | Denied::NotYours => (StatusCode::FORBIDDEN, why),
        };
        return notice::page(status, "There is no preview", &sentence);
    }
    match commands::read(request, LARGEST_BODY).await {
        Ok((fields, _)) => {
            let no_store = HeaderValue::from_static("no-store");
            (
                [(header::CACHE_CONTROL, no_store)],
                Html(charter_preview(&fields)),
            )
                .into_response()
        }
        Err(unusable) => unusable.page(),
    }
}
