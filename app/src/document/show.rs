//! `/groups/SLUG/documents/PAGE`: a page of the folder, as a document.

use domain::permission::{Action, Resource};
use leptos::prelude::*;
use services::{
    ReadError,
    document::{self, Asked, Page},
    text,
};

use super::{folder_path, trail};
use crate::{
    command::filled,
    group::{Outline, at_todays_address, requested},
    outcome::done,
    page::{PageTitle, context, page, parameter, query},
    proposal::moment_of,
    ui::{
        Banner, BannerKind, Button, Columns, DateText, Document, Empty, MarginSection, PageHeader,
        Section, TextArea,
    },
};

/// A page.
#[component]
pub fn DocumentPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let at = parameter("page");
    let version = query("version");
    let before = query("before");
    let requested = requested();
    let done = done(&[
        ("published", "The page is in the folder."),
        (
            "saved",
            "The new version is saved; the earlier ones are kept.",
        ),
        ("restored", "The page is back in the folder."),
        ("said", "Your comment stands below."),
    ]);
    page(async move {
        let asked = Asked {
            version: version
                .map(|typed| typed.parse().map_err(|_| ReadError::NotFound))
                .transpose()?,
            before: before
                .map(|typed| typed.parse().map_err(|_| ReadError::NotFound))
                .transpose()?,
        };
        let read = document::page(&context, &slug, &at, asked)
            .await
            .map_err(at_todays_address(&requested))?;
        let may = context
            .may(Action::KeepRecords, Resource::Group(read.id))
            .is_ok();
        let takes_part = context.may(Action::TakePart, Resource::Community).is_ok();
        Ok(drawn(&read, may, takes_part, done))
    })
}

fn drawn(read: &Page, may: bool, takes_part: bool, done: Option<String>) -> AnyView {
    let path = format!("{}/{}", folder_path(&read.group.slug), read.slug);
    let shown = read.earlier.as_ref().unwrap_or(&read.newest);
    let title = shown.title.clone();
    let rendered = text::markdown(&shown.body);
    let number = shown.number;
    let by = shown
        .author
        .and_then(|person| read.names.person(person))
        .map_or_else(|| "the portal".to_owned(), |name| name.name.clone());
    let actions = (may && read.removed_on.is_none())
        .then(|| view! { <a class="button" href=format!("{path}/edit")>"Edit"</a> }.into_any());
    let removed = read.removed_on.map(|day| {
        let back = may.then(|| {
            view! {
                <form method="post" action=format!("{path}/restore")><Button text="Put it back" /></form>
            }
        });
        view! {
            <Banner kind=BannerKind::Past>
                <p>"This page was taken out of the folder on "<DateText day=day />"."</p>
                {back}
            </Banner>
        }
    });
    let take_out = (may && read.removed_on.is_none()).then(|| {
        view! {
            <form method="post" action=format!("{path}/remove")><Button text="Take out of the folder" /></form>
        }
    });
    let compare = (read.newest.number > 1).then(|| {
        let (href, words) = if read.earlier.is_some() {
            let newest = read.newest.number;
            (
                format!("{path}/diff?from={number}&to={newest}"),
                "What changed since",
            )
        } else {
            (format!("{path}/diff"), "What changed last")
        };
        view! { <li><a href=href>{words}</a></li> }
    });
    let older = read.earlier.as_ref().map(|_| {
        let newest = read.newest.number;
        let today = path.clone();
        view! {
            <Banner kind=BannerKind::Past>
                <p>"This is version "{number}". "<a href=today>"Version "{newest}" holds today"</a>"."</p>
            </Banner>
        }
    });
    let when = moment_of(shown.written_at);
    let history = format!("{path}/history");
    let margin = view! {
        <MarginSection title="This page">
            <p>"Version "{number}" by "{by}", "{when}</p>
            <ul class="margin-links">
                <li><a href=history>"All versions"</a></li>
                {compare}
            </ul>
            {take_out}
        </MarginSection>
    }
    .into_any();
    let body = if shown.body.trim().is_empty() {
        view! { <Empty title="Nothing is written here yet"><p>"The group’s leads and delegates write it."</p></Empty> }
            .into_any()
    } else {
        view! { <Outline headings=rendered.headings /><Document html=rendered.html /> }.into_any()
    };
    let comments = comments(read, takes_part, &path);
    view! {
        <PageTitle subject=format!("{title}, {}", read.group.name) />
        <PageHeader title=title.clone() trail=trail(&read.group, None, &title) actions=actions.unwrap_or_else(|| ().into_any()) />
        {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
        {removed}
        {older}
        <Columns margin=margin>
            {body}
            {comments}
        </Columns>
    }
    .into_any()
}

fn comments(read: &Page, takes_part: bool, path: &str) -> AnyView {
    let lines = read
        .comments
        .iter()
        .map(|comment| {
            let by = read
                .names
                .person(comment.author)
                .map_or_else(String::new, |name| name.name.clone());
            let said = text::markdown_among_others(&comment.body);
            view! {
                <li id=format!("comment-{}", comment.id)>
                    <p class="hint">{by}", "{moment_of(comment.written_at)}", on version "{comment.version}</p>
                    <Document html=said.html />
                </li>
            }
        })
        .collect_view();
    let none = read
        .comments
        .is_empty()
        .then(|| view! { <p class="hint">"Nobody has said anything yet."</p> });
    let earlier = read.more_before.map(|before| {
        let href = format!("{path}?before={before}#comments");
        view! { <p><a href=href>"Earlier comments"</a></p> }
    });
    let action = format!("{path}/comments");
    let form = filled(&action);
    let say = takes_part.then(|| {
        view! {
            <form class="form" method="post" action=action>
                <TextArea name="body" label="Say something" hint="Markdown. It stands here under your name." rows=4 value=form.value("body", "") error=form.problem("body") />
                <div class="buttons"><Button text="Comment" /></div>
            </form>
        }
    });
    view! { <Section title="Discussion" id="comments">{none}{earlier}<ul class="comments">{lines}</ul>{say}</Section> }
        .into_any()
}
