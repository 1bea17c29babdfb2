//! Posting an announcement, by itself or as a part of something else, and taking one back.

use domain::{
    announcement::{Announcement, AnnouncementEvent, AnnouncementRefusal, Occasion},
    event::Event,
    ids::{AnnouncementId, GroupId, PersonId},
    permission::{Action, Resource},
};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::{
    CommandError, Context, WriteError,
    entities::announcement,
    group::{at_address, id_of},
    record,
};

/// Posts an announcement in the transaction of what gave rise to it. `newest` is the number of the record’s newest line: what
/// `record::take_pen` gave, or the `record::append` before it. Gives the announcement’s number, and the number of the newest
/// line from then on. Whoever calls it has asked whether the actor may.
///
/// # Errors
/// When the database fails.
pub(crate) async fn post(
    transaction: &DatabaseTransaction,
    context: &Context,
    newest: i64,
    group: Option<GroupId>,
    by: PersonId,
    announcement: Announcement,
) -> Result<(u32, i64), WriteError> {
    let last: Option<i32> = announcement::Entity::find()
        .select_only()
        .column(announcement::Column::Number)
        .order_by_desc(announcement::Column::Number)
        .limit(1)
        .into_tuple()
        .one(transaction)
        .await?;
    let number = u32::try_from(last.unwrap_or_default())
        .unwrap_or_default()
        .saturating_add(1);
    let event = Event::Announcement {
        announcement: AnnouncementId(context.new_id()),
        number,
        title: announcement.title,
        group,
        change: AnnouncementEvent::Posted {
            body: announcement.body,
            occasion: announcement.occasion,
            by,
            at: context.instant(),
        },
    };
    let newest = record::tell(transaction, context, newest, event).await?;
    Ok((number, newest))
}

/// Announces that a proposal was submitted, in the transaction in which it is; one that was announced already is not announced
/// again. Gives the number of the record’s newest line from then on.
pub(crate) async fn post_proposal(
    transaction: &DatabaseTransaction,
    context: &Context,
    newest: i64,
    group: Option<GroupId>,
    by: PersonId,
    (number, title): (u32, &str),
) -> Result<i64, WriteError> {
    let there = announcement::Entity::find()
        .filter(announcement::Column::ProposalNumber.eq(i64::from(number)))
        .one(transaction)
        .await?;
    if there.is_some() {
        return Ok(newest);
    }
    let announcement = Announcement {
        title: format!("Proposed: {title}"),
        body: format!(
            "The committee was asked to decide on **{title}**. Read it, and say what you think, on \
             [the proposal’s page](/proposals/{number})."
        ),
        occasion: Occasion::Proposed { proposal: number },
    };
    let (_, newest) = post(transaction, context, newest, group, by, announcement).await?;
    Ok(newest)
}

fn resource(group: Option<GroupId>) -> Resource {
    group.map_or(Resource::Community, Resource::Group)
}

/// Announces something for a group, by its address, or for the community as a whole: its leads may, and the committee. Gives
/// the announcement’s number.
///
/// # Errors
/// When the actor may not, there is no such group, something is missing, or the database fails.
pub async fn announce(
    context: &Context,
    slug: Option<&str>,
    announcement: Announcement,
) -> Result<u32, CommandError<AnnouncementRefusal>> {
    let group = match slug {
        None => None,
        Some(slug) => Some(id_of(
            &at_address(context.database.connection(), slug).await?,
        )),
    };
    context.may(Action::RunGroup, resource(group))?;
    let by = context.person_id()?;
    let announcement = announcement.checked().map_err(CommandError::Refused)?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let (number, _) = post(transaction, &own, newest, group, by, announcement).await?;
                Ok(number)
            })
        })
        .await
}

/// Takes an announcement back: it stays, with the reason above it. Whoever may announce for its group may.
///
/// # Errors
/// When there is none, the actor may not, it is taken back already, or the database fails.
pub async fn take_back(
    context: &Context,
    number: u32,
    reason: String,
) -> Result<(), CommandError<AnnouncementRefusal>> {
    let row = announcement::Entity::find()
        .filter(announcement::Column::Number.eq(i64::from(number)))
        .one(context.database.connection())
        .await?
        .ok_or(CommandError::NotFound)?;
    let group = row.group_id.map(GroupId);
    // Who announced it may, and who could announce for the same group; a proposal’s is for the community as a whole.
    let by = context.person_id()?;
    if by.0 != row.by_id {
        context.may(Action::RunGroup, resource(group))?;
    } else {
        context.may(Action::TakePart, Resource::Community)?;
    }
    if reason.trim().is_empty() {
        return Err(CommandError::Refused(AnnouncementRefusal::NoReason));
    }
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let row = announcement::Entity::find_by_id(row.id)
                    .one(transaction)
                    .await?
                    .ok_or(CommandError::NotFound)?;
                if !row.taken_back.is_empty() {
                    return Err(CommandError::Refused(AnnouncementRefusal::TakenBack));
                }
                let event = Event::Announcement {
                    announcement: AnnouncementId(row.id),
                    number,
                    title: row.title,
                    group,
                    change: AnnouncementEvent::TakenBack {
                        reason,
                        by,
                        at: own.instant(),
                    },
                };
                record::tell(transaction, &own, newest, event).await?;
                Ok(())
            })
        })
        .await
}
