//! The top of every page: the community's name and where one can go.

use leptos::prelude::*;

use super::{AccountMenu, Icon};

/// A place in the navigation.
#[derive(Clone, Copy, Debug)]
pub struct NavigationItem {
    /// Its address; addresses below it belong to it.
    pub href: &'static str,
    /// Its word.
    pub text: &'static str,
    /// The letter that goes there after `g`.
    pub key: char,
}

/// Everywhere the navigation leads, in its order. A new noun is added here, and nowhere else.
pub const NAVIGATION: &[NavigationItem] = &[
    NavigationItem {
        href: "/groups",
        text: "Groups",
        key: 'g',
    },
    NavigationItem {
        href: "/proposals",
        text: "Proposals",
        key: 'r',
    },
    NavigationItem {
        href: "/meetings",
        text: "Meetings",
        key: 'm',
    },
    NavigationItem {
        href: "/roadmap",
        text: "Roadmap",
        key: 'a',
    },
    NavigationItem {
        href: "/decisions",
        text: "Decisions",
        key: 'd',
    },
    NavigationItem {
        href: "/people",
        text: "People",
        key: 'p',
    },
    NavigationItem {
        href: "/organizations",
        text: "Organizations",
        key: 'o',
    },
    NavigationItem {
        href: "/history",
        text: "History",
        key: 'h',
    },
    NavigationItem {
        href: "/policy",
        text: "Policy",
        key: 'y',
    },
];

impl NavigationItem {
    /// What `aria-current` says on the page at `path`: "page" at its own address, "true" below it.
    fn current(self, path: &str) -> Option<&'static str> {
        match path.strip_prefix(self.href) {
            Some("") => Some("page"),
            Some(rest) if rest.starts_with('/') => Some("true"),
            Some(_) | None => None,
        }
    }
}

/// The skip link, the community's name, the navigation and one's account. `path` is the page's, with its query.
/// The page's content is to be in `<main id="main" class="page" tabindex="-1">`.
#[component]
pub fn Masthead(
    #[prop(into)] community: String,
    #[prop(into)] path: String,
    #[prop(default = NAVIGATION)] items: &'static [NavigationItem],
) -> impl IntoView {
    let place = path.split('?').next().unwrap_or(&path).to_owned();
    let links = || {
        items
            .iter()
            .map(|item| {
                view! { <li><a href=item.href aria-current=item.current(&place)>{item.text}</a></li> }
            })
            .collect_view()
    };
    view! {
        <a class="skip" href="#main">"Skip to content"</a>
        <header class="masthead">
            <div class="masthead-inside">
                <a class="brand" href="/"><b>{community}</b>" Charterhouse"</a>
                <nav class="navigation" aria-label="Main"><ul>{links()}</ul></nav>
                <details class="menu">
                    <summary>{Icon::Menu.view()}"Menu"</summary>
                    <nav aria-label="Main"><ul>{links()}</ul></nav>
                </details>
                <AccountMenu path=path />
            </div>
        </header>
    }
}

#[cfg(test)]
mod tests {
    use super::NAVIGATION;

    #[test]
    fn a_page_marks_its_own_place_and_no_other() {
        let current = |path: &str| -> Vec<_> {
            NAVIGATION
                .iter()
                .filter_map(|item| item.current(path).map(|how| (item.text, how)))
                .collect()
        };
        assert_eq!(current("/groups"), [("Groups", "page")]);
        assert_eq!(current("/groups/routing/history"), [("Groups", "true")]);
        assert_eq!(current("/groupset"), []);
        assert_eq!(current("/"), []);
    }

    #[test]
    fn every_place_has_a_letter_of_its_own() {
        let mut keys: Vec<char> = NAVIGATION.iter().map(|item| item.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), NAVIGATION.len());
    }
}
