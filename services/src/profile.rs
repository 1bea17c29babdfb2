//! Profiles: what people say of themselves, and what of it is public. The name is part of the public record; the rest is not.

use domain::{
    community::Community,
    event::{DatedEvent, Event},
    ids::PersonId,
    permission::{Action, Denied, Resource},
    person::PersonEvent,
    profile::{ProfileField, ProfileText},
    time_zone::TimeZoneName,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr,
    EntityTrait, QueryFilter, prelude::Expr,
};

use crate::{
    Context, ReadError, WriteError,
    audit::{self, Deed},
    entities::{person, profile},
    record,
};

/// A profile with the version that a change of it is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Counts the changes; 0 where nothing was said yet.
    pub version: i32,
    /// What it says.
    pub text: ProfileText,
}

/// What of a profile everyone may know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicProfile {
    /// The time zone; empty for none.
    pub time_zone: String,
    /// The pronouns; empty for none.
    pub pronouns: String,
}

/// A change of one's own profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileChange {
    /// The version that it was made from.
    pub version: i32,
    /// The name that it was made from: an import may have changed it meanwhile.
    pub name_before: String,
    /// What the profile is to say.
    pub text: ProfileText,
}

/// Why a profile was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// What is wrong, by field.
    #[error("the profile cannot be taken")]
    Wrong(Vec<(ProfileField, String)>),
    /// It was changed meanwhile.
    #[error("the profile was changed meanwhile")]
    Stale,
    /// Nothing was written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<DbErr> for ProfileError {
    fn from(error: DbErr) -> Self {
        Self::Write(error.into())
    }
}

impl From<ReadError> for ProfileError {
    fn from(error: ReadError) -> Self {
        Self::Write(error.into())
    }
}

/// A person's own profile. Two queries.
///
/// # Errors
/// When the actor may not, there is no such person, or the database fails.
pub async fn own(context: &Context, person: PersonId) -> Result<Profile, ReadError> {
    context.may(Action::KeepAccount, Resource::Account(person))?;
    load(context.database.connection(), person).await
}

/// The time zone of whoever reads, as their profile says; none where it says none, or nobody has signed in. One query, or
/// none.
///
/// # Errors
/// When the database fails.
pub async fn zone_of_reader(context: &Context) -> Result<Option<TimeZoneName>, ReadError> {
    let Some(person) = context.actor().person_id() else {
        return Ok(None);
    };
    let row = profile::Entity::find_by_id(person.0)
        .one(context.database.connection())
        .await?;
    Ok(row.and_then(|row| TimeZoneName::new(&row.time_zone).ok()))
}

async fn load(connection: &impl ConnectionTrait, id: PersonId) -> Result<Profile, ReadError> {
    let person = person::Entity::find_by_id(id.0)
        .one(connection)
        .await?
        .ok_or(ReadError::NotFound)?;
    let row = profile::Entity::find_by_id(id.0).one(connection).await?;
    Ok(match row {
        None => Profile {
            version: 0,
            text: ProfileText {
                name: person.name,
                ..ProfileText::default()
            },
        },
        Some(row) => Profile {
            version: row.version,
            text: ProfileText {
                name: person.name,
                time_zone: row.time_zone,
                pronouns: row.pronouns,
                time_zone_public: row.time_zone_public,
                pronouns_public: row.pronouns_public,
            },
        },
    })
}

/// What everyone may know of a person's profile. One query.
pub(crate) async fn public(
    connection: &impl ConnectionTrait,
    person: PersonId,
) -> Result<PublicProfile, ReadError> {
    let row = profile::Entity::find_by_id(person.0)
        .one(connection)
        .await?;
    Ok(
        row.map_or_else(PublicProfile::default, |row| PublicProfile {
            time_zone: if row.time_zone_public {
                row.time_zone
            } else {
                String::new()
            },
            pronouns: if row.pronouns_public {
                row.pronouns
            } else {
                String::new()
            },
        }),
    )
}

/// Changes a person's own profile. A new name is a line of the record.
///
/// # Errors
/// When the actor may not, something is wrong, it was changed meanwhile, or the database fails.
pub async fn change(
    context: &Context,
    person: PersonId,
    change: ProfileChange,
) -> Result<(), ProfileError> {
    context.may(Action::KeepAccount, Resource::Account(person))?;
    let text = change.text.checked().map_err(ProfileError::Wrong)?;
    let (version, name_before) = (change.version, change.name_before);
    let context = context.clone();
    let database = context.database.clone();
    database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let before = load(transaction, person).await?;
                if before.version != version || before.text.name != name_before {
                    return Err(ProfileError::Stale);
                }
                if before.text == text {
                    return Ok(());
                }
                if before.text.name != text.name {
                    rename(transaction, &context, newest, person, &text.name).await?;
                }
                store(transaction, person, version, &text).await?;
                audit::note(transaction, &context, Deed::ProfileChanged, "").await?;
                // What is public stands on pages that are kept until the record moves on.
                if before.text.name == text.name {
                    record::change_pages(transaction).await?;
                }
                Ok(())
            })
        })
        .await
}

async fn rename(
    transaction: &DatabaseTransaction,
    context: &Context,
    newest: i64,
    id: PersonId,
    name: &str,
) -> Result<(), WriteError> {
    let person = record::person(transaction, id).await?.ok_or_else(missing)?;
    let event = DatedEvent {
        on: context.today(),
        event: Event::Person {
            person: id,
            change: PersonEvent::Renamed {
                before: person.name.clone(),
                name: name.to_owned(),
            },
        },
    };
    let mut after = Community::default();
    after.people.insert(id, person);
    after.apply(&event)?;
    record::append(transaction, context, newest, &[event], None, &after).await?;
    Ok(())
}

async fn store(
    transaction: &DatabaseTransaction,
    person: PersonId,
    version: i32,
    text: &ProfileText,
) -> Result<(), ProfileError> {
    let next = version.saturating_add(1);
    if version == 0 {
        profile::ActiveModel {
            person_id: Set(person.0),
            version: Set(next),
            time_zone: Set(text.time_zone.clone()),
            pronouns: Set(text.pronouns.clone()),
            time_zone_public: Set(text.time_zone_public),
            pronouns_public: Set(text.pronouns_public),
        }
        .insert(transaction)
        .await?;
        return Ok(());
    }
    let changed = profile::Entity::update_many()
        .col_expr(profile::Column::Version, Expr::value(next))
        .col_expr(
            profile::Column::TimeZone,
            Expr::value(text.time_zone.clone()),
        )
        .col_expr(
            profile::Column::Pronouns,
            Expr::value(text.pronouns.clone()),
        )
        .col_expr(
            profile::Column::TimeZonePublic,
            Expr::value(text.time_zone_public),
        )
        .col_expr(
            profile::Column::PronounsPublic,
            Expr::value(text.pronouns_public),
        )
        .filter(profile::Column::PersonId.eq(person.0))
        .filter(profile::Column::Version.eq(version))
        .exec(transaction)
        .await?;
    if changed.rows_affected == 1 {
        Ok(())
    } else {
        Err(ProfileError::Stale)
    }
}

fn missing() -> WriteError {
    WriteError::Damaged("a person who acts is not in the record".to_owned())
}
