//! Where people say they are: one's own affiliations, what a statement would mean, and the statement itself.

mod own;
mod state;
mod weigh;

pub use own::{OwnAffiliations, own};
pub use state::{StateError, state};
pub use weigh::{Weighed, weigh};

use domain::{
    Day,
    affiliation::{StatementProblem, problem_of_day, problem_of_name},
};

/// Where someone says that they have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The organization's name; none for no organization.
    pub organization: Option<String>,
    /// Since which day.
    pub since: Day,
}

/// What can be wrong in a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementField {
    /// The organization.
    Organization,
    /// The day.
    Since,
    /// The statement as a whole.
    Whole,
}

impl Statement {
    /// What is wrong with it by itself.
    #[must_use]
    pub fn problems(&self, today: Day) -> Vec<(StatementField, StatementProblem)> {
        let name = self.organization.as_deref().and_then(problem_of_name);
        let day = problem_of_day(self.since, today);
        name.map(|problem| (StatementField::Organization, problem))
            .into_iter()
            .chain(day.map(|problem| (StatementField::Since, problem)))
            .collect()
    }
}
