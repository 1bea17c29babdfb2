//! Whatever registries say: importing is exact, repeatable, and its events are all there is.

use domain::{
    Day,
    community::Community,
    event::DatedEvent,
    group::{GroupKind, GroupState},
    link::{Link, LinkKind},
    person::Account,
    registry::{
        Answers, CompareError, Comparison, EndingMost, GroupEntry, PersonEntry, Registry, SeatEntry,
    },
    seat::Role,
    slug::{Slug, name_key},
};
use proptest::{prelude::*, sample::select};

use crate::fixture::{day, take_in};

const NAMES: [&str; 8] = [
    "Networking",
    "Security",
    "Test & Release",
    "Test and Release",
    "C",
    "C++",
    "徐俊杰",
    "User Experience",
];
const SLUGS: [&str; 4] = ["networking", "security", "c", "user-experience"];

fn any_person() -> impl Strategy<Value = PersonEntry> {
    let name = || select(vec!["Ada", "Ben", "ben", "Cleo"]).prop_map(str::to_owned);
    let account = || select(vec!["ada-x", "ADA-X", "ben-y", "cleo"]).prop_map(Account::github);
    // A person has a name or an account.
    let known_by = prop_oneof![
        name().prop_map(|name| (Some(name), None)),
        account().prop_map(|account| (None, Some(account))),
        (name(), account()).prop_map(|(name, account)| (Some(name), Some(account))),
    ];
    let organization = select(vec!["Acme", "acme", "Initech"]).prop_map(str::to_owned);
    (
        known_by,
        proptest::option::of(proptest::option::of(organization)),
    )
        .prop_map(|((name, account), organization)| PersonEntry {
            name,
            account,
            organization,
        })
}

fn any_seat() -> impl Strategy<Value = SeatEntry> {
    (
        select(vec![Role::Lead, Role::EmeritusLead, Role::Delegate]),
        proptest::option::of(select(vec!["Data", "Control"])),
        any_person(),
    )
        .prop_map(|(role, area, person)| SeatEntry {
            line: 3,
            role,
            area: area.map(str::to_owned),
            person,
        })
}

fn any_link() -> impl Strategy<Value = Link> {
    (
        select(vec![LinkKind::Chat, LinkKind::Documents]),
        select(vec!["one", "two"]),
        proptest::option::of((0..6_u8).prop_map(|number| format!("https://example.org/{number}"))),
    )
        .prop_map(|(kind, label, url)| Link {
            kind,
            label: label.to_owned(),
            url,
            detail: None,
        })
}

fn any_entry() -> impl Strategy<Value = (GroupEntry, Option<usize>)> {
    let words = || proptest::option::of(select(vec!["", "Moves packets", "Keeps secrets"]));
    (
        select(NAMES.to_vec()),
        select(SLUGS.to_vec()),
        proptest::option::of(select(GroupState::ALL.to_vec())),
        (
            words(),
            proptest::option::of(select(vec!["# Mission", "# Goals"])),
        ),
        proptest::collection::vec(any_link(), 0..4),
        proptest::option::of(proptest::collection::vec(select(NAMES.to_vec()), 0..3)),
        proptest::collection::vec(any_seat(), 0..4),
        (proptest::option::of(0..6_usize), any::<bool>()),
    )
        .prop_map(
            |(
                name,
                slug,
                state,
                (description, charter),
                links,
                stakeholders,
                seats,
                (parent, states_kind),
            )| {
                let mut entry = GroupEntry::named(2, name);
                entry.slug = Some(Slug::new(slug).unwrap());
                entry.state = state;
                entry.kind = states_kind.then_some(GroupKind::WorkingGroup);
                entry.description = description.map(str::to_owned);
                entry.charter = charter.map(str::to_owned);
                for link in links {
                    entry.add_link(link);
                }
                entry.seats = seats;
                entry.stakeholders = stakeholders
                    .map(|stakeholders| stakeholders.into_iter().map(str::to_owned).collect());
                (entry, parent)
            },
        )
}

fn any_registry() -> impl Strategy<Value = Registry> {
    (proptest::collection::vec(any_entry(), 0..7), any::<bool>()).prop_map(
        |(entries, has_slugs)| {
            let mut groups: Vec<GroupEntry> = Vec::new();
            for (mut entry, parent) in entries {
                // A subgroup is part of a living group of the file; nobody has a stake in itself.
                let parent = parent.filter(|parent| {
                    groups.get(*parent).is_some_and(|parent: &GroupEntry| {
                        parent.parent.is_none() && parent.state.is_none_or(GroupState::is_alive)
                    })
                });
                if parent.is_some() {
                    entry.kind = entry.kind.map(|_| GroupKind::Subgroup);
                }
                // A format gives addresses, or it does not.
                entry.slug = entry.slug.filter(|_| has_slugs);
                entry.parent = parent;
                entry.line = groups.len() + 1;
                // No file lists one group twice: the formats see to that.
                let listed = |other: &GroupEntry| {
                    other.slug.is_some() && other.slug == entry.slug
                        || other.name == entry.name && other.parent == entry.parent
                };
                if groups.iter().any(listed) {
                    continue;
                }
                if let Some(stakeholders) = &mut entry.stakeholders {
                    let own = name_key(&entry.name);
                    stakeholders.retain(|name| name_key(name) != own);
                }
                groups.push(entry);
            }
            Registry {
                groups,
                kinds: [GroupKind::WorkingGroup, GroupKind::Subgroup].into(),
                roles: [Role::Lead, Role::EmeritusLead].into(),
            }
        },
    )
}

/// Takes a file in and answers every question with "it ended".
fn taken_in(before: &Community, file: &Registry, on: Day) -> Comparison {
    let mut answers = Answers {
        ending_most: EndingMost::IsMeant,
        ..Answers::default()
    };
    loop {
        match take_in(before, file, &answers, on) {
            Ok(comparison) => return comparison,
            Err(CompareError::Questions(questions)) => {
                answers
                    .ended
                    .extend(questions.into_iter().map(|question| question.gone));
            }
            Err(error) => panic!("{error}\n{file:#?}"),
        }
    }
}

fn in_capitals(registry: &Registry) -> Registry {
    let mut registry = registry.clone();
    for seat in registry
        .groups
        .iter_mut()
        .flat_map(|group| &mut group.seats)
    {
        if let Some(account) = &mut seat.person.account {
            account.login = account.login.to_uppercase();
        }
    }
    registry
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_imported_twice_changes_nothing(files in proptest::collection::vec(any_registry(), 1..4)) {
        let mut community = Community::default();
        let mut record: Vec<DatedEvent> = Vec::new();
        for (number, file) in files.iter().enumerate() {
            let on = day(10 * i64::try_from(number).unwrap());
            let comparison = taken_in(&community, file, on);
            record.extend(comparison.events);
            community = comparison.after;
            for later in [on, on.tomorrow().unwrap()] {
                let again = take_in(&community, file, &Answers::default(), later);
                prop_assert_eq!(again.map(|again| again.events), Ok(Vec::new()));
            }
            let shouted = take_in(&community, &in_capitals(file), &Answers::default(), on);
            prop_assert_eq!(shouted.map(|again| again.events), Ok(Vec::new()));
        }
        let mut replayed = Community::default();
        for event in &record {
            prop_assert_eq!(replayed.apply(event), Ok(()));
        }
        prop_assert_eq!(replayed, community);
    }

    #[test]
    fn no_two_groups_have_one_address(files in proptest::collection::vec(any_registry(), 1..4)) {
        let mut community = Community::default();
        for (number, file) in files.iter().enumerate() {
            community = taken_in(&community, file, day(i64::try_from(number).unwrap())).after;
        }
        let mut addresses: Vec<&Slug> = community
            .groups
            .values()
            .flat_map(|group| group.former_slugs.iter().chain([&group.now().slug]))
            .collect();
        let all = addresses.len();
        addresses.sort();
        addresses.dedup();
        prop_assert_eq!(addresses.len(), all);
    }

    #[test]
    fn every_living_entry_has_a_living_group(file in any_registry()) {
        let after = taken_in(&Community::default(), &file, day(0)).after;
        let stated = file
            .groups
            .iter()
            .filter(|entry| entry.state.is_none_or(GroupState::is_alive))
            .count();
        prop_assert_eq!(after.groups.len(), stated);
        prop_assert!(after.groups.values().all(|group| group.now().state.is_alive()));
    }
}
