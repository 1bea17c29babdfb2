//! That a group is at work: what its page to share says.

use domain::{Day, decision::DecisionNumber};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{GroupOnDay, GroupPage, page};
use crate::{Context, ReadError, entities::decision, record};

/// A group with the decision that formed it.
#[derive(Clone, Debug)]
pub struct FormedPage {
    /// The group as its page has it.
    pub group: GroupPage,
    /// The decision, where the record has one.
    pub decided: Option<Formation>,
}

/// A decision that formed a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Formation {
    /// Its number.
    pub number: DecisionNumber,
    /// The proposal’s number.
    pub proposal: u32,
    /// The day.
    pub on: Day,
}

/// The group at that address with the decision that formed or revived it. One query more than its page.
///
/// # Errors
/// As with its page.
pub async fn formed(context: &Context, slug: &str) -> Result<FormedPage, ReadError> {
    let GroupOnDay::There(group) = page(context, slug, None).await? else {
        return Err(ReadError::NotFound);
    };
    let row = decision::Entity::find()
        .filter(decision::Column::GroupId.eq(group.group.id.0))
        .filter(decision::Column::Kind.is_in(["form", "revive"]))
        .filter(decision::Column::Outcome.ne("declined"))
        .order_by_desc(decision::Column::DecidedAt)
        .limit(1)
        .one(context.database.connection())
        .await?;
    let decided = row
        .map(|row| {
            Ok::<_, ReadError>(Formation {
                number: DecisionNumber::try_from(row.number.clone())
                    .map_err(|error| ReadError::Damaged(error.to_string()))?,
                proposal: row
                    .proposal_number
                    .and_then(|number| u32::try_from(number).ok())
                    .ok_or_else(|| {
                        ReadError::Damaged(format!("decision {} is on no proposal", row.number))
                    })?,
                on: record::day_of(&row.decided_on)?,
            })
        })
        .transpose()?;
    Ok(FormedPage {
        group: *group,
        decided,
    })
}
