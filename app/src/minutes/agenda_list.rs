//! The agenda at the side of the live page: where the meeting is, and the way to the next item.

use domain::schedule::{AgendaItemState, MeetingState};
use leptos::prelude::*;
use services::minutes::{Live, LiveItem};

use super::live::{Rights, clock};
use crate::{
    command::filled,
    ui::{Field, Icon, SubmitLook},
};

/// The agenda with the clock of its current item.
pub fn agenda(live: &Live, rights: Rights, path: &str, _now: i64) -> AnyView {
    let goes = live.meeting.state == MeetingState::UnderWay && rights.write;
    let lines = live
        .items
        .iter()
        .map(|item| line(live, item, goes, path))
        .collect_view();
    let next = goes.then(|| {
        let from = live.current.map_or_else(String::new, |id| id.to_string());
        let words = if live.current.is_some() {
            "Next item"
        } else {
            "First item that is left"
        };
        view! {
            <form class="live-next" method="post" action=format!("{path}/next")>
                <input type="hidden" name="from" value=from />
                <button class="button button-filled" type="submit" data-keys="next">{words}</button>
                <span class="hint live-key"><kbd>"n"</kbd></span>
            </form>
        }
    });
    let add = rights.write.then(|| {
        let action = format!("{path}/items");
        let form = filled(&action);
        view! {
            <details class="live-add" open=form.was_sent()>
                <summary>"Add an item"</summary>
                <form class="form" method="post" action=action>
                    <Field
                        name="title" label="What it is about" value=form.value("title", "")
                        error=form.problem("title") autocomplete="off"
                    />
                    <crate::ui::Button text="Add" look=SubmitLook::Outlined />
                </form>
            </details>
        }
    });
    view! {
        <h2>"Agenda"</h2>
        <ol class="live-order">{lines}</ol>
        {next}
        {add}
    }
    .into_any()
}

fn line(live: &Live, item: &LiveItem, goes: bool, path: &str) -> AnyView {
    let is_current = live.current == Some(item.id);
    let aside = if is_current {
        live.item_since.map(|since| clock(since, item.minutes))
    } else {
        match item.state {
            AgendaItemState::Discussed => Some(
                view! {
                    <span class="live-done">{Icon::Check.view()}<span class="visually-hidden">"Talked about"</span></span>
                }
                .into_any(),
            ),
            AgendaItemState::Postponed => Some(view! { <span class="hint">"Postponed"</span> }.into_any()),
            AgendaItemState::Planned | AgendaItemState::Withdrawn => item
                .minutes
                .map(|minutes| view! { <span class="hint">{minutes}" min"</span> }.into_any()),
        }
    };
    let go = (goes && !is_current).then(|| {
        let id = item.id.to_string();
        let title = item.title.clone();
        view! {
            <form class="live-go" method="post" action=format!("{path}/go")>
                <input type="hidden" name="item" value=id />
                <button class="link-button" type="submit">
                    "Go there"<span class="visually-hidden">": "{title}</span>
                </button>
            </form>
        }
    });
    let href = format!("#item-{}", item.id);
    view! {
        <li aria-current=is_current.then_some("step")>
            <a href=href>{item.title.clone()}</a>
            {aside}
            {go}
        </li>
    }
    .into_any()
}
