//! What `/admin` says of each of its pages in a line.

use domain::{Day, standing::Standing};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::{
    Context, ReadError,
    entities::{audit, committee_seat, committee_term, import, person, policy, standing, token},
    person::holding_on,
    record,
};

/// The numbers of the administration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// How many people the record knows; two who were merged count once.
    pub people: u64,
    /// How many are members today.
    pub members: u64,
    /// How many are maintainers today.
    pub maintainers: u64,
    /// How many are administrators today.
    pub administrators: u64,
    /// How many seats the committee has.
    pub seats: u64,
    /// How many of them are held.
    pub seats_held: u64,
    /// The newest version of the policy.
    pub policy_version: Option<u32>,
    /// How many imports told something new.
    pub imports: u64,
    /// The day whose state the newest import shows.
    pub newest_import: Option<Day>,
    /// How many tokens still hold.
    pub tokens: u64,
    /// When something was last noted in the audit, in microseconds since 1970.
    pub newest_deed: Option<i64>,
}

/// Reads the numbers. Eleven queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn overview(context: &Context) -> Result<Overview, ReadError> {
    let connection = context.database.connection();
    let today = context.today();
    let newest_policy: Option<i32> = policy::Entity::find()
        .select_only()
        .column(policy::Column::Version)
        .order_by_desc(policy::Column::Version)
        .limit(1)
        .into_tuple()
        .one(connection)
        .await?;
    let newest_import: Option<String> = import::Entity::find()
        .select_only()
        .column(import::Column::AsOf)
        .order_by_desc(import::Column::AsOf)
        .limit(1)
        .into_tuple()
        .one(connection)
        .await?;
    Ok(Overview {
        people: person::Entity::find()
            .filter(person::Column::MergedInto.is_null())
            .count(connection)
            .await?,
        members: holding(connection, &Standing::Member, today).await?,
        maintainers: holding(connection, &Standing::Maintainer, today).await?,
        administrators: holding(connection, &Standing::Administrator, today).await?,
        seats: committee_seat::Entity::find()
            .filter(committee_seat::Column::Until.is_null())
            .count(connection)
            .await?,
        seats_held: committee_term::Entity::find()
            .filter(committee_term::Column::Until.is_null())
            .count(connection)
            .await?,
        policy_version: newest_policy.and_then(|version| u32::try_from(version).ok()),
        imports: import::Entity::find().count(connection).await?,
        newest_import: newest_import.as_deref().map(record::day_of).transpose()?,
        tokens: token::Entity::find()
            .filter(token::Column::ExpiresAt.gt(context.now()))
            .count(connection)
            .await?,
        newest_deed: audit::Entity::find()
            .select_only()
            .column(audit::Column::DoneAt)
            .order_by_desc(audit::Column::Id)
            .limit(1)
            .into_tuple()
            .one(connection)
            .await?,
    })
}

/// How many people hold a standing on a day.
async fn holding(
    connection: &impl ConnectionTrait,
    what: &Standing,
    on: Day,
) -> Result<u64, ReadError> {
    Ok(standing::Entity::find()
        .filter(standing::Column::Standing.eq(what.key()))
        .filter(holding_on(
            standing::Column::Since,
            standing::Column::Until,
            on,
        ))
        .count(connection)
        .await?)
}
