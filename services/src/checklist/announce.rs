//! The step with which the community is told: written by the portal, looked through by the leads, posted, and done with it.

use domain::{
    announcement::{Announcement, LONGEST_BODY, Occasion},
    group::Group,
    ids::PersonId,
    link::LinkKind,
    permission::{Action, Resource},
    words::enumerated,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    Checklist, ChecklistError,
    read::tasks,
    step::{Said, mark},
};
use crate::{
    Context,
    agenda::Concerning,
    announcement::post,
    group::{at_address, id_of},
    history::Names,
    record,
};

/// What would be announced of a group, as the portal would write it; with the meeting of all groups at which one meets it.
pub(super) fn draft(
    checklist: Checklist,
    group: &Group,
    names: &Names,
    combined: Option<&Concerning>,
) -> Announcement {
    match checklist {
        Checklist::SettingUp => formed(group, names, combined),
        Checklist::Closing => closing(group, names),
    }
}

/// “[Amara Osei](/people/amara-osei) and [Jonas Lindqvist](/people/jonas-lindqvist)”
pub(super) fn leads(group: &Group, names: &Names, held: bool) -> String {
    let mut people: Vec<PersonId> = group
        .seats
        .iter()
        .filter(|seat| seat.role.leads() && (!held || seat.until.is_none()))
        .map(|seat| seat.person)
        .collect();
    people.dedup();
    let mut linked: Vec<String> = Vec::new();
    for name in people.into_iter().filter_map(|person| names.person(person)) {
        let link = format!("[{}](/people/{})", name.name, name.slug);
        if !linked.contains(&link) {
            linked.push(link);
        }
    }
    let linked: Vec<&str> = linked.iter().map(String::as_str).collect();
    enumerated(&linked)
}

fn formed(group: &Group, names: &Names, combined: Option<&Concerning>) -> Announcement {
    let now = group.now();
    let kind = now.kind.words().to_lowercase();
    let mut parts = Vec::new();
    if !now.description.is_empty() {
        parts.push(now.description.clone());
    }
    let leads = leads(group, names, true);
    if !leads.is_empty() {
        parts.push(format!("It is led by {leads}."));
    }
    let meeting = group
        .links_listed()
        .find(|link| link.kind == LinkKind::Meeting)
        .and_then(|link| Some((link.url.as_ref()?, link.detail.as_deref())));
    if let Some((url, detail)) = meeting {
        let detail = detail
            .map(|detail| format!(", {detail}"))
            .unwrap_or_default();
        parts.push(format!("It meets at <{url}>{detail}."));
    }
    if let Some(on) = combined.filter(|on| !on.items.is_empty()) {
        parts.push(introduction(on));
    }
    parts.push(format!(
        "Everything about it is on [its page](/groups/{}).",
        now.slug
    ));
    if let Some(charter) = group.charter() {
        let whole = format!("# Its charter\n\n{}", charter.body.trim());
        let written: usize = parts.iter().map(|part| part.chars().count() + 2).sum();
        // A charter of a book’s length is read on its own page.
        parts.push(if written + whole.chars().count() <= LONGEST_BODY {
            whole
        } else {
            format!(
                "Its charter is [a page of its own](/groups/{}/charter).",
                now.slug
            )
        });
    }
    Announcement {
        title: format!("{} is formed, a new {kind}", now.name),
        body: parts.join("\n\n"),
        occasion: Occasion::Formed,
    }
}

/// “It is on the agenda of [Combined meeting](/meetings/combined-2026-12-03) on 3 December 2026 at 17:00 (Europe/Berlin).”
fn introduction(on: &Concerning) -> String {
    let meeting = &on.meeting;
    let begins = Timestamp::from_microsecond(meeting.starts_at)
        .unwrap_or_default()
        .to_zoned(meeting.zone.zone());
    format!(
        "It is on the agenda of [{}](/meetings/{}) on {} ({}).",
        meeting.title,
        meeting.address,
        begins.strftime("%-d %B %Y at %H:%M"),
        meeting.zone
    )
}

fn closing(group: &Group, names: &Names) -> Announcement {
    let now = group.now();
    let mut parts = vec![format!(
        "{} is closing. What it keeps is handed over by its leads.",
        now.name
    )];
    for (kinds, what) in [
        (
            &[LinkKind::Documents, LinkKind::MeetingNotes][..],
            "Its documents",
        ),
        (&[LinkKind::Repository][..], "Its repositories"),
        (
            &[LinkKind::Chat, LinkKind::MailingList, LinkKind::Forum][..],
            "Its channels",
        ),
    ] {
        let links: Vec<&str> = group
            .links_listed()
            .filter(|link| kinds.contains(&link.kind))
            .map(|link| link.label.as_str())
            .collect();
        if !links.is_empty() {
            parts.push(format!("- {what}: {}", enumerated(&links)));
        }
    }
    let leads = leads(group, names, true);
    if !leads.is_empty() {
        parts.push(format!(
            "Whoever still needs something from it asks {leads}."
        ));
    }
    parts.push(format!(
        "Its page stays, with its charter, its decisions and a final report: [{}](/groups/{}).",
        now.name, now.slug
    ));
    Announcement {
        title: format!("{} is closing", now.name),
        body: parts.join("\n\n"),
        occasion: Occasion::Closing,
    }
}

/// Posts what the leads made of the draft, and marks the step as done with it. Gives the announcement’s number.
///
/// # Errors
/// When the actor may not, the step is done or was changed since `version`, something is missing, or the database fails.
pub async fn announce(
    context: &Context,
    slug: &str,
    step: Uuid,
    version: i32,
    title: String,
    body: String,
) -> Result<u32, ChecklistError> {
    let row = at_address(context.database.connection(), slug).await?;
    let group = id_of(&row);
    context.may(Action::RunGroup, Resource::Group(group))?;
    let by = context.person_id()?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let record = record::group(transaction, group, None)
                    .await?
                    .ok_or(ChecklistError::NotFound)?;
                let checklist =
                    Checklist::of_state(record.now().state).ok_or(ChecklistError::NotFound)?;
                let steps = tasks(transaction, group, checklist).await?;
                let task = steps
                    .iter()
                    .find(|task| task.id == step && task.key == checklist.telling())
                    .ok_or(ChecklistError::NotFound)?;
                // Nobody announces the same twice.
                if task.done.is_some() || task.version != version {
                    return Err(ChecklistError::Stale);
                }
                let occasion = match checklist {
                    Checklist::SettingUp => Occasion::Formed,
                    Checklist::Closing => Occasion::Closing,
                };
                let announcement = Announcement {
                    title,
                    body,
                    occasion,
                }
                .checked()?;
                let (number, _) =
                    post(transaction, &own, newest, Some(group), by, announcement).await?;
                let evidence = format!("Announced: /announcements/{number}");
                mark(transaction, &own, step, version, Said::Done(evidence)).await?;
                Ok(number)
            })
        })
        .await
}
