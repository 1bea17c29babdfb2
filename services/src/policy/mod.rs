//! The community's rules: all versions, which of them holds on a day, and their adoption.

mod adopt;

use domain::{Day, policy::Policy};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};

use crate::{
    Context, Database, ReadError,
    database::{Answers, Asked, Together},
    entities::policy,
    record,
};

pub use adopt::{AdoptError, Adoption, Refusal, adopt, adopt_preset_if_none};

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

/// Where the versions were asked for.
pub(crate) struct AskedVersions(Asked<policy::Model>);

impl AskedVersions {
    /// Asks for all versions.
    pub(crate) fn ask(together: &mut Together) -> Self {
        let newest_first = policy::Entity::find().order_by_desc(policy::Column::Version);
        Self(together.ask(newest_first, &[]))
    }

    /// The newest first.
    pub(crate) fn read(&self, answers: &mut Answers) -> Result<Vec<PolicyVersion>, ReadError> {
        answers.take(&self.0)?.into_iter().map(version).collect()
    }
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

/// The versions that were adopted and are still to come on a day, the next one first.
#[must_use]
pub fn coming(versions: &[PolicyVersion], day: Day) -> Vec<&PolicyVersion> {
    let mut coming: Vec<&PolicyVersion> = versions
        .iter()
        .filter(|version| version.holds_from > day)
        .collect();
    coming.reverse();
    coming
}

/// What the rules of today call the overseeing committee; empty where there are no rules yet.
///
/// # Errors
/// When the database fails or a version cannot be read.
pub async fn committee(context: &Context) -> Result<String, ReadError> {
    let versions = versions(&context.database).await?;
    Ok(in_force(&versions, context.today())
        .map_or_else(String::new, |version| version.rules.committee.clone()))
}

/// The version in force on a day, as a use case needs it inside its transaction.
pub(crate) async fn version_on(
    connection: &impl ConnectionTrait,
    day: Day,
) -> Result<Option<PolicyVersion>, ReadError> {
    let versions = versions_on(connection).await?;
    Ok(in_force(&versions, day).cloned())
}

/// The rules of a version: a proposal is decided under the rules under which it was submitted.
pub(crate) async fn rules_of_version(
    connection: &impl ConnectionTrait,
    number: u32,
) -> Result<Policy, ReadError> {
    let versions = versions_on(connection).await?;
    versions
        .into_iter()
        .find(|version| version.number == number)
        .map(|version| version.rules)
        .ok_or_else(|| ReadError::Damaged(format!("there is no version {number} of the policy")))
}

/// The rules in force on a day, as a use case needs them inside its transaction.
pub(crate) async fn rules_on(
    connection: &impl ConnectionTrait,
    day: Day,
) -> Result<Policy, ReadError> {
    let versions = versions_on(connection).await?;
    Ok(in_force(&versions, day).map_or_else(Policy::istio, |version| version.rules.clone()))
}
