//! Reads the lists of an organization on a code host: members, administrators, emeritus, teams.

use std::collections::BTreeSet;

use domain::{
    org::{OrgEntry, OrgStatement, StandingKind},
    person::Account,
    slug::name_key,
    standing::Standing,
};

use super::{
    BadRows, ReadError, RowProblem,
    problem::{Problems, RowOf},
    recognise::top_level_keys,
    settle, text_of,
    tree::{self, Node, Value},
    words::{folded, is_login},
};

/// What an organization's file states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrgReading {
    /// Who is listed as what.
    pub statement: OrgStatement,
    /// What was left out, in the order of the lines.
    pub left_out: Vec<RowProblem>,
}

const LISTS: [(&str, Standing); 3] = [
    ("members", Standing::Member),
    ("admins", Standing::Administrator),
    ("emeritus", Standing::Emeritus),
];

/// Reads a file with one or more of `members`, `admins`, `emeritus` and `teams`. `committee` is what the
/// policy calls the overseeing committee: the team of that name has its standing.
///
/// # Errors
/// As [`super::read`].
pub fn read_org(
    file: &str,
    bytes: &[u8],
    committee: &str,
    bad_rows: BadRows,
) -> Result<OrgReading, ReadError> {
    let text = text_of(file, bytes)?;
    let known = |key: &&str| *key == "teams" || LISTS.iter().any(|(list, _)| list == key);
    let is_ours = text.trim_start().starts_with('{')
        || top_level_keys(text).is_some_and(|keys| keys.iter().any(known));
    let unrecognised = || ReadError::Unrecognised {
        file: file.to_owned(),
        expected: "a YAML file with a list “members:”, “admins:” or “emeritus:”, or with “teams:”",
    };
    if !is_ours {
        return Err(unrecognised());
    }
    let root = tree::parse(file, text)?;
    let mut reader = OrgReader {
        committee,
        problems: Problems::of(file),
        statement: OrgStatement::default(),
    };
    let mut found = false;
    for (key, standing) in &LISTS {
        if let Some(node) = value(&root, key) {
            found = true;
            reader.statement.states.insert(StandingKind::of(standing));
            reader.people(node, key, standing);
        }
    }
    if let Some(node) = value(&root, "teams") {
        found = true;
        reader.statement.states.insert(StandingKind::Team);
        reader.teams(node);
    }
    if !found {
        return Err(unrecognised());
    }
    if !reader.problems.is_empty() {
        // Whoever was left out has not lost a standing.
        reader.statement.states = BTreeSet::new();
    }
    Ok(OrgReading {
        statement: reader.statement,
        left_out: settle(reader.problems, bad_rows)?,
    })
}

/// The value under a key, also one that is empty: an empty list lists everyone.
fn value<'a>(root: &'a Node, key: &str) -> Option<&'a Node> {
    match &root.value {
        Value::Map(entries) => entries
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, node)| node),
        Value::Nothing | Value::Text(_) | Value::List(_) => None,
    }
}

struct OrgReader<'a> {
    committee: &'a str,
    problems: Problems,
    statement: OrgStatement,
}

impl OrgReader<'_> {
    fn people(&mut self, node: &Node, key: &str, standing: &Standing) {
        let people = match &node.value {
            Value::List(people) => people.as_slice(),
            Value::Nothing => &[],
            Value::Text(_) | Value::Map(_) => {
                self.wrong(node, &format!("“{key}:” and a list of logins"));
                &[]
            }
        };
        for person in people {
            match &person.value {
                Value::Text(login) if is_login(login.trim()) => {
                    self.statement.people.push(OrgEntry {
                        line: person.line,
                        account: Account::github(login.trim()),
                        standing: standing.clone(),
                    });
                }
                Value::Text(_) | Value::Nothing | Value::List(_) | Value::Map(_) => {
                    self.wrong(person, "a login: letters, digits and hyphens");
                }
            }
        }
    }

    /// Teams, and the teams in them. How deep they go is limited by the parser.
    fn teams(&mut self, teams: &Node) {
        self.each_team(teams, |reader, name| reader.standing_of(name));
    }

    fn each_team(&mut self, teams: &Node, standing: fn(&Self, &str) -> Standing) {
        let entries = match &teams.value {
            Value::Map(entries) => entries.as_slice(),
            Value::Nothing => &[],
            Value::Text(_) | Value::List(_) => {
                self.wrong(teams, "teams by their names");
                &[]
            }
        };
        for (name, team) in entries {
            let standing = standing(self, name);
            self.statement.states.insert(StandingKind::of(&standing));
            for key in ["maintainers", "members"] {
                if let Some(people) = team.get(key) {
                    self.people(people, key, &standing);
                }
            }
            if !matches!(team.value, Value::Map(_) | Value::Nothing) {
                self.wrong(team, "a team with “members:”");
            }
            if let Some(inner) = team.get("teams") {
                self.each_team(inner, |_, name| Standing::Team(folded(name)));
            }
        }
    }

    /// What a team at the top stands for, told from the words of its name.
    fn standing_of(&self, team: &str) -> Standing {
        let key = name_key(team);
        let committee = name_key(self.committee);
        let initials: String = committee
            .split(' ')
            .filter_map(|word| word.chars().next())
            .collect();
        if matches!(
            key.as_str(),
            "maintainer" | "maintainers" | "project maintainers" | "all maintainers"
        ) {
            Standing::Maintainer
        } else if !committee.is_empty() && (key == committee || key == initials) {
            Standing::Committee
        } else {
            Standing::Team(folded(team))
        }
    }

    fn wrong(&mut self, node: &Node, expected: &str) {
        self.problems
            .add(RowOf::Person, node.line, node.words(), expected);
    }
}
