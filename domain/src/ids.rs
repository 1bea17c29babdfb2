//! Ids as types, so that a person's is never taken for a group's. All are UUID v7, made by the caller.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);
    };
}

id! {
    /// A group's id; it stays through renames and conversions.
    GroupId
}
id! {
    /// A person's id; it stays through changes of name and account.
    PersonId
}
id! {
    /// An organization's id.
    OrganizationId
}
id! {
    /// A proposal's id.
    ProposalId
}
id! {
    /// The id of a concern about a proposal.
    ConcernId
}
id! {
    /// The id of a series of meetings.
    SeriesId
}
id! {
    /// The id of a meeting for which something was written.
    MeetingId
}
id! {
    /// The id of an item on an agenda.
    AgendaItemId
}
id! {
    /// An announcement’s id.
    AnnouncementId
}
id! {
    /// An escalation's id.
    EscalationId
}
id! {
    /// The id of one line of history.
    EventId
}

/// Where new ids come from: the context of a use case, or a counter in a test.
pub trait NewIds {
    /// A UUID that was never given before.
    fn new_id(&mut self) -> Uuid;
}
