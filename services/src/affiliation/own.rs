//! `/account/affiliations`: one's own affiliations, and the organizations to choose from.

use domain::{
    ids::PersonId,
    permission::{Action, Resource},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    Context, ReadError,
    entities::{event, organization},
    person::{AffiliationHeld, affiliations_on},
};

/// As many organizations are suggested while one types; any other can be typed as well.
const SUGGESTED: u64 = 200;

/// One's own affiliations.
#[derive(Clone, Debug)]
pub struct OwnAffiliations {
    /// The newest first.
    pub held: Vec<AffiliationHeld>,
    /// The number of the newest line of the record that concerns the person: what a statement is made from.
    pub newest: i64,
    /// Names of organizations to choose from, by letters; not all, where there are very many.
    pub organizations: Vec<String>,
}

/// A person's own affiliations. Four queries.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn own(context: &Context, person: PersonId) -> Result<OwnAffiliations, ReadError> {
    context.may(Action::KeepAccount, Resource::Account(person))?;
    let connection = context.database.connection();
    Ok(OwnAffiliations {
        held: affiliations_on(&context.database, person.0, context.today()).await?,
        newest: newest_about(connection, person).await?,
        organizations: organization::Entity::find()
            .select_only()
            .column(organization::Column::Name)
            .order_by_asc(organization::Column::NameKey)
            .order_by_asc(organization::Column::Id)
            .limit(SUGGESTED)
            .into_tuple()
            .all(connection)
            .await?,
    })
}

/// The number of the newest event that concerns a person.
pub(super) async fn newest_about(
    connection: &impl ConnectionTrait,
    person: PersonId,
) -> Result<i64, ReadError> {
    let newest: Option<i64> = event::Entity::find()
        .select_only()
        .column(event::Column::Seq)
        .filter(event::Column::PersonId.eq(person.0))
        .order_by_desc(event::Column::Seq)
        .limit(1)
        .into_tuple()
        .one(connection)
        .await?;
    Ok(newest.unwrap_or(0))
}
