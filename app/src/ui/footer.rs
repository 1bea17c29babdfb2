//! The foot of every page: the theme's switch and the keys.

use leptos::prelude::*;

use super::{Icon, NAVIGATION, NavigationItem};

/// Light, dark, or as the reader's system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All of them, in the switch's order.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The name in the form and in the cookie.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme with that name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.key() == key)
    }

    /// What `<html>` carries as `data-theme`: nothing when the system decides.
    #[must_use]
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light | Self::Dark => Some(self.key()),
        }
    }

    fn words(self) -> (&'static str, Icon) {
        match self {
            Self::System => ("System", Icon::Monitor),
            Self::Light => ("Light", Icon::Sun),
            Self::Dark => ("Dark", Icon::Moon),
        }
    }
}

/// The footer. `return_to` is the page's path with its query: where the theme's form (POST `/theme`, fields `theme`
/// and `return_to`) leads back to.
#[component]
pub fn Footer(
    #[prop(into)] community: String,
    #[prop(into)] return_to: String,
    theme: Theme,
    #[prop(default = NAVIGATION)] items: &'static [NavigationItem],
) -> impl IntoView {
    let themes = Theme::ALL
        .map(|choice| {
            let (words, icon) = choice.words();
            let pressed = if choice == theme { "true" } else { "false" };
            view! {
                <button type="submit" name="theme" value=choice.key() aria-pressed=pressed>
                    {icon.view()}{words}
                </button>
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <footer class="footer">
            <div class="footer-inside">
                <p>
                    {community}"’s public record, kept with Charterhouse."
                    <span class="keys-hint">" Press "<kbd>"?"</kbd>" for the keys."</span>
                </p>
                <form class="theme" method="post" action="/theme" aria-label="Theme">
                    <input type="hidden" name="return_to" value=return_to />
                    {themes}
                </form>
            </div>
        </footer>
        <Keys items=items />
    }
}

/// The keys that `frontend/static/keyboard.js` listens to; it opens this with `?` and reads the places from it.
#[component]
fn Keys(items: &'static [NavigationItem]) -> impl IntoView {
    let places = std::iter::once(NavigationItem {
        href: "/",
        text: "Home",
        key: '/',
    })
    .chain(items.iter().copied())
    .map(|place| {
        view! {
            <dt><kbd>"g"</kbd>" "<kbd>{place.key}</kbd></dt>
            <dd><a href=place.href data-key=place.key.to_string()>{place.text}</a></dd>
        }
    })
    .collect_view();
    view! {
        <dialog class="keys" id="keys" aria-labelledby="keys-title">
            <h2 id="keys-title">"Keys"</h2>
            <dl>
                {places}
                <dt><kbd>"j"</kbd>" "<kbd>"k"</kbd></dt>
                <dd>"Next, previous in a list"</dd>
                <dt><kbd>"n"</kbd>" "<kbd>"p"</kbd></dt>
                <dd>"Next, previous proposal, where one of a queue is open"</dd>
                <dt><kbd>"?"</kbd></dt>
                <dd>"These keys"</dd>
            </dl>
            <form method="dialog"><button class="button">"Close"</button></form>
        </dialog>
    }
}
