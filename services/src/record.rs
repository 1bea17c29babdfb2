//! The append-only record of events, from which everything else is made.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Day,
    announcement::AnnouncementEvent,
    committee::CommitteeEvent,
    community::Community,
    event::{DatedEvent, Event},
    group::{Group, GroupEvent},
    ids::{GroupId, PersonId, ProposalId},
    person::{Person, PersonEvent},
    proposal::Proposal,
    report::ReportEvent,
    roadmap::RoadmapEvent,
    schedule::ScheduleEvent,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    ExprTrait, QueryFilter, QueryOrder, QuerySelect, prelude::Expr,
};
use uuid::Uuid;

use crate::{Context, Database, ReadError, WriteError, entities, projection};

/// As many rows as one statement inserts: well under either database's limit on parameters.
pub(crate) const ROWS_AT_ONCE: usize = 1_000;

/// The number of the newest event: whoever knows it knows which state of the data they see.
///
/// # Errors
/// When the database fails.
pub async fn newest_seq(database: &Database) -> Result<i64, ReadError> {
    newest_seq_on(database.connection()).await
}

async fn newest_seq_on(connection: &impl ConnectionTrait) -> Result<i64, ReadError> {
    Ok(the_row(connection).await?.newest_seq)
}

async fn the_row(connection: &impl ConnectionTrait) -> Result<entities::record::Model, ReadError> {
    entities::record::Entity::find_by_id(1_i16)
        .one(connection)
        .await?
        .ok_or_else(|| ReadError::Damaged("the number of the newest event is missing".to_owned()))
}

/// The number of the state of all that pages show: it grows with every event, and with every change of what is shown and
/// is no event.
///
/// # Errors
/// When the database fails.
pub async fn state_of_pages(database: &Database) -> Result<i64, ReadError> {
    let row = the_row(database.connection()).await?;
    Ok(row.newest_seq.saturating_add(row.other_changes))
}

/// Notes that pages show something else, though no event says so.
pub(crate) async fn change_pages(transaction: &DatabaseTransaction) -> Result<(), WriteError> {
    let changes = entities::record::Column::OtherChanges;
    entities::record::Entity::update_many()
        .col_expr(changes, Expr::col(changes).add(1))
        .filter(entities::record::Column::Id.eq(1_i16))
        .exec(transaction)
        .await?;
    Ok(())
}

/// Makes this transaction the only writer until it ends, and gives the number of the newest event. To be the first
/// statement of a transaction that reads the record in order to add to it.
pub(crate) async fn take_pen(transaction: &DatabaseTransaction) -> Result<i64, WriteError> {
    entities::record::Entity::update_many()
        .col_expr(
            entities::record::Column::NewestSeq,
            Expr::col(entities::record::Column::NewestSeq).add(0),
        )
        .filter(entities::record::Column::Id.eq(1_i16))
        .exec(transaction)
        .await?;
    Ok(newest_seq_on(transaction).await?)
}

/// Adds events to the record and brings the tables that are made from it up to date. `after` holds every subject of the
/// events as they leave it; `newest` is what [`take_pen`] gave.
pub(crate) async fn append(
    transaction: &DatabaseTransaction,
    context: &Context,
    newest: i64,
    events: &[DatedEvent],
    import: Option<Uuid>,
    after: &Community,
) -> Result<i64, WriteError> {
    let recorded_at = context.now();
    let mut seq = newest;
    for chunk in events.chunks(ROWS_AT_ONCE) {
        let mut rows = Vec::with_capacity(chunk.len());
        for dated in chunk {
            seq += 1;
            let event = &dated.event;
            rows.push(entities::event::ActiveModel {
                id: Set(context.new_id()),
                seq: Set(seq),
                happened_on: Set(dated.on.to_string()),
                recorded_at: Set(recorded_at),
                kind: Set(event.kind().to_owned()),
                group_id: Set(event.group().map(|group| group.0)),
                other_group_id: Set(event.other_group().map(|group| group.0)),
                person_id: Set(event.person().map(|person| person.0)),
                organization_id: Set(event.organization().map(|organization| organization.0)),
                import_id: Set(import),
                proposal_id: Set(event.proposal().map(|proposal| proposal.0)),
                actor_id: Set(context.actor().person_id().map(|person| person.0)),
                payload: Set(to_json(event)?),
            });
        }
        entities::event::Entity::insert_many(rows)
            .exec_without_returning(transaction)
            .await?;
    }
    projection::write(transaction, events, after).await?;
    entities::record::Entity::update_many()
        .col_expr(entities::record::Column::NewestSeq, Expr::value(seq))
        .filter(entities::record::Column::Id.eq(1_i16))
        .exec(transaction)
        .await?;
    Ok(seq)
}

/// Adds an event of today that changes no subject of the community: only the tables that are written from it alone.
/// `newest` is what [`take_pen`] gave.
pub(crate) async fn tell(
    transaction: &DatabaseTransaction,
    context: &Context,
    newest: i64,
    event: Event,
) -> Result<i64, WriteError> {
    let events = [DatedEvent {
        on: context.today(),
        event,
    }];
    append(
        transaction,
        context,
        newest,
        &events,
        None,
        &Community::default(),
    )
    .await
}

/// The whole community as the record tells it, up to and with a day, or up to now.
pub(crate) async fn community(
    connection: &impl ConnectionTrait,
    until: Option<Day>,
) -> Result<Community, ReadError> {
    let mut community = Community::default();
    let mut query = entities::event::Entity::find()
        .select_only()
        .columns([
            entities::event::Column::HappenedOn,
            entities::event::Column::Payload,
        ])
        .order_by_asc(entities::event::Column::HappenedOn)
        .order_by_asc(entities::event::Column::Seq);
    if let Some(until) = until {
        query = query.filter(entities::event::Column::HappenedOn.lte(until.to_string()));
    }
    let rows: Vec<(String, String)> = query.into_tuple().all(connection).await?;
    for (happened_on, payload) in rows {
        community.apply(&dated(&happened_on, &payload)?)?;
    }
    Ok(community)
}

/// The community as it was at the end of a day, or as it is.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn community_on(database: &Database, until: Option<Day>) -> Result<Community, ReadError> {
    community(database.connection(), until).await
}

/// One group with all of its past, as the record tells it up to and with a day, or up to now.
pub(crate) async fn group(
    connection: &impl ConnectionTrait,
    id: GroupId,
    until: Option<Day>,
) -> Result<Option<Group>, ReadError> {
    let changes = changes_of_group(connection, id, until).await?;
    Group::replay(id, changes.iter().map(|(on, change)| (*on, change)))
        .map_err(|error| ReadError::Damaged(error.to_string()))
}

/// These groups with all of their past, as the record tells it now. One query.
pub(crate) async fn groups(
    connection: &impl ConnectionTrait,
    ids: &BTreeSet<GroupId>,
) -> Result<BTreeMap<GroupId, Group>, ReadError> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(String, String)> = entities::event::Entity::find()
        .select_only()
        .columns([
            entities::event::Column::HappenedOn,
            entities::event::Column::Payload,
        ])
        .filter(entities::event::Column::GroupId.is_in(ids.iter().map(|id| id.0)))
        .order_by_asc(entities::event::Column::HappenedOn)
        .order_by_asc(entities::event::Column::Seq)
        .into_tuple()
        .all(connection)
        .await?;
    let mut groups = BTreeMap::new();
    for (happened_on, payload) in rows {
        let dated = dated(&happened_on, &payload)?;
        if let Event::Group { group, change } = dated.event {
            let next = Group::after(groups.remove(&group), group, dated.on, &change)
                .map_err(|error| ReadError::Damaged(error.to_string()))?;
            groups.insert(group, next);
        }
    }
    Ok(groups)
}

/// What happened to one group, in the order of history, up to and with a day, or up to now.
pub(crate) async fn changes_of_group(
    connection: &impl ConnectionTrait,
    id: GroupId,
    until: Option<Day>,
) -> Result<Vec<(Day, GroupEvent)>, ReadError> {
    let mut query = entities::event::Entity::find()
        .select_only()
        .columns([
            entities::event::Column::HappenedOn,
            entities::event::Column::Payload,
        ])
        .filter(entities::event::Column::GroupId.eq(id.0))
        // Their texts are long, and they do not change the group.
        .filter(
            entities::event::Column::Kind
                .is_not_in(RoadmapEvent::KINDS.into_iter().chain(ReportEvent::KINDS)),
        )
        .order_by_asc(entities::event::Column::HappenedOn)
        .order_by_asc(entities::event::Column::Seq);
    if let Some(until) = until {
        query = query.filter(entities::event::Column::HappenedOn.lte(until.to_string()));
    }
    let rows: Vec<(String, String)> = query.into_tuple().all(connection).await?;
    let mut changes = Vec::with_capacity(rows.len());
    for (happened_on, payload) in rows {
        let dated = dated(&happened_on, &payload)?;
        if let Event::Group { change, .. } = dated.event {
            changes.push((dated.on, change));
        }
    }
    Ok(changes)
}

/// One person with all of their past, as the record tells it.
pub(crate) async fn person(
    connection: &impl ConnectionTrait,
    id: PersonId,
) -> Result<Option<Person>, ReadError> {
    changes_of(connection, id)
        .await?
        .into_iter()
        .try_fold(None, |person, (on, change)| {
            Person::after(person, id, on, &change).map(Some)
        })
        .map_err(|error| ReadError::Damaged(error.to_string()))
}

/// One proposal with all of its past, as the record tells it.
pub(crate) async fn proposal(
    connection: &impl ConnectionTrait,
    id: ProposalId,
) -> Result<Option<Proposal>, ReadError> {
    let rows: Vec<(String, String)> = entities::event::Entity::find()
        .select_only()
        .columns([
            entities::event::Column::HappenedOn,
            entities::event::Column::Payload,
        ])
        .filter(entities::event::Column::ProposalId.eq(id.0))
        .order_by_asc(entities::event::Column::Seq)
        .into_tuple()
        .all(connection)
        .await?;
    let mut changes = Vec::with_capacity(rows.len());
    for (happened_on, payload) in rows {
        if let Event::Proposal { change, .. } = dated(&happened_on, &payload)?.event {
            changes.push(change);
        }
    }
    Proposal::replay(id, &changes).map_err(|error| ReadError::Damaged(error.to_string()))
}

/// What happened to one person's record, in the order of history.
pub(crate) async fn changes_of(
    connection: &impl ConnectionTrait,
    id: PersonId,
) -> Result<Vec<(Day, PersonEvent)>, ReadError> {
    let rows: Vec<(String, String)> = entities::event::Entity::find()
        .select_only()
        .columns([
            entities::event::Column::HappenedOn,
            entities::event::Column::Payload,
        ])
        .filter(entities::event::Column::PersonId.eq(id.0))
        .order_by_asc(entities::event::Column::HappenedOn)
        .order_by_asc(entities::event::Column::Seq)
        .into_tuple()
        .all(connection)
        .await?;
    let mut changes = Vec::with_capacity(rows.len());
    for (happened_on, payload) in rows {
        let dated = dated(&happened_on, &payload)?;
        if let Event::Person { person, change } = dated.event
            && person == id
        {
            changes.push((dated.on, change));
        }
    }
    Ok(changes)
}

/// The day of the newest event about groups, people or organizations that is dated after `day`.
pub(crate) async fn newest_day_after(
    connection: &impl ConnectionTrait,
    day: Day,
) -> Result<Option<Day>, ReadError> {
    let newest: Option<String> = entities::event::Entity::find()
        .select_only()
        .column(entities::event::Column::HappenedOn)
        .filter(entities::event::Column::HappenedOn.gt(day.to_string()))
        .filter(
            entities::event::Column::Kind.is_not_in(
                CommitteeEvent::KINDS
                    .into_iter()
                    .chain(ScheduleEvent::KINDS)
                    .chain(AnnouncementEvent::KINDS)
                    .chain(RoadmapEvent::KINDS)
                    .chain(ReportEvent::KINDS)
                    .chain(["policy_adopted"]),
            ),
        )
        .order_by_desc(entities::event::Column::HappenedOn)
        .limit(1)
        .into_tuple()
        .one(connection)
        .await?;
    newest.as_deref().map(day_of).transpose()
}

/// Reads a line of the record.
pub(crate) fn dated(happened_on: &str, payload: &str) -> Result<DatedEvent, ReadError> {
    let event = serde_json::from_str(payload)
        .map_err(|error| ReadError::Damaged(format!("an event cannot be read: {error}")))?;
    Ok(DatedEvent {
        on: day_of(happened_on)?,
        event,
    })
}

/// Reads a day as the database keeps it.
pub(crate) fn day_of(text: &str) -> Result<Day, ReadError> {
    text.parse()
        .map_err(|_| ReadError::Damaged(format!("“{text}” is no day")))
}

/// Writes a line of the record.
pub(crate) fn to_json(event: &Event) -> Result<String, WriteError> {
    json(event)
}

/// Writes a value as a column keeps it.
pub(crate) fn json(value: &impl serde::Serialize) -> Result<String, WriteError> {
    serde_json::to_string(value)
        .map_err(|error| WriteError::Database(DbErr::Custom(error.to_string())))
}

/// Reads a value as a column keeps it.
pub(crate) fn of_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, ReadError> {
    serde_json::from_str(text).map_err(|error| ReadError::Damaged(error.to_string()))
}
