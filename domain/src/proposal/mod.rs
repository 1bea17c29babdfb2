//! Proposals: what the committee is asked to decide, from the first submission to the decision.
//!
//! A draft is its author’s alone and no part of the record; the record begins with the submission.

mod ballot;
mod charter;
mod command;
mod decide;
mod effects;
mod events;
mod position;
mod replay;
mod request;
mod seats;
mod tally;
mod turn;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use ballot::{Ballot, Elector, Recusal, recusals};
pub use charter::{CharterDraft, CharterPart, charter_with_work};
pub use command::{ProposalCommand, ProposalRefusal};
pub use decide::{Facts, decide};
pub use effects::{Effect, EffectError, effects};
pub use events::ProposalEvent;
pub use position::{Choice, Position};
pub use replay::ProposalReplayError;
pub use request::{LeadChange, Missing, Nomination, Request, RoadmapLine};
pub use seats::SeatMisfit;
pub use tally::{Count, Need, Tally, Verdict, tally};
pub use turn::{Ask, Turn};

use crate::{
    decision::DecisionNumber,
    decision::Outcome,
    ids::{ConcernId, PersonId, ProposalId},
    lead_rules::LeadRule,
};

/// What sort of thing is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalKind {
    /// To form a group.
    Form,
    /// To give a group another charter.
    Recharter,
    /// To change who leads a group.
    ChangeLeads,
    /// To give a group another name.
    Rename,
    /// To merge a group into another.
    Merge,
    /// To make a group a subgroup, or a subgroup a group.
    Convert,
    /// To dissolve a group.
    Dissolve,
    /// To bring a dissolved group back.
    Revive,
}

impl ProposalKind {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Form,
        Self::Recharter,
        Self::ChangeLeads,
        Self::Rename,
        Self::Merge,
        Self::Convert,
        Self::Dissolve,
        Self::Revive,
    ];

    /// The stable name in the database and in addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Recharter => "recharter",
            Self::ChangeLeads => "change_leads",
            Self::Rename => "rename",
            Self::Merge => "merge",
            Self::Convert => "convert",
            Self::Dissolve => "dissolve",
            Self::Revive => "revive",
        }
    }

    /// The kind with that stable name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What is done, as the beginning of a title: “Form”, “Change the leads of”.
    #[must_use]
    pub fn verb(self) -> &'static str {
        match self {
            Self::Form => "Form",
            Self::Recharter => "Recharter",
            Self::ChangeLeads => "Change the leads of",
            Self::Rename => "Rename",
            Self::Merge => "Merge",
            Self::Convert => "Convert",
            Self::Dissolve => "Dissolve",
            Self::Revive => "Revive",
        }
    }
}

/// Where a proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    /// The committee has it.
    InReview,
    /// Its author has it: the committee wants something changed.
    ChangesRequested,
    /// It was decided.
    Decided,
    /// Its author took it back.
    Withdrawn,
}

impl ProposalState {
    /// All, in their order.
    pub const ALL: [Self; 4] = [
        Self::InReview,
        Self::ChangesRequested,
        Self::Decided,
        Self::Withdrawn,
    ];

    /// Whether something can still happen to it.
    #[must_use]
    pub fn is_open(self) -> bool {
        match self {
            Self::InReview | Self::ChangesRequested => true,
            Self::Decided | Self::Withdrawn => false,
        }
    }

    /// The stable name in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::InReview => "in_review",
            Self::ChangesRequested => "changes_requested",
            Self::Decided => "decided",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state with that stable name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// The words on screen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::InReview => "In review",
            Self::ChangesRequested => "Changes requested",
            Self::Decided => "Decided",
            Self::Withdrawn => "Withdrawn",
        }
    }
}

/// One submitted text of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// From 1.
    pub number: u32,
    /// What is asked.
    pub request: Request,
    /// What changed since the one before, in the author’s words.
    pub summary: String,
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// What a nominee says to being nominated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// They would lead.
    Accepted,
    /// They would not.
    Declined,
}

/// A named objection with an owner. It is open until its owner says that it is resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concern {
    /// Its id.
    pub id: ConcernId,
    /// What it is called, a few words.
    pub title: String,
    /// What it is.
    pub body: String,
    /// Who raised it, an elector.
    pub owner: PersonId,
    /// The revision on which it was raised.
    pub revision: u32,
    /// When.
    pub at: Timestamp,
    /// Answers, oldest first: who, what, when.
    pub answers: Vec<(PersonId, String, Timestamp)>,
    /// How it was resolved, and when.
    pub resolved: Option<(String, Timestamp)>,
}

/// A halt that an elector has put to the decision, without an objection yet: to look something up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Who.
    pub by: PersonId,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

/// The committee’s reasoned exception to a lead rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// The rule.
    pub rule: LeadRule,
    /// For whom; `None` for a rule about the leads together.
    pub person: Option<PersonId>,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: PersonId,
}

/// How a proposal was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The decision’s number.
    pub number: DecisionNumber,
    /// What was decided.
    pub outcome: Outcome,
    /// By whom it was recorded.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// A submitted proposal with all of its past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its id.
    pub id: ProposalId,
    /// Its number, by which people call it; also its place in the queue, which it keeps.
    pub number: u32,
    /// Who proposes.
    pub author: PersonId,
    /// Who may write with the author.
    pub co_authors: Vec<PersonId>,
    /// Where it stands.
    pub state: ProposalState,
    /// Submitted texts, oldest first; never empty.
    pub revisions: Vec<Revision>,
    /// The version of the policy under which it is decided.
    pub policy_version: u32,
    /// The electorate, frozen when the ballot opened.
    pub ballot: Ballot,
    /// Every position that was ever stated, oldest first.
    pub positions: Vec<Position>,
    /// Concerns, oldest first.
    pub concerns: Vec<Concern>,
    /// Halts that hold.
    pub holds: Vec<Hold>,
    /// Waivers.
    pub waivers: Vec<Waiver>,
    /// What nominees said; the newest word of each counts.
    pub answers: Vec<(PersonId, Answer)>,
    /// How it was decided.
    pub taken: Option<Taken>,
    /// When it last changed.
    pub changed_at: Timestamp,
}

impl Proposal {
    /// The text that is on the table.
    #[must_use]
    pub fn revision(&self) -> &Revision {
        #[expect(
            clippy::expect_used,
            reason = "a proposal is made with its first revision, and none is ever taken away"
        )]
        self.revisions.last().expect("a proposal has a revision")
    }

    /// What sort of thing is proposed.
    #[must_use]
    pub fn kind(&self) -> ProposalKind {
        self.revision().request.kind()
    }

    /// Whether they wrote it.
    #[must_use]
    pub fn is_written_by(&self, person: PersonId) -> bool {
        self.author == person || self.co_authors.contains(&person)
    }

    /// The newest position of an elector, on whichever revision.
    #[must_use]
    pub fn position_of(&self, elector: PersonId) -> Option<&Position> {
        self.positions
            .iter()
            .rev()
            .find(|position| position.elector == elector)
    }

    /// What the nominee said, if they have said something.
    #[must_use]
    pub fn answer_of(&self, nominee: PersonId) -> Option<Answer> {
        self.answers
            .iter()
            .rev()
            .find(|(person, _)| *person == nominee)
            .map(|(_, answer)| *answer)
    }

    /// The concerns that are open.
    pub fn open_concerns(&self) -> impl Iterator<Item = &Concern> {
        self.concerns
            .iter()
            .filter(|concern| concern.resolved.is_none())
    }

    /// The concern with that id.
    #[must_use]
    pub fn concern(&self, id: ConcernId) -> Option<&Concern> {
        self.concerns.iter().find(|concern| concern.id == id)
    }
}
