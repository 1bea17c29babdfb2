//! Signing in and out: Axum handlers, since a sign-in leaves this site and comes back.

mod attempt;
mod client;
mod demo;
mod flow;
mod github;
mod open_id;
mod provider;
mod trouble;

use axum::{http::StatusCode, response::Response};
use tower_sessions::Session;

use crate::{commands::see_other, notice, session};

pub use flow::{begin, come_back};
pub use provider::Providers;

pub use demo::{is_open, on_this_machine, sign_in as as_someone_of_the_demo};

/// `POST /sign-out`: ends the session.
pub async fn sign_out(session: Session) -> Response {
    match session::sign_out(&session).await {
        Ok(()) => see_other("/"),
        Err(error) => {
            tracing::error!(%error, "a session could not be ended");
            notice::page(
                StatusCode::SERVICE_UNAVAILABLE,
                "You could not be signed out",
                "Something went wrong on our side, and it is in the log. Try again in a moment.",
            )
        }
    }
}
