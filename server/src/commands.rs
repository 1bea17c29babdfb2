//! Forms that are sent: read within their limits, given to the command of their address, and answered by a redirect or by
//! the form's page.

use std::collections::BTreeMap;

use app::command::{Command, Done, Failure, Fields, Filled, Submission};
use axum::{
    Extension, Router,
    body::{Bytes, to_bytes},
    extract::{FromRequest, Multipart, RawPathParams, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use domain::actor::Actor;

use crate::{
    notice,
    pages::{self, Asked},
    routes::House,
    theme,
};

/// The most fields that a form may have.
const MOST_FIELDS: usize = 500;

/// The addresses of all commands.
pub fn routes(mut router: Router<House>) -> Router<House> {
    for command in app::COMMANDS {
        router = router.route(
            command.path,
            post(
                move |State(house): State<House>,
                      Extension(actor): Extension<Actor>,
                      parameters: RawPathParams,
                      request: Request| {
                    answer(house, actor, *command, parameters, request)
                },
            )
            .layer(axum::extract::DefaultBodyLimit::max(command.largest_body)),
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
    let headers = request.headers().clone();
    let sent_to = request.uri().path().to_owned();
    let fields = match fields(request, command.largest_body).await {
        Ok(fields) => fields,
        Err(unusable) => return unusable.page(),
    };
    let page = with_parameters(command.page, &parameters);
    let submission = Submission {
        context: house.context().acting(actor.clone()),
        parameters,
        fields,
    };
    let outcome = (command.run)(submission).await;
    let form = Form {
        house,
        actor,
        headers,
        page,
        sent_to,
    };
    form.outcome(outcome).await
}

/// Where a form was, for showing it again.
struct Form {
    house: House,
    actor: Actor,
    headers: HeaderMap,
    page: String,
    sent_to: String,
}

impl Form {
    async fn outcome(self, outcome: Result<Done, Failure>) -> Response {
        match outcome {
            Ok(Done::GoTo(address)) => see_other(&address),
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
            (header::LOCATION, theme::on_this_site(address)),
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

/// The fields of a form, in either of the ways in which browsers send one. A file's field has its content, and its name
/// under the field's with `.name` behind it.
async fn fields(request: Request, largest: usize) -> Result<Fields, Unusable> {
    let is_multipart = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("multipart/form-data"));
    let fields = if is_multipart {
        let form = Multipart::from_request(request, &())
            .await
            .map_err(|_| Unusable::Unreadable)?;
        of_parts(form).await?
    } else {
        let body = to_bytes(request.into_body(), largest)
            .await
            .map_err(|_| Unusable::TooLarge)?;
        of_text(&body)?
    };
    if fields.len() > MOST_FIELDS {
        return Err(Unusable::TooLarge);
    }
    Ok(Fields::new(fields))
}

fn of_text(body: &Bytes) -> Result<Vec<(String, String)>, Unusable> {
    let decoded: Vec<(String, String)> =
        serde_urlencoded::from_bytes(body).map_err(|_| Unusable::Unreadable)?;
    Ok(decoded
        .into_iter()
        .map(|(name, value)| (name, value.replace("\r\n", "\n")))
        .collect())
}

async fn of_parts(mut form: Multipart) -> Result<Vec<(String, String)>, Unusable> {
    let mut fields = Vec::new();
    loop {
        let part = match form.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) => return Ok(fields),
            Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                return Err(Unusable::TooLarge);
            }
            Err(_) => return Err(Unusable::Unreadable),
        };
        if fields.len() > MOST_FIELDS {
            return Err(Unusable::TooLarge);
        }
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let content = match part.bytes().await {
            Ok(content) => content,
            Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                return Err(Unusable::TooLarge);
            }
            Err(_) => return Err(Unusable::Unreadable),
        };
        let text = String::from_utf8_lossy(&content).into_owned();
        match file {
            Some(file) => {
                fields.push((format!("{name}.name"), file));
                fields.push((name, text));
            }
            None => fields.push((name, text.replace("\r\n", "\n"))),
        }
    }
}

/// Why what was sent is no form.
enum Unusable {
    Unreadable,
    TooLarge,
}

impl Unusable {
    fn page(self) -> Response {
        match self {
            Self::Unreadable => notice::page(
                StatusCode::BAD_REQUEST,
                "The form could not be read",
                "What was sent is not what the page’s form sends. Go to the page and try again.",
            ),
            Self::TooLarge => notice::page(
                StatusCode::PAYLOAD_TOO_LARGE,
                "That is too much at once",
                "What was sent is larger than this form takes, and nothing was done. Go back and shorten it: your browser has kept what you typed.",
            ),
        }
    }
}
