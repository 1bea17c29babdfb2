//! What several tests need: ids that count, days, a small registry.

use domain::{
    Day,
    community::Community,
    event::{DatedEvent, Event},
    group::{Group, GroupEvent, GroupKind},
    ids::NewIds,
    link::{Link, LinkKind},
    person::Account,
    policy::Policy,
    registry::{
        Answers, CompareError, Comparison, GroupEntry, PersonEntry, Registry, SeatEntry, compare,
    },
    seat::Role,
};
use jiff::{ToSpan, civil::date};
use uuid::Uuid;

/// Ids 1, 2, 3, ...
pub struct Counter(pub u128);

impl NewIds for Counter {
    fn new_id(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(self.0)
    }
}

/// So many days after the first of 2020.
pub fn day(number: i64) -> Day {
    date(2020, 1, 1).checked_add(number.days()).unwrap()
}

/// A registry in the manner of Istio's table.
pub fn registry(groups: Vec<GroupEntry>) -> Registry {
    Registry {
        groups,
        kinds: [GroupKind::WorkingGroup, GroupKind::Subgroup].into(),
        roles: [Role::Lead].into(),
    }
}

pub fn named(name: &str) -> GroupEntry {
    GroupEntry::named(1, name)
}

pub fn with_link(mut entry: GroupEntry, url: &str) -> GroupEntry {
    entry.add_link(Link {
        kind: LinkKind::Documents,
        label: "Documents".to_owned(),
        url: Some(url.to_owned()),
        detail: None,
    });
    entry
}

pub fn with_lead(mut entry: GroupEntry, name: &str, login: Option<&str>) -> GroupEntry {
    entry.seats.push(SeatEntry {
        line: 7,
        role: Role::Lead,
        area: None,
        person: PersonEntry {
            name: Some(name.to_owned()),
            account: login.map(Account::github),
            organization: None,
        },
    });
    entry
}

/// Takes a file in, as a use case would.
pub fn take_in(
    before: &Community,
    registry: &Registry,
    answers: &Answers,
    on: Day,
) -> Result<Comparison, CompareError> {
    let used = before.groups.len() + before.people.len() + before.organizations.len();
    let mut ids = Counter(1000 * (used as u128 + 1));
    compare(before, registry, answers, &Policy::istio(), on, &mut ids)
}

/// The community after files that raise no question, a day apart.
pub fn community_of(files: &[Registry]) -> Community {
    let mut community = Community::default();
    for (number, file) in files.iter().enumerate() {
        let on = day(i64::try_from(number).unwrap());
        community = take_in(&community, file, &Answers::default(), on)
            .unwrap()
            .after;
    }
    community
}

/// The events about groups, each with the name that its group has afterwards.
pub fn changes(comparison: &Comparison) -> Vec<(String, GroupEvent)> {
    comparison
        .events
        .iter()
        .filter_map(|DatedEvent { event, .. }| match event {
            Event::Group { group, change } => Some((
                comparison.after.groups[group].now().name.clone(),
                change.clone(),
            )),
            Event::Person { .. }
            | Event::Organization { .. }
            | Event::Policy { .. }
            | Event::Proposal { .. }
            | Event::Committee { .. }
            | Event::Schedule { .. }
            | Event::Announcement { .. }
            | Event::Roadmap { .. }
            | Event::Report { .. }
            | Event::Minutes { .. }
            | Event::Document { .. }
            | Event::Decision { .. }
            | Event::Escalation { .. } => None,
        })
        .collect()
}

/// The kinds of the events about groups.
pub fn kinds(comparison: &Comparison) -> Vec<&'static str> {
    changes(comparison)
        .iter()
        .map(|(_, change)| change.kind())
        .collect()
}

/// The newest group of that name.
pub fn group<'a>(community: &'a Community, name: &str) -> &'a Group {
    community
        .groups
        .values()
        .rfind(|group| group.now().name == name)
        .unwrap()
}
