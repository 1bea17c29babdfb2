//! `/groups/SLUG/documents/new` and `/groups/SLUG/documents/PAGE/edit`: writing a page.

use domain::permission::{Action, Resource};
use leptos::prelude::*;
use services::{document, group, text};

use super::{folder_path, trail};
use crate::{
    command::{Filled, filled},
    group::{at_todays_address, requested},
    page::{PageTitle, context, page, parameter, require},
    ui::{
        Banner, BannerKind, Button, Difference, Field, PageHeader, Section, SubmitLook, TextArea,
    },
};

/// What a conflict shows this once: the number and the text of the version that someone else saved.
pub const SAVED_NUMBER: &str = "saved_number";
/// Its title.
pub const SAVED_TITLE: &str = "saved_title";
/// Its text.
pub const SAVED_BODY: &str = "saved_body";

/// A new page.
#[component]
pub fn NewDocumentPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let requested = requested();
    page(async move {
        let (id, name) = group::at(&context, &slug)
            .await
            .map_err(at_todays_address(&requested))?;
        require(&context, Action::KeepRecords, Resource::Group(id))?;
        let action = format!("{}/new", folder_path(&name.slug));
        let form = filled(&action);
        let title = format!("New page of {}", name.name);
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader title=title trail=trail(&name, None, "New page") lede="It is public as soon as it is in the folder. Everyone sees who wrote it, and every version is kept." />
            <form class="form" method="post" action=action>
                {fields(&form, "", "")}
                <div class="buttons"><Button text="Put into the folder" look=SubmitLook::Filled /></div>
            </form>
        }
        .into_any())
    })
}

/// A page's text, to be changed.
#[component]
pub fn EditDocumentPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let at = parameter("page");
    let requested = requested();
    page(async move {
        let read = document::page(&context, &slug, &at, document::Asked::default())
            .await
            .map_err(at_todays_address(&requested))?;
        require(&context, Action::KeepRecords, Resource::Group(read.id))?;
        let path = format!("{}/{}", folder_path(&read.group.slug), read.slug);
        let action = format!("{path}/edit");
        let form = filled(&action);
        let newest = &read.newest;
        // After a conflict the next try counts from the version that was shown.
        let from = form
            .shown
            .get(SAVED_NUMBER)
            .cloned()
            .unwrap_or_else(|| form.value("from", &newest.number.to_string()));
        let problem = form.problem("");
        let title = format!("Edit {}", newest.title);
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader title=title trail=trail(&read.group, Some((&read.slug, &newest.title)), "Edit") />
            {(!problem.is_empty()).then(|| view! { <Banner kind=BannerKind::Problem><p>{problem}</p></Banner> })}
            {conflict(&form)}
            <form class="form" method="post" action=action>
                <input type="hidden" name="from" value=from />
                {fields(&form, &newest.title, &newest.body)}
                <Field name="summary" label="What you changed" hint="In a line, for whoever reads the versions; it may be empty." value=form.value("summary", "") error=form.problem("summary") />
                <div class="buttons">
                    <Button text="Save" look=SubmitLook::Filled />
                    <a class="button" href=path>"Leave it as it is"</a>
                </div>
            </form>
        }
        .into_any())
    })
}

fn fields(form: &Filled, title: &str, body: &str) -> AnyView {
    view! {
        <Field name="title" label="Title" value=form.value("title", title) error=form.problem("title") />
        <TextArea name="body" label="Text" hint="Markdown." rows=20 value=form.value("body", body) error=form.problem("body") />
    }
    .into_any()
}

/// Both texts, where someone else saved one meanwhile: theirs, and what differs in the one that was typed.
fn conflict(form: &Filled) -> Option<AnyView> {
    let number = form.shown.get(SAVED_NUMBER)?.clone();
    let theirs = form.shown.get(SAVED_BODY).cloned().unwrap_or_default();
    let title = form.shown.get(SAVED_TITLE).cloned().unwrap_or_default();
    let lines = text::difference(&theirs, form.fields.raw("body").trim());
    let rendered = text::markdown(&theirs);
    let label = format!("Version {number} and what you typed");
    Some(
        view! {
            <Section title="What differs from theirs in yours">
                <Difference lines=lines label=label />
            </Section>
            <details class="panel">
                <summary>{format!("Version {number} as they saved it: {title}")}</summary>
                <div class="panel-content"><crate::ui::Document html=rendered.html /></div>
            </details>
        }
        .into_any(),
    )
}
