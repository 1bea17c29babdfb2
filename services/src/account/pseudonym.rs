//! The one change that the record knows: name, handle and logins of someone who has left are taken out of its lines, where
//! the policy says so. What happened, and when, stays.

use std::collections::BTreeSet;

use domain::{
    event::Event,
    ids::PersonId,
    leaving::Pseudonym,
    person::{Holdings, Person, PersonEvent},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, prelude::Expr,
};
use uuid::Uuid;

use crate::{
    WriteError,
    entities::{audit, event, person},
    record,
};

/// People with pseudonyms, as the record tells them then.
pub(super) struct Put {
    /// Who leaves.
    pub person: Person,
    /// Those whose records theirs carries on.
    pub merged: Vec<Person>,
}

/// Puts a pseudonym in the place of a person's names, and of the names of those who were merged into them.
pub(super) async fn put(
    transaction: &DatabaseTransaction,
    known: Person,
) -> Result<Put, WriteError> {
    let mut free = Free::of(transaction).await?;
    let mut merged = Vec::new();
    let mut carriers = vec![known.id];
    while let Some(carrier) = carriers.pop() {
        for id in merged_into(transaction, carrier).await? {
            let other = record::person(transaction, id).await?.ok_or_else(gone)?;
            merged.push(put_one(transaction, &other, &free.next()).await?);
            carriers.push(id);
        }
    }
    Ok(Put {
        person: put_one(transaction, &known, &free.next()).await?,
        merged,
    })
}

/// Whom a person's record carries on, directly.
async fn merged_into(
    connection: &impl ConnectionTrait,
    person: PersonId,
) -> Result<Vec<PersonId>, WriteError> {
    let ids: Vec<Uuid> = person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .filter(person::Column::MergedInto.eq(person.0))
        .order_by_asc(person::Column::Id)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().map(PersonId).collect())
}

fn gone() -> WriteError {
    WriteError::Damaged("a person's record is gone".to_owned())
}

async fn put_one(
    transaction: &DatabaseTransaction,
    known: &Person,
    pseudonym: &Pseudonym,
) -> Result<Person, WriteError> {
    let rows = event::Entity::find()
        .filter(event::Column::PersonId.eq(known.id.0))
        .filter(event::Column::GroupId.is_null())
        .order_by_asc(event::Column::Seq)
        .all(transaction)
        .await?;
    let mut names = BTreeSet::from([known.name.clone(), known.handle.to_string()]);
    for row in rows {
        let Event::Person { person, change } = record::dated(&row.happened_on, &row.payload)?.event
        else {
            continue;
        };
        names.extend(named_in(&change));
        let change = pseudonym.in_place_of_names(change);
        let payload = record::to_json(&Event::Person { person, change })?;
        event::Entity::update_many()
            .col_expr(event::Column::Payload, Expr::value(payload))
            .filter(event::Column::Id.eq(row.id))
            .exec(transaction)
            .await?;
    }
    in_the_audit(transaction, &names, &pseudonym.name).await?;
    record::person(transaction, known.id)
        .await?
        .ok_or_else(gone)
}

/// Pseudonyms that nobody has.
struct Free {
    next: usize,
    taken: Vec<String>,
}

impl Free {
    async fn of(connection: &impl ConnectionTrait) -> Result<Self, WriteError> {
        let left = event::Entity::find()
            .filter(event::Column::Kind.eq("person_left"))
            .count(connection)
            .await?;
        let next = usize::try_from(left)
            .map_err(|error| WriteError::Database(DbErr::Custom(error.to_string())))?
            .saturating_add(1);
        let stem = Pseudonym::numbered(next, |_| false).handle;
        let stem = stem
            .as_str()
            .trim_end_matches(|end: char| end.is_ascii_digit());
        let taken = person::Entity::find()
            .select_only()
            .column(person::Column::Handle)
            .filter(person::Column::Handle.starts_with(stem))
            .into_tuple()
            .all(connection)
            .await?;
        Ok(Self { next, taken })
    }

    fn next(&mut self) -> Pseudonym {
        let pseudonym = Pseudonym::numbered(self.next, |handle| {
            self.taken.iter().any(|taken| taken == handle.as_str())
        });
        self.taken.push(pseudonym.handle.to_string());
        pseudonym
    }
}

/// The names, handles and logins in a line of a person's record.
fn named_in(change: &PersonEvent) -> Vec<String> {
    match change {
        PersonEvent::Registered {
            handle,
            name,
            account,
        } => {
            let login = account.iter().map(|account| account.login.clone());
            login.chain([handle.to_string(), name.clone()]).collect()
        }
        PersonEvent::Renamed { before, name } => vec![before.clone(), name.clone()],
        PersonEvent::AccountLinked { account } | PersonEvent::AccountLost { account } => {
            vec![account.login.clone()]
        }
        PersonEvent::AccountRenamed { before, account } => {
            vec![before.login.clone(), account.login.clone()]
        }
        PersonEvent::MergeUndone { holdings, .. } | PersonEvent::Released { holdings, .. } => {
            logins(holdings).collect()
        }
        PersonEvent::Absorbed { name, holdings, .. } => {
            logins(holdings).chain([name.clone()]).collect()
        }
        PersonEvent::MergedInto { .. }
        | PersonEvent::AffiliationChanged { .. }
        | PersonEvent::AffiliationStated { .. }
        | PersonEvent::StandingGained { .. }
        | PersonEvent::StandingLost { .. }
        | PersonEvent::StandingStated { .. }
        | PersonEvent::Left { .. } => Vec::new(),
    }
}

fn logins(holdings: &Holdings) -> impl Iterator<Item = String> {
    holdings
        .accounts
        .iter()
        .map(|account| account.login.clone())
}

/// Puts the pseudonym in the place of the names in what administrators read. Rare, so it may look at all of it.
async fn in_the_audit(
    transaction: &DatabaseTransaction,
    names: &BTreeSet<String>,
    pseudonym: &str,
) -> Result<(), WriteError> {
    // The longest first: a login is often a part of a name.
    let mut names: Vec<&String> = names.iter().filter(|name| !name.is_empty()).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let mut rows: Vec<(Uuid, String)> = Vec::new();
    for name in &names {
        let found: Vec<(Uuid, String)> = audit::Entity::find()
            .select_only()
            .columns([audit::Column::Id, audit::Column::About])
            .filter(audit::Column::About.contains(name.as_str()))
            .into_tuple()
            .all(transaction)
            .await?;
        rows.extend(found);
    }
    rows.sort_unstable();
    rows.dedup();
    for (id, about) in rows {
        let without = names.iter().fold(about.clone(), |about, name| {
            replaced(&about, name, pseudonym)
        });
        if without != about {
            audit::Entity::update_many()
                .col_expr(audit::Column::About, Expr::value(without))
                .filter(audit::Column::Id.eq(id))
                .exec(transaction)
                .await?;
        }
    }
    Ok(())
}

/// The text with another name wherever this one stands as words of its own.
fn replaced(text: &str, name: &str, other: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(name) {
        let (before, found) = rest.split_at(at);
        let behind = found.get(name.len()..).unwrap_or_default();
        let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        let inside = is_word(
            before
                .chars()
                .next_back()
                .or_else(|| result.chars().next_back()),
        ) || is_word(behind.chars().next());
        result.push_str(before);
        result.push_str(if inside { name } else { other });
        rest = behind;
    }
    result.push_str(rest);
    result
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn a_name_is_replaced_where_it_stands_by_itself() {
        let without = |text: &str| replaced(text, "ada", "X");
        assert_eq!(without("ada, and ada"), "X, and X");
        assert_eq!(without("adamant canada"), "adamant canada");
        assert_eq!(without("adaada ada"), "adaada X");
        assert_eq!(without("(ada)"), "(X)");
    }
}
