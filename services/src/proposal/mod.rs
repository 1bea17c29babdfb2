//! Proposals: drafts, what is done to submitted ones, and the pages that show them.

mod act;
mod draft;
mod facts;
mod take;

pub use act::{ActError, act, answer_draft_nomination, submit};
pub use draft::{
    Draft, DraftError, DraftLine, begin, begin_revision, drafts_of, load, save, throw_away,
};
pub use facts::{LeadFindings, lead_findings};
pub use take::{DecisionWords, Prospect, TakeError, prospect, take};
