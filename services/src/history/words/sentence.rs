//! A sentence about what happened, in parts that a page can link.

use std::fmt;

use domain::{decision::DecisionNumber, report::Period, schedule::MeetingAddress};

/// What happened: a sentence without a full stop, in parts, so that a page can link whom it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its parts in order; spaces are in the texts.
    pub parts: Vec<Part>,
}

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Plain words.
    Text(String),
    /// A group, with its address of today.
    Group {
        /// The address.
        slug: String,
        /// The name: today's, or the one that the event speaks of.
        name: String,
    },
    /// A person.
    Person {
        /// The address.
        handle: String,
        /// The name.
        name: String,
    },
    /// An organization.
    Organization {
        /// The address.
        slug: String,
        /// The name.
        name: String,
    },
    /// A version of a group's charter; the words are "charter 2".
    Charter {
        /// The group's address.
        slug: String,
        /// The version.
        number: u32,
    },
    /// A proposal; the words are its title.
    Proposal {
        /// Its number.
        number: u32,
        /// What it was called then.
        title: String,
    },
    /// An announcement; the words are its title.
    Announcement {
        /// Its number.
        number: u32,
        /// What it is called.
        title: String,
    },
    /// A decision, by its number.
    Decision(DecisionNumber),
    /// A series of meetings.
    Series {
        /// Its address.
        slug: String,
        /// What it was called then.
        title: String,
    },
    /// A meeting.
    Meeting {
        /// Its address.
        address: MeetingAddress,
        /// What it was called then.
        title: String,
    },
    /// A version of a group's roadmap; the words are "version 3 of its roadmap".
    Roadmap {
        /// The group's address.
        slug: String,
        /// The version.
        version: u32,
    },
    /// A report; the words are "report on the third quarter of 2026".
    Report {
        /// The group's address.
        slug: String,
        /// On which time.
        period: Period,
    },
    /// A page of a group's folder; the words are its title.
    Document {
        /// The group's address.
        slug: String,
        /// The page's address in the folder.
        page: String,
        /// What it was called then.
        title: String,
    },
    /// An escalation; the words are its title.
    Escalation {
        /// Its number.
        number: u32,
        /// What it is called.
        title: String,
    },
    /// A value that no longer holds.
    Before(String),
    /// A value that holds from then on.
    After(String),
    /// A text that was reworded: to be shown word by word.
    Reworded {
        /// Before.
        before: String,
        /// From then on.
        after: String,
    },
}

impl fmt::Display for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => formatter.write_str(text),
            Self::Group { name, .. }
            | Self::Person { name, .. }
            | Self::Organization { name, .. } => formatter.write_str(name),
            Self::Charter { number, .. } => write!(formatter, "charter {number}"),
            Self::Proposal { number, title } => write!(formatter, "proposal {number}, {title}"),
            Self::Announcement { title, .. } => write!(formatter, "“{title}”"),
            Self::Roadmap { version, .. } => write!(formatter, "version {version} of its roadmap"),
            Self::Report { period, .. } => write!(formatter, "report on {}", period.called()),
            Self::Decision(number) => write!(formatter, "decision {number}"),
            Self::Series { title, .. } | Self::Meeting { title, .. } => {
                write!(formatter, "“{title}”")
            }
            Self::Document { title, .. } => write!(formatter, "“{title}”"),
            Self::Escalation { number, title } => {
                write!(formatter, "escalation {number}, {title}")
            }
            Self::Before(value) | Self::After(value) => write!(formatter, "“{value}”"),
            Self::Reworded { before, after } => write!(formatter, "“{before}” → “{after}”"),
        }
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|part| part.fmt(formatter))
    }
}
