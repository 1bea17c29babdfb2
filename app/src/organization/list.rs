//! `/organizations`: who leads where, and how concentrated that is.

use domain::words::{capitalized, counted, enumerated, number};
use leptos::prelude::*;
use services::organization::{Concentration, GroupLink, OrganizationLine, list};

use crate::{
    address::address,
    page::{PageTitle, context, page, query},
    ui::{Empty, PageHeader, Pagination, Section, Table},
};

/// Organizations that lead something.
#[component]
pub fn OrganizationsPage() -> impl IntoView {
    let context = context();
    let after = query("after");
    page(async move {
        let read = list(&context.database, after.as_deref()).await?;
        let next = read
            .organizations
            .last()
            .filter(|_| read.more)
            .map(|last| address("/organizations", &[("after", &last.organization.slug)]));
        let first = after.is_some().then(|| "/organizations".to_owned());
        let lede = lede(&read.concentration);
        let of_one = after.is_none().then(|| of_one(&read.concentration));
        let body = if read.organizations.is_empty() {
            view! {
                <Empty title="No organization leads a group">
                    <p>
                        "They come with the leads of a registry: charterhouse import registry FILE. "
                        <a href="/people?who=everyone">"See everyone in the record"</a>
                    </p>
                </Empty>
            }
            .into_any()
        } else {
            table(read.organizations)
        };
        Ok(view! {
            <PageTitle subject="Organizations" />
            <PageHeader title="Organizations" lede=lede />
            {body}
            <Pagination first=first next=next />
            {of_one}
        }
        .into_any())
    })
}

/// "Nine organizations lead 14 groups. The three largest hold 62 % of lead seats; four groups have leads from one
/// organization only."
fn lede(concentration: &Concentration) -> String {
    let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    if concentration.organizations == 0 {
        return "Who leads where, and how concentrated that is.".to_owned();
    }
    let lead = if concentration.organizations == 1 {
        "leads"
    } else {
        "lead"
    };
    let organizations = capitalized(&counted(
        count(concentration.organizations),
        "organization",
        "organizations",
    ));
    let groups = counted(count(concentration.groups), "group", "groups");
    let names: Vec<&str> = concentration
        .largest
        .iter()
        .map(|largest| largest.name.as_str())
        .collect();
    let hold = match names.as_slice() {
        [one] => format!("{one} holds"),
        some if concentration.organizations > some.len() as u64 => {
            format!(
                "The {} largest, {}, hold",
                number(some.len()),
                enumerated(some)
            )
        }
        all => format!("{} hold", enumerated(all)),
    };
    let have = if concentration.of_one == 1 {
        "has"
    } else {
        "have"
    };
    let of_one = counted(count(concentration.of_one), "group", "groups");
    format!(
        "{organizations} {lead} {groups}. {hold} {} % of lead seats; {of_one} {have} leads from one organization only.",
        concentration.largest_share
    )
}

fn table(organizations: Vec<OrganizationLine>) -> AnyView {
    let rows = organizations.into_iter().map(row).collect_view();
    view! {
        <div class="organizations">
        <Table
            id="organizations"
            caption="Organizations with leads now; affiliates count as the organization they belong to"
            caption_hidden=true
        >
            <thead>
                <tr>
                    <th scope="col">"Organization"</th>
                    <th scope="col" class="number">"Leads"</th>
                    <th scope="col">"Share of lead seats"</th>
                    <th scope="col">"Groups"</th>
                </tr>
            </thead>
            <tbody data-keys="list">{rows}</tbody>
        </Table>
        </div>
    }
    .into_any()
}

fn row(line: OrganizationLine) -> AnyView {
    let href = format!("/organizations/{}", line.organization.slug);
    let affiliates: Vec<&str> = line
        .affiliates
        .iter()
        .map(|affiliate| affiliate.name.as_str())
        .collect();
    let with = (!affiliates.is_empty()).then(|| {
        view! { <p class="hint">{format!("with {}", enumerated(&affiliates))}</p> }
    });
    view! {
        <tr>
            <th scope="row" class="organization-name">
                <a href=href.clone()>{line.organization.name}</a>
                {with}
            </th>
            <td class="number">
                {line.leads}
                <span class="on-phone">{if line.leads == 1 { " lead" } else { " leads" }}</span>
            </td>
            <td><Share percent=line.share seats=line.seats /></td>
            <td>{groups(line.first_groups, line.groups, &href)}</td>
        </tr>
    }
    .into_any()
}

/// A share as a bar and in figures.
#[component]
fn Share(percent: u64, seats: u64) -> impl IntoView {
    let width = format!("{}%", percent.max(1));
    view! {
        <div class="share">
            <svg class="share-bar" aria-hidden="true" width="100%" height="8">
                <rect class="share-whole" width="100%" height="8" rx="2" />
                <rect class="share-part" width=width height="8" rx="2" />
            </svg>
            <span class="share-figure">{format!("{percent} %")}</span>
            <span class="hint">
                {if seats == 1 { "1 seat".to_owned() } else { format!("{seats} seats") }}
            </span>
        </div>
    }
}

/// The first groups, and how many more there are.
fn groups(first: Vec<GroupLink>, all: u64, href: &str) -> AnyView {
    let more = all.saturating_sub(first.len() as u64);
    let links = first
        .into_iter()
        .enumerate()
        .map(|(place, group)| {
            let between = if place == 0 { "" } else { ", " };
            view! { {between} <a href=format!("/groups/{}", group.slug)>{group.name}</a> }
        })
        .collect_view();
    let more = (more > 0).then(|| {
        view! { " and " <a href=format!("{href}#groups")>{format!("{more} more")}</a> }
    });
    view! { {links} {more} }.into_any()
}

/// The groups that one organization leads alone.
fn of_one(concentration: &Concentration) -> Option<AnyView> {
    if concentration.first_of_one.is_empty() {
        return None;
    }
    let more = concentration
        .of_one
        .saturating_sub(concentration.first_of_one.len() as u64);
    let rows = concentration
        .first_of_one
        .iter()
        .map(|of_one| {
            let leads = match of_one.leads {
                1 => "one lead, of ".to_owned(),
                leads => format!(
                    "{} leads, all of ",
                    number(usize::try_from(leads).unwrap_or(usize::MAX))
                ),
            };
            view! {
                <li>
                    <a href=format!(
                        "/groups/{}", of_one.group.slug,
                    )>{of_one.group.name.clone()}</a>
                    <span class="person-secondary">
                        {leads}
                        <a href=format!(
                            "/organizations/{}", of_one.organization.slug,
                        )>{of_one.organization.name.clone()}</a>
                    </span>
                </li>
            }
        })
        .collect_view();
    let more = (more > 0).then(|| view! { <p class="hint">{format!("And {more} more.")}</p> });
    Some(
        view! {
            <Section title="Leads from one organization only" id="one-organization">
                <p class="secondary">
                    "Their leads are all known to be with the same organization, its affiliates counted in."
                </p>
                <ul class="people-grid">{rows}</ul>
                {more}
            </Section>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use services::person::OrganizationLink;

    use super::*;

    fn concentration(organizations: u64, largest: &[&str]) -> Concentration {
        Concentration {
            organizations,
            seats: 8,
            groups: 4,
            largest: largest
                .iter()
                .map(|name| OrganizationLink {
                    slug: name.to_lowercase(),
                    name: (*name).to_owned(),
                })
                .collect(),
            largest_share: 62,
            of_one: 1,
            first_of_one: Vec::new(),
        }
    }

    #[test]
    fn the_sentence_names_the_largest() {
        assert_eq!(
            lede(&concentration(9, &["Northwind", "Tessellate", "Harbour"])),
            "Nine organizations lead four groups. The three largest, Northwind, Tessellate and Harbour, hold 62 % of \
             lead seats; one group has leads from one organization only."
        );
    }

    #[test]
    fn where_there_are_few_none_is_called_largest() {
        assert!(lede(&concentration(1, &["Northwind"])).contains("Northwind holds 62 %"));
        assert!(
            lede(&concentration(2, &["Northwind", "Tessellate"]))
                .contains("Northwind and Tessellate hold 62 %")
        );
    }
}
