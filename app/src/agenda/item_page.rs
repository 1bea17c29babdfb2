//! `/meetings/KEY/agenda/ITEM`: changing an item, taking it back, putting it off, declining it.

use domain::{
    agenda::LONGEST_REASON,
    permission::{Action, Resource},
    schedule::MeetingAddress,
};
use leptos::prelude::*;
use services::{
    ReadError,
    agenda::{Agenda, AgendaItem, item_id, may_change, one},
    meeting::Meeting,
};

use super::{
    form::{Written, fields},
    page::place_and_time,
    shown::{Shown, item_path},
    words::when,
};
use crate::{
    command::filled,
    page::{PageTitle, context, holds_for_now, page, parameter, query, require},
    ui::{
        Banner, BannerKind, Button, Columns, Crumb, MarginSection, PageHeader, Section, SubmitLook,
        TextArea,
    },
};

/// The page.
#[component]
pub fn AgendaItemPage() -> impl IntoView {
    let context = context();
    let (key, id) = (parameter("key"), parameter("item"));
    let from = query("from").unwrap_or_default();
    holds_for_now();
    page(async move {
        require(&context, Action::TakePart, Resource::Community)?;
        let address = MeetingAddress::new(&key).map_err(|_| ReadError::NotFound)?;
        let id = item_id(&id).ok_or(ReadError::NotFound)?;
        may_change(&context, &address, id).await?;
        let (meeting, agenda) = one(&context, &address).await?;
        let item = agenda
            .items
            .iter()
            .find(|item| item.id == id)
            .ok_or(ReadError::NotFound)?;
        Ok(drawn(&meeting, &agenda, item, Shown::of_key(&from)))
    })
}

fn drawn(meeting: &Meeting, agenda: &Agenda, item: &AgendaItem, from: Shown) -> AnyView {
    let path = item_path(&meeting.address, item.id);
    // Which of the forms came back says it in its own field, or here.
    let forms =
        ["", "/withdraw", "/postpone", "/decline"].map(|end| filled(&format!("{path}{end}")));
    let from = forms
        .iter()
        .find(|form| form.was_sent())
        .map_or(from, |form| Shown::of_key(form.fields.text("from")));
    let problem = forms
        .iter()
        .map(|form| form.problem(""))
        .find(|problem| !problem.is_empty());
    let back = format!("{}#agenda", from.path(&meeting.address));
    let trail = vec![
        Crumb::link("/meetings", "Meetings"),
        Crumb::link(back.clone(), format!("Agenda: {}", meeting.title)),
        Crumb::here("An item"),
    ];
    let subject = format!("Agenda item: {}", item.title);
    let margin = margin(meeting, item, agenda);
    let closed = (!agenda.is_open)
        .then_some("This meeting is cancelled or over: its agenda stays as it is.");
    let frozen = (agenda.is_open && agenda.is_frozen && !agenda.may_run)
        .then_some("This agenda is frozen: ask those who run the meeting.");
    let fixed = closed.or(frozen);
    let body = match fixed {
        Some(words) => view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> }.into_any(),
        None => forms_of(agenda, item, &path, from, back),
    };
    view! {
        <PageTitle subject=subject />
        <PageHeader title=item.title.clone() trail=trail lede=place_and_time(meeting) />
        {problem.map(|words| view! { <Banner kind=BannerKind::Problem><p>{words}</p></Banner> })}
        <Columns margin=margin>{body}</Columns>
    }
    .into_any()
}

fn forms_of(agenda: &Agenda, item: &AgendaItem, path: &str, from: Shown, back: String) -> AnyView {
    let form = filled(path);
    let groups: Vec<&str> = item
        .groups
        .iter()
        .filter_map(|group| agenda.names.group(*group))
        .map(|name| name.name.as_str())
        .collect();
    let written = Written {
        title: item.title.clone(),
        minutes: item
            .minutes
            .map_or_else(String::new, |minutes| minutes.to_string()),
        material: item.material.clone(),
        groups: groups.join(", "),
    };
    let version = item.version.to_string();
    let withdraw = (!agenda.may_run || item.asked_by.is_none()).then(|| withdraw(item, path, from));
    let aside = agenda.may_run.then(|| set_aside(agenda, item, path, from));
    view! {
        <form class="form" method="post" action=path.to_owned()>
            <input type="hidden" name="version" value=version />
            <input type="hidden" name="from" value=from.key() />
            {fields(&form, &written)}
            <div class="buttons">
                <Button text="Save" look=SubmitLook::Filled />
                <a class="button" href=back>"Leave it as it is"</a>
            </div>
        </form>
        {withdraw}
        {aside}
    }
    .into_any()
}

fn withdraw(item: &AgendaItem, path: &str, from: Shown) -> AnyView {
    let to = format!("{path}/withdraw");
    let version = item.version.to_string();
    let (title, hint) = if item.matter.is_some() {
        (
            "Not yet",
            "It goes back to what is open, and comes on by itself again when the agenda is frozen.",
        )
    } else {
        (
            "Take it back",
            "It leaves the agenda, and its groups are no longer told of it.",
        )
    };
    view! {
        <Section title=title id="withdraw">
            <form method="post" action=to>
                <input type="hidden" name="version" value=version />
                <input type="hidden" name="from" value=from.key() />
                <p class="hint">{hint}</p>
                <div class="buttons"><Button text="Take it off the agenda" /></div>
            </form>
        </Section>
    }
    .into_any()
}

/// For those who run the meeting: to the next one, or off the agenda, with the reason.
fn set_aside(agenda: &Agenda, item: &AgendaItem, path: &str, from: Shown) -> AnyView {
    let postpone_to = format!("{path}/postpone");
    let decline_to = format!("{path}/decline");
    let (postponing, declining) = (filled(&postpone_to), filled(&decline_to));
    let (one, two) = (item.version.to_string(), item.version.to_string());
    let hint = format!(
        "Whoever asked for it reads it on the agenda. At most {LONGEST_REASON} characters."
    );
    let postpone_hint = hint.clone();
    let postpone = match &agenda.next {
        Some(next) => {
            let words = format!("It goes to the end of the agenda of {}.", when(next));
            view! {
                <Section title="Postpone it" id="postpone">
                    <form class="form" method="post" action=postpone_to>
                        <input type="hidden" name="version" value=one />
                        <input type="hidden" name="from" value=from.key() />
                        <TextArea
                            name="reason" apart="postpone" label="Why" rows=2 hint=postpone_hint
                            value=postponing.value("reason", "") error=postponing.problem("reason")
                        />
                        <div class="buttons"><Button text="Postpone to the next meeting" /></div>
                        <p class="field-hint">{words}</p>
                    </form>
                </Section>
            }
            .into_any()
        }
        None => ().into_any(),
    };
    view! {
        {postpone}
        <Section title="Decline it" id="decline">
            <form class="form" method="post" action=decline_to>
                <input type="hidden" name="version" value=two />
                <input type="hidden" name="from" value=from.key() />
                <TextArea
                    name="reason" apart="decline" label="Why" rows=2 hint=hint
                    value=declining.value("reason", "") error=declining.problem("reason")
                />
                <div class="buttons"><Button text="Decline it" /></div>
                <p class="field-hint">"It leaves the agenda, and the reason stands below it."</p>
            </form>
        </Section>
    }
    .into_any()
}

fn margin(meeting: &Meeting, item: &AgendaItem, agenda: &Agenda) -> AnyView {
    let asked = item
        .asked_by
        .and_then(|person| agenda.names.person(person))
        .map(|name| {
            let (href, name) = (format!("/people/{}", name.slug), name.name.clone());
            view! {
                <MarginSection title="Asked for by"><p><a href=href>{name}</a></p></MarginSection>
            }
            .into_any()
        });
    let frozen = super::words::moment_there(agenda.frozen_from, &meeting.zone);
    let words = format!(
        "Until {frozen} ({}) whoever asked for an item can change it; from then on only those who run the meeting.",
        meeting.zone
    );
    view! {
        {asked}
        <MarginSection title="When it is frozen"><p>{words}</p></MarginSection>
    }
    .into_any()
}
