//! Links between the pages or views of one thing.

use leptos::prelude::*;

/// One tab: a plain link to a page of its own.
#[derive(Clone, Debug)]
pub struct Tab {
    /// The address.
    pub href: String,
    /// The word.
    pub text: &'static str,
    /// How many things are behind it, where that helps.
    pub count: Option<usize>,
}

impl Tab {
    /// A tab without a number.
    pub fn new(href: impl Into<String>, text: &'static str) -> Self {
        Self {
            href: href.into(),
            text,
            count: None,
        }
    }

    /// The same tab with a number.
    #[must_use]
    pub fn counting(mut self, count: usize) -> Self {
        self.count = Some(count);
        self
    }
}

/// Tabs; the one whose `text` is `current` is marked. `label` names them for screen readers ("Routing").
#[component]
pub fn Tabs(
    #[prop(into)] label: String,
    tabs: Vec<Tab>,
    #[prop(into)] current: String,
    /// What stands at the right end of the line: a link, a form.
    #[prop(optional)]
    aside: Option<AnyView>,
) -> impl IntoView {
    let links = tabs
        .into_iter()
        .map(|tab| {
            let here = (tab.text == current).then_some("page");
            let count = tab
                .count
                .map(|count| view! { " " <span class="count">{count}</span> });
            view! { <li><a href=tab.href aria-current=here>{tab.text}{count}</a></li> }
        })
        .collect_view();
    view! {
        <div class="tabs">
            <nav aria-label=label><ul>{links}</ul></nav>
            {aside.map(|aside| view! { <div class="tabs-aside">{aside}</div> })}
        </div>
    }
}
