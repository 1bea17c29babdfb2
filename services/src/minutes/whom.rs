//! Whom a name means that is typed while a meeting goes on.

use domain::{ids::PersonId, slug::name_key};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{
    ReadError,
    entities::{attendance, person},
    person::called,
};

/// Who was typed: a person of the record, or a name that the record does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// The person, where the record knows one.
    pub person: Option<PersonId>,
    /// Their name there, or what was typed.
    pub name: String,
}

/// Whom a text means: someone of the roll by their name or first name, else anyone by handle, account or name. Five queries
/// at most.
pub(super) async fn whom(
    connection: &impl ConnectionTrait,
    roll: &[attendance::Model],
    typed: &str,
) -> Result<Named, ReadError> {
    let typed = typed.trim().trim_start_matches('@').trim();
    let key = name_key(typed);
    let fitting: Vec<&attendance::Model> = roll
        .iter()
        .filter(|row| {
            row.person_id.is_some()
                && (row.name_key == key || row.name_key.split(' ').next() == Some(key.as_str()))
        })
        .collect();
    if let [one] = fitting.as_slice() {
        return Ok(Named {
            person: one.person_id.map(PersonId),
            name: one.name.clone(),
        });
    }
    if typed.is_empty() {
        return Ok(Named {
            person: None,
            name: String::new(),
        });
    }
    if let Some(row) = called(connection, typed).await? {
        return Ok(Named {
            person: Some(PersonId(row.id)),
            name: row.name,
        });
    }
    let namesakes: Vec<person::Model> = person::Entity::find()
        .filter(person::Column::MergedInto.is_null())
        .filter(person::Column::NameKey.eq(key))
        .limit(2)
        .all(connection)
        .await?;
    Ok(match namesakes.as_slice() {
        [one] => Named {
            person: Some(PersonId(one.id)),
            name: one.name.clone(),
        },
        // Several have that name: the words stay, and mean nobody in particular.
        [] | [_, ..] => Named {
            person: None,
            name: typed.to_owned(),
        },
    })
}
