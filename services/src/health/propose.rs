//! From what was found of a group to a draft of a proposal.

use domain::{
    group::GroupState,
    health::reasons,
    ids::GroupId,
    permission::{Action, Resource},
    proposal::Request,
};
use uuid::Uuid;

use super::of_rows;
use crate::{
    Context, ReadError,
    group::at_address,
    proposal::{DraftError, begin, charter_of},
};

/// What the committee would be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// To dissolve the group.
    Dissolve,
    /// To give it another charter.
    Recharter,
}

impl Ask {
    /// Its name in forms.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Dissolve => "dissolve",
            Self::Recharter => "recharter",
        }
    }

    /// The one with that name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        [Self::Dissolve, Self::Recharter]
            .into_iter()
            .find(|ask| ask.key() == key)
    }
}

/// Begins a draft about a group, with what stands out as its reasons, and gives its id. It is the actor’s alone until they
/// submit it.
///
/// # Errors
/// When the actor is not on the committee, the group has ended or is none, or they have too many drafts.
pub async fn propose(context: &Context, slug: &str, ask: Ask) -> Result<Uuid, DraftError> {
    context.may(Action::Decide, Resource::Community)?;
    let row = at_address(context.database.connection(), slug).await?;
    if !GroupState::of_key(&row.state).is_some_and(GroupState::is_alive) {
        return Err(ReadError::NotFound.into());
    }
    let group = GroupId(row.id);
    let found = of_rows(context, std::slice::from_ref(&row)).await?;
    let reason = found
        .first()
        .map(|found| reasons(&found.findings, context.today()))
        .unwrap_or_default();
    let request = match ask {
        Ask::Dissolve => Request::Dissolve { group, reason },
        Ask::Recharter => Request::Recharter {
            group,
            charter: charter_of(context, group).await?,
            reason,
        },
    };
    begin(context, request).await
}
