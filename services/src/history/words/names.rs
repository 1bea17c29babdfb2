//! Whom a sentence names, and small words that several nouns share.

use domain::{
    Day,
    ids::{GroupId, OrganizationId, PersonId},
};

use super::{Part, Words};

impl Words<'_> {
    pub(in crate::history) fn group(&self, id: GroupId) -> Part {
        match self.names.group(id) {
            Some(name) => Part::Group {
                slug: name.slug.clone(),
                name: name.name.clone(),
            },
            None => text("a group that is not in the record"),
        }
    }

    /// A group by the name that it had.
    pub(in crate::history) fn group_called(&self, id: GroupId, called: &str) -> Part {
        match self.names.group(id) {
            Some(name) => Part::Group {
                slug: name.slug.clone(),
                name: called.to_owned(),
            },
            None => text(called),
        }
    }

    pub(in crate::history) fn person(&self, id: PersonId) -> Part {
        match self.names.person(id) {
            Some(name) => Part::Person {
                handle: name.slug.clone(),
                name: name.name.clone(),
            },
            None => text("someone who is not in the record"),
        }
    }

    /// A person by the name that they had.
    pub(in crate::history) fn person_called(&self, id: PersonId, called: &str) -> Part {
        match self.names.person(id) {
            Some(name) => Part::Person {
                handle: name.slug.clone(),
                name: called.to_owned(),
            },
            None => text(called),
        }
    }

    pub(in crate::history) fn organization(&self, id: OrganizationId) -> Part {
        match self.names.organization(id) {
            Some(name) => Part::Organization {
                slug: name.slug.clone(),
                name: name.name.clone(),
            },
            None => text("an organization that is not in the record"),
        }
    }
}

/// Plain words.
pub(in crate::history) fn text(words: impl Into<String>) -> Part {
    Part::Text(words.into())
}

/// “: ” and what follows it.
pub(super) fn colon(part: Part) -> [Part; 2] {
    [text(": "), part]
}

/// "1 May 2024"
pub(super) fn long(day: Day) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// "A, B and C"
pub(super) fn enumerated(items: Vec<Part>) -> Vec<Part> {
    let count = items.len();
    let mut parts = Vec::with_capacity(count * 2);
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            parts.push(text(if index + 1 == count { " and " } else { ", " }));
        }
        parts.push(item);
    }
    parts
}
