//! The announcement that belongs to the checklist: as it will stand, with the words to change, and the button that posts it.

use leptos::prelude::*;
use services::{
    checklist::{Checklist, ChecklistPage as Read},
    text,
};

use super::Reader;
use crate::{
    command::filled,
    ui::{Document, Field, Section, TextArea},
};

pub(super) fn section(
    read: &Read,
    checklist: Checklist,
    reader: Reader,
    path: &str,
) -> Option<AnyView> {
    let draft = read.announcement.as_ref()?;
    let task = read
        .tasks
        .iter()
        .find(|task| task.key == checklist.telling() && task.done.is_none())?;
    let to = format!("{path}/{}/announce", task.id);
    let form = filled(&to);
    let (title, body) = (
        form.value("title", &draft.title),
        form.value("body", &draft.body),
    );
    let rendered = text::markdown_among_others(&body);
    let shown_title = title.clone();
    let version = task.version.to_string();
    let wrong = !form.problems.is_empty();
    let writing = reader.may.then(|| {
        view! {
            <form class="form form-wide" method="post" action=to>
                <input type="hidden" name="version" value=version />
                <details class="panel" open=wrong>
                    <summary>"Change the words"</summary>
                    <div class="form panel-content">
                        <Field name="title" label="Title" value=title error=form.problem("title") />
                        <TextArea name="body" label="Text" hint="In Markdown." rows=12 value=body error=form.problem("body") />
                        <button class="button" type="submit" name="step" value="preview">"Show how it will stand"</button>
                    </div>
                </details>
                <div class="buttons">
                    <button class="button" type="submit" name="step" value="post">"Post the announcement"</button>
                </div>
                <p class="field-hint">"It stands among the announcements and in the feed, with your name. The step is done with it."</p>
            </form>
        }
    });
    Some(
        view! {
            <Section title="The announcement, as it will stand" id="announcement">
                <div class="card announcement-preview">
                    <h3>{shown_title}</h3>
                    <Document html=rendered.html />
                </div>
                {writing}
            </Section>
        }
        .into_any(),
    )
}
