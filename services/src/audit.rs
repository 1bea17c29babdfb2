//! What was done by whom, also where it is no event of the community's history: sign-ins, tokens, imports, policies.

mod list;

use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DbErr};

use domain::actor::{Actor, Credential};

use crate::{Context, entities::audit};

pub use list::{AuditLine, AuditPage, AuditWanted, Via, page};

/// What was done. The names are kept for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Signed in.
    SignedIn,
    /// Adopted a version of the rules.
    PolicyAdopted,
    /// Took in files.
    FilesImported,
    /// Linked an account to sign in with.
    IdentityLinked,
    /// Unlinked an account that was signed in with.
    IdentityUnlinked,
    /// Changed what they say of themselves.
    ProfileChanged,
    /// Signed browsers out.
    SessionsEnded,
    /// Made a token.
    TokenMade,
    /// Revoked a token.
    TokenRevoked,
    /// Left.
    Left,
    /// Stated a standing of someone by hand.
    StandingStated,
    /// Changed the committee's seats.
    CommitteeChanged,
    /// Made someone a delegate of a group.
    DelegateAppointed,
    /// Ended that someone is a delegate of a group.
    DelegateDismissed,
    /// Merged two people.
    PeopleMerged,
    /// Undid a merge.
    MergeUndone,
    /// Revoked a token of someone else.
    TokenRevokedForThem,
}

impl Deed {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 17] = [
        Self::SignedIn,
        Self::PolicyAdopted,
        Self::FilesImported,
        Self::IdentityLinked,
        Self::IdentityUnlinked,
        Self::ProfileChanged,
        Self::SessionsEnded,
        Self::TokenMade,
        Self::TokenRevoked,
        Self::Left,
        Self::StandingStated,
        Self::CommitteeChanged,
        Self::DelegateAppointed,
        Self::DelegateDismissed,
        Self::PeopleMerged,
        Self::MergeUndone,
        Self::TokenRevokedForThem,
    ];

    /// The stable name in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::SignedIn => "signed_in",
            Self::PolicyAdopted => "policy_adopted",
            Self::FilesImported => "files_imported",
            Self::IdentityLinked => "identity_linked",
            Self::IdentityUnlinked => "identity_unlinked",
            Self::ProfileChanged => "profile_changed",
            Self::SessionsEnded => "sessions_ended",
            Self::TokenMade => "token_made",
            Self::TokenRevoked => "token_revoked",
            Self::Left => "left",
            Self::StandingStated => "standing_stated",
            Self::CommitteeChanged => "committee_changed",
            Self::DelegateAppointed => "delegate_appointed",
            Self::DelegateDismissed => "delegate_dismissed",
            Self::PeopleMerged => "people_merged",
            Self::MergeUndone => "merge_undone",
            Self::TokenRevokedForThem => "token_revoked_for_them",
        }
    }

    /// The deed with that stable name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.key() == key)
    }

    /// What was done, as a list says it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::ProfileChanged => "Changed their profile",
            Self::SessionsEnded => "Signed browsers out",
            Self::TokenMade => "Made a token",
            Self::TokenRevoked => "Revoked a token of their own",
            Self::Left => "Left",
            Self::IdentityLinked => "Linked an account to sign in with",
            Self::IdentityUnlinked => "Unlinked an account to sign in with",
            Self::SignedIn => "Signed in",
            Self::PolicyAdopted => "Adopted a version of the policy",
            Self::FilesImported => "Imported files",
            Self::StandingStated => "Stated a standing",
            Self::CommitteeChanged => "Changed the committee’s seats",
            Self::DelegateAppointed => "Appointed a delegate",
            Self::DelegateDismissed => "Dismissed a delegate",
            Self::PeopleMerged => "Merged two people",
            Self::MergeUndone => "Undid a merge",
            Self::TokenRevokedForThem => "Revoked someone’s token",
        }
    }
}

/// By what means an actor acts, as the audit keeps it.
fn via(actor: &Actor) -> &'static str {
    match actor {
        Actor::Visitor => "visitor",
        Actor::Operator => "operator",
        Actor::Person(acting) => match acting.credential {
            Credential::Session(_) => "session",
            Credential::Token(_) => "token",
        },
    }
}

/// Notes what the actor does, in the transaction that does it. `about` says to what, in words for administrators; no
/// secret is ever in it.
pub(crate) async fn note(
    connection: &impl ConnectionTrait,
    context: &Context,
    deed: Deed,
    about: &str,
) -> Result<(), DbErr> {
    audit::ActiveModel {
        id: Set(context.new_id()),
        done_at: Set(context.now()),
        actor_id: Set(context.actor().person_id().map(|person| person.0)),
        via: Set(via(context.actor()).to_owned()),
        what: Set(deed.key().to_owned()),
        about: Set(about.to_owned()),
    }
    .insert(connection)
    .await?;
    Ok(())
}
