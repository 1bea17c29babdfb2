//! The community's rules: the version that holds, all versions, and the adoption of the first.

use domain::{
    Day,
    community::Community,
    event::{DatedEvent, Event},
    policy::{Policy, PolicyEvent},
};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};

use crate::{Context, Database, ReadError, WriteError, entities::policy, record};

/// A version of the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyVersion {
    /// From 1.
    pub number: u32,
    /// The day from which it holds.
    pub holds_from: Day,
    /// The rules.
    pub rules: Policy,
    /// Why it was adopted.
    pub reason: String,
}

/// All versions, newest first.
///
/// # Errors
/// When the database fails or a version cannot be read.
pub async fn versions(database: &Database) -> Result<Vec<PolicyVersion>, ReadError> {
    versions_on(database.connection()).await
}

async fn versions_on(connection: &impl ConnectionTrait) -> Result<Vec<PolicyVersion>, ReadError> {
    policy::Entity::find()
        .order_by_desc(policy::Column::Version)
        .all(connection)
        .await?
        .into_iter()
        .map(version)
        .collect()
}

fn version(row: policy::Model) -> Result<PolicyVersion, ReadError> {
    Ok(PolicyVersion {
        number: u32::try_from(row.version)
            .map_err(|_| ReadError::Damaged("a policy's number is negative".to_owned()))?,
        holds_from: record::day_of(&row.holds_from)?,
        rules: serde_json::from_str(&row.body)
            .map_err(|error| ReadError::Damaged(format!("a policy cannot be read: {error}")))?,
        reason: row.reason,
    })
}

/// The rules in force on a day: the newest version that holds from then or before, else the oldest there is.
#[must_use]
pub fn in_force(versions: &[PolicyVersion], day: Day) -> Option<&PolicyVersion> {
    versions
        .iter()
        .find(|version| version.holds_from <= day)
        .or(versions.last())
}

/// The rules in force on a day, as a use case needs them inside its transaction.
pub(crate) async fn rules_on(
    connection: &impl ConnectionTrait,
    day: Day,
) -> Result<Policy, ReadError> {
    let versions = versions_on(connection).await?;
    Ok(in_force(&versions, day).map_or_else(Policy::istio, |version| version.rules.clone()))
}

/// Adopts rules as the next version, from `on`.
///
/// # Errors
/// When the database fails.
pub async fn adopt(
    context: &Context,
    rules: Policy,
    reason: String,
    on: Day,
) -> Result<u32, WriteError> {
    let context = context.clone();
    let database = context.database.clone();
    database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let versions = versions_on(transaction).await?;
                let version = versions.first().map_or(1, |version| version.number + 1);
                let event = DatedEvent {
                    on,
                    event: Event::Policy {
                        change: PolicyEvent::Adopted {
                            version,
                            policy: Box::new(rules),
                            reason,
                        },
                    },
                };
                record::append(
                    transaction,
                    &context,
                    newest,
                    &[event],
                    None,
                    &Community::default(),
                )
                .await?;
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
    if versions(&context.database).await?.is_empty() {
        let today = context.today();
        adopt(
            context,
            Policy::istio(),
            "The rules to begin with.".to_owned(),
            today,
        )
        .await?;
    }
    Ok(())
}
