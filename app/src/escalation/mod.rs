//! Escalations: the list, the form that begins one, and one with where it stands.

mod command;
mod ladder;
mod list;
mod new;
mod next;
mod show;
mod words;

pub use command::ESCALATION_COMMANDS;
pub use list::EscalationsPage;
pub use new::NewEscalationPage;
pub use show::EscalationPage;
