//! Who one is, at the top of every page: the way in, or the way to one's own pages and out.

use domain::permission::{Action, Resource};
use leptos::prelude::*;
use services::Context;

use super::Avatar;
use crate::address::address;

/// The link to sign in, or the menu of who has signed in. `path` is the page's with its query, to come back to.
#[component]
pub fn AccountMenu(#[prop(into)] path: String) -> impl IntoView {
    let context = use_context::<Context>();
    let Some(context) = context.filter(|context| context.actor().person().is_some()) else {
        let back = if path.starts_with("/sign-in") {
            "/"
        } else {
            path.as_str()
        };
        let href = address("/sign-in", &[("return_to", back)]);
        return view! { <a class="sign-in" href=href>"Sign in"</a> }.into_any();
    };
    let Some(acting) = context.actor().person().cloned() else {
        return ().into_any();
    };
    let administers = context
        .may(Action::Administer, Resource::Community)
        .is_ok()
        .then(|| view! { <li><a href="/admin">"Administration"</a></li> });
    let decides = context
        .may(Action::Decide, Resource::Community)
        .is_ok()
        .then(|| {
            view! {
                <li><a href="/toc">"Waiting for the committee"</a></li>
                <li><a href="/toc/health">"Health of groups"</a></li>
            }
        });
    view! {
        <details class="account-menu">
            <summary>
                <Avatar name=acting.name.clone() />
                <span class="visually-hidden">"Your account, "{acting.name.clone()}</span>
            </summary>
            <div class="account-menu-inside">
                <p class="account-menu-name">{acting.name}</p>
                <ul>
                    <li><a href=format!("/people/{}", acting.handle)>"My page in the record"</a></li>
                    <li><a href="/account">"My account"</a></li>
                    {decides}
                    {administers}
                </ul>
                <form method="post" action="/sign-out">
                    <button class="button" type="submit">"Sign out"</button>
                </form>
            </div>
        </details>
    }
    .into_any()
}
