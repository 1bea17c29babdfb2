//! A group's folder: its pages, their versions and what changed between them, and links to documents elsewhere.

mod command;
mod difference;
mod edit;
mod folder;
mod history;
mod show;

pub use command::DOCUMENT_COMMANDS;
pub use difference::DocumentDifferencePage;
pub use edit::{EditDocumentPage, NewDocumentPage};
pub use folder::FolderPage;
pub use history::DocumentHistoryPage;
pub use show::DocumentPage;

use services::history::Name;

use crate::{group::group_path, ui::Crumb};

/// The folder's address.
pub fn folder_path(slug: &str) -> String {
    format!("{}/documents", group_path(slug))
}

/// The trail to a page of a folder, and to what is below it.
fn trail(group: &Name, page: Option<(&str, &str)>, here: &str) -> Vec<Crumb> {
    let folder = folder_path(&group.slug);
    let mut trail = vec![
        Crumb::link("/groups", "Groups"),
        Crumb::link(group_path(&group.slug), group.name.clone()),
        Crumb::link(folder.clone(), "Documents"),
    ];
    if let Some((slug, title)) = page {
        trail.push(Crumb::link(format!("{folder}/{slug}"), title));
    }
    trail.push(Crumb::here(here));
    trail
}
