//! What a statement would mean, before it is made: for one's history, and for the lead rules of the groups that one leads.

use domain::{
    Day,
    affiliation::{StatementProblem, next_after, stated},
    ids::{OrganizationId, PersonId},
    permission::{Action, Resource},
    person::{Affiliation, Person},
    slug::name_key,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Statement, StatementField};
use crate::{
    Context, ReadError,
    entities::organization,
    group::{GroupTurned, Led},
    record,
};

/// What a statement would mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// What is wrong with it; the rest is empty then.
    pub problems: Vec<(StatementField, StatementProblem)>,
    /// The name of the organization as the record has it or would have it; none for no organization.
    pub organization: Option<String>,
    /// Whether the organization is new to the record.
    pub is_new: bool,
    /// The day on which the next later affiliation begins, and this one ends; none where it would hold on.
    pub until: Option<Day>,
    /// How many groups with lead rules the person leads.
    pub groups_led: usize,
    /// The groups whose lead rules would find something else.
    pub groups: Vec<GroupTurned>,
}

/// Says what a statement of the person's own would mean. A fixed number of queries, however many groups they lead.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn weigh(
    context: &Context,
    person: PersonId,
    statement: &Statement,
) -> Result<Weighed, ReadError> {
    context.may(Action::KeepAccount, Resource::Account(person))?;
    let connection = context.database.connection();
    let mut weighed = Weighed {
        problems: statement.problems(context.today()),
        organization: None,
        is_new: false,
        until: None,
        groups_led: 0,
        groups: Vec::new(),
    };
    if !weighed.problems.is_empty() {
        return Ok(weighed);
    }
    let record = record::person(connection, person)
        .await?
        .ok_or(ReadError::NotFound)?;
    let organization = match &statement.organization {
        Some(name) => Some(meant(connection, context, name).await?),
        None => None,
    };
    let after = match after(&record, statement, organization.as_ref()) {
        Ok(after) => after,
        Err(problem) => {
            weighed.problems.push((StatementField::Whole, problem));
            return Ok(weighed);
        }
    };
    weighed.until = next_after(&record.affiliations, statement.since);
    let led = Led::by(connection, person, context.today()).await?;
    weighed.groups_led = led.count();
    let unregistered = organization
        .as_ref()
        .filter(|organization| organization.is_new)
        .map(|organization| (organization.id, organization.name.clone()));
    weighed.is_new = unregistered.is_some();
    weighed.organization = organization.map(|organization| organization.name);
    weighed.groups = led.after_moving(connection, after, unregistered).await?;
    Ok(weighed)
}

/// The organization that a name means.
pub(super) struct Meant {
    /// Its id; a fresh one where it is new.
    pub id: OrganizationId,
    /// Its name as the record has it, or as it was typed.
    pub name: String,
    /// Whether the record does not know it yet.
    pub is_new: bool,
}

/// The organization of that name, letter case and punctuation aside; a new one where the record has none.
pub(super) async fn meant(
    connection: &impl ConnectionTrait,
    context: &Context,
    name: &str,
) -> Result<Meant, ReadError> {
    let row = organization::Entity::find()
        .filter(organization::Column::NameKey.eq(name_key(name)))
        .order_by_asc(organization::Column::Id)
        .one(connection)
        .await?;
    Ok(match row {
        Some(row) => Meant {
            id: OrganizationId(row.id),
            name: row.name,
            is_new: false,
        },
        None => Meant {
            id: OrganizationId(context.new_id()),
            name: name.trim().to_owned(),
            is_new: true,
        },
    })
}

/// The person's affiliations after the statement.
pub(super) fn after(
    person: &Person,
    statement: &Statement,
    organization: Option<&Meant>,
) -> Result<Vec<Affiliation>, StatementProblem> {
    let organization = organization.map(|organization| organization.id);
    let after = stated(&person.affiliations, statement.since, organization);
    if after == person.affiliations {
        return Err(StatementProblem::Unchanged);
    }
    Ok(after)
}
