//! The minutes of a meeting, from the draft to what stands.

use crate::Day;

/// How far the minutes of a meeting are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MinutesState {
    /// Made from what happened; those who keep the minutes still write.
    Draft,
    /// Everyone can say what is wrong with them until a day.
    InReview,
    /// A later meeting has approved them.
    Approved,
    /// They stand; whatever is wrong with them is corrected by a new version.
    Published,
}

impl MinutesState {
    /// All, in their order.
    pub const ALL: [Self; 4] = [Self::Draft, Self::InReview, Self::Approved, Self::Published];

    /// The stable name in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in_review",
            Self::Approved => "approved",
            Self::Published => "published",
        }
    }

    /// The state with that stable name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// What people read.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::InReview => "In review",
            Self::Approved => "Approved",
            Self::Published => "Published",
        }
    }

    /// Whether the text can still be edited in place.
    #[must_use]
    pub fn is_working_text(self) -> bool {
        match self {
            Self::Draft | Self::InReview => true,
            Self::Approved | Self::Published => false,
        }
    }
}

/// What is done to the minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MinutesCommand {
    /// Let everyone say what is wrong with them until that day.
    Review {
        /// The last day of the review.
        until: Day,
    },
    /// Write on: the review comes later.
    BackToDraft,
    /// A later meeting approves them.
    Approve,
    /// They stand from now on.
    Publish,
    /// A new version takes the place of the one that stands.
    Correct,
}

/// How things are with the minutes, as the rules need to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How far they are.
    pub state: MinutesState,
    /// The last day of the review, where there is one.
    pub review_until: Option<Day>,
    /// Whether the meeting itself is over.
    pub is_held: bool,
    /// Whether a later meeting of the same series has begun.
    pub later_meeting_began: bool,
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MinutesRefusal {
    /// The meeting is not over.
    #[error("The meeting is not over yet: its minutes come after it.")]
    NotHeld,
    /// The review ends before it begins.
    #[error("The review would end before today.")]
    EndsBeforeToday,
    /// The review goes on.
    #[error("The review goes on until {0}; until then everyone can say what is wrong.")]
    ReviewGoesOn(Day),
    /// Minutes are approved by a later meeting, and none has begun.
    #[error(
        "Minutes are approved by the next meeting, and it has not begun yet. Without one, publish them as they are when the review is over."
    )]
    NoLaterMeeting,
    /// Nobody had the chance to say what is wrong.
    #[error("They were not in review yet.")]
    NotReviewed,
    /// They are no draft any more.
    #[error("They are final: correct them with a new version.")]
    Final,
    /// They do not stand yet.
    #[error("They are not published yet: edit the draft.")]
    NotPublished,
}

/// The state after a command.
///
/// # Errors
/// Why the rules stand against it.
pub fn decide(
    standing: Standing,
    command: MinutesCommand,
    today: Day,
) -> Result<MinutesState, MinutesRefusal> {
    use MinutesState::{Approved, Draft, InReview, Published};
    if !standing.is_held {
        return Err(MinutesRefusal::NotHeld);
    }
    let review_goes_on = standing.review_until.filter(|until| *until >= today);
    match (command, standing.state) {
        (MinutesCommand::Review { until }, Draft | InReview) => {
            if until < today {
                Err(MinutesRefusal::EndsBeforeToday)
            } else {
                Ok(InReview)
            }
        }
        (MinutesCommand::BackToDraft, Draft | InReview) => Ok(Draft),
        (MinutesCommand::Approve, InReview) => match review_goes_on {
            Some(until) => Err(MinutesRefusal::ReviewGoesOn(until)),
            None if standing.later_meeting_began => Ok(Approved),
            None => Err(MinutesRefusal::NoLaterMeeting),
        },
        (MinutesCommand::Publish, InReview) => match review_goes_on {
            Some(until) => Err(MinutesRefusal::ReviewGoesOn(until)),
            None => Ok(Published),
        },
        (MinutesCommand::Publish, Approved) | (MinutesCommand::Correct, Published) => Ok(Published),
        (MinutesCommand::Approve | MinutesCommand::Publish, Draft) => {
            Err(MinutesRefusal::NotReviewed)
        }
        (MinutesCommand::Correct, Draft | InReview | Approved) => Err(MinutesRefusal::NotPublished),
        (
            MinutesCommand::Review { .. } | MinutesCommand::BackToDraft | MinutesCommand::Approve,
            Approved | Published,
        )
        | (MinutesCommand::Publish, Published) => Err(MinutesRefusal::Final),
    }
}
