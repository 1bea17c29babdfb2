//! An agenda wherever it is shown: on the page of its meeting, by itself, and as the committee's next.

use domain::{ids::AgendaItemId, schedule::MeetingAddress, words::capitalized};
use leptos::prelude::*;
use services::{
    Context, ReadError,
    agenda::{TocAgenda, of_meeting},
    meeting::Meeting,
};

use super::{
    commands::AGENDA_DONE,
    form::add_form,
    item::{Line, line},
    open::open_matters,
    words::{moment_there, sum},
};
use crate::{
    command::Filled,
    outcome::done,
    site::Site,
    ui::{Banner, BannerKind, Empty, Icon},
};

/// Where an agenda is shown; its forms lead back to there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// On the page of the meeting.
    Meeting,
    /// On a page of its own.
    Alone,
    /// As the committee's next.
    Committee,
}

impl Shown {
    /// How a form says it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Alone => "agenda",
            Self::Committee => "committee",
        }
    }

    /// What a form said.
    pub fn of_key(key: &str) -> Self {
        match key {
            "meeting" => Self::Meeting,
            "committee" => Self::Committee,
            _ => Self::Alone,
        }
    }

    /// The page.
    pub fn path(self, address: &MeetingAddress) -> String {
        match self {
            Self::Meeting => format!("/meetings/{address}"),
            Self::Alone => agenda_path(address),
            Self::Committee => "/toc/agenda".to_owned(),
        }
    }
}

/// The page of an agenda.
pub fn agenda_path(address: &MeetingAddress) -> String {
    format!("/meetings/{address}/agenda")
}

/// The page of an item.
pub fn item_path(address: &MeetingAddress, item: AgendaItemId) -> String {
    format!("{}/{}", agenda_path(address), item.0)
}

/// The agenda of a meeting with everything that the reader can do with it: for a page that holds for now
/// ([`crate::page::holds_for_now`]).
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn agenda_of_meeting(
    context: &Context,
    meeting: &Meeting,
    shown: Shown,
) -> Result<AnyView, ReadError> {
    let read = of_meeting(context, Some(meeting.clone())).await?;
    Ok(drawn(context, &read, meeting, shown))
}

/// The agenda that was read.
pub fn drawn(context: &Context, read: &TocAgenda, meeting: &Meeting, shown: Shown) -> AnyView {
    let agenda = &read.agenda;
    let person = context.actor().person_id();
    let count = agenda.items.len();
    let path = agenda_path(&meeting.address);
    let lines = agenda
        .items
        .iter()
        .enumerate()
        .map(|(place, item)| {
            line(&Line {
                item,
                place,
                count,
                meeting,
                agenda,
                settled: read.settled.contains(&item.id),
                may_edit: agenda.is_open
                    && (agenda.may_run
                        || (!agenda.is_frozen && person.is_some() && item.asked_by == person)),
                shown,
            })
        })
        .collect_view();
    let list = if count == 0 {
        nothing(agenda.is_open)
    } else {
        let keys = (agenda.may_run && count > 1).then(keys);
        view! {
            <ol class="agenda" data-agenda=agenda.may_run.then_some("")>{lines}</ol>
            {keys}
        }
        .into_any()
    };
    let script = (agenda.may_run && count > 1)
        .then(use_context::<Site>)
        .flatten()
        .map(|site| view! { <script type="module" src=site.asset("agenda.js")></script> });
    let problem = use_context::<Filled>()
        .filter(|form| form.sent_to.starts_with(&path))
        .map(|form| form.problem(""))
        .filter(|problem| !problem.is_empty())
        .map(|problem| view! { <Banner kind=BannerKind::Problem><p>{problem}</p></Banner> });
    // The other pages say it at their top.
    let done = (shown == Shown::Meeting)
        .then(|| done(AGENDA_DONE))
        .flatten()
        .map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> });
    view! {
        <div class="agenda-whole" id="agenda">
            {done}
            {problem}
            {state(read, meeting)}
            {list}
            {aside(read)}
            {open_matters(read, meeting, shown)}
            {add_form(context, agenda, meeting, shown)}
            {script}
        </div>
    }
    .into_any()
}

fn nothing(is_open: bool) -> AnyView {
    if is_open {
        view! {
            <Empty title="Nothing is on the agenda yet">
                <p>"Here is what the meeting will talk about, in its order. Anyone who is signed in can ask for an item."</p>
            </Empty>
        }
        .into_any()
    } else {
        view! { <Empty title="Nothing was on the agenda" /> }.into_any()
    }
}

/// What the keys do, for those who run the meeting; the script shows it.
fn keys() -> AnyView {
    view! {
        <p class="agenda-keys hint" data-agenda-keys="" hidden=true>
            "Drag an item to its place, or press "<kbd>"Alt"</kbd>" with "<kbd>"↑"</kbd>" or "<kbd>"↓"</kbd>
            " on its buttons."
        </p>
    }
    .into_any()
}

/// How much time is given, and whether the agenda is frozen.
fn state(read: &TocAgenda, meeting: &Meeting) -> AnyView {
    let agenda = &read.agenda;
    let without = agenda
        .items
        .iter()
        .filter(|item| item.minutes.is_none())
        .count();
    let over = agenda.boxed > meeting.minutes();
    let sum = (!agenda.items.is_empty()).then(|| {
        let words = sum(agenda.boxed, meeting.minutes(), without);
        let (class, icon) = if over {
            ("agenda-sum agenda-sum-over", Icon::CircleAlert)
        } else {
            ("agenda-sum", Icon::Info)
        };
        view! { <p class=class>{icon.view()}<span>{words}</span></p> }
    });
    let frozen = agenda.is_open.then(|| {
        let from = moment_there(agenda.frozen_from, &meeting.zone);
        let words = if agenda.is_frozen {
            format!(
                "Frozen since {from} ({}): only those who run the meeting change it.",
                meeting.zone
            )
        } else {
            format!("It is frozen from {from} ({}) on.", meeting.zone)
        };
        view! { <p class="agenda-frozen hint">{words}</p> }
    });
    view! { <div class="agenda-state">{sum}{frozen}</div> }.into_any()
}

/// What was declined or postponed, with the reasons.
fn aside(read: &TocAgenda) -> Option<AnyView> {
    let agenda = &read.agenda;
    let lines = agenda
        .set_aside
        .iter()
        .map(|one| {
            let by = one
                .by
                .and_then(|person| agenda.names.person(person))
                .map_or_else(String::new, |name| format!(" by {}", name.name));
            let to = one.to.as_ref().map(|to| {
                let href = agenda_path(to);
                view! { " "<a href=href>"It is on the agenda of the next meeting."</a> }
            });
            let what = capitalized(one.how.words());
            view! {
                <li>
                    <strong>{one.title.clone()}</strong>". "{what}{by}": "{one.reason.clone()}{to}
                </li>
            }
        })
        .collect_view();
    (!agenda.set_aside.is_empty()).then(|| {
        view! {
            <details class="agenda-aside">
                <summary>"What is not on this agenda any more"</summary>
                <ul>{lines}</ul>
            </details>
        }
        .into_any()
    })
}
