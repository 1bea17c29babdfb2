//! Taking open matters onto the committee's agenda: one by one, all of them, and for good when it is frozen.

use std::collections::BTreeSet;

use domain::{
    agenda::Matter,
    ids::MeetingId,
    schedule::{AgendaItemState, MeetingAddress},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, prelude::Expr,
};

use super::{
    AgendaRefusal, OpenMatter, TocAgenda,
    change::{NewItem, Refused, insert},
    matters::of_meeting,
    order::run_by,
    read::freezes,
};
use crate::{
    CommandError, Context,
    entities::{agenda_item, agenda_item_group, meeting},
    meeting::row_for,
    record,
    schedule::{Wanted, next},
};

/// Takes one open matter onto the agenda of a meeting.
///
/// # Errors
/// When the actor does not run the meeting, the matter is settled or taken already, or the database fails.
pub async fn take(
    context: &Context,
    address: &MeetingAddress,
    matter: &Matter,
) -> Result<(), Refused> {
    let meeting = run_by(context, address).await?;
    let read = of_meeting(context, Some(meeting)).await?;
    let wanted: Vec<OpenMatter> = read
        .open
        .iter()
        .filter(|open| open.matter == *matter)
        .cloned()
        .collect();
    if wanted.is_empty() {
        return Err(CommandError::Refused(AgendaRefusal::Settled));
    }
    fill(context, address, wanted, BTreeSet::new(), false).await
}

/// Takes everything that is open onto the agenda of a meeting, and what is settled off it.
///
/// # Errors
/// When the actor does not run the meeting, or the database fails.
pub async fn take_all(context: &Context, address: &MeetingAddress) -> Result<(), Refused> {
    let meeting = run_by(context, address).await?;
    let read = of_meeting(context, Some(meeting)).await?;
    take_up(context, address, read, false).await
}

/// Freezes the committee's next agenda once its time has come: what is open is taken up, what is settled falls off, and
/// from then on it stays as it is until someone changes it. Gives whether it did. A job of the server's does this.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn freeze(context: &Context) -> Result<bool, Refused> {
    let wanted = Wanted {
        of_committee: true,
        ..Wanted::default()
    };
    let Some(meeting) = next(context, wanted).await? else {
        return Ok(false);
    };
    let connection = context.database.connection();
    let is_time = context.now() >= freezes(connection, context, &meeting).await?;
    if meeting.agenda_frozen_at.is_some() || !is_time {
        return Ok(false);
    }
    let read = of_meeting(context, Some(meeting.clone())).await?;
    let address = meeting.address.clone();
    take_up(context, &address, read, true).await?;
    Ok(true)
}

async fn take_up(
    context: &Context,
    address: &MeetingAddress,
    read: TocAgenda,
    for_good: bool,
) -> Result<(), Refused> {
    // What is frozen stays as it was agreed, be it settled meanwhile.
    let settled = if for_good || !read.agenda.is_frozen {
        read.settled.iter().map(|item| item.0).collect()
    } else {
        BTreeSet::new()
    };
    fill(context, address, read.open, settled, for_good).await
}

async fn fill(
    context: &Context,
    address: &MeetingAddress,
    wanted: Vec<OpenMatter>,
    settled: BTreeSet<uuid::Uuid>,
    for_good: bool,
) -> Result<(), Refused> {
    let (own, address) = (context.clone(), address.clone());
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                record::take_pen(transaction).await?;
                let row = row_for(transaction, &own, &address).await?;
                // Another server may have frozen it meanwhile.
                if for_good && row.agenda_frozen_at.is_some() {
                    return Ok(());
                }
                let id = MeetingId(row.id);
                let there: Vec<Option<String>> = agenda_item::Entity::find()
                    .filter(agenda_item::Column::MeetingId.eq(row.id))
                    .filter(agenda_item::Column::Subject.is_not_null())
                    .filter(agenda_item::Column::State.ne(AgendaItemState::Withdrawn.key()))
                    .all(transaction)
                    .await?
                    .into_iter()
                    .map(|item| item.subject)
                    .collect();
                for open in wanted {
                    let subject = serde_json::to_string(&open.matter).ok();
                    if there.contains(&subject) {
                        continue;
                    }
                    let item = NewItem {
                        title: open.title.chars().take(200).collect(),
                        minutes: Some(open.matter.source().minutes()),
                        material: String::new(),
                        groups: Vec::new(),
                    };
                    let asked = (open.by, Some(&open.matter));
                    match insert(transaction, &own, id, asked, &item, &open.groups).await {
                        Ok(_) => {}
                        // What does not fit waits for the next meeting.
                        Err(CommandError::Refused(AgendaRefusal::Full)) => break,
                        Err(error) => return Err(error),
                    }
                }
                if !settled.is_empty() {
                    agenda_item::Entity::update_many()
                        .col_expr(
                            agenda_item::Column::State,
                            Expr::value(AgendaItemState::Withdrawn.key()),
                        )
                        .filter(agenda_item::Column::Id.is_in(settled.iter().copied()))
                        .exec(transaction)
                        .await?;
                    agenda_item_group::Entity::delete_many()
                        .filter(agenda_item_group::Column::ItemId.is_in(settled))
                        .exec(transaction)
                        .await?;
                }
                if for_good {
                    let change = meeting::ActiveModel {
                        id: Set(row.id),
                        agenda_frozen_at: Set(Some(own.now())),
                        ..Default::default()
                    };
                    change.update(transaction).await?;
                }
                Ok(())
            })
        })
        .await
}
