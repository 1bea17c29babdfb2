//! What an elector does: positions, concerns, holds, changes, waivers.

use domain::{
    ids::{ConcernId, PersonId},
    lead_rules::LeadRule,
    proposal::{Choice, ProposalCommand},
};
use services::group;
use uuid::Uuid;

use super::{LONGEST, Place, concern, elector, given, text};
use crate::{
    command::{Failure, Filled, Running, Submission},
    proposal::ongoing::rule_key,
};

pub fn position(submission: Submission, place: Place) -> Running {
    Box::pin(async move {
        elector(&submission, place).await?;
        let mut form = Filled::of(&submission);
        let rationale = form.required(
            "rationale",
            LONGEST,
            "Say why: your reasons stand beside your position.",
        );
        let typed = form.optional("group", 200);
        let group = if typed.is_empty() {
            None
        } else {
            group::meant(&submission.context, &typed).await?
        };
        let choice = match (form.fields.text("choice"), group) {
            ("approve", _) => Some(Choice::Approve),
            ("request_changes", _) => Some(Choice::RequestChanges),
            ("decline", _) => Some(Choice::Decline),
            ("abstain", _) => Some(Choice::Abstain),
            ("recuse", _) => Some(Choice::Recuse),
            ("subgroup_of", Some(group)) => Some(Choice::SubgroupOf { group }),
            ("subsume_into", Some(group)) => Some(Choice::SubsumeInto { group }),
            ("subgroup_of" | "subsume_into", None) => {
                form.refuse(
                    "group",
                    if typed.is_empty() {
                        "Name the group.".to_owned()
                    } else {
                        format!("No group is called “{typed}”.")
                    },
                );
                None
            }
            (_, _) => {
                form.refuse("choice", "Choose what you want.");
                None
            }
        };
        form.checked()?;
        let Some(choice) = choice else {
            return Err(Failure::Invalid(form));
        };
        let revision = form.fields.text("revision").parse().unwrap_or(0);
        let command = ProposalCommand::StatePosition {
            revision,
            choice,
            rationale,
        };
        given(&submission, place, form, command, "position").await
    })
}

pub fn raise(submission: Submission, place: Place) -> Running {
    Box::pin(async move {
        elector(&submission, place).await?;
        let mut form = Filled::of(&submission);
        let title = form.required("title", 120, "Give it a name of a few words.");
        let body = form.optional("body", LONGEST);
        form.checked()?;
        let command = ProposalCommand::RaiseConcern {
            concern: ConcernId(submission.context.new_id()),
            title,
            body,
        };
        given(&submission, place, form, command, "concern").await
    })
}

pub fn resolve(submission: Submission, place: Place) -> Running {
    Box::pin(async move {
        elector(&submission, place).await?;
        let concern = concern(&submission)?;
        let (form, how) = text(&submission, "Say how it was resolved.")?;
        let command = ProposalCommand::ResolveConcern { concern, how };
        given(&submission, place, form, command, "resolved").await
    })
}

pub fn hold(submission: Submission, place: Place) -> Running {
    Box::pin(async move {
        elector(&submission, place).await?;
        let (form, reason) = text(&submission, "Say why.")?;
        given(
            &submission,
            place,
            form,
            ProposalCommand::Hold { reason },
            "held",
        )
        .await
    })
}

pub fn release(submission: Submission, place: Place) -> Running {
    Box::pin(async move {
        elector(&submission, place).await?;
        let form = Filled::of(&submission);
        given(
            &submission,
            place,
            form,
            ProposalCommand::Release,
            "released",
        )
        .await
    })
}

pub fn changes(submission: Submission, place: Place) -> Running {
    Box::pin(async move {
        elector(&submission, place).await?;
        let (form, reason) = text(&submission, "Say what is to change.")?;
        let command = ProposalCommand::RequestChanges { reason };
        given(&submission, place, form, command, "changes").await
    })
}

pub fn waive(submission: Submission, place: Place) -> Running {
    Box::pin(async move {
        elector(&submission, place).await?;
        let mut form = Filled::of(&submission);
        let reason = form.required("text", LONGEST, "Say why.");
        let typed = form.fields.text("rule").to_owned();
        let (key, person) = typed
            .split_once(':')
            .map_or((typed.as_str(), None), |(key, person)| (key, Some(person)));
        let rule = [
            LeadRule::NumberOfLeads,
            LeadRule::Organizations,
            LeadRule::Membership,
            LeadRule::Maintainership,
        ]
        .into_iter()
        .find(|rule| rule_key(*rule) == key);
        if rule.is_none() {
            form.refuse("rule", "Choose a rule.");
        }
        form.checked()?;
        let Some(rule) = rule else {
            return Err(Failure::Invalid(form));
        };
        let person = person
            .and_then(|person| person.parse::<Uuid>().ok())
            .map(PersonId);
        let command = ProposalCommand::Waive {
            rule,
            person,
            reason,
        };
        given(&submission, place, form, command, "waived").await
    })
}
