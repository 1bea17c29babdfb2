//! Whatever is asked of a group, in whatever order, by whomever: it stays what the design says a group is.

use std::collections::BTreeSet;

use domain::{
    Day,
    actor::{Authorities, Authority},
    group::{Group, GroupCommand, GroupEvent, GroupKind, GroupState, Refusal, decide},
    ids::{GroupId, PersonId},
    link::{Link, LinkKind},
    policy::{Enforcement, Policy},
    seat::Role,
    slug::Slug,
};
use proptest::prelude::*;
use uuid::Uuid;

use crate::fixture::day;

const OWN: GroupId = GroupId(Uuid::from_u128(1));

/// Section 2 of the design, and what a registry may find: a group at work, or one gone without a closing.
const TRANSITIONS: [(Option<GroupState>, GroupState); 13] = [
    (None, GroupState::SettingUp),
    (None, GroupState::Active),
    (Some(GroupState::SettingUp), GroupState::Active),
    (Some(GroupState::Active), GroupState::Closing),
    (Some(GroupState::Closing), GroupState::Dissolved),
    (Some(GroupState::SettingUp), GroupState::Dissolved),
    (Some(GroupState::SettingUp), GroupState::Merged),
    (Some(GroupState::Active), GroupState::Merged),
    (Some(GroupState::Closing), GroupState::Merged),
    (Some(GroupState::Dissolved), GroupState::SettingUp),
    (Some(GroupState::Dissolved), GroupState::Active),
    (Some(GroupState::Merged), GroupState::SettingUp),
    (Some(GroupState::Merged), GroupState::Active),
];

/// What nobody but a registry brings about.
const BY_REGISTRY_ALONE: [(Option<GroupState>, GroupState); 4] = [
    (None, GroupState::Active),
    (Some(GroupState::Active), GroupState::Dissolved),
    (Some(GroupState::Dissolved), GroupState::Active),
    (Some(GroupState::Merged), GroupState::Active),
];

const PENLESS: [Authority; 5] = [
    Authority::SignedIn,
    Authority::Member,
    Authority::Maintainer,
    Authority::Delegate,
    Authority::Administrator,
];
const WITH_A_PEN: [Authority; 4] = [
    Authority::Lead,
    Authority::Committee,
    Authority::Holder,
    Authority::Registry,
];

#[derive(Clone, Debug)]
struct Step {
    command: GroupCommand,
    by: BTreeSet<Authority>,
    days_later: i64,
}

fn any_group() -> impl Strategy<Value = GroupId> {
    (1..4_u128).prop_map(|id| GroupId(Uuid::from_u128(id)))
}

/// A group that is there already: a new one's id is not known to anyone before it is formed.
fn any_other_group() -> impl Strategy<Value = GroupId> {
    (2..4_u128).prop_map(|id| GroupId(Uuid::from_u128(id)))
}

fn any_person() -> impl Strategy<Value = PersonId> {
    (101..104_u128).prop_map(|id| PersonId(Uuid::from_u128(id)))
}

fn any_role() -> impl Strategy<Value = Role> {
    proptest::sample::select(Role::ALL.to_vec())
}

fn any_kind() -> impl Strategy<Value = GroupKind> {
    proptest::sample::select(GroupKind::ALL.to_vec())
}

fn any_name() -> impl Strategy<Value = String> {
    proptest::sample::select(vec!["Alpha", "Beta", "Gamma", " "]).prop_map(str::to_owned)
}

fn any_slug() -> impl Strategy<Value = Slug> {
    proptest::sample::select(vec!["alpha", "beta", "gamma"])
        .prop_map(|slug| Slug::new(slug).unwrap())
}

fn any_area() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(proptest::sample::select(vec!["Data", "Control"]).prop_map(str::to_owned))
}

fn any_link() -> impl Strategy<Value = Link> {
    (
        proptest::sample::select(vec![LinkKind::Chat, LinkKind::Documents]),
        proptest::sample::select(vec!["a", "b"]),
        proptest::option::of(Just("https://example.org".to_owned())),
    )
        .prop_map(|(kind, label, url)| Link {
            kind,
            label: label.to_owned(),
            url,
            detail: None,
        })
}

fn any_command() -> impl Strategy<Value = GroupCommand> {
    let life = prop_oneof![
        (
            any_name(),
            any_slug(),
            any_kind(),
            proptest::option::of(any_other_group())
        )
            .prop_map(|(name, slug, kind, parent)| GroupCommand::Form {
                name,
                slug,
                kind,
                parent
            }),
        (any_name(), any_slug(), any_other_group())
            .prop_map(|(name, slug, parent)| GroupCommand::StartSubgroup { name, slug, parent }),
        Just(GroupCommand::EndSubgroup),
        Just(GroupCommand::Activate),
        Just(GroupCommand::BeginClosing),
        Just(GroupCommand::Dissolve),
        any_group().prop_map(GroupCommand::MergeInto),
        Just(GroupCommand::Revive),
    ];
    let words = prop_oneof![
        (any_name(), any_slug()).prop_map(|(name, slug)| GroupCommand::Rename { name, slug }),
        (any_kind(), proptest::option::of(any_group()))
            .prop_map(|(kind, parent)| GroupCommand::Convert { kind, parent }),
        any_name().prop_map(GroupCommand::Describe),
        any_name().prop_map(GroupCommand::AdoptCharter),
        (any_name(), any_person())
            .prop_map(|(body, by)| GroupCommand::GiveFinalReport { body, by }),
        any_link().prop_map(GroupCommand::AddLink),
        (any_link(), any_link())
            .prop_map(|(before, link)| GroupCommand::ChangeLink { before, link }),
        any_link().prop_map(GroupCommand::RemoveLink),
        proptest::collection::vec(any_group(), 0..3).prop_map(GroupCommand::SetStakeholders),
    ];
    let seats = prop_oneof![
        (any_person(), any_role(), any_area())
            .prop_map(|(person, role, area)| GroupCommand::TakeSeat { person, role, area }),
        (any_person(), any_role(), any_area())
            .prop_map(|(person, role, area)| GroupCommand::ChangeSeatArea { person, role, area }),
        (any_person(), any_role())
            .prop_map(|(person, role)| GroupCommand::LeaveSeat { person, role }),
        (any_person(), any_role(), any::<bool>()).prop_map(|(person, role, emeritus)| {
            GroupCommand::StepDown {
                person,
                role,
                emeritus,
            }
        }),
    ];
    prop_oneof![life, words, seats]
}

fn any_step(authorities: &'static [Authority]) -> impl Strategy<Value = Step> {
    (
        any_command(),
        proptest::sample::subsequence(authorities, 0..=authorities.len()),
        prop_oneof![8 => 0..3_i64, 1 => -2..0_i64],
    )
        .prop_map(|(command, by, days_later)| Step {
            command,
            by: by.into_iter().collect(),
            days_later,
        })
}

fn anyone() -> &'static [Authority] {
    const ALL: [Authority; 9] = [
        PENLESS[0],
        PENLESS[1],
        PENLESS[2],
        PENLESS[3],
        PENLESS[4],
        WITH_A_PEN[0],
        WITH_A_PEN[1],
        WITH_A_PEN[2],
        WITH_A_PEN[3],
    ];
    &ALL
}

fn strict_policy() -> Policy {
    let mut policy = Policy::istio();
    policy.lead_rules.enforcement = Enforcement::Stop;
    policy.lead_rules.most_leads = 1;
    policy
}

/// A group on its way through a sequence of steps, with its record.
#[derive(Default)]
struct Life {
    group: Option<Group>,
    record: Vec<(Day, GroupEvent)>,
    today: i64,
}

impl Life {
    fn take(&mut self, step: &Step) -> Result<(), TestCaseError> {
        let asked_for = day(1000 + self.today + step.days_later);
        let actor = Authorities::new(step.by.iter().copied());
        let registry = step.by.contains(&Authority::Registry);
        let outcome = decide(
            self.group.as_ref(),
            step.command.clone(),
            asked_for,
            &actor,
            &strict_policy(),
        );
        let newest = self.group.as_ref().map(|group| group.changed_on);
        let events = match outcome {
            Ok(events) => events,
            Err(refusal) => {
                prop_assert!(!(registry && matches!(refusal, Refusal::TooManyLeads(_))));
                prop_assert!(!refusal.to_string().contains("  "), "{}", refusal);
                return Ok(());
            }
        };
        prop_assert!(
            newest.is_none_or(|newest| newest <= asked_for),
            "the past stays as it is"
        );
        self.today = self.today.max(self.today + step.days_later);
        for event in events {
            let before = self.group.as_ref().map(|group| group.now().state);
            let next = Group::after(self.group.take(), OWN, asked_for, &event);
            prop_assert!(next.is_ok(), "{:?} does not fit: {:?}", event, next);
            let next = next.unwrap();
            let now = next.now().state;
            if before != Some(now) {
                let transition = (before, now);
                // A subgroup is begun and ended by leads, with no further process.
                let by_leads = next.now().kind == GroupKind::Subgroup
                    && [
                        (None, GroupState::Active),
                        (Some(GroupState::Active), GroupState::Dissolved),
                    ]
                    .contains(&transition);
                let by_registry = BY_REGISTRY_ALONE.contains(&transition) && !by_leads;
                prop_assert!(
                    TRANSITIONS.contains(&transition) || by_registry || by_leads,
                    "{:?} is no transition of the design",
                    transition
                );
                prop_assert!(
                    !by_registry || registry,
                    "{:?} by {:?}",
                    transition,
                    step.by
                );
            }
            // Delegates keep the documents: they say where they are.
            let of_documents = matches!(
                &event,
                GroupEvent::LinkAdded { link }
                    | GroupEvent::LinkChanged { link, .. }
                    | GroupEvent::LinkRemoved { link } if link.kind == LinkKind::Documents
            );
            prop_assert!(
                (of_documents && step.by.contains(&Authority::Delegate))
                    || WITH_A_PEN
                        .iter()
                        .any(|authority| step.by.contains(authority)),
                "{:?} by {:?}",
                event,
                step.by
            );
            self.group = Some(next);
            self.record.push((asked_for, event));
        }
        match &self.group {
            Some(group) => is_sound(group),
            None => Ok(()),
        }
    }
}

fn is_sound(group: &Group) -> Result<(), TestCaseError> {
    prop_assert_eq!(group.periods[0].since, group.formed_on);
    for pair in group.periods.windows(2) {
        prop_assert!(pair[0].since < pair[1].since);
        prop_assert_eq!(pair[0].until, Some(pair[1].since), "no gap and no overlap");
    }
    prop_assert_eq!(group.now().until, None);
    prop_assert_eq!(
        group.now().state == GroupState::Merged,
        group.now().successor.is_some()
    );
    prop_assert!(group.now().successor != Some(OWN) && group.now().parent != Some(OWN));
    for (place, seat) in group.seats.iter().enumerate() {
        prop_assert!(
            seat.held_since <= seat.since && seat.until.is_none_or(|end| seat.since < end)
        );
        for other in &group.seats[place + 1..] {
            let same = other.person == seat.person && other.role == seat.role;
            prop_assert!(
                !same || seat.until.is_some_and(|end| end <= other.since),
                "one seat held twice at once"
            );
        }
    }
    if !group.now().state.is_alive() {
        prop_assert_eq!(group.seats_held().count(), 0);
    }
    let numbers: Vec<u32> = group
        .charters
        .iter()
        .map(|charter| charter.number)
        .collect();
    let expected: Vec<u32> = (1..).take(numbers.len()).collect();
    prop_assert_eq!(numbers, expected);
    let listed: Vec<&Link> = group.links_listed().collect();
    for (place, link) in listed.iter().enumerate() {
        prop_assert!(
            !listed[place + 1..]
                .iter()
                .any(|other| other.same_entry(link))
        );
    }
    prop_assert!(!group.former_slugs.contains(&group.now().slug));
    Ok(())
}

/// Whether it is about where documents are: that is the delegates' to say as well.
fn is_of_documents(command: &GroupCommand) -> bool {
    matches!(
        command,
        GroupCommand::AddLink(link) | GroupCommand::RemoveLink(link) if link.kind == LinkKind::Documents
    ) || matches!(
        command,
        GroupCommand::ChangeLink { before, link }
            if before.kind == LinkKind::Documents && link.kind == LinkKind::Documents
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_commands_leaves_the_design(
        steps in proptest::collection::vec(any_step(anyone()), 0..60)
    ) {
        let mut life = Life::default();
        for step in &steps {
            life.take(step)?;
        }
        let replayed = Group::replay(OWN, life.record.iter().map(|(on, event)| (*on, event)));
        prop_assert_eq!(replayed, Ok(life.group));
    }

    #[test]
    fn a_group_made_by_its_registry_stays_sound_too(
        steps in proptest::collection::vec(any_step(&[Authority::Registry]), 0..60)
    ) {
        let mut life = Life::default();
        for mut step in steps {
            step.by.insert(Authority::Registry);
            life.take(&step)?;
        }
        let replayed = Group::replay(OWN, life.record.iter().map(|(on, event)| (*on, event)));
        prop_assert_eq!(replayed, Ok(life.group));
    }

    #[test]
    fn whoever_has_no_pen_changes_nothing(
        history in proptest::collection::vec(any_step(&WITH_A_PEN), 0..20),
        mut step in any_step(&PENLESS)
    ) {
        if is_of_documents(&step.command) {
            step.by.remove(&Authority::Delegate);
        }
        let mut life = Life::default();
        for past in &history {
            life.take(past)?;
        }
        let refused = decide(
            life.group.as_ref(),
            step.command,
            day(5000),
            &Authorities::new(step.by),
            &Policy::istio(),
        );
        prop_assert!(matches!(refused, Err(Refusal::NotAllowed(_))), "{:?}", refused);
    }
}
