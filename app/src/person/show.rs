//! `/people/HANDLE`: one person through time.

use domain::{
    Day,
    days::Days,
    person::Account,
    standing::{HeldStanding, Precision, Standing},
    words::{capitalized, enumerated},
};
use leptos::prelude::*;
use services::{
    group::{OutOfRules, out_of_rules},
    person::{self, AffiliationHeld, SeatHeld},
};

use super::{Evidence, as_of, seats::before_groups, tenures::Tenures};
use crate::{
    address::address,
    group::out_of_rules_list,
    history::{Detail, EventLine},
    page::{OnDay, PageTitle, context, on_day, page, parameter},
    past::{PastBanner, PastDayField, on_same_day},
    ui::{
        Button, Columns, Crumb, DateText, DayFormat, Empty, Icon, Item, List, MarginSection,
        PageHeader, Section, long_date,
    },
};

/// One person.
#[component]
pub fn PersonPage() -> impl IntoView {
    let context = context();
    let handle = parameter("handle");
    let today = context.today();
    let on = on_day(today);
    page(async move {
        let as_of = as_of(&on, today);
        let read = person::show(&context.database, &handle, as_of).await?;
        let plain = format!("/people/{}", read.handle);
        let known = read.registered_on <= as_of.day();
        // What holds today: a page of the past does not say it.
        let out = match on.past() {
            None => out_of_rules(&context, Some(read.id)).await?,
            Some(_) => Vec::new(),
        };
        let trail = vec![
            Crumb::link("/people", "People"),
            Crumb::here(read.name.clone()),
        ];
        let banner = on.past().map(|day| {
            view! { <PastBanner day=day subject=format!("The record of {}", read.name) today=plain /> }
        });
        let lede = if known { lede(&read) } else { String::new() };
        let title = read.name.clone();
        let body = if known {
            let margin = margin(&read, as_of.day(), on.clone());
            let picture = read.clone();
            let past = on.past();
            view! {
                <Columns margin=margin>
                    {led_out_of_rules(out)}
                    <Tenures person=picture as_of=as_of />
                    <Section title="Seats">{seats(read.seats, past)}</Section>
                    <Section title="Organizations">{affiliations(read.affiliations)}</Section>
                    <Section title="What happened">
                        <List dense=true>
                            {read
                                .history
                                .into_iter()
                                .map(|entry| view! { <EventLine entry=entry detail=Detail::Day /> })
                                .collect_view()}
                        </List>
                        <p>
                            <a href=address("/history", &[("person", &read.handle)])>
                                "Everything that happened"
                            </a>
                        </p>
                    </Section>
                </Columns>
            }
            .into_any()
        } else {
            view! {
                <Empty title="The record did not know them yet">
                    <p>"It first names them on " <DateText day=read.registered_on /> "."</p>
                </Empty>
            }
            .into_any()
        };
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader title=title trail=trail lede=lede />
            {banner}
            {body}
        }
        .into_any())
    })
}

/// The groups that they lead and that are out of the lead rules, with what would mend it; nothing where there is none.
fn led_out_of_rules(out: Vec<OutOfRules>) -> AnyView {
    if out.is_empty() {
        return ().into_any();
    }
    view! {
        <Section title="Leads a group that is out of the lead rules" id="lead-rules">
            {out_of_rules_list(out)}
        </Section>
    }
    .into_any()
}

/// "Leads Routing and Identity. With Northwind. In the record since 2017."
fn lede(person: &person::PersonPage) -> String {
    let held: Vec<&SeatHeld> = person
        .seats
        .iter()
        .filter(|seat| seat.days.until.is_none())
        .collect();
    let mut sentences: Vec<String> = Vec::new();
    let leading: Vec<&&SeatHeld> = held.iter().filter(|seat| seat.role.leads()).collect();
    let first = leading.first().copied().or(held.first());
    if let Some(first) = first {
        let mut groups: Vec<&str> = held
            .iter()
            .filter(|seat| seat.role == first.role)
            .map(|seat| seat.group_name.as_str())
            .collect();
        groups.dedup();
        let words = match groups.as_slice() {
            few if few.len() <= 4 => enumerated(few),
            many => domain::words::counted(many.len(), "group", "groups"),
        };
        sentences.push(capitalized(&format!(
            "{}{words}",
            before_groups(first.role)
        )));
    } else if let Some(last) = person.seats.first().and_then(|seat| seat.days.until) {
        sentences.push(format!("Held seats until {}", last.year()));
    }
    sentences.push(format!(
        "In the record since {}",
        person.registered_on.year()
    ));
    format!("{}.", sentences.join(". "))
}

fn seats(seats: Vec<SeatHeld>, past: Option<Day>) -> AnyView {
    if seats.is_empty() {
        return view! { <p class="secondary">"No seat in any group."</p> }.into_any();
    }
    let (held, ended): (Vec<SeatHeld>, Vec<SeatHeld>) = seats
        .into_iter()
        .partition(|seat| seat.days.until.is_none());
    let rows = |seats: Vec<SeatHeld>| {
        let rows = seats
            .into_iter()
            .map(|seat| {
                let href = on_same_day(&format!("/groups/{}", seat.group_slug), past);
                let title = view! { <a href=href>{seat.group_name}</a> }.into_any();
                let words = match seat.area {
                    Some(area) => format!("{}, {area}", seat.role.word()),
                    None => seat.role.word().to_owned(),
                };
                let days = dates(seat.days);
                view! { <Item title=title secondary=words.into_any() aside=days /> }
            })
            .collect_view();
        view! { <List>{rows}</List> }
    };
    let now = (!held.is_empty()).then(|| rows(held));
    let before = (!ended.is_empty()).then(|| {
        view! {
            {now.is_some().then(|| view! { <h3 class="before">"Before"</h3> })}
            {rows(ended)}
        }
    });
    view! { {now} {before} }.into_any()
}

fn affiliations(affiliations: Vec<AffiliationHeld>) -> AnyView {
    if affiliations.is_empty() {
        return view! { <p class="secondary">"The record names no organization."</p> }.into_any();
    }
    let rows = affiliations
        .into_iter()
        .map(|with| {
            let href = format!("/organizations/{}", with.organization.slug);
            let title = view! { <a href=href>{with.organization.name}</a> }.into_any();
            view! { <Item title=title aside=dates(with.days) /> }
        })
        .collect_view();
    view! { <List>{rows}</List> }.into_any()
}

/// "since 15 Jan 2020", "15 Jan 2020 to 1 Jun 2021"
fn dates(days: Days) -> AnyView {
    let since = view! { <DateText day=days.since format=DayFormat::Short /> };
    match days.until {
        None => view! { "since " {since} }.into_any(),
        Some(until) => {
            view! { {since} " to " <DateText day=until format=DayFormat::Short /> }.into_any()
        }
    }
}

fn margin(person: &person::PersonPage, day: Day, on: OnDay) -> AnyView {
    let organization = person
        .affiliations
        .iter()
        .find(|with| with.days.hold_on(day))
        .map(|with| {
            let href = format!("/organizations/{}", with.organization.slug);
            let name = with.organization.name.clone();
            view! {
                <MarginSection title="Organization"><p><a href=href>{name}</a></p></MarginSection>
            }
        });
    let said: Vec<&String> = [&person.profile.pronouns, &person.profile.time_zone]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    let profile = (!said.is_empty()).then(|| {
        let lines = said
            .into_iter()
            .map(|text| view! { <li>{text.clone()}</li> })
            .collect_view();
        view! { <MarginSection title="Says of themselves"><ul>{lines}</ul></MarginSection> }
    });
    let accounts = (!person.accounts.is_empty()).then(|| {
        let accounts = person.accounts.iter().map(account).collect_view();
        view! { <MarginSection title="Accounts"><ul>{accounts}</ul></MarginSection> }
    });
    let standings = if person.standings.is_empty() {
        view! { <p class="secondary">"No list names them."</p> }.into_any()
    } else {
        // Teams that were listed at once stand together.
        let rows = person
            .standings
            .chunk_by(together)
            .map(standing)
            .collect_view();
        view! { <ul class="standings">{rows}</ul> }.into_any()
    };
    let action = format!("/people/{}", person.handle);
    view! {
        {organization}
        {profile}
        {accounts}
        <MarginSection title="Standing">{standings}</MarginSection>
        <MarginSection title="The past">
            <form class="form-line" method="get" action=action>
                <PastDayField on=on />
                <div class="buttons"><Button text="Show" /></div>
            </form>
        </MarginSection>
    }
    .into_any()
}

fn account(account: &Account) -> AnyView {
    match account.provider.as_str() {
        "github" => {
            let href = format!("https://github.com/{}", account.login);
            view! {
                <li class="links">
                    <a href=href>{format!("{} on GitHub", account.login)}{Icon::ExternalLink.view()}</a>
                </li>
            }
            .into_any()
        }
        other => view! { <li>{format!("{} at {other}", account.login)}</li> }.into_any(),
    }
}

/// Whether two stand together: teams with the same days that the same shows.
fn together(one: &HeldStanding, other: &HeldStanding) -> bool {
    let teams = matches!(
        (&one.standing, &other.standing),
        (Standing::Team(_), Standing::Team(_))
    );
    teams && listed(one) == listed(other) && one.evidence == other.evidence
}

/// "listed since 20 August 2026 at the latest"
fn listed(held: &HeldStanding) -> String {
    let since = match held.precision {
        Precision::Exact => format!("since {}", long_date(held.since)),
        Precision::AtTheLatest => {
            format!("listed since {} at the latest", long_date(held.since))
        }
    };
    match held.until {
        None => since,
        Some(until) => format!("{since}, until {}", long_date(until)),
    }
}

/// One standing, or several teams with the same dates.
fn standing(held: &[HeldStanding]) -> AnyView {
    let evidence = held
        .first()
        .filter(|held| !held.evidence.is_empty())
        .map(|held| view! { <span class="person-secondary"><Evidence text=held.evidence.clone() /></span> });
    let words = match held {
        [one] => one.standing.words(),
        several => {
            let teams: Vec<&str> = several
                .iter()
                .filter_map(|held| match &held.standing {
                    Standing::Team(name) => Some(name.as_str()),
                    Standing::Member
                    | Standing::Maintainer
                    | Standing::Committee
                    | Standing::Administrator
                    | Standing::Emeritus => None,
                })
                .collect();
            format!("Teams {}", enumerated(&teams))
        }
    };
    view! {
        <li>
            <span>{words}</span>
            <span class="person-secondary">{held.first().map(listed)}</span>
            {evidence}
        </li>
    }
    .into_any()
}
