//! `/sign-in`: the ways in. The server begins them; this page only leads there.

use leptos::prelude::*;
use services::Context;

use crate::{
    address::address,
    command::filled,
    page::{PageTitle, query},
    site::Site,
    ui::{Banner, BannerKind, Empty, Icon, PageHeader, Section},
};

/// A way to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInWay {
    /// The last part of its address: `github`.
    pub key: String,
    /// What it is called: `GitHub`.
    pub title: String,
}

/// The key of the demo's way, which no provider may have.
pub const DEMO_KEY: &str = "demo";

impl SignInWay {
    /// The way of the demo: as one of its people, whom one chooses.
    #[must_use]
    pub fn demo() -> Self {
        Self {
            key: DEMO_KEY.to_owned(),
            title: "Someone of the demo".to_owned(),
        }
    }

    /// Whether one chooses whom to be.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.key == DEMO_KEY
    }

    /// What its link says.
    fn words(&self) -> String {
        if self.is_demo() {
            "Be someone of the demo".to_owned()
        } else {
            format!("Sign in with {}", self.title)
        }
    }
}

/// The page. `?return_to=` is where one goes on after; a sign-in that came to nothing comes back here with what was wrong.
#[component]
pub fn SignInPage() -> impl IntoView {
    let return_to = query("return_to").unwrap_or_else(|| "/".to_owned());
    let site = expect_context::<Site>();
    let problem = filled("/sign-in").problem("");
    let (title, lede) = if problem.is_empty() {
        (
            "Sign in",
            "Everything here can be read without an account. Sign in to take part: your name then stands beside what you do.",
        )
    } else {
        ("You are not signed in", "")
    };
    let problem = (!problem.is_empty()).then(|| {
        view! {
            <Banner kind=BannerKind::Problem>
                <p>{problem}</p>
            </Banner>
        }
    });
    let signed_in = use_context::<Context>()
        .filter(|_| problem.is_none())
        .and_then(|context| context.actor().person().map(|acting| acting.name.clone()))
        .map(|name| {
            view! {
                <Banner kind=BannerKind::Notice>
                    <p>"You are signed in as "<b>{name}</b>". Sign in below to go on as someone else."</p>
                </Banner>
            }
        });
    let told = site.sign_in.iter().any(|way| !way.is_demo()).then(|| {
        view! {
            <Section title="What this site gets to know">
                <p>
                    "The name and the login of your account there, and the number by which it stays known when the login changes. \
                    Your password stays there too, and nothing can be done there in your name from here."
                </p>
                <p class="secondary">
                    "A cookie keeps you signed in on this browser until you sign out. No cookie is set for whoever only reads."
                </p>
            </Section>
        }
    });
    view! {
        <PageTitle subject=title />
        <PageHeader title=title lede=lede />
        {problem}
        {signed_in}
        {ways(&return_to)}
        {told}
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
    let form = filled("/sign-in");
    let tried = form.shown.get("again");
    let links = site
        .sign_in
        .iter()
        .map(|way| {
            // One way is the thing to do, and so is the one that was tried; of several none is.
            let class = if site.sign_in.len() == 1 || tried == Some(&way.key) {
                "button button-filled"
            } else {
                "button"
            };
            let words = if tried == Some(&way.key) {
                format!("Try again with {}", way.title)
            } else {
                way.words()
            };
            let href = address(
                &format!("/sign-in/{}", way.key),
                &[("return_to", return_to)],
            );
            view! { <li><a class=class href=href>{Icon::LogIn.view()}{words}</a></li> }
        })
        .collect_view();
    view! { <ul class="sign-in-ways">{links}</ul> }.into_any()
}
