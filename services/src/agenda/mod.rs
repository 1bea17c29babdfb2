//! Agendas of meetings: asking for an item, ordering them, freezing, and what the committee's takes up by itself.

mod change;
mod concerning;
mod matters;
mod order;
mod read;
mod take;

pub use change::{NewItem, add, change, item_id, withdraw};
pub use concerning::{Concerning, concerning};
pub use matters::{OpenMatter, TocAgenda, of_meeting, toc_agenda};
pub use order::{Step, arrange, step};
pub use read::{Agenda, AgendaItem, agenda};
pub use take::{freeze, take, take_all};

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
