//! Events are stored as JSON for ever: one example of every kind, so that a renamed field is noticed.

use domain::{
    committee::CommitteeEvent,
    event::{DatedEvent, Event},
    group::{GroupEvent, GroupKind, GroupState},
    ids::{GroupId, OrganizationId, PersonId},
    leaving::NameAfterLeaving,
    link::{Link, LinkKind},
    person::{Account, Affiliation, Holdings, OrganizationEvent, PersonEvent},
    policy::{Policy, PolicyEvent},
    seat::{Role, Seat},
    slug::Slug,
    standing::{HeldStanding, Precision, Standing},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::fixture::day;

const ONE: &str = "00000000-0000-0000-0000-000000000001";
const TWO: &str = "00000000-0000-0000-0000-000000000002";

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// The event reads from that JSON and is written as it; gives its kind.
fn is_stored_as(event: Event, json: &Value) -> &'static str {
    let kind = event.kind();
    let dated = DatedEvent { on: day(0), event };
    let mut expected = json.clone();
    expected["on"] = json!("2020-01-01");
    assert_eq!(serde_json::to_value(&dated).unwrap(), expected);
    let read: DatedEvent = serde_json::from_value(expected).unwrap();
    assert_eq!(read, dated);
    kind
}

fn of_group(change: GroupEvent, json: Value) -> &'static str {
    let event = Event::Group {
        group: GroupId(id(1)),
        change,
    };
    is_stored_as(
        event,
        &json!({"about": "group", "group": ONE, "change": json}),
    )
}

fn of_person(change: PersonEvent, json: Value) -> &'static str {
    let event = Event::Person {
        person: PersonId(id(1)),
        change,
    };
    is_stored_as(
        event,
        &json!({"about": "person", "person": ONE, "change": json}),
    )
}

fn of_organization(change: OrganizationEvent, json: Value) -> &'static str {
    let event = Event::Organization {
        organization: OrganizationId(id(1)),
        change,
    };
    is_stored_as(
        event,
        &json!({"about": "organization", "organization": ONE, "change": json}),
    )
}

fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

fn text(text: &str) -> String {
    text.to_owned()
}

#[test]
fn the_life_of_a_group_is_stored() {
    let kinds = [
        of_group(
            GroupEvent::Formed {
                name: text("Docs"),
                slug: slug("docs"),
                group_kind: GroupKind::WorkingGroup,
                parent: None,
                state: GroupState::SettingUp,
            },
            json!({"kind": "formed", "name": "Docs", "slug": "docs", "group_kind": "working_group", "parent": null, "state": "setting_up"}),
        ),
        of_group(GroupEvent::Activated, json!({"kind": "activated"})),
        of_group(
            GroupEvent::Renamed {
                before: text("Docs"),
                name: text("Guides"),
                slug_before: slug("docs"),
                slug: slug("guides"),
            },
            json!({"kind": "renamed", "before": "Docs", "name": "Guides", "slug_before": "docs", "slug": "guides"}),
        ),
        of_group(
            GroupEvent::Converted {
                kind_before: GroupKind::WorkingGroup,
                group_kind: GroupKind::Subgroup,
                parent_before: None,
                parent: Some(GroupId(id(2))),
            },
            json!({"kind": "converted", "kind_before": "working_group", "group_kind": "subgroup", "parent_before": null, "parent": TWO}),
        ),
        of_group(GroupEvent::ClosingBegun, json!({"kind": "closing_begun"})),
        of_group(GroupEvent::Dissolved, json!({"kind": "dissolved"})),
        of_group(
            GroupEvent::FinalReportGiven {
                body: text("It did its work."),
                by: PersonId(id(2)),
            },
            json!({"kind": "final_report_given", "body": "It did its work.", "by": TWO}),
        ),
        of_group(
            GroupEvent::MergedInto {
                into: GroupId(id(2)),
            },
            json!({"kind": "merged_into", "into": TWO}),
        ),
        of_group(
            GroupEvent::Revived {
                state: GroupState::Active,
            },
            json!({"kind": "revived", "state": "active"}),
        ),
    ];
    assert_eq!(
        kinds,
        [
            "group_formed",
            "group_activated",
            "group_renamed",
            "group_converted",
            "group_closing",
            "group_dissolved",
            "final_report_given",
            "group_merged",
            "group_revived"
        ]
    );
}

#[test]
fn what_a_group_says_of_itself_is_stored() {
    let link = |label: &str| Link {
        kind: LinkKind::MeetingNotes,
        label: text(label),
        url: Some(text("https://example.org")),
        detail: Some(text("Mondays")),
    };
    let bare = Link {
        kind: LinkKind::Chat,
        label: text("#docs"),
        url: None,
        detail: None,
    };
    let stored = |label: &str| json!({"kind": "meeting_notes", "label": label, "url": "https://example.org", "detail": "Mondays"});
    let kinds = [
        of_group(
            GroupEvent::Described {
                before: text(""),
                description: text("Writes"),
            },
            json!({"kind": "described", "before": "", "description": "Writes"}),
        ),
        of_group(
            GroupEvent::CharterAdopted {
                number: 1,
                body: text("# Docs"),
            },
            json!({"kind": "charter_adopted", "number": 1, "body": "# Docs"}),
        ),
        of_group(
            GroupEvent::LinkAdded { link: bare },
            json!({"kind": "link_added", "link": {"kind": "chat", "label": "#docs"}}),
        ),
        of_group(
            GroupEvent::LinkChanged {
                before: link("a"),
                link: link("b"),
            },
            json!({"kind": "link_changed", "before": stored("a"), "link": stored("b")}),
        ),
        of_group(
            GroupEvent::LinkRemoved { link: link("a") },
            json!({"kind": "link_removed", "link": stored("a")}),
        ),
        of_group(
            GroupEvent::StakeholdersChanged {
                before: vec![],
                stakeholders: vec![GroupId(id(2))],
            },
            json!({"kind": "stakeholders_changed", "before": [], "stakeholders": [TWO]}),
        ),
    ];
    assert_eq!(
        kinds,
        [
            "description_changed",
            "charter_adopted",
            "link_added",
            "link_changed",
            "link_removed",
            "stakeholders_changed"
        ]
    );
}

#[test]
fn seats_are_stored() {
    let person = PersonId(id(2));
    let kinds = [
        of_group(
            GroupEvent::SeatTaken {
                person,
                role: Role::TechLead,
                area: None,
            },
            json!({"kind": "seat_taken", "person": TWO, "role": "tech_lead", "area": null}),
        ),
        of_group(
            GroupEvent::SeatAreaChanged {
                person,
                role: Role::Lead,
                before: None,
                area: Some(text("Site")),
            },
            json!({"kind": "seat_area_changed", "person": TWO, "role": "lead", "before": null, "area": "Site"}),
        ),
        of_group(
            GroupEvent::SeatLeft {
                person,
                role: Role::EmeritusLead,
            },
            json!({"kind": "seat_left", "person": TWO, "role": "emeritus_lead"}),
        ),
    ];
    assert_eq!(kinds, ["seat_taken", "seat_area_changed", "seat_left"]);
}

#[test]
fn people_and_organizations_are_stored() {
    let kinds = [
        of_person(
            PersonEvent::Registered {
                handle: slug("ada"),
                name: text("Ada"),
                account: Some(Account::github("Ada-X")),
            },
            json!({"kind": "registered", "handle": "ada", "name": "Ada", "account": {"provider": "github", "login": "Ada-X"}}),
        ),
        of_person(
            PersonEvent::Renamed {
                before: text("Ada"),
                name: text("Ada L."),
            },
            json!({"kind": "renamed", "before": "Ada", "name": "Ada L."}),
        ),
        of_person(
            PersonEvent::AccountLinked {
                account: Account::github("ada-y"),
            },
            json!({"kind": "account_linked", "account": {"provider": "github", "login": "ada-y"}}),
        ),
        of_person(
            PersonEvent::AccountRenamed {
                before: Account::github("ada-y"),
                account: Account::github("ada-z"),
            },
            json!({"kind": "account_renamed",
                "before": {"provider": "github", "login": "ada-y"},
                "account": {"provider": "github", "login": "ada-z"}}),
        ),
        of_person(
            PersonEvent::AccountLost {
                account: Account::github("ada-z"),
            },
            json!({"kind": "account_lost", "account": {"provider": "github", "login": "ada-z"}}),
        ),
        of_person(
            PersonEvent::AffiliationChanged {
                before: None,
                organization: Some(OrganizationId(id(2))),
            },
            json!({"kind": "affiliation_changed", "before": null, "organization": TWO}),
        ),
        of_person(
            PersonEvent::AffiliationStated {
                before: Some(OrganizationId(id(2))),
                organization: None,
                since: day(0),
            },
            json!({"kind": "affiliation_stated", "before": TWO, "organization": null, "since": "2020-01-01"}),
        ),
        of_person(
            PersonEvent::Left {
                name: NameAfterLeaving::Pseudonym,
            },
            json!({"kind": "left", "name": "pseudonym"}),
        ),
        of_person(
            PersonEvent::StandingGained {
                standing: Standing::Member,
                precision: Precision::AtTheLatest,
            },
            json!({"kind": "standing_gained", "standing": {"is": "member"}, "precision": "at_the_latest"}),
        ),
        of_person(
            PersonEvent::StandingLost {
                standing: Standing::Team(text("Docs")),
            },
            json!({"kind": "standing_lost", "standing": {"is": "team", "name": "Docs"}}),
        ),
        of_person(
            PersonEvent::StandingStated {
                standing: Standing::Maintainer,
                since: day(0),
                until: None,
                evidence: text("Minutes of May"),
            },
            json!({"kind": "standing_stated", "standing": {"is": "maintainer"}, "since": "2020-01-01", "until": null, "evidence": "Minutes of May"}),
        ),
        of_person(
            PersonEvent::MergedInto {
                into: PersonId(id(2)),
            },
            json!({"kind": "merged_into", "into": TWO}),
        ),
        of_person(
            PersonEvent::MergeUndone {
                from: PersonId(id(2)),
                holdings: holdings(),
            },
            json!({"kind": "merge_undone", "from": TWO, "holdings": holdings_json()}),
        ),
        of_person(
            PersonEvent::Absorbed {
                person: PersonId(id(2)),
                name: text("A. L."),
                holdings: holdings(),
            },
            json!({"kind": "absorbed", "person": TWO, "name": "A. L.", "holdings": holdings_json()}),
        ),
        of_person(
            PersonEvent::Released {
                person: PersonId(id(2)),
                holdings: Holdings::default(),
            },
            json!({"kind": "released", "person": TWO, "holdings": {"accounts": [], "affiliations": [], "standings": []}}),
        ),
        of_organization(
            OrganizationEvent::Registered {
                slug: slug("acme"),
                name: text("Acme"),
            },
            json!({"kind": "registered", "slug": "acme", "name": "Acme"}),
        ),
        of_organization(
            OrganizationEvent::ParentChanged {
                before: None,
                parent: Some(OrganizationId(id(2))),
            },
            json!({"kind": "parent_changed", "before": null, "parent": TWO}),
        ),
    ];
    assert_eq!(
        kinds,
        [
            "person_registered",
            "person_renamed",
            "account_linked",
            "account_renamed",
            "account_lost",
            "affiliation_changed",
            "affiliation_stated",
            "person_left",
            "standing_gained",
            "standing_lost",
            "standing_stated",
            "person_merged",
            "person_merge_undone",
            "person_absorbed",
            "person_released",
            "organization_registered",
            "organization_parent_changed"
        ]
    );
}

fn holdings() -> Holdings {
    Holdings {
        accounts: vec![Account::github("ada-y")],
        affiliations: vec![Affiliation {
            organization: OrganizationId(id(2)),
            since: day(0),
            until: None,
        }],
        standings: vec![HeldStanding {
            standing: Standing::Member,
            since: day(0),
            precision: Precision::Exact,
            until: None,
            evidence: text("Minutes"),
        }],
    }
}

fn holdings_json() -> Value {
    json!({
        "accounts": [{"provider": "github", "login": "ada-y"}],
        "affiliations": [{"organization": TWO, "since": "2020-01-01", "until": null}],
        "standings": [{
            "standing": {"is": "member"}, "since": "2020-01-01", "precision": "exact", "until": null,
            "evidence": "Minutes"
        }]
    })
}

#[test]
fn seats_of_two_who_are_one_are_stored() {
    let (from, into) = (PersonId(id(1)), PersonId(id(2)));
    let kinds = [
        of_group(
            GroupEvent::SeatsMoved { from, into },
            json!({"kind": "seats_moved", "from": ONE, "into": TWO}),
        ),
        of_group(
            GroupEvent::SeatsReturned {
                from,
                into,
                seats: vec![Seat {
                    person: from,
                    role: Role::Lead,
                    area: None,
                    since: day(0),
                    held_since: day(0),
                    until: None,
                }],
            },
            json!({"kind": "seats_returned", "from": ONE, "into": TWO, "seats": [{
                "person": ONE, "role": "lead", "area": null, "since": "2020-01-01", "held_since": "2020-01-01", "until": null
            }]}),
        ),
    ];
    assert_eq!(kinds, ["seats_moved", "seats_returned"]);
}

#[test]
fn what_happens_to_the_committee_is_stored() {
    let of_committee = |change: CommitteeEvent, json: Value| {
        is_stored_as(
            Event::Committee { change },
            &json!({"about": "committee", "change": json}),
        )
    };
    let person = PersonId(id(1));
    let kinds = [
        of_committee(
            CommitteeEvent::SeatAdded {
                seat: 1,
                title: text("Elected"),
                since: day(0),
            },
            json!({"kind": "seat_added", "seat": 1, "title": "Elected", "since": "2020-01-01"}),
        ),
        of_committee(
            CommitteeEvent::SeatEnded { seat: 1 },
            json!({"kind": "seat_ended", "seat": 1}),
        ),
        of_committee(
            CommitteeEvent::SeatFilled {
                seat: 1,
                person,
                since: day(0),
                ends_on: None,
            },
            json!({"kind": "seat_filled", "seat": 1, "person": ONE, "since": "2020-01-01", "ends_on": null}),
        ),
        of_committee(
            CommitteeEvent::TermChanged {
                seat: 1,
                person,
                before: None,
                ends_on: Some(day(0)),
            },
            json!({"kind": "term_changed", "seat": 1, "person": ONE, "before": null, "ends_on": "2020-01-01"}),
        ),
        of_committee(
            CommitteeEvent::SeatVacated {
                seat: 1,
                person,
                until: day(0),
            },
            json!({"kind": "seat_vacated", "seat": 1, "person": ONE, "until": "2020-01-01"}),
        ),
        of_committee(
            CommitteeEvent::HolderMoved {
                from: person,
                into: PersonId(id(2)),
                terms: vec![(1, day(0))],
            },
            json!({"kind": "holder_moved", "from": ONE, "into": TWO, "terms": [[1, "2020-01-01"]]}),
        ),
        of_committee(
            CommitteeEvent::HolderReturned {
                from: person,
                into: PersonId(id(2)),
                terms: vec![(1, day(0))],
            },
            json!({"kind": "holder_returned", "from": ONE, "into": TWO, "terms": [[1, "2020-01-01"]]}),
        ),
    ];
    assert_eq!(kinds, CommitteeEvent::KINDS);
}

#[test]
fn a_policy_is_stored() {
    let mut policy = Policy::istio();
    policy.setup_checklist.truncate(1);
    policy.closing_checklist.clear();
    let change = PolicyEvent::Adopted {
        version: 1,
        policy: Box::new(policy),
        reason: text("Preset"),
    };
    let kind = is_stored_as(
        Event::Policy { change },
        &json!({"about": "policy", "change": {
            "kind": "adopted", "version": 1, "reason": "Preset",
            "policy": {
                "title": "Istio preset",
                "committee": "Technical Oversight Committee",
                "kinds": ["working_group", "subgroup"],
                "lead_rules": {
                    "fewest_leads": 2, "most_leads": 3, "fewest_organizations": 2,
                    "member_months": 12, "maintainer_months": 3,
                    "roles": ["lead", "chair", "tech_lead"], "enforcement": "warn"
                },
                "decision": {
                    "rule": {"method": "consensus", "quorum": 50},
                    "shortest_review_hours": 72, "longest_review_hours": null, "open_concern": "blocks",
                    "electorate": "committee", "early_close": "never"
                },
                "setup_checklist": [{
                    "key": "folder", "sentence": "Create a document folder named GROUP.", "due_after_days": 14
                }],
                "closing_checklist": [],
                "roadmap_months": 3,
                "roadmap_stale_after_days": 60,
                "reports": {"cadence": "as_appropriate"},
                "report_due_after_days": 14,
                "minutes_review_days": 7,
                "recording_due_days": 7,
                "name_after_leaving": "kept",
                "agenda_freeze_hours": 24,
                "health": {
                    "no_meeting_after_days": 60,
                    "no_minutes_after_days": 14,
                    "leads_quiet_after_days": 90,
                    "warn_days": 7,
                    "grace_days": 30
                },
                "escalation_days": 7
            }
        }}),
    );
    assert_eq!(kind, "policy_adopted");
}

#[test]
fn rules_that_were_stored_before_a_policy_could_name_the_leads_roles_count_all_of_them() {
    let mut stored = serde_json::to_value(Policy::istio()).unwrap();
    stored["lead_rules"]
        .as_object_mut()
        .unwrap()
        .remove("roles")
        .unwrap();
    let read: Policy = serde_json::from_value(stored).unwrap();
    assert_eq!(read, Policy::istio());
}

#[test]
fn a_policy_from_before_there_was_a_choice_keeps_the_name_of_who_leaves() {
    let mut stored = serde_json::to_value(Policy::istio()).unwrap();
    stored.as_object_mut().unwrap().remove("name_after_leaving");
    stored
        .as_object_mut()
        .unwrap()
        .remove("agenda_freeze_hours");
    stored.as_object_mut().unwrap().remove("health");
    let read: Policy = serde_json::from_value(stored).unwrap();
    assert_eq!(read.name_after_leaving, NameAfterLeaving::Kept);
    assert_eq!(read.agenda_freeze_hours, 24);
}
