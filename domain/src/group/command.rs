//! What an actor may want done to a group, and why it may be refused.

use super::{GroupKind, GroupState};
use crate::{
    Day,
    actor::Authority,
    ids::{GroupId, PersonId},
    link::Link,
    permission::words_of,
    seat::Role,
    slug::Slug,
};

/// Something that an actor wants done to a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupCommand {
    /// Bring it into being.
    Form {
        /// Its name.
        name: String,
        /// Its address, not in use.
        slug: Slug,
        /// What sort of group.
        kind: GroupKind,
        /// The group it is part of.
        parent: Option<GroupId>,
    },
    /// Begin a subgroup, which is at work from then on: the leads of the group that it is part of do, with no further process.
    StartSubgroup {
        /// Its name.
        name: String,
        /// Its address, not in use.
        slug: Slug,
        /// The group it is part of.
        parent: GroupId,
    },
    /// End a subgroup: so do the leads of the group that it is part of.
    EndSubgroup,
    /// Say that its checklist is done.
    Activate,
    /// Give it another name and address.
    Rename {
        /// The new name.
        name: String,
        /// The new address.
        slug: Slug,
    },
    /// Make it another sort of group or part of another group.
    Convert {
        /// The new sort.
        kind: GroupKind,
        /// The group it becomes part of.
        parent: Option<GroupId>,
    },
    /// Begin to hand over.
    BeginClosing,
    /// Give the last word of its record.
    GiveFinalReport {
        /// The text, in Markdown.
        body: String,
        /// By whom.
        by: PersonId,
    },
    /// End it.
    Dissolve,
    /// End it; another carries its work on.
    MergeInto(GroupId),
    /// Bring it back.
    Revive,
    /// Say in a sentence what it is about.
    Describe(String),
    /// Adopt a charter, in Markdown.
    AdoptCharter(String),
    /// List a link or channel.
    AddLink(Link),
    /// Change a listed link, known by kind and label, to another of the same kind.
    ChangeLink {
        /// The listed one.
        before: Link,
        /// What it becomes.
        link: Link,
    },
    /// No longer list a link, known by kind and label.
    RemoveLink(Link),
    /// Say which groups have a stake in it.
    SetStakeholders(Vec<GroupId>),
    /// Seat someone.
    TakeSeat {
        /// Whom.
        person: PersonId,
        /// As what.
        role: Role,
        /// For which part of the group.
        area: Option<String>,
    },
    /// Name the part of the group that a seat is for.
    ChangeSeatArea {
        /// Whose.
        person: PersonId,
        /// Which seat.
        role: Role,
        /// The part.
        area: Option<String>,
    },
    /// Leave one’s own seat as a lead; nobody has to agree.
    StepDown {
        /// Who.
        person: PersonId,
        /// From which seat.
        role: Role,
        /// Whether they are to be remembered as an emeritus lead.
        emeritus: bool,
    },
    /// Unseat someone.
    LeaveSeat {
        /// Whom.
        person: PersonId,
        /// From which seat.
        role: Role,
    },
}

/// Why a command was refused, and who could lift it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such group yet.
    #[error("There is no such group.")]
    NoSuchGroup,
    /// There is one already.
    #[error("This group exists already.")]
    AlreadyFormed,
    /// Its state does not allow it.
    #[error("The group is {}; that cannot be done to it now.", .0.words().to_lowercase())]
    WrongState(GroupState),
    /// Someone else must do it.
    #[error("You may not do that: {} could.", words_of(.0))]
    NotAllowed(&'static [Authority]),
    /// It would be dated before what it follows.
    #[error("The group's record already runs to {newest}; a change of {on} would come before it.")]
    BeforeNewest {
        /// The day asked for.
        on: Day,
        /// The day of its newest event.
        newest: Day,
    },
    /// It is at work: only a registry finds such a group gone without a closing.
    #[error(
        "An active group is closed before it is dissolved; the oversight committee could begin its closing."
    )]
    NotClosing,
    /// A group cannot be its own parent, successor or stakeholder.
    #[error("A group cannot be its own parent, successor or stakeholder.")]
    ItsOwn,
    /// A subgroup needs a parent.
    #[error("A subgroup is part of a group; name which.")]
    SubgroupWithoutParent,
    /// Only a subgroup ends so.
    #[error(
        "Only a subgroup ends by a word of its leads; the oversight committee decides on groups."
    )]
    NoSubgroup,
    /// The name is empty.
    #[error("A group needs a name.")]
    NoName,
    /// The charter has no text.
    #[error("The charter is empty.")]
    EmptyCharter,
    /// The final report has no text.
    #[error("The final report is empty.")]
    EmptyReport,
    /// They hold that seat already.
    #[error("They hold that seat already.")]
    SeatHeld,
    /// They do not hold that seat.
    #[error("They do not hold that seat.")]
    SeatNotHeld,
    /// More leads than the policy wants, and the policy stops that.
    #[error("The policy allows at most {0} leads; the oversight committee may change the policy.")]
    TooManyLeads(u32),
    /// A link of that kind and label is listed already.
    #[error("A link with that name is listed already.")]
    LinkListed,
    /// A changed link is of another kind than the one before.
    #[error("A link keeps its kind; remove it and add another.")]
    LinkKindChanged,
    /// No link of that kind and label is listed.
    #[error("No link with that name is listed.")]
    LinkNotListed,
}
