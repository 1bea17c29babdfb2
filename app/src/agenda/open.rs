//! What is open in the community and comes on the committee's agenda by itself.

use domain::agenda::AgendaSource;
use leptos::prelude::*;
use services::{
    agenda::{OpenMatter, TocAgenda, matter_key},
    history::Names,
    meeting::Meeting,
};

use super::{
    shown::{Shown, agenda_path},
    words::{moment_there, place},
};
use crate::ui::{Item, List};

/// What is open and not on the agenda, by its source; nothing where nothing is open.
pub fn open_matters(read: &TocAgenda, meeting: &Meeting, shown: Shown) -> Option<AnyView> {
    if read.open.is_empty() {
        return None;
    }
    let agenda = &read.agenda;
    let how = if meeting.agenda_frozen_at.is_some() {
        "It came up after this agenda was frozen: it goes to the next meeting, unless the committee puts it on here."
            .to_owned()
    } else {
        let from = moment_there(agenda.frozen_from, &meeting.zone);
        format!(
            "It comes on the agenda by itself when that is frozen, {from}, and what is settled before leaves this list. Put on the agenda now, it can be ordered and given its time."
        )
    };
    let path = agenda_path(&meeting.address);
    let all = agenda.may_run.then(|| {
        let to = format!("{path}/take");
        view! {
            <form method="post" action=to>
                <input type="hidden" name="from" value=shown.key() />
                <button class="button" type="submit" name="all" value="yes">"Put all of it on the agenda"</button>
            </form>
        }
    });
    let minutes: u32 = read
        .open
        .iter()
        .map(|open| u32::from(open.matter.source().minutes()))
        .sum();
    let together = format!("{how} All of it takes {minutes} minutes.");
    let take = agenda.may_run.then(|| format!("{path}/take"));
    Some(
        view! {
            <section class="section agenda-open" id="open">
                <h2>"Open, and not on the agenda yet"</h2>
                <p class="hint">{together}</p>
                {all}
                {by_source(&read.open, &read.names, &|open| {
                    take.as_ref().map(|to| take_form(open, to, shown))
                })}
            </section>
        }
        .into_any(),
    )
}

/// Open matters under the heading of their source; `way` is what can be done with each.
pub fn by_source(
    open: &[OpenMatter],
    names: &Names,
    way: &dyn Fn(&OpenMatter) -> Option<AnyView>,
) -> AnyView {
    AgendaSource::ALL
        .into_iter()
        .filter_map(|source| {
            let lines: Vec<AnyView> = open
                .iter()
                .filter(|open| open.matter.source() == source)
                .map(|open| line(open, names, way(open)))
                .collect();
            (!lines.is_empty()).then(|| {
                view! { <h3 class="agenda-source">{source.words()}</h3><List>{lines}</List> }
            })
        })
        .collect_view()
        .into_any()
}

fn line(open: &OpenMatter, names: &Names, way: Option<AnyView>) -> AnyView {
    let title = match place(&open.matter, names) {
        Some(href) => view! { <a href=href>{open.title.clone()}</a> }.into_any(),
        None => open.title.clone().into_any(),
    };
    let by = open
        .by
        .and_then(|person| names.person(person))
        .map(|name| format!(" Brought by {}.", name.name));
    let secondary = view! { {open.why.clone()}{by} }.into_any();
    let minutes = format!("{} min", open.matter.source().minutes());
    let aside = view! { <div class="agenda-take"><span>{minutes}</span>{way}</div> }.into_any();
    view! { <Item title=title secondary=secondary aside=aside /> }.into_any()
}

fn take_form(open: &OpenMatter, to: &str, shown: Shown) -> AnyView {
    let matter = matter_key(&open.matter);
    let about = format!(": {}", open.title);
    view! {
        <form method="post" action=to.to_owned()>
            <input type="hidden" name="from" value=shown.key() />
            <button class="button" type="submit" name="matter" value=matter>
                "Put on the agenda"<span class="visually-hidden">{about}</span>
            </button>
        </form>
    }
    .into_any()
}
