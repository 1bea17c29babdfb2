use domain::{group::GroupKind, link::LinkKind, seat::Role};

use super::{BadRows, Format, problems, sound};
use crate::registry::formats::read;

pub(super) const SIGS: &str = "\
sigs:
  - dir: sig-mesh
    name: Mesh
    mission_statement: >
      Covers the mesh,
      all of it.

    charter_link: charter.md
    label: mesh
    leadership:
      chairs:
        - github: ada-x
          name: Ada Example
          company: Blue
      tech_leads:
        - github: no
          name: Bo Sample
          company: Independent
      emeritus_leads:
        - name: Cy Instance
    meetings:
      - description: Regular Meeting
        day: Wednesday
        time: \"11:00\"
        tz: PT (Pacific Time)
        frequency: biweekly
        url: https://meet.example/mesh
        archive_url: https://notes.example/mesh
    contact:
      slack: sig-mesh
      mailing_list: https://list.example/mesh
      teams:
        - name: sig-mesh-bugs
          description: Bugs
      liaison:
        github: di-x
        name: Di Specimen
    subprojects:
      - name: proxy
        description: The proxy
        owners:
          - https://raw.githubusercontent.com/mesh/proxy/main/OWNERS
        leads:
          - github: ada-x
            name: Ada Example
workinggroups:
  - dir: wg-batch
    name: Batch
    stakeholder_sigs:
      - Mesh
    leadership:
      chairs: []
usergroups:
committees: []
";

#[test]
fn the_lists_of_sigs_become_kinds_and_subprojects_subgroups() {
    let reading = sound(SIGS);
    assert_eq!(reading.format, Format::KubernetesYaml);
    let groups = reading.registry.groups;
    let kinds: Vec<_> = groups
        .iter()
        .map(|group| {
            (
                group.name.as_str(),
                group.kind.unwrap(),
                group.parent,
                group.line,
            )
        })
        .collect();
    assert_eq!(
        kinds,
        [
            ("Mesh", GroupKind::SpecialInterestGroup, None, 2),
            ("proxy", GroupKind::Subgroup, Some(0), 39),
            ("Batch", GroupKind::WorkingGroup, None, 47),
        ]
    );
    assert_eq!(
        groups[0].description.as_deref(),
        Some("Covers the mesh, all of it.")
    );
    assert_eq!(
        groups[2].stakeholders.as_deref(),
        Some(&["Mesh".to_owned()][..])
    );
}

#[test]
fn seats_keep_their_roles_and_logins_their_spelling() {
    let groups = sound(SIGS).registry.groups;
    let seats: Vec<_> = groups[0]
        .seats
        .iter()
        .map(|seat| {
            let login = seat
                .person
                .account
                .as_ref()
                .map(|account| account.login.as_str());
            (seat.role, login, seat.person.organization.clone())
        })
        .collect();
    assert_eq!(
        seats,
        [
            (Role::Liaison, Some("di-x"), None),
            (Role::Chair, Some("ada-x"), Some(Some("Blue".to_owned()))),
            (Role::TechLead, Some("no"), Some(None)),
            (Role::EmeritusLead, None, None),
        ]
    );
    assert_eq!(groups[1].seats[0].role, Role::Lead);
}

#[test]
fn meetings_and_contacts_become_links() {
    let groups = sound(SIGS).registry.groups;
    let listed: Vec<_> = groups[0]
        .links
        .iter()
        .flatten()
        .map(|link| {
            (
                link.kind,
                link.label.as_str(),
                link.url.as_deref(),
                link.detail.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        listed,
        [
            (
                LinkKind::Charter,
                "Charter",
                Some("sig-mesh/charter.md"),
                None
            ),
            (
                LinkKind::Meeting,
                "Regular Meeting",
                Some("https://meet.example/mesh"),
                Some("Wednesday 11:00 PT (Pacific Time), biweekly")
            ),
            (
                LinkKind::MeetingNotes,
                "Regular Meeting",
                Some("https://notes.example/mesh"),
                None
            ),
            (LinkKind::Chat, "#sig-mesh", None, None),
            (
                LinkKind::MailingList,
                "Mailing list",
                Some("https://list.example/mesh"),
                None
            ),
            (LinkKind::Team, "sig-mesh-bugs", None, Some("Bugs")),
        ]
    );
    let owners = &groups[1].links.as_ref().unwrap()[0];
    assert_eq!(
        (owners.kind, owners.label.as_str()),
        (LinkKind::Repository, "mesh/proxy")
    );
}

#[test]
fn meetings_are_read_as_the_first_years_told_them() {
    let flat = "\
sigs:
  - dir: sig-mesh
    name: Mesh
    leads:
      - name: Ada Example
        github: ada-x
    meeting_day: Wednesday
    meeting_utc: \"18:00\"
    meeting_frequency: biweekly
    meeting_url: https://meet.example/mesh
    meeting_archive_url: https://notes.example/mesh
";
    let listed_once = flat.replace(
        "    meeting_day: Wednesday\n    meeting_utc: \"18:00\"\n    meeting_frequency: biweekly\n",
        "    meetings:\n      - day: Wednesday\n        utc: \"18:00\"\n        frequency: biweekly\n",
    );
    for text in [flat, &listed_once] {
        let groups = sound(text).registry.groups;
        let links = groups[0].links.as_ref().unwrap();
        let told: Vec<_> = links
            .iter()
            .map(|link| (link.kind, link.url.as_deref(), link.detail.as_deref()))
            .collect();
        assert_eq!(
            told,
            [
                (
                    LinkKind::Meeting,
                    Some("https://meet.example/mesh"),
                    Some("Wednesday 18:00 UTC, biweekly")
                ),
                (
                    LinkKind::MeetingNotes,
                    Some("https://notes.example/mesh"),
                    None
                ),
            ]
        );
    }
}

#[test]
fn what_is_wrong_in_a_group_is_told_with_its_line() {
    for (old, new, told) in [
        (
            "    name: Batch",
            "    nam: Batch",
            "file:47: found an entry without “name”",
        ),
        (
            "dir: wg-batch",
            "dir: sig-mesh",
            "file:47: found the dir “sig-mesh” a second time, the first is in line 2",
        ),
        (
            "dir: wg-batch",
            "dir: WG Batch",
            "file:47: found the dir “WG Batch”",
        ),
        (
            "    leadership:\n      chairs: []",
            "    label: x",
            "file:47: found no leadership of “Batch”",
        ),
        (
            "- name: Cy Instance",
            "- company: Blue",
            "file:20: found a mapping as emeritus lead of “Mesh”",
        ),
        (
            "stakeholder_sigs:\n      - Mesh",
            "stakeholder_sigs: Mesh",
            "file:49: found “Mesh” under “stakeholder_sigs”; expected a list",
        ),
    ] {
        assert!(SIGS.contains(old), "{old}");
        let problems = problems(&SIGS.replace(old, new));
        assert!(problems[0].starts_with(told), "{told}: {problems:?}");
    }
}

#[test]
fn skipping_leaves_out_the_group_or_only_the_person() {
    let without_person = SIGS.replace("- name: Cy Instance", "- company: Blue");
    let reading = read("file", without_person.as_bytes(), BadRows::Skip).unwrap();
    assert_eq!(reading.registry.groups.len(), 3);
    assert_eq!(reading.registry.groups[0].seats.len(), 3);
    assert_eq!(reading.left_out.len(), 1);
    assert!(
        !reading.registry.kinds.is_empty(),
        "the groups are all there"
    );
    let without_group = SIGS.replace("name: Mesh", "name: [Mesh]");
    let reading = read("file", without_group.as_bytes(), BadRows::Skip).unwrap();
    assert_eq!(reading.registry.groups.len(), 1);
}

#[test]
fn broken_yaml_is_refused_also_when_rows_are_skipped() {
    for (text, line) in [
        (SIGS.replace("    name: Batch", "    name: [Batch"), 49),
        (
            SIGS.replace("  - dir: wg-batch", "  - dir: wg-batch\n    dir: wg-other"),
            48,
        ),
    ] {
        let error = read("file", text.as_bytes(), BadRows::Skip).unwrap_err();
        let message = error.to_string();
        assert!(
            message.starts_with("file:") && message.contains("broken YAML"),
            "{message}"
        );
        assert!(message.starts_with(&format!("file:{line}:")), "{message}");
    }
}

#[test]
fn nesting_without_end_is_refused() {
    let lists = format!("sigs: {}", "[".repeat(100_000));
    let mappings: String = (0..500)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    let json = format!("{{\"charterhouse\": {}", "{\"a\":".repeat(100_000));
    for text in [lists, format!("sigs:\n{mappings}"), json] {
        assert!(problems(&text)[0].contains("broken YAML"));
    }
}
