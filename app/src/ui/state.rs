//! A state or a verdict as icon, word and colour, the same on every page.

use domain::{group::GroupState, lead_rules::Verdict};
use leptos::prelude::*;

use super::{Icon, Markup};

/// A group's state. `detail` follows the word: "since June 2017".
#[component]
pub fn StateBadge(state: GroupState, #[prop(optional, into)] detail: String) -> impl IntoView {
    let mut badge = Markup::default();
    write_badge(&mut badge, state, &detail);
    badge.view()
}

/// Writes a [`StateBadge`].
pub fn state_badge(markup: &mut Markup, state: GroupState) {
    write_badge(markup, state, "");
}

fn write_badge(markup: &mut Markup, state: GroupState, detail: &str) {
    markup
        .html("<span class=\"state ")
        .html(state_class(state))
        .html("\">")
        .icon(state_icon(state))
        .html("<span>")
        .text(state.words());
    if !detail.is_empty() {
        markup.html(" ").text(detail);
    }
    markup.html("</span></span>");
}

/// The class that carries the state's colour (`style/parts/state.css`).
pub(super) fn state_class(state: GroupState) -> &'static str {
    match state {
        GroupState::SettingUp => "state-setting-up",
        GroupState::Active => "state-active",
        GroupState::Closing => "state-closing",
        GroupState::Dissolved => "state-dissolved",
        GroupState::Merged => "state-merged",
    }
}

fn state_icon(state: GroupState) -> Icon {
    match state {
        GroupState::SettingUp => Icon::ListChecks,
        GroupState::Active => Icon::CircleDot,
        GroupState::Closing => Icon::Archive,
        GroupState::Dissolved => Icon::CircleX,
        GroupState::Merged => Icon::GitMerge,
    }
}

/// A list of [`FindingLine`]s.
#[component]
pub fn Findings(children: Children) -> impl IntoView {
    view! { <ul class="findings">{children()}</ul> }
}

/// What one rule found: `text` is the sentence; `children`, if any, follow it (a link to what could be done).
#[component]
pub fn FindingLine(
    verdict: Verdict,
    #[prop(into)] text: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let (class, icon, words) = match verdict {
        Verdict::Pass => ("verdict-pass", Icon::Check, "Met"),
        Verdict::Fail => ("verdict-fail", Icon::Cross, "Not met"),
        Verdict::NoEvidence => ("verdict-no-evidence", Icon::CircleDashed, "No evidence"),
    };
    view! {
        <li class=format!("finding {class}")>
            {icon.view()}
            <span>
                <span class="visually-hidden">{words}": "</span>
                {text}
                {children.map(|children| view! { " " {children()} })}
            </span>
        </li>
    }
}
