//! `/meetings/KEY/live`: the meeting as everyone in it has it open. The script `live.js` follows what others do; without it,
//! loading the page again shows the same.

use domain::{minutes::MinutesState, schedule::MeetingState};
use leptos::prelude::*;
use services::{
    Context,
    minutes::{self, Live},
};

use super::{agenda_list::agenda, live_item::item, live_path, minutes_path, roll::margin, trail};
use crate::{
    command::filled,
    outcome,
    page::{PageTitle, context, holds_for_now, page, parameter},
    site::Site,
    ui::{Banner, BannerKind, Empty, Icon, PageHeader, SubmitLook},
};

/// What the reader may do here.
#[derive(Clone, Copy, Debug)]
pub struct Rights {
    /// Write notes, call the roll, go from item to item.
    pub write: bool,
    /// Begin, end, name the scribe.
    pub run: bool,
    /// Record what was decided as a decision.
    pub decide: bool,
    /// Say that they are there.
    pub take_part: bool,
}

impl Rights {
    fn of(context: &Context, live: &Live) -> Self {
        let (action, resource) = live.right_to_run();
        let (decides, by) = live.right_to_decide();
        Self {
            write: live.takes_notes()
                && context
                    .may(domain::permission::Action::KeepRecords, live.resource())
                    .is_ok(),
            run: context.may(action, resource).is_ok(),
            decide: live.has_begun() && context.may(decides, by).is_ok(),
            take_part: context.actor().person_id().is_some(),
        }
    }
}

/// The page.
#[component]
pub fn LivePage() -> impl IntoView {
    let context = context();
    let site = expect_context::<Site>();
    holds_for_now();
    let key = parameter("key");
    let done = outcome::done(&[
        ("begun", "The meeting has begun."),
        (
            "ended",
            "The meeting is over. Its minutes begin as a draft, made from what was noted.",
        ),
        ("here", "You are on the roll."),
        ("saved", "Your notes are saved."),
        (
            "overlap",
            "Your notes are saved. Someone else wrote in the same place meanwhile: both wordings stand there, one below the other.",
        ),
        ("added", "It is on the agenda."),
        (
            "numbered",
            "The decision is recorded, under the number that stands at it.",
        ),
    ]);
    page(async move {
        let live = minutes::live(&context, &key).await?;
        Ok(drawn(&context, &site, &live, done))
    })
}

fn drawn(context: &Context, site: &Site, live: &Live, done: Option<String>) -> AnyView {
    let rights = Rights::of(context, live);
    let key = live.meeting.address.to_string();
    let path = live_path(&key);
    let problem = [
        "begin",
        "end",
        "next",
        "go",
        "items",
        "scribe",
        "here",
        "roll",
        "roll/also",
    ]
    .iter()
    .map(|part| filled(&format!("{path}/{part}")).problem(""))
    .find(|problem| !problem.is_empty());
    let items = live
        .items
        .iter()
        .map(|line| item(context, live, line, rights))
        .collect_view();
    let nothing = live.items.is_empty().then(|| {
        view! {
            <Empty title="Nothing is on the agenda">
                <p>"Here will be its items, each with what is said about it."</p>
            </Empty>
        }
    });
    let commands = rights.write.then(hint);
    let title = format!("{}: live", live.meeting.title);
    let now = (context.now() / 1_000).to_string();
    let script = site.asset("live.js");
    view! {
        <PageTitle subject=title />
        <div id="live-head" data-live="">{head(live, rights, &path)}</div>
        {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
        {problem.map(|words| view! { <Banner kind=BannerKind::Problem><p>{words}</p></Banner> })}
        <div
            class="live" id="live" data-events=format!("{path}/events") data-changes=live.changes.to_string()
            data-now=now data-meeting=key.clone()
        >
            <p class="live-status hint" id="live-status" role="status"></p>
            <div id="live-kept"></div>
            <nav class="live-agenda" id="live-agenda" data-live="" aria-label="Agenda">
                {agenda(live, rights, &path, context.now())}
            </nav>
            <div class="live-main">
                {commands}
                <div class="live-items" id="live-items">{items}</div>
                {nothing}
            </div>
            <aside class="live-margin" id="live-margin" data-live="" aria-label="Who is here, and what comes of it">
                {margin(context, live, rights, &path)}
            </aside>
        </div>
        <script type="module" src=script></script>
    }
    .into_any()
}

fn hint() -> AnyView {
    view! {
        <details class="live-hint">
            <summary>"While you type"</summary>
            <dl>
                <dt><code>"/decision Retries are off by default"</code></dt>
                <dd>"notes what was decided. Whoever decides can then record it, under a number to cite."</dd>
                <dt><code>"/action @name by 4 Dec Write it down"</code></dt>
                <dd>"is on the list of whoever it names until it is done."</dd>
                <dt><code>"/present Name, Name"</code></dt>
                <dd>"puts them on the roll."</dd>
            </dl>
            <p class="hint">"Each on a line of its own. What stands in the notes holds: change the line, and what it did changes too."</p>
        </details>
    }
    .into_any()
}

/// Where it stands, and what begins and ends it.
fn head(live: &Live, rights: Rights, path: &str) -> AnyView {
    let (class, icon, word) = match live.meeting.state {
        MeetingState::Planned => ("live-planned", Icon::Calendar, "Not begun"),
        MeetingState::Cancelled => ("live-cancelled", Icon::CircleX, "Cancelled"),
        MeetingState::UnderWay => ("live-under-way", Icon::CircleDot, "In session"),
        MeetingState::Held => ("live-over", Icon::Check, "Over"),
    };
    let clock = match (live.meeting.state, live.began_at) {
        (MeetingState::UnderWay, Some(began)) => Some(clock(began, None)),
        (
            MeetingState::UnderWay
            | MeetingState::Planned
            | MeetingState::Cancelled
            | MeetingState::Held,
            _,
        ) => None,
    };
    let state = view! {
        <span class=format!("state {class}")>{icon.view()}<span>{word}</span></span>
        {clock}
    }
    .into_any();
    let button = |part: &str, words: &'static str, look: SubmitLook| {
        let action = format!("{path}/{part}");
        view! {
            <form method="post" action=action><crate::ui::Button text=words look=look /></form>
        }
        .into_any()
    };
    let act = match live.meeting.state {
        MeetingState::Planned if rights.run => {
            Some(button("begin", "Begin the meeting", SubmitLook::Filled))
        }
        MeetingState::UnderWay if rights.run => {
            Some(button("end", "End the meeting", SubmitLook::Outlined))
        }
        MeetingState::Planned
        | MeetingState::Cancelled
        | MeetingState::UnderWay
        | MeetingState::Held => None,
    };
    let minutes = live.minutes.map(|state| {
        let href = minutes_path(&live.meeting.address.to_string());
        let words = match state {
            MinutesState::Draft => "The draft of the minutes",
            MinutesState::InReview | MinutesState::Approved | MinutesState::Published => {
                "The minutes"
            }
        };
        view! { <a class="button" href=href>{words}</a> }.into_any()
    });
    let lede = lede(live);
    let actions = view! { {act}{minutes} }.into_any();
    view! {
        <PageHeader
            title=live.meeting.title.clone() trail=trail(&live.meeting, "Live") state=state lede=lede
            actions=actions
        />
    }
    .into_any()
}

fn lede(live: &Live) -> String {
    let scribe = live
        .scribe
        .and_then(|person| live.names.person(person))
        .map_or_else(String::new, |name| format!("Scribe: {}. ", name.name));
    let present = live.roll.iter().filter(|who| who.present).count();
    let expected = live.roll.len();
    match live.meeting.state {
        MeetingState::Planned => {
            "The roll is called when the meeting begins; the agenda can be read now.".to_owned()
        }
        MeetingState::Cancelled => "This meeting does not take place.".to_owned(),
        MeetingState::UnderWay | MeetingState::Held => {
            format!("{scribe}Here: {present} of {expected}.")
        }
    }
}

/// A clock that goes on from a moment; without a script it says since when.
pub fn clock(since: i64, minutes: Option<i32>) -> AnyView {
    let at = jiff::Timestamp::from_microsecond(since).unwrap_or_default();
    let words = at.strftime("since %H:%M UTC").to_string();
    let box_of = minutes.map(|minutes| minutes.to_string());
    view! {
        <span class="live-clock" data-clock=(since / 1_000).to_string() data-box=box_of>
            {words}
        </span>
    }
    .into_any()
}
