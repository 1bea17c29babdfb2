//! Proposals: drafts, what is done to submitted ones, and the pages that show them.

mod act;
mod comment;
mod draft;
mod facts;
mod overlap;
mod read;
mod take;

pub use act::{ActError, act, answer_draft_nomination, submit};
pub use comment::{COMMENTS_A_PAGE, CommentLine, comment_on, resolve_comment};
pub use draft::{
    Draft, DraftError, DraftLine, MOST_DRAFTS, begin, begin_revision, drafts_of, load, save,
    throw_away,
};
pub use facts::{LeadFindings, lead_findings};
pub use overlap::{OverlapLine, overlaps};
pub use read::{
    PROPOSALS_A_PAGE, ProposalPage, Queue, QueueLine, Turn, Wanted, as_text, charter_of,
    id_of_number, names_of_request, open_titles, page, queue,
};
pub use take::{DecisionWords, Prospect, TakeError, prospect, take};
