//! What the portal does itself with the decision that forms a group: the steps that it does are done from the beginning.

use std::collections::BTreeSet;

use domain::{
    group::Group,
    ids::PersonId,
    proposal::{Request, RoadmapLine},
    schedule::MeetingAddress,
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, prelude::Expr};
use uuid::Uuid;

use super::{COMBINED_MEETING, Checklist};
use crate::{
    Context, WriteError, agenda,
    document::{self, NewPage},
    entities::{seat, task},
    person::role_of,
    record, roadmap,
};

/// Does for a group that was just formed, and whose checklist has begun, what the portal can do from the proposal.
///
/// # Errors
/// When the database fails.
pub(crate) async fn perform(
    transaction: &DatabaseTransaction,
    context: &Context,
    group: &Group,
    request: &Request,
) -> Result<(), WriteError> {
    let Request::Form { roadmap: lines, .. } = request else {
        return Ok(());
    };
    let slug = &group.now().slug;
    if !lines.is_empty() {
        roadmap::begin(transaction, context, group.id, lines).await?;
        let evidence = format!("The portal made it with the decision: /groups/{slug}/roadmap");
        done(transaction, context, group, "roadmap", evidence).await?;
        // The roadmap has moved the record on.
        let newest = record::take_pen(transaction).await?;
        let pages = vec![roadmap_document(group, lines)];
        document::begin_folder(transaction, context, newest, group.id, pages).await?;
    }
    let evidence = format!("The portal made it with the decision: /groups/{slug}/documents");
    done(transaction, context, group, "folder", evidence).await?;
    introduce(transaction, context, group, None).await
}

/// Says of a group that is being set up that the portal has made its folder and its roadmap, as it did.
///
/// # Errors
/// When the database fails.
pub(crate) async fn performed(
    transaction: &DatabaseTransaction,
    context: &Context,
    group: &Group,
) -> Result<(), WriteError> {
    let slug = &group.now().slug;
    for (key, page) in [("roadmap", "roadmap"), ("folder", "documents")] {
        let evidence = format!("The portal made it with the decision: /groups/{slug}/{page}");
        done(transaction, context, group, key, evidence).await?;
    }
    Ok(())
}

/// The document that the process asks for: “GROUP Group Roadmap”, with the initial roadmap in it.
fn roadmap_document(group: &Group, lines: &[RoadmapLine]) -> NewPage {
    let now = group.now();
    let items: String = lines
        .iter()
        .map(|line| format!("- **Month {}:** {}\n", line.month, line.outcome.trim()))
        .collect();
    NewPage {
        title: format!("{} Group Roadmap", now.name),
        body: format!(
            "The initial roadmap of {}, as it was proposed. It goes on, with its versions, as [the group’s \
             roadmap](/groups/{}/roadmap).\n\n{items}",
            now.name, now.slug
        ),
    }
}

/// A group whose leads are to go to the meeting of all groups is put on its agenda: they read so at the step, and among
/// what needs them. The meeting is that at the address, or else the next whose agenda is open. To be done with the pen.
///
/// # Errors
/// When the database fails.
pub(crate) async fn introduce(
    transaction: &DatabaseTransaction,
    context: &Context,
    group: &Group,
    at: Option<MeetingAddress>,
) -> Result<(), WriteError> {
    let step = task::Entity::find()
        .filter(task::Column::GroupId.eq(group.id.0))
        .filter(task::Column::Checklist.eq(Checklist::SettingUp.key()))
        .filter(task::Column::Key.eq(COMBINED_MEETING))
        .filter(task::Column::DoneAt.is_null())
        .one(transaction)
        .await?;
    let Some(step) = step else {
        return Ok(());
    };
    let who = (group.id, group.now().name.as_str());
    let on = match at {
        Some(address) => agenda::introduce_at(transaction, context, who, address).await?,
        None => agenda::introduce(transaction, context, who).await?,
    };
    match on {
        Some(meeting) => is_introduced(transaction, step.id, &meeting).await,
        None => Ok(()),
    }
}

/// The step of going there says on which agenda the portal put the group.
async fn is_introduced(
    transaction: &DatabaseTransaction,
    step: Uuid,
    meeting: &MeetingAddress,
) -> Result<(), WriteError> {
    let evidence = format!(
        "The portal put it on the agenda of {}: /meetings/{meeting}/agenda",
        meeting.day
    );
    task::Entity::update_many()
        .col_expr(task::Column::Evidence, Expr::value(evidence))
        .filter(task::Column::Id.eq(step))
        .exec(transaction)
        .await?;
    Ok(())
}

/// Whoever leads a group that is being set up was at the meeting of all groups: for it the step of going there is done.
///
/// # Errors
/// When the database fails.
pub(crate) async fn attended(
    transaction: &DatabaseTransaction,
    context: &Context,
    meeting: &MeetingAddress,
    present: &[PersonId],
) -> Result<(), WriteError> {
    let steps = task::Entity::find()
        .filter(task::Column::Checklist.eq(Checklist::SettingUp.key()))
        .filter(task::Column::Key.eq(COMBINED_MEETING))
        .filter(task::Column::DoneAt.is_null())
        .all(transaction)
        .await?;
    if steps.is_empty() || present.is_empty() {
        return Ok(());
    }
    let seats = seat::Entity::find()
        .filter(seat::Column::GroupId.is_in(steps.iter().map(|step| step.group_id)))
        .filter(seat::Column::PersonId.is_in(present.iter().map(|person| person.0)))
        .filter(seat::Column::Until.is_null())
        .all(transaction)
        .await?;
    let mut led = BTreeSet::new();
    for seat in seats {
        if role_of(&seat.role)?.leads() {
            led.insert(seat.group_id);
        }
    }
    let evidence = format!("Whoever leads the group was there: /meetings/{meeting}");
    task::Entity::update_many()
        .col_expr(task::Column::Evidence, Expr::value(evidence))
        .col_expr(task::Column::DoneAt, Expr::value(Some(context.now())))
        .filter(
            task::Column::Id.is_in(
                steps
                    .iter()
                    .filter(|step| led.contains(&step.group_id))
                    .map(|step| step.id),
            ),
        )
        .exec(transaction)
        .await?;
    Ok(())
}

/// The portal has done a step of the setting up.
async fn done(
    transaction: &DatabaseTransaction,
    context: &Context,
    group: &Group,
    key: &str,
    evidence: String,
) -> Result<(), WriteError> {
    task::Entity::update_many()
        .col_expr(task::Column::Evidence, Expr::value(evidence))
        .col_expr(task::Column::DoneAt, Expr::value(Some(context.now())))
        .filter(task::Column::GroupId.eq(group.id.0))
        .filter(task::Column::Checklist.eq(Checklist::SettingUp.key()))
        .filter(task::Column::Key.eq(key))
        .filter(task::Column::DoneAt.is_null())
        .exec(transaction)
        .await?;
    Ok(())
}
