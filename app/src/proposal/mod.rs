//! Proposals: the queue, the form in which one is written, and the page on which it is discussed and decided.

mod about;
mod act;
mod amendment;
mod compare;
mod concerns;
mod deciding;
mod discussion;
mod draft;
mod draft_form;
mod failure;
mod new;
mod ongoing;
mod overlapping;
mod parts;
mod positions;
mod preview;
mod queue;
mod read_draft;
mod show;
mod toc;
mod words;

pub use act::COMMANDS as ACT_COMMANDS;
pub use amendment::drafted_amendments;
pub use compare::RevisionsComparedPage;
pub use draft::{COMMANDS as DRAFT_COMMANDS, DraftPage};
pub use new::{COMMANDS as NEW_COMMANDS, NewProposalPage};
pub use preview::charter_preview;
pub use queue::ProposalsPage;
pub use show::ProposalPage;
pub use toc::TocPage;
pub use words::{choice_key, moment_of, outcome_words};
