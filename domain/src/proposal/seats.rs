//! Whether changes of leads fit who holds which seat. A proposal that does not could never be decided: the group would not
//! take it.

use super::{LeadChange, Request};
use crate::group::Group;

/// Why a change of leads could never happen as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SeatMisfit {
    /// Who is to become a lead is one.
    #[error("They hold that seat already.")]
    Held,
    /// Who is to leave a seat does not hold it.
    #[error("They do not hold that seat.")]
    NotHeld,
    /// An earlier change of the same request is about the same seat.
    #[error("That seat stands in a row above already: it can change once.")]
    Twice,
}

impl LeadChange {
    /// What stands against it in the group as it is, beside the changes that are asked before it; nothing where it fits.
    #[must_use]
    pub fn misfit(&self, group: &Group, earlier: &[Self]) -> Option<SeatMisfit> {
        let (_, seat) = self.parts();
        if earlier.iter().any(|other| other.parts().1 == seat) {
            return Some(SeatMisfit::Twice);
        }
        let held = group.held(seat.person, seat.role).is_some();
        match self {
            Self::Add { .. } => held.then_some(SeatMisfit::Held),
            Self::Emeritus { .. } | Self::Remove { .. } => (!held).then_some(SeatMisfit::NotHeld),
        }
    }
}

impl Request {
    /// The first change of leads that does not fit the group as it is.
    #[must_use]
    pub fn seat_misfit(&self, group: &Group) -> Option<SeatMisfit> {
        match self {
            Self::ChangeLeads { changes, .. } => {
                (changes.iter().enumerate()).find_map(|(place, change)| {
                    change.misfit(group, changes.get(..place).unwrap_or_default())
                })
            }
            Self::Form { .. }
            | Self::Recharter { .. }
            | Self::Rename { .. }
            | Self::Merge { .. }
            | Self::Convert { .. }
            | Self::Dissolve { .. }
            | Self::Revive { .. } => None,
        }
    }
}
