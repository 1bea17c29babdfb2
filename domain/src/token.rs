//! Tokens for scripts: what they may be.

use std::collections::BTreeSet;

use crate::actor::Scope;

/// The most tokens of one person.
pub const MOST_TOKENS: usize = 20;

/// The longest name of a token, in characters.
pub const LONGEST_NAME: usize = 60;

/// How long a token holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenLife {
    /// Seven days.
    Week,
    /// Thirty days.
    Month,
    /// Ninety days.
    Quarter,
    /// 365 days.
    Year,
}

impl TokenLife {
    /// All, the shortest first.
    pub const ALL: [Self; 4] = [Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// How many days.
    #[must_use]
    pub fn days(self) -> i64 {
        match self {
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 90,
            Self::Year => 365,
        }
    }

    /// The life of so many days, as a form sends it.
    #[must_use]
    pub fn of_days(days: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|life| life.days().to_string() == days)
    }
}

/// What can be wrong with a token that someone wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenProblem {
    /// It has no name.
    #[error("Name it after what will use it, so that you know it again.")]
    NoName,
    /// Its name is too long.
    #[error("Use at most {LONGEST_NAME} characters.")]
    LongName,
    /// It is for nothing.
    #[error("Tick at least one thing that it may be used for.")]
    NoScope,
    /// There are as many as there can be.
    #[error("You have {MOST_TOKENS} tokens, which is the most. Revoke one first.")]
    TooMany,
}

/// A token that someone wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewToken {
    /// After what will use it.
    pub name: String,
    /// What it may be used for.
    pub scopes: BTreeSet<Scope>,
    /// How long it holds.
    pub life: TokenLife,
}

impl NewToken {
    /// What is wrong with it, where someone has so many already.
    #[must_use]
    pub fn problems(&self, have: usize) -> Vec<TokenProblem> {
        let long = self.name.trim().chars().count() > LONGEST_NAME;
        [
            (self.name.trim().is_empty(), TokenProblem::NoName),
            (long, TokenProblem::LongName),
            (self.scopes.is_empty(), TokenProblem::NoScope),
            (have >= MOST_TOKENS, TokenProblem::TooMany),
        ]
        .into_iter()
        .filter_map(|(is_so, problem)| is_so.then_some(problem))
        .collect()
    }
}
