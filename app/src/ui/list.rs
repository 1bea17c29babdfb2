//! A list of things or events, each with a line about it. `j` and `k` move through its links.

use leptos::prelude::*;

use super::{Icon, Markup};

/// A list of `Item`s. `dense` is for events, which read as sentences and stand closer together.
#[component]
pub fn List(#[prop(optional)] dense: bool, children: Children) -> impl IntoView {
    let class = if dense { "list list-dense" } else { "list" };
    view! { <ul class=class data-keys="list">{children()}</ul> }
}

/// One thing in a list: `title` holds its link; `secondary` is a line below; `aside` stands at the right (a time, a state).
#[component]
pub fn Item(
    title: AnyView,
    #[prop(optional)] icon: Option<Icon>,
    #[prop(optional)] secondary: Option<AnyView>,
    #[prop(optional)] aside: Option<AnyView>,
) -> impl IntoView {
    view! {
        <li class=icon.map(|_| "with-icon")>
            {icon.map(Icon::view)}
            <div>
                <div class="item-title">{title}</div>
                {secondary.map(|secondary| view! { <div class="item-secondary">{secondary}</div> })}
            </div>
            {aside.map(|aside| view! { <div class="item-aside">{aside}</div> })}
        </li>
    }
}

/// Writes an [`Item`] for a list that may be long.
pub fn item(
    list: &mut Markup,
    icon: Option<Icon>,
    title: &Markup,
    secondary: &Markup,
    aside: &Markup,
) {
    match icon {
        Some(icon) => list.html("<li class=\"with-icon\">").icon(icon),
        None => list.html("<li>"),
    };
    list.html("<div><div class=\"item-title\">")
        .add(title)
        .html("</div>");
    if !secondary.is_empty() {
        list.html("<div class=\"item-secondary\">")
            .add(secondary)
            .html("</div>");
    }
    list.html("</div>");
    if !aside.is_empty() {
        list.html("<div class=\"item-aside\">")
            .add(aside)
            .html("</div>");
    }
    list.html("</li>");
}
