//! The story can be told on any day, and shows everything that a page can show.

use std::collections::BTreeSet;

use domain::{
    event::Event,
    group::{GroupKind, GroupState},
    ids::NewIds,
    lead_rules::{LeadEvidence, Rolls, Verdict, findings},
    standing::Standing,
};
use jiff::civil::date;
use uuid::Uuid;

use super::{
    story::Story,
    telling::{Told, tell},
};

struct Counter(u128);

impl NewIds for Counter {
    fn new_id(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(self.0)
    }
}

const TODAY: domain::Day = date(2026, 11, 22);

fn told_on(today: domain::Day) -> Told {
    let story = Story::read().unwrap_or_else(|error| panic!("{error}"));
    tell(&story, today, &mut Counter(0)).unwrap_or_else(|error| panic!("{error}"))
}

/// What administrators do to set the record right: the story has nothing wrong in it.
const CORRECTIONS: [&str; 11] = [
    "standing_stated",
    "seats_moved",
    "seats_returned",
    "person_merged",
    "person_merge_undone",
    "person_absorbed",
    "person_released",
    "committee_seat_ended",
    "committee_term_changed",
    "committee_holder_moved",
    "committee_holder_returned",
];

#[test]
fn every_kind_of_event_happens() {
    let told = told_on(TODAY);
    let kinds: BTreeSet<&str> = told.events.iter().map(|dated| dated.event.kind()).collect();
    for subject in crate::history::Subject::ALL {
        // The demo's people hold their meetings themselves, once the story is told: `services/tests` sees that.
        if subject == crate::history::Subject::Meetings {
            continue;
        }
        for kind in subject.kinds() {
            assert!(
                kinds.contains(kind) || CORRECTIONS.contains(kind),
                "{kind} never happens"
            );
        }
    }
}

#[test]
fn every_state_of_a_group_occurs() {
    let told = told_on(TODAY);
    for state in GroupState::ALL {
        assert!(
            told.after
                .groups
                .values()
                .any(|group| group.now().state == state),
            "no group is {}",
            state.words()
        );
    }
    assert!(
        told.after
            .groups
            .values()
            .any(|group| group.now().kind == GroupKind::Committee)
    );
    assert!(
        told.after
            .groups
            .values()
            .any(|group| group.now().parent.is_some())
    );
}

#[test]
fn lead_rules_hold_fail_and_cannot_be_told() {
    let told = told_on(TODAY);
    let story = Story::read().unwrap_or_else(|error| panic!("{error}"));
    let rules = story
        .policies
        .last()
        .map(|policy| policy.rules.lead_rules.clone());
    let rules = rules.unwrap_or_else(|| panic!("no policy"));
    let mut seen: Vec<(String, Verdict)> = Vec::new();
    for group in told.after.groups.values() {
        let leads: Vec<LeadEvidence> = group
            .seats_held()
            .filter(|seat| seat.role.leads())
            .filter_map(|seat| told.after.people.get(&seat.person))
            .map(|person| LeadEvidence {
                person: person.id,
                name: person.name.clone(),
                organization: person
                    .organization_now()
                    .and_then(|id| told.after.organizations.get(&id))
                    .map(|record| (record.parent.unwrap_or(record.id), record.name.clone())),
                member: person.standing_on(&Standing::Member, TODAY).cloned(),
                maintainer: person.standing_on(&Standing::Maintainer, TODAY).cloned(),
            })
            .collect();
        for finding in findings(&rules, &leads, Rolls::default(), TODAY) {
            seen.push((format!("{:?}", finding.rule), finding.verdict));
        }
    }
    for verdict in [Verdict::Pass, Verdict::Fail, Verdict::NoEvidence] {
        assert!(
            seen.iter().any(|(_, found)| *found == verdict),
            "never {verdict:?}"
        );
    }
    assert!(
        seen.contains(&("Organizations".to_owned(), Verdict::Fail)),
        "leads of an organization and its affiliate count as one"
    );
}

#[test]
fn charters_have_versions_and_people_come_from_many_places() {
    let told = told_on(TODAY);
    let several = told
        .after
        .groups
        .values()
        .filter(|group| group.charters.len() > 1)
        .count();
    let long = told
        .after
        .groups
        .values()
        .filter_map(|group| group.charter())
        .filter(|charter| charter.body.len() > 1_200)
        .count();
    assert!(several >= 3, "{several} groups changed their charter");
    assert!(long >= 5, "{long} charters are long");
    for standing in [
        Standing::Member,
        Standing::Maintainer,
        Standing::Committee,
        Standing::Administrator,
    ] {
        assert!(
            told.after
                .people
                .values()
                .any(|person| person.standing_on(&standing, TODAY).is_some()),
            "nobody is {standing:?}"
        );
    }
    assert!((14..=24).contains(&told.after.groups.len()));
    assert!((40..=60).contains(&told.after.people.len()));
    assert!((8..=10).contains(&told.after.organizations.len()));
    assert!(
        told.events
            .iter()
            .any(|dated| matches!(dated.event, Event::Policy { .. }))
    );
}

#[test]
fn the_story_holds_on_any_day_and_never_looks_stale() {
    for today in [
        date(2021, 3, 1),
        TODAY,
        date(2027, 2, 28),
        date(2040, 2, 29),
    ] {
        let told = told_on(today);
        let newest = told.events.last().map(|dated| dated.on);
        assert!(
            newest.is_some_and(|on| on <= today),
            "{today}: nothing is still to come"
        );
        let age = newest
            .and_then(|on| on.until(today).ok())
            .map(|span| span.get_days());
        assert!(
            age.is_some_and(|days| days < 30),
            "{today}: the newest is {age:?} days old"
        );
    }
}
