//! Proposals: drafts, what is done to submitted ones, and the pages that show them.

mod act;
mod amendment;
mod candidates;
mod comment;
mod committee;
mod draft;
mod facts;
mod open;
mod overlap;
mod page;
mod queue;
mod request;
mod submit;
mod take;
mod title;

pub use act::{ActError, act};
pub use amendment::{Amendment, amendments_of_decision, amendments_of_group};
pub use candidates::{Candidate, candidates, candidates_called};
pub use comment::{COMMENTS_A_PAGE, CommentLine, comment_on, resolve_comment};
pub use committee::{CommitteeLine, CommitteeQueue, Mark, committee_queue};
pub use draft::{
    Draft, DraftError, DraftLine, MOST_DRAFTS, Unreadable, begin, begin_revision, drafts_of, load,
    save, throw_away,
};
pub use facts::{LeadFindings, lead_findings};
pub use open::{OpenProposal, Unmet, open_proposals};
pub use overlap::{OverlapLine, overlaps};
pub use page::{ProposalPage, id_of_number, is_elector, page};
pub(crate) use queue::records;
pub use queue::{PROPOSALS_A_PAGE, Queue, QueueLine, Wanted, open_titles, queue};
pub use request::{as_text, charter_before, charter_of, names_of_request};
pub use submit::{answer_draft_nomination, submit};
pub use take::{DecisionWords, Prospect, TakeError, prospect, take};
