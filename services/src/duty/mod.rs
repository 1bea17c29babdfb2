//! What somebody owes, read from where it is kept: one read per source, each a fixed number of queries, put together for a
//! person or for a group.

mod actions;
mod agenda;
mod checklists;
mod drafts;
mod escalations;
mod lead_rules;
mod plans;
mod proposals;
mod scope;

use domain::{
    duty::{Duty, sort},
    group::GroupState,
    ids::GroupId,
    permission::{Action, Resource},
};

use crate::{Context, ReadError, group::at_address, history::Name};
use scope::Scope;

/// What a group owes, with what its page needs to know of it.
#[derive(Clone, Debug)]
pub struct GroupDuties {
    /// The group.
    pub group: GroupId,
    /// Its address and name.
    pub name: Name,
    /// Where it stands.
    pub state: GroupState,
    /// What is owed, the most urgent first: what the group owes as far as the actor can answer it, and what they owe on
    /// proposals about it.
    pub duties: Vec<Duty>,
}

/// Everything that the actor owes, the most urgent first; nothing for a visitor. A fixed number of queries, however many
/// groups they lead.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn of_person(context: &Context) -> Result<Vec<Duty>, ReadError> {
    let Some(scope) = Scope::of_person(context).await? else {
        return Ok(Vec::new());
    };
    let mut duties = of_scope(&scope).await?;
    duties.extend(drafts::read(&scope).await?);
    sort(&mut duties);
    Ok(duties)
}

/// What a group owes, for its leads, its delegates and the committee. A fixed number of queries.
///
/// # Errors
/// When the actor may not keep the group’s records, there is none at that address, or the database fails.
pub async fn of_group(context: &Context, slug: &str) -> Result<GroupDuties, ReadError> {
    let row = at_address(context.database.connection(), slug).await?;
    let group = GroupId(row.id);
    context.may(Action::KeepRecords, Resource::Group(group))?;
    let state = GroupState::of_key(&row.state)
        .ok_or_else(|| ReadError::Damaged(format!("“{}” is no state of a group", row.state)))?;
    let name = Name {
        slug: row.slug.clone(),
        name: row.name.clone(),
    };
    let scope = Scope::of_group(context, &row).await?;
    let mut duties = of_scope(&scope).await?;
    sort(&mut duties);
    Ok(GroupDuties {
        group,
        name,
        state,
        duties,
    })
}

/// What every source has for the scope, in no order.
async fn of_scope(scope: &Scope<'_>) -> Result<Vec<Duty>, ReadError> {
    let mut duties = proposals::read(scope).await?;
    duties.extend(checklists::read(scope).await?);
    duties.extend(lead_rules::read(scope).await?);
    duties.extend(plans::read(scope).await?);
    duties.extend(agenda::read(scope).await?);
    duties.extend(actions::read(scope).await?);
    duties.extend(escalations::read(scope).await?);
    Ok(duties)
}
