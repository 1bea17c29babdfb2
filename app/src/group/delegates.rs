//! `/groups/SLUG/delegates`: who may take notes and edit for the leads, for those who lead the group.

use leptos::prelude::*;
use services::group::{self, Delegate, DelegateRefusal, Delegates};

use super::place::{at_todays_address, group_path, requested, trail};
use crate::{
    command::{Done, Filled, Running, Submission, filled},
    outcome::{done, failure},
    page::{PageTitle, context, page, parameter},
    ui::{
        Banner, BannerKind, Button, DateText, DayFormat, Empty, Field, Item, List, PageHeader,
        Section, SubmitLook,
    },
};

/// A group's delegates.
#[component]
pub fn DelegatesPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let requested = requested();
    let done = done(&[
        ("appointed", "They are a delegate of the group from today."),
        ("dismissed", "They are no longer a delegate of the group."),
    ]);
    page(async move {
        let read = group::delegates(&context, &slug)
            .await
            .map_err(at_todays_address(&requested))?;
        let path = format!("{}/delegates", group_path(&read.group.slug));
        let appointing = filled(&path);
        let refused = filled(&format!("{path}/end")).problem("person");
        let title = format!("Delegates of {}", read.group.name);
        let held = delegates(&read, &path);
        let past = (!read.past.is_empty()).then(|| past(read.past.clone()));
        let trail = trail(&read.group, Some("Delegates"), None);
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader
                title=title
                trail=trail
                lede="A delegate may take notes and edit for the leads. The leads appoint and dismiss them."
            />
            {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
            {(!refused.is_empty()).then(|| view! {
                <Banner kind=BannerKind::Problem><p>{refused}</p></Banner>
            })}
            <Section title="Delegates">{held}</Section>
            <Section title="Appoint a delegate">
                <form class="form" method="post" action=path>
                    <Field
                        name="person" label="Who"
                        hint="Their handle or account, or the address of their page here."
                        value=appointing.value("person", "") error=appointing.problem("person")
                        autocomplete="off" required=true
                    />
                    <Button text="Appoint" look=SubmitLook::Filled />
                </form>
            </Section>
            {past.map(|past| view! { <Section title="Before">{past}</Section> })}
        }
        .into_any())
    })
}

fn delegates(read: &Delegates, path: &str) -> AnyView {
    if read.held.is_empty() {
        return view! {
            <Empty title="The group has no delegate">
                <p>"Appoint someone below. Everyone sees who they are on the group’s page."</p>
            </Empty>
        }
        .into_any();
    }
    let rows = read
        .held
        .iter()
        .map(|delegate| {
            let title = named(delegate);
            let since = view! {
                "Since "<DateText day=delegate.since format=DayFormat::Short />
            }
            .into_any();
            let end = view! {
                <form method="post" action=format!("{path}/end")>
                    <input type="hidden" name="person" value=delegate.person.slug.clone() />
                    <button class="button" type="submit">
                        "Dismiss"<span class="visually-hidden">" "{delegate.person.name.clone()}</span>
                    </button>
                </form>
            }
            .into_any();
            view! { <Item title=title secondary=since aside=end /> }
        })
        .collect_view();
    view! { <List>{rows}</List> }.into_any()
}

fn past(past: Vec<Delegate>) -> AnyView {
    let rows = past
        .into_iter()
        .map(|delegate| {
            let title = named(&delegate);
            let until = delegate
                .until
                .map(|until| view! { " to "<DateText day=until format=DayFormat::Short /> });
            let days = view! { <DateText day=delegate.since format=DayFormat::Short />{until} };
            view! { <Item title=title aside=days.into_any() /> }
        })
        .collect_view();
    view! { <List>{rows}</List> }.into_any()
}

fn named(delegate: &Delegate) -> AnyView {
    let href = format!("/people/{}", delegate.person.slug);
    view! { <a href=href>{delegate.person.name.clone()}</a> }.into_any()
}

/// `POST /groups/{slug}/delegates`.
pub fn appoint(submission: Submission) -> Running {
    Box::pin(async move {
        let slug = submission.parameter("slug").to_owned();
        let filled = Filled::of(&submission);
        let who = filled.fields.text("person").to_owned();
        match group::appoint(&submission.context, &slug, &who).await {
            Ok(()) => Ok(Done::GoTo(format!(
                "/groups/{slug}/delegates?done=appointed"
            ))),
            Err(error) => Err(failure(error, filled, field_of)),
        }
    })
}

/// `POST /groups/{slug}/delegates/end`.
pub fn dismiss(submission: Submission) -> Running {
    Box::pin(async move {
        let slug = submission.parameter("slug").to_owned();
        let filled = Filled::of(&submission);
        let who = filled.fields.text("person").to_owned();
        match group::dismiss(&submission.context, &slug, &who).await {
            Ok(()) => Ok(Done::GoTo(format!(
                "/groups/{slug}/delegates?done=dismissed"
            ))),
            Err(error) => Err(failure(error, filled, field_of)),
        }
    })
}

fn field_of(refusal: &DelegateRefusal) -> &'static str {
    match refusal {
        DelegateRefusal::Nobody(_) | DelegateRefusal::Group(_) => "person",
    }
}
