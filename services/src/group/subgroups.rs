//! A group's subgroups: what its leads begin and end with no further process.

use domain::{
    Day,
    community::Community,
    event::{DatedEvent, Event},
    group::{GroupCommand, GroupKind, GroupState, Refusal, decide},
    ids::GroupId,
    link::{Link, LinkKind},
    permission::{Action, Resource},
    slug::Slug,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::address;
use crate::{
    CommandError, Context, ReadError, WriteError,
    entities::{former_slug, group},
    history::Name,
    person, policy,
    record::{self, day_of},
    text,
};

/// So many subgroups a page shows.
const SHOWN: u64 = 200;

/// What the detail of the link says that leads to a subgroup's contact.
const CONTACT: &str = "Contact";

/// The subgroups of a group.
#[derive(Clone, Debug)]
pub struct Subgroups {
    /// The group.
    pub id: GroupId,
    /// Its name and address.
    pub group: Name,
    /// Whether it is at work: only then does it begin others.
    pub alive: bool,
    /// Those at work, by their names.
    pub at_work: Vec<Subgroup>,
    /// Those that ended, the last one first.
    pub ended: Vec<Subgroup>,
}

/// A subgroup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subgroup {
    /// Its name and address.
    pub name: Name,
    /// What it is for.
    pub purpose: String,
    /// Since when.
    pub since: Day,
    /// Until when.
    pub until: Option<Day>,
}

/// What leads write of a new subgroup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewSubgroup {
    /// Its name.
    pub name: String,
    /// What it is for, in a sentence.
    pub purpose: String,
    /// Whom to ask: someone's handle, a channel, an address.
    pub contact: String,
}

/// Why a subgroup was not begun or ended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SubgroupRefusal {
    /// The group has ended or is closing.
    #[error("Only a group that is at work begins subgroups.")]
    NotAtWork,
    /// It has one of that name.
    #[error("The group has a subgroup of that name already.")]
    NameTaken,
    /// The rules of groups.
    #[error(transparent)]
    Group(#[from] Refusal),
}

fn refused(refusal: Refusal) -> CommandError<SubgroupRefusal> {
    CommandError::Refused(refusal.into())
}

/// The subgroups of a group, those that ended too. Two queries.
///
/// # Errors
/// When there is no such group, or the database fails.
pub async fn subgroups(context: &Context, slug: &str) -> Result<Subgroups, ReadError> {
    let connection = context.database.connection();
    let row = address::find(connection, slug).await?;
    let rows = group::Entity::find()
        .filter(group::Column::ParentId.eq(row.id))
        .filter(group::Column::Kind.eq(GroupKind::Subgroup.key()))
        .order_by_asc(group::Column::NameKey)
        .limit(SHOWN)
        .all(connection)
        .await?;
    let all = rows
        .into_iter()
        .map(|row| {
            Ok(Subgroup {
                name: Name {
                    slug: row.slug,
                    name: row.name,
                },
                purpose: row.description,
                since: day_of(&row.formed_on)?,
                until: row.ended_on.as_deref().map(day_of).transpose()?,
            })
        })
        .collect::<Result<Vec<_>, ReadError>>()?;
    let (at_work, mut ended): (Vec<Subgroup>, Vec<Subgroup>) = all
        .into_iter()
        .partition(|subgroup| subgroup.until.is_none());
    ended.sort_by_key(|subgroup| std::cmp::Reverse(subgroup.until));
    Ok(Subgroups {
        id: GroupId(row.id),
        alive: row.ended_on.is_none() && row.state != GroupState::Closing.key(),
        group: Name {
            slug: row.slug,
            name: row.name,
        },
        at_work,
        ended,
    })
}

/// Begins a subgroup and gives its address.
///
/// # Errors
/// When the actor does not run the group, it is not at work, or the database fails.
pub async fn start_subgroup(
    context: &Context,
    slug: &str,
    new: NewSubgroup,
) -> Result<String, CommandError<SubgroupRefusal>> {
    let parent = address::find(context.database.connection(), slug).await?;
    let parent_id = address::id_of(&parent);
    context.may(Action::RunGroup, Resource::Group(parent_id))?;
    if parent.ended_on.is_some() || parent.state == GroupState::Closing.key() {
        return Err(CommandError::Refused(SubgroupRefusal::NotAtWork));
    }
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let name_key = domain::slug::name_key(&new.name);
                let taken = group::Entity::find()
                    .filter(group::Column::ParentId.eq(parent_id.0))
                    .filter(group::Column::NameKey.eq(name_key))
                    .filter(group::Column::EndedOn.is_null())
                    .one(transaction)
                    .await?;
                if taken.is_some() {
                    return Err(CommandError::Refused(SubgroupRefusal::NameTaken));
                }
                let wanted = Slug::of_name(&new.name).unwrap_or_else(Slug::unnamed);
                let own_slug = Slug::new(parent.slug)
                    .map_err(|error| ReadError::Damaged(error.to_string()))?;
                let slug = free(transaction, own_slug.joined(&wanted)).await?;
                let contact = contact(transaction, &new.contact).await?;
                let mut commands = vec![
                    GroupCommand::StartSubgroup {
                        name: new.name,
                        slug: slug.clone(),
                        parent: parent_id,
                    },
                    GroupCommand::Describe(new.purpose),
                ];
                commands.extend(contact.map(GroupCommand::AddLink));
                let subgroup = GroupId(own.new_id());
                decided(transaction, &own, newest, subgroup, parent_id, commands).await?;
                Ok(slug.to_string())
            })
        })
        .await
}

/// Ends a subgroup of the group at that address.
///
/// # Errors
/// When it is none of that group's, the actor does not run the group, or the database fails.
pub async fn end_subgroup(
    context: &Context,
    slug: &str,
    subgroup: &str,
) -> Result<(), CommandError<SubgroupRefusal>> {
    let connection = context.database.connection();
    let parent = address::id_of(&address::find(connection, slug).await?);
    context.may(Action::RunGroup, Resource::Group(parent))?;
    let row = address::find(connection, subgroup).await?;
    if row.parent_id != Some(parent.0) {
        return Err(CommandError::NotFound);
    }
    let subgroup = address::id_of(&row);
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let commands = vec![GroupCommand::EndSubgroup];
                decided(transaction, &own, newest, subgroup, parent, commands).await
            })
        })
        .await
}

/// Gives commands to a subgroup with the authority that the actor has over the group that it is part of.
async fn decided(
    transaction: &DatabaseTransaction,
    context: &Context,
    newest: i64,
    subgroup: GroupId,
    parent: GroupId,
    commands: Vec<GroupCommand>,
) -> Result<(), CommandError<SubgroupRefusal>> {
    let on = context.today();
    let rules = policy::rules_on(transaction, on).await?;
    let authorities = context.actor().authorities(Some(parent));
    let mut after = Community::default();
    if let Some(record) = record::group(transaction, subgroup, None).await? {
        after.groups.insert(subgroup, record);
    }
    let mut events = Vec::new();
    for command in commands {
        let record = after.groups.get(&subgroup);
        for change in decide(record, command, on, &authorities, &rules).map_err(refused)? {
            let dated = DatedEvent {
                on,
                event: Event::Group {
                    group: subgroup,
                    change,
                },
            };
            after.apply(&dated).map_err(WriteError::from)?;
            events.push(dated);
        }
    }
    record::append(transaction, context, newest, &events, None, &after).await?;
    Ok(())
}

/// The link that leads to a subgroup's contact; none where nothing was typed.
async fn contact(connection: &DatabaseTransaction, typed: &str) -> Result<Option<Link>, ReadError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let (kind, label, url) = if text::safe_address(typed).is_some() {
        (LinkKind::Other, typed.to_owned(), Some(typed.to_owned()))
    } else if typed.starts_with('#') {
        (LinkKind::Chat, typed.to_owned(), None)
    } else if let Some(person) = person::called(connection, typed).await? {
        (LinkKind::Other, person.name, None)
    } else if typed.contains('@') && !typed.starts_with('@') {
        let address = format!("mailto:{typed}");
        (LinkKind::MailingList, typed.to_owned(), Some(address))
    } else {
        (LinkKind::Other, typed.to_owned(), None)
    };
    Ok(Some(Link {
        kind,
        label,
        url,
        detail: Some(CONTACT.to_owned()),
    }))
}

/// The slug, or the first with a number behind it that no group has or had.
async fn free(connection: &impl ConnectionTrait, wanted: Slug) -> Result<Slug, ReadError> {
    let prefix = format!("{wanted}%");
    let mut taken: Vec<String> = group::Entity::find()
        .select_only()
        .column(group::Column::Slug)
        .filter(group::Column::Slug.like(&prefix))
        .into_tuple()
        .all(connection)
        .await?;
    taken.extend(
        former_slug::Entity::find()
            .select_only()
            .column(former_slug::Column::Slug)
            .filter(former_slug::Column::Slug.like(&prefix))
            .into_tuple::<String>()
            .all(connection)
            .await?,
    );
    Ok(wanted.free(|slug| taken.iter().any(|other| *other == slug.to_string())))
}
