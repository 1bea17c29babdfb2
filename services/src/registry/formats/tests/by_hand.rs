//! What people write into the tables and lists by hand: footnotes, HTML, mail addresses, hours, and slips of the hand.

use domain::{community::Community, group::GroupKind, link::LinkKind, seat::Role};

use super::{
    BadRows, DAY, ExportFormat, Format,
    layouts::{links, seats},
    problems, sound, take_in,
    yaml::SIGS,
};
use crate::registry::formats::{read, write};

#[test]
fn footnotes_are_no_part_of_names_and_words() {
    let groups = sound(
        "| Group | Description |\n|---|---|\n| Docs[^1] | User docs[^moved] |\n\n\
         | Name | Company | Groups |\n|---|---|---|\n| Ada Example[^1] | Blue | Docs |\n\n\
         [^1]: Since 2020.\n[^moved]: From the other list.\n",
    )
    .registry
    .groups;
    assert_eq!(groups[0].name, "Docs");
    assert_eq!(groups[0].description.as_deref(), Some("User docs"));
    assert_eq!(
        groups[0].seats[0].person.name.as_deref(),
        Some("Ada Example")
    );
}

#[test]
fn a_link_may_be_written_in_html() {
    let groups = sound(
        "| Group | Design Docs | Slack Channel |\n|---|---|---|\n\
         | <a name=\"docs\"></a><a href='#docs'>Docs</a> | <a target=\"_blank\" href=\"https://drive.example/?a=1&amp;b=2\">Folder</a> | n/a |\n\n\
         | Name | Company | Profile | Groups |\n|---|---|---|---|\n\
         | Ada Example | Blue | <A HREF=https://github.com/ada-x>ada-x</A> | Docs |\n",
    )
    .registry
    .groups;
    assert_eq!(groups[0].name, "Docs");
    assert_eq!(
        links(&groups[0]),
        [(
            LinkKind::Documents,
            "Folder",
            Some("https://drive.example/?a=1&b=2"),
            None
        )]
    );
    assert_eq!(
        seats(&groups[0]),
        [(Role::Lead, Some("Ada Example"), Some("ada-x"), None)]
    );
}

#[test]
fn a_lead_may_be_named_with_a_mail_address_which_is_not_kept() {
    let groups = sound(
        "| Group | Leads | Description |\n|---|---|---|\n\
         | Docs | [Ada Example](mailto:ada@blue.example), Bo Sample <bo@red.example> (Red) | User docs |\n\
         | Data | Cy Instance (cy@green.example), [di@blue.example](mailto:di@blue.example) Di Specimen | Data |\n",
    )
    .registry
    .groups;
    let named = |place: usize| -> Vec<_> {
        let seats = groups[place].seats.iter();
        seats
            .map(|seat| {
                (
                    seat.person.name.as_deref(),
                    seat.person.organization.clone(),
                )
            })
            .collect()
    };
    assert_eq!(
        named(0),
        [
            (Some("Ada Example"), None),
            (Some("Bo Sample"), Some(Some("Red".to_owned())))
        ]
    );
    assert_eq!(
        named(1),
        [(Some("Cy Instance"), None), (Some("Di Specimen"), None)]
    );
}

#[test]
fn a_row_may_say_in_words_when_its_group_meets() {
    let page = "| Group | Meeting | Meeting Calendar | Description |\n|---|---|---|---|\n\
                | Docs | Tuesdays, 10:00 UTC | every second week, 9am PT | User docs |\n";
    assert_eq!(
        links(&sound(page).registry.groups[0]),
        [
            (
                LinkKind::Meeting,
                "Meeting",
                None,
                Some("Tuesdays, 10:00 UTC")
            ),
            (
                LinkKind::Calendar,
                "Calendar",
                None,
                Some("every second week, 9am PT")
            ),
        ]
    );
    let slipped = page.replace("Tuesdays, 10:00 UTC", "Traffic, 4 protocols");
    assert!(problems(&slipped)[0].contains("expected a link or n/a under “Meeting”"));
}

#[test]
fn a_table_of_names_and_leads_is_one_of_groups() {
    let groups = sound(
        "| Name | Leads | Description |\n|---|---|---|\n| Docs | Ada Example (Blue) | User docs |\n",
    )
    .registry
    .groups;
    assert_eq!(groups[0].name, "Docs");
    assert_eq!(
        seats(&groups[0]),
        [(Role::Lead, Some("Ada Example"), None, None)]
    );
}

/// Leads of whom one has name and company in each other's cells.
const SWAPPED: &str = "| Group | Description |\n|---|---|\n| Docs | User docs |\n| Data | Data |\n\n\
    | Name | Company | Groups |\n|---|---|---|\n\
    | Ada Example | Red | Docs |\n\
    | Red | Bo Sample | Docs, Data |\n\
    | Cy Instance | Blue | Data |\n";

#[test]
fn a_name_and_a_company_that_changed_places_are_told() {
    assert_eq!(
        problems(SWAPPED),
        [
            "file:9: found “Red” as a name and “Bo Sample” as an organization, and “Red” as an organization in line 8; \
             expected the name under the head of names; the cells of the row may be shifted"
        ]
    );
    let reading = read("file", SWAPPED.as_bytes(), BadRows::Skip).unwrap();
    let seats: usize = reading
        .registry
        .groups
        .iter()
        .map(|group| group.seats.len())
        .sum();
    assert_eq!((seats, reading.left_out.len()), (2, 1));
    assert!(reading.registry.roles.is_empty(), "nobody left a seat");
}

#[test]
fn a_person_may_work_for_a_company_of_their_own_name() {
    let page = SWAPPED.replace("| Red | Bo Sample |", "| Red | Red |");
    assert_eq!(sound(&page).registry.groups[1].seats.len(), 2);
}

#[test]
fn an_export_may_name_a_person_like_the_organization_of_another() {
    let page = SWAPPED.replace("| Red | Bo", "| <!---->Red | Bo");
    let (_, community) = take_in(&Community::default(), &sound(&page).registry);
    let export = write(ExportFormat::Markdown, &community, "Mesh", DAY).unwrap();
    assert!(export.contains("| <!---->Red | Bo Sample |"), "{export}");
    assert_eq!(take_in(&community, &sound(&export).registry).0, []);
}

#[test]
fn who_leads_a_group_that_is_listed_twice_is_not_to_blame() {
    let told = problems(
        &SWAPPED
            .replace("| Data | Data |", "| Docs | Data |")
            .replace(
                "| Red | Bo Sample | Docs, Data |\n| Cy Instance | Blue | Data |",
                "| Cy Instance | Blue | Docs |",
            ),
    );
    assert_eq!(
        told,
        ["file:4: found a second group “Docs”; the first is in line 3; expected each group once"]
    );
}

#[test]
fn a_character_that_no_database_takes_is_refused_with_its_line() {
    let expected = ["file:2: found a NUL character; expected text"];
    assert_eq!(problems("| Group | Description |\n|---\0|---|\n"), expected);
    assert_eq!(
        problems("sigs:\n  - name: \"Do\\0cs\"\n    dir: sig-docs\n"),
        expected
    );
    assert_eq!(
        problems("{\"charterhouse\": 1,\n\"groups\": [{\"name\": \"a\\u0000b\"}]}"),
        expected
    );
}

#[test]
fn a_list_may_come_with_a_directive_quoted_keys_or_as_json() {
    for text in [
        format!("%YAML 1.2\n---\n{SIGS}"),
        SIGS.replacen("sigs:", "\"sigs\":", 1),
        "{\"sigs\": [{\"name\": \"Docs\", \"dir\": \"sig-docs\", \"leadership\": {}}]}".to_owned(),
    ] {
        let reading = sound(&text);
        assert_eq!(reading.format, Format::KubernetesYaml);
        assert_eq!(
            reading.registry.groups[0].kind,
            Some(GroupKind::SpecialInterestGroup)
        );
    }
}

#[test]
fn a_login_that_cannot_be_one_is_told_and_one_to_come_is_not() {
    let told = problems(&SIGS.replacen("github: ada-x", "github: \"ada x!\"", 1));
    assert_eq!(
        told,
        [
            "file:12: found “ada x!” as the GitHub account of “Ada Example”; expected a login such as ada-x"
        ]
    );
    let pending = sound(&SIGS.replacen("github: ada-x", "github: TBD", 1));
    assert_eq!(
        seats(&pending.registry.groups[0])[1],
        (Role::Chair, Some("Ada Example"), None, None)
    );
}

#[test]
fn organizers_of_earlier_years_are_leads() {
    let text = "workinggroups:\n  - name: Batch\n    dir: wg-batch\n    organizers:\n      - github: ada-x\n";
    assert_eq!(
        seats(&sound(text).registry.groups[0]),
        [(Role::Lead, None, Some("ada-x"), None)]
    );
}

#[test]
fn a_file_that_unfolds_beyond_measure_is_refused_in_plain_words() {
    let mut text = String::from("a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]\n");
    for (name, of) in "bcdefgh".chars().zip("abcdefg".chars()) {
        let nine = vec![format!("*{of}"); 9].join(", ");
        text.push_str(&format!("{name}: &{name} [{nine}]\n"));
    }
    text.push_str(SIGS);
    let told = problems(&text).join("\n");
    assert!(
        told.contains("broken YAML (YAML document too large or too complex); expected"),
        "{told}"
    );
}
