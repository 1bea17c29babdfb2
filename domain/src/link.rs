//! Where a group's material and conversation is found.

use serde::{Deserialize, Serialize};

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// The charter kept elsewhere.
    Charter,
    /// The folder or site of the group's documents.
    Documents,
    /// A chat channel.
    Chat,
    /// A forum.
    Forum,
    /// A mailing list or address.
    MailingList,
    /// A regular meeting: when it is and where one joins.
    Meeting,
    /// The notes of a meeting.
    MeetingNotes,
    /// Where recordings are published.
    Recordings,
    /// A calendar.
    Calendar,
    /// A source repository or the file of its owners.
    Repository,
    /// A team on the code host.
    Team,
    /// Anything else.
    Other,
}

impl LinkKind {
    /// All kinds, in the order in which pages and exports list them.
    pub const ALL: [Self; 12] = [
        Self::Charter,
        Self::Documents,
        Self::Chat,
        Self::Forum,
        Self::MailingList,
        Self::Meeting,
        Self::MeetingNotes,
        Self::Recordings,
        Self::Calendar,
        Self::Repository,
        Self::Team,
        Self::Other,
    ];

    /// The word on screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Charter => "Charter",
            Self::Documents => "Documents",
            Self::Chat => "Chat",
            Self::Forum => "Forum",
            Self::MailingList => "Mailing list",
            Self::Meeting => "Meeting",
            Self::MeetingNotes => "Meeting notes",
            Self::Recordings => "Recordings",
            Self::Calendar => "Calendar",
            Self::Repository => "Repository",
            Self::Team => "Team",
            Self::Other => "Link",
        }
    }

    /// The stable name in the database and in exports.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Charter => "charter",
            Self::Documents => "documents",
            Self::Chat => "chat",
            Self::Forum => "forum",
            Self::MailingList => "mailing_list",
            Self::Meeting => "meeting",
            Self::MeetingNotes => "meeting_notes",
            Self::Recordings => "recordings",
            Self::Calendar => "calendar",
            Self::Repository => "repository",
            Self::Team => "team",
            Self::Other => "other",
        }
    }

    /// The kind with that stable name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// One entry of a group's "where to find it". Within a group, kind and label together are its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Link {
    /// What it leads to.
    pub kind: LinkKind,
    /// What the registry calls it: `#networking`, `Notes`, `Regular meeting`.
    pub label: String,
    /// The address; a chat channel or a team may be known by name only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What else the registry says: a meeting's day, hour and zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

impl Link {
    /// Whether both are the same entry, whatever they now point at.
    #[must_use]
    pub fn same_entry(&self, other: &Self) -> bool {
        self.kind == other.kind && self.label == other.label
    }
}

/// Whether a text is an address on the web: with its scheme and a host, in one piece.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    let rest = ["https://", "http://"]
        .into_iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let whole = !text
            .chars()
            .any(|character| character.is_whitespace() || character.is_control());
        whole && !host.is_empty() && !host.starts_with(':') && !host.contains(['"', '<', '>'])
    })
}
