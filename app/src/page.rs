//! The way of a page: its address's parts, a read of services, a view; or the page of its error.

use std::future::Future;

use domain::{
    Day,
    permission::{Action, Resource},
};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use services::{Context, ReadError};

use crate::{error_page, site::Site};

/// Draws what the future gives; for an error its page, with its status. The future runs to its end before the answer
/// begins (`SsrMode::Async`), so that status, title and redirects are right.
pub fn page<F>(read: F) -> impl IntoView
where
    F: Future<Output = Result<AnyView, ReadError>> + Send + 'static,
{
    view! {
        <Suspense fallback=|| ()>
            {Suspend::new(async move {
                match read.await {
                    Ok(view) => view,
                    Err(error) => error_page::of(&error).await,
                }
            })}
        </Suspense>
    }
}

/// The context that the server provides for every page.
#[must_use]
pub fn context() -> Context {
    expect_context::<Context>()
}

/// Goes on when the reader may do this; to be the first thing in the future of a page that is not for everyone.
///
/// # Errors
/// Why the reader may not, and who could.
pub fn require(context: &Context, action: Action, resource: Resource) -> Result<(), ReadError> {
    Ok(context.may(action, resource)?)
}

/// A part of the page's path: `parameter("slug")`.
#[must_use]
pub fn parameter(name: &str) -> String {
    use_params_map().with_untracked(|parameters| parameters.get(name).unwrap_or_default())
}

/// A part of the page's query, `None` where it is missing or empty.
#[must_use]
pub fn query(name: &str) -> Option<String> {
    use_query_map()
        .with_untracked(|query| query.get(name))
        .filter(|value| !value.trim().is_empty())
}

/// The day of `?on=`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnDay {
    /// The page shows today.
    Today,
    /// The page shows the end of a past day.
    Past(Day),
    /// What was typed is no day, or one that is still to come; the page shows today and says so.
    Unusable(String),
}

impl OnDay {
    /// The past day, if there is one.
    #[must_use]
    pub fn past(&self) -> Option<Day> {
        match self {
            Self::Past(day) => Some(*day),
            Self::Today | Self::Unusable(_) => None,
        }
    }
}

/// Reads `?on=`, given today's date.
#[must_use]
pub fn on_day(today: Day) -> OnDay {
    match query("on") {
        None => OnDay::Today,
        Some(typed) => match typed.trim().parse::<Day>() {
            Ok(day) if day == today => OnDay::Today,
            Ok(day) if day < today => OnDay::Past(day),
            Ok(_) | Err(_) => OnDay::Unusable(typed),
        },
    }
}

/// Says that the page holds for this moment only: what it shows depends on the clock, or on what is no event. It is rendered
/// for every reader then.
pub fn holds_for_now() {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.insert_header(
            http::header::CACHE_CONTROL,
            http::HeaderValue::from_static("private, no-store"),
        );
    }
}

/// Sets the status of the answer.
pub fn set_status(status: http::StatusCode) {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.set_status(status);
    }
}

/// The page's title: its subject first, then the community's name.
#[component]
pub fn PageTitle(#[prop(into)] subject: String) -> impl IntoView {
    let community = use_context::<Site>().map(|site| site.community.to_string());
    let text = match community {
        Some(community) => format!("{subject} · {community}"),
        None => subject,
    };
    view! { <Title text=text /> }
}
