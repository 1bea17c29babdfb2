//! Who may do what: one pure function, from the table in section 3 of the design.

use crate::{
    actor::{Actor, Authority, Credential, Scope},
    ids::{GroupId, PersonId},
};

/// Something that an actor may want to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// Read everything public.
    Read,
    /// Keep one's own account: profile, affiliations, sessions, tokens, what is held on oneself, leaving.
    KeepAccount,
    /// Comment, escalate, add an item to the committee's agenda, draft and submit a proposal.
    TakePart,
    /// Be nominated as a lead; the lead rules say whether it holds.
    BeNominated,
    /// Minutes, attendance and documents of a group.
    KeepRecords,
    /// Roadmap, report, decisions, subgroups and delegates of a group.
    RunGroup,
    /// Petition to dissolve or recharter a group.
    Petition,
    /// Leave one’s own seat as a lead of a group.
    StepDown,
    /// Take positions, waive, decide, run the committee's meeting.
    Decide,
    /// People, policy, integrations, imports.
    Administer,
}

impl Action {
    /// All, in the order of the design's table.
    pub const ALL: [Self; 10] = [
        Self::Read,
        Self::KeepAccount,
        Self::TakePart,
        Self::BeNominated,
        Self::KeepRecords,
        Self::RunGroup,
        Self::Petition,
        Self::StepDown,
        Self::Decide,
        Self::Administer,
    ];

    /// Who may. Being an administrator gives no vote and no pen; nor does a seat on the committee make an administrator.
    #[must_use]
    pub fn allowed(self) -> Allowed {
        match self {
            Self::Read => Allowed::Everyone,
            Self::KeepAccount | Self::TakePart => Allowed::These(&[Authority::SignedIn]),
            Self::BeNominated => Allowed::These(&[
                Authority::Member,
                Authority::Maintainer,
                Authority::Delegate,
                Authority::Lead,
                Authority::Committee,
                Authority::Administrator,
            ]),
            Self::KeepRecords => {
                Allowed::These(&[Authority::Delegate, Authority::Lead, Authority::Committee])
            }
            Self::RunGroup | Self::Petition => {
                Allowed::These(&[Authority::Lead, Authority::Committee])
            }
            Self::StepDown => Allowed::These(&[Authority::Lead]),
            Self::Decide => Allowed::These(&[Authority::Committee]),
            Self::Administer => Allowed::These(&[Authority::Administrator]),
        }
    }

    /// What a token must be for. None for what a person does themselves: a script that could keep an account could give
    /// itself more tokens, and a position on a proposal is a person's.
    fn scope(self) -> Option<Scope> {
        match self {
            Self::Read => Some(Scope::Read),
            Self::TakePart | Self::KeepRecords | Self::RunGroup | Self::Petition => {
                Some(Scope::Group)
            }
            Self::Administer => Some(Scope::Admin),
            Self::KeepAccount | Self::BeNominated | Self::StepDown | Self::Decide => None,
        }
    }
}

/// Who may do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// Anyone, signed in or not.
    Everyone,
    /// Whoever is one of these.
    These(&'static [Authority]),
}

/// What it would be done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    /// The community as a whole.
    Community,
    /// A group.
    Group(GroupId),
    /// A person's account.
    Account(PersonId),
    /// A ballot, in which the actor has a seat or not. It was frozen when it opened: whoever had a seat then keeps it, and
    /// where the policy asks stakeholders, leads have one.
    Ballot {
        /// Whether they have.
        elector: bool,
    },
    /// A meeting: its group's, or without one the committee's or the combined one. Its scribe keeps its records.
    Meeting {
        /// The group whose meeting it is.
        group: Option<GroupId>,
        /// Who was named to keep the notes.
        scribe: Option<PersonId>,
    },
    /// What someone said they would do, with the group that it is for.
    ActionItem {
        /// The group of the meeting at which they said so.
        group: Option<GroupId>,
        /// Who said so.
        owner: Option<PersonId>,
    },
}

/// Why someone may not, and who could.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// They may once they have signed in, or not even then: who they are is not known yet.
    #[error("Sign in to do that.")]
    SignIn,
    /// Others may.
    #[error("You may not do that: {} could.", words_of(.0))]
    Others(&'static [Authority]),
    /// Their person may, but their token is not for it.
    #[error("This token may not be used for that: it needs the scope {}.", .0.key())]
    Scope(Scope),
    /// No token may.
    #[error("No token may be used for that: sign in and do it yourself.")]
    NoToken,
    /// Others wrote it.
    #[error("Only who wrote it could do that.")]
    Authors,
    /// It is someone else's account.
    #[error("This is someone else’s account: only they could do that.")]
    NotYours,
}

/// "a lead of the group or the oversight committee"
#[must_use]
pub fn words_of(authorities: &[Authority]) -> String {
    authorities
        .iter()
        .filter(|authority| **authority != Authority::Registry)
        .map(|authority| authority.words())
        .collect::<Vec<_>>()
        .join(" or ")
}

/// Whether the actor may do it.
///
/// # Errors
/// Why not, and who could.
pub fn can(actor: &Actor, action: Action, resource: Resource) -> Result<(), Denied> {
    let allowed = match action.allowed() {
        Allowed::Everyone => return with_scope(actor, action),
        Allowed::These(allowed) => allowed,
    };
    let group = match resource {
        Resource::Group(group) => Some(group),
        Resource::Meeting { group, .. } | Resource::ActionItem { group, .. } => group,
        Resource::Community | Resource::Account(_) | Resource::Ballot { .. } => None,
    };
    // Whoever was named scribe keeps this meeting's records, and whoever said they would do something says that it is done.
    let named = match resource {
        Resource::Meeting { scribe, .. } if action == Action::KeepRecords => scribe,
        Resource::ActionItem { owner, .. } if action == Action::RunGroup => owner,
        Resource::Meeting { .. }
        | Resource::ActionItem { .. }
        | Resource::Community
        | Resource::Group(_)
        | Resource::Account(_)
        | Resource::Ballot { .. } => None,
    };
    match actor {
        Actor::Visitor => Err(Denied::SignIn),
        Actor::Operator | Actor::Person(_) => {
            if let (Resource::Account(owner), Some(person)) = (resource, actor.person_id())
                && action == Action::KeepAccount
                && owner != person
            {
                return Err(Denied::NotYours);
            }
            let has_seat = action == Action::Decide
                && resource == (Resource::Ballot { elector: true })
                && actor.person_id().is_some();
            let is_named = named.is_some() && named == actor.person_id();
            if has_seat || is_named || actor.authorities(group).any_of(allowed) {
                with_scope(actor, action)
            } else {
                Err(Denied::Others(allowed))
            }
        }
    }
}

fn with_scope(actor: &Actor, action: Action) -> Result<(), Denied> {
    let Some(Credential::Token(scopes)) = actor.person().map(|person| &person.credential) else {
        return Ok(());
    };
    match action.scope() {
        None => Err(Denied::NoToken),
        Some(scope) if scopes.contains(&scope) => Ok(()),
        // Whoever may change something may look at it.
        Some(Scope::Read) if !scopes.is_empty() => Ok(()),
        Some(scope) => Err(Denied::Scope(scope)),
    }
}
