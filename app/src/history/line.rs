//! One event as a row of a list: the same on every page that tells of events.

use domain::{
    committee::CommitteeEvent,
    event::Event,
    group::GroupEvent,
    link::LinkKind,
    minutes::MinutesEvent,
    person::{OrganizationEvent, PersonEvent},
    report::{Mark, ReportEvent},
    roadmap::RoadmapEvent,
    schedule::ScheduleEvent,
};
use leptos::prelude::*;
use services::{
    history::{
        Entry, Name, Source,
        words::{Part, Sentence},
    },
    text::{DifferenceKind, difference},
};

use crate::ui::{DateText, DayFormat, Icon, Item, marked_words, short_date};

/// What a row says besides what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Nothing: it stands under a heading that does.
    Bare,
    /// The day.
    Day,
    /// The day and where it is known from.
    DayAndSource,
}

/// A row for a dense `List`.
#[component]
pub fn EventLine(
    entry: Entry,
    #[prop(default = Detail::DayAndSource)] detail: Detail,
) -> impl IntoView {
    let icon = icon_of(&entry.event);
    let title = view! { <Words sentence=entry.sentence /> }.into_any();
    let day = view! { <DateText day=entry.on format=DayFormat::Short /> }.into_any();
    match detail {
        Detail::Bare => view! { <Item title=title icon=icon /> }.into_any(),
        Detail::Day => view! { <Item title=title icon=icon aside=day /> }.into_any(),
        Detail::DayAndSource => {
            let source = source_words(entry.source.as_ref(), entry.by.as_ref()).into_any();
            view! { <Item title=title icon=icon aside=day secondary=source /> }.into_any()
        }
    }
}

/// Where an event is known from, and who did it: "From WORKING-GROUPS.md of 7 Mar 2019", "By Amara Osei".
#[must_use]
pub fn source_words(source: Option<&Source>, by: Option<&Name>) -> String {
    let file =
        source.map(|Source { file, as_of }| format!("From {file} of {}", short_date(*as_of)));
    match (file, by) {
        (Some(file), Some(by)) => format!("{file}, taken in by {}", by.name),
        (Some(file), None) => file,
        (None, Some(by)) => format!("By {}", by.name),
        (None, None) => "Done here".to_owned(),
    }
}

/// A sentence with links to whom and what it names.
#[component]
pub fn Words(sentence: Sentence) -> impl IntoView {
    sentence.parts.into_iter().map(part).collect_view()
}

fn part(part: Part) -> AnyView {
    let linked = |href: String, name: String| view! { <a href=href>{name}</a> }.into_any();
    match part {
        Part::Text(text) => text.into_any(),
        Part::Group { slug, name } => linked(format!("/groups/{slug}"), name),
        Part::Person { handle, name } => linked(format!("/people/{handle}"), name),
        Part::Organization { slug, name } => linked(format!("/organizations/{slug}"), name),
        Part::Charter { slug, number } => linked(
            format!("/groups/{slug}/charter?version={number}"),
            format!("charter {number}"),
        ),
        Part::Proposal { number, title } => linked(format!("/proposals/{number}"), title),
        Part::Announcement { number, title } => linked(format!("/announcements/{number}"), title),
        Part::Roadmap { slug, version } => linked(
            format!("/groups/{slug}/roadmap?version={version}"),
            format!("version {version} of its roadmap"),
        ),
        Part::Report { slug, period } => linked(
            format!("/groups/{slug}/reports/{period}"),
            format!("report on {}", period.called()),
        ),
        Part::Decision(number) => {
            linked(format!("/decisions/{number}"), format!("Decision {number}"))
        }
        Part::Series { slug, title } => linked(format!("/meetings/series/{slug}"), title),
        Part::Meeting { address, title } => linked(format!("/meetings/{address}"), title),
        Part::Before(value) | Part::After(value) => format!("“{value}”").into_any(),
        Part::Reworded { before, after } => reworded(&before, &after),
    }
}

/// Both wordings, with the words that make the difference marked.
fn reworded(before: &str, after: &str) -> AnyView {
    let lines = difference(before, after)
        .into_iter()
        .map(|line| {
            let words = marked_words(line.spans);
            match line.kind {
                DifferenceKind::Same => words.into_any(),
                DifferenceKind::Removed => view! { <del>{words}</del> }.into_any(),
                DifferenceKind::Added => view! { <ins>{words}</ins> }.into_any(),
            }
        })
        .collect_view();
    view! { <span class="reworded">{lines}</span> }.into_any()
}

fn icon_of(event: &Event) -> Icon {
    match event {
        Event::Group { change, .. } => icon_of_group(change),
        Event::Person { change, .. } => match change {
            PersonEvent::Registered { .. }
            | PersonEvent::Renamed { .. }
            | PersonEvent::AccountLinked { .. }
            | PersonEvent::AccountRenamed { .. }
            | PersonEvent::AccountLost { .. } => Icon::User,
            PersonEvent::MergedInto { .. } | PersonEvent::Absorbed { .. } => Icon::GitMerge,
            PersonEvent::MergeUndone { .. } | PersonEvent::Released { .. } => Icon::RotateCcw,
            PersonEvent::AffiliationChanged { .. } | PersonEvent::AffiliationStated { .. } => {
                Icon::Building
            }
            PersonEvent::StandingGained { .. } | PersonEvent::StandingStated { .. } => {
                Icon::UserPlus
            }
            PersonEvent::StandingLost { .. } | PersonEvent::Left { .. } => Icon::UserMinus,
        },
        Event::Organization { change, .. } => match change {
            OrganizationEvent::Registered { .. } => Icon::Building,
            OrganizationEvent::ParentChanged { .. } => Icon::Network,
        },
        Event::Policy { .. } | Event::Proposal { .. } => Icon::Scale,
        Event::Schedule { change, .. } => match change {
            ScheduleEvent::SeriesScheduled { .. }
            | ScheduleEvent::MeetingScheduled { .. }
            | ScheduleEvent::MeetingReinstated { .. } => Icon::Calendar,
            ScheduleEvent::SeriesChanged { .. } | ScheduleEvent::MeetingMoved { .. } => {
                Icon::Pencil
            }
            ScheduleEvent::SeriesEnded { .. } | ScheduleEvent::MeetingCancelled { .. } => {
                Icon::CircleX
            }
        },
        Event::Announcement { .. } => Icon::Megaphone,
        Event::Roadmap { change, .. } => match change {
            RoadmapEvent::Published { .. } => Icon::Scroll,
            RoadmapEvent::Confirmed { .. } => Icon::Check,
        },
        Event::Report { change, .. } => match change {
            ReportEvent::Asked { .. } => Icon::Mail,
            ReportEvent::Submitted { .. } => Icon::FileText,
            ReportEvent::Marked { mark, .. } => match mark {
                Mark::Read => Icon::Check,
                Mark::Flagged { .. } => Icon::CircleAlert,
            },
            ReportEvent::Discussed { .. } => Icon::Check,
        },
        Event::Minutes { change, .. } => match change {
            MinutesEvent::Held { .. } => Icon::Users,
            MinutesEvent::Approved { .. } => Icon::Check,
            MinutesEvent::Published { .. } => Icon::Scroll,
            MinutesEvent::Corrected { .. } => Icon::Pencil,
            MinutesEvent::RecordingPublished { .. } => Icon::Video,
            MinutesEvent::RecordingMissing { .. } => Icon::CircleAlert,
        },
        Event::Committee { change } => match change {
            CommitteeEvent::SeatFilled { .. } => Icon::UserPlus,
            CommitteeEvent::SeatVacated { .. } => Icon::UserMinus,
            CommitteeEvent::SeatAdded { .. }
            | CommitteeEvent::SeatEnded { .. }
            | CommitteeEvent::TermChanged { .. }
            | CommitteeEvent::HolderMoved { .. }
            | CommitteeEvent::HolderReturned { .. } => Icon::Scale,
        },
    }
}

fn icon_of_group(change: &GroupEvent) -> Icon {
    match change {
        GroupEvent::Formed { .. } => Icon::CirclePlus,
        GroupEvent::Activated => Icon::CircleDot,
        GroupEvent::Renamed { .. } | GroupEvent::Described { .. } => Icon::Pencil,
        GroupEvent::Converted { .. } => Icon::Network,
        GroupEvent::ClosingBegun => Icon::Archive,
        GroupEvent::Dissolved => Icon::CircleX,
        GroupEvent::FinalReportGiven { .. } => Icon::FileText,
        GroupEvent::MergedInto { .. } => Icon::GitMerge,
        GroupEvent::Revived { .. } => Icon::RotateCcw,
        GroupEvent::CharterAdopted { .. } => Icon::Scroll,
        GroupEvent::LinkAdded { link }
        | GroupEvent::LinkChanged { link, .. }
        | GroupEvent::LinkRemoved { link } => icon_of_link(link.kind),
        GroupEvent::StakeholdersChanged { .. } | GroupEvent::SeatAreaChanged { .. } => Icon::Users,
        GroupEvent::SeatTaken { .. } => Icon::UserPlus,
        GroupEvent::SeatsMoved { .. } => Icon::GitMerge,
        GroupEvent::SeatsReturned { .. } => Icon::RotateCcw,
        GroupEvent::SeatLeft { .. } => Icon::UserMinus,
    }
}

fn icon_of_link(kind: LinkKind) -> Icon {
    match kind {
        LinkKind::Charter => Icon::FileText,
        LinkKind::Documents | LinkKind::Repository => Icon::Folder,
        LinkKind::Chat => Icon::Hash,
        LinkKind::MailingList | LinkKind::Forum => Icon::Mail,
        LinkKind::Meeting | LinkKind::Calendar => Icon::Calendar,
        LinkKind::MeetingNotes => Icon::FileText,
        LinkKind::Recordings => Icon::Video,
        LinkKind::Team => Icon::Users,
        LinkKind::Other => Icon::Link,
    }
}
