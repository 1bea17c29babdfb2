//! Adopting rules as the next version. What was decided under an older one keeps that.

use domain::{
    Day,
    community::Community,
    event::{DatedEvent, Event},
    permission::{Action, Denied, Resource},
    policy::{Policy, PolicyEvent, PolicyField},
};
use sea_orm::{DatabaseTransaction, DbErr};

use super::{PolicyVersion, versions, versions_on};
use crate::{
    Context, ReadError, WriteError,
    audit::{self, Deed},
    record,
};

/// What is to be adopted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    /// The number of the version that it was made from, 0 for none: the newest one, or someone else was faster.
    pub made_from: u32,
    /// The rules.
    pub rules: Policy,
    /// Why they are adopted.
    pub reason: String,
    /// The day from which they hold.
    pub holds_from: Day,
}

/// What is in the way of an adoption.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A field of the rules is wrong.
    #[error("{0}: {1}")]
    Wrong(PolicyField, String),
    /// A version is never adopted without saying why.
    #[error("Say why: a version of the rules is kept with its reason.")]
    NoReason,
    /// Rules do not hold for what is past.
    #[error("The rules can hold from today, {today}, or from a later day.")]
    Past {
        /// Today.
        today: Day,
    },
    /// Versions hold one after the other.
    #[error("Version {newest} holds from {holds_from}. The next one can hold from that day on.")]
    BeforeNewest {
        /// The number of the newest version.
        newest: u32,
        /// The day from which it holds.
        holds_from: Day,
    },
    /// The rules say nothing new.
    #[error("Nothing is changed: these are the rules of version {0}.")]
    Unchanged(u32),
    /// Another version was adopted meanwhile.
    #[error("Version {newest} was adopted meanwhile.")]
    Stale {
        /// Its number.
        newest: u32,
    },
}

/// Why nothing was adopted.
#[derive(Debug, thiserror::Error)]
pub enum AdoptError {
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// All that is in the way.
    #[error("{}", told(.0))]
    Refused(Vec<Refusal>),
    /// Nothing was written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

fn told(refusals: &[Refusal]) -> String {
    let told: Vec<String> = refusals.iter().map(ToString::to_string).collect();
    told.join(" ")
}

impl From<DbErr> for AdoptError {
    fn from(error: DbErr) -> Self {
        Self::Write(WriteError::Database(error))
    }
}

impl From<ReadError> for AdoptError {
    fn from(error: ReadError) -> Self {
        Self::Write(error.into())
    }
}

impl Adoption {
    /// All that is in the way of adopting it after these versions, newest first.
    #[must_use]
    pub fn refusals(&self, versions: &[PolicyVersion], today: Day) -> Vec<Refusal> {
        let mut refusals: Vec<Refusal> = self
            .rules
            .problems()
            .into_iter()
            .map(|(field, problem)| Refusal::Wrong(field, problem))
            .collect();
        if self.reason.trim().is_empty() {
            refusals.push(Refusal::NoReason);
        }
        let newest = versions.first();
        if self.holds_from < today {
            refusals.push(Refusal::Past { today });
        } else if let Some(version) = newest.filter(|version| self.holds_from < version.holds_from)
        {
            refusals.push(Refusal::BeforeNewest {
                newest: version.number,
                holds_from: version.holds_from,
            });
        }
        let number = newest.map_or(0, |version| version.number);
        if number != self.made_from {
            refusals.push(Refusal::Stale { newest: number });
        } else if newest.is_some_and(|version| version.rules == self.rules) {
            refusals.push(Refusal::Unchanged(number));
        }
        refusals
    }
}

/// Adopts rules as the next version, and gives its number.
///
/// # Errors
/// When the actor may not, something is [in the way](Adoption::refusals), or the database fails.
pub async fn adopt(context: &Context, adoption: Adoption) -> Result<u32, AdoptError> {
    context.may(Action::Administer, Resource::Community)?;
    let context = context.clone();
    let database = context.database.clone();
    database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let versions = versions_on(transaction).await?;
                let refusals = adoption.refusals(&versions, context.today());
                if !refusals.is_empty() {
                    return Err(AdoptError::Refused(refusals));
                }
                let version = adoption.made_from + 1;
                let about = format!("version {version}, from {}", adoption.holds_from);
                write(transaction, &context, newest, version, adoption).await?;
                audit::note(transaction, &context, Deed::PolicyAdopted, &about).await?;
                Ok(version)
            })
        })
        .await
}

/// Adopts the Istio preset where a community has no rules yet.
///
/// # Errors
/// When the database fails.
pub async fn adopt_preset_if_none(context: &Context) -> Result<(), WriteError> {
    if !versions(&context.database).await?.is_empty() {
        return Ok(());
    }
    let context = context.clone();
    let database = context.database.clone();
    database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                // Another instance may have been faster.
                if versions_on(transaction).await?.is_empty() {
                    let adoption = Adoption {
                        made_from: 0,
                        rules: Policy::istio(),
                        reason: "The rules to begin with.".to_owned(),
                        holds_from: context.today(),
                    };
                    write(transaction, &context, newest, 1, adoption).await?;
                }
                Ok(())
            })
        })
        .await
}

async fn write(
    transaction: &DatabaseTransaction,
    context: &Context,
    newest: i64,
    version: u32,
    adoption: Adoption,
) -> Result<(), WriteError> {
    let event = DatedEvent {
        on: adoption.holds_from,
        event: Event::Policy {
            change: PolicyEvent::Adopted {
                version,
                policy: Box::new(adoption.rules),
                reason: adoption.reason.trim().to_owned(),
            },
        },
    };
    let after = Community::default();
    record::append(transaction, context, newest, &[event], None, &after).await?;
    Ok(())
}
