//! What a registry file says, whatever its format, and what that means for the community.

mod answers;
mod changes;
mod compare;
mod details;
mod evidence;
mod fates;
mod links;
mod matching;
mod people;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use answers::{Answer, Answers, EndingMost};
pub use compare::{CompareError, Comparison, compare};
pub use evidence::{Candidate, Question, QuestionReason};
pub use people::PersonError;
pub(crate) use people::{Directory, tell_of_person};

use crate::{
    group::{GroupKind, GroupState},
    link::Link,
    person::Account,
    seat::Role,
    slug::Slug,
};

/// Everything that one registry file states. What a format does not speak of is left as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registry {
    /// The groups, in the order of the file. Parents come before their subgroups.
    pub groups: Vec<GroupEntry>,
    /// The kinds of group that the format lists: one of these that the file does not name is gone.
    pub kinds: BTreeSet<GroupKind>,
    /// The roles that the format lists: a holder of one whom the file does not name has left.
    pub roles: BTreeSet<Role>,
}

impl Registry {
    /// The entries of groups that are alive, with their places.
    pub(crate) fn alive(&self) -> impl Iterator<Item = (usize, &GroupEntry)> {
        self.groups
            .iter()
            .enumerate()
            .filter(|(_, entry)| entry.is_alive())
    }

    /// Whether the entry at that place is of a group that is alive.
    pub(crate) fn lists_alive(&self, place: usize) -> bool {
        self.groups.get(place).is_some_and(GroupEntry::is_alive)
    }
}

/// What the file states of one group. `None` means that the format does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupEntry {
    /// The line of the file on which it begins, from 1.
    pub line: usize,
    /// Its name.
    pub name: String,
    /// Its address, where the format has one.
    pub slug: Option<Slug>,
    /// What sort of group.
    pub kind: Option<GroupKind>,
    /// The group it is part of: its place in [`Registry::groups`].
    pub parent: Option<usize>,
    /// Where it stands. Of one that ended nothing else counts.
    pub state: Option<GroupState>,
    /// What it is about, in a sentence; empty where the file has the place for it but says nothing.
    pub description: Option<String>,
    /// The text of its charter, in Markdown.
    pub charter: Option<String>,
    /// Its links and channels; no two with the same kind and label.
    pub links: Option<Vec<Link>>,
    /// The names or addresses of the groups with a stake in it.
    pub stakeholders: Option<Vec<String>>,
    /// Who holds which seat.
    pub seats: Vec<SeatEntry>,
}

/// What the file states of one seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatEntry {
    /// The line of the file, from 1.
    pub line: usize,
    /// As what.
    pub role: Role,
    /// For which part of the group.
    pub area: Option<String>,
    /// Who.
    pub person: PersonEntry,
}

/// What the file states of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonEntry {
    /// The name, where given.
    pub name: Option<String>,
    /// The account, where given. A person is known by it; without one, by name.
    pub account: Option<Account>,
    /// Where they are, where the file says; `Some(None)` where it says that they are with none.
    pub organization: Option<Option<String>>,
}

impl GroupEntry {
    /// An entry of which nothing but the name is known.
    pub fn named(line: usize, name: impl Into<String>) -> Self {
        Self {
            line,
            name: name.into(),
            slug: None,
            kind: None,
            parent: None,
            state: None,
            description: None,
            charter: None,
            links: None,
            stakeholders: None,
            seats: Vec::new(),
        }
    }

    /// Whether the file lists it as alive, as it does unless it says otherwise.
    fn is_alive(&self) -> bool {
        self.state.is_none_or(GroupState::is_alive)
    }

    /// Adds a link; where kind and label are taken by another address, the label gets a number.
    /// The same link twice is one.
    pub fn add_link(&mut self, mut link: Link) {
        let links = self.links.get_or_insert_default();
        let label = link.label.clone();
        let mut number = 1;
        while let Some(listed) = links.iter().find(|listed| listed.same_entry(&link)) {
            if listed.url == link.url && listed.detail == link.detail {
                return;
            }
            number += 1;
            link.label = format!("{label} ({number})");
        }
        links.push(link);
    }
}
