//! Links to documents elsewhere: entries of the group's "where to find it", whose changes are events that its leads see.

use domain::{
    group::{GroupCommand, Refusal},
    link::{Link, LinkKind},
    permission::{Action, Resource},
};

use crate::{CommandError, Context, group, text};

/// Why a link was not added or removed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkRefusal {
    /// The address is none that a page may link to.
    #[error("Write an address that begins with https://, http:// or mailto:.")]
    Address,
    /// The rules of groups.
    #[error(transparent)]
    Group(#[from] Refusal),
}

/// Lists a document elsewhere in a group's folder.
///
/// # Errors
/// When the actor may not, the address is none, or one with that name is listed already.
pub async fn add_link(
    context: &Context,
    slug: &str,
    label: String,
    address: String,
    detail: String,
) -> Result<(), CommandError<LinkRefusal>> {
    let (group, _) = group::at(context, slug).await?;
    context.may(Action::KeepRecords, Resource::Group(group))?;
    if text::safe_address(&address).is_none() {
        return Err(CommandError::Refused(LinkRefusal::Address));
    }
    let link = Link {
        kind: LinkKind::Documents,
        label,
        url: Some(address),
        detail: Some(detail).filter(|detail| !detail.is_empty()),
    };
    group::tell(context, group, GroupCommand::AddLink(link))
        .await
        .map_err(|error| error.map(LinkRefusal::Group))
}

/// No longer lists it.
///
/// # Errors
/// When the actor may not, or no link of that name is listed.
pub async fn remove_link(
    context: &Context,
    slug: &str,
    label: String,
) -> Result<(), CommandError<LinkRefusal>> {
    let (group, _) = group::at(context, slug).await?;
    context.may(Action::KeepRecords, Resource::Group(group))?;
    let link = Link {
        kind: LinkKind::Documents,
        label,
        url: None,
        detail: None,
    };
    group::tell(context, group, GroupCommand::RemoveLink(link))
        .await
        .map_err(|error| error.map(LinkRefusal::Group))
}
