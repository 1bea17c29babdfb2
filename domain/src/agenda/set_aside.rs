//! How an item comes off an agenda by those who run the meeting.

/// The longest reason, in characters.
pub const LONGEST_REASON: usize = 1_000;

/// What became of an item that those who run the meeting took off its agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetAside {
    /// It is on the agenda of the next meeting.
    Postponed,
    /// It is on no agenda.
    Declined,
}

impl SetAside {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Postponed, Self::Declined];

    /// The stable name in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Postponed => "postponed",
            Self::Declined => "declined",
        }
    }

    /// The one with that stable name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.key() == key)
    }

    /// The word on screen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Postponed => "Postponed",
            Self::Declined => "Declined",
        }
    }
}
