use domain::link::{Link, LinkKind};

use super::{problems, sound};

pub(super) const OWN: &str = "\
charterhouse: 1
community: Mesh
as_of: 2024-05-01
groups:
- slug: docs
  name: Docs
  kind: working_group
  state: active
  description: \"Docs: all\"
  charter: |
    # Mission

    To write.
  links:
  - kind: chat
    label: '#docs'
  stakeholders: [english]
  seats:
  - role: lead
    name: Ada Example
    account: {provider: github, login: '0123'}
- slug: english
  name: English
  kind: subgroup
  parent: docs
  state: setting_up
";

#[test]
fn an_own_document_states_everything() {
    let registry = sound(OWN).registry;
    let docs = &registry.groups[0];
    assert_eq!(docs.description.as_deref(), Some("Docs: all"));
    assert_eq!(docs.charter.as_deref(), Some("# Mission\n\nTo write.\n"));
    assert_eq!(
        docs.links.as_deref().unwrap(),
        [Link {
            kind: LinkKind::Chat,
            label: "#docs".to_owned(),
            url: None,
            detail: None
        }]
    );
    assert_eq!(docs.seats[0].person.account.as_ref().unwrap().login, "0123");
    assert_eq!(registry.groups[1].parent, Some(0));
}

#[test]
fn what_is_wrong_in_an_own_document_is_told_with_its_line() {
    for (old, new, told) in [
        (
            "charterhouse: 1",
            "charterhouse: 2",
            "file:1: found charterhouse: “2”",
        ),
        (
            "  kind: subgroup",
            "  kind: club",
            "file:22: found unknown variant `club`",
        ),
        (
            "parent: docs",
            "parent: dcs",
            "file:22: found the parent “dcs”",
        ),
        (
            "slug: english",
            "slug: docs",
            "file:22: found the slug “docs” a second time",
        ),
        (
            "state: setting_up",
            "state: merged",
            "file:22: found “English” as merged",
        ),
    ] {
        assert!(OWN.contains(old), "{old}");
        let problems = problems(&OWN.replace(old, new));
        assert!(problems[0].starts_with(told), "{told}: {problems:?}");
    }
}
