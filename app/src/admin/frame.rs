//! What all pages of the administration have in common: the title, the tabs between them, and what was done.

use leptos::prelude::*;

use crate::{
    page::PageTitle,
    ui::{Banner, BannerKind, Crumb, PageHeader, Tab, Tabs},
};

/// A page of the administration that has a tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdminTab {
    /// The index.
    Overview,
    /// Everyone in the record.
    People,
    /// Who is what to the community.
    Standing,
    /// The committee's seats.
    Committee,
    /// The rules.
    Policy,
    /// What files told.
    Imports,
    /// Tokens of scripts.
    Tokens,
    /// Who did what.
    Audit,
}

impl AdminTab {
    /// All, in the order of the tabs.
    pub const ALL: [Self; 8] = [
        Self::Overview,
        Self::People,
        Self::Standing,
        Self::Committee,
        Self::Policy,
        Self::Imports,
        Self::Tokens,
        Self::Audit,
    ];

    /// The words on the tab.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::People => "People",
            Self::Standing => "Standing",
            Self::Committee => "Committee seats",
            Self::Policy => "Policy",
            Self::Imports => "Imports",
            Self::Tokens => "Tokens",
            Self::Audit => "Audit",
        }
    }

    /// The address of its page.
    #[must_use]
    pub fn href(self) -> &'static str {
        match self {
            Self::Overview => "/admin",
            Self::People => "/admin/people",
            Self::Standing => "/admin/standing",
            Self::Committee => "/admin/committee",
            Self::Policy => "/admin/policy",
            Self::Imports => "/admin/imports",
            Self::Tokens => "/admin/tokens",
            Self::Audit => "/admin/audit",
        }
    }
}

/// The frame of a page of the administration. A page below a tab's own gives a `trail` from the tab on; `done` is what
/// was done just now, in a sentence.
#[component]
pub fn AdminPage(
    tab: AdminTab,
    #[prop(into)] title: String,
    #[prop(optional, into)] lede: String,
    /// The steps after the tab's page; none for the tab's page itself.
    #[prop(optional)]
    trail: Vec<Crumb>,
    #[prop(optional_no_strip, into)] done: Option<String>,
    children: Children,
) -> impl IntoView {
    let steps: Vec<Crumb> = if trail.is_empty() {
        Vec::new()
    } else {
        std::iter::once(Crumb::link(tab.href(), tab.words()))
            .chain(trail)
            .collect()
    };
    let tabs = AdminTab::ALL
        .into_iter()
        .map(|tab| Tab::new(tab.href(), tab.words()))
        .collect();
    view! {
        <PageTitle subject=format!("{title} · Administration") />
        <PageHeader title=title trail=steps lede=lede />
        <Tabs label="Administration" tabs=tabs current=tab.words() />
        {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
        {children()}
    }
}
