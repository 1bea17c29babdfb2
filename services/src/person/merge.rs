//! Two people who turn out to be one: merged, and the merge undone, each in one transaction.

use std::collections::BTreeSet;

use domain::{
    Day,
    committee::CommitteeEvent,
    community::Community,
    event::{DatedEvent, Event},
    group::{GroupEvent, seats_without_merge},
    ids::{GroupId, PersonId},
    permission::{Action, Resource},
    person::{MergeRefusal, Person, PersonEvent, merge as merged, without_merge},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
};
use uuid::Uuid;

use super::find::{called, find, id_of};
use crate::{
    CommandError, Context, ReadError, WriteError,
    audit::{self, Deed},
    committee,
    entities::{account, affiliation, committee_term, event, identity, organization, seat},
    history::Name,
    person::{AsOf, SeatHeld},
    record,
};

/// Why two people were not merged, or a merge not undone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeProblem {
    /// Nobody is called so.
    #[error("Nobody in the record has the handle or account “{0}”.")]
    Nobody(String),
    /// The rules.
    #[error(transparent)]
    Rules(#[from] MergeRefusal),
    /// They were merged with nobody.
    #[error("They are merged with nobody, so there is nothing to undo.")]
    NotMerged,
}

/// What would move from one person to another.
#[derive(Clone, Debug)]
pub struct MergePreview {
    /// Who would carry the record on.
    pub into: Name,
    /// Who would be gone.
    pub from: Name,
    /// Their accounts: "ada-x at GitHub".
    pub accounts: Vec<String>,
    /// Their organizations.
    pub organizations: Vec<String>,
    /// Their standing.
    pub standings: Vec<String>,
    /// Their seats, held and past.
    pub seats: Vec<SeatHeld>,
    /// How many seats of the committee they hold or held.
    pub committee_terms: usize,
    /// With how many accounts they sign in.
    pub identities: usize,
}

/// What would move to the person with that handle from whoever is called so. At most sixteen queries.
///
/// # Errors
/// When there is no such person, or the database fails. `Ok(None)` where nobody is called so.
pub async fn preview(
    context: &Context,
    into: &str,
    who: &str,
) -> Result<Option<MergePreview>, ReadError> {
    let connection = context.database.connection();
    let target = find(connection, into).await?.ok_or(ReadError::NotFound)?;
    let Some(row) = called(connection, who).await? else {
        return Ok(None);
    };
    let accounts = account::Entity::find()
        .filter(account::Column::PersonId.eq(row.id))
        .all(connection)
        .await?;
    let organizations: Vec<Uuid> = affiliation::Entity::find()
        .select_only()
        .column(affiliation::Column::OrganizationId)
        .filter(affiliation::Column::PersonId.eq(row.id))
        .into_tuple()
        .all(connection)
        .await?;
    let organizations = organization::Entity::find()
        .filter(organization::Column::Id.is_in(organizations))
        .all(connection)
        .await?;
    let page =
        super::show::of_row(&context.database, row.clone(), AsOf::Today(context.today())).await?;
    let identities = identity::Entity::find()
        .filter(identity::Column::PersonId.eq(row.id))
        .all(connection)
        .await?;
    let terms = committee_term::Entity::find()
        .filter(committee_term::Column::PersonId.eq(row.id))
        .all(connection)
        .await?;
    Ok(Some(MergePreview {
        into: Name {
            slug: target.handle,
            name: target.name,
        },
        from: Name {
            slug: row.handle,
            name: row.name,
        },
        accounts: accounts
            .into_iter()
            .map(|row| format!("{} at {}", row.login, row.provider))
            .collect(),
        organizations: organizations.into_iter().map(|row| row.name).collect(),
        standings: page
            .standings
            .iter()
            .map(|held| held.standing.words())
            .collect(),
        seats: page.seats,
        committee_terms: terms.len(),
        identities: identities.len(),
    }))
}

/// Merges whoever is called so into the person with that handle, who carries both records on.
///
/// # Errors
/// When the actor may not, there is no such person, or the two cannot be merged.
pub async fn merge(
    context: &Context,
    into: &str,
    who: &str,
) -> Result<(), CommandError<MergeProblem>> {
    context.may(Action::Administer, Resource::Community)?;
    let (context, into, who) = (context.clone(), into.to_owned(), who.to_owned());
    let database = context.database.clone();
    database
        .write(move |transaction| {
            Box::pin(async move {
                let mut pen = Pen::take(transaction, &context).await?;
                let target = find(transaction, &into)
                    .await?
                    .ok_or(CommandError::NotFound)?;
                let row = called(transaction, &who)
                    .await?
                    .ok_or_else(|| CommandError::Refused(MergeProblem::Nobody(who)))?;
                let into = pen.person(id_of(&target)).await?;
                let from = pen.person(id_of(&row)).await?;
                let (on_into, on_from) = merged(&into, &from).map_err(refused)?;
                pen.after.committee = committee::record_of(transaction).await?;
                let terms = pen.after.committee.terms_of(from.id);
                let seated = |person| pen.after.committee.holds_another(person, 0);
                if seated(from.id) && seated(into.id) {
                    return Err(refused(MergeRefusal::BothSeated));
                }
                let (from_id, into_id) = (from.id, into.id);
                for group in groups_of(transaction, from_id).await? {
                    let moved = GroupEvent::SeatsMoved {
                        from: from_id,
                        into: into_id,
                    };
                    pen.group(group, moved).await?;
                }
                if !terms.is_empty() {
                    pen.tell(Event::Committee {
                        change: CommitteeEvent::HolderMoved {
                            from: from_id,
                            into: into_id,
                            terms,
                        },
                    })?;
                }
                let about = format!("{} into {} (/people/{})", from.name, into.name, into.handle);
                pen.tell(Event::Person {
                    person: from_id,
                    change: on_from,
                })?;
                pen.tell(Event::Person {
                    person: into_id,
                    change: on_into,
                })?;
                audit::note(transaction, &context, Deed::PeopleMerged, &about).await?;
                pen.write().await?;
                Ok(())
            })
        })
        .await
}

/// Undoes the merge of the person with that handle: both hold what they would had they never been merged.
///
/// # Errors
/// When the actor may not, there is no such person, or they are merged with nobody.
pub async fn undo_merge(context: &Context, handle: &str) -> Result<(), CommandError<MergeProblem>> {
    context.may(Action::Administer, Resource::Community)?;
    let (context, handle) = (context.clone(), handle.to_owned());
    let database = context.database.clone();
    database
        .write(move |transaction| {
            Box::pin(async move {
                let mut pen = Pen::take(transaction, &context).await?;
                let row = find(transaction, &handle)
                    .await?
                    .ok_or(CommandError::NotFound)?;
                let from = pen.person(id_of(&row)).await?;
                let into = from
                    .merged_into
                    .ok_or(CommandError::Refused(MergeProblem::NotMerged))?;
                let into = pen.person(into).await?;
                let left = holdings(transaction, into.id, from.id).await?;
                let mut again = holdings(transaction, from.id, into.id).await?;
                // An account that was linked anew since stays with who carried the record on.
                again
                    .accounts
                    .retain(|account| !left.accounts.contains(account));
                for group in groups_moved(transaction, into.id).await? {
                    let events = pen.changes_of_group(group).await?;
                    let seats = seats_without_merge(group, &events, from.id, into.id)
                        .map_err(|error| WriteError::Damaged(error.to_string()))?;
                    if let Some(seats) = seats {
                        let returned = GroupEvent::SeatsReturned {
                            from: from.id,
                            into: into.id,
                            seats,
                        };
                        pen.group(group, returned).await?;
                    }
                }
                pen.after.committee = committee::record_of(transaction).await?;
                let terms = committee::terms_moved(transaction, from.id, into.id).await?;
                if !terms.is_empty() {
                    pen.tell(Event::Committee {
                        change: CommitteeEvent::HolderReturned {
                            from: from.id,
                            into: into.id,
                            terms,
                        },
                    })?;
                }
                pen.tell(Event::Person {
                    person: into.id,
                    change: PersonEvent::Released {
                        person: from.id,
                        holdings: left,
                    },
                })?;
                pen.tell(Event::Person {
                    person: from.id,
                    change: PersonEvent::MergeUndone {
                        from: into.id,
                        holdings: again,
                    },
                })?;
                let about = format!(
                    "{} out of {} (/people/{})",
                    from.name, into.name, from.handle
                );
                audit::note(transaction, &context, Deed::MergeUndone, &about).await?;
                pen.write().await?;
                Ok(())
            })
        })
        .await
}

fn refused(refusal: MergeRefusal) -> CommandError<MergeProblem> {
    CommandError::Refused(refusal.into())
}

/// What someone would hold had they never been merged with the other.
async fn holdings(
    connection: &impl ConnectionTrait,
    person: PersonId,
    other: PersonId,
) -> Result<domain::person::Holdings, WriteError> {
    let events = record::changes_of(connection, person).await?;
    without_merge(person, &events, other).map_err(|error| WriteError::Damaged(error.to_string()))
}

/// The groups in which someone holds or held a seat.
async fn groups_of(
    connection: &impl ConnectionTrait,
    person: PersonId,
) -> Result<BTreeSet<GroupId>, ReadError> {
    let groups: Vec<Uuid> = seat::Entity::find()
        .select_only()
        .column(seat::Column::GroupId)
        .filter(seat::Column::PersonId.eq(person.0))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(groups.into_iter().map(GroupId).collect())
}

/// The groups in which seats were moved to someone.
async fn groups_moved(
    connection: &impl ConnectionTrait,
    into: PersonId,
) -> Result<BTreeSet<GroupId>, ReadError> {
    let groups: Vec<Option<Uuid>> = event::Entity::find()
        .select_only()
        .column(event::Column::GroupId)
        .filter(event::Column::PersonId.eq(into.0))
        .filter(event::Column::Kind.eq("seats_moved"))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(groups.into_iter().flatten().map(GroupId).collect())
}

/// What is written of a merge: the events, and everyone and every group that they are about as they leave it.
struct Pen<'t> {
    transaction: &'t DatabaseTransaction,
    context: &'t Context,
    newest: i64,
    today: Day,
    events: Vec<DatedEvent>,
    after: Community,
}

impl<'t> Pen<'t> {
    async fn take(
        transaction: &'t DatabaseTransaction,
        context: &'t Context,
    ) -> Result<Self, WriteError> {
        Ok(Self {
            transaction,
            context,
            newest: record::take_pen(transaction).await?,
            today: context.today(),
            events: Vec::new(),
            after: Community::default(),
        })
    }

    async fn person(&mut self, id: PersonId) -> Result<Person, CommandError<MergeProblem>> {
        let person = record::person(self.transaction, id)
            .await?
            .ok_or(CommandError::NotFound)?;
        self.after.people.insert(id, person.clone());
        Ok(person)
    }

    async fn changes_of_group(&self, id: GroupId) -> Result<Vec<(Day, GroupEvent)>, WriteError> {
        Ok(record::changes_of_group(self.transaction, id, None).await?)
    }

    async fn group(&mut self, id: GroupId, change: GroupEvent) -> Result<(), WriteError> {
        if let Some(group) = record::group(self.transaction, id, None).await? {
            self.after.groups.insert(id, group);
        }
        self.tell(Event::Group { group: id, change })
    }

    fn tell(&mut self, event: Event) -> Result<(), WriteError> {
        let event = DatedEvent {
            on: self.today,
            event,
        };
        self.after.apply(&event)?;
        self.events.push(event);
        Ok(())
    }

    async fn write(self) -> Result<(), WriteError> {
        record::append(
            self.transaction,
            self.context,
            self.newest,
            &self.events,
            None,
            &self.after,
        )
        .await?;
        Ok(())
    }
}
