//! What the record has of meetings of groups: that they met, and what their meetings left behind.

use std::collections::BTreeMap;

use domain::{
    Day,
    health::{Facts, Papers},
    ids::GroupId,
    minutes::{MinutesState, RecordingState},
    schedule::{AgendaItemState, MeetingState},
};
use jiff::ToSpan;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QuerySelect, RelationDef, Select, sea_query::Expr,
};
use uuid::Uuid;

use super::leads::Leads;
use crate::{
    ReadError,
    entities::{agenda_item, agenda_item_group, attendance, meeting, sitting},
    record,
};

/// For so many days a meeting is asked for what it should have left: what is older is past mending.
const ASKED_FOR_DAYS: i64 = 180;

#[derive(FromQueryResult)]
struct Newest {
    of: Uuid,
    newest: String,
}

/// Everything about meetings. Seven queries.
pub async fn read(
    connection: &impl ConnectionTrait,
    today: Day,
    groups: &[GroupId],
    leads: &Leads,
    facts: &mut BTreeMap<Uuid, Facts>,
) -> Result<(), ReadError> {
    met(connection, groups, facts).await?;
    present(connection, leads, facts).await?;
    let since = today.saturating_sub(ASKED_FOR_DAYS.days());
    let of = |paper: Paper| (paper, groups, since);
    for (group, papers) in papers(connection, of(Paper::Minutes)).await? {
        if let Some(facts) = facts.get_mut(&group) {
            facts.minutes = papers;
        }
    }
    for (group, papers) in papers(connection, of(Paper::Recording)).await? {
        if let Some(facts) = facts.get_mut(&group) {
            facts.recordings = papers;
        }
    }
    Ok(())
}

/// When they last met: at a meeting of their own, or at one that talked about something of theirs. Two queries.
async fn met(
    connection: &impl ConnectionTrait,
    groups: &[GroupId],
    facts: &mut BTreeMap<Uuid, Facts>,
) -> Result<(), ReadError> {
    let ids = || groups.iter().map(|group| group.0);
    let own = meeting::Entity::find()
        .select_only()
        .column_as(meeting::Column::GroupId, "of")
        .column_as(meeting::Column::Day.max(), "newest")
        .filter(meeting::Column::GroupId.is_in(ids()))
        .filter(meeting::Column::State.eq(MeetingState::Held.key()))
        .group_by(meeting::Column::GroupId)
        .into_model::<Newest>()
        .all(connection)
        .await?;
    let talked_about = agenda_item_group::Entity::find()
        .select_only()
        .column_as(agenda_item_group::Column::GroupId, "of")
        .column_as(meeting::Column::Day.max(), "newest")
        .join(JoinType::InnerJoin, to_the_meeting())
        .join(JoinType::InnerJoin, to_the_item())
        .filter(agenda_item_group::Column::GroupId.is_in(ids()))
        .filter(agenda_item::Column::State.eq(AgendaItemState::Discussed.key()))
        .filter(meeting::Column::State.eq(MeetingState::Held.key()))
        .group_by(agenda_item_group::Column::GroupId)
        .into_model::<Newest>()
        .all(connection)
        .await?;
    for row in own.into_iter().chain(talked_about) {
        if let Some(facts) = facts.get_mut(&row.of) {
            facts.met_on = facts.met_on.max(Some(record::day_of(&row.newest)?));
        }
    }
    Ok(())
}

fn to_the_meeting() -> RelationDef {
    agenda_item_group::Entity::belongs_to(meeting::Entity)
        .from(agenda_item_group::Column::MeetingId)
        .to(meeting::Column::Id)
        .into()
}

fn to_the_item() -> RelationDef {
    agenda_item_group::Entity::belongs_to(agenda_item::Entity)
        .from(agenda_item_group::Column::ItemId)
        .to(agenda_item::Column::Id)
        .into()
}

/// When their leads were last at a meeting of the community's: that is an act too. One query.
async fn present(
    connection: &impl ConnectionTrait,
    leads: &Leads,
    facts: &mut BTreeMap<Uuid, Facts>,
) -> Result<(), ReadError> {
    let people = leads.people();
    if people.is_empty() {
        return Ok(());
    }
    let to_the_sitting: RelationDef = attendance::Entity::belongs_to(sitting::Entity)
        .from(attendance::Column::MeetingId)
        .to(sitting::Column::MeetingId)
        .into();
    let seen = attendance::Entity::find()
        .select_only()
        .column_as(attendance::Column::PersonId, "of")
        .column_as(sitting::Column::Day.max(), "newest")
        .join(JoinType::InnerJoin, to_the_sitting)
        .filter(attendance::Column::PersonId.is_in(people))
        .filter(attendance::Column::Present.eq(true))
        .group_by(attendance::Column::PersonId)
        .into_model::<Newest>()
        .all(connection)
        .await?;
    for row in seen {
        leads.acted(facts, row.of, record::day_of(&row.newest)?);
    }
    Ok(())
}

/// What a meeting of a group's own leaves behind.
#[derive(Clone, Copy)]
enum Paper {
    Minutes,
    Recording,
}

impl Paper {
    fn is_there(self) -> Condition {
        match self {
            Self::Minutes => Condition::all().add(sitting::Column::MinutesState.is_in([
                MinutesState::InReview.key(),
                MinutesState::Approved.key(),
                MinutesState::Published.key(),
            ])),
            Self::Recording => Condition::all()
                .add(sitting::Column::RecordingState.eq(RecordingState::Published.key())),
        }
    }

    fn is_lacking(self) -> Condition {
        match self {
            Self::Minutes => Condition::any()
                .add(sitting::Column::MinutesState.is_null())
                .add(sitting::Column::MinutesState.eq(MinutesState::Draft.key())),
            Self::Recording => Condition::all().add(sitting::Column::RecordingState.is_in([
                RecordingState::Expected.key(),
                RecordingState::Recorded.key(),
                RecordingState::Missing.key(),
            ])),
        }
    }
}

/// The last meeting of each group that left it, and the first since a day that still lacks it. Two queries.
async fn papers(
    connection: &impl ConnectionTrait,
    (paper, groups, since): (Paper, &[GroupId], Day),
) -> Result<BTreeMap<Uuid, Papers>, ReadError> {
    let mut found: BTreeMap<Uuid, Papers> = BTreeMap::new();
    let there = held(groups)
        .column_as(meeting::Column::Day.max(), "newest")
        .filter(paper.is_there())
        .into_model::<Newest>()
        .all(connection)
        .await?;
    for row in there {
        found.entry(row.of).or_default().last = Some(record::day_of(&row.newest)?);
    }
    // A day has ten characters, and so the least of day and address together is the address of the first day.
    let lacking = held(groups)
        .column_as(Expr::cust("MIN(meetings.day || meetings.key)"), "newest")
        .filter(paper.is_lacking())
        .filter(meeting::Column::Day.gte(since.to_string()))
        .into_model::<Newest>()
        .all(connection)
        .await?;
    for row in lacking {
        let (day, key) = row
            .newest
            .split_at_checked(DAY_LENGTH)
            .ok_or_else(|| ReadError::Damaged("a meeting has no day".to_owned()))?;
        found.entry(row.of).or_default().lacking = Some((record::day_of(day)?, key.to_owned()));
    }
    Ok(found)
}

/// So many characters a day has: “2026-11-25”.
const DAY_LENGTH: usize = 10;

/// The meetings of groups that were held, by group.
fn held(groups: &[GroupId]) -> Select<meeting::Entity> {
    let to_the_sitting: RelationDef = meeting::Entity::belongs_to(sitting::Entity)
        .from(meeting::Column::Id)
        .to(sitting::Column::MeetingId)
        .into();
    meeting::Entity::find()
        .select_only()
        .column_as(meeting::Column::GroupId, "of")
        .join(JoinType::InnerJoin, to_the_sitting)
        .filter(meeting::Column::GroupId.is_in(groups.iter().map(|group| group.0)))
        .filter(meeting::Column::State.eq(MeetingState::Held.key()))
        .group_by(meeting::Column::GroupId)
}
