//! What people said they would do at meetings, and have not done.

use std::collections::BTreeSet;

use domain::{
    duty::{Duty, GroupName, Matter},
    permission::Action,
};

use super::scope::Scope;
use crate::{
    ReadError,
    action_item::{self, ActionItem, ActionItems},
};

/// What the person of the scope said they would do; of a group, what anyone did for it, for those who can say that it is
/// done. At most three queries.
pub async fn read(scope: &Scope<'_>) -> Result<Vec<Duty>, ReadError> {
    let found = match (scope.only, scope.person) {
        (Some(group), _) => action_item::of_group(scope.context, group).await?,
        (None, Some(person)) => action_item::of_person(scope.context, person).await?,
        (None, None) => return Ok(Vec::new()),
    };
    let ActionItems { lines, names, .. } = found;
    let known: BTreeSet<_> = scope.groups.keys().copied().collect();
    Ok(lines
        .into_iter()
        .filter(|line| scope.context.may(Action::RunGroup, line.resource()).is_ok())
        .map(|line| {
            let group = line.group.and_then(|id| {
                if known.contains(&id) {
                    return scope.name(id);
                }
                let name = names.group(id)?;
                Some(GroupName {
                    id,
                    slug: name.slug.clone(),
                    name: name.name.clone(),
                })
            });
            duty(scope, line, group)
        })
        .collect())
}

fn duty(scope: &Scope<'_>, line: ActionItem, group: Option<GroupName>) -> Duty {
    let is_own = line.owner.is_some() && line.owner == scope.person;
    let owner = if is_own {
        String::new()
    } else {
        line.owner_name
    };
    Duty {
        matter: Matter::DoAction {
            action: line.id,
            version: line.version,
            task: line.task,
            owner,
            meeting: line.meeting.map(|(_, title)| title).unwrap_or_default(),
        },
        group,
        due: line.due,
    }
}
