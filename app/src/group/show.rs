//! `/groups/SLUG`: a group with its charter as a document and what one asks next in the margin.

use domain::{
    Day,
    group::{Charter, GroupState},
    link::LinkKind,
};
use leptos::prelude::*;
use services::{
    announcement,
    group::{self, GroupOnDay},
    history::Name,
    proposal::amendments_of_group,
    text,
};

use super::{
    lifelines::row_of_one,
    margin::Margin,
    memorial::{Memorial, RememberedMargin},
    place::{GroupTabs, at_todays_address, group_path, requested, trail},
};
use crate::{
    announcement::announced_for_group,
    history::EventLine,
    minutes::lately_said,
    outcome::done,
    page::{OnDay, PageTitle, context, on_day, page, parameter},
    past::{PastBanner, PastDayField, on_same_day},
    proposal::drafted_amendments,
    ui::{
        Banner, BannerKind, Button, Columns, Contents, DateText, Document, Empty, Heading,
        Lifeline, List, PageHeader, Section, StateBadge, long_date,
    },
};

/// So many headings make a table of contents worth its place.
const HEADINGS: usize = 3;

/// So many announcements stand in the margin.
const ANNOUNCED: u64 = 3;

/// A group, today or on a past day.
#[component]
pub fn GroupPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let on = on_day(context.today());
    let requested = requested();
    let done = done(&[(
        "stepped-down",
        "You have stepped down. The group’s page, its history and the committee see it from now on.",
    )]);
    page(async move {
        let past = on.past();
        let read = group::page(&context, &slug, past)
            .await
            .map_err(at_todays_address(&requested))?;
        Ok(match read {
            GroupOnDay::There(page) => {
                let announced = match past {
                    None => announcement::newest(&context, Some(page.group.id), ANNOUNCED).await?,
                    Some(_) => Vec::new(),
                };
                let amendments = match past {
                    None => amendments_of_group(&context, page.group.id).await?,
                    Some(_) => Vec::new(),
                };
                let announced = announced_for_group(&slug, announced);
                let said = match past {
                    None => lately_said(&context, page.group.id, &page.slug).await?,
                    Some(_) => None,
                };
                there(
                    *page,
                    on,
                    (announced, said),
                    drafted_amendments(amendments),
                    done,
                )
            }
            GroupOnDay::NotYet { name, formed_on } => not_yet(name, formed_on, past),
        })
    })
}

fn there(
    page: group::GroupPage,
    on: OnDay,
    (announced, said): (AnyView, Option<AnyView>),
    amendments: Option<AnyView>,
    done: Option<String>,
) -> AnyView {
    let past = on.past();
    let now = page.group.now().clone();
    let name = Name {
        slug: page.slug.clone(),
        name: now.name.clone(),
    };
    let today = group_path(&page.slug);
    let subject = match past {
        None => now.name.clone(),
        Some(day) => format!("{} on {}", now.name, long_date(day)),
    };
    let since = page.state_since.strftime("%B %Y");
    let detail = match now.state {
        GroupState::SettingUp | GroupState::Active | GroupState::Closing => {
            format!("since {since}")
        }
        GroupState::Dissolved | GroupState::Merged => format!("in {since}"),
    };
    let state = view! { <StateBadge state=now.state detail=detail /> }.into_any();
    let banner = past.map(|day| {
        view! { <PastBanner day=day subject=now.name.clone() today=today.clone() /> }
    });
    let past_day = view! { <PastDay on=on action=today /> }.into_any();
    let (row, axis) = row_of_one(&page, past);
    let charter = page.group.charter().cloned();
    let lately = (!page.lately.is_empty()).then(|| {
        let lines = page
            .lately
            .iter()
            .map(|entry| view! { <EventLine entry=entry.clone() /> })
            .collect_view();
        let all = format!("{}/history", group_path(&page.slug));
        view! {
            <Section title="Changed in the last thirty days">
                <p class="hint">"You see this because you lead the group or are its delegate."</p>
                <List dense=true>{lines}</List>
                <p><a href=all>"Everything that happened"</a></p>
            </Section>
        }
    });
    let (main, margin) = if now.state.is_alive() {
        let main = match &charter {
            Some(charter) => adopted(&page.slug, charter, past),
            None => elsewhere(&page),
        };
        (
            main,
            view! { <Margin page=page past=past />{announced} }.into_any(),
        )
    } else {
        let document = charter.map(|charter| {
            let adopted = adopted(&page.slug, &charter, past);
            view! { <Section title="Its last charter">{adopted}</Section> }
        });
        let main = view! { <Memorial page=page.clone() past=past />{document} }.into_any();
        (
            main,
            view! { <RememberedMargin page=page past=past />{announced} }.into_any(),
        )
    };
    view! {
        <PageTitle subject=subject />
        <PageHeader
            title=now.name.clone()
            trail=trail(&name, None, past)
            state=state
            lede=now.description
        />
        {banner}
        {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
        <Lifeline row=row axis=axis />
        <GroupTabs slug=name.slug name=name.name current="Charter" aside=past_day />
        <Columns margin=margin>{amendments}{lately}{main}{said}</Columns>
    }
    .into_any()
}

/// The form for a past day, behind the tabs' right end.
#[component]
fn PastDay(on: OnDay, action: String) -> impl IntoView {
    let open = matches!(on, OnDay::Unusable(_));
    view! {
        <details class="panel" open=open>
            <summary>"On a past day"</summary>
            <form class="form panel-content" method="get" action=action>
                <PastDayField on=on />
                <Button text="Show" />
            </form>
        </details>
    }
}

/// The charter in force, with where it comes from.
fn adopted(slug: &str, charter: &Charter, past: Option<Day>) -> AnyView {
    let rendered = text::markdown(&charter.body);
    let path = format!("{}/charter", group_path(slug));
    let alone = match past {
        None => path.clone(),
        Some(_) => format!("{path}?version={}", charter.number),
    };
    let number = charter.number;
    let compare = (number > 1).then(|| {
        let before = number - 1;
        view! {
            " "<a href=format!("{path}/diff?from={before}&to={number}")>{format!("Compare with charter {before}")}</a>"."
        }
    });
    view! {
        <Outline headings=rendered.headings />
        <Document html=rendered.html />
        <p class="document-note">
            "Charter "{number}", adopted "<DateText day=charter.adopted_on />"."{compare}
            " "<a href=alone>"Read it alone"</a>"."
        </p>
    }
    .into_any()
}

/// A document's table of contents, above it, closed; nothing for a short one.
#[component]
pub fn Outline(headings: Vec<Heading>) -> impl IntoView {
    (headings.len() >= HEADINGS).then(|| {
        view! {
            <details class="outline">
                <summary>"Contents"</summary>
                <Contents headings=headings />
            </details>
        }
    })
}

/// Where no charter is in the record: where it is kept, as far as the registry says.
fn elsewhere(page: &group::GroupPage) -> AnyView {
    let charter = page
        .group
        .links_listed()
        .find(|link| link.kind == LinkKind::Charter);
    let Some(charter) = charter else {
        return view! {
            <Empty title="No charter is in the record">
                <p>"Here will be the group’s mission, goals and scope, once a charter is adopted or imported."</p>
            </Empty>
        }
        .into_any();
    };
    let address = charter.url.clone().unwrap_or_else(|| charter.label.clone());
    let place = match text::safe_address(&address) {
        Some(href) => {
            let href = href.to_owned();
            view! { <a href=href rel="nofollow noopener">{address.clone()}</a> }.into_any()
        }
        None => address.into_any(),
    };
    view! {
        <Empty title="The charter is kept elsewhere">
            <p>"The registry names its place: "{place}</p>
        </Empty>
    }
    .into_any()
}

/// The page of a group on a day before it was formed.
fn not_yet(name: Name, formed_on: Day, past: Option<Day>) -> AnyView {
    let path = group_path(&name.slug);
    let first = on_same_day(&path, Some(formed_on));
    view! {
        <PageTitle subject=name.name.clone() />
        <PageHeader title=name.name.clone() trail=trail(&name, None, past) />
        <Banner kind=BannerKind::Past>
            <p>
                {name.name.clone()}" was formed only on "<DateText day=formed_on />". "
                <a href=first>"See it on that day"</a>" or "<a href=path>"today"</a>"."
            </p>
        </Banner>
    }
    .into_any()
}
