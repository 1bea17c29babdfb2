//! Who leads groups, when that changed last, and when one of them last did something.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Day, health::Facts, seat::Role};
use jiff::{Timestamp, tz::TimeZone};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect,
};
use uuid::Uuid;

use crate::{
    ReadError,
    entities::{event, seat},
    record,
};

/// Who leads which group now, and since when.
#[derive(Debug, Default)]
pub struct Leads(BTreeMap<(Uuid, Uuid), Day>);

impl Leads {
    /// Notes what somebody did on a day for every group that they led then: what they did before says nothing of it.
    pub fn acted(&self, facts: &mut BTreeMap<Uuid, Facts>, person: Uuid, on: Day) {
        for (group, lead) in self.0.keys() {
            if *lead == person {
                self.acted_for(facts, (*group, person), on);
            }
        }
    }

    /// The same for one group.
    pub fn acted_for(
        &self,
        facts: &mut BTreeMap<Uuid, Facts>,
        (group, person): (Uuid, Uuid),
        on: Day,
    ) {
        let led = self
            .0
            .get(&(group, person))
            .is_some_and(|since| *since <= on);
        if let Some(facts) = facts.get_mut(&group).filter(|_| led) {
            facts.lead_acted = facts.lead_acted.max(Some(on));
        }
    }

    /// The people.
    pub fn people(&self) -> BTreeSet<Uuid> {
        self.0.keys().map(|(_, person)| *person).collect()
    }
}

/// When who leads changed last, and when one of them last did something; gives who leads now. Two queries.
pub async fn leads(
    connection: &impl ConnectionTrait,
    ids: &[Uuid],
    facts: &mut BTreeMap<Uuid, Facts>,
) -> Result<Leads, ReadError> {
    let leading = Role::ALL
        .into_iter()
        .filter(|role| role.leads())
        .map(Role::key);
    let seats: Vec<(Uuid, Uuid, String, Option<String>)> = seat::Entity::find()
        .select_only()
        .columns([
            seat::Column::GroupId,
            seat::Column::PersonId,
            seat::Column::Since,
            seat::Column::Until,
        ])
        .filter(seat::Column::GroupId.is_in(ids.iter().copied()))
        .filter(seat::Column::Role.is_in(leading))
        .into_tuple()
        .all(connection)
        .await?;
    let mut leads = Leads::default();
    for (group, person, since, until) in seats {
        let since = record::day_of(&since)?;
        let changed = match until.as_deref() {
            Some(until) => record::day_of(until)?,
            None => {
                let known = leads.0.entry((group, person)).or_insert(since);
                *known = since.min(*known);
                since
            }
        };
        if let Some(facts) = facts.get_mut(&group) {
            facts.leads_changed = facts.leads_changed.max(Some(changed));
        }
    }
    for (person, on) in newest_acts(connection, leads.people()).await? {
        leads.acted(facts, person, on);
    }
    Ok(leads)
}

#[derive(FromQueryResult)]
struct NewestAct {
    actor_id: Option<Uuid>,
    newest: Option<i64>,
}

/// The day on which each of these people last did something in the record; the day and no more: when somebody is at their
/// desk is nobody’s business. One query.
async fn newest_acts(
    connection: &impl ConnectionTrait,
    people: BTreeSet<Uuid>,
) -> Result<BTreeMap<Uuid, Day>, ReadError> {
    if people.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = event::Entity::find()
        .select_only()
        .column(event::Column::ActorId)
        .column_as(event::Column::RecordedAt.max(), "newest")
        .filter(event::Column::ActorId.is_in(people))
        .group_by(event::Column::ActorId)
        .into_model::<NewestAct>()
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((row.actor_id?, day(row.newest?))))
        .collect())
}

/// The day of a moment, in UTC.
fn day(microseconds: i64) -> Day {
    Timestamp::from_microsecond(microseconds)
        .unwrap_or_default()
        .to_zoned(TimeZone::UTC)
        .date()
}
