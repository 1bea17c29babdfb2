//! What a request says, with the names of whom and what it speaks of.

use std::collections::BTreeSet;

use domain::{
    Day,
    ids::{GroupId, PersonId},
    proposal::Request,
};

use crate::{Context, ReadError, history::Names, record};

/// What a request says, as one text, so that two revisions can be compared word by word.
#[must_use]
pub fn as_text(request: &Request, names: &Names) -> String {
    let group = |id: GroupId| {
        names
            .group(id)
            .map_or_else(String::new, |name| name.name.clone())
    };
    let person = |id: PersonId| {
        names
            .person(id)
            .map_or_else(String::new, |name| name.name.clone())
    };
    let mut lines: Vec<String> = Vec::new();
    match request {
        Request::Form {
            name,
            group_kind,
            parent,
            description,
            charter,
            roadmap,
            meeting_link,
            stakeholders,
            ..
        } => {
            lines.push(format!("Name: {name}"));
            lines.push(format!("Kind: {}", group_kind.words()));
            lines.extend(parent.map(|parent| format!("Part of: {}", group(parent))));
            lines.push(format!("For: {description}"));
            lines.push(charter.markdown());
            lines.extend(
                roadmap
                    .iter()
                    .map(|line| format!("Month {}: {}", line.month, line.outcome)),
            );
            if !meeting_link.is_empty() {
                lines.push(format!("Meets at: {meeting_link}"));
            }
            if !stakeholders.is_empty() {
                let names: Vec<String> = stakeholders.iter().map(|id| group(*id)).collect();
                lines.push(format!("Stakeholder groups: {}", names.join(", ")));
            }
        }
        Request::Recharter {
            charter, reason, ..
        } => lines.extend([charter.clone(), format!("Why: {reason}")]),
        Request::Rename { name, reason, .. } => {
            lines.extend([format!("New name: {name}"), format!("Why: {reason}")]);
        }
        Request::Merge { into, reason, .. } => {
            lines.extend([format!("Into: {}", group(*into)), format!("Why: {reason}")]);
        }
        Request::Convert {
            group_kind,
            parent,
            reason,
            ..
        } => {
            lines.push(format!("Becomes: {}", group_kind.words()));
            lines.extend(parent.map(|parent| format!("Part of: {}", group(parent))));
            lines.push(format!("Why: {reason}"));
        }
        Request::ChangeLeads {
            changes, reason, ..
        } => {
            lines.extend(changes.iter().map(|change| {
                let (verb, seat) = change.parts();
                format!("{verb}: {}, {}", person(seat.person), seat.role.word())
            }));
            lines.push(format!("Why: {reason}"));
        }
        Request::Dissolve { reason, .. } | Request::Revive { reason, .. } => {
            lines.push(format!("Why: {reason}"));
        }
    }
    if !matches!(request, Request::ChangeLeads { .. }) {
        lines.extend(request.nominees().iter().map(|nomination| {
            format!(
                "Nominated: {}, {}",
                person(nomination.person),
                nomination.role.word()
            )
        }));
    }
    lines.join("\n\n")
}

/// The charter of a group as it is now, to write another from; empty where there is none.
///
/// # Errors
/// When there is no such group, the database fails or the record is damaged.
pub async fn charter_of(context: &Context, group: GroupId) -> Result<String, ReadError> {
    let group = record::group(context.database.connection(), group, None)
        .await?
        .ok_or(ReadError::NotFound)?;
    Ok(group
        .charter()
        .map_or_else(String::new, |charter| charter.body.clone()))
}

/// The charter with which a proposed one is compared: the last one that held by that day and is another. Its number and text.
///
/// # Errors
/// When there is no such group, or the database fails.
pub async fn charter_before(
    context: &Context,
    group: GroupId,
    proposed: &str,
    day: Day,
) -> Result<Option<(u32, String)>, ReadError> {
    let group = record::group(context.database.connection(), group, None)
        .await?
        .ok_or(ReadError::NotFound)?;
    Ok(group
        .charters
        .iter()
        .rev()
        .find(|charter| charter.adopted_on <= day && charter.body != proposed)
        .map(|charter| (charter.number, charter.body.clone())))
}

/// The names of everyone and everything that a request speaks of, and of those people beside it.
///
/// # Errors
/// When the database fails.
pub async fn names_of_request(
    context: &Context,
    request: &Request,
    people: &[PersonId],
) -> Result<Names, ReadError> {
    Names::of(
        context.database.connection(),
        request
            .group()
            .into_iter()
            .chain(request.other_group())
            .chain(request.stakeholders().iter().copied())
            .collect(),
        request
            .people()
            .into_iter()
            .chain(people.iter().copied())
            .collect(),
        BTreeSet::new(),
    )
    .await
}
