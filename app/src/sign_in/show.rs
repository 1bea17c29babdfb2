//! `/sign-in`: the ways in. The server begins them; this page only leads there.

use leptos::prelude::*;

use crate::{
    address::address,
    page::{PageTitle, query},
    site::Site,
    ui::{Empty, PageHeader},
};

/// A way to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInWay {
    /// The last part of its address: `github`.
    pub key: String,
    /// What it is called: `GitHub`.
    pub title: String,
}

/// The page. `?return_to=` is where one goes on after.
#[component]
pub fn SignInPage() -> impl IntoView {
    let return_to = query("return_to").unwrap_or_else(|| "/".to_owned());
    view! {
        <PageTitle subject="Sign in" />
        <PageHeader
            title="Sign in"
            lede="Everything here can be read without an account. Sign in to take part: your name then stands beside what you do."
        />
        {ways(&return_to)}
    }
}

/// The ways to sign in, as a list of links that lead back to `return_to` after.
pub fn ways(return_to: &str) -> AnyView {
    let site = expect_context::<Site>();
    if site.sign_in.is_empty() {
        return view! {
            <Empty title="Nobody can sign in here yet">
                <p>"Whoever runs this installation has to name a sign-in provider first: "<code>"charterhouse --help"</code>" tells how."</p>
            </Empty>
        }
        .into_any();
    }
    let links = site
        .sign_in
        .iter()
        .map(|way| {
            let href = address(
                &format!("/sign-in/{}", way.key),
                &[("return_to", return_to)],
            );
            view! { <li><a class="button" href=href>"Sign in with "{way.title.clone()}</a></li> }
        })
        .collect_view();
    view! { <ul class="sign-in-ways">{links}</ul> }.into_any()
}
