//! Agendas of meetings: asking for an item, ordering them, freezing, and what the committee's takes up by itself.

mod change;
mod combined;
mod concerning;
mod following;
mod matters;
mod order;
mod read;
mod set_aside;
mod take;

pub use change::{Added, NewItem, add, change, give_time, item_id, may_change, withdraw};
pub(crate) use concerning::concerning_each;
pub use concerning::{Concerning, concerning};
pub use following::following;
pub use matters::{OpenMatter, TocAgenda, matter_key, matter_of, of_meeting, toc_agenda};
pub use order::{may_order, step};
pub use read::{Agenda, AgendaItem, agenda, one};
pub use set_aside::{SetAsideItem, decline, postpone};
pub use take::{freeze, take, take_all};

pub(crate) use combined::{combined_for, introduce, introduce_at};
pub(crate) use following::carry_over;

use domain::agenda::AgendaProblem;

/// Why an agenda stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AgendaRefusal {
    /// What was written does not hold.
    #[error("Some fields need another look.")]
    Invalid(Vec<AgendaProblem>),
    /// A tag is no group's.
    #[error("There is no group called “{0}”.")]
    NoSuchGroup(String),
    /// The meeting is cancelled or over.
    #[error("This meeting is cancelled or over: nothing can be added to its agenda.")]
    Closed,
    /// The agenda is frozen.
    #[error("This agenda is frozen: from now on only those who run the meeting change it.")]
    Frozen,
    /// No meeting comes after it whose agenda is open.
    #[error("No meeting after this one is planned.")]
    NoNext,
    /// It is full.
    #[error("This agenda is full.")]
    Full,
    /// Someone changed it meanwhile.
    #[error("Someone else changed this meanwhile. Look at it again.")]
    Stale,
    /// What was open is settled.
    #[error("This has been settled meanwhile, or stands on the agenda already.")]
    Settled,
}
