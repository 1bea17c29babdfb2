//! Positions: the reader’s own, and who stated what and why.

use domain::proposal::{Choice, ProposalKind};
use leptos::prelude::*;
use services::text;

use super::{
    parts::{Reader, name, sent},
    show::Shared,
    words::{choice_key, choice_words, moment, outcome_words},
};
use crate::{
    command::Filled,
    ui::{
        Button, Choice as FormChoice, Document, Empty, Field, Radios, Section, SubmitLook, TextArea,
    },
};

/// The reader’s own position.
#[component]
pub fn StatePosition(read: StoredValue<Shared>, form: Filled, reader: Reader) -> impl IntoView {
    read.with_value(|read| {
        let record = &read.record;
        let action = format!("{}/position", read.base);
        let form = sent(&form, &action);
        let revision = record.revision().number;
        let own = reader.person.and_then(|person| record.position_of(person));
        let hint = match own {
            None => "You have stated nothing yet.".to_owned(),
            Some(position) if position.revision < revision => format!(
                "Before the last change you stated: {}. Confirm it or change it.",
                choice_words(position.choice, record.kind(), &read.names)
            ),
            Some(position) => format!(
                "You stated: {}. You can change it.",
                choice_words(position.choice, record.kind(), &read.names)
            ),
        };
        let recusals = (!read.recusals.is_empty()).then(|| {
            let reasons = read
                .recusals
                .iter()
                .map(|reason| reason.words())
                .collect::<Vec<_>>()
                .join("; ");
            view! { <p class="field-hint">"You may want to recuse: "{reasons}"."</p> }
        });
        let mut choices = vec![FormChoice::new(
            "approve",
            if record.kind() == ProposalKind::Form {
                "Form the group"
            } else {
                "Approve"
            },
        )];
        if record.kind() == ProposalKind::Form {
            choices.extend([
                FormChoice::new("subgroup_of", "Make it a subgroup of the group named below"),
                FormChoice::new("subsume_into", "Give its work to the group named below"),
            ]);
        }
        choices.extend([
            FormChoice::new("request_changes", "Request changes"),
            FormChoice::new("decline", "Decline"),
            FormChoice::new("abstain", "Abstain"),
            FormChoice::new("recuse", "Recuse: have no part in it"),
        ]);
        let selected = own.map_or("", |position| choice_key(position.choice));
        // To confirm a position from before the last change is to send it again: what was said then stands in the form.
        let said = own.map_or("", |position| position.rationale.as_str());
        let group = own
            .and_then(|position| match position.choice {
                Choice::SubgroupOf { group } | Choice::SubsumeInto { group } => {
                    read.names.group(group)
                }
                Choice::Approve
                | Choice::RequestChanges
                | Choice::Decline
                | Choice::Abstain
                | Choice::Recuse => None,
            })
            .map_or("", |name| name.name.as_str());
        let button = match own {
            None => "State position",
            Some(position) if position.revision < revision => "Confirm this position",
            Some(_) => "Change position",
        };
        let other = (record.kind() == ProposalKind::Form).then(|| {
            view! {
                <Field
                    name="group" label="Of or into which group"
                    value=form.value("group", group) error=form.problem("group")
                />
            }
        });
        view! {
            <section class="section card" id="position">
                <h2>"Your position on revision "{revision}</h2>
                <p class="field-hint">{hint}</p>
                {recusals}
                <form class="form" method="post" action=action>
                    <input type="hidden" name="revision" value=revision.to_string() />
                    <Radios
                        name="choice" label="I want to" choices=choices
                        selected=form.value("choice", selected) error=form.problem("choice")
                    />
                    {other}
                    <TextArea
                        name="rationale" label="Why" rows=4
                        value=form.value("rationale", said) error=form.problem("rationale")
                    />
                    <div class="buttons"><Button text=button look=SubmitLook::Filled /></div>
                </form>
            </section>
        }
        .into_any()
    })
}

/// Who stated what and why, and what they stated before.
#[component]
pub fn Positions(read: StoredValue<Shared>) -> impl IntoView {
    read.with_value(|read| {
        let record = &read.record;
        let newest = record.revision().number;
        let lines = record
            .ballot
            .electors
            .iter()
            .map(|elector| {
                let all: Vec<_> = record
                    .positions
                    .iter()
                    .rev()
                    .filter(|position| position.elector == elector.person)
                    .collect();
                let stated = all.first().map(|position| {
                    let before = (position.revision < newest)
                        .then_some(", before the last change");
                    let rationale = text::markdown_among_others(&position.rationale);
                    view! {
                        <p class="position-choice">
                            {choice_words(position.choice, record.kind(), &read.names)}{before}
                        </p>
                        <Document html=rationale.html />
                    }
                });
                let earlier = (all.len() > 1).then(|| {
                    let lines = all
                        .iter()
                        .skip(1)
                        .map(|position| {
                            view! {
                                <li>
                                    {moment(position.at)}": "
                                    {choice_words(position.choice, record.kind(), &read.names)}
                                    ", on revision "{position.revision}": "{position.rationale.clone()}
                                </li>
                            }
                        })
                        .collect_view();
                    view! { <details><summary>"Stated before"</summary><ul>{lines}</ul></details> }
                });
                let silent = all.is_empty().then(|| view! { <p class="hint">"Nothing yet"</p> });
                view! {
                    <li>
                        <p class="position-elector">{name(&read.names, elector.person)}</p>
                        {stated}{silent}{earlier}
                    </li>
                }
            })
            .collect_view();
        let counts = read
            .tally
            .counts
            .iter()
            .map(|count| {
                view! { <li>{count.positions}" to "{outcome_words(count.outcome, &read.names)}</li> }
            })
            .collect_view();
        let list = if record.ballot.electors.is_empty() {
            view! { <Empty title="Nobody had a seat when this ballot opened" /> }.into_any()
        } else {
            view! { <ul class="counts">{counts}</ul><ul class="positions">{lines}</ul> }.into_any()
        };
        view! { <Section title="Positions" id="positions">{list}</Section> }
    })
}
