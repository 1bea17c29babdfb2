//! Agendas: what a meeting will talk about, asked for by anyone, ordered by those who run it; the committee's fills itself.

mod commands;
mod form;
mod item;
mod item_page;
mod open;
mod page;
mod shown;
mod toc;
mod words;

pub use commands::AGENDA_COMMANDS;
pub use item_page::AgendaItemPage;
pub use page::AgendaPage;
pub use shown::{Shown, agenda_of_meeting, agenda_path};
pub use toc::TocAgendaPage;
pub use words::when;
