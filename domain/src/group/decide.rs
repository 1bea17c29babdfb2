//! What may be done to a group, by whom, in which state: one total function.

use super::{Group, GroupCommand, GroupEvent, GroupKind, GroupState, Refusal, edit::edit};
use crate::{
    Day,
    actor::{Authorities, Authority},
    link::LinkKind,
    policy::Policy,
    seat::Role,
};

const BY_DECISION: &[Authority] = &[Authority::Committee, Authority::Registry];
const BY_LEADS: &[Authority] = &[Authority::Lead, Authority::Committee, Authority::Registry];
const BY_HOLDER: &[Authority] = &[Authority::Holder];
const BY_DELEGATES: &[Authority] = &[
    Authority::Delegate,
    Authority::Lead,
    Authority::Committee,
    Authority::Registry,
];
pub(super) const BY_REGISTRY: &[Authority] = &[Authority::Registry];

/// Who may give a command at all. The source is the table in section 3 of the design.
fn allowed(command: &GroupCommand, state: Option<GroupState>) -> &'static [Authority] {
    match command {
        GroupCommand::Form { .. }
        | GroupCommand::Rename { .. }
        | GroupCommand::Convert { .. }
        | GroupCommand::MergeInto(_)
        | GroupCommand::Revive
        | GroupCommand::AdoptCharter(_)
        | GroupCommand::BeginClosing
        | GroupCommand::SetStakeholders(_) => BY_DECISION,
        // The leads finish the closing that a decision began.
        GroupCommand::Dissolve => match state {
            Some(GroupState::Closing) => BY_LEADS,
            Some(
                GroupState::SettingUp
                | GroupState::Active
                | GroupState::Dissolved
                | GroupState::Merged,
            )
            | None => BY_DECISION,
        },
        GroupCommand::StepDown { .. } => BY_HOLDER,
        // Where its documents are is the delegates' to say as well, who keep them.
        GroupCommand::AddLink(link) | GroupCommand::RemoveLink(link)
            if link.kind == LinkKind::Documents =>
        {
            BY_DELEGATES
        }
        GroupCommand::ChangeLink { before, link }
            if before.kind == LinkKind::Documents && link.kind == LinkKind::Documents =>
        {
            BY_DELEGATES
        }
        GroupCommand::Activate
        | GroupCommand::GiveFinalReport { .. }
        | GroupCommand::StartSubgroup { .. }
        | GroupCommand::EndSubgroup
        | GroupCommand::Describe(_)
        | GroupCommand::AddLink(_)
        | GroupCommand::ChangeLink { .. }
        | GroupCommand::RemoveLink(_) => BY_LEADS,
        GroupCommand::TakeSeat { role, .. }
        | GroupCommand::ChangeSeatArea { role, .. }
        | GroupCommand::LeaveSeat { role, .. } => match role {
            Role::Lead | Role::Chair | Role::TechLead | Role::EmeritusLead | Role::Liaison => {
                BY_DECISION
            }
            Role::Delegate => BY_LEADS,
        },
    }
}

/// Decides a command: what happens, or why it does not. `group` is the group with all of its past.
///
/// # Errors
/// A [`Refusal`] that says which rule stopped it.
pub fn decide(
    group: Option<&Group>,
    command: GroupCommand,
    on: Day,
    actor: &Authorities,
    policy: &Policy,
) -> Result<Vec<GroupEvent>, Refusal> {
    let by = allowed(&command, group.map(|group| group.now().state));
    if !actor.any_of(by) {
        return Err(Refusal::NotAllowed(by));
    }
    let Some(group) = group else {
        return form(command, actor);
    };
    if on < group.changed_on {
        return Err(Refusal::BeforeNewest {
            on,
            newest: group.changed_on,
        });
    }
    change(group, command, actor, policy)
}

/// A registry shows a group at work; a decision starts its setting up.
fn first_state(actor: &Authorities) -> GroupState {
    if actor.any_of(BY_REGISTRY) {
        GroupState::Active
    } else {
        GroupState::SettingUp
    }
}

fn form(command: GroupCommand, actor: &Authorities) -> Result<Vec<GroupEvent>, Refusal> {
    let (name, slug, kind, parent, state) = match command {
        GroupCommand::Form {
            name,
            slug,
            kind,
            parent,
        } => (name, slug, kind, parent, first_state(actor)),
        GroupCommand::StartSubgroup { name, slug, parent } => (
            name,
            slug,
            GroupKind::Subgroup,
            Some(parent),
            GroupState::Active,
        ),
        GroupCommand::EndSubgroup
        | GroupCommand::Activate
        | GroupCommand::Rename { .. }
        | GroupCommand::Convert { .. }
        | GroupCommand::BeginClosing
        | GroupCommand::Dissolve
        | GroupCommand::MergeInto(_)
        | GroupCommand::Revive
        | GroupCommand::Describe(_)
        | GroupCommand::AdoptCharter(_)
        | GroupCommand::AddLink(_)
        | GroupCommand::ChangeLink { .. }
        | GroupCommand::RemoveLink(_)
        | GroupCommand::SetStakeholders(_)
        | GroupCommand::TakeSeat { .. }
        | GroupCommand::ChangeSeatArea { .. }
        | GroupCommand::LeaveSeat { .. }
        | GroupCommand::GiveFinalReport { .. }
        | GroupCommand::StepDown { .. } => return Err(Refusal::NoSuchGroup),
    };
    if name.trim().is_empty() {
        return Err(Refusal::NoName);
    }
    if kind == GroupKind::Subgroup && parent.is_none() {
        return Err(Refusal::SubgroupWithoutParent);
    }
    Ok(vec![GroupEvent::Formed {
        name,
        slug,
        group_kind: kind,
        parent,
        state,
    }])
}

fn change(
    group: &Group,
    command: GroupCommand,
    actor: &Authorities,
    policy: &Policy,
) -> Result<Vec<GroupEvent>, Refusal> {
    let now = group.now();
    let wrong_state = Err(Refusal::WrongState(now.state));
    match (now.state, command) {
        (_, GroupCommand::Form { .. } | GroupCommand::StartSubgroup { .. }) => {
            Err(Refusal::AlreadyFormed)
        }

        (
            GroupState::SettingUp | GroupState::Active | GroupState::Closing,
            GroupCommand::EndSubgroup,
        ) => {
            if now.kind == GroupKind::Subgroup {
                Ok(vec![GroupEvent::Dissolved])
            } else {
                Err(Refusal::NoSubgroup)
            }
        }
        (GroupState::Dissolved | GroupState::Merged, GroupCommand::EndSubgroup) => wrong_state,

        (GroupState::SettingUp, GroupCommand::Activate) => Ok(vec![GroupEvent::Activated]),
        (
            GroupState::Active | GroupState::Closing | GroupState::Dissolved | GroupState::Merged,
            GroupCommand::Activate,
        ) => wrong_state,

        (GroupState::Active, GroupCommand::BeginClosing) => Ok(vec![GroupEvent::ClosingBegun]),
        (
            GroupState::SettingUp
            | GroupState::Closing
            | GroupState::Dissolved
            | GroupState::Merged,
            GroupCommand::BeginClosing,
        ) => wrong_state,

        (GroupState::Closing, GroupCommand::GiveFinalReport { body, .. })
            if body.trim().is_empty() =>
        {
            Err(Refusal::EmptyReport)
        }
        (GroupState::Closing, GroupCommand::GiveFinalReport { body, by }) => {
            Ok(vec![GroupEvent::FinalReportGiven { body, by }])
        }
        (
            GroupState::SettingUp | GroupState::Active | GroupState::Dissolved | GroupState::Merged,
            GroupCommand::GiveFinalReport { .. },
        ) => wrong_state,

        (GroupState::Active, GroupCommand::Dissolve) if !actor.any_of(BY_REGISTRY) => {
            Err(Refusal::NotClosing)
        }
        (
            GroupState::SettingUp | GroupState::Active | GroupState::Closing,
            GroupCommand::Dissolve,
        ) => Ok(vec![GroupEvent::Dissolved]),
        (GroupState::Dissolved | GroupState::Merged, GroupCommand::Dissolve) => wrong_state,

        (
            GroupState::SettingUp | GroupState::Active | GroupState::Closing,
            GroupCommand::MergeInto(into),
        ) if into != group.id => Ok(vec![GroupEvent::MergedInto { into }]),
        (
            GroupState::SettingUp | GroupState::Active | GroupState::Closing,
            GroupCommand::MergeInto(_),
        ) => Err(Refusal::ItsOwn),
        (GroupState::Dissolved | GroupState::Merged, GroupCommand::MergeInto(_)) => wrong_state,

        (GroupState::Dissolved | GroupState::Merged, GroupCommand::Revive) => {
            Ok(vec![GroupEvent::Revived {
                state: first_state(actor),
            }])
        }
        (
            GroupState::SettingUp | GroupState::Active | GroupState::Closing,
            GroupCommand::Revive,
        ) => wrong_state,

        (
            GroupState::Dissolved | GroupState::Merged,
            GroupCommand::Rename { .. }
            | GroupCommand::Convert { .. }
            | GroupCommand::Describe(_)
            | GroupCommand::AdoptCharter(_)
            | GroupCommand::AddLink(_)
            | GroupCommand::ChangeLink { .. }
            | GroupCommand::RemoveLink(_)
            | GroupCommand::SetStakeholders(_)
            | GroupCommand::TakeSeat { .. }
            | GroupCommand::ChangeSeatArea { .. }
            | GroupCommand::StepDown { .. }
            | GroupCommand::LeaveSeat { .. },
        ) => wrong_state,
        (
            GroupState::SettingUp | GroupState::Active | GroupState::Closing,
            command @ (GroupCommand::Rename { .. }
            | GroupCommand::Convert { .. }
            | GroupCommand::Describe(_)
            | GroupCommand::AdoptCharter(_)
            | GroupCommand::AddLink(_)
            | GroupCommand::ChangeLink { .. }
            | GroupCommand::RemoveLink(_)
            | GroupCommand::SetStakeholders(_)
            | GroupCommand::TakeSeat { .. }
            | GroupCommand::ChangeSeatArea { .. }
            | GroupCommand::StepDown { .. }
            | GroupCommand::LeaveSeat { .. }),
        ) => edit(group, command, actor, policy),
    }
}
