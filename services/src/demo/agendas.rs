//! What stands on the demo's agendas of the meetings to come: the combined one and the committee's.

use domain::{agenda::AgendaSource, schedule::MeetingAddress};
use jiff::SignedDuration;

use super::{
    DemoError,
    meetings::{lead_of, on_committee},
};
use crate::{
    Context,
    agenda::{self, NewItem},
    checklist, group,
    meeting::Meeting,
    record,
    schedule::{self, Wanted},
};

/// An item as somebody of the demo asked for it.
struct Asked {
    /// The group whose lead asked.
    by: &'static str,
    /// How many hours ago.
    hours: i64,
    title: &'static str,
    minutes: Option<u16>,
    material: &'static str,
    groups: &'static [&'static str],
}

/// On the next combined meeting.
const COMBINED: &[Asked] = &[
    Asked {
        by: "routing",
        hours: 26,
        title: "Gateways on buoys: where routing ends",
        minutes: Some(15),
        material: "https://docs.tidewater.example/routing/edge",
        groups: &["routing", "edge-gateways"],
    },
    Asked {
        by: "field-operations",
        hours: 26,
        title: "What the winter drill needs from everyone",
        minutes: None,
        material: "",
        groups: &["field-operations"],
    },
];

/// On the committee's next meeting, before what comes on it by itself.
const COMMITTEE: &[Asked] = &[
    Asked {
        by: "documentation",
        hours: 50,
        title: "Who may publish on the documentation’s site",
        minutes: Some(10),
        material: "https://docs.tidewater.example/site/rights",
        groups: &["documentation"],
    },
    Asked {
        by: "routing",
        hours: 26,
        title: "Radio links got slower: routing asks for a month more",
        minutes: Some(15),
        material: "",
        groups: &["routing", "field-operations"],
    },
];

/// Puts it on, as its people would have.
pub(super) async fn fill(context: &Context) -> Result<(), DemoError> {
    let committee = on_committee(context).await?;
    let combined = Wanted {
        combined: true,
        ..Wanted::default()
    };
    let of_committee = Wanted {
        of_committee: true,
        ..Wanted::default()
    };
    if let Some(meeting) = next(context, combined).await? {
        introduce(context, meeting.address).await?;
    }
    if let Some(address) = put(context, combined, COMBINED).await? {
        put_off(&committee, &address).await?;
    }
    put(context, of_committee, COMMITTEE).await?;
    take_up(&committee).await
}

/// The group that is new comes onto the agenda by itself, as with the decision that forms one.
async fn introduce(context: &Context, address: MeetingAddress) -> Result<(), DemoError> {
    let Some(group) = group::meant(context, "edge-gateways").await? else {
        return Ok(());
    };
    let now = context.instant();
    let then = now
        .saturating_sub(SignedDuration::from_hours(50))
        .unwrap_or(now);
    let then = context.at(then);
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                record::take_pen(transaction).await?;
                match record::group(transaction, group, None).await? {
                    Some(group) => {
                        checklist::introduce(transaction, &then, &group, Some(address)).await
                    }
                    None => Ok(()),
                }
            })
        })
        .await
        .map_err(DemoError::Write)
}

/// Asks for items of the next meeting, and gives its address.
async fn put(
    context: &Context,
    wanted: Wanted,
    items: &[Asked],
) -> Result<Option<MeetingAddress>, DemoError> {
    let Some(meeting) = next(context, wanted).await? else {
        return Ok(None);
    };
    for asked in items {
        let Some((_, lead)) = lead_of(context, asked.by).await? else {
            continue;
        };
        let now = context.instant();
        let then = now
            .saturating_sub(SignedDuration::from_hours(asked.hours))
            .unwrap_or(now);
        let item = NewItem {
            title: asked.title.to_owned(),
            minutes: asked.minutes,
            material: asked.material.to_owned(),
            groups: asked
                .groups
                .iter()
                .map(|group| (*group).to_owned())
                .collect(),
        };
        agenda::add(&lead.at(then), &meeting.address, item).await?;
    }
    Ok(Some(meeting.address))
}

/// The last item waits for the meeting after the next: those who run it said why.
async fn put_off(committee: &Context, address: &MeetingAddress) -> Result<(), DemoError> {
    let (_, read) = agenda::one(committee, address).await?;
    if let (Some(item), true) = (read.items.last(), read.next.is_some()) {
        let reason = "The harbours are at the drill until then.".to_owned();
        agenda::postpone(committee, address, item.id, item.version, reason).await?;
    }
    Ok(())
}

/// The committee put one proposal on already; the rest comes on by itself.
async fn take_up(committee: &Context) -> Result<(), DemoError> {
    let read = agenda::toc_agenda(committee).await?;
    let decision = read
        .open
        .iter()
        .find(|open| open.matter.source() == AgendaSource::Decisions);
    if let (Some(meeting), Some(open)) = (read.meeting, decision) {
        agenda::take(committee, &meeting.address, &open.matter).await?;
    }
    Ok(())
}

/// The next meeting that is to take place and has not begun.
async fn next(context: &Context, wanted: Wanted) -> Result<Option<Meeting>, DemoError> {
    let read = schedule::coming(context, wanted, None).await?;
    let now = context.now();
    Ok(read
        .meetings
        .into_iter()
        .find(|meeting| meeting.takes_place() && meeting.starts_at > now))
}
