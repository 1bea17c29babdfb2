//! Whether the record is whole, and whether the tables that are made from it say what it says.

use std::collections::BTreeMap;

use sea_orm::{EntityTrait, QueryOrder};
use serde_json::Value;

use crate::{
    Context, Database, DatabaseError, ReadError, WriteError,
    backup::{catalogue, each_row},
    entities, projection, record,
};

/// The tables that nothing but the record decides over.
const MADE_FROM_THE_RECORD: [&str; 30] = [
    "groups",
    "former_slugs",
    "group_periods",
    "seats",
    "organizations",
    "people",
    "accounts",
    "affiliations",
    "standings",
    "policies",
    "committee_seats",
    "committee_terms",
    "person_listings",
    "person_words",
    "organization_people",
    "organization_groups",
    "organization_tallies",
    "tallies",
    "proposals",
    "decisions",
    "announcements",
    "roadmaps",
    "roadmap_versions",
    "roadmap_items",
    "reports",
    "report_marks",
    "report_requests",
    "alternates",
    "escalations",
    "escalation_parties",
];

/// How many rows of a table are listed at most.
const LISTED: usize = 5;

/// Why the record could not be checked.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// The database failed.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The tables could not be made anew for comparing.
    #[error("the tables could not be made anew for comparing: {0}")]
    Remake(#[from] WriteError),
    /// There is no database for comparing.
    #[error("the tables could not be made anew for comparing: {0}")]
    Scratch(#[from] DatabaseError),
}

impl From<sea_orm::DbErr> for CheckError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Read(error.into())
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// How many events the record has.
    pub events: usize,
    /// What is wrong, in words; nothing when all is well.
    pub problems: Vec<String>,
}

/// How often a check begins anew because the record was added to meanwhile.
const ATTEMPTS: usize = 5;

/// Reads the whole record, replays it, makes the tables anew in memory and compares them with those that are there.
///
/// # Errors
/// When the database cannot be read. What is wrong with the record is a finding.
pub async fn check(context: &Context) -> Result<Findings, CheckError> {
    let mut attempt = 1;
    loop {
        let newest = record::newest_seq(&context.database).await?;
        let findings = examine(context, newest).await?;
        let unchanged = record::newest_seq(&context.database).await? == newest;
        if unchanged || attempt == ATTEMPTS {
            return Ok(findings);
        }
        attempt += 1;
    }
}

async fn examine(context: &Context, newest: i64) -> Result<Findings, CheckError> {
    let connection = context.database.connection();
    let rows = entities::event::Entity::find()
        .order_by_asc(entities::event::Column::Seq)
        .all(connection)
        .await?;
    let mut findings = Findings {
        events: rows.len(),
        problems: Vec::new(),
    };
    for (expected, row) in (1..).zip(&rows) {
        if row.seq != expected {
            findings.problems.push(format!(
                "the record has no event {expected}; after it comes {}",
                row.seq
            ));
            break;
        }
    }
    if rows.last().map_or(0, |row| row.seq) != newest {
        findings.problems.push(format!(
            "the number of the newest event is kept as {newest}, and the newest event is {}",
            rows.last().map_or(0, |row| row.seq)
        ));
    }
    let mut events = Vec::with_capacity(rows.len());
    for row in &rows {
        match record::dated(&row.happened_on, &row.payload) {
            Ok(dated) if is_indexed_rightly(row, &dated.event) => events.push(dated),
            Ok(dated) => {
                findings.problems.push(format!(
                    "event {} is filed under another kind or subject than it has",
                    row.seq
                ));
                events.push(dated);
            }
            Err(error) => findings
                .problems
                .push(format!("event {}: {error}", row.seq)),
        }
    }
    match record::community_on(&context.database, None).await {
        Ok(community) => compare_tables(context, &events, &community, &mut findings).await?,
        Err(ReadError::Damaged(what)) => findings
            .problems
            .push(format!("the record cannot be replayed: {what}")),
        Err(error) => return Err(error.into()),
    }
    Ok(findings)
}

fn is_indexed_rightly(row: &entities::event::Model, event: &domain::event::Event) -> bool {
    row.kind == event.kind()
        && row.group_id == event.group().map(|id| id.0)
        && row.other_group_id == event.other_group().map(|id| id.0)
        && row.person_id == event.person().map(|id| id.0)
        && row.organization_id == event.organization().map(|id| id.0)
        && row.proposal_id == event.proposal().map(|id| id.0)
}

/// Rows of a table with how often each is there.
type Rows = BTreeMap<String, i64>;

async fn compare_tables(
    context: &Context,
    events: &[domain::event::DatedEvent],
    community: &domain::community::Community,
    findings: &mut Findings,
) -> Result<(), CheckError> {
    let scratch = Database::connect("sqlite::memory:").await?;
    scratch.migrate().await?;
    let (own_events, own_community) = (events.to_vec(), community.clone());
    scratch
        .write::<_, WriteError>(move |transaction| {
            Box::pin(
                async move { projection::write(transaction, &own_events, &own_community).await },
            )
        })
        .await?;
    for table in MADE_FROM_THE_RECORD {
        let mut difference = Rows::new();
        count(&context.database, table, 1, &mut difference).await?;
        count(&scratch, table, -1, &mut difference).await?;
        difference.retain(|_, times| *times != 0);
        for (row, times) in difference.iter().take(LISTED) {
            let what = if *times > 0 {
                "has a row that the record does not account for"
            } else {
                "lacks a row that the record accounts for"
            };
            findings.problems.push(format!("{table} {what}: {row}"));
        }
        if difference.len() > LISTED {
            findings.problems.push(format!(
                "{table}: and {} rows more",
                difference.len() - LISTED
            ));
        }
    }
    scratch.close().await?;
    Ok(())
}

async fn count(
    database: &Database,
    table: &str,
    step: i64,
    rows: &mut Rows,
) -> Result<(), CheckError> {
    let mut columns = catalogue(database.connection())
        .await?
        .remove(table)
        .unwrap_or_default();
    columns.sort_by(|one, other| one.name.cmp(&other.name));
    each_row(database.connection().pool().await, table, &columns, |row| {
        *rows.entry(Value::Array(row).to_string()).or_default() += step;
        Ok(())
    })
    .await
}
