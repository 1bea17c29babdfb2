//! What the demo’s community was told: what was proposed, which groups were formed and which ended, and news of them.

use domain::{
    Day,
    announcement::{AnnouncementEvent, Occasion},
    event::{DatedEvent, Event},
    group::{Group, GroupEvent},
    ids::{AnnouncementId, GroupId, NewIds, PersonId},
    proposal::ProposalEvent,
    standing::Standing,
};
use jiff::{Span, Timestamp, tz::TimeZone};

use super::telling::{TellingError, Told};

/// An announcement before it has a number.
struct Notice {
    on: Day,
    group: Option<GroupId>,
    by: PersonId,
    title: String,
    body: String,
    occasion: Occasion,
    taken_back: Option<&'static str>,
}

/// Tells the announcements, after everything else was told.
///
/// # Errors
/// When an event does not fit.
pub fn tell_announcements(
    told: &mut Told,
    today: Day,
    ids: &mut dyn NewIds,
) -> Result<(), TellingError> {
    let mut notices: Vec<Notice> = told
        .events
        .iter()
        .filter_map(|dated| of_event(told, dated))
        .collect();
    notices.extend(news(told, today));
    notices.sort_by_key(|notice| notice.on);
    for (number, notice) in (1..).zip(notices) {
        let announcement = AnnouncementId(ids.new_id());
        let posted = AnnouncementEvent::Posted {
            body: notice.body,
            occasion: notice.occasion,
            by: notice.by,
            at: at(notice.on, 10),
        };
        let taken_back = notice
            .taken_back
            .map(|reason| AnnouncementEvent::TakenBack {
                reason: reason.to_owned(),
                by: notice.by,
                at: at(notice.on, 11),
            });
        for change in std::iter::once(posted).chain(taken_back) {
            let event = DatedEvent {
                on: notice.on,
                event: Event::Announcement {
                    announcement,
                    number,
                    title: notice.title.clone(),
                    group: notice.group,
                    change,
                },
            };
            told.after.apply(&event)?;
            told.events.push(event);
        }
    }
    Ok(())
}

/// That hour of a day, in UTC.
fn at(day: Day, hour: i8) -> Timestamp {
    day.at(hour, 0, 0, 0)
        .to_zoned(TimeZone::UTC)
        .map(|zoned| zoned.timestamp())
        .unwrap_or_default()
}

/// What is announced because it happened.
fn of_event(told: &Told, dated: &DatedEvent) -> Option<Notice> {
    if let Event::Proposal {
        number,
        title,
        group,
        change: ProposalEvent::Submitted { author, .. },
        ..
    } = &dated.event
    {
        return Some(Notice {
            on: dated.on,
            group: *group,
            by: *author,
            title: format!("Proposed: {title}"),
            body: format!(
                "The committee was asked to decide on **{title}**. Read it, and say what you think, on \
                 [the proposal’s page](/proposals/{number})."
            ),
            occasion: Occasion::Proposed { proposal: *number },
            taken_back: None,
        });
    }
    let Event::Group { group, change } = &dated.event else {
        return None;
    };
    let group = told.after.groups.get(group)?;
    if *change == GroupEvent::Activated {
        at_work(group, dated.on)
    } else if *change == GroupEvent::Dissolved {
        Some(ended(group, dated.on, on_committee(told, dated.on)?))
    } else {
        None
    }
}

fn at_work(group: &Group, on: Day) -> Option<Notice> {
    let now = group.now();
    let about = if now.description.is_empty() {
        String::new()
    } else {
        format!("{}\n\n", now.description)
    };
    Some(Notice {
        on,
        group: Some(group.id),
        by: lead_on(group, on)?,
        title: format!("{} is at work", name_on(group, on)),
        body: format!(
            "{about}Its mission, goals and scope are in [its charter](/groups/{slug}/charter); who leads it and where it \
             meets is on [its page](/groups/{slug}).",
            slug = now.slug
        ),
        occasion: Occasion::Formed,
        taken_back: None,
    })
}

fn ended(group: &Group, on: Day, by: PersonId) -> Notice {
    Notice {
        on,
        group: Some(group.id),
        by,
        title: format!("{} has ended", name_on(group, on)),
        body: format!(
            "Thank you to everyone who worked in it. What it was, who led it and where its documents are stays on \
             [its page](/groups/{}).",
            group.now().slug
        ),
        occasion: Occasion::Closing,
        taken_back: None,
    }
}

fn name_on(group: &Group, day: Day) -> &str {
    group
        .on(day)
        .map_or(&group.now().name, |period| &period.name)
}

fn lead_on(group: &Group, day: Day) -> Option<PersonId> {
    group
        .seats
        .iter()
        .find(|seat| {
            seat.role.leads() && seat.since <= day && seat.until.is_none_or(|until| day < until)
        })
        .map(|seat| seat.person)
}

fn on_committee(told: &Told, day: Day) -> Option<PersonId> {
    told.after
        .people
        .values()
        .filter(|person| person.standing_on(&Standing::Committee, day).is_some())
        .max_by_key(|person| person.handle.to_string())
        .map(|person| person.id)
}

/// What leads and the committee had to tell lately.
fn news(told: &Told, today: Day) -> Vec<Notice> {
    let ago = |days: i32| today.saturating_sub(Span::new().days(days));
    let group = |slug: &str| {
        told.after
            .groups
            .values()
            .find(|group| group.now().slug.to_string() == slug && group.now().state.is_alive())
    };
    let of_group = |slug: &str, days, title: &str, body: &str| {
        let (group, on) = (group(slug)?, ago(days));
        Some(Notice {
            on,
            group: Some(group.id),
            by: lead_on(group, on)?,
            title: title.to_owned(),
            body: body.to_owned(),
            occasion: Occasion::News,
            taken_back: None,
        })
    };
    let survey = on_committee(told, ago(13)).map(|by| Notice {
        on: ago(13),
        group: None,
        by,
        title: "The yearly survey of harbours is open".to_owned(),
        body: "Ten questions, until the end of next month. **Every harbour counts once**: answer together.\n\n\
               The last one is why field trials now begin in autumn."
            .to_owned(),
        occasion: Occasion::News,
        taken_back: None,
    });
    let mistaken = of_group(
        "observability",
        4,
        "Dashboards move to a new address tonight",
        "Bookmarks have to be changed.",
    )
    .map(|notice| Notice {
        taken_back: Some("The move is off: the old address stays."),
        ..notice
    });
    [
        of_group(
            "routing",
            19,
            "Routing reviews on Thursdays from now on",
            "The weekly review moves by a day, since half of the reviewers are on boats on Wednesdays.\n\n\
             - Proposals in by **Tuesday noon**\n- The recording is up on Friday",
        ),
        survey,
        mistaken,
    ]
    .into_iter()
    .flatten()
    .collect()
}
