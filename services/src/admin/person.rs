//! `/admin/people/HANDLE`: what is known of one person, for who administers it.

use domain::{
    Day,
    ids::PersonId,
    person::Account,
    standing::{HeldStanding, Standing},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    Context, ReadError,
    entities::{account, identity, person, standing},
    history::Name,
    person::{find, held_of},
    record::day_of,
};

/// As many sign-in accounts of one person as are shown.
const IDENTITIES: u64 = 50;

/// One person, for who administers their record.
#[derive(Clone, Debug)]
pub struct PersonRecord {
    /// Their id.
    pub id: PersonId,
    /// Part of the address of their page.
    pub handle: String,
    /// Their name.
    pub name: String,
    /// When the record first names them.
    pub registered_on: Day,
    /// Whose record carries this one on, where it was merged.
    pub merged_into: Option<Name>,
    /// Whose records this one carries on, by name.
    pub merged: Vec<Name>,
    /// The accounts that files name them by.
    pub accounts: Vec<Account>,
    /// Standing: what is held first, then what ended, newest first.
    pub standings: Vec<HeldStanding>,
    /// With what they can sign in.
    pub identities: Vec<Identity>,
}

/// An account that someone has proven to be theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Whose: theirs, or of someone whose record they carry on.
    pub person: PersonId,
    /// The key of the provider.
    pub provider: String,
    /// The provider's own id of the account.
    pub subject: String,
    /// The login as it was when they last signed in.
    pub login: String,
    /// When it was linked, in microseconds since 1970.
    pub linked_at: i64,
    /// When they last signed in with it; 0 where they never did.
    pub signed_in_at: i64,
}

/// One person's record. Six queries.
///
/// # Errors
/// When nobody has that handle, the database fails or the record is damaged.
pub async fn person(context: &Context, handle: &str) -> Result<PersonRecord, ReadError> {
    let connection = context.database.connection();
    let row = find(connection, handle).await?.ok_or(ReadError::NotFound)?;
    let others = person::Entity::find()
        .filter(
            Condition::any()
                .add(person::Column::MergedInto.eq(row.id))
                .add(person::Column::Id.is_in(row.merged_into)),
        )
        .order_by_asc(person::Column::NameKey)
        .all(connection)
        .await?;
    let name = |row: &person::Model| Name {
        slug: row.handle.clone(),
        name: row.name.clone(),
    };
    let accounts = account::Entity::find()
        .filter(account::Column::PersonId.eq(row.id))
        .order_by_asc(account::Column::Key)
        .all(connection)
        .await?;
    let standings = standing::Entity::find()
        .filter(standing::Column::PersonId.eq(row.id))
        .all(connection)
        .await?;
    let same = others
        .iter()
        .filter(|other| other.merged_into == Some(row.id))
        .map(|other| other.id)
        .chain([row.id]);
    let identities = identity::Entity::find()
        .filter(identity::Column::PersonId.is_in(same))
        .order_by_asc(identity::Column::LinkedAt)
        .limit(IDENTITIES)
        .all(connection)
        .await?;
    Ok(PersonRecord {
        id: PersonId(row.id),
        registered_on: day_of(&row.registered_on)?,
        merged_into: others
            .iter()
            .find(|other| Some(other.id) == row.merged_into)
            .map(name),
        merged: others
            .iter()
            .filter(|other| other.merged_into == Some(row.id))
            .map(name)
            .collect(),
        accounts: accounts
            .into_iter()
            .map(|row| Account {
                provider: row.provider,
                login: row.login,
            })
            .collect(),
        standings: in_order(
            standings
                .iter()
                .map(held_of)
                .collect::<Result<_, ReadError>>()?,
        ),
        identities: identities
            .into_iter()
            .map(|row| Identity {
                person: PersonId(row.person_id),
                provider: row.provider,
                subject: row.subject,
                login: row.login,
                linked_at: row.linked_at,
                signed_in_at: row.signed_in_at,
            })
            .collect(),
        handle: row.handle,
        name: row.name,
    })
}

/// What is held comes first, by sort; then what ended, newest first.
fn in_order(mut standings: Vec<HeldStanding>) -> Vec<HeldStanding> {
    let key = |held: &HeldStanding| -> (bool, std::cmp::Reverse<Option<Day>>, Standing) {
        (
            held.until.is_some(),
            std::cmp::Reverse(held.until),
            held.standing.clone(),
        )
    };
    standings.sort_by_key(key);
    standings
}
