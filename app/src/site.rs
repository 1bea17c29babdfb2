//! What every page of this installation has in common, and the document around them.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};

use domain::permission::Denied;

use crate::{
    App, error_page,
    sign_in::SignInWay,
    ui::{Footer, Masthead, Theme},
};

/// The community's name and the addresses of the assets. Provided as a context for every page.
#[derive(Clone, Debug)]
pub struct Site {
    /// What the community is called.
    pub community: Arc<str>,
    /// The address of each asset under its hashed name, by its plain name: `main.css`.
    pub assets: Arc<BTreeMap<String, String>>,
    /// The ways to sign in, in the order in which they are offered.
    pub sign_in: Arc<[SignInWay]>,
}

impl Site {
    /// The address of an asset; that of its plain name where the build has none.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        self.assets
            .get(name)
            .cloned()
            .unwrap_or_else(|| format!("/assets/{name}"))
    }
}

/// The HTML document. Contexts: [`Site`], [`Theme`], [`services::Context`] with who reads, the request's path as
/// [`RequestPath`]; a [`Denied`] where a command was refused, a [`crate::command::Filled`] where its form comes back.
pub fn shell() -> impl IntoView {
    provide_meta_context();
    let site = expect_context::<Site>();
    let theme = use_context::<Theme>().unwrap_or_default();
    let RequestPath(path) = use_context::<RequestPath>().unwrap_or_default();
    let preload = |name: &str| {
        view! {
            <link
                rel="preload"
                href=site.asset(name)
                r#as="font"
                type="font/woff2"
                crossorigin="anonymous"
            />
        }
    };
    view! {
        <!DOCTYPE html>
        <html lang="en" data-theme=theme.attribute()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                {preload("fonts/public-sans.woff2")}
                {preload("fonts/source-serif-4.woff2")}
                <link rel="stylesheet" href=site.asset("main.css") />
                <link rel="icon" href=site.asset("icon.svg") type="image/svg+xml" />
                <script src=site.asset("keyboard.js") type="module"></script>
                <MetaTags />
            </head>
            <body>
                <Masthead community=site.community.to_string() path=path.clone() />
                <main id="main" class="page" tabindex="-1">
                    {match use_context::<Denied>() {
                        Some(denied) => error_page::denied(&denied),
                        None => view! { <App /> }.into_any(),
                    }}
                </main>
                <Footer community=site.community.to_string() theme=theme return_to=path />
            </body>
        </html>
    }
}

/// Loads the browser's half: to be on every page that has an island, and on no other.
#[component]
pub fn IslandScripts() -> impl IntoView {
    let site = expect_context::<Site>();
    view! {
        <link rel="modulepreload" href=site.asset("frontend.js") />
        <link
            rel="preload"
            href=site.asset("frontend_bg.wasm")
            r#as="fetch"
            type="application/wasm"
            crossorigin="anonymous"
        />
        <script type="module" src=site.asset("islands.js")></script>
    }
}

/// The path and query of the request.
#[derive(Clone, Debug, Default)]
pub struct RequestPath(pub String);
