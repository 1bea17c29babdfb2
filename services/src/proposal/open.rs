//! What is before the committee now, with all that its agenda asks of it.

use std::collections::BTreeSet;

use domain::{
    ids::{GroupId, PersonId},
    lead_rules::{LeadRule, Verdict},
    policy::Policy,
    proposal::{Proposal, ProposalState, Tally, tally},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{facts::seats_after, queue::records};
use crate::{Context, ReadError, entities::proposal, group::Known, policy, record};

/// So many open proposals are looked at.
const MOST: u64 = 200;

/// A lead rule that does not hold, and for whom.
pub type Unmet = (LeadRule, Option<PersonId>);

/// A proposal that the committee has.
#[derive(Clone, Debug)]
pub struct OpenProposal {
    /// What it is called.
    pub title: String,
    /// The group that it is about.
    pub group: Option<GroupId>,
    /// The proposal with its past.
    pub record: Proposal,
    /// The count, now.
    pub tally: Tally,
    /// The lead rules that would not hold and are not waived.
    pub unmet: Vec<Unmet>,
}

/// The proposals in review, in the order in which they came. Eleven queries at most, however many there are.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn open_proposals(context: &Context) -> Result<Vec<OpenProposal>, ReadError> {
    let connection = context.database.connection();
    let rows = proposal::Entity::find()
        .filter(proposal::Column::State.eq(ProposalState::InReview.key()))
        .order_by_asc(proposal::Column::Number)
        .limit(MOST)
        .all(connection)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut records = records(connection, rows.iter().map(|row| row.id)).await?;
    let policies = policy::versions(&context.database).await?;
    let changed: BTreeSet<GroupId> = records
        .values()
        .filter_map(|record| record.revision().request.group())
        .collect();
    let groups = record::groups(connection, &changed).await?;
    let mut open = Vec::with_capacity(rows.len());
    let mut people = BTreeSet::new();
    for row in rows {
        let id = domain::ids::ProposalId(row.id);
        let Some(record) = records.remove(&id) else {
            let what = format!("proposal {} has no events", row.number);
            return Err(ReadError::Damaged(what));
        };
        let rules = policies
            .iter()
            .find(|version| version.number == record.policy_version)
            .map_or_else(Policy::istio, |version| version.rules.clone());
        let request = &record.revision().request;
        let held: Vec<_> = request
            .group()
            .and_then(|group| groups.get(&group))
            .map(|group| {
                group
                    .seats_held()
                    .map(|seat| (seat.role, seat.person))
                    .collect()
            })
            .unwrap_or_default();
        let seats = seats_after(request, &held, &rules.lead_rules);
        people.extend(seats.iter().flatten().map(|(_, person)| *person));
        let proposal = OpenProposal {
            title: row.title,
            group: row.group_id.map(GroupId),
            tally: tally(&record, &rules.decision, context.instant()),
            record,
            unmet: Vec::new(),
        };
        open.push((proposal, rules, seats));
    }
    let known = Known::of(connection, people, BTreeSet::new(), context.today()).await?;
    Ok(open
        .into_iter()
        .map(|(mut proposal, rules, seats)| {
            if let Some(seats) = seats {
                let findings = known.findings_for(&rules.lead_rules, seats.into_iter());
                proposal.unmet = findings
                    .iter()
                    .filter(|finding| finding.verdict == Verdict::Fail)
                    .flat_map(|finding| match finding.rule {
                        LeadRule::NumberOfLeads | LeadRule::Organizations => {
                            vec![(finding.rule, None)]
                        }
                        LeadRule::Membership | LeadRule::Maintainership => finding
                            .about
                            .iter()
                            .map(|person| (finding.rule, Some(*person)))
                            .collect(),
                    })
                    .filter(|(rule, person)| {
                        !proposal
                            .record
                            .waivers
                            .iter()
                            .any(|waiver| waiver.rule == *rule && waiver.person == *person)
                    })
                    .collect();
            }
            proposal
        })
        .collect())
}
