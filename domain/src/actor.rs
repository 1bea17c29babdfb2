//! Who does something, and on whose authority.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    ids::{GroupId, PersonId},
    seat::Role,
    slug::Slug,
    standing::Standing,
};

/// What the actor is with respect to the group in question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// Anyone signed in.
    SignedIn,
    /// A member of the community.
    Member,
    /// A maintainer.
    Maintainer,
    /// A delegate of the group.
    Delegate,
    /// A lead of the group.
    Lead,
    /// The Technical Oversight Committee, by a decision.
    Committee,
    /// Runs the installation; has no vote and no pen.
    Administrator,
    /// Whoever holds the seat in question.
    Holder,
    /// A registry that states what is already true: no rule stands in its way.
    Registry,
}

impl Authority {
    /// The words for a sentence such as “… could do it”.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::SignedIn => "anyone signed in",
            Self::Member => "a member",
            Self::Maintainer => "a maintainer",
            Self::Delegate => "a delegate of the group",
            Self::Lead => "a lead of the group",
            Self::Committee => "the oversight committee",
            Self::Administrator => "an administrator",
            Self::Holder => "whoever holds the seat",
            Self::Registry => "an import of the registry",
        }
    }
}

/// Everything that the actor is, for one group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authorities(BTreeSet<Authority>);

impl Authorities {
    /// Collects them.
    pub fn new(all: impl IntoIterator<Item = Authority>) -> Self {
        Self(all.into_iter().collect())
    }

    /// An import of the registry.
    #[must_use]
    pub fn registry() -> Self {
        Self::new([Authority::Registry])
    }

    /// Whether the actor is one of these.
    #[must_use]
    pub fn any_of(&self, wanted: &[Authority]) -> bool {
        wanted.iter().any(|authority| self.0.contains(authority))
    }
}

/// Who asks for a page or gives a command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Actor {
    /// A reader who has not signed in.
    #[default]
    Visitor,
    /// Someone who has signed in, or whose token it is.
    Person(Box<ActingPerson>),
    /// Whoever runs the command line beside the database, or a job of the server's own.
    Operator,
}

/// Someone who has signed in, with all that decides what they may do today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActingPerson {
    /// Who.
    pub person: PersonId,
    /// Part of the address of their page.
    pub handle: Slug,
    /// Their name.
    pub name: String,
    /// What they are to the community today.
    pub standings: BTreeSet<Standing>,
    /// The seats that they hold today.
    pub seats: Vec<(GroupId, Role)>,
    /// What shows that it is them.
    pub credential: Credential,
}

/// What shows who someone is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    /// A session of a browser, by the key under which it is stored.
    Session(String),
    /// A token of a script, with what it may be used for.
    Token(BTreeSet<Scope>),
}

/// What a token may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// To read what its person may read.
    Read,
    /// To do for groups, and in discussions, what its person may do.
    Group,
    /// To administer, where its person may.
    Admin,
}

impl Scope {
    /// All, from the narrowest.
    pub const ALL: [Self; 3] = [Self::Read, Self::Group, Self::Admin];

    /// The stable name in the database and in forms.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Group => "group",
            Self::Admin => "admin",
        }
    }

    /// The scope with that stable name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.key() == key)
    }

    /// What it allows, for who chooses it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Read => "Read what you may read",
            Self::Group => "Act in your groups and in discussions as you may",
            Self::Admin => "Administer, where you may",
        }
    }
}

impl Actor {
    /// The person who acts; none for a visitor or the operator.
    #[must_use]
    pub fn person(&self) -> Option<&ActingPerson> {
        match self {
            Self::Person(person) => Some(person),
            Self::Visitor | Self::Operator => None,
        }
    }

    /// The id of the person who acts.
    #[must_use]
    pub fn person_id(&self) -> Option<PersonId> {
        self.person().map(|acting| acting.person)
    }

    /// All that the actor is, for one group or for the community as a whole. The operator keeps the record as an import
    /// does: the shell on the machine is beyond the portal's permissions.
    #[must_use]
    pub fn authorities(&self, group: Option<GroupId>) -> Authorities {
        match self {
            Self::Visitor => Authorities::default(),
            Self::Operator => Authorities::new([Authority::Registry, Authority::Administrator]),
            Self::Person(acting) => acting.authorities(group),
        }
    }
}

impl ActingPerson {
    fn authorities(&self, group: Option<GroupId>) -> Authorities {
        let standings = self.standings.iter().filter_map(|standing| match standing {
            Standing::Member => Some(Authority::Member),
            Standing::Maintainer => Some(Authority::Maintainer),
            Standing::Committee => Some(Authority::Committee),
            Standing::Administrator => Some(Authority::Administrator),
            Standing::Emeritus | Standing::Team(_) => None,
        });
        let seats = self
            .seats
            .iter()
            .filter(|(of, _)| Some(*of) == group)
            .filter_map(|(_, role)| match role {
                Role::Lead | Role::Chair | Role::TechLead => Some(Authority::Lead),
                Role::Delegate => Some(Authority::Delegate),
                Role::Liaison | Role::EmeritusLead => None,
            });
        Authorities::new(
            std::iter::once(Authority::SignedIn)
                .chain(standings)
                .chain(seats),
        )
    }

    /// The groups that they lead today.
    pub fn groups_led(&self) -> impl Iterator<Item = GroupId> {
        self.seats
            .iter()
            .filter(|(_, role)| role.leads())
            .map(|(group, _)| *group)
    }

    /// The key of the session they are signed in with, unless they come with a token.
    #[must_use]
    pub fn session(&self) -> Option<&str> {
        match &self.credential {
            Credential::Session(key) => Some(key),
            Credential::Token(_) => None,
        }
    }
}
