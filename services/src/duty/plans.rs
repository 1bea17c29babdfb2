//! Roadmaps that nobody has looked at, and reports: those that groups owe, and those that the committee has not read.

use domain::{
    duty::{Duty, Matter},
    group::GroupState,
    ids::GroupId,
    permission::{Action, Resource},
};
use jiff::ToSpan;

use super::scope::Scope;
use crate::{
    ReadError,
    report::{self, OwedWhy},
    roadmap::{self, Neglect},
};

/// Reports that were submitted longer ago are no longer waited for.
const READ_WITHIN_DAYS: i64 = 200;

/// What is owed of roadmaps and reports. At most six queries.
pub async fn read(scope: &Scope<'_>) -> Result<Vec<Duty>, ReadError> {
    let groups: Vec<GroupId> = scope
        .groups_for(Action::RunGroup)
        .filter(|(_, group)| group.state == GroupState::Active)
        .map(|(id, _)| id)
        .collect();
    let mut duties = roadmaps(scope, &groups).await?;
    duties.extend(reports(scope, &groups).await?);
    duties.extend(unread(scope).await?);
    Ok(duties)
}

async fn roadmaps(scope: &Scope<'_>, groups: &[GroupId]) -> Result<Vec<Duty>, ReadError> {
    let days = scope.rules().roadmap_stale_after_days;
    let neglected =
        roadmap::neglected_under(scope.connection(), (scope.today, days), Some(groups)).await?;
    Ok(neglected
        .into_iter()
        .filter_map(|entry| match entry.neglect {
            // That there is none yet is shown on its pages; the checklist of setting up asks for the first.
            Neglect::None => None,
            Neglect::Stale {
                version,
                looked_on,
                since,
            } => Some(Duty {
                matter: Matter::ConfirmRoadmap { version, looked_on },
                group: scope.name(entry.id),
                due: Some(since),
            }),
        })
        .collect())
}

async fn reports(scope: &Scope<'_>, groups: &[GroupId]) -> Result<Vec<Duty>, ReadError> {
    let rules = report::Rules::of(scope.versions().to_vec(), scope.today);
    let owed = report::owed_under(scope.context, &rules, groups).await?;
    Ok(owed
        .into_iter()
        .map(|entry| {
            let (period, reason) = match entry.why {
                OwedWhy::Period(period) => (Some(period), String::new()),
                OwedWhy::Asked { reason } => (None, reason),
            };
            Duty {
                matter: Matter::WriteReport { period, reason },
                group: scope.name(entry.group),
                due: Some(entry.due_on),
            }
        })
        .collect())
}

async fn unread(scope: &Scope<'_>) -> Result<Option<Duty>, ReadError> {
    let (Some(reader), None) = (scope.person, scope.only) else {
        return Ok(None);
    };
    if scope
        .context
        .may(Action::Decide, Resource::Community)
        .is_err()
    {
        return Ok(None);
    }
    let since = scope.today.saturating_sub(READ_WITHIN_DAYS.days());
    let count = report::unread(scope.connection(), reader, since).await?;
    Ok((count > 0).then_some(Duty {
        matter: Matter::ReadReports { count },
        group: None,
        due: None,
    }))
}
