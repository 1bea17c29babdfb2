//! The life of a group, one rule at a time.

use domain::{
    actor::{Authorities, Authority},
    group::{Group, GroupCommand, GroupEvent, GroupKind, GroupState, Refusal, ReplayError, decide},
    ids::{GroupId, PersonId},
    link::{Link, LinkKind},
    policy::{Enforcement, Policy},
    seat::Role,
    slug::Slug,
};
use uuid::Uuid;

use crate::fixture::day;

const OWN: GroupId = GroupId(Uuid::from_u128(1));
const OTHER: GroupId = GroupId(Uuid::from_u128(2));
const ADA: PersonId = PersonId(Uuid::from_u128(11));
const BEN: PersonId = PersonId(Uuid::from_u128(12));

fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

fn form() -> GroupCommand {
    GroupCommand::Form {
        name: "Networking".to_owned(),
        slug: slug("networking"),
        kind: GroupKind::WorkingGroup,
        parent: None,
    }
}

/// Does it, or says why not.
fn done(
    group: Option<Group>,
    command: GroupCommand,
    on: i64,
    by: Authority,
) -> Result<Group, Refusal> {
    let policy = Policy::istio();
    let events = decide(
        group.as_ref(),
        command,
        day(on),
        &Authorities::new([by]),
        &policy,
    )?;
    let group = events.iter().fold(group, |group, event| {
        Some(Group::after(group, OWN, day(on), event).unwrap())
    });
    Ok(group.unwrap())
}

fn active() -> Group {
    done(None, form(), 0, Authority::Registry).unwrap()
}

fn seated(group: Group, person: PersonId, area: Option<&str>, on: i64) -> Group {
    let area = area.map(str::to_owned);
    let command = GroupCommand::TakeSeat {
        person,
        role: Role::Lead,
        area,
    };
    done(Some(group), command, on, Authority::Committee).unwrap()
}

#[test]
fn a_decided_group_is_set_up_closed_and_dissolved() {
    let group = done(None, form(), 0, Authority::Committee).unwrap();
    assert_eq!(group.now().state, GroupState::SettingUp);
    let group = done(Some(group), GroupCommand::Activate, 1, Authority::Lead).unwrap();
    let group = done(
        Some(group),
        GroupCommand::BeginClosing,
        2,
        Authority::Committee,
    )
    .unwrap();
    let group = done(Some(group), GroupCommand::Dissolve, 3, Authority::Lead).unwrap();
    let states: Vec<GroupState> = group.periods.iter().map(|period| period.state).collect();
    assert_eq!(
        states,
        [
            GroupState::SettingUp,
            GroupState::Active,
            GroupState::Closing,
            GroupState::Dissolved
        ]
    );
}

#[test]
fn an_active_group_is_closed_before_it_is_dissolved() {
    let refused = done(
        Some(active()),
        GroupCommand::Dissolve,
        1,
        Authority::Committee,
    );
    assert_eq!(refused, Err(Refusal::NotClosing));
    let refused = done(Some(active()), GroupCommand::Dissolve, 1, Authority::Lead).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "You may not do that: the oversight committee could."
    );
}

#[test]
fn a_registry_finds_an_active_group_gone() {
    let gone = done(
        Some(active()),
        GroupCommand::Dissolve,
        1,
        Authority::Registry,
    )
    .unwrap();
    assert_eq!(gone.now().state, GroupState::Dissolved);
}

#[test]
fn a_merged_group_names_who_carries_on_and_has_no_seats() {
    let group = seated(active(), ADA, None, 1);
    let merged = done(
        Some(group),
        GroupCommand::MergeInto(OTHER),
        2,
        Authority::Committee,
    )
    .unwrap();
    assert_eq!(merged.now().successor, Some(OTHER));
    assert_eq!(merged.seats_held().count(), 0);
    assert_eq!(merged.seats[0].until, Some(day(2)));
}

#[test]
fn a_group_cannot_merge_into_itself() {
    let refused = done(
        Some(active()),
        GroupCommand::MergeInto(OWN),
        1,
        Authority::Committee,
    );
    assert_eq!(refused, Err(Refusal::ItsOwn));
}

#[test]
fn a_revived_group_is_set_up_anew_and_has_no_successor() {
    let ended = done(
        Some(active()),
        GroupCommand::MergeInto(OTHER),
        1,
        Authority::Committee,
    );
    let back = done(ended.ok(), GroupCommand::Revive, 2, Authority::Committee).unwrap();
    assert_eq!(
        (back.now().state, back.now().successor),
        (GroupState::SettingUp, None)
    );
}

#[test]
fn a_renamed_group_keeps_its_old_address() {
    let rename = |name: &str, to: &str| GroupCommand::Rename {
        name: name.to_owned(),
        slug: slug(to),
    };
    let group = done(
        Some(active()),
        rename("Traffic", "traffic"),
        1,
        Authority::Committee,
    )
    .unwrap();
    assert_eq!(group.former_slugs, [slug("networking")]);
    let back = done(
        Some(group),
        rename("Networking", "networking"),
        2,
        Authority::Committee,
    );
    assert_eq!(back.unwrap().former_slugs, [slug("traffic")]);
}

#[test]
fn a_subgroup_names_the_group_it_is_part_of() {
    let convert = GroupCommand::Convert {
        kind: GroupKind::Subgroup,
        parent: None,
    };
    let refused = done(Some(active()), convert, 1, Authority::Committee);
    assert_eq!(refused, Err(Refusal::SubgroupWithoutParent));
}

#[test]
fn a_change_dated_before_the_newest_is_refused() {
    let group = seated(active(), ADA, None, 5);
    let refused = done(
        Some(group),
        GroupCommand::BeginClosing,
        4,
        Authority::Committee,
    );
    assert_eq!(
        refused,
        Err(Refusal::BeforeNewest {
            on: day(4),
            newest: day(5)
        })
    );
}

#[test]
fn a_command_that_changes_nothing_gives_no_event() {
    let group = active();
    let same = GroupCommand::Describe(String::new());
    let by = Authorities::new([Authority::Lead]);
    assert_eq!(
        decide(Some(&group), same, day(1), &by, &Policy::istio()),
        Ok(Vec::new())
    );
}

#[test]
fn a_seat_for_another_part_of_the_group_is_held_without_a_gap() {
    let group = seated(active(), ADA, Some("Data"), 1);
    let change = GroupCommand::ChangeSeatArea {
        person: ADA,
        role: Role::Lead,
        area: Some("Control".to_owned()),
    };
    let group = done(Some(group), change, 3, Authority::Committee).unwrap();
    let seat = group.held(ADA, Role::Lead).unwrap();
    assert_eq!((seat.since, seat.held_since), (day(3), day(1)));
    assert_eq!(group.seats.len(), 2);
}

#[test]
fn a_policy_that_stops_refuses_one_lead_too_many_but_not_to_a_registry() {
    let mut policy = Policy::istio();
    policy.lead_rules.enforcement = Enforcement::Stop;
    policy.lead_rules.most_leads = 1;
    let group = seated(active(), ADA, None, 1);
    let take = GroupCommand::TakeSeat {
        person: BEN,
        role: Role::Lead,
        area: None,
    };
    let by = |authority| {
        decide(
            Some(&group),
            take.clone(),
            day(2),
            &Authorities::new([authority]),
            &policy,
        )
    };
    assert_eq!(by(Authority::Committee), Err(Refusal::TooManyLeads(1)));
    assert!(by(Authority::Registry).is_ok());
}

#[test]
fn the_leads_seat_delegates_and_the_committee_seats_leads() {
    let take = |role| GroupCommand::TakeSeat {
        person: ADA,
        role,
        area: None,
    };
    assert!(done(Some(active()), take(Role::Delegate), 1, Authority::Lead).is_ok());
    let refused = done(Some(active()), take(Role::Lead), 1, Authority::Lead);
    assert!(matches!(refused, Err(Refusal::NotAllowed(_))));
}

#[test]
fn a_changed_link_keeps_its_kind() {
    let link = |kind| Link {
        kind,
        label: "Talk".to_owned(),
        url: None,
        detail: None,
    };
    let add = GroupCommand::AddLink(link(LinkKind::Chat));
    let group = done(Some(active()), add, 1, Authority::Lead).unwrap();
    let change = GroupCommand::ChangeLink {
        before: link(LinkKind::Chat),
        link: link(LinkKind::Forum),
    };
    assert_eq!(
        done(Some(group), change, 2, Authority::Lead),
        Err(Refusal::LinkKindChanged)
    );
}

#[test]
fn a_record_that_does_not_begin_with_the_forming_is_damaged() {
    let replayed = Group::replay(OWN, [(day(0), &GroupEvent::Activated)]);
    assert_eq!(replayed, Err(ReplayError::NotFormed));
}

#[test]
fn a_record_out_of_order_is_damaged() {
    let group = seated(active(), ADA, None, 5);
    let replayed = Group::after(Some(group), OWN, day(4), &GroupEvent::ClosingBegun);
    assert_eq!(
        replayed,
        Err(ReplayError::OutOfOrder {
            on: day(4),
            newest: day(5)
        })
    );
}

#[test]
fn what_a_group_was_is_known_for_every_day() {
    let group = done(
        Some(active()),
        GroupCommand::BeginClosing,
        5,
        Authority::Committee,
    )
    .unwrap();
    let state = |on| group.on(day(on)).map(|period| period.state);
    assert_eq!(state(-1), None);
    assert_eq!(state(4), Some(GroupState::Active));
    assert_eq!(state(5), Some(GroupState::Closing));
}

#[test]
fn a_lead_leaves_their_own_seat_and_nobody_elses_word_is_needed_or_enough() {
    let rules = Policy::istio();
    let group = formed_with_a_lead();
    let down = |emeritus| GroupCommand::StepDown {
        person: PersonId(Uuid::from_u128(7)),
        role: Role::Lead,
        emeritus,
    };
    for authority in [Authority::Lead, Authority::Committee, Authority::Registry] {
        let others = Authorities::new([authority]);
        assert!(matches!(
            decide(Some(&group), down(true), day(3), &others, &rules),
            Err(Refusal::NotAllowed(_))
        ));
    }
    let own = Authorities::new([Authority::Holder]);
    let kinds = |emeritus| -> Vec<&str> {
        decide(Some(&group), down(emeritus), day(3), &own, &rules)
            .unwrap()
            .iter()
            .map(GroupEvent::kind)
            .collect()
    };
    assert_eq!(kinds(false), ["seat_left"]);
    assert_eq!(kinds(true), ["seat_left", "seat_taken"]);
}

#[test]
fn the_final_report_is_given_while_a_group_closes_and_only_then() {
    let rules = Policy::istio();
    let lead = Authorities::new([Authority::Lead, Authority::Committee]);
    let give = |body: &str| GroupCommand::GiveFinalReport {
        body: body.to_owned(),
        by: PersonId(Uuid::from_u128(7)),
    };
    let id = GroupId(Uuid::from_u128(1));
    let group = formed_with_a_lead();
    assert!(matches!(
        decide(Some(&group), give("It was good."), day(3), &lead, &rules),
        Err(Refusal::WrongState(_))
    ));
    let group = Group::after(Some(group), id, day(3), &GroupEvent::Activated).unwrap();
    let group = Group::after(Some(group), id, day(4), &GroupEvent::ClosingBegun).unwrap();
    assert_eq!(
        decide(Some(&group), give(" "), day(5), &lead, &rules),
        Err(Refusal::EmptyReport)
    );
    let given = decide(Some(&group), give("It was good."), day(5), &lead, &rules).unwrap();
    let group = Group::after(Some(group), id, day(5), &given[0]).unwrap();
    assert_eq!(group.final_report.as_ref().unwrap().body, "It was good.");
    let group = Group::after(Some(group), id, day(6), &GroupEvent::Dissolved).unwrap();
    assert!(group.final_report.is_some(), "the memorial keeps it");
    let back = GroupEvent::Revived {
        state: GroupState::SettingUp,
    };
    let group = Group::after(Some(group), id, day(7), &back).unwrap();
    assert_eq!(group.final_report, None);
}

/// A group that is being set up, with one lead.
fn formed_with_a_lead() -> Group {
    let id = GroupId(Uuid::from_u128(1));
    let formed = GroupEvent::Formed {
        name: "Docs".to_owned(),
        slug: Slug::new("docs").unwrap(),
        group_kind: GroupKind::WorkingGroup,
        parent: None,
        state: GroupState::SettingUp,
    };
    let seated = GroupEvent::SeatTaken {
        person: PersonId(Uuid::from_u128(7)),
        role: Role::Lead,
        area: None,
    };
    Group::replay(id, [(day(0), &formed), (day(1), &seated)])
        .unwrap()
        .unwrap()
}
