//! Escalations as lists and as one.

use std::collections::BTreeSet;

use domain::{
    decision::DecisionNumber,
    escalation::{Escalation, Facts, Missing, Rung, Turn},
    ids::{GroupId, PersonId},
    permission::{Action, Resource},
};
use jiff::Timestamp;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::act::facts;
use crate::{
    Context, ReadError,
    entities::{escalation, escalation_party},
    history::Names,
};

/// So many escalations stand on a page.
pub const ESCALATIONS_A_PAGE: u64 = 50;

/// So many are looked at for one person, and for one agenda.
const AT_ONCE: u64 = 100;

/// Which escalations are wanted; what is `None` does not narrow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Those that go on, or those that are over.
    pub open: Option<bool>,
    /// Those about a group.
    pub group: Option<GroupId>,
}

/// A line of a list of escalations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EscalationLine {
    /// Its number.
    pub number: u32,
    /// What it is called.
    pub title: String,
    /// The group whose decision or doing it is.
    pub group: GroupId,
    /// The other groups that it affects.
    pub affected: Vec<GroupId>,
    /// Whether it came onto the agenda without the other side's case, whose time was over.
    pub without_other_case: bool,
    /// The rung that it stands on, or ended on.
    pub rung: Rung,
    /// "Open", "Settled", "Withdrawn", "Decided".
    pub state: &'static str,
    /// Whether it goes on.
    pub open: bool,
    /// Who disagrees.
    pub opened_by: PersonId,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Until when there is time, while it is open.
    pub due: Timestamp,
    /// When something last happened to it.
    pub changed_at: Timestamp,
    /// The decision with which it ended.
    pub outcome: Option<DecisionNumber>,
}

/// A page of escalations.
#[derive(Clone, Debug, Default)]
pub struct Escalations {
    /// The newest first.
    pub lines: Vec<EscalationLine>,
    /// Names of groups and people.
    pub names: Names,
    /// The number after which the next page begins.
    pub next: Option<u32>,
}

/// What the reader is to an escalation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    /// Whether they may take part.
    pub takes_part: bool,
    /// Whether they opened it.
    pub opener: bool,
    /// Whether they lead the group.
    pub leads_group: bool,
    /// Whether they lead another affected group.
    pub leads_affected: bool,
    /// Whether they sit on the committee.
    pub on_committee: bool,
    /// Whether they sit on it and have a part in this.
    pub recused: bool,
    /// Whether their answer is waited for.
    pub asked: bool,
}

/// An escalation with what its page shows.
#[derive(Clone, Debug)]
pub struct EscalationRead {
    /// All of it.
    pub record: Escalation,
    /// Names of groups and people.
    pub names: Names,
    /// What the reader is to it.
    pub reader: Reader,
    /// Now.
    pub now: Timestamp,
}

fn told(text: &str) -> Result<Escalation, ReadError> {
    serde_json::from_str(text)
        .map_err(|error| ReadError::Damaged(format!("an escalation cannot be read: {error}")))
}

/// The escalation with that number.
pub(super) async fn found(
    connection: &impl ConnectionTrait,
    number: u32,
) -> Result<Escalation, ReadError> {
    let row = escalation::Entity::find()
        .filter(escalation::Column::Number.eq(i64::from(number)))
        .one(connection)
        .await?
        .ok_or(ReadError::NotFound)?;
    told(&row.told)
}

fn line(escalation: &Escalation) -> EscalationLine {
    EscalationLine {
        number: escalation.number,
        title: escalation.title.clone(),
        group: escalation.group,
        affected: escalation.affected.clone(),
        without_other_case: escalation.step.without_other_case,
        rung: escalation.rung(),
        state: escalation.state.words(),
        open: escalation.is_open(),
        opened_by: escalation.opened_by,
        opened_at: escalation.opened_at,
        due: escalation.due(),
        changed_at: escalation.changed_at,
        outcome: escalation.outcome(),
    }
}

/// Escalations, the newest first. Two queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn list(
    context: &Context,
    wanted: Wanted,
    after: Option<u32>,
) -> Result<Escalations, ReadError> {
    let connection = context.database.connection();
    let mut query = escalation::Entity::find()
        .order_by_desc(escalation::Column::Number)
        .limit(ESCALATIONS_A_PAGE + 1);
    query = match wanted.open {
        Some(true) => query.filter(escalation::Column::State.eq("open")),
        Some(false) => query.filter(escalation::Column::State.ne("open")),
        None => query,
    };
    if let Some(group) = wanted.group {
        query = query.filter(escalation::Column::GroupId.eq(group.0));
    }
    if let Some(after) = after {
        query = query.filter(escalation::Column::Number.lt(i64::from(after)));
    }
    let mut lines = query
        .all(connection)
        .await?
        .iter()
        .map(|row| told(&row.told).map(|escalation| line(&escalation)))
        .collect::<Result<Vec<_>, _>>()?;
    let more = lines.len() as u64 > ESCALATIONS_A_PAGE;
    lines.truncate(usize::try_from(ESCALATIONS_A_PAGE).unwrap_or(usize::MAX));
    let next = more.then(|| lines.last().map(|line| line.number)).flatten();
    let groups = lines.iter().map(|line| line.group).collect();
    let people = lines.iter().map(|line| line.opened_by).collect();
    let names = Names::of(connection, groups, people, BTreeSet::new()).await?;
    Ok(Escalations { lines, names, next })
}

/// What the committee has before it: open escalations that reached its agenda, the one that waits longest first. One query.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn on_toc_agenda(context: &Context) -> Result<Vec<EscalationLine>, ReadError> {
    Ok(before_committee(context).await?.iter().map(line).collect())
}

async fn before_committee(context: &Context) -> Result<Vec<Escalation>, ReadError> {
    let rows = escalation::Entity::find()
        .filter(escalation::Column::State.eq("open"))
        .filter(escalation::Column::Rung.eq(Rung::Committee.key()))
        .order_by_asc(escalation::Column::DueAt)
        .order_by_asc(escalation::Column::Number)
        .limit(AT_ONCE)
        .all(context.database.connection())
        .await?;
    rows.iter().map(|row| told(&row.told)).collect()
}

/// Whether they have a part in it: who disagrees, who was asked, and who leads one of the groups today.
fn is_party(escalation: &Escalation, facts: &Facts) -> bool {
    facts.leads_group
        || facts.leads_affected
        || escalation.parties().any(|party| party == facts.person)
}

/// What a member of the committee can decide: what is on its agenda, but for that in which they have a part themselves. One
/// query.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn to_decide(
    context: &Context,
    person: PersonId,
) -> Result<Vec<EscalationLine>, ReadError> {
    Ok(before_committee(context)
        .await?
        .iter()
        .filter(|escalation| {
            let facts = facts(
                context,
                person,
                Some(escalation.group),
                &escalation.affected,
            );
            !is_party(escalation, &facts)
        })
        .map(line)
        .collect())
}

/// What an escalation waits for from someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// Their answer.
    Answer,
    /// The case of their group.
    Case,
    /// They disagree, and everyone had their say: they settle it or take it up.
    NextStep,
}

impl Wait {
    /// What is to be done, as a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Answer => "Your answer is waited for",
            Self::Case => "Your group’s case is waited for",
            Self::NextStep => "It is your turn: settle it or take it up",
        }
    }
}

/// Something that an escalation waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The escalation's number.
    pub number: u32,
    /// What it is called.
    pub title: String,
    /// The group whose decision or doing it is.
    pub group: GroupId,
    /// What is waited for.
    pub wait: Wait,
    /// Until when; for the next step since when.
    pub due: Timestamp,
}

/// What open escalations wait for from someone, the most urgent first. One query.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn waiting_for(context: &Context, person: PersonId) -> Result<Vec<Waiting>, ReadError> {
    let theirs = escalation_party::Entity::find()
        .select_only()
        .column(escalation_party::Column::EscalationId)
        .filter(escalation_party::Column::PersonId.eq(person.0))
        .into_query();
    let rows = escalation::Entity::find()
        .filter(escalation::Column::State.eq("open"))
        .filter(escalation::Column::Id.in_subquery(theirs))
        .order_by_asc(escalation::Column::DueAt)
        .limit(AT_ONCE)
        .all(context.database.connection())
        .await?;
    let now = context.instant();
    let mut waiting = Vec::new();
    for row in rows {
        let escalation = told(&row.told)?;
        if let Some(wait) = wait(&escalation, person, now) {
            waiting.push(Waiting {
                number: escalation.number,
                title: escalation.title.clone(),
                group: escalation.group,
                wait,
                due: escalation.due(),
            });
        }
    }
    Ok(waiting)
}

fn wait(escalation: &Escalation, person: PersonId, now: Timestamp) -> Option<Wait> {
    if escalation.opened_by == person {
        return match escalation.turn(now) {
            Turn::Disagreeing => Some(Wait::NextStep),
            Turn::Asked | Turn::Committee | Turn::Nobody => None,
        };
    }
    if escalation.waits_for_answer_of(person) {
        return Some(Wait::Answer);
    }
    let leads_group = escalation
        .steps()
        .flat_map(|step| &step.asked)
        .any(|asked| asked.person == person && asked.group == escalation.group);
    let case_is_missing = escalation.missing(now).iter().any(|missing| match missing {
        Missing::OtherCase(_) => true,
        Missing::Answers(_) | Missing::Alternate | Missing::OwnCase => false,
    });
    (leads_group && case_is_missing).then_some(Wait::Case)
}

/// The escalation with that number, for its page. Two queries.
///
/// # Errors
/// When there is none, the database fails or the record is damaged.
pub async fn escalation(context: &Context, number: u32) -> Result<EscalationRead, ReadError> {
    let connection = context.database.connection();
    let record = found(connection, number).await?;
    let groups = record
        .affected
        .iter()
        .copied()
        .chain([record.group])
        .collect();
    let people = record
        .parties()
        .chain(record.steps().map(|step| step.by))
        .chain(record.answers.iter().map(|answer| answer.by))
        .chain(record.own_case.iter().map(|case| case.by))
        .chain(record.other_case.iter().map(|case| case.by))
        .collect();
    let names = Names::of(connection, groups, people, BTreeSet::new()).await?;
    let now = context.instant();
    Ok(EscalationRead {
        reader: reader(context, &record),
        record,
        names,
        now,
    })
}

fn reader(context: &Context, record: &Escalation) -> Reader {
    let takes_part = context.may(Action::TakePart, Resource::Community).is_ok();
    let Some(person) = context.actor().person_id().filter(|_| takes_part) else {
        return Reader::default();
    };
    let facts = facts(context, person, Some(record.group), &record.affected);
    let on_committee = context.may(Action::Decide, Resource::Community).is_ok();
    let party = is_party(record, &facts);
    Reader {
        takes_part,
        opener: record.opened_by == person,
        leads_group: facts.leads_group,
        leads_affected: facts.leads_affected,
        on_committee,
        recused: on_committee && party,
        asked: record.waits_for_answer_of(person),
    }
}
