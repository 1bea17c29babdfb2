//! What a cell of the page can hold, and how.

use std::collections::BTreeSet;

use domain::{
    link::{Link, LinkKind},
    person::Account,
};

use crate::registry::formats::{
    markdown::said_kind,
    markdown_text::{link, text},
    words::is_login,
    write::Listed,
};

/// How many links of a kind a cell holds at most; with more, the kind goes to the table of links.
const LINKS_IN_A_CELL: usize = 3;

/// The head of a kind's column, in Istio's words.
pub(super) fn header(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Charter => "Charter",
        LinkKind::Documents => "Design Docs",
        LinkKind::Chat => "Chat Channel",
        LinkKind::Forum => "Discussion Forum",
        LinkKind::MailingList => "Mailing List",
        LinkKind::Meeting => "Meeting Link",
        LinkKind::MeetingNotes => "Meeting Notes",
        LinkKind::Recordings => "Meeting Recordings",
        LinkKind::Calendar => "Calendar",
        LinkKind::Repository => "Repositories",
        LinkKind::Team => "Teams",
        LinkKind::Other => "Links",
    }
}

/// Whether a cell can hold all of a group's links of a kind.
pub(super) fn fit_in_a_cell(listed: &Listed<'_>, kind: LinkKind) -> bool {
    let links: Vec<&Link> = listed
        .group
        .links_listed()
        .filter(|link| link.kind == kind)
        .collect();
    let is_channel = |link: &Link| {
        link.kind == LinkKind::Chat
            && link.label.starts_with('#')
            && !link.label.contains([',', ' ', '\n'])
    };
    let fits = |link: &Link| {
        link.detail.is_none()
            && !link.label.is_empty()
            && said_kind(&link.label).is_none_or(|said| said == kind)
            && (link.url.is_some() || links.len() == 1 && is_channel(link))
    };
    links.len() <= LINKS_IN_A_CELL && links.iter().all(|link| fits(link))
}

pub(super) fn spelled_link(listed: &Link) -> String {
    match &listed.url {
        Some(url) => link(&listed.label, url),
        None => text(&listed.label),
    }
}

/// Whether a list of groups can name the parts of one: the reader joins them again.
pub(super) fn is_listable(area: &str) -> bool {
    let parts: Vec<&str> = area.split(", ").collect();
    let distinct: BTreeSet<&&str> = parts.iter().collect();
    let is_plain = |part: &&str| !part.is_empty() && part.trim() == *part && !part.contains(',');
    distinct.len() == parts.len() && parts.iter().all(is_plain)
}

/// Whether an account has a page at GitHub that a link can lead to.
pub(super) fn has_profile(account: &Account) -> bool {
    account.provider == "github" && is_login(&account.login)
}
