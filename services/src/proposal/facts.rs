//! What a decision depends on beside the proposal: the committee, the policy, and what the lead rules find.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Day,
    group::Group,
    ids::{GroupId, PersonId},
    lead_rules::{Finding, LeadRule, Verdict},
    policy::{Electorate, Enforcement, LeadRules, Policy},
    proposal::{Ballot, Elector, LeadChange, Request},
    seat::Role,
    standing::Standing,
};
use jiff::Timestamp;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::{
    Context, ReadError,
    entities::{seat, standing},
    group::Known,
    history::Names,
    person::role_of,
    record,
};

/// What the lead rules find for what is asked: who leads now, and who would.
pub struct LeadFindings {
    /// With the leads of today; none where the group is yet to be formed.
    pub before: Vec<Finding>,
    /// With the leads that there would be.
    pub after: Vec<Finding>,
    /// Names for the findings.
    pub names: Names,
}

/// Who decides on a proposal that is submitted on a day: the committee, the leads of the stakeholder groups, or both, as the
/// policy says. Eight queries at most.
pub(super) async fn ballot(
    connection: &impl ConnectionTrait,
    electorate: Electorate,
    stakeholders: &[GroupId],
    today: Day,
    opened_at: Timestamp,
) -> Result<Ballot, ReadError> {
    let leads = if electorate.asks_stakeholders() {
        leads_of(connection, stakeholders).await?
    } else {
        BTreeMap::new()
    };
    let committee = match electorate {
        Electorate::Stakeholders if !leads.is_empty() => BTreeSet::new(),
        Electorate::Committee | Electorate::CommitteeAndStakeholders | Electorate::Stakeholders => {
            committee_on(connection, today).await?
        }
    };
    let people: BTreeSet<PersonId> = committee.iter().chain(leads.keys()).copied().collect();
    let known = Known::of(connection, people.clone(), BTreeSet::new(), today).await?;
    Ok(Ballot {
        opened_at,
        electors: people
            .into_iter()
            .map(|person| Elector {
                person,
                organization: known.topmost_organization(person),
                // Whoever is on the committee too has that seat, and no second one.
                stakeholder: leads
                    .get(&person)
                    .copied()
                    .filter(|_| !committee.contains(&person)),
            })
            .collect(),
    })
}

/// Who leads these groups, each for the first of them that they lead.
async fn leads_of(
    connection: &impl ConnectionTrait,
    groups: &[GroupId],
) -> Result<BTreeMap<PersonId, GroupId>, ReadError> {
    let roles = Role::ALL
        .into_iter()
        .filter(|role| role.leads())
        .map(Role::key);
    let rows: Vec<(Uuid, Uuid)> = seat::Entity::find()
        .select_only()
        .columns([seat::Column::PersonId, seat::Column::GroupId])
        .filter(seat::Column::GroupId.is_in(groups.iter().map(|group| group.0)))
        .filter(seat::Column::Until.is_null())
        .filter(seat::Column::Role.is_in(roles))
        .order_by_asc(seat::Column::GroupId)
        .into_tuple()
        .all(connection)
        .await?;
    let mut leads = BTreeMap::new();
    for (person, group) in rows {
        leads.entry(PersonId(person)).or_insert(GroupId(group));
    }
    Ok(leads)
}

async fn committee_on(
    connection: &impl ConnectionTrait,
    today: Day,
) -> Result<BTreeSet<PersonId>, ReadError> {
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
    Ok(members.into_iter().map(PersonId).collect())
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
    let now: Vec<(Role, PersonId)> = group
        .map(|group| {
            group
                .seats_held()
                .map(|seat| (seat.role, seat.person))
                .collect()
        })
        .unwrap_or_default();
    let Some(seats) = seats_after(request, &now, &policy.lead_rules) else {
        return Ok(None);
    };
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

/// What the lead rules find for each of several requests, with the leads that there would be today; nothing where one leaves
/// them as they are. Seven queries, however many there are.
pub(super) async fn found_for_each(
    connection: &impl ConnectionTrait,
    asked: &[(&Request, &Policy)],
    today: Day,
) -> Result<Vec<Vec<Finding>>, ReadError> {
    let groups: BTreeSet<Uuid> = asked
        .iter()
        .filter(|(request, _)| {
            matches!(
                request,
                Request::ChangeLeads { .. } | Request::Revive { .. }
            )
        })
        .filter_map(|(request, _)| request.group())
        .map(|group| group.0)
        .collect();
    let rows: Vec<(Uuid, Uuid, String)> = seat::Entity::find()
        .select_only()
        .columns([
            seat::Column::GroupId,
            seat::Column::PersonId,
            seat::Column::Role,
        ])
        .filter(seat::Column::GroupId.is_in(groups))
        .filter(seat::Column::Until.is_null())
        .into_tuple()
        .all(connection)
        .await?;
    let mut held: BTreeMap<GroupId, Vec<(Role, PersonId)>> = BTreeMap::new();
    for (group, person, role) in rows {
        let seat = (role_of(&role)?, PersonId(person));
        held.entry(GroupId(group)).or_default().push(seat);
    }
    let after: Vec<Option<Vec<(Role, PersonId)>>> = asked
        .iter()
        .map(|(request, policy)| {
            let now = request
                .group()
                .and_then(|group| held.get(&group))
                .map_or(&[][..], Vec::as_slice);
            seats_after(request, now, &policy.lead_rules)
        })
        .collect();
    let people = after.iter().flatten().flatten().map(|(_, person)| *person);
    let known = Known::of(connection, people.collect(), BTreeSet::new(), today).await?;
    Ok(after
        .into_iter()
        .zip(asked)
        .map(|(seats, (_, policy))| {
            seats.map_or_else(Vec::new, |seats| {
                known.findings_for(&policy.lead_rules, seats.into_iter())
            })
        })
        .collect())
}

/// The seats that there would be; none where the request leaves them as they are.
pub(super) fn seats_after(
    request: &Request,
    now: &[(Role, PersonId)],
    rules: &LeadRules,
) -> Option<Vec<(Role, PersonId)>> {
    let mut seats = now.to_vec();
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
