//! The decision, where it can be taken.

use leptos::prelude::*;
use services::history::Names;

use super::{
    parts::{Reader, name, sent},
    show::Shared,
    words::outcome_words,
};
use crate::{
    command::Filled,
    ui::{Button, DateField, Field, Section, SubmitLook, TextArea},
};

/// The decision, where it can be taken: what it would do, and the words that go with it.
#[component]
pub fn Deciding(read: StoredValue<Shared>, form: Filled, reader: Reader) -> impl IntoView {
    read.with_value(|read| {
        let Some((outcome, effects)) = (if reader.elector { read.ready.clone() } else { None }) else {
            return read
                .obstacle
                .clone()
                .filter(|_| reader.elector)
                .map(|obstacle| {
                    view! { <Section title="The decision"><p class="field-error"><span>{obstacle}</span></p></Section> }
                })
                .into_any();
        };
        let action = format!("{}/decide", read.base);
        let form = sent(&form, &action);
        let key = match outcome {
            domain::decision::Outcome::Formed => "formed".to_owned(),
            domain::decision::Outcome::SubgroupOf { group } => format!("subgroup_of:{}", group.0),
            domain::decision::Outcome::SubsumedInto { group } => format!("subsumed_into:{}", group.0),
            domain::decision::Outcome::Approved => "approved".to_owned(),
            domain::decision::Outcome::Declined => "declined".to_owned(),
        };
        let what = if effects.is_empty() {
            view! { <p>"Nothing changes in the registry."</p> }.into_any()
        } else {
            let lines = effects
                .iter()
                .map(|effect| view! { <li>{effect_words(effect, &read.names)}</li> })
                .collect_view();
            view! { <p>"At the same moment:"</p><ul>{lines}</ul> }.into_any()
        };
        let day = |field: &str| form.fields.text(field).parse().ok();
        view! {
            <section class="section card" id="decision">
                <h2>"Take the decision: "{outcome_words(outcome, &read.names)}</h2>
                {what}
                <form class="form" method="post" action=action>
                    <input type="hidden" name="revision" value=read.record.revision().number.to_string() />
                    <input type="hidden" name="outcome" value=key />
                    <TextArea name="reasons" label="Reasons" rows=4 hint="They stand on the decision for ever." value=form.value("reasons", "") error=form.problem("reasons") />
                    <TextArea name="conditions" label="Conditions" rows=2 hint="If there are any." value=form.value("conditions", "") error=form.problem("conditions") />
                    <div class="form-line">
                        <DateField name="review_on" label="Look at it again on" value=day("review_on") error=form.problem("review_on") />
                        <DateField name="reapply_from" label="May come back from" value=day("reapply_from") error=form.problem("reapply_from") />
                        <Field name="supersedes" label="Supersedes" hint="Like 2026-014." value=form.value("supersedes", "") error=form.problem("supersedes") />
                    </div>
                    <div class="buttons"><Button text="Decide" look=SubmitLook::Outlined /></div>
                </form>
            </section>
        }
        .into_any()
    })
}

/// What a decision does to a group, as a line of a list.
fn effect_words(effect: &domain::group::GroupEvent, names: &Names) -> String {
    use domain::group::GroupEvent;
    let group = |id| {
        names
            .group(id)
            .map_or_else(String::new, |name| name.name.clone())
    };
    match effect {
        GroupEvent::Formed {
            name, group_kind, ..
        } => {
            format!(
                "{name} is formed as a {}, to be set up",
                group_kind.words().to_lowercase()
            )
        }
        GroupEvent::SeatTaken { person, role, .. } => format!(
            "{} becomes {}",
            name(names, *person),
            role.word().to_lowercase()
        ),
        GroupEvent::SeatLeft { person, role } => format!(
            "{} is no longer {}",
            name(names, *person),
            role.word().to_lowercase()
        ),
        GroupEvent::Renamed { before, name, .. } => {
            format!("“{before}” is called “{name}”; its old address leads to the new one")
        }
        GroupEvent::Converted { group_kind, .. } => {
            format!("it becomes a {}", group_kind.words().to_lowercase())
        }
        GroupEvent::CharterAdopted { number, .. } => format!("charter {number} is adopted"),
        GroupEvent::Described { .. } => "it gets its description".to_owned(),
        GroupEvent::LinkAdded { link } => format!("the link “{}” is listed", link.label),
        GroupEvent::ClosingBegun => "its closing begins, with a checklist".to_owned(),
        GroupEvent::MergedInto { into } => {
            format!("it ends, and {} carries its work on", group(*into))
        }
        GroupEvent::Revived { .. } => "it comes back, to be set up".to_owned(),
        other @ (GroupEvent::Activated
        | GroupEvent::Dissolved
        | GroupEvent::FinalReportGiven { .. }
        | GroupEvent::LinkChanged { .. }
        | GroupEvent::LinkRemoved { .. }
        | GroupEvent::StakeholdersChanged { .. }
        | GroupEvent::SeatAreaChanged { .. }
        | GroupEvent::SeatsMoved { .. }
        | GroupEvent::SeatsReturned { .. }) => other.kind().replace('_', " "),
    }
}
