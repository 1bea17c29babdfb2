//! The final report of a closing group, written on its checklist.

use leptos::prelude::*;
use services::{
    checklist::{ChecklistPage as Read, FinalReportDraft},
    text,
};

use super::Reader;
use crate::{
    command::filled,
    proposal::moment_of,
    ui::{Difference, Document, Section, TextArea},
};

pub(super) fn section(
    report: &FinalReportDraft,
    read: &Read,
    reader: Reader,
    path: &str,
) -> AnyView {
    let to = format!("{path}/report");
    let form = filled(&to);
    let state = match &report.saved {
        None => "Nobody has written it yet.".to_owned(),
        Some((by, at)) => {
            let by = read
                .names
                .person(*by)
                .map_or("someone", |name| name.name.as_str());
            format!("Saved by {by}, {}.", moment_of(*at))
        }
    };
    let shown = report.saved.is_some().then(|| {
        let rendered = text::markdown(&report.body);
        view! { <div class="card"><Document html=rendered.html /></div> }
    });
    // Someone else saved meanwhile: what they wrote stands above, and what differs from it here.
    let stale = form.was_sent() && form.fields.text("version") != report.version.to_string();
    let differing = stale.then(|| {
        let lines = text::difference(&report.body, form.fields.text("report"));
        view! {
            <h3>"What is saved, and what you typed"</h3>
            <Difference lines=lines label="What is saved and what you typed" />
        }
    });
    let writing = reader.may.then(|| {
        let version = report.version.to_string();
        let body = form.value("report", &report.body);
        view! {
            <form class="form form-wide" method="post" action=to>
                <input type="hidden" name="version" value=version />
                <TextArea
                    name="report" label="The report" rows=18
                    hint="What it was, what it leaves behind and with whom, what it did not do. In Markdown."
                    value=body error=form.problem("report")
                />
                <div class="buttons"><button class="button" type="submit">"Save the report"</button></div>
            </form>
        }
    });
    view! {
        <Section title="The final report" id="report">
            <p>"The last word of the group’s record. It stands on its page when the group has ended. "{state}</p>
            {shown}
            {differing}
            {writing}
        </Section>
    }
    .into_any()
}
