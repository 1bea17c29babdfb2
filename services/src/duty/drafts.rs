//! Proposals that somebody began to write.

use std::collections::BTreeSet;

use domain::{
    duty::{Duty, Matter},
    permission::{Action, Resource},
    proposal::Request,
};

use super::scope::Scope;
use crate::{
    ReadError,
    history::Names,
    proposal::{DraftError, drafts_of},
};

/// So many drafts are named, those that were saved last.
const NAMED: usize = 5;

/// The actor’s own drafts. Two queries.
pub async fn read(scope: &Scope<'_>) -> Result<Vec<Duty>, ReadError> {
    if scope
        .context
        .may(Action::TakePart, Resource::Community)
        .is_err()
    {
        return Ok(Vec::new());
    }
    let mut drafts = match drafts_of(scope.context).await {
        Ok(drafts) => drafts,
        Err(
            DraftError::Denied(_)
            | DraftError::NotFound
            | DraftError::TooMany
            | DraftError::Stale(_),
        ) => Vec::new(),
        Err(DraftError::Write(error)) => return Err(ReadError::Damaged(error.to_string())),
    };
    drafts.truncate(NAMED);
    if drafts.is_empty() {
        return Ok(Vec::new());
    }
    let groups = drafts
        .iter()
        .filter_map(|draft| draft.request.group())
        .collect();
    let names = Names::of(scope.connection(), groups, BTreeSet::new(), BTreeSet::new()).await?;
    Ok(drafts
        .into_iter()
        .map(|draft| Duty {
            matter: Matter::FinishDraft {
                draft: draft.id,
                title: title(&draft.request, &names),
            },
            group: None,
            due: None,
        })
        .collect())
}

fn title(request: &Request, names: &Names) -> String {
    let verb = request.kind().verb();
    let what = match request {
        Request::Form { name, .. } if name.trim().is_empty() => "a group",
        Request::Form { name, .. } => name.trim(),
        Request::Recharter { group, .. }
        | Request::ChangeLeads { group, .. }
        | Request::Rename { group, .. }
        | Request::Merge { group, .. }
        | Request::Convert { group, .. }
        | Request::Dissolve { group, .. }
        | Request::Revive { group, .. } => names
            .group(*group)
            .map_or("a group", |name| name.name.as_str()),
    };
    format!("{verb} {what}")
}
