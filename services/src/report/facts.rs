//! What the record knows of a group in a stretch of time.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    event::Event,
    ids::{GroupId, ProposalId},
    minutes::ActionState,
    proposal::{Proposal, ProposalEvent, ProposalState},
    report::{Fact, FactKind, Period},
    roadmap::{ItemChange, ItemTurn, RoadmapItem, differences},
    schedule::MeetingState,
    words::number,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
use uuid::Uuid;

use crate::{
    ReadError, action_item as actions_of,
    entities::{
        action_item, agenda_item_group, attendance, decision, event, meeting, proposal,
        roadmap_version,
    },
    history::{Subject, entries},
    record::{self, day_of, of_json},
};

/// So many facts of a kind are told.
const FACTS: u64 = 100;

/// The facts of a stretch of time, in the order of their headings. A fixed number of queries.
pub(super) async fn facts(
    connection: &impl ConnectionTrait,
    group: GroupId,
    slug: &str,
    period: Period,
) -> Result<Vec<Fact>, ReadError> {
    let mut facts = meetings(connection, group, period).await?;
    facts.extend(roadmap(connection, group, slug, period).await?);
    facts.extend(decisions(connection, group, period).await?);
    facts.extend(leads(connection, group, period).await?);
    facts.extend(concerns(connection, group).await?);
    facts.extend(actions(connection, group).await?);
    Ok(facts)
}

/// The meetings that were held, with how many were there: the group's own, and those that had something of it on their agenda.
async fn meetings(
    connection: &impl ConnectionTrait,
    group: GroupId,
    period: Period,
) -> Result<Vec<Fact>, ReadError> {
    let concerned = agenda_item_group::Entity::find()
        .select_only()
        .column(agenda_item_group::Column::MeetingId)
        .filter(agenda_item_group::Column::GroupId.eq(group.0))
        .into_query();
    let rows = meeting::Entity::find()
        .filter(
            Condition::any()
                .add(meeting::Column::GroupId.eq(group.0))
                .add(meeting::Column::Id.in_subquery(concerned)),
        )
        .filter(meeting::Column::State.eq(MeetingState::Held.key()))
        .filter(meeting::Column::Day.between(period.first().to_string(), period.last().to_string()))
        .order_by_asc(meeting::Column::StartsAt)
        .limit(FACTS)
        .all(connection)
        .await?;
    // Someone can stand on the roll and in the notes of several items.
    let present: BTreeSet<(Uuid, String)> = attendance::Entity::find()
        .select_only()
        .columns([attendance::Column::MeetingId, attendance::Column::NameKey])
        .filter(attendance::Column::MeetingId.is_in(rows.iter().map(|row| row.id)))
        .filter(attendance::Column::Present.eq(true))
        .distinct()
        .into_tuple()
        .all(connection)
        .await?
        .into_iter()
        .collect();
    rows.into_iter()
        .map(|row| {
            let there = present
                .iter()
                .filter(|(meeting, _)| *meeting == row.id)
                .count();
            let attendance = match there {
                0 => String::new(),
                1 => ", one person was there".to_owned(),
                there => format!(", {} people were there", number(there)),
            };
            Ok(Fact {
                kind: FactKind::Meetings,
                text: format!("{}{attendance}", row.title),
                on: Some(day_of(&row.day)?),
                page: Some(format!("/meetings/{}", row.key)),
            })
        })
        .collect()
}

async fn roadmap(
    connection: &impl ConnectionTrait,
    group: GroupId,
    slug: &str,
    period: Period,
) -> Result<Vec<Fact>, ReadError> {
    let last = period.last().to_string();
    let Some(now) = newest(
        connection,
        group,
        roadmap_version::Column::PublishedOn.lte(last),
    )
    .await?
    else {
        return Ok(Vec::new());
    };
    let first = period.first().to_string();
    let before = newest(
        connection,
        group,
        roadmap_version::Column::PublishedOn.lt(first),
    )
    .await?;
    let items: Vec<RoadmapItem> = of_json(&now.items)?;
    let items_before: Vec<RoadmapItem> = match &before {
        Some(before) => of_json(&before.items)?,
        None => Vec::new(),
    };
    let page = match &before {
        Some(before) => format!(
            "/groups/{slug}/roadmap/diff?from={}&to={}",
            before.version, now.version
        ),
        None => format!("/groups/{slug}/roadmap?version={}", now.version),
    };
    Ok(differences(&items_before, &items)
        .into_iter()
        .map(|change| Fact {
            kind: FactKind::Roadmap,
            text: movement(&change),
            on: None,
            page: Some(page.clone()),
        })
        .collect())
}

async fn newest(
    connection: &impl ConnectionTrait,
    group: GroupId,
    until: sea_orm::sea_query::SimpleExpr,
) -> Result<Option<roadmap_version::Model>, ReadError> {
    Ok(roadmap_version::Entity::find()
        .filter(roadmap_version::Column::GroupId.eq(group.0))
        .filter(until)
        .order_by_desc(roadmap_version::Column::Version)
        .one(connection)
        .await?)
}

/// "“Faster starts”: done, was in progress; moved from September 2026 to November 2026"
pub(crate) fn movement(change: &ItemChange) -> String {
    let item = &change.item;
    let turns: Vec<String> = change
        .turns
        .iter()
        .map(|turn| match turn {
            ItemTurn::Added => format!(
                "new, {}, for {}",
                item.state.words().to_lowercase(),
                item.month.words()
            ),
            ItemTurn::Removed => "no longer on the roadmap".to_owned(),
            ItemTurn::Reworded { before } => format!("reworded, was “{before}”"),
            ItemTurn::Moved { before } => {
                format!("moved from {} to {}", before.words(), item.month.words())
            }
            ItemTurn::Turned { before } => format!(
                "{}, was {}",
                item.state.words().to_lowercase(),
                before.words().to_lowercase()
            ),
            ItemTurn::Linked => "other links".to_owned(),
        })
        .collect();
    format!("“{}”: {}", item.outcome, turns.join("; "))
}

async fn decisions(
    connection: &impl ConnectionTrait,
    group: GroupId,
    period: Period,
) -> Result<Vec<Fact>, ReadError> {
    decision::Entity::find()
        .filter(
            Condition::any()
                .add(decision::Column::GroupId.eq(group.0))
                .add(decision::Column::OtherGroupId.eq(group.0)),
        )
        .filter(
            decision::Column::DecidedOn
                .between(period.first().to_string(), period.last().to_string()),
        )
        .order_by_asc(decision::Column::DecidedAt)
        .limit(FACTS)
        .all(connection)
        .await?
        .into_iter()
        .map(|row| {
            Ok(Fact {
                kind: FactKind::Decisions,
                text: match &row.outcome {
                    Some(outcome) => format!(
                        "Decision {}, {}: {}",
                        row.number,
                        row.title,
                        outcome.replace('_', " ")
                    ),
                    None => format!("Decision {}, {}", row.number, row.title),
                },
                on: Some(day_of(&row.decided_on)?),
                page: Some(format!("/decisions/{}", row.number)),
            })
        })
        .collect()
}

async fn leads(
    connection: &impl ConnectionTrait,
    group: GroupId,
    period: Period,
) -> Result<Vec<Fact>, ReadError> {
    let rows = event::Entity::find()
        .filter(event::Column::GroupId.eq(group.0))
        .filter(event::Column::Kind.is_in(Subject::Leads.kinds().iter().copied()))
        .filter(
            event::Column::HappenedOn
                .between(period.first().to_string(), period.last().to_string()),
        )
        .order_by_asc(event::Column::HappenedOn)
        .order_by_asc(event::Column::Seq)
        .limit(FACTS)
        .all(connection)
        .await?;
    Ok(entries(connection, rows)
        .await?
        .into_iter()
        .map(|entry| Fact {
            kind: FactKind::Leads,
            text: entry.sentence.to_string(),
            on: Some(entry.on),
            page: None,
        })
        .collect())
}

/// What people said they would do for the group and have not done: at its own meetings, and where something of it was talked
/// about.
async fn actions(
    connection: &impl ConnectionTrait,
    group: GroupId,
) -> Result<Vec<Fact>, ReadError> {
    let rows = action_item::Entity::find()
        .filter(actions_of::concerning(group))
        .filter(action_item::Column::State.eq(ActionState::Open.key()))
        .order_by_asc(action_item::Column::Id)
        .limit(FACTS)
        .all(connection)
        .await?;
    let meetings: BTreeMap<Uuid, String> = meeting::Entity::find()
        .select_only()
        .columns([meeting::Column::Id, meeting::Column::Key])
        .filter(meeting::Column::Id.is_in(rows.iter().filter_map(|row| row.meeting_id)))
        .into_tuple::<(Uuid, String)>()
        .all(connection)
        .await?
        .into_iter()
        .collect();
    rows.into_iter()
        .map(|row| {
            let who = if row.owner_name.is_empty() {
                "nobody named".to_owned()
            } else {
                row.owner_name
            };
            let due = match row.due_on.as_deref().map(day_of).transpose()? {
                Some(due) => due.strftime(", due on %-d %B %Y").to_string(),
                None => String::new(),
            };
            Ok(Fact {
                kind: FactKind::Actions,
                text: format!("{} ({who}{due})", row.task),
                on: None,
                page: row
                    .meeting_id
                    .and_then(|id| meetings.get(&id))
                    .map(|key| format!("/meetings/{key}")),
            })
        })
        .collect()
}

/// The concerns about proposals on the group that are open now.
async fn concerns(
    connection: &impl ConnectionTrait,
    group: GroupId,
) -> Result<Vec<Fact>, ReadError> {
    let open = ProposalState::ALL
        .into_iter()
        .filter(|state| state.is_open())
        .map(ProposalState::key);
    let proposals = proposal::Entity::find()
        .filter(proposal::Column::GroupId.eq(group.0))
        .filter(proposal::Column::State.is_in(open))
        .order_by_asc(proposal::Column::Number)
        .limit(FACTS)
        .all(connection)
        .await?;
    let rows = event::Entity::find()
        .filter(event::Column::ProposalId.is_in(proposals.iter().map(|row| row.id)))
        .order_by_asc(event::Column::Seq)
        .all(connection)
        .await?;
    let mut changes: BTreeMap<ProposalId, Vec<ProposalEvent>> = BTreeMap::new();
    for row in rows {
        if let Event::Proposal {
            proposal, change, ..
        } = record::dated(&row.happened_on, &row.payload)?.event
        {
            changes.entry(proposal).or_default().push(change);
        }
    }
    let mut facts = Vec::new();
    for row in proposals {
        let id = ProposalId(row.id);
        let of_it = changes.remove(&id).unwrap_or_default();
        let Some(record) =
            Proposal::replay(id, &of_it).map_err(|error| ReadError::Damaged(error.to_string()))?
        else {
            continue;
        };
        facts.extend(record.open_concerns().map(|concern| Fact {
            kind: FactKind::Concerns,
            text: format!("“{}”, about “{}”", concern.title, row.title),
            on: None,
            page: Some(format!("/proposals/{}", row.number)),
        }));
    }
    Ok(facts)
}
