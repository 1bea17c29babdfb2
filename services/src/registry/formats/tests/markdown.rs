use domain::{
    group::GroupKind,
    link::{Link, LinkKind},
    person::Account,
    registry::SeatEntry,
    seat::Role,
};

use super::{Format, sound};

pub(super) const PAGE: &str = "\
# Mesh groups

We meet in *groups*.

| Group | Design Docs | Slack Channel | Meeting Link | Description
|-------|-------------|---------------|--------------|------------
| Docs | [Folder](https://drive.example/docs) | [#docs](https://chat.example/1) | n/a | User docs, website
| Data - Plane |[Data](https://drive.example/data) [_Old_](https://drive.example/old)|  | [Main](https://meet.example/a), [Other](https://meet.example/b) | Proxies and\\|or pipes  
| Routing and Policy | [Folder](https://drive.example/policy) | [Report](https://safe.example) | - | Rules

_NOTE: this is text._

## Leads

&nbsp; | Name | Company | Groups
-------|------|---------|-------
<img width=\"30px\" src=\"https://avatars.example/1?s=400&v=4\">  | [Ada Example](https://github.com/ada-x) | Blue  | Docs, Data - Plane - Tracing
&nbsp; | Bo Sample | Independent | Routing and Policy
&nbsp; | [Cy Instance](https://github.com/cy-x) | | Data - Plane, Routing and Policy
";

pub(super) const SECTIONS: &str = "\
# Mesh groups

* [Docs](#docs)

## Docs

Docs and the website

Artifact | Link
---|---
Forum | [mesh-docs@](https://forum.example/docs)
Community Meeting VC | [Wednesdays at 13:00 PT - Weekly](https://meet.example/docs)
Community Meeting Calendar | [Calendar Invitation](https://calendar.example/docs)
Meeting Notes | [Notes](https://notes.example/docs)
Document Folder | [Folder](https://drive.example/docs)
Test grid | [Grid](https://grid.example)

&nbsp; | Leads | Company | Profile
---|---|---|---
&nbsp; | Ada Example | Blue | [ada-x](https://githun.com/ada-x)
<img src=\"https://avatars.example/2\">  | Bo Sample | Red | n/a

## How we work

With care.
";

fn link(kind: LinkKind, label: &str, url: &str) -> Link {
    Link {
        kind,
        label: label.to_owned(),
        url: Some(url.to_owned()),
        detail: None,
    }
}

fn called(seat: &SeatEntry) -> (&str, Option<&str>) {
    (seat.person.name.as_deref().unwrap(), seat.area.as_deref())
}

#[test]
fn a_page_with_one_table_of_groups_gives_groups_links_and_leads() {
    let reading = sound(PAGE);
    assert_eq!(reading.format, Format::IstioMarkdown);
    let registry = reading.registry;
    assert_eq!(registry.kinds, [GroupKind::WorkingGroup].into());
    assert_eq!(registry.roles, [Role::Lead].into());
    let [docs, plane, policy] = &registry.groups[..] else {
        panic!("three groups: {registry:?}");
    };
    assert_eq!((docs.name.as_str(), docs.line), ("Docs", 7));
    assert_eq!(docs.description.as_deref(), Some("User docs, website"));
    assert_eq!(
        docs.links.as_deref().unwrap(),
        [
            link(LinkKind::Documents, "Folder", "https://drive.example/docs"),
            link(LinkKind::Chat, "#docs", "https://chat.example/1"),
        ]
    );
    assert_eq!(
        plane.links.as_deref().unwrap(),
        [
            link(LinkKind::Documents, "Data", "https://drive.example/data"),
            link(LinkKind::Documents, "Old", "https://drive.example/old"),
            link(LinkKind::Meeting, "Main", "https://meet.example/a"),
            link(LinkKind::Meeting, "Other", "https://meet.example/b"),
        ]
    );
    assert_eq!(plane.description.as_deref(), Some("Proxies and|or pipes"));
    assert_eq!(policy.name, "Routing and Policy");
}

#[test]
fn a_lead_s_groups_are_told_by_the_longest_name_that_fits() {
    let registry = sound(PAGE).registry;
    let seats: Vec<Vec<_>> = registry
        .groups
        .iter()
        .map(|group| group.seats.iter().map(called).collect())
        .collect();
    assert_eq!(
        seats,
        [
            vec![("Ada Example", None)],
            vec![("Ada Example", Some("Tracing")), ("Cy Instance", None)],
            vec![("Bo Sample", None), ("Cy Instance", None)],
        ]
    );
}

#[test]
fn an_organization_is_named_or_none_or_not_stated() {
    let registry = sound(PAGE).registry;
    let [docs, plane, policy] = &registry.groups[..] else {
        panic!("three groups");
    };
    assert_eq!(
        docs.seats[0].person.organization,
        Some(Some("Blue".to_owned()))
    );
    assert_eq!(policy.seats[0].person.organization, Some(None));
    assert_eq!(plane.seats[1].person.organization, None);
    assert_eq!(docs.seats[0].person.account, Some(Account::github("ada-x")));
    assert_eq!(policy.seats[0].person.account, None);
}

#[test]
fn a_page_with_sections_gives_groups_and_leaves_text_alone() {
    let registry = sound(SECTIONS).registry;
    let [docs] = &registry.groups[..] else {
        panic!("one group: {registry:?}");
    };
    assert_eq!(docs.description.as_deref(), Some("Docs and the website"));
    let meeting = Link {
        detail: Some("Wednesdays at 13:00 PT - Weekly".to_owned()),
        ..link(
            LinkKind::Meeting,
            "Community Meeting",
            "https://meet.example/docs",
        )
    };
    assert_eq!(
        docs.links.as_deref().unwrap(),
        [
            link(LinkKind::Forum, "Forum", "https://forum.example/docs"),
            meeting,
            link(
                LinkKind::Calendar,
                "Calendar Invitation",
                "https://calendar.example/docs"
            ),
            link(
                LinkKind::MeetingNotes,
                "Notes",
                "https://notes.example/docs"
            ),
            link(LinkKind::Documents, "Folder", "https://drive.example/docs"),
            Link {
                detail: Some("Grid".to_owned()),
                ..link(LinkKind::Other, "Test grid", "https://grid.example")
            },
        ]
    );
    let accounts: Vec<_> = docs
        .seats
        .iter()
        .map(|seat| seat.person.account.clone())
        .collect();
    assert_eq!(accounts, [Some(Account::github("ada-x")), None]);
}

#[test]
fn columns_may_stand_in_any_order_and_be_unknown() {
    let page = "\
| Description | Roadmap | Status | Working Group |
|---|---|---|---|
| Docs | [Plan](https://plan.example) | fine | Writers |

| Groups | Organization | Photo | Name |
|---|---|---|---|
| Writers | Blue | | [Ada](https://github.com/ada-x) |
";
    let registry = sound(page).registry;
    let writers = &registry.groups[0];
    assert_eq!(writers.name, "Writers");
    assert_eq!(
        writers.links.as_deref().unwrap(),
        [link(LinkKind::Other, "Roadmap", "https://plan.example")]
    );
    assert_eq!(writers.seats.len(), 1);
}
