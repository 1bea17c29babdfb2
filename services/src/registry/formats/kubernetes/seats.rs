//! Reads who holds which seat in a group of sigs.yaml.

use domain::{
    person::Account,
    registry::{GroupEntry, PersonEntry, SeatEntry},
    seat::Role,
};

use super::reader::Reader;
use crate::registry::formats::{
    problem::{RowOf, quoted},
    tree::{Node, Value},
    words::{is_login, is_nothing, is_pending, organization},
};

/// Under which keys seats are listed. The second key of a role is the one of earlier years.
const SEATS: [(&str, Role); 7] = [
    ("leads", Role::Lead),
    ("organizers", Role::Lead),
    ("chairs", Role::Chair),
    ("tech_leads", Role::TechLead),
    ("technical_leads", Role::TechLead),
    ("emeritus_leads", Role::EmeritusLead),
    ("emeritus", Role::EmeritusLead),
];

impl Reader<'_> {
    /// The seats of a group. In the first years they stood directly in it. One that was never set up has neither a
    /// directory nor seats.
    pub(super) fn seats(&mut self, node: &Node, has_directory: bool, entry: &mut GroupEntry) {
        let leadership = node.get("leadership");
        let is_listed = |key: &str| node.get(key).is_some();
        match leadership.map(|leadership| (&leadership.value, leadership)) {
            Some((Value::Map(_), _)) => {}
            Some((_, leadership)) => {
                let found = format!(
                    "{} as the leadership of {}",
                    leadership.words(),
                    quoted(&entry.name)
                );
                self.wrong(leadership.line, found, "“leadership:” with “chairs:”");
                return;
            }
            None if has_directory && !SEATS.iter().any(|(key, _)| is_listed(key)) => {
                let found = format!("no leadership of {}", quoted(&entry.name));
                self.wrong(node.line, found, "“leadership:” with “chairs:”");
                return;
            }
            None => {}
        }
        for part in leadership.into_iter().chain([node]) {
            for (key, role) in SEATS {
                for person in self.list(part, key) {
                    self.seat(person, role, entry);
                }
            }
        }
    }

    /// Reads someone; who cannot be read is left out, the group is not.
    pub(super) fn seat(&mut self, node: &Node, role: Role, entry: &mut GroupEntry) {
        let text = |key: &str| match node.get(key).map(|node| &node.value) {
            Some(Value::Text(text)) => Some(text.trim()).filter(|text| !text.is_empty()),
            Some(Value::Nothing | Value::List(_) | Value::Map(_)) | None => None,
        };
        let login = |login: &str| Account::github(login.trim_start_matches('@'));
        let stated = text("github").filter(|login| !is_nothing(login) && !is_pending(login));
        if let Some(other) = stated.filter(|login| !is_login(login.trim_start_matches('@'))) {
            let whose = quoted(text("name").unwrap_or(&entry.name));
            self.problems.add(
                RowOf::Person,
                node.line,
                format!("{} as the GitHub account of {whose}", quoted(other)),
                "a login such as ada-x",
            );
            return;
        }
        let person = match &node.value {
            Value::Text(account) if is_login(account.trim().trim_start_matches('@')) => {
                PersonEntry {
                    name: None,
                    account: Some(login(account.trim())),
                    organization: None,
                }
            }
            Value::Nothing | Value::Text(_) | Value::List(_) | Value::Map(_) => PersonEntry {
                name: text("name").map(str::to_owned),
                account: stated.map(login),
                organization: text("company").and_then(organization),
            },
        };
        // A seat that is still to be filled.
        if text("name").is_some_and(is_pending) {
            return;
        }
        if person.name.is_none() && person.account.is_none() {
            self.problems.add(
                RowOf::Person,
                node.line,
                format!(
                    "{} as {} of {}",
                    node.words(),
                    role.word().to_lowercase(),
                    quoted(&entry.name)
                ),
                "a person with github or name",
            );
            return;
        }
        entry.seats.push(SeatEntry {
            line: node.line,
            role,
            area: None,
            person,
        });
    }
}
