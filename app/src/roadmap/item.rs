//! An item of a roadmap: its state as icon, word and colour, and what is said of it.

use domain::roadmap::{ItemState, Month, RoadmapItem};
use leptos::prelude::*;
use services::text;

use crate::ui::Icon;

/// How an item stands.
#[component]
pub fn ItemStateBadge(state: ItemState) -> impl IntoView {
    view! {
        <span class=format!("state {}", class_of(state))>
            {icon_of(state).view()}
            <span>{state.words()}</span>
        </span>
    }
}

/// The class that carries the state's colour (`style/parts/roadmap.css`).
pub fn class_of(state: ItemState) -> &'static str {
    match state {
        ItemState::Planned => "item-planned",
        ItemState::InProgress => "item-in-progress",
        ItemState::AtRisk => "item-at-risk",
        ItemState::Done => "item-done",
        ItemState::Dropped => "item-dropped",
    }
}

fn icon_of(state: ItemState) -> Icon {
    match state {
        ItemState::Planned => Icon::CircleDashed,
        ItemState::InProgress => Icon::CircleDot,
        ItemState::AtRisk => Icon::CircleAlert,
        ItemState::Done => Icon::Check,
        ItemState::Dropped => Icon::Cross,
    }
}

/// "Was due in September 2026" where it is carried over.
pub fn carried(item: &RoadmapItem, this_month: Month) -> Option<String> {
    item.is_overdue(this_month)
        .then(|| format!("Carried over: it was due in {}.", item.month.words()))
}

/// The links of an item, by where they lead.
pub fn links(item: &RoadmapItem) -> Option<AnyView> {
    (!item.links.is_empty()).then(|| {
        let links = item
            .links
            .iter()
            .map(|link| {
                let words = link
                    .trim_start_matches("https://")
                    .trim_start_matches("http://")
                    .trim_end_matches('/')
                    .to_owned();
                match text::safe_address(link) {
                    Some(href) => {
                        let href = href.to_owned();
                        view! { <li><a href=href rel="nofollow noopener">{words}</a></li> }
                            .into_any()
                    }
                    None => view! { <li>{words}</li> }.into_any(),
                }
            })
            .collect_view();
        view! { <ul class="roadmap-links">{links}</ul> }.into_any()
    })
}
