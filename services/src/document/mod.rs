//! A group's folder: pages with their versions, and links to documents elsewhere.
//!
//! That a page is there, is called differently or is gone is an event; its texts are rows, one for each version, never
//! changed. A link to a document elsewhere is one of the group's links, whose changes are events of the group.

mod comment;
mod link;
mod read;
mod write;

pub use comment::comment;
pub use link::{LinkRefusal, add_link, remove_link};
pub use read::{
    Asked, COMMENTS_A_PAGE, Comment, Compared, Folder, Line, OutsideLink, Page, VERSIONS_A_PAGE,
    Version, VersionLine, Versions, compared, folder, page, versions,
};
pub use write::{DocumentRefusal, NewPage, Written, begin_folder, publish, remove, restore, write};
