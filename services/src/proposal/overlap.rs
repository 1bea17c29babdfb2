//! The groups whose charters are much like what is proposed.

use domain::{
    group::GroupState,
    ids::GroupId,
    overlap::{self, Other},
    proposal::Request,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    Context, ReadError,
    entities::{event, group},
    history::Name,
    record,
};

/// So many groups are shown.
const SHOWN: usize = 4;

/// A group that is much like what is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverlapLine {
    /// Which.
    pub group: GroupId,
    /// Its name and address.
    pub name: Name,
    /// How much, in per cent.
    pub per_cent: u32,
    /// The passages that match.
    pub passages: Vec<String>,
}

/// The living groups whose names, descriptions and charters are most like those of a group that is proposed. Two queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn overlaps(context: &Context, request: &Request) -> Result<Vec<OverlapLine>, ReadError> {
    let Request::Form {
        name,
        description,
        charter,
        ..
    } = request
    else {
        return Ok(Vec::new());
    };
    let connection = context.database.connection();
    let living: Vec<&str> = GroupState::ALL
        .into_iter()
        .filter(|state| state.is_alive())
        .map(GroupState::key)
        .collect();
    let groups = group::Entity::find()
        .filter(group::Column::State.is_in(living.iter().copied()))
        .order_by_asc(group::Column::NameKey)
        .all(connection)
        .await?;
    let ids: Vec<Uuid> = groups.iter().map(|row| row.id).collect();
    let charters = charters(context, &ids).await?;
    let others: Vec<Other<usize>> = groups
        .iter()
        .enumerate()
        .map(|(place, row)| Other {
            of: place,
            text: format!(
                "{}\n{}\n{}",
                row.name,
                row.description,
                charters
                    .iter()
                    .rfind(|(of, _)| *of == row.id)
                    .map_or("", |(_, body)| body.as_str())
            ),
        })
        .collect();
    let text = format!("{name}\n{description}\n{}", charter.markdown());
    Ok(overlap::overlaps(&text, &others, SHOWN)
        .into_iter()
        .filter_map(|found| {
            let row = groups.get(found.of)?;
            Some(OverlapLine {
                group: GroupId(row.id),
                name: Name {
                    slug: row.slug.clone(),
                    name: row.name.clone(),
                },
                per_cent: found.per_cent,
                passages: found.passages,
            })
        })
        .collect())
}

/// The adopted charters of groups, oldest first.
async fn charters(context: &Context, groups: &[Uuid]) -> Result<Vec<(Uuid, String)>, ReadError> {
    let rows: Vec<(String, String)> = event::Entity::find()
        .select_only()
        .columns([event::Column::HappenedOn, event::Column::Payload])
        .filter(event::Column::Kind.eq("charter_adopted"))
        .filter(event::Column::GroupId.is_in(groups.iter().copied()))
        .order_by_asc(event::Column::Seq)
        .into_tuple()
        .all(context.database.connection())
        .await?;
    let mut charters = Vec::with_capacity(rows.len());
    for (happened_on, payload) in rows {
        if let domain::event::Event::Group {
            group,
            change: domain::group::GroupEvent::CharterAdopted { body, .. },
        } = record::dated(&happened_on, &payload)?.event
        {
            charters.push((group.0, body));
        }
    }
    Ok(charters)
}
