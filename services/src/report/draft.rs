//! A report that is being written: the record's facts as they are now, and the leads' words.

use domain::{
    event::Event,
    group::GroupState,
    ids::{GroupId, PersonId},
    permission::{Action, Resource},
    policy::ReportCadence,
    report::{Fact, Period, ReportCommand, ReportWords, decide},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, prelude::Expr,
    sea_query::OnConflict,
};

use super::{
    act::{ReportError, standing},
    facts::facts,
    periods::{Offered, Rules},
    show::reported,
};
use crate::{
    Context, ReadError,
    entities::{group, report_draft},
    group::address,
    history::{Name, Names},
    policy,
    record::{self, day_of, json, of_json},
};

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// On which time.
    pub period: Period,
    /// What the leads say so far.
    pub words: ReportWords,
    /// Counts the changes.
    pub version: i32,
    /// Who changed it last.
    pub changed_by: Option<PersonId>,
    /// When, in microseconds since 1970.
    pub changed_at: i64,
}

/// A draft with what its page shows.
#[derive(Clone, Debug)]
pub struct DraftPage {
    /// The group.
    pub group: Name,
    /// The draft.
    pub draft: Draft,
    /// Who changed it last.
    pub changed_by: Option<Name>,
    /// What the record knows of this time by now.
    pub facts: Vec<Fact>,
}

pub(super) fn draft_of(row: report_draft::Model) -> Result<Draft, ReadError> {
    Ok(Draft {
        period: super::rows::period_of(&row.period)?,
        words: of_json(&row.words)?,
        version: row.version,
        changed_by: row.changed_by.map(PersonId),
        changed_at: row.changed_at,
    })
}

/// Begins the draft on a time that is offered; goes on where there is one.
///
/// # Errors
/// When the actor may not, the time is not offered, or the database fails.
pub async fn begin(context: &Context, slug: &str, period: Period) -> Result<(), ReportError> {
    let (row, group) = run(context, slug).await?;
    if GroupState::of_key(&row.state).is_none_or(|state| !state.is_alive()) {
        return Err(ReportError::Ended);
    }
    let offered = offered(context, &row).await?;
    let connection = context.database.connection();
    let has = report_draft::Entity::find_by_id((group.0, period.to_string()))
        .one(connection)
        .await?
        .is_some();
    if has {
        return Ok(());
    }
    if !offered.iter().any(|offered| offered.period == period) {
        return Err(ReportError::NotOffered);
    }
    let row = report_draft::ActiveModel {
        group_id: Set(group.0),
        period: Set(period.to_string()),
        words: Set(json(&ReportWords::default())?),
        version: Set(1),
        changed_by: Set(context.actor().person_id().map(|person| person.0)),
        changed_at: Set(context.now()),
    };
    // Two leads who begin at once begin the same.
    report_draft::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([report_draft::Column::GroupId, report_draft::Column::Period])
                .update_column(report_draft::Column::Period)
                .to_owned(),
        )
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

pub(super) async fn offered(
    context: &Context,
    row: &group::Model,
) -> Result<Vec<Offered>, ReadError> {
    let versions = policy::versions(&context.database).await?;
    let rules = Rules::of(versions, context.today());
    let reported = reported(context.database.connection(), GroupId(row.id)).await?;
    Ok(rules.offered(day_of(&row.formed_on)?, &reported))
}

/// How often a group reports by the rules of today.
pub(super) async fn cadence(context: &Context) -> Result<ReportCadence, ReadError> {
    let versions = policy::versions(&context.database).await?;
    Ok(Rules::of(versions, context.today()).cadence)
}

/// The draft on a time, for who runs the group.
///
/// # Errors
/// When the actor may not, there is none, or the database fails.
pub async fn draft(context: &Context, slug: &str, period: Period) -> Result<DraftPage, ReadError> {
    let connection = context.database.connection();
    let row = address::find(connection, slug).await?;
    let group = address::id_of(&row);
    context.may(Action::RunGroup, Resource::Group(group))?;
    let draft = find(connection, group, period)
        .await?
        .ok_or(ReadError::NotFound)?;
    let names = Names::of(
        connection,
        Default::default(),
        draft.changed_by.into_iter().collect(),
        Default::default(),
    )
    .await?;
    let name = Name {
        slug: row.slug,
        name: row.name,
    };
    Ok(DraftPage {
        facts: facts(connection, group, &name.slug, period).await?,
        changed_by: draft.changed_by.and_then(|by| names.person(by).cloned()),
        group: name,
        draft,
    })
}

async fn find(
    connection: &impl ConnectionTrait,
    group: GroupId,
    period: Period,
) -> Result<Option<Draft>, ReadError> {
    report_draft::Entity::find_by_id((group.0, period.to_string()))
        .one(connection)
        .await?
        .map(draft_of)
        .transpose()
}

/// Keeps what was written.
///
/// # Errors
/// When the actor may not, someone changed the draft since `version`, or the database fails.
pub async fn save(
    context: &Context,
    slug: &str,
    period: Period,
    version: i32,
    words: &ReportWords,
) -> Result<(), ReportError> {
    let (_, group) = run(context, slug).await?;
    let connection = context.database.connection();
    let kept = keep(connection, context, (group, period, version), words).await?;
    if kept {
        return Ok(());
    }
    Err(lost(connection, group, period).await?)
}

/// Whether it was kept: the draft is there in that version.
async fn keep(
    connection: &impl ConnectionTrait,
    context: &Context,
    (group, period, version): (GroupId, Period, i32),
    words: &ReportWords,
) -> Result<bool, ReportError> {
    let changed = report_draft::Entity::update_many()
        .col_expr(report_draft::Column::Words, Expr::value(json(words)?))
        .col_expr(
            report_draft::Column::Version,
            Expr::value(version.saturating_add(1)),
        )
        .col_expr(
            report_draft::Column::ChangedBy,
            Expr::value(context.actor().person_id().map(|person| person.0)),
        )
        .col_expr(report_draft::Column::ChangedAt, Expr::value(context.now()))
        .filter(report_draft::Column::GroupId.eq(group.0))
        .filter(report_draft::Column::Period.eq(period.to_string()))
        .filter(report_draft::Column::Version.eq(version))
        .exec(connection)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Why a draft is not there in the version that someone had.
async fn lost(
    connection: &impl ConnectionTrait,
    group: GroupId,
    period: Period,
) -> Result<ReportError, ReportError> {
    Ok(match find(connection, group, period).await? {
        Some(_) => ReportError::Stale,
        None => ReportError::NotFound,
    })
}

/// Throws a draft away.
///
/// # Errors
/// When the actor may not, someone changed it since `version`, or the database fails.
pub async fn discard(
    context: &Context,
    slug: &str,
    period: Period,
    version: i32,
) -> Result<(), ReportError> {
    let (_, group) = run(context, slug).await?;
    let connection = context.database.connection();
    let gone = report_draft::Entity::delete_many()
        .filter(report_draft::Column::GroupId.eq(group.0))
        .filter(report_draft::Column::Period.eq(period.to_string()))
        .filter(report_draft::Column::Version.eq(version))
        .exec(connection)
        .await?;
    if gone.rows_affected == 1 {
        return Ok(());
    }
    Err(lost(connection, group, period).await?)
}

/// Submits the report: it is final then, with the facts of this moment.
///
/// # Errors
/// When the actor may not, someone changed the draft since `version`, the rules refuse it, or the database fails.
pub async fn submit(
    context: &Context,
    slug: &str,
    period: Period,
    version: i32,
    words: ReportWords,
) -> Result<(), ReportError> {
    let (row, group) = run(context, slug).await?;
    let by = context.person_id()?;
    let own = context.clone();
    let slug = row.slug;
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let gone = report_draft::Entity::delete_many()
                    .filter(report_draft::Column::GroupId.eq(group.0))
                    .filter(report_draft::Column::Period.eq(period.to_string()))
                    .filter(report_draft::Column::Version.eq(version))
                    .exec(transaction)
                    .await?;
                if gone.rows_affected != 1 {
                    return Err(lost(transaction, group, period).await?);
                }
                let command = ReportCommand::Submit {
                    period,
                    words,
                    facts: facts(transaction, group, &slug, period).await?,
                };
                let standing = standing(transaction, group, period).await?;
                let change = decide(standing, command, by, own.instant(), own.today())?;
                record::tell(transaction, &own, newest, Event::Report { group, change }).await?;
                Ok(())
            })
        })
        .await
}

/// The group at that address, for who runs it.
async fn run(context: &Context, slug: &str) -> Result<(group::Model, GroupId), ReportError> {
    let row = address::find(context.database.connection(), slug).await?;
    let group = address::id_of(&row);
    context.may(Action::RunGroup, Resource::Group(group))?;
    Ok((row, group))
}
