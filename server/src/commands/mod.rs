//! Forms that are sent: read within their limits, given to the command of their address, and answered by a redirect or by
//! the form's page.

mod fields;

use std::collections::BTreeMap;

use app::command::{Command, Done, Failure, Filled, Submission};
use axum::{
    Extension, Router,
    extract::{RawPathParams, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use domain::{actor::Actor, permission::Resource};

pub use fields::read;

use crate::{
    notice,
    pages::{self, Asked},
    return_address,
    routes::House,
    theme,
};

/// The addresses of all commands.
pub fn routes(mut router: Router<House>) -> Router<House> {
    for command in app::commands() {
        router = router.route(
            command.path,
            post(
                move |State(house): State<House>,
                      Extension(actor): Extension<Actor>,
                      parameters: RawPathParams,
                      request: Request| {
                    answer(house, actor, *command, parameters, request)
                },
            ),
        );
    }
    router
}

async fn answer(
    house: House,
    actor: Actor,
    command: Command,
    parameters: RawPathParams,
    request: Request,
) -> Response {
    let parameters: BTreeMap<String, String> = parameters
        .iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let mut form = Form {
        page: with_parameters(command.page, &parameters),
        headers: request.headers().clone(),
        sent_to: request.uri().path().to_owned(),
        house,
        actor,
        return_to: None,
    };
    let context = form.house.context().acting(form.actor.clone());
    // What is large is read only for someone who may send it.
    if let Some(action) = command.before_reading
        && let Err(denied) = context.may(action, Resource::Community)
    {
        return form.outcome(Err(denied.into())).await;
    }
    let (fields, files) = match fields::read(request, command.largest_body).await {
        Ok(sent) => sent,
        Err(unusable) => return unusable.page(),
    };
    let return_to = app::came_from(&fields);
    if let Some(list) = &return_to {
        // What cannot be taken comes back there too.
        form.page.clone_from(list);
    }
    form.return_to.clone_from(&return_to);
    let submission = Submission {
        context,
        parameters,
        fields,
        files,
        return_to,
    };
    form.outcome((command.run)(submission).await).await
}

/// Where a form was, for showing it again.
struct Form {
    house: House,
    actor: Actor,
    headers: HeaderMap,
    page: String,
    sent_to: String,
    return_to: Option<String>,
}

impl Form {
    async fn outcome(self, outcome: Result<Done, Failure>) -> Response {
        match outcome {
            Ok(Done::GoTo(address)) => match &self.return_to {
                Some(list) => see_other(&app::coming_back(list, &address)),
                None => see_other(&address),
            },
            Ok(Done::Show(filled)) => self.shown(StatusCode::OK, filled).await,
            Err(Failure::Invalid(filled)) => {
                self.shown(StatusCode::UNPROCESSABLE_ENTITY, filled).await
            }
            Err(Failure::Conflict(filled)) => self.shown(StatusCode::CONFLICT, filled).await,
            Err(Failure::Denied(denied)) => {
                let mut asked = self.asked();
                asked.denied = Some(denied);
                pages::fresh(&self.house, asked)
                    .await
                    .answer(&self.headers)
                    .await
            }
            Err(Failure::NotFound) => {
                let mut asked = self.asked();
                asked.address = "/nothing-here".to_owned();
                pages::fresh(&self.house, asked)
                    .await
                    .answer(&self.headers)
                    .await
            }
            Err(Failure::Broken(error)) => {
                tracing::error!(%error, address = self.sent_to, "a command failed");
                notice::page(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "That could not be done",
                    "Something went wrong on our side, and it is in the log. Nothing was changed. Go back, and try again in a moment: your browser has kept what you typed.",
                )
            }
        }
    }

    async fn shown(self, status: StatusCode, mut filled: Filled) -> Response {
        filled.sent_to.clone_from(&self.sent_to);
        if prefers_json(&self.headers) {
            return json(status, &filled);
        }
        let mut asked = self.asked();
        asked.filled = Some(filled);
        let page = pages::fresh(&self.house, asked).await;
        let mut response = page.answer(&HeaderMap::new()).await;
        if response.status() == StatusCode::OK {
            *response.status_mut() = status;
        }
        response.headers_mut().remove(header::ETAG);
        response
    }

    fn asked(&self) -> Asked {
        Asked {
            address: self.page.clone(),
            theme: theme::chosen(&self.headers),
            actor: self.actor.clone(),
            filled: None,
            denied: None,
        }
    }
}

/// 303 to an address of this site.
pub fn see_other(address: &str) -> Response {
    (
        StatusCode::SEE_OTHER,
        [
            (header::LOCATION, return_address::on_this_site(address)),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ],
    )
        .into_response()
}

/// Scripts that say so get what is wrong with their form, or what came of it, as JSON.
fn prefers_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.trim().starts_with("application/json"))
}

fn json(status: StatusCode, filled: &Filled) -> Response {
    let problems: BTreeMap<&str, String> = filled
        .problems
        .iter()
        .map(|(field, _)| (field.as_str(), filled.problem(field)))
        .collect();
    let body = serde_json::json!({ "problems": problems, "shown": filled.shown });
    (
        status,
        [
            (
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/json"),
            ),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ],
        body.to_string(),
    )
        .into_response()
}

/// `/groups/{slug}` with its parameters filled in.
fn with_parameters(path: &str, parameters: &BTreeMap<String, String>) -> String {
    parameters
        .iter()
        .fold(path.to_owned(), |path, (name, value)| {
            path.replace(&format!("{{{name}}}"), &app::escaped(value))
        })
}
