//! One's own account: profile, affiliations, sessions, tokens, what is held on oneself, leaving.

mod affiliations;
mod calendar;
mod consequences;
mod data;
pub(crate) mod frame;
mod leave;
mod overview;
mod profile;
mod sessions;
mod statement;
mod tokens;

pub use affiliations::AffiliationsPage;
pub use calendar::CalendarPage;
pub use data::DataPage;
pub use leave::{LeavePage, LeftPage};
pub use overview::AccountPage;
pub use profile::ProfilePage;
pub use sessions::SessionsPage;
pub use tokens::TokensPage;

use crate::command::Command;

/// Changes one's profile.
pub const CHANGE_PROFILE: Command =
    Command::new(profile::ADDRESS, profile::ADDRESS, profile::change);

/// Checks or states an affiliation.
pub const STATE_AFFILIATION: Command = Command::new(
    affiliations::ADDRESS,
    affiliations::ADDRESS,
    statement::state,
);

/// Ends sessions.
pub const END_SESSIONS: Command =
    Command::new("/account/sessions/end", sessions::ADDRESS, sessions::end);

/// Makes a token.
pub const MAKE_TOKEN: Command = Command::new(tokens::ADDRESS, tokens::ADDRESS, tokens::make);

/// Revokes a token.
pub const REVOKE_TOKEN: Command =
    Command::new("/account/tokens/revoke", tokens::ADDRESS, tokens::revoke);

/// Makes an address for one's calendar program.
pub const MAKE_CALENDAR_ADDRESS: Command =
    Command::new(calendar::ADDRESS, calendar::ADDRESS, calendar::make);

/// Revokes it.
pub const REVOKE_CALENDAR_ADDRESS: Command = Command::new(
    "/account/calendar/revoke",
    calendar::ADDRESS,
    calendar::revoke,
);

/// Leaves.
pub const LEAVE: Command = Command::new(leave::ADDRESS, leave::ADDRESS, leave::leave);
