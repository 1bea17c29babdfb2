//! One's own account: what is held on oneself, and leaving.

mod held;
mod leave;
mod pseudonym;

pub use held::{Held, held};
pub use leave::{LeaveError, Leaving, SeatThatEnds, leave, leaving};
