//! The end of a checklist: the group is at work, or it has ended.

use domain::{
    community::Community,
    event::{DatedEvent, Event},
    group::{GroupCommand, Refusal, decide},
    ids::{GroupId, PersonId},
    permission::{Action, Resource},
};
use sea_orm::{DatabaseTransaction, EntityTrait};

use super::{Checklist, ChecklistError, read::tasks};
use crate::{
    Context, WriteError,
    entities::final_report,
    group::{at_address, id_of},
    policy, record,
};

/// Ends a checklist of which every step is done: the group becomes active, or gives its final report and is dissolved.
///
/// # Errors
/// When steps are open, a closing group’s report is not written, the actor may not, or the database fails.
pub async fn finish(context: &Context, slug: &str) -> Result<Checklist, ChecklistError> {
    let row = at_address(context.database.connection(), slug).await?;
    let id = id_of(&row);
    context.may(Action::RunGroup, Resource::Group(id))?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let mut group = record::group(transaction, id, None)
                    .await?
                    .ok_or(ChecklistError::NotFound)?;
                let state = group.now().state;
                let checklist = Checklist::of_state(state)
                    .ok_or(ChecklistError::Refused(Refusal::WrongState(state)))?;
                let steps = tasks(transaction, id, checklist).await?;
                if steps.iter().any(|step| !step.is_met()) {
                    return Err(ChecklistError::StepsOpen);
                }
                let on = own.today();
                let rules = policy::rules_on(transaction, on).await?;
                let authorities = own.actor().authorities(Some(id));
                let mut events: Vec<DatedEvent> = Vec::new();
                for command in commands(transaction, checklist, id).await? {
                    for change in decide(Some(&group), command, on, &authorities, &rules)? {
                        group = domain::group::Group::after(Some(group), id, on, &change)
                            .map_err(|error| WriteError::Damaged(error.to_string()))?;
                        let event = Event::Group { group: id, change };
                        events.push(DatedEvent { on, event });
                    }
                }
                let mut after = Community::default();
                after.groups.insert(id, group);
                record::append(transaction, &own, newest, &events, None, &after).await?;
                Ok(checklist)
            })
        })
        .await
}

/// What ends the checklist. The report that was written becomes the record’s.
async fn commands(
    transaction: &DatabaseTransaction,
    checklist: Checklist,
    group: GroupId,
) -> Result<Vec<GroupCommand>, ChecklistError> {
    match checklist {
        Checklist::SettingUp => Ok(vec![GroupCommand::Activate]),
        Checklist::Closing => {
            let report = final_report::Entity::find_by_id(group.0)
                .one(transaction)
                .await?
                .filter(|report| !report.body.trim().is_empty())
                .ok_or(ChecklistError::NoReport)?;
            final_report::Entity::delete_by_id(group.0)
                .exec(transaction)
                .await?;
            let give = GroupCommand::GiveFinalReport {
                body: report.body,
                by: PersonId(report.changed_by),
            };
            Ok(vec![give, GroupCommand::Dissolve])
        }
    }
}
