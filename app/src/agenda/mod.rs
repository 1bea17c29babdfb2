//! The committee's agenda.

mod toc;

pub use toc::TocAgendaPage;
