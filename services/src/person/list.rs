//! `/people`: by name, a page at a time, of one list or found by a name, today or on a past day.

use std::collections::BTreeMap;

use domain::{Day, slug::name_key};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect,
    prelude::Expr,
    sea_query::{Alias, Query},
};
use uuid::Uuid;

use super::{PersonLine, holding_on, lines};
use crate::{
    Database, ReadError,
    entities::{person, person_listing, person_word, tally},
};

/// As many people as one page shows.
pub const PEOPLE_A_PAGE: usize = 50;

/// Whom a page lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PeopleList {
    /// Who holds a seat in a group.
    #[default]
    Seats,
    /// Who leads a group.
    Leads,
    /// The members of the community.
    Members,
    /// Its maintainers.
    Maintainers,
    /// Everyone whom the record names.
    Everyone,
}

impl PeopleList {
    /// All, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::Seats,
        Self::Leads,
        Self::Maintainers,
        Self::Members,
        Self::Everyone,
    ];

    /// Those that are kept as lists.
    pub(crate) const KEPT: [Self; 4] = [Self::Seats, Self::Leads, Self::Members, Self::Maintainers];

    /// The stable name in the database and in addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Seats => "seats",
            Self::Leads => "leads",
            Self::Members => "members",
            Self::Maintainers => "maintainers",
            Self::Everyone => "everyone",
        }
    }

    /// The list with that stable name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.key() == key)
    }
}

/// The day that a list or a person is shown as of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// Now; the day is today's.
    Today(Day),
    /// The end of a past day.
    Past(Day),
}

impl AsOf {
    /// The day.
    #[must_use]
    pub fn day(self) -> Day {
        match self {
            Self::Today(day) | Self::Past(day) => day,
        }
    }

    /// Whether it is a past day.
    #[must_use]
    pub fn is_past(self) -> bool {
        match self {
            Self::Today(_) => false,
            Self::Past(_) => true,
        }
    }
}

/// What a reader asks for.
#[derive(Clone, Debug)]
pub struct PeopleWanted {
    /// Whom.
    pub list: PeopleList,
    /// Only who has words that begin so, in a name or account.
    pub name: Option<String>,
    /// The handle of the last person of the page before; searches have one page only.
    pub after: Option<String>,
    /// On which day.
    pub as_of: AsOf,
}

/// A page of people.
#[derive(Clone, Debug)]
pub struct PeoplePage {
    /// By name; when searched, in the order of the words that were found.
    pub people: Vec<PersonLine>,
    /// Whether more follow.
    pub more: bool,
    /// How many are in each list now.
    pub numbers: PeopleNumbers,
}

/// How many people are in the kept lists now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleNumbers(BTreeMap<String, u64>);

impl PeopleNumbers {
    /// How many are in that list; `None` for everyone, whom nobody counts.
    #[must_use]
    pub fn of(&self, list: PeopleList) -> Option<u64> {
        match list {
            PeopleList::Everyone => None,
            PeopleList::Seats
            | PeopleList::Leads
            | PeopleList::Members
            | PeopleList::Maintainers => Some(self.0.get(list.key()).copied().unwrap_or(0)),
        }
    }
}

/// A page of people. At most nine queries, however many there are.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn list(database: &Database, wanted: &PeopleWanted) -> Result<PeoplePage, ReadError> {
    let connection = database.connection();
    let words = wanted.name.as_deref().map(name_key).unwrap_or_default();
    let mut people = if words.is_empty() {
        let after = match &wanted.after {
            Some(handle) => place_of(connection, handle).await?,
            None => None,
        };
        in_order(connection, wanted.list, wanted.as_of, after).await?
    } else {
        found(connection, &words, wanted.list, wanted.as_of).await?
    };
    let more = people.len() > PEOPLE_A_PAGE;
    people.truncate(PEOPLE_A_PAGE);
    let numbers = tally::Entity::find()
        .filter(tally::Column::Name.is_in(PeopleList::KEPT.map(PeopleList::key)))
        .all(connection)
        .await?
        .into_iter()
        .map(|row| (row.name, row.number.unsigned_abs()))
        .collect();
    Ok(PeoplePage {
        people: lines(connection, &people, wanted.as_of).await?,
        more,
        numbers: PeopleNumbers(numbers),
    })
}

/// Where someone stands in the order of names.
pub(crate) async fn place_of(
    connection: &impl ConnectionTrait,
    handle: &str,
) -> Result<Option<(String, Uuid)>, ReadError> {
    Ok(person::Entity::find()
        .select_only()
        .column(person::Column::NameKey)
        .column(person::Column::Id)
        .filter(person::Column::Handle.eq(handle))
        .into_tuple()
        .one(connection)
        .await?)
}

/// That a row comes after a place in the order of names. The first half lets an index begin there.
pub(crate) fn beyond<C: ColumnTrait>(name: C, id: C, (key, after): (String, Uuid)) -> Condition {
    Condition::all()
        .add(name.gte(key.clone()))
        .add(Condition::any().add(name.gt(key)).add(id.gt(after)))
}

async fn in_order(
    connection: &impl ConnectionTrait,
    list: PeopleList,
    as_of: AsOf,
    after: Option<(String, Uuid)>,
) -> Result<Vec<Uuid>, ReadError> {
    let limit = PEOPLE_A_PAGE as u64 + 1;
    if list == PeopleList::Everyone {
        let mut query = person::Entity::find()
            .select_only()
            .column(person::Column::Id)
            .filter(person::Column::RegisteredOn.lte(as_of.day().to_string()))
            .filter(person::Column::MergedInto.is_null())
            .order_by_asc(person::Column::NameKey)
            .order_by_asc(person::Column::Id)
            .limit(limit);
        if let Some(after) = after {
            query = query.filter(beyond(person::Column::NameKey, person::Column::Id, after));
        }
        return Ok(query.into_tuple().all(connection).await?);
    }
    let mut query = person_listing::Entity::find()
        .select_only()
        .column(person_listing::Column::PersonId)
        .filter(person_listing::Column::List.eq(list.key()))
        .filter(listed(as_of))
        .order_by_asc(person_listing::Column::NameKey)
        .order_by_asc(person_listing::Column::PersonId)
        .limit(limit);
    if let Some(after) = after {
        query = query.filter(beyond(
            person_listing::Column::NameKey,
            person_listing::Column::PersonId,
            after,
        ));
    }
    Ok(query.into_tuple().all(connection).await?)
}

/// That a listing holds: today by its mark, which an index has; on a past day by its days.
fn listed(as_of: AsOf) -> Condition {
    match as_of {
        AsOf::Today(_) => Condition::all().add(person_listing::Column::Holds.eq(true)),
        AsOf::Past(day) => holding_on(
            person_listing::Column::Since,
            person_listing::Column::Until,
            day,
        ),
    }
}

/// Who has a word that begins with each of `words`. The longest is looked up, the others are asked of whom it finds.
async fn found(
    connection: &impl ConnectionTrait,
    words: &str,
    list: PeopleList,
    as_of: AsOf,
) -> Result<Vec<Uuid>, ReadError> {
    let mut words: Vec<&str> = words.split(' ').collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.truncate(WORDS_AT_MOST);
    let Some((longest, others)) = words.split_first() else {
        return Ok(Vec::new());
    };
    let other = Alias::new("other");
    let mut query = person_word::Entity::find()
        .select_only()
        .column(person_word::Column::PersonId)
        .filter(beginning(
            person_word::Column::Word.into_expr(),
            person_word::Column::Word.into_expr(),
            longest,
        ))
        // Whoever has two such words is found by the first.
        .filter(
            Expr::exists(
                Query::select()
                    .expr(Expr::value(1))
                    .from_as(person_word::Entity, other.clone())
                    .and_where(
                        Expr::col((other.clone(), person_word::Column::PersonId))
                            .equals((person_word::Entity, person_word::Column::PersonId)),
                    )
                    .and_where(
                        Expr::col((other.clone(), person_word::Column::Word))
                            .gte(longest.as_bytes().to_vec()),
                    )
                    .and_where(
                        Expr::col((other.clone(), person_word::Column::Word))
                            .lt(Expr::col((person_word::Entity, person_word::Column::Word))),
                    )
                    .take(),
            )
            .not(),
        )
        .order_by_asc(person_word::Column::Word)
        .order_by_asc(person_word::Column::NameKey)
        .order_by_asc(person_word::Column::PersonId)
        .limit(PEOPLE_A_PAGE as u64 + 1);
    for word in others {
        let has = || Expr::col((other.clone(), person_word::Column::Word));
        query = query.filter(Expr::exists(
            Query::select()
                .expr(Expr::value(1))
                .from_as(person_word::Entity, other.clone())
                .and_where(
                    Expr::col((other.clone(), person_word::Column::PersonId))
                        .equals((person_word::Entity, person_word::Column::PersonId)),
                )
                .cond_where(beginning(has(), has(), word))
                .take(),
        ));
    }
    let known = if list == PeopleList::Everyone {
        Query::select()
            .expr(Expr::value(1))
            .from(person::Entity)
            .and_where(
                Expr::col((person::Entity, person::Column::Id))
                    .equals((person_word::Entity, person_word::Column::PersonId)),
            )
            .and_where(person::Column::RegisteredOn.lte(as_of.day().to_string()))
            .take()
    } else {
        Query::select()
            .expr(Expr::value(1))
            .from(person_listing::Entity)
            .and_where(
                Expr::col((person_listing::Entity, person_listing::Column::PersonId))
                    .equals((person_word::Entity, person_word::Column::PersonId)),
            )
            .and_where(person_listing::Column::List.eq(list.key()))
            // By days, not by the mark: SQLite would take the mark's index and read the whole list for each person.
            .cond_where(holding_on(
                person_listing::Column::Since,
                person_listing::Column::Until,
                as_of.day(),
            ))
            .take()
    };
    Ok(query
        .filter(Expr::exists(known))
        .into_tuple()
        .all(connection)
        .await?)
}

/// More words than that make no search narrower.
const WORDS_AT_MOST: usize = 5;

/// That a word begins with these letters. No byte of UTF-8 is 0xFF, so nothing that begins so is beyond the second bound.
fn beginning(from: Expr, to: Expr, letters: &str) -> Condition {
    let first = letters.as_bytes().to_vec();
    let mut last = first.clone();
    last.push(0xFF);
    Condition::all().add(from.gte(first)).add(to.lt(last))
}
