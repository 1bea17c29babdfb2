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
    history::{Entry, Name, Source, words::Part},
    text::{DifferenceKind, difference},
};

use crate::ui::{DayFormat, Icon, Markup, date_text, item, short_date};

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
    let (mut title, mut below, mut aside) = <(Markup, Markup, Markup)>::default();
    for part in &entry.sentence.parts {
        write(&mut title, part);
    }
    match detail {
        Detail::Bare => {}
        Detail::Day => date_text(&mut aside, entry.on, DayFormat::Short),
        Detail::DayAndSource => {
            date_text(&mut aside, entry.on, DayFormat::Short);
            below.text(&source_words(entry.source.as_ref(), entry.by.as_ref()));
        }
    }
    let mut line = Markup::default();
    item(
        &mut line,
        Some(icon_of(&entry.event)),
        &title,
        &below,
        &aside,
    );
    line.view()
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

/// Writes a part of a sentence, with a link to whom or what it names.
fn write(line: &mut Markup, part: &Part) {
    match part {
        Part::Text(text) => line.text(text),
        Part::Group { slug, name } => line.link(&format!("/groups/{slug}"), name),
        Part::Person { handle, name } => line.link(&format!("/people/{handle}"), name),
        Part::Organization { slug, name } => line.link(&format!("/organizations/{slug}"), name),
        Part::Charter { slug, number } => line.link(
            &format!("/groups/{slug}/charter?version={number}"),
            &format!("charter {number}"),
        ),
        Part::Proposal { number, title } => line.link(&format!("/proposals/{number}"), title),
        Part::Announcement { number, title } => {
            line.link(&format!("/announcements/{number}"), title)
        }
        Part::Roadmap { slug, version } => line.link(
            &format!("/groups/{slug}/roadmap?version={version}"),
            &format!("version {version} of its roadmap"),
        ),
        Part::Report { slug, period } => line.link(
            &format!("/groups/{slug}/reports/{period}"),
            &format!("report on {}", period.called()),
        ),
        Part::Decision(number) => line.link(
            &format!("/decisions/{number}"),
            &format!("Decision {number}"),
        ),
        Part::Series { slug, title } => line.link(&format!("/meetings/series/{slug}"), title),
        Part::Meeting { address, title } => line.link(&format!("/meetings/{address}"), title),
        Part::Document { slug, page, title } => {
            line.link(&format!("/groups/{slug}/documents/{page}"), title)
        }
        Part::Escalation { number, title } => line.link(&format!("/escalations/{number}"), title),
        Part::Before(value) | Part::After(value) => line.text("“").text(value).text("”"),
        Part::Reworded { before, after } => reworded(line, before, after),
    };
}

/// Both wordings, with the words that make the difference marked.
fn reworded<'line>(line: &'line mut Markup, before: &str, after: &str) -> &'line mut Markup {
    line.html("<span class=\"reworded\">");
    for stretch in difference(before, after) {
        let (begin, end) = match stretch.kind {
            DifferenceKind::Same => ("", ""),
            DifferenceKind::Removed => ("<del>", "</del>"),
            DifferenceKind::Added => ("<ins>", "</ins>"),
        };
        line.html(begin);
        for (emphasised, words) in &stretch.spans {
            if *emphasised {
                line.html("<em>").text(words).html("</em>");
            } else {
                line.text(words);
            }
        }
        line.html(end);
    }
    line.html("</span>")
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
        Event::Policy { .. }
        | Event::Proposal { .. }
        | Event::Decision { .. }
        | Event::Escalation { .. } => Icon::Scale,
        Event::Document { .. } => Icon::FileText,
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
