//! What a registry file means, one behaviour at a time.

use domain::{
    community::Community,
    group::{GroupEvent, GroupKind, GroupState},
    link::{Link, LinkKind},
    registry::{Answers, CompareError, EndingMost, GroupEntry, PersonError},
    seat::Role,
    slug::Slug,
};

use crate::fixture::{
    changes, community_of, day, group, kinds, named, registry, take_in, with_lead, with_link,
};

const DOCS: &str = "https://example.org/docs";

fn subgroup_of(parent: usize, name: &str) -> GroupEntry {
    let mut entry = named(name);
    entry.parent = Some(parent);
    entry
}

#[test]
fn a_new_group_is_formed_at_work() {
    let comparison = take_in(
        &Community::default(),
        &registry(vec![named("Networking")]),
        &Answers::default(),
        day(0),
    )
    .unwrap();
    let networking = group(&comparison.after, "Networking");
    assert_eq!(networking.now().state, GroupState::Active);
    assert_eq!(networking.now().slug.as_str(), "networking");
    assert_eq!(networking.formed_on, day(0));
}

#[test]
fn a_group_that_the_file_says_is_being_set_up_is_not_at_work() {
    let mut entry = named("Networking");
    entry.state = Some(GroupState::SettingUp);
    let before = community_of(&[registry(vec![entry.clone()])]);
    assert_eq!(
        group(&before, "Networking").now().state,
        GroupState::SettingUp
    );
    entry.state = Some(GroupState::Active);
    let comparison = take_in(&before, &registry(vec![entry]), &Answers::default(), day(1)).unwrap();
    assert_eq!(kinds(&comparison), ["group_activated"]);
}

#[test]
fn a_group_that_the_file_says_is_closing_begins_to_close() {
    let before = community_of(&[registry(vec![named("Networking")])]);
    let mut entry = named("Networking");
    entry.state = Some(GroupState::Closing);
    let comparison = take_in(&before, &registry(vec![entry]), &Answers::default(), day(1)).unwrap();
    assert_eq!(kinds(&comparison), ["group_closing"]);
}

#[test]
fn a_gone_group_that_shares_a_link_with_a_new_one_was_renamed() {
    let before = community_of(&[registry(vec![with_link(named("Integrations"), DOCS)])]);
    let file = registry(vec![with_link(
        named("Policies"),
        "https://EXAMPLE.org/docs/?tab=1",
    )]);
    let comparison = take_in(&before, &file, &Answers::default(), day(1)).unwrap();
    assert_eq!(comparison.after.groups.len(), 1);
    let policies = group(&comparison.after, "Policies");
    assert_eq!(policies.former_slugs, [Slug::new("integrations").unwrap()]);
}

#[test]
fn a_gone_group_whose_link_a_continuing_one_took_over_merged_into_it() {
    let config = with_link(named("Config"), DOCS);
    let before = community_of(&[registry(vec![config, named("Experience"), named("Docs")])]);
    let file = registry(vec![with_link(named("Experience"), DOCS), named("Docs")]);
    let comparison = take_in(&before, &file, &Answers::default(), day(1)).unwrap();
    let into = group(&comparison.after, "Experience").id;
    assert!(changes(&comparison).contains(&("Config".to_owned(), GroupEvent::MergedInto { into })));
}

#[test]
fn a_link_that_the_continuing_group_had_before_is_no_merge() {
    let both = |names: [&str; 2]| registry(names.map(|name| with_link(named(name), DOCS)).to_vec());
    let before = community_of(&[both(["Config", "Experience"])]);
    let file = registry(vec![with_link(named("Experience"), DOCS)]);
    let comparison = take_in(&before, &file, &Answers::default(), day(1)).unwrap();
    assert_eq!(kinds(&comparison), ["group_dissolved"]);
}

#[test]
fn a_link_that_many_groups_of_the_file_have_tells_nothing() {
    let before = community_of(&[registry(vec![
        with_link(named("Alpha"), DOCS),
        named("Omega"),
    ])]);
    let file = registry(vec![
        with_link(named("Beta"), DOCS),
        with_link(named("Gamma"), DOCS),
        named("Omega"),
    ]);
    let comparison = take_in(&before, &file, &Answers::default(), day(1)).unwrap();
    assert_eq!(
        group(&comparison.after, "Alpha").now().state,
        GroupState::Dissolved
    );
}

#[test]
fn a_gone_group_with_nothing_in_common_is_dissolved() {
    let before = community_of(&[registry(vec![named("Performance"), named("Docs")])]);
    let file = registry(vec![named("Docs"), named("Security")]);
    let comparison = take_in(&before, &file, &Answers::default(), day(1)).unwrap();
    assert_eq!(kinds(&comparison), ["group_formed", "group_dissolved"]);
}

#[test]
fn a_group_that_comes_back_is_revived_not_formed() {
    let with = |names: &[&str]| registry(names.iter().map(|name| named(name)).collect());
    let before = community_of(&[with(&["Docs", "Security"]), with(&["Docs"])]);
    let comparison = take_in(
        &before,
        &with(&["Docs", "Security"]),
        &Answers::default(),
        day(2),
    );
    assert_eq!(kinds(&comparison.unwrap()), ["group_revived"]);
}

#[test]
fn an_entry_of_an_ended_group_ends_it_and_brings_nothing_back() {
    let before = community_of(&[registry(vec![
        named("Docs"),
        with_link(named("Config"), DOCS),
    ])]);
    let mut ended = with_link(named("Config"), DOCS);
    ended.state = Some(GroupState::Dissolved);
    let file = registry(vec![named("Docs"), ended]);
    let comparison = take_in(&before, &file, &Answers::default(), day(1)).unwrap();
    assert_eq!(kinds(&comparison), ["group_dissolved"]);
    let again = take_in(&comparison.after, &file, &Answers::default(), day(2)).unwrap();
    assert_eq!(again.events, []);
}

#[test]
fn the_subgroups_of_a_renamed_group_stay_its_subgroups() {
    let before = community_of(&[registry(vec![
        with_link(named("Release"), DOCS),
        subgroup_of(0, "Tooling"),
        subgroup_of(0, "Notes"),
    ])]);
    let file = registry(vec![
        with_link(named("Delivery"), DOCS),
        subgroup_of(0, "Tooling"),
        subgroup_of(0, "Notes"),
    ]);
    let comparison = take_in(&before, &file, &Answers::default(), day(1)).unwrap();
    assert_eq!(kinds(&comparison), ["group_renamed"]);
}

#[test]
fn an_address_is_stronger_than_a_name() {
    let entry = |name: &str, slug: &str| {
        let mut entry = named(name);
        entry.slug = Some(Slug::new(slug).unwrap());
        entry
    };
    let before = community_of(&[registry(vec![entry("Alpha", "one"), entry("Beta", "two")])]);
    let file = registry(vec![entry("Beta", "one"), entry("Alpha", "two")]);
    let comparison = take_in(&before, &file, &Answers::default(), day(1)).unwrap();
    assert_eq!(kinds(&comparison), ["group_renamed", "group_renamed"]);
    let slug_of = |name| group(&comparison.after, name).now().slug.as_str();
    assert_eq!((slug_of("Beta"), slug_of("Alpha")), ("one", "two"));
}

#[test]
fn two_subgroups_of_one_name_under_two_groups_are_two() {
    let file = registry(vec![
        named("Alpha"),
        named("Beta"),
        subgroup_of(0, "Tooling"),
        subgroup_of(1, "Tooling"),
    ]);
    let before = community_of(std::slice::from_ref(&file));
    let slugs: Vec<&str> = before
        .groups
        .values()
        .filter(|group| group.now().kind == GroupKind::Subgroup)
        .map(|group| group.now().slug.as_str())
        .collect();
    assert_eq!(slugs, ["alpha-tooling", "beta-tooling"]);
}

#[test]
fn groups_of_a_kind_that_the_format_does_not_list_are_left_alone() {
    let mut committee = named("Steering");
    committee.kind = Some(GroupKind::Committee);
    let before = community_of(&[registry(vec![committee, named("Docs")])]);
    let comparison = take_in(
        &before,
        &registry(vec![named("Docs")]),
        &Answers::default(),
        day(1),
    );
    assert_eq!(comparison.unwrap().events, []);
}

#[test]
fn seats_of_a_role_that_the_format_does_not_list_are_left_alone() {
    let mut entry = with_lead(named("Docs"), "Ada", Some("ada-x"));
    entry.seats[0].role = Role::Liaison;
    let file = registry(vec![entry]);
    let before = community_of(std::slice::from_ref(&file));
    let again = take_in(&before, &file, &Answers::default(), day(1)).unwrap();
    assert_eq!(again.events, []);
    let silent = take_in(
        &before,
        &registry(vec![named("Docs")]),
        &Answers::default(),
        day(1),
    );
    assert_eq!(silent.unwrap().events, []);
}

#[test]
fn an_import_that_ends_more_than_half_of_the_groups_stops() {
    let names = ["Docs", "Security", "Networking"];
    let before = community_of(&[registry(names.map(named).to_vec())]);
    let wrong = registry(vec![named("Docs"), named("Gardening")]);
    let stopped = take_in(&before, &wrong, &Answers::default(), day(1)).unwrap_err();
    assert_eq!(
        stopped,
        CompareError::EndsMost {
            ending: 2,
            alive: 3
        }
    );
    assert_eq!(
        stopped.to_string(),
        "2 of 3 groups would end: is this the right file?"
    );
    let meant = Answers {
        ending_most: EndingMost::IsMeant,
        ..Answers::default()
    };
    assert!(take_in(&before, &wrong, &meant, day(1)).is_ok());
}

#[test]
fn an_import_that_ends_half_of_the_groups_goes_on() {
    let before = community_of(&[registry(vec![named("Docs"), named("Security")])]);
    assert!(
        take_in(
            &before,
            &registry(vec![named("Docs")]),
            &Answers::default(),
            day(1)
        )
        .is_ok()
    );
}

#[test]
fn a_relabelled_link_is_one_change() {
    let chat = |label: &str| {
        let mut entry = named("Docs");
        entry.add_link(Link {
            kind: LinkKind::Chat,
            label: label.to_owned(),
            url: None,
            detail: None,
        });
        registry(vec![entry])
    };
    let before = community_of(&[chat("#docs")]);
    let comparison = take_in(&before, &chat("#wg-docs"), &Answers::default(), day(1)).unwrap();
    assert_eq!(kinds(&comparison), ["link_changed"]);
}

#[test]
fn a_lead_whom_the_file_no_longer_names_has_left() {
    let before = community_of(&[registry(vec![with_lead(
        named("Docs"),
        "Ada",
        Some("ada-x"),
    )])]);
    let file = registry(vec![with_lead(named("Docs"), "Ben", Some("ben-y"))]);
    let comparison = take_in(&before, &file, &Answers::default(), day(1)).unwrap();
    assert_eq!(kinds(&comparison), ["seat_left", "seat_taken"]);
}

#[test]
fn one_lead_of_two_areas_holds_one_seat_for_both() {
    let mut entry = with_lead(named("Docs"), "Ada", Some("ada-x"));
    entry.seats.push(entry.seats[0].clone());
    entry.seats[0].area = Some("Site".to_owned());
    entry.seats[1].area = Some("Blog".to_owned());
    let after = community_of(&[registry(vec![entry])]);
    let areas: Vec<_> = group(&after, "Docs")
        .seats_held()
        .map(|seat| seat.area.clone())
        .collect();
    assert_eq!(areas, [Some("Site, Blog".to_owned())]);
}

#[test]
fn a_person_is_known_by_account_whatever_its_letter_case_or_their_name() {
    let before = community_of(&[registry(vec![with_lead(
        named("Docs"),
        "Ada",
        Some("Ada-X"),
    )])]);
    let file = registry(vec![with_lead(
        named("Docs"),
        "Ada Lovelace",
        Some("ada-x"),
    )]);
    let comparison = take_in(&before, &file, &Answers::default(), day(1)).unwrap();
    let people: Vec<&str> = comparison
        .after
        .people
        .values()
        .map(|person| person.name.as_str())
        .collect();
    assert_eq!(people, ["Ada Lovelace"]);
    assert_eq!(kinds(&comparison), Vec::<&str>::new());
}

#[test]
fn a_line_that_gives_only_a_name_means_the_one_who_has_an_account_elsewhere_in_the_file() {
    let file = registry(vec![
        with_lead(named("Docs"), "Ada", None),
        with_lead(named("Security"), "Ada", Some("ada-x")),
    ]);
    assert_eq!(community_of(&[file]).people.len(), 1);
}

#[test]
fn two_accounts_of_one_name_are_two_people() {
    let file = registry(vec![
        with_lead(named("Docs"), "Ada", Some("ada-x")),
        with_lead(named("Security"), "Ada", Some("ada-y")),
    ]);
    assert_eq!(community_of(&[file]).people.len(), 2);
}

#[test]
fn a_seat_of_nobody_is_refused_with_its_line() {
    let file = registry(vec![with_lead(named("Docs"), " ", None)]);
    let refused = take_in(&Community::default(), &file, &Answers::default(), day(0)).unwrap_err();
    assert_eq!(
        refused,
        CompareError::Person {
            line: 7,
            error: PersonError::Nobody
        }
    );
    assert_eq!(
        refused.to_string(),
        "line 7: a person needs a name or an account"
    );
}

#[test]
fn no_event_comes_before_the_newest_of_its_group() {
    let file = registry(vec![named("Docs")]);
    let before = take_in(&Community::default(), &file, &Answers::default(), day(5))
        .unwrap()
        .after;
    let older = registry(vec![with_link(named("Docs"), DOCS)]);
    let refused = take_in(&before, &older, &Answers::default(), day(4)).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "line 1, “Docs”: The group's record already runs to 2020-01-06; \
         a change of 2020-01-05 would come before it."
    );
}

#[test]
fn no_event_comes_before_the_newest_of_its_person() {
    let file = registry(vec![with_lead(named("Docs"), "Ada", Some("ada-x"))]);
    let mut before = take_in(&Community::default(), &file, &Answers::default(), day(5))
        .unwrap()
        .after;
    before.groups.clear();
    let older = registry(vec![with_lead(named("Docs"), "Ada L.", Some("ada-x"))]);
    let refused = take_in(&before, &older, &Answers::default(), day(4)).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "line 7: the record of “Ada” already runs to 2020-01-06; \
         a change of 2020-01-05 would come before it"
    );
}
