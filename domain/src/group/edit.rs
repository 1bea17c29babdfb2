//! Changes to a group that leave its state as it is.

use super::{Group, GroupCommand, GroupEvent, GroupKind, Refusal, decide::BY_REGISTRY};
use crate::{
    actor::Authorities,
    link::Link,
    policy::{Enforcement, Policy},
    seat::Role,
};

/// Decides a change of a living group that leaves its state as it is. What changes nothing gives no event.
///
/// # Errors
/// A [`Refusal`] that says which rule stopped it.
pub(super) fn edit(
    group: &Group,
    command: GroupCommand,
    actor: &Authorities,
    policy: &Policy,
) -> Result<Vec<GroupEvent>, Refusal> {
    let now = group.now();
    let listed = |link: &Link| group.links_listed().find(|other| other.same_entry(link));
    match command {
        GroupCommand::Rename { name, .. } if name.trim().is_empty() => Err(Refusal::NoName),
        GroupCommand::Rename { name, slug } => Ok(if name == now.name && slug == now.slug {
            Vec::new()
        } else {
            vec![GroupEvent::Renamed {
                before: now.name.clone(),
                name,
                slug_before: now.slug.clone(),
                slug,
            }]
        }),
        GroupCommand::Convert { parent, .. } if parent == Some(group.id) => Err(Refusal::ItsOwn),
        GroupCommand::Convert {
            kind: GroupKind::Subgroup,
            parent: None,
        } => Err(Refusal::SubgroupWithoutParent),
        GroupCommand::Convert { kind, parent } => Ok(if kind == now.kind && parent == now.parent {
            Vec::new()
        } else {
            vec![GroupEvent::Converted {
                kind_before: now.kind,
                group_kind: kind,
                parent_before: now.parent,
                parent,
            }]
        }),
        GroupCommand::Describe(description) => Ok(if description == now.description {
            Vec::new()
        } else {
            vec![GroupEvent::Described {
                before: now.description.clone(),
                description,
            }]
        }),
        GroupCommand::AdoptCharter(body) if body.trim().is_empty() => Err(Refusal::EmptyCharter),
        GroupCommand::AdoptCharter(body) => Ok(match group.charter() {
            Some(charter) if charter.body == body => Vec::new(),
            newest => vec![GroupEvent::CharterAdopted {
                number: newest.map_or(1, |charter| charter.number + 1),
                body,
            }],
        }),
        GroupCommand::AddLink(link) => match listed(&link) {
            Some(_) => Err(Refusal::LinkListed),
            None => Ok(vec![GroupEvent::LinkAdded { link }]),
        },
        GroupCommand::ChangeLink { before, link } => match listed(&before) {
            None => Err(Refusal::LinkNotListed),
            Some(before) if before.kind != link.kind => Err(Refusal::LinkKindChanged),
            Some(before) if *before == link => Ok(Vec::new()),
            Some(before) if !before.same_entry(&link) && listed(&link).is_some() => {
                Err(Refusal::LinkListed)
            }
            Some(before) => Ok(vec![GroupEvent::LinkChanged {
                before: before.clone(),
                link,
            }]),
        },
        GroupCommand::RemoveLink(link) => match listed(&link) {
            None => Err(Refusal::LinkNotListed),
            Some(before) => Ok(vec![GroupEvent::LinkRemoved {
                link: before.clone(),
            }]),
        },
        GroupCommand::SetStakeholders(mut stakeholders) => {
            stakeholders.sort_unstable();
            stakeholders.dedup();
            if stakeholders.contains(&group.id) {
                Err(Refusal::ItsOwn)
            } else if stakeholders == now.stakeholders {
                Ok(Vec::new())
            } else {
                Ok(vec![GroupEvent::StakeholdersChanged {
                    before: now.stakeholders.clone(),
                    stakeholders,
                }])
            }
        }
        GroupCommand::TakeSeat { person, role, .. } if group.held(person, role).is_some() => {
            match role {
                // Whoever was thanked before, led again and is thanked anew goes on being listed.
                Role::EmeritusLead => Ok(Vec::new()),
                Role::Lead | Role::Chair | Role::TechLead | Role::Delegate | Role::Liaison => {
                    Err(Refusal::SeatHeld)
                }
            }
        }
        GroupCommand::TakeSeat { person, role, area } => {
            let leads = group.seats_held().filter(|seat| seat.role.leads()).count();
            let most = policy.lead_rules.most_leads;
            let full = role.leads() && leads >= most as usize;
            match policy.lead_rules.enforcement {
                Enforcement::Stop if full && !actor.any_of(BY_REGISTRY) => {
                    Err(Refusal::TooManyLeads(most))
                }
                Enforcement::Stop | Enforcement::Warn => {
                    Ok(vec![GroupEvent::SeatTaken { person, role, area }])
                }
            }
        }
        GroupCommand::ChangeSeatArea { person, role, area } => match group.held(person, role) {
            None => Err(Refusal::SeatNotHeld),
            Some(seat) if seat.area == area => Ok(Vec::new()),
            Some(seat) => Ok(vec![GroupEvent::SeatAreaChanged {
                person,
                role,
                before: seat.area.clone(),
                area,
            }]),
        },
        GroupCommand::LeaveSeat { person, role } => match group.held(person, role) {
            None => Err(Refusal::SeatNotHeld),
            Some(_) => Ok(vec![GroupEvent::SeatLeft { person, role }]),
        },
        GroupCommand::StepDown { role, .. } if !role.leads() => Err(Refusal::SeatNotHeld),
        GroupCommand::StepDown {
            person,
            role,
            emeritus,
        } => match group.held(person, role) {
            None => Err(Refusal::SeatNotHeld),
            Some(_) => {
                let role_after = Role::EmeritusLead;
                let remembered = emeritus && group.held(person, role_after).is_none();
                let thanks = remembered.then_some(GroupEvent::SeatTaken {
                    person,
                    role: role_after,
                    area: None,
                });
                let left = GroupEvent::SeatLeft { person, role };
                Ok(std::iter::once(left).chain(thanks).collect())
            }
        },
        // The caller passes only the commands above; these belong to the table of states.
        GroupCommand::Form { .. }
        | GroupCommand::StartSubgroup { .. }
        | GroupCommand::EndSubgroup
        | GroupCommand::Activate
        | GroupCommand::BeginClosing
        | GroupCommand::GiveFinalReport { .. }
        | GroupCommand::Dissolve
        | GroupCommand::MergeInto(_)
        | GroupCommand::Revive => Err(Refusal::WrongState(now.state)),
    }
}
