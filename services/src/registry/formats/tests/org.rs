use domain::{org::StandingKind, standing::Standing};

use super::BadRows;
use crate::registry::formats::read_org;

pub(super) const ORG: &str = "\
members:
- ada-x
- 0123
- bo-x # a comment
teams:
  Maintainers:
    description: all
    members: [ada-x]
    teams:
      WG - Docs  Maintainers:
        members: [bo-x]
  Steering:
    maintainers: [bo-x]
  docs-maintainers:
    members: []
";

#[test]
fn the_lists_of_an_organization_become_standing() {
    let reading = read_org("file", ORG.as_bytes(), "Steering", BadRows::Refuse).unwrap();
    let listed: Vec<_> = reading
        .statement
        .people
        .iter()
        .map(|entry| {
            (
                entry.line,
                entry.account.login.as_str(),
                entry.standing.clone(),
            )
        })
        .collect();
    assert_eq!(
        listed,
        [
            (2, "ada-x", Standing::Member),
            (3, "0123", Standing::Member),
            (4, "bo-x", Standing::Member),
            (8, "ada-x", Standing::Maintainer),
            (
                11,
                "bo-x",
                Standing::Team("WG - Docs Maintainers".to_owned())
            ),
            (13, "bo-x", Standing::Committee),
        ]
    );
    assert_eq!(
        reading.statement.states,
        [
            StandingKind::Member,
            StandingKind::Maintainer,
            StandingKind::Committee,
            StandingKind::Team
        ]
        .into()
    );
}

#[test]
fn a_committee_s_team_may_be_called_by_its_initials() {
    let teams = "teams:\n  TOC:\n    members: [ada-x]\n";
    let reading = read_org(
        "file",
        teams.as_bytes(),
        "Technical Oversight Committee",
        BadRows::Refuse,
    )
    .unwrap();
    assert_eq!(reading.statement.people[0].standing, Standing::Committee);
}

#[test]
fn former_release_managers_are_in_no_team() {
    let emeritus = "emeritus: [ada-x]\nrelease-managers:\n  Release 1:\n    members: [bo-x]\n";
    let reading = read_org("file", emeritus.as_bytes(), "Steering", BadRows::Refuse).unwrap();
    assert_eq!(reading.statement.people.len(), 1);
    assert_eq!(reading.statement.states, [StandingKind::Emeritus].into());
}

#[test]
fn someone_left_out_of_a_list_has_not_lost_their_standing() {
    let members = "members:\n- ada-x\n- [bo-x]\n";
    let error = read_org("file", members.as_bytes(), "Steering", BadRows::Refuse).unwrap_err();
    assert_eq!(
        error.to_string(),
        "file:3: found a list; expected a login: letters, digits and hyphens"
    );
    let reading = read_org("file", members.as_bytes(), "Steering", BadRows::Skip).unwrap();
    assert_eq!(reading.statement.people.len(), 1);
    assert!(reading.statement.states.is_empty());
}
