//! What happens to an organization’s record, as sentences.

use domain::{ids::OrganizationId, person::OrganizationEvent};

use super::{Part, Words, names::text};

impl Words<'_> {
    pub(super) fn of_organization(
        &self,
        id: OrganizationId,
        change: &OrganizationEvent,
    ) -> Vec<Part> {
        let organization = self.organization(id);
        match change {
            OrganizationEvent::Registered { .. } => {
                vec![organization, text(" came into the record")]
            }
            OrganizationEvent::ParentChanged { before, parent } => match (before, parent) {
                (_, Some(parent)) => vec![
                    organization,
                    text(" became part of "),
                    self.organization(*parent),
                ],
                (Some(before), None) => vec![
                    organization,
                    text(" is no longer part of "),
                    self.organization(*before),
                ],
                (None, None) => vec![organization, text(" is part of no other organization")],
            },
        }
    }
}
