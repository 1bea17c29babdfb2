//! Signing in to the demo as one of its people: in the demo only, and only on the machine itself.

use std::net::SocketAddr;

use app::command::{Fields, Filled};
use axum::{
    Extension, Form,
    extract::{Request, State, rejection::FormRejection},
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::Response,
};
use domain::actor::Actor;
use serde::Deserialize;
use services::{Context, ReadError};
use tower_sessions::Session;

use crate::{
    commands::see_other,
    configuration::Configuration,
    notice,
    pages::{self, Asked},
    routes::House,
    session, theme,
};

/// Where the page and its form are.
pub const ADDRESS: &str = "/sign-in/demo";

/// Whether this installation has the page: its record is the demo's, and nobody beyond this machine can reach it.
///
/// # Errors
/// When the database cannot be read.
pub async fn is_open(configuration: &Configuration, context: &Context) -> Result<bool, ReadError> {
    Ok(configuration.listen.ip().is_loopback()
        && !configuration.behind_tls
        && services::demo::is_told(&context.database).await?)
}

/// Refuses whoever comes through a proxy, which may be anyone.
pub async fn on_this_machine(request: Request, next: Next) -> Response {
    let forwarded = ["x-forwarded-for", "forwarded", "x-real-ip"]
        .iter()
        .any(|name| request.headers().contains_key(*name));
    let elsewhere = request
        .extensions()
        .get::<SocketAddr>()
        .is_some_and(|peer| !peer.ip().is_loopback());
    if forwarded || elsewhere {
        return notice::page(
            StatusCode::FORBIDDEN,
            "Only on the machine itself",
            "One signs in as someone of the demo only from the machine that it runs on, without a proxy.",
        );
    }
    next.run(request).await
}

/// The page's form.
#[derive(Deserialize)]
pub struct Choice {
    #[serde(default)]
    person: String,
    #[serde(default)]
    return_to: String,
}

/// `POST /sign-in/demo`.
pub async fn sign_in(
    State(house): State<House>,
    Extension(actor): Extension<Actor>,
    session: Session,
    headers: HeaderMap,
    form: Result<Form<Choice>, FormRejection>,
) -> Response {
    let Ok(Form(choice)) = form else {
        return notice::page(
            StatusCode::BAD_REQUEST,
            "The form could not be read",
            "What was sent is not what the page’s form sends. Go to the page and try again.",
        );
    };
    let person = match services::person::with_handle(house.context(), &choice.person).await {
        Ok(Some(person)) => person,
        Ok(None) => {
            let mut filled = Filled {
                sent_to: ADDRESS.to_owned(),
                fields: Fields::default(),
                ..Filled::default()
            };
            filled.refuse("person", "Nobody here has that name. Choose someone below.");
            let asked = Asked {
                address: ADDRESS.to_owned(),
                theme: theme::chosen(&headers),
                actor,
                filled: Some(filled),
                denied: None,
            };
            let mut response = pages::fresh(&house, asked)
                .await
                .answer(&HeaderMap::new())
                .await;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            return response;
        }
        Err(error) => return failed(error),
    };
    let user_agent = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    match session::sign_in(&session, house.context(), person, user_agent).await {
        Ok(()) => see_other(&choice.return_to),
        Err(error) => failed(error),
    }
}

fn failed(error: impl std::fmt::Display) -> Response {
    tracing::error!(%error, "a sign-in failed");
    notice::page(
        StatusCode::SERVICE_UNAVAILABLE,
        "You could not be signed in",
        "Something went wrong on our side, and it is in the log. Try again in a moment.",
    )
}
