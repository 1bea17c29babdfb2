//! The lives of the groups in a list.

use std::collections::BTreeMap;

use domain::{Day, ids::GroupId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Deserialize;
use uuid::Uuid;

use super::{Row, state_of};
use crate::{
    ReadError,
    database::{Answers, Asked, Together},
    entities::{event, group_period},
    group::life::{Life, Phase},
    record,
};

/// Where they were asked for.
pub(super) struct AskedLives {
    periods: Asked<Period>,
    charters: Asked<(Uuid, String)>,
}

/// What a lifeline needs of a period.
#[derive(Deserialize)]
struct Period {
    group_id: Uuid,
    since: String,
    until: Option<String>,
    name: String,
    state: String,
    successor_id: Option<Uuid>,
}

/// Asks for the lives of these groups up to a past day or today.
pub(super) fn ask(together: &mut Together, groups: &Asked<Row>, until: Option<Day>) -> AskedLives {
    let mut periods = group_period::Entity::find()
        .select_only()
        .columns([
            group_period::Column::GroupId,
            group_period::Column::Since,
            group_period::Column::Until,
            group_period::Column::Name,
            group_period::Column::State,
            group_period::Column::SuccessorId,
        ])
        .filter(group_period::Column::GroupId.in_subquery(Together::column(groups, 0)))
        .order_by_asc(group_period::Column::GroupId)
        .order_by_asc(group_period::Column::Since);
    let mut charters = event::Entity::find()
        .select_only()
        .columns([event::Column::GroupId, event::Column::HappenedOn])
        .filter(event::Column::GroupId.in_subquery(Together::column(groups, 0)))
        .filter(event::Column::Kind.eq("charter_adopted"))
        // By group first, as the index has them: by day alone, SQLite reads the charters of all groups.
        .order_by_asc(event::Column::GroupId)
        .order_by_asc(event::Column::HappenedOn)
        .order_by_asc(event::Column::Seq);
    if let Some(day) = until {
        periods = periods.filter(group_period::Column::Since.lte(day.to_string()));
        charters = charters.filter(event::Column::HappenedOn.lte(day.to_string()));
    }
    AskedLives {
        periods: together.ask(periods, &[0, 5]),
        charters: together.ask(charters, &[0]),
    }
}

impl AskedLives {
    pub(super) fn read(
        &self,
        answers: &mut Answers,
        until: Option<Day>,
    ) -> Result<BTreeMap<GroupId, Life>, ReadError> {
        let mut adopted: BTreeMap<Uuid, Vec<Day>> = BTreeMap::new();
        for (group, on) in answers.take(&self.charters)? {
            adopted.entry(group).or_default().push(record::day_of(&on)?);
        }
        answers
            .take(&self.periods)?
            .chunk_by(|one, next| one.group_id == next.group_id)
            .filter_map(|periods| periods.first().map(|first| (first.group_id, periods)))
            .map(|(id, periods)| {
                let phases: Vec<Phase<'_>> = periods
                    .iter()
                    .map(|period| phase(period, until))
                    .collect::<Result<_, _>>()?;
                let charters = adopted.remove(&id).unwrap_or_default();
                Ok((GroupId(id), Life::from_phases(phases, charters)))
            })
            .collect()
    }
}

fn phase(period: &Period, until: Option<Day>) -> Result<Phase<'_>, ReadError> {
    let ended = period.until.as_deref().map(record::day_of).transpose()?;
    Ok(Phase {
        since: record::day_of(&period.since)?,
        // What came after the day that is looked at had not come yet.
        until: ended.filter(|ended| until.is_none_or(|day| *ended <= day)),
        name: &period.name,
        state: state_of(&period.state)?,
        successor: period.successor_id.map(GroupId),
    })
}
