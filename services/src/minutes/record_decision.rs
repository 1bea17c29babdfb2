//! What notes say was decided, recorded as a decision with a number: of a group’s meeting as one of its leads, of the
//! committee’s and the combined one as the committee’s.

use domain::{
    decision::{Decider, DecisionNumber},
    ids::GroupId,
    minutes::{MinutesState, numbered, spoken},
    permission::{Action, Resource},
    schedule::MeetingState,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use uuid::Uuid;

use super::{
    Live, NotedDecision, held,
    sitting::{address, save, sitting_for},
    versions::right_to_approve,
};
use crate::{
    CommandError, Context,
    entities::{agenda_item_group, noted_decision},
    group_decision::{self, DecisionRefusal, LONGEST_TITLE, NewDecision, Whose},
    record,
};

/// Why it is not recorded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordRefused {
    /// It has a number.
    #[error("It was recorded meanwhile.")]
    Recorded,
    /// Nothing is decided before.
    #[error("The meeting has not begun yet.")]
    NotBegun,
    /// Something is missing.
    #[error(transparent)]
    Decision(#[from] DecisionRefusal),
}

impl Live {
    /// What one must be allowed to record what was decided: a group’s leads, the committee. Those who only keep the notes
    /// decide nothing.
    #[must_use]
    pub fn right_to_decide(&self) -> (Action, Resource) {
        right_to_approve(self.meeting.convener)
    }

    /// Whether what is decided can have a number already.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        matches!(
            self.meeting.state,
            MeetingState::UnderWay | MeetingState::Held
        )
    }

    /// What the notes say of a decision, for whoever records it to look through.
    #[must_use]
    pub fn suggested(&self, noted: &NotedDecision) -> NewDecision {
        let day = self.meeting.address.day;
        let item = self.items.iter().find(|item| item.id == noted.item);
        let about = item.map_or_else(String::new, |item| format!("“{}”, ", item.title));
        let said = item
            .map(|item| spoken(&item.notes, day))
            .unwrap_or_default();
        NewDecision {
            title: title(&noted.decided),
            context: format!(
                "{about}at the [{} of {}](/meetings/{}).",
                self.meeting.title,
                day.strftime("%-d %B %Y"),
                self.meeting.address
            ),
            options: String::new(),
            reasons: if said.is_empty() {
                noted.decided.clone()
            } else {
                format!("{}\n\n{said}", noted.decided)
            },
            links: item
                .map(|item| item.material.trim())
                .filter(|material| crate::text::safe_address(material).is_some())
                .map(str::to_owned)
                .into_iter()
                .collect(),
            supersedes: Vec::new(),
        }
    }
}

/// What was decided, as a line.
fn title(decided: &str) -> String {
    if decided.chars().count() <= LONGEST_TITLE {
        return decided.to_owned();
    }
    let mut short: String = decided.chars().take(LONGEST_TITLE - 1).collect();
    short.push('…');
    short
}

/// Records what the notes of a meeting say was decided, in the words of whoever records it. Minutes that are still worked on
/// link the number from then on.
///
/// # Errors
/// When the actor may not, it has a number already, the meeting has not begun, something is missing, or the database fails.
pub async fn record_decision(
    context: &Context,
    meeting: &str,
    noted: Uuid,
    new: NewDecision,
) -> Result<DecisionNumber, CommandError<RecordRefused>> {
    let address = address(meeting)?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let held = held(transaction, &own, &address).await?;
                let (action, resource) = right_to_approve(held.convener);
                own.may(action, resource)?;
                let by = own.person_id()?;
                let row = noted_decision::Entity::find_by_id(noted)
                    .filter(noted_decision::Column::MeetingId.eq(held.row.id))
                    .one(transaction)
                    .await?
                    .ok_or(CommandError::NotFound)?;
                if !matches!(held.state, MeetingState::UnderWay | MeetingState::Held) {
                    return Err(CommandError::Refused(RecordRefused::NotBegun));
                }
                if row.number.is_some() {
                    return Err(CommandError::Refused(RecordRefused::Recorded));
                }
                let whose = match held.group() {
                    Some(group) => Whose {
                        decider: Decider::Leads,
                        group: Some(group),
                    },
                    None => Whose {
                        decider: Decider::Committee,
                        group: only_group(transaction, row.item_id).await?,
                    },
                };
                let (number, _) = group_decision::record(transaction, &own, newest, whose, new)
                    .await
                    .map_err(|error| error.map(RecordRefused::Decision))?;
                let decided = row.decided.clone();
                let mut change = row.into_active_model();
                change.number = Set(Some(number.to_string()));
                change.recorded_by = Set(Some(by.0));
                change.update(transaction).await?;
                let mut sitting = sitting_for(transaction, &held).await?;
                let state = sitting
                    .minutes_state
                    .as_deref()
                    .and_then(MinutesState::of_key);
                // A draft that was not edited is made from the notes whenever it is read.
                if state != Some(MinutesState::Published)
                    && let Some(text) = numbered(&sitting.draft, &decided, &number.to_string())
                {
                    sitting.draft = text;
                    sitting.draft_version += 1;
                }
                save(transaction, sitting).await?;
                Ok(number)
            })
        })
        .await
}

/// The group that an item is about, where it is about one: the decision stands on its page too.
async fn only_group(
    transaction: &sea_orm::DatabaseTransaction,
    item: Uuid,
) -> Result<Option<GroupId>, sea_orm::DbErr> {
    let groups = agenda_item_group::Entity::find()
        .filter(agenda_item_group::Column::ItemId.eq(item))
        .all(transaction)
        .await?;
    Ok(match groups.as_slice() {
        [one] => Some(GroupId(one.group_id)),
        [] | [_, ..] => None,
    })
}
