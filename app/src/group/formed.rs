//! `/groups/SLUG/formed`: that a group is at work, as a page worth sharing.

use domain::{group::GroupState, link::LinkKind, words::enumerated};
use leptos::prelude::*;
use leptos_meta::Meta;
use services::{
    group::{self, Formation, FormedPage},
    history::Name,
    text,
};

use super::{
    lifelines::row_of_one,
    place::{at_todays_address, group_path, requested, trail},
};
use crate::{
    page::{PageTitle, context, page, parameter},
    site::Site,
    ui::{DateText, Empty, Icon, Lifeline, PageHeader, Person},
};

/// The page.
#[component]
pub fn FormedPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let requested = requested();
    let community = expect_context::<Site>().community.to_string();
    page(async move {
        let read = group::formed(&context, &slug)
            .await
            .map_err(at_todays_address(&requested))?;
        Ok(match read.group.group.now().state {
            GroupState::SettingUp => not_yet(&read),
            GroupState::Active
            | GroupState::Closing
            | GroupState::Dissolved
            | GroupState::Merged => drawn(read, &community),
        })
    })
}

fn name_of(read: &FormedPage) -> Name {
    Name {
        slug: read.group.slug.clone(),
        name: read.group.group.now().name.clone(),
    }
}

/// While it is being set up there is nothing to celebrate yet.
fn not_yet(read: &FormedPage) -> AnyView {
    let name = name_of(read);
    let checklist = format!("{}/checklist", group_path(&name.slug));
    let title = format!("{} is being set up", name.name);
    view! {
        <PageTitle subject=title.clone() />
        <PageHeader title=title trail=trail(&name, Some("Formed"), None) />
        <Empty title="It is formed, and not at work yet">
            <p>"Here will be a page to share on the day on which it is. "<a href=checklist>"What is left to set it up"</a></p>
        </Empty>
    }
    .into_any()
}

fn drawn(read: FormedPage, community: &str) -> AnyView {
    let name = name_of(&read);
    let now = read.group.group.now().clone();
    let path = group_path(&name.slug);
    let kind = now.kind.words().to_lowercase();
    let (title, verb) = if now.state.is_alive() {
        (format!("{} is at work", name.name), "is at work")
    } else {
        (format!("{} was formed", name.name), "was formed")
    };
    let leads: Vec<&services::group::Holder> = read
        .group
        .holders
        .iter()
        .filter(|holder| holder.role.leads())
        .collect();
    let led: Vec<&str> = leads
        .iter()
        .map(|holder| holder.person.name.as_str())
        .collect();
    let description = described(&now.description, &kind, community, &led);
    let people = leads
        .iter()
        .map(|holder| {
            let href = format!("/people/{}", holder.person.slug);
            let organization = holder
                .organization
                .as_ref()
                .map_or_else(String::new, |organization| organization.name.clone());
            view! { <li><Person name=holder.person.name.clone() href=href secondary=organization /></li> }
        })
        .collect_view();
    let facts = facts(&read);
    let (row, axis) = row_of_one(&read.group, None);
    let about = (!now.description.is_empty())
        .then(|| view! { <p class="formed-about">{now.description.clone()}</p> });
    let charter = read
        .group
        .group
        .charter()
        .is_some()
        .then(|| format!("{path}/charter"));
    let sort = format!("{community} · {kind}");
    let shared = title.clone();
    view! {
        <PageTitle subject=title.clone() />
        <Meta name="description" content=description.clone() />
        <Meta property="og:title" content=shared />
        <Meta property="og:description" content=description />
        <Meta property="og:type" content="article" />
        <article class="formed">
            <header>
                <p class="formed-sort">{Icon::CirclePlus.view()}{sort}</p>
                <h1>{name.name.clone()}" "<span class="formed-verb">{verb}</span></h1>
                {about}
            </header>
            {(!led.is_empty()).then(|| view! {
                <section aria-label="Who leads it">
                    <h2>"Led by"</h2>
                    <ul class="formed-people">{people}</ul>
                </section>
            })}
            {facts}
            <Lifeline row=row axis=axis />
            <div class="buttons">
                <a class="button button-filled" href=path>"Visit the group"</a>
                {charter.map(|href| view! { <a class="button" href=href>"Read its charter"</a> })}
            </div>
        </article>
    }
    .into_any()
}

/// What a link to the page shows elsewhere.
fn described(description: &str, kind: &str, community: &str, led: &[&str]) -> String {
    let led = if led.is_empty() {
        String::new()
    } else {
        format!(" Led by {}.", enumerated(led))
    };
    if description.is_empty() {
        format!("A {kind} of {community}.{led}")
    } else {
        format!("{description}{led}")
    }
}

fn facts(read: &FormedPage) -> AnyView {
    let group = &read.group.group;
    let since = read
        .group
        .life
        .stretches
        .iter()
        .rev()
        .find(|stretch| stretch.state == GroupState::Active)
        .map(|stretch| stretch.since);
    let decided = read.decided.map(|Formation { number, proposal, on }| {
        view! {
            <dt>"Decided"</dt>
            <dd>
                <DateText day=on />", "<a href=format!("/decisions/{number}")>"decision "{number.to_string()}</a>
                " on "<a href=format!("/proposals/{proposal}")>"proposal "{proposal}</a>
            </dd>
        }
    });
    let meeting = group
        .links_listed()
        .find(|link| link.kind == LinkKind::Meeting)
        .cloned()
        .map(|link| {
            let detail = link.detail.clone().unwrap_or_else(|| link.label.clone());
            let place = match link.url.as_deref().and_then(text::safe_address) {
                Some(url) => {
                    let url = url.to_owned();
                    view! { <a href=url rel="nofollow noopener">{detail}</a> }.into_any()
                }
                None => detail.into_any(),
            };
            view! { <dt>"Meets"</dt><dd>{place}</dd> }
        });
    view! {
        <dl class="facts formed-facts">
            {decided}
            {since.map(|day| view! { <dt>"At work since"</dt><dd><DateText day=day /></dd> })}
            {meeting}
        </dl>
    }
    .into_any()
}
