//! `/organizations/SLUG`: the leads of one organization, now and before.

use domain::words::{capitalized, counted};
use leptos::prelude::*;
use services::{
    organization::{self, LeadLine, LeadsWanted, OrganizationPage as Read, show},
    person::OrganizationLink,
};

use crate::{
    address::address,
    page::{PageTitle, context, page, parameter, query},
    person::SeatsHeld,
    ui::{
        Columns, Crumb, DateText, DayFormat, Empty, MarginSection, PageHeader, Pagination, Person,
        Tab, Tabs,
    },
};

const NOW: &str = "Leads now";
const BEFORE: &str = "Before";

/// One organization.
#[component]
pub fn OrganizationPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let wanted = match query("leads").as_deref() {
        Some("before") => LeadsWanted::Before,
        Some(_) | None => LeadsWanted::Now,
    };
    let after = query("after");
    page(async move {
        let today = context.today();
        let read = show(&context.database, &slug, wanted, after.as_deref(), today).await?;
        let path = format!("/organizations/{}", read.organization.slug);
        let href = |wanted, after: &str| {
            let leads = match wanted {
                LeadsWanted::Now => "",
                LeadsWanted::Before => "before",
            };
            address(&path, &[("leads", leads), ("after", after)])
        };
        let next = read
            .people
            .last()
            .filter(|_| read.more)
            .map(|last| href(wanted, &last.person.handle));
        let first = after.is_some().then(|| href(wanted, ""));
        let tabs = vec![
            Tab::new(href(LeadsWanted::Now, ""), NOW)
                .counting(usize::try_from(read.leads).unwrap_or(usize::MAX)),
            Tab::new(href(LeadsWanted::Before, ""), BEFORE),
        ];
        let current = match wanted {
            LeadsWanted::Now => NOW,
            LeadsWanted::Before => BEFORE,
        };
        let name = read.organization.name.clone();
        let trail = vec![
            Crumb::link("/organizations", "Organizations"),
            Crumb::here(name.clone()),
        ];
        let lede = lede(&read);
        let margin = margin(&read);
        Ok(view! {
            <PageTitle subject=name.clone() />
            <PageHeader title=name trail=trail lede=lede />
            <Columns margin=margin>
                <Tabs label="Leads" tabs=tabs current=current />
                {leads(read.people, wanted, &read.organization)}
                <Pagination first=first next=next />
            </Columns>
        }
        .into_any())
    })
}

/// "Four people lead six groups: 12 % of lead seats."
fn lede(read: &organization::OrganizationPage) -> String {
    let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    if read.leads == 0 {
        return "Nobody leads a group for it now.".to_owned();
    }
    let lead = if read.leads == 1 { "leads" } else { "lead" };
    let affiliates = if read.affiliates.is_empty() {
        ""
    } else {
        ", affiliates counted in"
    };
    format!(
        "{} {lead} {}: {} % of lead seats{affiliates}.",
        capitalized(&counted(count(read.leads), "person", "people")),
        counted(count(read.groups), "group", "groups"),
        read.share
    )
}

fn leads(people: Vec<LeadLine>, wanted: LeadsWanted, organization: &OrganizationLink) -> AnyView {
    if people.is_empty() {
        let title = match wanted {
            LeadsWanted::Now => "Nobody leads a group for it now",
            LeadsWanted::Before => "Nobody led a group for it before",
        };
        return view! { <Empty title=title /> }.into_any();
    }
    let rows = people
        .into_iter()
        .map(|line| {
            let person = line.person;
            let href = format!("/people/{}", person.handle);
            // Said only where it differs: of affiliates, and of those who went elsewhere.
            let with = person
                .organization
                .filter(|with| with.slug != organization.slug)
                .map(|with| match wanted {
                    LeadsWanted::Now => with.name,
                    LeadsWanted::Before => format!("now with {}", with.name),
                })
                .unwrap_or_default();
            let seats = match wanted {
                LeadsWanted::Now => person
                    .seats
                    .into_iter()
                    .filter(|seat| seat.role.leads())
                    .collect(),
                LeadsWanted::Before => Vec::new(),
            };
            let since = view! { <DateText day=line.led.since format=DayFormat::Month /> };
            let days = match line.led.until {
                None => view! { "since " {since} }.into_any(),
                Some(until) => {
                    view! { {since} " to " <DateText day=until format=DayFormat::Month /> }
                        .into_any()
                }
            };
            view! {
                <li>
                    <Person name=person.name href=href secondary=with />
                    <p class="people-seats"><SeatsHeld seats=seats past=None /></p>
                    <p class="people-standing">{days}</p>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="people-rows" data-keys="list">{rows}</ul> }.into_any()
}

fn margin(read: &Read) -> AnyView {
    let links = |organizations: &[OrganizationLink]| {
        organizations
            .iter()
            .map(|other| {
                let href = format!("/organizations/{}", other.slug);
                view! { <li><a href=href>{other.name.clone()}</a></li> }
            })
            .collect_view()
    };
    let parent = read.parent.as_ref().map(|parent| {
        let links = links(std::slice::from_ref(parent));
        view! { <MarginSection title="Belongs to"><ul class="margin-links">{links}</ul></MarginSection> }
    });
    let affiliates = (!read.affiliates.is_empty()).then(|| {
        let links = links(&read.affiliates);
        view! { <MarginSection title="Affiliates"><ul class="margin-links">{links}</ul></MarginSection> }
    });
    let more = read.groups.saturating_sub(read.first_groups.len() as u64);
    let groups = if read.first_groups.is_empty() {
        view! { <p class="secondary">"None now."</p> }.into_any()
    } else {
        let groups = read
            .first_groups
            .iter()
            .map(|group| {
                let href = format!("/groups/{}", group.slug);
                view! { <li><a href=href>{group.name.clone()}</a></li> }
            })
            .collect_view();
        let more = (more > 0).then(|| view! { <p class="hint">{format!("And {more} more.")}</p> });
        view! { <ul id="groups" class="margin-links">{groups}</ul> {more} }.into_any()
    };
    view! {
        <MarginSection title="Groups it leads">{groups}</MarginSection>
        {parent}
        {affiliates}
    }
    .into_any()
}
