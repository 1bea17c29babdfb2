//! What a proposal is called.

use domain::{ids::GroupId, proposal::Request};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::act::ActError;
use crate::entities::group;

/// What a proposal is called: “Form Ambient Storage”, “Merge Retries into Routing”.
pub(super) async fn title(
    connection: &impl ConnectionTrait,
    request: &Request,
) -> Result<String, ActError> {
    let verb = request.kind().verb();
    if let Request::Form { name, .. } = request {
        return Ok(format!("{verb} {}", name.trim()));
    }
    let groups: Vec<(Uuid, String)> = group::Entity::find()
        .select_only()
        .columns([group::Column::Id, group::Column::Name])
        .filter(
            group::Column::Id.is_in(
                request
                    .group()
                    .into_iter()
                    .chain(request.other_group())
                    .map(|group| group.0),
            ),
        )
        .into_tuple()
        .all(connection)
        .await?;
    let name = |id: Option<GroupId>| {
        id.and_then(|id| groups.iter().find(|(group, _)| *group == id.0))
            .map(|(_, name)| name.as_str())
    };
    let own = name(request.group()).ok_or(ActError::NotFound)?;
    Ok(match (request, name(request.other_group())) {
        (Request::Merge { .. }, Some(into)) => format!("{verb} {own} into {into}"),
        (Request::Convert { .. }, Some(parent)) => format!("Make {own} a part of {parent}"),
        (Request::Convert { .. }, None) => format!("Make {own} a group of its own"),
        (Request::Rename { name, .. }, _) => format!("{verb} {own} to {}", name.trim()),
        (
            Request::Form { .. }
            | Request::Recharter { .. }
            | Request::ChangeLeads { .. }
            | Request::Merge { .. }
            | Request::Dissolve { .. }
            | Request::Revive { .. },
            _,
        ) => format!("{verb} {own}"),
    })
}
