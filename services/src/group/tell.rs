//! One command to one group, as its own use case.

use domain::{
    community::Community,
    event::{DatedEvent, Event},
    group::{GroupCommand, Refusal, decide},
    ids::GroupId,
};

use crate::{CommandError, Context, WriteError, policy, record};

/// Does it, if the rules let the actor.
///
/// # Errors
/// When the rules of groups refuse it, there is no such group, or the database fails.
pub(crate) async fn tell(
    context: &Context,
    group: GroupId,
    command: GroupCommand,
) -> Result<(), CommandError<Refusal>> {
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let record = record::group(transaction, group, None)
                    .await?
                    .ok_or(CommandError::NotFound)?;
                let on = own.today();
                let rules = policy::rules_on(transaction, on).await?;
                let authorities = own.actor().authorities(Some(group));
                let changes = decide(Some(&record), command, on, &authorities, &rules)
                    .map_err(CommandError::Refused)?;
                let events: Vec<DatedEvent> = changes
                    .into_iter()
                    .map(|change| DatedEvent {
                        on,
                        event: Event::Group { group, change },
                    })
                    .collect();
                let mut after = Community::default();
                after.groups.insert(group, record);
                for event in &events {
                    after.apply(event).map_err(WriteError::from)?;
                }
                record::append(transaction, &own, newest, &events, None, &after).await?;
                Ok(())
            })
        })
        .await
}
