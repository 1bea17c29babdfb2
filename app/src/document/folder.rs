//! `/groups/SLUG/documents`: what is in a group's folder.

use domain::permission::{Action, Resource};
use leptos::prelude::*;
use services::document::{self, Folder, Line, OutsideLink};

use super::folder_path;
use crate::{
    command::filled,
    group::{GroupTabs, at_todays_address, requested, trail},
    outcome::done,
    page::{PageTitle, context, page, parameter},
    proposal::moment_of,
    ui::{
        Banner, BannerKind, Button, DateText, DayFormat, Empty, Field, Icon, Item, List,
        PageHeader, Section,
    },
};

/// The folder.
#[component]
pub fn FolderPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let requested = requested();
    let done = done(&[
        (
            "removed",
            "The page is no longer in the folder. Its versions are kept, and it can be put back.",
        ),
        (
            "linked",
            "The document is listed. The group’s leads see the change in its history.",
        ),
        ("unlinked", "The document is no longer listed."),
    ]);
    page(async move {
        let read = document::folder(&context, &slug)
            .await
            .map_err(at_todays_address(&requested))?;
        let may = context
            .may(Action::KeepRecords, Resource::Group(read.id))
            .is_ok();
        Ok(drawn(&read, may, done))
    })
}

fn drawn(read: &Folder, may: bool, done: Option<String>) -> AnyView {
    let path = folder_path(&read.group.slug);
    let title = format!("Documents of {}", read.group.name);
    let actions = may.then(|| {
        view! { <a class="button button-filled" href=format!("{path}/new")>"New page"</a> }
            .into_any()
    });
    let pages = if read.pages.is_empty() {
        view! {
            <Empty title="The folder is empty">
                <p>"Here will be the group’s designs, notes and plans as pages with their versions. Its leads and delegates write them."</p>
            </Empty>
        }
        .into_any()
    } else {
        let lines = read
            .pages
            .iter()
            .map(|line| page_line(line, read, &path))
            .collect_view();
        view! { <List>{lines}</List> }.into_any()
    };
    let removed = (may && !read.removed.is_empty()).then(|| {
        let lines = read
            .removed
            .iter()
            .map(|line| removed_line(line, &path))
            .collect_view();
        view! { <Section title="Taken out of the folder"><List>{lines}</List></Section> }
    });
    let problem = filled(&format!("{path}/links/remove")).problem("");
    view! {
        <PageTitle subject=title.clone() />
        <PageHeader title=title trail=trail(&read.group, Some("Documents"), None) actions=actions.unwrap_or_else(|| ().into_any()) />
        <GroupTabs slug=read.group.slug.clone() name=read.group.name.clone() current="Documents" />
        {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
        {(!problem.is_empty()).then(|| view! { <Banner kind=BannerKind::Problem><p>{problem}</p></Banner> })}
        <Section title="Pages">{pages}</Section>
        {elsewhere(read, may, &path)}
        {removed}
    }
    .into_any()
}

fn page_line(line: &Line, read: &Folder, path: &str) -> AnyView {
    let href = format!("{path}/{}", line.slug);
    let by = line
        .changed_by
        .and_then(|person| read.names.person(person))
        .map_or_else(|| "the portal".to_owned(), |name| name.name.clone());
    let version = line.version;
    view! {
        <Item
            icon=Icon::FileText
            title=view! { <a href=href>{line.title.clone()}</a> }.into_any()
            secondary=view! { "Version "{version}" by "{by}", "{moment_of(line.changed_at)} }.into_any()
        />
    }
    .into_any()
}

fn removed_line(line: &Line, path: &str) -> AnyView {
    let base = format!("{path}/{}", line.slug);
    let on = line
        .removed_on
        .map(|day| view! { "Taken out "<DateText day=day format=DayFormat::Short /> });
    let back = view! {
        <form method="post" action=format!("{base}/restore")>
            <button class="button" type="submit">"Put back"<span class="visually-hidden">" "{line.title.clone()}</span></button>
        </form>
    }
    .into_any();
    view! {
        <Item
            icon=Icon::Archive
            title=view! { <a href=base>{line.title.clone()}</a> }.into_any()
            secondary=view! { {on} }.into_any()
            aside=back
        />
    }
    .into_any()
}

fn elsewhere(read: &Folder, may: bool, path: &str) -> AnyView {
    let links = if read.links.is_empty() {
        view! { <p class="hint">"No document elsewhere is listed."</p> }.into_any()
    } else {
        let lines = read
            .links
            .iter()
            .map(|link| link_line(link, may, path))
            .collect_view();
        view! { <List>{lines}</List> }.into_any()
    };
    let action = format!("{path}/links");
    let form = filled(&action);
    let add = may.then(|| {
        view! {
            <details class="panel" open=form.was_sent()>
                <summary>"List a document elsewhere"</summary>
                <form class="form panel-content" method="post" action=action>
                    <Field name="label" label="What it is called" value=form.value("label", "") error=form.problem("label") />
                    <Field name="address" label="Its address" kind="url" hint="It begins with https://, http:// or mailto:." value=form.value("address", "") error=form.problem("address") />
                    <Field name="detail" label="What is in it" hint="A few words; it may be empty." value=form.value("detail", "") error=form.problem("detail") />
                    <p class="hint">"The change goes into the group’s history, where its leads see it."</p>
                    <div class="buttons"><Button text="List it" /></div>
                </form>
            </details>
        }
    });
    view! { <Section title="Elsewhere" id="elsewhere">{links}{add}</Section> }.into_any()
}

fn link_line(link: &OutsideLink, may: bool, path: &str) -> AnyView {
    let label = link.label.clone();
    let title = match &link.address {
        Some(address) => {
            view! { <a href=address.clone() rel="nofollow noopener">{label.clone()}</a> }.into_any()
        }
        None => view! { {label.clone()} }.into_any(),
    };
    let secondary: Vec<String> = [
        link.detail.clone(),
        link.address.clone().unwrap_or_default(),
    ]
    .into_iter()
    .filter(|words| !words.is_empty())
    .collect();
    let secondary = view! { <span class="address">{secondary.join(" · ")}</span> }.into_any();
    if !may {
        return view! { <Item icon=Icon::Link title=title secondary=secondary /> }.into_any();
    }
    let remove = view! {
        <form method="post" action=format!("{path}/links/remove")>
            <input type="hidden" name="label" value=label.clone() />
            <button class="button" type="submit">"No longer list"<span class="visually-hidden">" "{label.clone()}</span></button>
        </form>
    }
    .into_any();
    view! { <Item icon=Icon::Link title=title secondary=secondary aside=remove /> }.into_any()
}
