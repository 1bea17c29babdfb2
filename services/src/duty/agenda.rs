//! Coming agendas on which groups are.

use domain::{
    duty::{Duty, Matter},
    ids::GroupId,
    permission::Action,
};

use super::scope::Scope;
use crate::{ReadError, agenda::concerning_each};

/// The coming agendas on which the groups of the scope are: one duty for each group and meeting. At most three queries.
pub async fn read(scope: &Scope<'_>) -> Result<Vec<Duty>, ReadError> {
    let groups: Vec<GroupId> = scope
        .groups_for(Action::KeepRecords)
        .map(|(id, _)| id)
        .collect();
    let found = concerning_each(scope.context, &groups).await?;
    Ok(found
        .into_iter()
        .map(|(group, concerning)| {
            let begins = scope.local(concerning.meeting.starts_at);
            Duty {
                matter: Matter::BeAtMeeting {
                    meeting: concerning.meeting.address.to_string(),
                    title: concerning.meeting.title,
                    begins: begins.datetime(),
                    items: concerning.items,
                },
                group: scope.name(group),
                due: Some(begins.date()),
            }
        })
        .collect())
}
