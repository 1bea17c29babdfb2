//! All reports on one time, and who owes one.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Day,
    ids::{GroupId, PersonId},
    policy::ReportCadence,
    report::Period,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    owed::owing,
    periods::Rules,
    rows::{Report, period_of, report},
    show::{MarkLine, mark},
};
use crate::{
    Context, ReadError,
    entities::{report, report_mark},
    history::{Name, Names},
    policy,
};

/// So many reports stand on a page.
const ON_A_PAGE: usize = 40;
/// So many times can be chosen.
const TIMES: u64 = 40;

/// All reports on a time.
#[derive(Clone, Debug)]
pub struct PeriodPage {
    /// Which time; none where nobody has ever reported and nobody has to.
    pub period: Option<Period>,
    /// How often groups report now.
    pub cadence: ReportCadence,
    /// By when they are due.
    pub due_on: Option<Day>,
    /// Today.
    pub today: Day,
    /// The times that can be chosen, the newest first.
    pub periods: Vec<Period>,
    /// The reports.
    pub reports: Vec<ReportOfPeriod>,
    /// Where the next page begins: behind this group’s.
    pub next: Option<Uuid>,
    /// The groups that owe one, by name; on the first page only.
    pub missing: Vec<Name>,
    /// Names of whom it speaks of.
    pub names: Names,
}

/// A report with what the committee says of it.
#[derive(Clone, Debug)]
pub struct ReportOfPeriod {
    /// The report.
    pub report: Report,
    /// What its members say.
    pub marks: Vec<MarkLine>,
}

/// All reports on a time; on the newest one that is over unless asked otherwise. Six queries.
///
/// # Errors
/// When the time is none that anyone could report on, or the database fails.
pub async fn of_period(
    context: &Context,
    asked: Option<Period>,
    after: Option<Uuid>,
) -> Result<PeriodPage, ReadError> {
    let connection = context.database.connection();
    let versions = policy::versions(&context.database).await?;
    let rules = Rules::of(versions, context.today());
    let periods = periods(connection, &rules).await?;
    let period = match asked {
        Some(period) if periods.contains(&period) => Some(period),
        Some(_) => return Err(ReadError::NotFound),
        None => rules
            .cadence
            .newest_over(rules.today)
            .filter(|period| periods.contains(period))
            .or(periods.first().copied()),
    };
    let Some(period) = period else {
        return Ok(PeriodPage {
            period: None,
            cadence: rules.cadence,
            due_on: None,
            today: rules.today,
            periods,
            reports: Vec::new(),
            next: None,
            missing: Vec::new(),
            names: Names::default(),
        });
    };
    let of_cadence = rules.cadence.period_on(period.first()) == Some(period);
    let (reports, next) = reports(connection, period, after).await?;
    let missing = if of_cadence && after.is_none() && period.is_over(rules.today) {
        owing(connection, period, None).await?
    } else {
        Vec::new()
    };
    let groups: BTreeSet<GroupId> = reports.iter().map(|entry| entry.report.group).collect();
    let people: BTreeSet<PersonId> = reports
        .iter()
        .flat_map(|entry| {
            let marks = entry.marks.iter().map(|mark| mark.person);
            marks.chain([entry.report.submitted_by])
        })
        .collect();
    Ok(PeriodPage {
        period: Some(period),
        cadence: rules.cadence,
        due_on: of_cadence.then(|| rules.due_on(period)),
        today: rules.today,
        periods,
        names: Names::of(connection, groups, people, BTreeSet::new()).await?,
        reports,
        next,
        missing: missing.into_iter().map(|(_, name)| name).collect(),
    })
}

/// The times on which someone reported, and the last ones of today's cadence.
async fn periods(
    connection: &impl ConnectionTrait,
    rules: &Rules,
) -> Result<Vec<Period>, ReadError> {
    let reported: Vec<String> = report::Entity::find()
        .select_only()
        .column(report::Column::Period)
        .column(report::Column::LastDay)
        .column(report::Column::FirstDay)
        .distinct()
        .order_by_desc(report::Column::LastDay)
        .order_by_desc(report::Column::FirstDay)
        .limit(TIMES)
        .into_tuple::<(String, String, String)>()
        .all(connection)
        .await?
        .into_iter()
        .map(|(period, _, _)| period)
        .collect();
    let mut periods = reported
        .iter()
        .map(|period| period_of(period))
        .collect::<Result<BTreeSet<_>, _>>()?;
    let over = rules.cadence.newest_over(rules.today);
    let before = over.and_then(|over| rules.cadence.before(over));
    periods.extend(over.into_iter().chain(before));
    let mut periods: Vec<Period> = periods.into_iter().collect();
    periods.sort_by_key(|period| (period.last(), period.first()));
    periods.reverse();
    Ok(periods)
}

/// The groups' reports in the order of their ids, which is that in which the groups came into the record.
async fn reports(
    connection: &impl ConnectionTrait,
    period: Period,
    after: Option<Uuid>,
) -> Result<(Vec<ReportOfPeriod>, Option<Uuid>), ReadError> {
    let mut query = report::Entity::find()
        .filter(report::Column::Period.eq(period.to_string()))
        .order_by_asc(report::Column::GroupId)
        .limit(ON_A_PAGE as u64 + 1);
    if let Some(after) = after {
        query = query.filter(report::Column::GroupId.gt(after));
    }
    let mut rows = query.all(connection).await?;
    let more = rows.len() > ON_A_PAGE;
    rows.truncate(ON_A_PAGE);
    let next = rows.last().filter(|_| more).map(|row| row.group_id);
    let mut marks: BTreeMap<Uuid, Vec<MarkLine>> = BTreeMap::new();
    let found = report_mark::Entity::find()
        .filter(report_mark::Column::Period.eq(period.to_string()))
        .filter(report_mark::Column::GroupId.is_in(rows.iter().map(|row| row.group_id)))
        .order_by_asc(report_mark::Column::MarkedAt)
        .all(connection)
        .await?;
    for row in found {
        marks.entry(row.group_id).or_default().push(mark(row));
    }
    let reports = rows
        .into_iter()
        .map(|row| {
            let marks = marks.remove(&row.group_id).unwrap_or_default();
            Ok(ReportOfPeriod {
                report: report(row)?,
                marks,
            })
        })
        .collect::<Result<Vec<_>, ReadError>>()?;
    Ok((reports, next))
}
