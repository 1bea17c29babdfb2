//! One report with what the committee says of it, and all of a group's.

use std::collections::BTreeSet;

use domain::{
    Day,
    actor::Authority,
    group::GroupState,
    ids::{GroupId, PersonId},
    permission::{Action, Resource},
    policy::ReportCadence,
    report::{Mark, Period},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    draft::{Draft, cadence, draft_of, offered},
    periods::Offered,
    rows::{Report, period_of, report},
};
use crate::{
    Context, ReadError,
    entities::{report, report_draft, report_mark, report_request},
    group::address,
    history::{Name, Names},
    record::day_of,
};

/// So many reports of a group are listed.
const LISTED: u64 = 200;

/// A report with what its page shows.
#[derive(Clone, Debug)]
pub struct ReportPage {
    /// The group.
    pub group: Name,
    /// The report.
    pub report: Report,
    /// What the members of the committee say, the first first.
    pub marks: Vec<MarkLine>,
    /// Names of whom it speaks of.
    pub names: Names,
    /// Whether the reader may mark it.
    pub markable: bool,
    /// Whether the reader leads the group, and so does not say that it needs no discussion.
    pub leads: bool,
    /// Who the reader is, for their own mark.
    pub reader: Option<PersonId>,
}

/// What a member of the committee says of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkLine {
    /// Who.
    pub person: PersonId,
    /// What they say.
    pub mark: Mark,
    /// Whether the flag is settled: the committee has talked about it.
    pub settled: bool,
    /// When, in microseconds since 1970.
    pub at: i64,
}

impl MarkLine {
    /// Whether it takes time of a meeting.
    #[must_use]
    pub fn is_open_flag(&self) -> bool {
        matches!(self.mark, Mark::Flagged { .. }) && !self.settled
    }
}

/// All reports of a group.
#[derive(Clone, Debug)]
pub struct GroupReports {
    /// The group.
    pub group: Name,
    /// Its state.
    pub state: GroupState,
    /// How often it reports.
    pub cadence: ReportCadence,
    /// What the committee asked for and has not got.
    pub request: Option<Request>,
    /// The submitted ones, the newest time first.
    pub reports: Vec<ReportLine>,
    /// Drafts, for who runs the group.
    pub drafts: Vec<Draft>,
    /// On which times a report can be begun, for who runs the group.
    pub offered: Vec<Offered>,
    /// Whether the reader runs the group.
    pub runs: bool,
    /// Whether the reader may ask for a report.
    pub may_ask: bool,
    /// Names of whom it speaks of.
    pub names: Names,
}

/// A report in the list of a group's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportLine {
    /// On which time.
    pub period: Period,
    /// When it was submitted.
    pub submitted_on: Day,
    /// By whom.
    pub submitted_by: PersonId,
    /// How many of the committee have read it and want no discussion.
    pub read: usize,
    /// How many flagged it without its being discussed since.
    pub flags: usize,
    /// Whether it was discussed.
    pub discussed: bool,
}

/// That the committee asked for a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Why.
    pub reason: String,
    /// By which day.
    pub due_on: Day,
    /// Who asked.
    pub by: PersonId,
}

pub(super) fn mark(row: report_mark::Model) -> MarkLine {
    let mark = if row.mark == "flagged" {
        Mark::Flagged {
            comment: row.comment,
        }
    } else {
        Mark::Read
    };
    MarkLine {
        person: PersonId(row.person_id),
        mark,
        settled: row.settled,
        at: row.marked_at,
    }
}

/// The report of a group on a time. Four queries.
///
/// # Errors
/// When there is none, the group has moved, or the database fails.
pub async fn page(context: &Context, slug: &str, period: Period) -> Result<ReportPage, ReadError> {
    let connection = context.database.connection();
    let row = address::find(connection, slug).await?;
    let report = report::Entity::find_by_id((row.id, period.to_string()))
        .one(connection)
        .await?
        .ok_or(ReadError::NotFound)
        .and_then(report)?;
    let marks: Vec<MarkLine> = report_mark::Entity::find()
        .filter(report_mark::Column::GroupId.eq(row.id))
        .filter(report_mark::Column::Period.eq(period.to_string()))
        .order_by_asc(report_mark::Column::MarkedAt)
        .all(connection)
        .await?
        .into_iter()
        .map(mark)
        .collect();
    let people: BTreeSet<PersonId> = marks
        .iter()
        .map(|mark| mark.person)
        .chain([report.submitted_by])
        .chain(report.discussed.iter().map(|(_, by, _)| *by))
        .collect();
    Ok(ReportPage {
        group: Name {
            slug: row.slug,
            name: row.name,
        },
        names: Names::of_people(connection, people).await?,
        markable: context.may(Action::Decide, Resource::Community).is_ok(),
        leads: context
            .actor()
            .authorities(Some(GroupId(row.id)))
            .any_of(&[Authority::Lead]),
        reader: context.actor().person_id(),
        report,
        marks,
    })
}

/// All reports of a group. Eight queries.
///
/// # Errors
/// When there is no such group, it has moved, or the database fails.
pub async fn of_group(context: &Context, slug: &str) -> Result<GroupReports, ReadError> {
    let connection = context.database.connection();
    let row = address::find(connection, slug).await?;
    let group = address::id_of(&row);
    let reports = report::Entity::find()
        .filter(report::Column::GroupId.eq(row.id))
        .order_by_desc(report::Column::LastDay)
        .limit(LISTED)
        .all(connection)
        .await?;
    let marks = report_mark::Entity::find()
        .filter(report_mark::Column::GroupId.eq(row.id))
        .all(connection)
        .await?;
    let lines = reports
        .into_iter()
        .map(|row| {
            let of_it = || marks.iter().filter(|mark| mark.period == row.period);
            Ok(ReportLine {
                period: period_of(&row.period)?,
                submitted_on: day_of(&row.submitted_on)?,
                submitted_by: PersonId(row.submitted_by),
                read: of_it().filter(|mark| mark.mark == "read").count(),
                flags: of_it()
                    .filter(|mark| mark.mark == "flagged" && !mark.settled)
                    .count(),
                discussed: row.discussed_on.is_some(),
            })
        })
        .collect::<Result<Vec<_>, ReadError>>()?;
    let request = report_request::Entity::find_by_id(row.id)
        .one(connection)
        .await?
        .map(|row| {
            Ok::<_, ReadError>(Request {
                reason: row.reason,
                due_on: day_of(&row.due_on)?,
                by: PersonId(row.asked_by),
            })
        })
        .transpose()?;
    let state = GroupState::of_key(&row.state)
        .ok_or_else(|| ReadError::Damaged(format!("“{}” is no state of a group", row.state)))?;
    let runs = state.is_alive()
        && context
            .may(Action::RunGroup, Resource::Group(group))
            .is_ok();
    let (drafts, offered) = if runs {
        let drafts = report_draft::Entity::find()
            .filter(report_draft::Column::GroupId.eq(row.id))
            .order_by_desc(report_draft::Column::ChangedAt)
            .all(connection)
            .await?
            .into_iter()
            .map(draft_of)
            .collect::<Result<Vec<_>, ReadError>>()?;
        let mut offered = offered(context, &row).await?;
        offered.retain(|offered| drafts.iter().all(|draft| draft.period != offered.period));
        (drafts, offered)
    } else {
        (Vec::new(), Vec::new())
    };
    let people: BTreeSet<PersonId> = lines
        .iter()
        .map(|line| line.submitted_by)
        .chain(request.iter().map(|request| request.by))
        .chain(drafts.iter().filter_map(|draft| draft.changed_by))
        .collect();
    Ok(GroupReports {
        group: Name {
            slug: row.slug,
            name: row.name,
        },
        state,
        cadence: cadence(context).await?,
        request,
        reports: lines,
        drafts,
        offered,
        runs,
        may_ask: state.is_alive() && context.may(Action::Decide, Resource::Community).is_ok(),
        names: Names::of_people(connection, people).await?,
    })
}

/// The times on which a group has reported, the newest first.
pub(super) async fn reported(
    connection: &impl ConnectionTrait,
    group: GroupId,
) -> Result<Vec<Period>, ReadError> {
    let periods: Vec<String> = report::Entity::find()
        .select_only()
        .column(report::Column::Period)
        .filter(report::Column::GroupId.eq(group.0))
        .order_by_desc(report::Column::LastDay)
        .limit(LISTED)
        .into_tuple()
        .all(connection)
        .await?;
    periods.iter().map(|period| period_of(period)).collect()
}
