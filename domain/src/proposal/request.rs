//! What a proposal asks for.

use serde::{Deserialize, Serialize};

use super::{CharterDraft, ProposalKind};
use crate::{
    group::GroupKind,
    ids::{GroupId, PersonId},
    seat::Role,
};

/// Someone nominated to lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nomination {
    /// Who.
    pub person: PersonId,
    /// As what: lead, chair or tech lead.
    pub role: Role,
}

/// One item of a preliminary roadmap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoadmapLine {
    /// What will be there then.
    pub outcome: String,
    /// In which month from the decision, from 1.
    pub month: u32,
}

/// A change of who leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "change")]
pub enum LeadChange {
    /// Someone becomes a lead.
    Add {
        /// Who, as what.
        #[serde(flatten)]
        nomination: Nomination,
    },
    /// A lead goes, with thanks.
    Emeritus {
        /// Who, from which seat.
        #[serde(flatten)]
        seat: Nomination,
    },
    /// A lead is removed.
    Remove {
        /// Who, from which seat.
        #[serde(flatten)]
        seat: Nomination,
    },
}

impl LeadChange {
    /// What is done, as a word, and the seat that it is about.
    #[must_use]
    pub fn parts(&self) -> (&'static str, &Nomination) {
        match self {
            Self::Add { nomination } => ("Becomes a lead", nomination),
            Self::Emeritus { seat } => ("Goes, with thanks", seat),
            Self::Remove { seat } => ("Is removed", seat),
        }
    }
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "ask")]
pub enum Request {
    /// To form a group.
    Form {
        /// Its name.
        name: String,
        /// What sort of group.
        group_kind: GroupKind,
        /// The group it is part of, for a subgroup.
        parent: Option<GroupId>,
        /// What it is for, in a sentence.
        description: String,
        /// Its charter.
        charter: Box<CharterDraft>,
        /// Its leads.
        leads: Vec<Nomination>,
        /// What it would do first.
        roadmap: Vec<RoadmapLine>,
        /// Where it would meet; empty where it does not say.
        meeting_link: String,
        /// The groups with a stake in it: where the policy says so, their leads decide too.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        stakeholders: Vec<GroupId>,
    },
    /// To give a group another charter.
    Recharter {
        /// Which.
        group: GroupId,
        /// The charter, in Markdown.
        charter: String,
        /// Why.
        reason: String,
    },
    /// To change who leads a group.
    ChangeLeads {
        /// Which.
        group: GroupId,
        /// How.
        changes: Vec<LeadChange>,
        /// Why.
        reason: String,
    },
    /// To give a group another name.
    Rename {
        /// Which.
        group: GroupId,
        /// The name.
        name: String,
        /// Why.
        reason: String,
    },
    /// To merge a group into another.
    Merge {
        /// Which.
        group: GroupId,
        /// Into which.
        into: GroupId,
        /// Why.
        reason: String,
    },
    /// To make a group a subgroup, or a subgroup a group.
    Convert {
        /// Which.
        group: GroupId,
        /// The sort of group that it becomes.
        group_kind: GroupKind,
        /// The group it becomes part of.
        parent: Option<GroupId>,
        /// Why.
        reason: String,
    },
    /// To dissolve a group.
    Dissolve {
        /// Which.
        group: GroupId,
        /// Why.
        reason: String,
    },
    /// To bring a dissolved group back.
    Revive {
        /// Which.
        group: GroupId,
        /// Its leads.
        leads: Vec<Nomination>,
        /// Why.
        reason: String,
    },
}

/// Something that a proposal lacks before it can be submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// A name.
    Name,
    /// The group that a subgroup is part of.
    Parent,
    /// A sentence that says what the group is for.
    Description,
    /// “The mission of the working group”
    Mission,
    /// “The goals of the working group (problems being solved)”
    Goals,
    /// “The scope of the working group (topics, subsystems, code repos, areas of responsibility)”
    Scope,
    /// “Nominate an initial set of leads.”
    Leads,
    /// “Create a preliminary 3 month roadmap”
    Roadmap,
    /// The charter’s text.
    Charter,
    /// At least one change.
    Changes,
    /// Another group than the one in question.
    Other,
    /// Why.
    Reason,
}

impl Missing {
    /// What is to be done about it, for the checklist.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Name => "Name the group.",
            Self::Parent => "Say which group the subgroup is part of.",
            Self::Description => "Say in a sentence what the group is for.",
            Self::Mission => "Write its mission.",
            Self::Goals => "Write its goals: the problems that it solves.",
            Self::Scope => {
                "Write its scope: at least one of topics, subsystems, repositories or areas of responsibility."
            }
            Self::Leads => "Nominate its leads.",
            Self::Roadmap => "Give its preliminary roadmap at least one item.",
            Self::Charter => "Write the charter.",
            Self::Changes => "Name at least one change.",
            Self::Other => "Choose another group.",
            Self::Reason => "Say why.",
        }
    }
}

impl Request {
    /// The sort of thing that is asked.
    #[must_use]
    pub fn kind(&self) -> ProposalKind {
        match self {
            Self::Form { .. } => ProposalKind::Form,
            Self::Recharter { .. } => ProposalKind::Recharter,
            Self::ChangeLeads { .. } => ProposalKind::ChangeLeads,
            Self::Rename { .. } => ProposalKind::Rename,
            Self::Merge { .. } => ProposalKind::Merge,
            Self::Convert { .. } => ProposalKind::Convert,
            Self::Dissolve { .. } => ProposalKind::Dissolve,
            Self::Revive { .. } => ProposalKind::Revive,
        }
    }

    /// The group that it is about; none where one is to be formed.
    #[must_use]
    pub fn group(&self) -> Option<GroupId> {
        match self {
            Self::Form { .. } => None,
            Self::Recharter { group, .. }
            | Self::ChangeLeads { group, .. }
            | Self::Rename { group, .. }
            | Self::Merge { group, .. }
            | Self::Convert { group, .. }
            | Self::Dissolve { group, .. }
            | Self::Revive { group, .. } => Some(*group),
        }
    }

    /// Another group that it concerns: the parent, or the one merged into.
    #[must_use]
    pub fn other_group(&self) -> Option<GroupId> {
        match self {
            Self::Form { parent, .. } | Self::Convert { parent, .. } => *parent,
            Self::Merge { into, .. } => Some(*into),
            Self::Recharter { .. }
            | Self::ChangeLeads { .. }
            | Self::Rename { .. }
            | Self::Dissolve { .. }
            | Self::Revive { .. } => None,
        }
    }

    /// The stakeholder groups that it names; for a group that there is, its own count.
    #[must_use]
    pub fn stakeholders(&self) -> &[GroupId] {
        match self {
            Self::Form { stakeholders, .. } => stakeholders,
            Self::Recharter { .. }
            | Self::ChangeLeads { .. }
            | Self::Rename { .. }
            | Self::Merge { .. }
            | Self::Convert { .. }
            | Self::Dissolve { .. }
            | Self::Revive { .. } => &[],
        }
    }

    /// Who is nominated.
    #[must_use]
    pub fn nominees(&self) -> Vec<&Nomination> {
        match self {
            Self::Form { leads, .. } | Self::Revive { leads, .. } => leads.iter().collect(),
            Self::ChangeLeads { changes, .. } => changes
                .iter()
                .filter_map(|change| match change {
                    LeadChange::Add { nomination } => Some(nomination),
                    LeadChange::Emeritus { .. } | LeadChange::Remove { .. } => None,
                })
                .collect(),
            Self::Recharter { .. }
            | Self::Rename { .. }
            | Self::Merge { .. }
            | Self::Convert { .. }
            | Self::Dissolve { .. } => Vec::new(),
        }
    }

    /// Everyone that it names.
    #[must_use]
    pub fn people(&self) -> Vec<PersonId> {
        match self {
            Self::ChangeLeads { changes, .. } => changes
                .iter()
                .map(|change| change.parts().1.person)
                .collect(),
            Self::Form { .. }
            | Self::Recharter { .. }
            | Self::Rename { .. }
            | Self::Merge { .. }
            | Self::Convert { .. }
            | Self::Dissolve { .. }
            | Self::Revive { .. } => self
                .nominees()
                .iter()
                .map(|nomination| nomination.person)
                .collect(),
        }
    }

    /// The charter that would hold, in Markdown; none where it stays as it is.
    #[must_use]
    pub fn charter(&self) -> Option<String> {
        match self {
            Self::Form { charter, .. } => Some(charter.markdown()),
            Self::Recharter { charter, .. } => Some(charter.clone()),
            Self::ChangeLeads { .. }
            | Self::Rename { .. }
            | Self::Merge { .. }
            | Self::Convert { .. }
            | Self::Dissolve { .. }
            | Self::Revive { .. } => None,
        }
    }

    /// What it lacks before it can be submitted. Source: “Proposing a new working group” of the process.
    #[must_use]
    pub fn missing(&self) -> Vec<Missing> {
        let mut missing = Vec::new();
        let mut want = |there: bool, what: Missing| {
            if !there {
                missing.push(what);
            }
        };
        let written = |text: &str| !text.trim().is_empty();
        match self {
            Self::Form {
                name,
                group_kind,
                parent,
                description,
                charter,
                leads,
                roadmap,
                meeting_link: _,
                stakeholders: _,
            } => {
                want(written(name), Missing::Name);
                want(
                    *group_kind != GroupKind::Subgroup || parent.is_some(),
                    Missing::Parent,
                );
                want(written(description), Missing::Description);
                want(written(&charter.mission), Missing::Mission);
                want(written(&charter.goals), Missing::Goals);
                want(charter.has_scope(), Missing::Scope);
                want(!leads.is_empty(), Missing::Leads);
                want(
                    roadmap.iter().any(|line| written(&line.outcome)),
                    Missing::Roadmap,
                );
            }
            Self::Recharter {
                charter, reason, ..
            } => {
                want(written(charter), Missing::Charter);
                want(written(reason), Missing::Reason);
            }
            Self::ChangeLeads {
                changes, reason, ..
            } => {
                want(!changes.is_empty(), Missing::Changes);
                want(written(reason), Missing::Reason);
            }
            Self::Rename { name, reason, .. } => {
                want(written(name), Missing::Name);
                want(written(reason), Missing::Reason);
            }
            Self::Merge {
                group,
                into,
                reason,
            } => {
                want(group != into, Missing::Other);
                want(written(reason), Missing::Reason);
            }
            Self::Convert {
                group,
                group_kind,
                parent,
                reason,
            } => {
                want(
                    *group_kind != GroupKind::Subgroup || parent.is_some(),
                    Missing::Parent,
                );
                want(*parent != Some(*group), Missing::Other);
                want(written(reason), Missing::Reason);
            }
            Self::Dissolve { reason, .. } => want(written(reason), Missing::Reason),
            Self::Revive { leads, reason, .. } => {
                want(!leads.is_empty(), Missing::Leads);
                want(written(reason), Missing::Reason);
            }
        }
        missing
    }
}
