//! The demo's meetings that were held, run by the use cases themselves: the committee's, one approved by the next and
//! corrected, one in review; the combined meeting just held; a group's own; recordings that are there, and one that is not.

mod script;

use domain::{minutes::MinutesCommand, schedule::MeetingAddress};
use jiff::{SignedDuration, ToSpan};

use super::{
    DemoError,
    meetings::{instant, lead_of, on_committee},
};
use crate::{
    Context,
    agenda::{self, NewItem},
    meeting::Meeting,
    minutes::{self, NotesSent, Roll},
    recording::{self, RecordingSaid},
    schedule::{self, Wanted},
};
use script::{COMBINED, Item, ROUTING, Script, TOC_BEFORE, TOC_LAST, TOC_LONG_AGO};

/// Holds them.
pub(super) async fn hold(context: &Context) -> Result<(), DemoError> {
    let committee = on_committee(context).await?;
    committees(context, &committee).await?;
    if let Some([combined]) = past(context, "combined-working-group-meeting").await? {
        held(&committee, &combined, &COMBINED).await?;
        let then = after(&committee, &combined, 1);
        recording::say(&then, &key(&combined), RecordingSaid::Recorded).await?;
    }
    if let Some((_, lead)) = lead_of(context, "routing").await?
        && let Some([routing]) = past(context, "routing-review").await?
    {
        recording::record_series(&lead, "routing-review", true).await?;
        held(&lead, &routing, &ROUTING).await?;
        published(
            &lead,
            &routing,
            "https://media.tidewater.example/routing/latest.webm",
        )
        .await?;
    }
    Ok(())
}

/// The committee's last three: of the first there is no recording, the second was approved by the third, whose minutes are in
/// review.
async fn committees(context: &Context, committee: &Context) -> Result<(), DemoError> {
    let slug = "toc-meeting";
    recording::record_series(committee, slug, true).await?;
    recording::record_series(committee, "combined-working-group-meeting", true).await?;
    let Some([last, before, long_ago]) = past(context, slug).await? else {
        return Ok(());
    };
    held(committee, &long_ago, &TOC_LONG_AGO).await?;
    let then = after(committee, &long_ago, 26);
    let reason = "Nobody pressed the button; the notes are all there is.".to_owned();
    recording::say(&then, &key(&long_ago), RecordingSaid::Missing(reason)).await?;
    reviewed(committee, &long_ago, 4).await?;

    held(committee, &before, &TOC_BEFORE).await?;
    numbered(committee, &before).await?;
    approved(committee, &long_ago, &before).await?;
    published(
        committee,
        &before,
        "https://video.tidewater.example/toc/before-last",
    )
    .await?;
    reviewed(committee, &before, 4).await?;

    held(committee, &last, &TOC_LAST).await?;
    approved(committee, &before, &last).await?;
    corrected(committee, &before, &last).await?;
    let until = context.today().saturating_add(3.days());
    let then = after(committee, &last, 20);
    minutes::act(&then, &key(&last), MinutesCommand::Review { until }, false).await?;
    Ok(())
}

/// The last ones of a series, newest first; nothing where there are not so many.
async fn past<const MANY: usize>(
    context: &Context,
    slug: &str,
) -> Result<Option<[Meeting; MANY]>, DemoError> {
    let stored = match schedule::series(context, slug).await {
        Ok(stored) => stored,
        Err(crate::ReadError::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let wanted = Wanted {
        series: Some(stored.series.id),
        ..Wanted::default()
    };
    let read = schedule::past(context, wanted, None).await?;
    let meetings: Vec<Meeting> = read.meetings.into_iter().take(MANY).collect();
    Ok(meetings.try_into().ok())
}

fn key(meeting: &Meeting) -> String {
    meeting.address.to_string()
}

/// Whoever acts, so many minutes after a meeting has begun.
fn during(who: &Context, meeting: &Meeting, passed: i64) -> Context {
    let starts = instant(meeting.starts_at);
    who.at(starts
        .saturating_add(SignedDuration::from_mins(passed))
        .unwrap_or(starts))
}

/// Whoever acts, so many hours after a meeting.
fn after(who: &Context, meeting: &Meeting, hours: i64) -> Context {
    let ends = instant(meeting.ends_at);
    let then = ends
        .saturating_add(SignedDuration::from_hours(hours))
        .unwrap_or(ends);
    // Nothing happens before it does: the demo is told up to now.
    who.at(then.min(who.instant()))
}

/// Holds a meeting as the script tells it.
async fn held(who: &Context, meeting: &Meeting, script: &Script) -> Result<(), DemoError> {
    let key = key(meeting);
    asked(who, &meeting.address, meeting, script.items).await?;
    minutes::begin(&during(who, meeting, 1), &key).await?;
    let then = during(who, meeting, 2);
    if !script.scribe.is_empty() {
        minutes::name_scribe(&then, &key, script.scribe).await?;
    }
    for name in script.present {
        minutes::called(&then, &key, Roll::AlsoHere((*name).to_owned())).await?;
    }
    let items = minutes::live(&then, &key).await?.items;
    let mut passed = 3;
    for (item, line) in items.iter().zip(script.items) {
        let then = during(who, meeting, passed);
        let notes = line
            .notes
            .replace("{due}", &then.today().saturating_add(16.days()).to_string());
        let sent = NotesSent {
            text: notes,
            ..NotesSent::default()
        };
        if !line.notes.is_empty() {
            minutes::write_notes(&then, &key, item.id, sent).await?;
        }
        passed += i64::from(line.minutes);
        minutes::next_item(&during(who, meeting, passed), &key, Some(item.id)).await?;
    }
    minutes::end(&during(who, meeting, meeting.minutes()), &key).await?;
    Ok(())
}

/// Puts the items on the agenda, three days before.
async fn asked(
    who: &Context,
    address: &MeetingAddress,
    meeting: &Meeting,
    items: &[Item],
) -> Result<(), DemoError> {
    let then = during(who, meeting, -3 * 24 * 60);
    for item in items {
        let wanted = NewItem {
            title: item.title.to_owned(),
            minutes: Some(item.minutes),
            material: String::new(),
            groups: item
                .groups
                .iter()
                .map(|group| (*group).to_owned())
                .collect(),
        };
        agenda::add(&then, address, wanted).await?;
    }
    Ok(())
}

/// Puts the minutes into review for so many days.
async fn reviewed(who: &Context, meeting: &Meeting, days: i64) -> Result<(), DemoError> {
    let then = after(who, meeting, 20);
    let until = then.today().saturating_add(days.days());
    minutes::act(
        &then,
        &key(meeting),
        MinutesCommand::Review { until },
        false,
    )
    .await?;
    Ok(())
}

/// What was decided is recorded as it was noted, an hour later: the minutes link the numbers.
async fn numbered(who: &Context, meeting: &Meeting) -> Result<(), DemoError> {
    let then = after(who, meeting, 1);
    let key = key(meeting);
    let live = minutes::live(&then, &key).await?;
    for noted in &live.decisions {
        minutes::record_decision(&then, &key, noted.id, live.suggested(noted)).await?;
    }
    Ok(())
}

/// The later meeting approves them.
async fn approved(who: &Context, meeting: &Meeting, at: &Meeting) -> Result<(), DemoError> {
    let then = during(who, at, 5);
    minutes::act(&then, &key(meeting), MinutesCommand::Approve, true).await?;
    Ok(())
}

async fn published(who: &Context, meeting: &Meeting, link: &str) -> Result<(), DemoError> {
    let then = after(who, meeting, 18);
    recording::say(
        &then,
        &key(meeting),
        RecordingSaid::Published(link.to_owned()),
    )
    .await?;
    Ok(())
}

/// Someone was misquoted.
async fn corrected(who: &Context, meeting: &Meeting, at: &Meeting) -> Result<(), DemoError> {
    let then = after(who, at, 3);
    let page = minutes::paper(&then, &key(meeting), None).await?;
    let text = page.text.replace("in eight weeks", "in ten weeks");
    let reason = "The pilot takes ten weeks, not eight.".to_owned();
    minutes::correct(&then, &key(meeting), 1, text, reason).await?;
    Ok(())
}
