//! What the actor owes on disagreements that go up the ladder.

use domain::{
    duty::{Duty, Matter, Subject},
    ids::GroupId,
    permission::{Action, Resource},
};
use jiff::tz::TimeZone;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::scope::{Scope, named};
use crate::{
    ReadError,
    entities::group,
    escalation::{self, Wait},
};

/// What open escalations wait for from the actor: all, or those about the one group of the scope. Three queries at most.
pub async fn read(scope: &Scope<'_>) -> Result<Vec<Duty>, ReadError> {
    let Some(person) = scope.person else {
        return Ok(Vec::new());
    };
    if scope
        .context
        .may(Action::TakePart, Resource::Community)
        .is_err()
    {
        return Ok(Vec::new());
    }
    let mut owed: Vec<(GroupId, Matter, Option<jiff::Timestamp>)> = Vec::new();
    for waiting in escalation::waiting_for(scope.context, person).await? {
        let escalation = Subject {
            number: waiting.number,
            title: waiting.title,
        };
        let (matter, due) = match waiting.wait {
            Wait::Answer => (Matter::AnswerEscalation { escalation }, Some(waiting.due)),
            Wait::Case => (Matter::StateCase { escalation }, Some(waiting.due)),
            // Nobody hurries who disagrees.
            Wait::NextStep => (Matter::TakeUp { escalation }, None),
        };
        owed.push((waiting.group, matter, due));
    }
    let decides = scope
        .context
        .may(Action::Decide, Resource::Community)
        .is_ok();
    if decides {
        for before in escalation::to_decide(scope.context, person).await? {
            let escalation = Subject {
                number: before.number,
                title: before.title,
            };
            owed.push((
                before.group,
                Matter::DecideEscalation { escalation },
                Some(before.due),
            ));
        }
    }
    owed.retain(|(group, ..)| scope.only.is_none_or(|only| only == *group));
    if owed.is_empty() {
        return Ok(Vec::new());
    }
    let groups = group::Entity::find()
        .filter(group::Column::Id.is_in(owed.iter().map(|(group, ..)| group.0)))
        .all(scope.connection())
        .await?;
    Ok(owed
        .into_iter()
        .map(|(about, matter, due)| Duty {
            matter,
            group: groups.iter().find(|group| group.id == about.0).map(named),
            due: due.map(|at| at.to_zoned(TimeZone::UTC).date()),
        })
        .collect())
}
