//! How many groups are in which state.

use std::collections::BTreeMap;

use domain::{Day, group::GroupState};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::{narrowing::period_holds_on, state_of};
use crate::{
    ReadError,
    database::{Answers, Asked, Together},
    entities::{group_period, tally},
};

/// How many groups are in which state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts(BTreeMap<&'static str, usize>);

impl Counts {
    /// How many are in that state.
    #[must_use]
    pub fn of(&self, state: GroupState) -> usize {
        self.0.get(state.key()).copied().unwrap_or(0)
    }
}

/// Where they were asked for: what is counted, and how many.
pub(super) struct AskedCounts(Asked<(String, i64)>);

/// Asks how many groups that are part of no other are in which state.
pub(super) fn ask(together: &mut Together, on: Option<Day>) -> AskedCounts {
    AskedCounts(match on {
        // Counted when a group changes: no page counts them all.
        None => together.ask(
            tally::Entity::find()
                .select_only()
                .columns([tally::Column::Name, tally::Column::Number])
                .filter(tally::Column::Name.is_in(GroupState::ALL.map(tally_of))),
            &[],
        ),
        Some(day) => together.ask(
            group_period::Entity::find()
                .select_only()
                .column(group_period::Column::State)
                .column_as(group_period::Column::GroupId.count(), "number")
                .filter(group_period::Column::ParentId.is_null())
                .filter(period_holds_on(day))
                .group_by(group_period::Column::State),
            &[],
        ),
    })
}

impl AskedCounts {
    pub(super) fn read(&self, answers: &mut Answers) -> Result<Counts, ReadError> {
        answers
            .take(&self.0)?
            .into_iter()
            .map(|(counted, number)| {
                let state = counted.strip_prefix(TALLIES).unwrap_or(&counted);
                let number = usize::try_from(number).unwrap_or(0);
                Ok((state_of(state)?.key(), number))
            })
            .collect::<Result<_, ReadError>>()
            .map(Counts)
    }
}

/// What the names of the tallies begin with; the rest is the state.
const TALLIES: &str = "groups_";

/// Under which name it is kept how many groups that are part of no other are in a state.
pub(crate) fn tally_of(state: GroupState) -> String {
    format!("{TALLIES}{}", state.key())
}
