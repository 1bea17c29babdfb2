//! What a decision depends on beside the proposal: the committee, the policy, and what the lead rules find.

use std::collections::BTreeSet;

use domain::{
    Day,
    group::Group,
    ids::{GroupId, PersonId},
    lead_rules::{Finding, LeadRule, Verdict},
    policy::{Enforcement, LeadRules, Policy},
    proposal::{Ballot, Elector, LeadChange, Request},
    seat::Role,
    standing::Standing,
};
use jiff::Timestamp;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::{Context, ReadError, entities::standing, group::Known, history::Names, record};

/// What the lead rules find for what is asked: who leads now, and who would.
pub struct LeadFindings {
    /// With the leads of today; none where the group is yet to be formed.
    pub before: Vec<Finding>,
    /// With the leads that there would be.
    pub after: Vec<Finding>,
    /// Names for the findings.
    pub names: Names,
}

/// The committee of a day, as it decides on a proposal submitted then. Six queries.
pub(super) async fn ballot(
    connection: &impl ConnectionTrait,
    today: Day,
    opened_at: Timestamp,
) -> Result<Ballot, ReadError> {
    let day = today.to_string();
    let members: Vec<Uuid> = standing::Entity::find()
        .select_only()
        .column(standing::Column::PersonId)
        .filter(standing::Column::Standing.eq(Standing::Committee.key()))
        .filter(standing::Column::Since.lte(&day))
        .filter(
            Condition::any()
                .add(standing::Column::Until.is_null())
                .add(standing::Column::Until.gt(&day)),
        )
        .into_tuple()
        .all(connection)
        .await?;
    let people: BTreeSet<PersonId> = members.into_iter().map(PersonId).collect();
    let known = Known::of(connection, people.clone(), BTreeSet::new(), today).await?;
    Ok(Ballot {
        opened_at,
        electors: people
            .into_iter()
            .map(|person| Elector {
                person,
                organization: known.topmost_organization(person),
            })
            .collect(),
    })
}

/// What the lead rules find for what is asked, under the policy of a day.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn lead_findings(
    context: &Context,
    request: &Request,
    policy: &Policy,
) -> Result<Option<LeadFindings>, ReadError> {
    let connection = context.database.connection();
    let group = match request.group() {
        Some(group) => record::group(connection, group, None).await?,
        None => None,
    };
    found(connection, request, group.as_ref(), policy, context.today()).await
}

/// The same inside a transaction, with the group as it is there; none where the request leaves the leads as they are.
pub(super) async fn found(
    connection: &impl ConnectionTrait,
    request: &Request,
    group: Option<&Group>,
    policy: &Policy,
    today: Day,
) -> Result<Option<LeadFindings>, ReadError> {
    let Some(seats) = seats_after(request, group, &policy.lead_rules) else {
        return Ok(None);
    };
    let now: Vec<(Role, PersonId)> = group
        .map(|group| {
            group
                .seats_held()
                .map(|seat| (seat.role, seat.person))
                .collect()
        })
        .unwrap_or_default();
    let people = seats
        .iter()
        .chain(&now)
        .map(|(_, person)| *person)
        .collect();
    let groups: BTreeSet<GroupId> = BTreeSet::new();
    let known = Known::of(connection, people, groups, today).await?;
    let before = if group.is_some() {
        known.findings_for(&policy.lead_rules, now.into_iter())
    } else {
        Vec::new()
    };
    Ok(Some(LeadFindings {
        before,
        after: known.findings_for(&policy.lead_rules, seats.into_iter()),
        names: known.names,
    }))
}

/// The seats that there would be; none where the request leaves them as they are.
fn seats_after(
    request: &Request,
    group: Option<&Group>,
    rules: &LeadRules,
) -> Option<Vec<(Role, PersonId)>> {
    let mut seats: Vec<(Role, PersonId)> = group
        .map(|group| {
            group
                .seats_held()
                .map(|seat| (seat.role, seat.person))
                .collect()
        })
        .unwrap_or_default();
    match request {
        Request::Form {
            leads, group_kind, ..
        } => {
            if !group_kind.has_lead_rules() {
                return None;
            }
            seats = leads.iter().map(|lead| (lead.role, lead.person)).collect();
        }
        Request::Revive { leads, .. } => {
            seats.retain(|(role, _)| !rules.roles.contains(role));
            seats.extend(leads.iter().map(|lead| (lead.role, lead.person)));
        }
        Request::ChangeLeads { changes, .. } => {
            for change in changes {
                match change {
                    LeadChange::Add { nomination } => {
                        seats.push((nomination.role, nomination.person));
                    }
                    LeadChange::Emeritus { seat } | LeadChange::Remove { seat } => {
                        seats.retain(|held| *held != (seat.role, seat.person));
                    }
                }
            }
        }
        Request::Recharter { .. }
        | Request::Rename { .. }
        | Request::Merge { .. }
        | Request::Convert { .. }
        | Request::Dissolve { .. } => return None,
    }
    Some(seats)
}

/// The rules that do not hold and that the policy lets stop a decision. Where the record has no evidence, nothing is known
/// to fail, and nothing stops.
pub(super) fn stopping(
    findings: Option<&LeadFindings>,
    policy: &Policy,
) -> Vec<(LeadRule, Option<PersonId>)> {
    match (policy.lead_rules.enforcement, findings) {
        (Enforcement::Warn, _) | (_, None) => Vec::new(),
        (Enforcement::Stop, Some(findings)) => findings
            .after
            .iter()
            .filter(|finding| finding.verdict == Verdict::Fail)
            .flat_map(|finding| match finding.rule {
                LeadRule::NumberOfLeads | LeadRule::Organizations => vec![(finding.rule, None)],
                LeadRule::Membership | LeadRule::Maintainership => finding
                    .about
                    .iter()
                    .map(|person| (finding.rule, Some(*person)))
                    .collect(),
            })
            .collect(),
    }
}
