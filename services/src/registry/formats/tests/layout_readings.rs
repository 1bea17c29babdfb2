//! What the layouts of Istio's family are read as.

use domain::{group::GroupState, link::LinkKind, seat::Role};

use super::{
    layouts::{FORMER, LEADS_BELOW, LEADS_IN_ROWS, PROSE, links, seats},
    sound,
};

#[test]
fn words_and_hours_around_links_are_kept_as_details() {
    let groups = sound(PROSE).registry.groups;
    let [api, scaling, observability] = &groups[..] else {
        panic!("three groups: {groups:?}");
    };
    assert_eq!(
        api.description.as_deref(),
        Some("API resources, validation, and semantics.")
    );
    assert_eq!(
        links(api),
        [
            (
                LinkKind::Other,
                "Roadmap",
                Some("https://plan.example/1"),
                Some("API")
            ),
            (
                LinkKind::Other,
                "Roadmap (2)",
                Some("https://plan.example/2"),
                Some("Scale")
            ),
            (
                LinkKind::Forum,
                "Forum",
                Some("https://forum.example/dev"),
                None
            ),
            (
                LinkKind::Meeting,
                "Community Meeting",
                Some("https://notes.example/api"),
                Some("See the top of the Meeting notes")
            ),
            (
                LinkKind::Calendar,
                "Calendar",
                Some("https://calendar.example/api"),
                Some("Wednesdays 10:30a-11:00a PST")
            ),
            (
                LinkKind::MeetingNotes,
                "Notes",
                Some("https://notes.example/api"),
                None
            ),
            (
                LinkKind::MeetingNotes,
                "(before 2021)",
                Some("https://notes.example/old"),
                None
            ),
            (
                LinkKind::Documents,
                "Folder",
                Some("https://drive.example/api"),
                None
            ),
            (
                LinkKind::Repository,
                "mesh/api",
                Some("https://code.example/api"),
                None
            ),
            (LinkKind::Repository, "plugin-*", None, None),
            (
                LinkKind::Chat,
                "#api",
                Some("https://chat.example/api"),
                Some("need to join Chat first")
            ),
            (
                LinkKind::Team,
                "@mesh/api-leads",
                Some("https://code.example/teams/api"),
                None
            ),
        ]
    );
    assert_eq!(
        links(scaling),
        [
            (
                LinkKind::Charter,
                "Charter",
                Some("https://scale.example/mission"),
                Some("Scale for everyone.")
            ),
            (
                LinkKind::Meeting,
                "Community Meeting",
                Some("https://meet.example/abc"),
                Some("Or dial in: (US) +1 555-0100 PIN: 923 539#")
            ),
            (
                LinkKind::Calendar,
                "Community Meeting Calendar",
                None,
                Some("Wednesdays at 9:30am PST (join mesh-dev@ for an invite)")
            ),
        ]
    );
    assert_eq!(
        links(observability),
        [
            (
                LinkKind::Meeting,
                "Community Meeting",
                Some("https://meet.example/kik"),
                Some("Or dial in: (US) +1 555-0101")
            ),
            (
                LinkKind::Forum,
                "Forum",
                Some("https://forum.example/dev"),
                None
            ),
        ]
    );
}

#[test]
fn what_a_lead_is_responsible_for_may_stand_behind_the_name() {
    let groups = sound(PROSE).registry.groups;
    assert_eq!(
        seats(&groups[0]),
        [(
            Role::Lead,
            Some("Ada (Ad) Example"),
            Some("ada-x"),
            Some("Technical")
        )]
    );
    assert_eq!(groups[2].seats.len(), 0, "a table of leads may be empty");
}

#[test]
fn emeritus_leads_are_no_leads_and_emeritus_groups_have_ended() {
    let registry = sound(FORMER).registry;
    let [serving, general, build] = &registry.groups[..] else {
        panic!("three groups: {registry:?}");
    };
    assert_eq!(
        seats(serving),
        [
            (Role::Lead, Some("Ada Example"), Some("ada-x"), None),
            (
                Role::EmeritusLead,
                Some("Cy Instance"),
                Some("cy-x"),
                Some("Scaling")
            ),
        ]
    );
    assert_eq!(registry.roles, [Role::Lead, Role::EmeritusLead].into());
    assert_eq!(general.state, None);
    assert_eq!(build.state, Some(GroupState::Dissolved));
}

#[test]
fn a_heading_within_a_group_s_section_begins_no_group() {
    let groups = sound(FORMER).registry.groups;
    let general = &groups[1];
    assert_eq!(
        links(general),
        [
            (
                LinkKind::Forum,
                "Forum",
                Some("https://forum.example/dev"),
                None
            ),
            (
                LinkKind::Meeting,
                "Community Meeting, Europe + Asia",
                Some("https://meet.example/9"),
                Some("Zoom")
            ),
            (
                LinkKind::Calendar,
                "Calendar, Europe + Asia",
                Some("https://calendar.example/9"),
                Some("Wednesdays 6:30am CST")
            ),
        ]
    );
    assert_eq!(
        seats(general),
        [(
            Role::Lead,
            Some("Bo Sample"),
            Some("bo-x"),
            Some("Europe + Asia")
        )]
    );
}

#[test]
fn a_row_of_the_table_of_groups_may_name_its_leads() {
    let registry = sound(LEADS_IN_ROWS).registry;
    let [docs, ui, data] = &registry.groups[..] else {
        panic!("three groups: {registry:?}");
    };
    assert_eq!(
        seats(docs),
        [
            (Role::Lead, None, Some("ada-x"), None),
            (Role::Lead, Some("Bo Sample"), Some("bo-x"), None),
        ]
    );
    assert_eq!(
        docs.seats[1].person.organization,
        Some(Some("Red".to_owned()))
    );
    assert_eq!(
        seats(ui),
        [
            (Role::Lead, None, Some("cy-x"), None),
            (Role::Lead, Some("Di Specimen"), None, None),
            (Role::Lead, None, Some("ed-x"), None),
        ]
    );
    assert_eq!(ui.description.as_deref(), Some("The UI, all of it"));
    assert!(data.seats.is_empty());
    assert_eq!(registry.roles, [Role::Lead].into());
}

#[test]
fn leads_below_the_table_of_groups_are_those_of_the_heading() {
    let registry = sound(LEADS_BELOW).registry;
    let [core, observe] = &registry.groups[..] else {
        panic!("two groups: {registry:?}");
    };
    assert_eq!(
        seats(core),
        [(Role::Lead, Some("Ada Example"), Some("ada-x"), None)]
    );
    assert_eq!(observe.seats.len(), 1);
    assert_eq!(links(core).len(), 2);
}
