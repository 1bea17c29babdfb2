//! On whose authority something is done.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

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
