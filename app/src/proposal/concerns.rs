//! Concerns with their answers, and the form that raises one.

use domain::proposal::ProposalState;
use leptos::prelude::*;
use services::text;

use super::{
    parts::{Reader, name, one_text, sent},
    show::Shared,
    words::moment,
};
use crate::{
    command::Filled,
    ui::{Button, Document, Field, Section, TextArea},
};

/// Concerns with their answers.
#[component]
pub fn Concerns(read: StoredValue<Shared>, form: Filled, reader: Reader) -> impl IntoView {
    read.with_value(|read| {
        let record = &read.record;
        let base = read.base.clone();
        let open = record.state.is_open();
        let lines = record
            .concerns
            .iter()
            .map(|concern| {
                let id = concern.id.0;
                let body = text::markdown_among_others(&concern.body);
                let answers = concern
                    .answers
                    .iter()
                    .map(|(by, answer, at)| {
                        let answer = text::markdown_among_others(answer);
                        view! {
                            <li>
                                <p class="hint">{name(&read.names, *by)}", "{moment(*at)}</p>
                                <Document html=answer.html />
                            </li>
                        }
                    })
                    .collect_view();
                let resolved = concern.resolved.as_ref().map(|(how, at)| {
                    view! { <p class="resolved">"Resolved "{moment(*at)}": "{how.clone()}</p> }
                });
                let is_open = concern.resolved.is_none() && open;
                let answer = (is_open && reader.takes_part).then(|| {
                    one_text(format!("{base}/concerns/{id}/answer"), "Answer", "Answer the concern", &form)
                });
                let resolve = (is_open && reader.elector && reader.person == Some(concern.owner)).then(|| {
                    one_text(format!("{base}/concerns/{id}/resolve"), "How it was resolved", "Resolve my concern", &form)
                });
                view! {
                    <li id=format!("concern-{id}")>
                        <h3>{concern.title.clone()}</h3>
                        <p class="hint">{name(&read.names, concern.owner)}", "{moment(concern.at)}", on revision "{concern.revision}</p>
                        <Document html=body.html />
                        <ul class="answers">{answers}</ul>
                        {resolved}{answer}{resolve}
                    </li>
                }
            })
            .collect_view();
        let action = format!("{base}/concerns");
        let raised = sent(&form, &action);
        let raise = (reader.elector && record.state == ProposalState::InReview).then(|| {
            view! {
                <details open=raised.was_sent()>
                    <summary>"Raise a concern"</summary>
                    <form class="form" method="post" action=action>
                        <Field name="title" label="In a few words" value=raised.value("title", "") error=raised.problem("title") />
                        <TextArea name="body" apart="concern" label="What it is" rows=4 value=raised.value("body", "") error=raised.problem("body") />
                        <div class="buttons"><Button text="Raise a concern" /></div>
                    </form>
                </details>
            }
        });
        let none = record.concerns.is_empty().then(|| view! { <p class="hint">"Nobody has raised one."</p> });
        view! { <Section title="Concerns" id="concerns">{none}<ul class="concerns">{lines}</ul>{raise}</Section> }
    })
}
