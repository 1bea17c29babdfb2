//! `/account/affiliations`: the organizations one is and was with, and the form for a change.

use domain::Day;
use leptos::prelude::*;
use services::{
    affiliation::{self, OwnAffiliations, Statement, Weighed},
    person::AffiliationHeld,
};

use super::{
    consequences::Consequences,
    frame::{AccountFrame, AccountPart, mine},
    statement::{self, STALE, WEIGHED},
};
use crate::{
    command::{Filled, filled},
    page::{context, page},
    ui::{
        Banner, BannerKind, DateField, DateText, DayFormat, Empty, Field, Item, List, Section,
        long_date,
    },
};

/// Where the page and its form are.
pub const ADDRESS: &str = "/account/affiliations";

/// The page.
#[component]
pub fn AffiliationsPage() -> impl IntoView {
    let context = context();
    let form = filled(ADDRESS);
    page(async move {
        let person = mine(&context)?;
        let own = affiliation::own(&context, person).await?;
        let stated = form
            .shown
            .contains_key(WEIGHED)
            .then(|| statement::read(&mut form.clone()))
            .flatten();
        let weighed = match &stated {
            Some(stated) => Some(affiliation::weigh(&context, person, stated).await?),
            None => None,
        };
        let held = own.held.clone();
        let today = context.today();
        Ok(view! {
            <AccountFrame
                part=AccountPart::Affiliations
                title="Your affiliations"
                lede="The organizations you are and were with. The lead rules of the groups you lead look at them."
                done=vec![("saved", "The change is in the record.")]
            >
                {form.shown.contains_key(STALE).then(stale)}
                <Section title="Say where you are">
                    {edit(&own, &form, stated.as_ref().zip(weighed), today)}
                </Section>
                <Section title="So far">{history(held)}</Section>
            </AccountFrame>
        }
        .into_any())
    })
}

fn stale() -> AnyView {
    view! {
        <Banner kind=BannerKind::Problem>
            <p>
                "The record of you has moved on since you checked this. Nothing is saved yet: below is what your change would mean now."
            </p>
        </Banner>
    }
    .into_any()
}

fn edit(
    own: &OwnAffiliations,
    form: &Filled,
    weighed: Option<(&Statement, Weighed)>,
    today: Day,
) -> AnyView {
    let checked = weighed
        .as_ref()
        .map(|(statement, _)| statement::checked(statement));
    let meaning = weighed.map(|(statement, weighed)| meaning(statement, weighed));
    let buttons = match meaning {
        None => view! {
            <div class="buttons">
                <button class="button button-filled" type="submit" name="step" value="check">
                    "Check"
                </button>
            </div>
        }
        .into_any(),
        Some(meaning) => view! {
            {meaning}
            <div class="buttons">
                <button class="button button-filled" type="submit" name="step" value="save">
                    "Save"
                </button>
                <button class="button" type="submit" name="step" value="check">"Check again"</button>
                <a href=ADDRESS>"Do not change it"</a>
            </div>
        }
        .into_any(),
    };
    view! {
        <form class="form" method="post" action=ADDRESS>
            <input type="hidden" name="made_from" value=own.newest.to_string() />
            {checked.map(|checked| view! { <input type="hidden" name="checked" value=checked /> })}
            <Field
                name="organization"
                label="Organization"
                hint="Your employer, or whom else you do this work for. Leave it empty for none. One that the record does not know is added to it."
                value=form.value("organization", "")
                error=form.problem("organization")
                autocomplete="organization"
                suggestions=own.organizations.clone()
            />
            {since(form, today)}
            {buttons}
        </form>
    }
    .into_any()
}

/// The day. A field for days would drop what is no day, so that one has a field for text.
fn since(form: &Filled, today: Day) -> AnyView {
    const LABEL: &str = "Since";
    const HINT: &str =
        "The first day. It may be long past: what the record had for that time gives way.";
    let typed = form.value("since", "");
    let error = form.problem("since");
    match typed.trim().parse::<Day>() {
        Err(_) if !typed.trim().is_empty() => view! {
            <Field name="since" label=LABEL hint=HINT value=typed error=error />
        }
        .into_any(),
        parsed => view! {
            <DateField
                name="since"
                label=LABEL
                hint=HINT
                value=parsed.ok()
                error=error
                latest=today
            />
        }
        .into_any(),
    }
}

/// What the statement would mean, before it is saved.
fn meaning(statement: &Statement, weighed: Weighed) -> AnyView {
    let since = long_date(statement.since);
    let days = match weighed.until {
        None => format!("From {since} on"),
        Some(until) => format!("From {since} until {}", long_date(until)),
    };
    let what = match &weighed.organization {
        Some(name) => format!("{days}, the record says that you are with {name}."),
        None => format!("{days}, the record says that you are with no organization."),
    };
    let new = weighed.is_new.then_some(
        " The record does not know this organization yet: look whether it is spelled as others spell it.",
    );
    view! {
        <div class="meaning" role="status">
            <h3>"What this would mean"</h3>
            <p>{what}{new}</p>
            <Consequences groups=weighed.groups led=weighed.groups_led />
        </div>
    }
    .into_any()
}

fn history(held: Vec<AffiliationHeld>) -> AnyView {
    if held.is_empty() {
        return view! {
            <Empty title="The record has you with no organization">
                <p>"Here will be each organization with its days, the newest first."</p>
            </Empty>
        }
        .into_any();
    }
    let rows = held
        .into_iter()
        .map(|with| {
            let href = format!("/organizations/{}", with.organization.slug);
            let title = view! { <a href=href>{with.organization.name}</a> }.into_any();
            let since = view! { <DateText day=with.days.since format=DayFormat::Short /> };
            let days = match with.days.until {
                None => view! { "since " {since} }.into_any(),
                Some(until) => {
                    view! { {since} " to " <DateText day=until format=DayFormat::Short /> }
                        .into_any()
                }
            };
            view! { <Item title=title aside=days /> }
        })
        .collect_view();
    view! { <List>{rows}</List> }.into_any()
}
