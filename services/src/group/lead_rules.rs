//! What a change of the lead rules would mean for the groups as they are led today.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    group::GroupKind,
    ids::GroupId,
    lead_rules::{Finding, Verdict},
    policy::LeadRules,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{leading_seats::LeadingSeats, leads::Known};
use crate::{Context, ReadError, entities::group, history::Name};

/// The groups for which other lead rules make a difference. No evidence is neither a pass nor a failure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeadRulesCompared {
    /// How many groups the rules speak of.
    pub groups: usize,
    /// Of how many a rule fails under the rules before.
    pub failing_before: usize,
    /// Those of which no rule fails under the rules before, and one does after; by name.
    pub newly_failing: Vec<Name>,
    /// Those of which a rule fails under the rules before, and none does after; by name.
    pub no_longer_failing: Vec<Name>,
}

/// Compares what two sets of lead rules find for all groups that are alive, with today's leads and today's evidence. Six
/// queries, however many groups there are.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn compare_lead_rules(
    context: &Context,
    before: &LeadRules,
    after: &LeadRules,
) -> Result<LeadRulesCompared, ReadError> {
    let connection = context.database.connection();
    let kinds = GroupKind::ALL
        .into_iter()
        .filter(|kind| kind.has_lead_rules())
        .map(GroupKind::key);
    let groups: Vec<(Uuid, String, String)> = group::Entity::find()
        .select_only()
        .columns([group::Column::Id, group::Column::Slug, group::Column::Name])
        .filter(group::Column::EndedOn.is_null())
        .filter(group::Column::Kind.is_in(kinds))
        .order_by_asc(group::Column::NameKey)
        .order_by_asc(group::Column::Id)
        .into_tuple()
        .all(connection)
        .await?;
    let seats = LeadingSeats::of_all(connection).await?;
    let known = Known::of_all_who_lead(connection, context.today()).await?;
    let mut compared = LeadRulesCompared {
        groups: groups.len(),
        ..LeadRulesCompared::default()
    };
    for (id, slug, name) in groups {
        let held = seats.of_group(GroupId(id));
        let fails = |rules| any_fails(&known.findings_for(rules, held.iter().copied()));
        let name = Name { slug, name };
        match (fails(before), fails(after)) {
            (false, true) => compared.newly_failing.push(name),
            (true, after) => {
                compared.failing_before += 1;
                if !after {
                    compared.no_longer_failing.push(name);
                }
            }
            (false, false) => {}
        }
    }
    Ok(compared)
}

/// What the lead rules find for these groups, with today’s leads and today’s evidence. At most seven queries, however many
/// groups there are.
pub(crate) async fn findings_of(
    context: &Context,
    rules: &LeadRules,
    groups: &[GroupId],
) -> Result<BTreeMap<GroupId, Vec<Finding>>, ReadError> {
    if groups.is_empty() {
        return Ok(BTreeMap::new());
    }
    let connection = context.database.connection();
    let seats = LeadingSeats::of(connection, groups.iter().copied()).await?;
    let known = Known::of(connection, seats.people(), BTreeSet::new(), context.today()).await?;
    Ok(groups
        .iter()
        .map(|group| {
            let held = seats.of_group(*group);
            (*group, known.findings_for(rules, held.iter().copied()))
        })
        .collect())
}

fn any_fails(findings: &[Finding]) -> bool {
    findings
        .iter()
        .any(|finding| finding.verdict == Verdict::Fail)
}
