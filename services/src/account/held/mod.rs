//! Everything that is held on a person, for them to read and to take away. Secrets, and what stands for them, stay here.

mod read;

use domain::event::Event;
use serde::Serialize;

pub use read::held;

/// Everything that is held on a person. Its JSON is for people and their programs: names, not numbers, stand for others.
#[derive(Clone, Debug, Serialize)]
pub struct Held {
    /// When this was put together.
    pub taken_at: String,
    /// The person as the record has them.
    pub person: HeldPerson,
    /// What they say of themselves.
    pub profile: Option<HeldProfile>,
    /// Accounts at providers that the record knows as theirs.
    pub accounts: Vec<HeldAccount>,
    /// Accounts that they have signed in with.
    pub identities: Vec<HeldIdentity>,
    /// With whom they were.
    pub affiliations: Vec<HeldAffiliation>,
    /// What they were to the community.
    pub standings: Vec<HeldStanding>,
    /// What they held in groups.
    pub seats: Vec<HeldSeat>,
    /// Their terms on the oversight committee.
    pub committee_terms: Vec<HeldTerm>,
    /// Browsers that are signed in, without what would sign one in.
    pub sessions: Vec<HeldSession>,
    /// When they were here last, so that they can be told what changed since.
    pub visits: Vec<String>,
    /// Tokens, without what would let one be used.
    pub tokens: Vec<HeldToken>,
    /// Lines of the community's record about them.
    pub events: Vec<HeldEvent>,
    /// What they did, as administrators see it.
    pub audit: Vec<HeldDeed>,
}

/// The person.
#[derive(Clone, Debug, Serialize)]
pub struct HeldPerson {
    pub id: String,
    pub handle: String,
    pub name: String,
    pub in_the_record_since: String,
}

/// The profile.
#[derive(Clone, Debug, Serialize)]
pub struct HeldProfile {
    pub time_zone: String,
    pub time_zone_public: bool,
    pub pronouns: String,
    pub pronouns_public: bool,
}

/// An account at a provider.
#[derive(Clone, Debug, Serialize)]
pub struct HeldAccount {
    pub provider: String,
    pub login: String,
}

/// A proven account.
#[derive(Clone, Debug, Serialize)]
pub struct HeldIdentity {
    pub provider: String,
    pub id_there: String,
    pub login: String,
    pub linked_at: String,
    pub signed_in_at: String,
}

/// An affiliation.
#[derive(Clone, Debug, Serialize)]
pub struct HeldAffiliation {
    pub organization: String,
    pub since: String,
    pub until: Option<String>,
}

/// A standing.
#[derive(Clone, Debug, Serialize)]
pub struct HeldStanding {
    pub standing: String,
    pub since: String,
    pub until: Option<String>,
    pub evidence: String,
}

/// A seat.
#[derive(Clone, Debug, Serialize)]
pub struct HeldSeat {
    pub group: String,
    pub role: String,
    pub area: Option<String>,
    pub since: String,
    pub until: Option<String>,
}

/// A term on the committee.
#[derive(Clone, Debug, Serialize)]
pub struct HeldTerm {
    pub seat: i32,
    pub since: String,
    pub ends_on: Option<String>,
    pub until: Option<String>,
}

/// A session.
#[derive(Clone, Debug, Serialize)]
pub struct HeldSession {
    pub browser: String,
    pub began_at: String,
    pub last_seen_at: String,
    pub ends_at: String,
}

/// A token.
#[derive(Clone, Debug, Serialize)]
pub struct HeldToken {
    pub name: String,
    pub scopes: Vec<String>,
    pub made_at: String,
    pub ends_at: String,
    pub last_used_at: Option<String>,
}

/// A line of the record.
#[derive(Clone, Debug, Serialize)]
pub struct HeldEvent {
    pub on: String,
    pub recorded_at: String,
    pub what: String,
    pub event: Event,
}

/// A line of the audit.
#[derive(Clone, Debug, Serialize)]
pub struct HeldDeed {
    pub at: String,
    pub by_way_of: String,
    pub what: String,
    pub about: String,
}
