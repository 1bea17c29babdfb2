//! Who decides on a proposal: the electorate, frozen when the ballot opened.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Request;
use crate::ids::{GroupId, OrganizationId, PersonId};

/// Someone with a seat in the decision when the ballot opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elector {
    /// Who.
    pub person: PersonId,
    /// With which organization they were then; affiliates as the one they belong to.
    pub organization: Option<OrganizationId>,
    /// The stakeholder group for which they have it; none for a seat of the committee.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stakeholder: Option<GroupId>,
}

/// The electorate of one proposal. Who joins or leaves the committee later does not change it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ballot {
    /// When it opened.
    pub opened_at: Timestamp,
    /// The electors: the seats that were filled.
    pub electors: Vec<Elector>,
}

impl Ballot {
    /// How many seats decide.
    #[must_use]
    pub fn seats(&self) -> u32 {
        u32::try_from(self.electors.len()).unwrap_or(u32::MAX)
    }

    /// The elector, if they are one.
    #[must_use]
    pub fn elector(&self, person: PersonId) -> Option<&Elector> {
        self.electors
            .iter()
            .find(|elector| elector.person == person)
    }
}

/// Why an elector might have no part in a decision. It is shown to them; whether they recuse is theirs to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recusal {
    /// They are nominated themselves.
    OwnNomination,
    /// Someone of their organization is nominated.
    OwnOrganization,
    /// They wrote it.
    OwnProposal,
}

impl Recusal {
    /// The words on screen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::OwnNomination => "you are nominated",
            Self::OwnOrganization => "someone of your organization is nominated",
            Self::OwnProposal => "it is your own proposal",
        }
    }
}

/// The reasons for an elector to recuse. `organizations` are those of the nominees, as the record has them.
#[must_use]
pub fn recusals(
    elector: &Elector,
    request: &Request,
    authors: &[PersonId],
    organizations: &[(PersonId, OrganizationId)],
) -> Vec<Recusal> {
    let nominees = request.nominees();
    let own_nomination = nominees
        .iter()
        .any(|nomination| nomination.person == elector.person);
    let own_organization = elector.organization.is_some_and(|own| {
        nominees.iter().any(|nomination| {
            nomination.person != elector.person && organizations.contains(&(nomination.person, own))
        })
    });
    [
        (own_nomination, Recusal::OwnNomination),
        (own_organization, Recusal::OwnOrganization),
        (authors.contains(&elector.person), Recusal::OwnProposal),
    ]
    .into_iter()
    .filter_map(|(holds, reason)| holds.then_some(reason))
    .collect()
}
