//! Groups that are out of the lead rules today, with what would mend it: of the whole community, or those that someone leads.
//! It is found anew each time, so that it shows the moment a lead leaves or an employer changes.

use std::collections::BTreeSet;

use domain::{
    group::GroupKind,
    ids::{GroupId, PersonId},
    lead_rules::{Finding, Verdict, remedy},
    policy::LeadRules,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    leading_seats::LeadingSeats,
    leads::{Known, leading_roles},
};
use crate::{
    Context, ReadError,
    entities::{group, seat},
    history::Name,
    policy,
};

/// A group of which a lead rule does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutOfRules {
    /// The group.
    pub group: Name,
    /// The rules that do not hold.
    pub rules: Vec<BrokenRule>,
}

/// A lead rule that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenRule {
    /// What it found.
    pub finding: Finding,
    /// What would mend it, in a sentence or two.
    pub remedy: String,
}

/// The rules among these findings that do not hold, with what would mend them.
#[must_use]
pub fn broken(rules: &LeadRules, findings: &[Finding]) -> Vec<BrokenRule> {
    findings
        .iter()
        .filter(|finding| finding.verdict == Verdict::Fail)
        .map(|finding| BrokenRule {
            finding: finding.clone(),
            remedy: remedy(rules, finding.rule),
        })
        .collect()
}

/// The groups whose life goes on and that are out of the rules, by name; only those that `of` leads, where someone is named.
/// At most ten queries, however many groups there are.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn out_of_rules(
    context: &Context,
    of: Option<PersonId>,
) -> Result<Vec<OutOfRules>, ReadError> {
    let connection = context.database.connection();
    let today = context.today();
    let kinds = GroupKind::ALL
        .into_iter()
        .filter(|kind| kind.has_lead_rules())
        .map(GroupKind::key);
    let mut query = group::Entity::find()
        .select_only()
        .columns([group::Column::Id, group::Column::Slug, group::Column::Name])
        .filter(group::Column::EndedOn.is_null())
        .filter(group::Column::Kind.is_in(kinds))
        .order_by_asc(group::Column::NameKey)
        .order_by_asc(group::Column::Id);
    if let Some(person) = of {
        let led: Vec<Uuid> = seat::Entity::find()
            .select_only()
            .column(seat::Column::GroupId)
            .filter(seat::Column::PersonId.eq(person.0))
            .filter(seat::Column::Until.is_null())
            .filter(seat::Column::Role.is_in(leading_roles()))
            .into_tuple()
            .all(connection)
            .await?;
        if led.is_empty() {
            return Ok(Vec::new());
        }
        query = query.filter(group::Column::Id.is_in(led));
    }
    let groups: Vec<(Uuid, String, String)> = query.into_tuple().all(connection).await?;
    let seats = match of {
        Some(_) => {
            LeadingSeats::of(connection, groups.iter().map(|(id, _, _)| GroupId(*id))).await?
        }
        None => LeadingSeats::of_all(connection).await?,
    };
    let known = match of {
        Some(_) => Known::of(connection, seats.people(), BTreeSet::new(), today).await?,
        None => {
            Known::of_all_who_lead(connection, today)
                .await?
                .naming(connection)
                .await?
        }
    };
    let rules = policy::rules_on(connection, today).await?.lead_rules;
    Ok(groups
        .into_iter()
        .filter_map(|(id, slug, name)| {
            let held = seats.of_group(GroupId(id));
            let findings = known.findings_for(&rules, held.iter().copied());
            let broken = broken(&rules, &findings);
            (!broken.is_empty()).then_some(OutOfRules {
                group: Name { slug, name },
                rules: broken,
            })
        })
        .collect())
}
