//! By which address a meeting is found.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Day, slug::Slug};

/// The last part of a meeting's address: what it is called and its day, `toc-2026-11-25`. A moved meeting keeps the day
/// that it was planned for, so that links to it stay good.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MeetingAddress {
    /// The series', or the meeting's own where it is of none.
    pub slug: Slug,
    /// The day, in the zone of the meeting.
    pub day: Day,
}

/// A text that is no meeting's address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no address of a meeting")]
pub struct NoMeetingAddress(pub String);

/// The length of `2026-11-25`.
const DAY: usize = 10;

impl MeetingAddress {
    /// Reads it.
    ///
    /// # Errors
    /// When it is none.
    pub fn new(text: &str) -> Result<Self, NoMeetingAddress> {
        let none = || NoMeetingAddress(text.to_owned());
        let at = text
            .len()
            .checked_sub(DAY)
            .filter(|at| text.is_char_boundary(*at))
            .ok_or_else(none)?;
        let (slug, day) = text.split_at(at);
        let slug = slug.strip_suffix('-').ok_or_else(none)?;
        let address = Self {
            slug: Slug::new(slug).map_err(|_| none())?,
            day: day.parse().map_err(|_| none())?,
        };
        // One spelling for one meeting.
        if address.to_string() == text {
            Ok(address)
        } else {
            Err(none())
        }
    }
}

impl fmt::Display for MeetingAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.slug, self.day)
    }
}

impl TryFrom<String> for MeetingAddress {
    type Error = NoMeetingAddress;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::new(&text)
    }
}

impl From<MeetingAddress> for String {
    fn from(address: MeetingAddress) -> Self {
        address.to_string()
    }
}
