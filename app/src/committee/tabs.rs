//! The pages of the committee’s own: what waits for it, its agenda, and how groups are doing.

use leptos::prelude::*;

use crate::ui::{Tab, Tabs};

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TocTab {
    /// What waits for it.
    Waiting,
    /// What its next meeting talks about.
    Agenda,
    /// How groups are doing.
    Health,
}

impl TocTab {
    fn words(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting for the committee",
            Self::Agenda => "Agenda",
            Self::Health => "Health of groups",
        }
    }
}

/// The tabs.
#[component]
pub fn TocTabs(current: TocTab) -> impl IntoView {
    let tabs = vec![
        Tab::new("/toc", TocTab::Waiting.words()),
        Tab::new("/toc/agenda", TocTab::Agenda.words()),
        Tab::new("/toc/health", TocTab::Health.words()),
    ];
    view! { <Tabs label="The committee" tabs=tabs current=current.words() /> }
}
