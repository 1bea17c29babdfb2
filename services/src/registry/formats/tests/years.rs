//! sigs.yaml of other years and communities, with invented names.

use domain::{link::LinkKind, seat::Role};

use super::{
    layouts::{links, seats},
    problems, sound,
};

/// The first years: leads directly in the group, keys without a value.
pub(super) const LEADS: &str = "\
sigs:
  - name: Auth
    dir: sig-auth
    mission_statement: >
      Covers authorization.


      \"All I want\" - [strip](https://strip.example \"strip\")
    charter_link:
    label: auth
    leads:
    - name: Ada Example
      github: ada-x
    emeritus_leads:
    - name: Bo Sample
      github: bo-x
      company: Blue
    meetings:
    - description: Regular SIG Meeting
      day: Wednesday
      time: \"11:00\"
      tz: \"PT (Pacific Time)\"
      frequency: biweekly
      url: TBD
      archive_url: https://notes.example/auth
      recordings_url:
    contact:
      slack: sig-auth
      mailing_list: https://list.example/auth
    subprojects:
    - name: gen
      owners:
    - name: kit
      contact:
        slack: kit
      owners:
      - https://github.com/mesh/kit/blob/master/OWNERS # whole
workinggroups:
  - name: Policy
    dir: wg-policy
    leads:
    - name: Cy Instance
      github: cy-x
      company: Red
";

/// Other communities: groups that were never set up, addresses without a scheme, seats to be filled.
pub(super) const OTHERS: &str = "\
sigs:
    - name: documentation
      label: sig/documentation
      subprojects:
        - name: documentation
          owners:
            - https://raw.githubusercontent.com/mesh/guide/main/OWNERS_ALIASES
    - dir: sig-data
      name: Data
      charter_link: sig-data/charter.md
      leadership:
        leads:
          - github: ada-x
            name: Ada Example
          - github: unknown # to be found
            name: unknown
            company: unknown
      meetings:
        - description: Data meeting
          time: 11:00am
          url: meet.example/abc-def
          archive_url: tbd
      contact:
        slack: https://chat.example/archives/1
        mailing_list: data@lists.example
    - name: queues
      scope: Queues and ingestion
      chairs:
        - bo-x
usergroups:
    - name: Mesh Community
      leadership:
        chairs:
            - github: cy-x
              name: Cy Instance
      contact: {}
committees: []
";

pub(super) const ALL: [&str; 2] = [LEADS, OTHERS];

#[test]
fn leads_may_stand_directly_in_a_group() {
    let groups = sound(LEADS).registry.groups;
    let [auth, generator, kit, policy] = &groups[..] else {
        panic!("four groups: {groups:?}");
    };
    assert_eq!(
        seats(auth),
        [
            (Role::Lead, Some("Ada Example"), Some("ada-x"), None),
            (Role::EmeritusLead, Some("Bo Sample"), Some("bo-x"), None),
        ]
    );
    assert_eq!(
        links(auth),
        [
            (
                LinkKind::Meeting,
                "Regular SIG Meeting",
                None,
                Some("Wednesday 11:00 PT (Pacific Time), biweekly")
            ),
            (
                LinkKind::MeetingNotes,
                "Regular SIG Meeting",
                Some("https://notes.example/auth"),
                None
            ),
            (LinkKind::Chat, "#sig-auth", None, None),
            (
                LinkKind::MailingList,
                "Mailing list",
                Some("https://list.example/auth"),
                None
            ),
        ]
    );
    assert!(links(generator).is_empty());
    assert_eq!(
        links(kit),
        [
            (LinkKind::Chat, "#kit", None, None),
            (
                LinkKind::Repository,
                "mesh/kit",
                Some("https://github.com/mesh/kit/blob/master/OWNERS"),
                None
            ),
        ]
    );
    assert_eq!(policy.seats.len(), 1);
}

#[test]
fn a_group_may_be_listed_before_it_is_set_up() {
    let groups = sound(OTHERS).registry.groups;
    let named = |name: &str| groups.iter().find(|group| group.name == name).unwrap();
    let documentation = named("documentation");
    assert_eq!(
        documentation.slug.as_ref().map(|slug| slug.as_str()),
        Some("sig-documentation")
    );
    assert!(documentation.seats.is_empty());
    assert_eq!(
        seats(named("queues")),
        [(Role::Chair, None, Some("bo-x"), None)]
    );
    assert_eq!(
        named("queues").description.as_deref(),
        Some("Queues and ingestion")
    );
    assert_eq!(named("Mesh Community").slug, None);
}

#[test]
fn what_is_still_to_come_is_left_out_and_addresses_are_completed() {
    let groups = sound(OTHERS).registry.groups;
    let data = groups.iter().find(|group| group.name == "Data").unwrap();
    assert_eq!(
        seats(data),
        [(Role::Lead, Some("Ada Example"), Some("ada-x"), None)]
    );
    assert_eq!(
        links(data),
        [
            (
                LinkKind::Charter,
                "Charter",
                Some("sig-data/charter.md"),
                None
            ),
            (
                LinkKind::Meeting,
                "Data meeting",
                Some("https://meet.example/abc-def"),
                Some("11:00am")
            ),
            (
                LinkKind::Chat,
                "Chat",
                Some("https://chat.example/archives/1"),
                None
            ),
            (
                LinkKind::MailingList,
                "Mailing list",
                Some("mailto:data@lists.example"),
                None
            ),
        ]
    );
}

#[test]
fn a_group_that_lost_its_leads_is_told() {
    let text = LEADS.replace(
        "    leads:\n    - name: Cy Instance",
        "    lead:\n    - name: Cy Instance",
    );
    let told = problems(&text);
    assert!(told[0].contains("no leadership of “Policy”"), "{told:?}");
}
