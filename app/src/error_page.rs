//! Pages for what cannot be shown: they say what is the matter and where to go.

use domain::permission::Denied;
use http::StatusCode;
use leptos::prelude::*;
use services::{Context, ReadError, history::Name, suggestion};

use crate::{
    page::{PageTitle, set_status},
    sign_in::ways,
    site::RequestPath,
    ui::{PageHeader, Section},
};

/// The page of an error, with its status; a subject that moved is redirected to.
pub async fn of(error: &ReadError) -> AnyView {
    match error {
        ReadError::NotFound => {
            let path = use_context::<RequestPath>().unwrap_or_default();
            let context = use_context::<Context>();
            set_status(StatusCode::NOT_FOUND);
            let groups = match (group_in(&path.0), context) {
                // Suggestions are a courtesy: without them the page still says what it has to say.
                (Some(slug), Some(context)) => suggestion::groups_like(&context.database, slug)
                    .await
                    .unwrap_or_default(),
                (None, _) | (_, None) => Vec::new(),
            };
            nothing_here(groups)
        }
        ReadError::Moved(to) => {
            leptos_axum::redirect(to);
            set_status(StatusCode::PERMANENT_REDIRECT);
            ().into_any()
        }
        ReadError::Denied(reason) => denied(reason),
        ReadError::Database(_) | ReadError::Damaged(_) => {
            tracing::error!(%error, "a page could not be read");
            set_status(StatusCode::INTERNAL_SERVER_ERROR);
            message(
                "This page could not be put together",
                "Something went wrong on our side, not on yours, and it is in the log. Nothing was changed. Try again in a moment.",
            )
        }
    }
}

/// The page for who may not see a page or do what they asked: the way to sign in, or who could.
pub fn denied(reason: &Denied) -> AnyView {
    match reason {
        Denied::SignIn => {
            set_status(StatusCode::UNAUTHORIZED);
            let RequestPath(path) = use_context::<RequestPath>().unwrap_or_default();
            view! {
                <PageTitle subject="Sign in to go on" />
                <PageHeader
                    title="Sign in to go on"
                    lede="This is only for people who have signed in. After that you come back here."
                />
                {ways(&path)}
            }
            .into_any()
        }
        Denied::Others(_)
        | Denied::Scope(_)
        | Denied::NoToken
        | Denied::Authors
        | Denied::NotYours => {
            set_status(StatusCode::FORBIDDEN);
            view! {
                <PageTitle subject="That is for others to do" />
                <PageHeader title="That is for others to do" lede=reason.to_string() />
                <WaysOn />
            }
            .into_any()
        }
    }
}

/// The page for an address that no page has.
pub fn not_found() -> AnyView {
    set_status(StatusCode::NOT_FOUND);
    nothing_here(Vec::new())
}

fn nothing_here(groups: Vec<Name>) -> AnyView {
    let page = message(
        "Nothing has this address",
        "If a link brought you here, it may be mistyped. What once was in the record keeps its address for ever, also under another name.",
    );
    let suggested = (!groups.is_empty()).then(|| {
        let links = groups
            .into_iter()
            .map(|group| {
                view! { <li><a href=format!("/groups/{}", group.slug)>{group.name}</a></li> }
            })
            .collect_view();
        view! {
            <Section title="Groups with an address like this one">
                <ul class="ways-on">{links}</ul>
            </Section>
        }
    });
    view! { {page} {suggested} <WaysOn /> }.into_any()
}

fn message(title: &'static str, lede: &'static str) -> AnyView {
    view! {
        <PageTitle subject=title />
        <PageHeader title=title lede=lede />
    }
    .into_any()
}

/// Where everything can be found from.
#[component]
fn WaysOn() -> impl IntoView {
    view! {
        <Section title="Where to look">
            <ul class="ways-on">
                <li><a href="/groups">"All groups"</a>", also those that ended"</li>
                <li><a href="/people">"People"</a></li>
                <li><a href="/history">"Everything that happened"</a></li>
            </ul>
        </Section>
    }
}

/// The address part of the group that a path was meant for: `/groups/SLUG/history?on=…`.
fn group_in(path: &str) -> Option<&str> {
    path.strip_prefix("/groups/")?
        .split(['/', '?'])
        .next()
        .filter(|slug| !slug.is_empty())
}

#[cfg(test)]
mod tests {
    use super::group_in;

    #[test]
    fn the_group_that_was_meant_is_in_the_path() {
        assert_eq!(
            group_in("/groups/ruoting/history?on=2020-01-01"),
            Some("ruoting")
        );
        assert_eq!(group_in("/groups/"), None);
        assert_eq!(group_in("/people/ruoting"), None);
    }
}
