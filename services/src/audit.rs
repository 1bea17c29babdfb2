//! What was done by whom, also where it is no event of the community's history: sign-ins, tokens, imports, policies.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DbErr};

use domain::actor::{Actor, Credential};

use crate::{Context, entities::audit};

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
}

impl Deed {
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
