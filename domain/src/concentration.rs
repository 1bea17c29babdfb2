//! How much of the community is led by how few organizations. Affiliates count as the organization they belong to, as
//! in the lead rules.

use std::collections::BTreeMap;

use crate::ids::OrganizationId;

/// Which organization belongs to which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Affiliates(BTreeMap<OrganizationId, OrganizationId>);

impl FromIterator<(OrganizationId, OrganizationId)> for Affiliates {
    /// From pairs of an organization and the one that it belongs to.
    fn from_iter<T: IntoIterator<Item = (OrganizationId, OrganizationId)>>(pairs: T) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl Affiliates {
    /// The organization, what it belongs to, and so on up to the topmost. A circle is gone through once.
    #[must_use]
    pub fn lineage(&self, organization: OrganizationId) -> Vec<OrganizationId> {
        let mut lineage = vec![organization];
        let mut lowest = organization;
        while let Some(parent) = self.0.get(&lowest) {
            if lineage.contains(parent) {
                break;
            }
            lineage.push(*parent);
            lowest = *parent;
        }
        lineage
    }

    /// The organizations that belong to this one, directly or through others.
    pub fn below(&self, organization: OrganizationId) -> impl Iterator<Item = OrganizationId> {
        self.0
            .keys()
            .copied()
            .filter(move |lower| *lower != organization)
            .filter(move |lower| self.lineage(*lower).contains(&organization))
    }

    /// The topmost organization, which the lead rules count.
    #[must_use]
    pub fn topmost(&self, organization: OrganizationId) -> OrganizationId {
        self.lineage(organization)
            .last()
            .copied()
            .unwrap_or(organization)
    }
}

/// The one organization that all leads of a group are with; `None` where they are with several, where the record does
/// not know of one of them, or where there is no lead.
#[must_use]
pub fn only_organization(leads: &[Option<OrganizationId>]) -> Option<OrganizationId> {
    let first = (*leads.first()?)?;
    leads
        .iter()
        .all(|lead| *lead == Some(first))
        .then_some(first)
}

/// A share in whole percent, rounded to the nearest; nothing of nothing is nothing.
#[must_use]
pub fn percent(part: u64, whole: u64) -> u64 {
    (part * 200 + whole).checked_div(whole * 2).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn organization(number: u128) -> OrganizationId {
        OrganizationId(Uuid::from_u128(number))
    }

    #[test]
    fn an_affiliate_of_an_affiliate_counts_as_the_topmost() {
        let affiliates = Affiliates::from_iter([
            (organization(3), organization(2)),
            (organization(2), organization(1)),
        ]);
        assert_eq!(affiliates.topmost(organization(3)), organization(1));
        assert_eq!(affiliates.topmost(organization(9)), organization(9));
        assert!(
            affiliates
                .below(organization(1))
                .eq([organization(2), organization(3)])
        );
    }

    #[test]
    fn organizations_that_belong_to_each_other_do_not_go_on_for_ever() {
        let circle = Affiliates::from_iter([
            (organization(1), organization(2)),
            (organization(2), organization(1)),
        ]);
        assert_eq!(
            circle.lineage(organization(1)),
            [organization(1), organization(2)]
        );
    }

    #[test]
    fn a_lead_of_an_unknown_organization_may_be_with_another_one() {
        let (one, other) = (Some(organization(1)), Some(organization(2)));
        assert_eq!(only_organization(&[one, one]), one);
        assert_eq!(only_organization(&[one, other]), None);
        assert_eq!(only_organization(&[one, None]), None);
        assert_eq!(only_organization(&[]), None);
    }

    #[test]
    fn a_share_is_rounded_to_the_nearest_percent() {
        assert_eq!(percent(1, 3), 33);
        assert_eq!(percent(2, 3), 67);
        assert_eq!(percent(1, 200), 1);
        assert_eq!(percent(0, 0), 0);
    }
}
