//! People who could be nominated, with what the lead rules find of each; and of those who are nominated already.

use std::collections::BTreeSet;

use domain::{
    ids::PersonId,
    lead_rules::{Finding, LeadRule},
    policy::Policy,
    seat::Role,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    Context, ReadError,
    entities::person,
    group::Known,
    history::Name,
    person::{AsOf, PeopleList, PeopleWanted, list},
};

/// So many people are shown for a search.
const SHOWN: usize = 8;

/// Someone who is or could be nominated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// Their name and handle.
    pub name: Name,
    /// With which organization they are; empty where the record does not say.
    pub organization: String,
    /// What the rules about one lead find of them.
    pub findings: Vec<Finding>,
}

/// The people whose names or accounts have words that begin as those typed: at most eight, and none for no words. At most
/// fifteen queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn candidates_called(
    context: &Context,
    typed: &str,
    rules: &Policy,
) -> Result<Vec<Candidate>, ReadError> {
    if typed.trim().is_empty() {
        return Ok(Vec::new());
    }
    let wanted = PeopleWanted {
        list: PeopleList::Everyone,
        name: Some(typed.to_owned()),
        after: None,
        as_of: AsOf::Today(context.today()),
    };
    let found = list(&context.database, &wanted).await?;
    let handles: Vec<String> = found
        .people
        .into_iter()
        .take(SHOWN)
        .map(|line| line.handle)
        .collect();
    let rows = person::Entity::find()
        .filter(person::Column::Handle.is_in(handles.clone()))
        .all(context.database.connection())
        .await?;
    let people: Vec<PersonId> = handles
        .iter()
        .filter_map(|handle| rows.iter().find(|row| row.handle == *handle))
        .map(|row| PersonId(row.id))
        .collect();
    candidates(context, &people, rules).await
}

/// These people, in their order, with what the rules find of each. Six queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn candidates(
    context: &Context,
    people: &[PersonId],
    rules: &Policy,
) -> Result<Vec<Candidate>, ReadError> {
    let everyone: BTreeSet<PersonId> = people.iter().copied().collect();
    if everyone.is_empty() {
        return Ok(Vec::new());
    }
    let known = Known::of(
        context.database.connection(),
        everyone,
        BTreeSet::new(),
        context.today(),
    )
    .await?;
    // Whatever the role is called here: the question is what would be found of them as a lead.
    let role = rules
        .lead_rules
        .roles
        .first()
        .copied()
        .unwrap_or(Role::Lead);
    Ok(people
        .iter()
        .filter_map(|person| {
            Some(Candidate {
                person: *person,
                name: known.names.person(*person)?.clone(),
                organization: known
                    .organization_on(*person, context.today())
                    .and_then(|organization| known.names.organization(organization))
                    .map_or_else(String::new, |name| name.name.clone()),
                findings: known
                    .findings_for(&rules.lead_rules, std::iter::once((role, *person)))
                    .into_iter()
                    .filter(|finding| match finding.rule {
                        LeadRule::Membership | LeadRule::Maintainership => true,
                        LeadRule::NumberOfLeads | LeadRule::Organizations => false,
                    })
                    .collect(),
            })
        })
        .collect())
}
