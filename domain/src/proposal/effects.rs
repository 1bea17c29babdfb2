//! What a decision does to groups: the commands that are given with it, in the same transaction.

use super::{LeadChange, Nomination, Proposal, Request};
use crate::{
    decision::Outcome,
    group::{GroupCommand, GroupKind},
    ids::GroupId,
    link::{Link, LinkKind},
    seat::Role,
    slug::Slug,
};

/// One thing that a decision does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// To which group.
    pub group: GroupId,
    /// What.
    pub command: GroupCommand,
}

/// Why what is asked cannot be done as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EffectError {
    /// The outcome is none that this kind of proposal can have.
    #[error("this outcome does not fit what was proposed")]
    OutcomeDoesNotFit,
}

/// What the outcome does, in order. `new_group` is the id for a group to be formed; `slug` an address for its name, or for
/// the new name of a renamed one, that is not in use.
///
/// # Errors
/// When the outcome does not fit the kind of proposal.
pub fn effects(
    proposal: &Proposal,
    outcome: Outcome,
    new_group: GroupId,
    slug: &Slug,
) -> Result<Vec<Effect>, EffectError> {
    let request = &proposal.revision().request;
    match (request, outcome) {
        (_, Outcome::Declined) => Ok(Vec::new()),
        (
            Request::Form {
                group_kind, parent, ..
            },
            Outcome::Formed,
        ) => Ok(form(request, new_group, slug, *group_kind, *parent)),
        (Request::Form { .. }, Outcome::SubgroupOf { group }) => Ok(form(
            request,
            new_group,
            slug,
            GroupKind::Subgroup,
            Some(group),
        )),
        // Its leads get a drafted amendment; they decide what becomes of it.
        (Request::Form { .. }, Outcome::SubsumedInto { .. }) => Ok(Vec::new()),
        (request, Outcome::Approved) => approved(request, slug),
        (_, Outcome::Formed | Outcome::SubgroupOf { .. } | Outcome::SubsumedInto { .. }) => {
            Err(EffectError::OutcomeDoesNotFit)
        }
    }
}

fn to(group: GroupId, command: GroupCommand) -> Effect {
    Effect { group, command }
}

fn seated(group: GroupId, nomination: &Nomination) -> Effect {
    to(
        group,
        GroupCommand::TakeSeat {
            person: nomination.person,
            role: nomination.role,
            area: None,
        },
    )
}

fn unseated(group: GroupId, seat: &Nomination) -> Effect {
    to(
        group,
        GroupCommand::LeaveSeat {
            person: seat.person,
            role: seat.role,
        },
    )
}

fn form(
    request: &Request,
    group: GroupId,
    slug: &Slug,
    kind: GroupKind,
    parent: Option<GroupId>,
) -> Vec<Effect> {
    let Request::Form {
        name,
        description,
        charter,
        leads,
        meeting_link,
        stakeholders,
        ..
    } = request
    else {
        return Vec::new();
    };
    let mut done = vec![
        to(
            group,
            GroupCommand::Form {
                name: name.clone(),
                slug: slug.clone(),
                kind,
                parent,
            },
        ),
        to(group, GroupCommand::Describe(description.clone())),
        to(group, GroupCommand::AdoptCharter(charter.markdown())),
    ];
    done.extend(leads.iter().map(|nomination| seated(group, nomination)));
    if !stakeholders.is_empty() {
        done.push(to(
            group,
            GroupCommand::SetStakeholders(stakeholders.clone()),
        ));
    }
    if !meeting_link.is_empty() {
        done.push(to(
            group,
            GroupCommand::AddLink(Link {
                kind: LinkKind::Meeting,
                label: "Meeting".to_owned(),
                url: Some(meeting_link.clone()),
                detail: None,
            }),
        ));
    }
    done
}

fn approved(request: &Request, slug: &Slug) -> Result<Vec<Effect>, EffectError> {
    Ok(match request {
        Request::Form { .. } => return Err(EffectError::OutcomeDoesNotFit),
        Request::Recharter { group, charter, .. } => {
            vec![to(*group, GroupCommand::AdoptCharter(charter.clone()))]
        }
        Request::ChangeLeads { group, changes, .. } => changes
            .iter()
            .flat_map(|change| match change {
                LeadChange::Add { nomination } => vec![seated(*group, nomination)],
                LeadChange::Remove { seat } => vec![unseated(*group, seat)],
                LeadChange::Emeritus { seat } => vec![
                    unseated(*group, seat),
                    seated(
                        *group,
                        &Nomination {
                            person: seat.person,
                            role: Role::EmeritusLead,
                        },
                    ),
                ],
            })
            .collect(),
        Request::Rename { group, name, .. } => vec![to(
            *group,
            GroupCommand::Rename {
                name: name.clone(),
                slug: slug.clone(),
            },
        )],
        Request::Merge { group, into, .. } => vec![to(*group, GroupCommand::MergeInto(*into))],
        Request::Convert {
            group,
            group_kind,
            parent,
            ..
        } => vec![to(
            *group,
            GroupCommand::Convert {
                kind: *group_kind,
                parent: *parent,
            },
        )],
        Request::Dissolve { group, .. } => vec![to(*group, GroupCommand::BeginClosing)],
        Request::Revive { group, leads, .. } => std::iter::once(to(*group, GroupCommand::Revive))
            .chain(leads.iter().map(|nomination| seated(*group, nomination)))
            .collect(),
    })
}
