//! What the lines of notes do: each `/action`, `/decision` and `/present` has a row as long as it stands in the notes. A line
//! that is reworded keeps its row, so that nothing is there twice; what is closed or numbered stays whatever becomes of it.

use std::collections::BTreeSet;

use domain::{
    Day,
    ids::PersonId,
    minutes::{ActionState, Line, lines},
    slug::name_key,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use uuid::Uuid;

use super::{
    Held,
    whom::{Named, whom},
};
use crate::{
    Context, WriteError,
    entities::{action_item, attendance, noted_decision},
    record,
};

/// As many lines of an item as do something; more stay words.
const MOST_LINES: usize = 200;

/// Brings the rows of an item’s lines up to its text.
pub(super) async fn follow(
    transaction: &DatabaseTransaction,
    context: &Context,
    held: &Held,
    item: Uuid,
    text: &str,
) -> Result<(), WriteError> {
    let day = record::day_of(&held.row.day)?;
    let (mut actions, mut decisions, mut present) = (Vec::new(), Vec::new(), Vec::new());
    for (line, read) in lines(text, day).take(MOST_LINES) {
        match read {
            Line::Action { who, due, text } => actions.push(Action {
                line: line.to_owned(),
                who,
                due,
                task: text,
            }),
            Line::Decision { text } => decisions.push(text),
            Line::Present { names } => {
                present.extend(names.into_iter().map(|name| (name, line.to_owned())));
            }
        }
    }
    let roll = attendance::Entity::find()
        .filter(attendance::Column::MeetingId.eq(held.row.id))
        .all(transaction)
        .await?;
    let at = At {
        transaction,
        context,
        held,
        item,
        day,
    };
    at.actions(actions, &roll).await?;
    at.decisions(decisions).await?;
    at.present(present, &roll).await
}

struct Action {
    line: String,
    who: String,
    due: Option<Day>,
    task: String,
}

/// Where the lines stand.
struct At<'t> {
    transaction: &'t DatabaseTransaction,
    context: &'t Context,
    held: &'t Held,
    item: Uuid,
    day: Day,
}

/// Which rows stay as they are, which are reworded, which lines are new, and which rows no line stands behind any more: all
/// by their places.
struct Paired {
    kept: Vec<(usize, usize)>,
    reworded: Vec<(usize, usize)>,
    new: Vec<usize>,
    gone: Vec<usize>,
}

fn pair(old: &[&str], new: &[&str]) -> Paired {
    let mut kept = Vec::new();
    let mut left: Vec<usize> = (0..old.len()).collect();
    let mut fresh = Vec::new();
    for (place, line) in new.iter().enumerate() {
        match left.iter().position(|row| old.get(*row) == Some(line)) {
            Some(found) => kept.push((left.remove(found), place)),
            None => fresh.push(place),
        }
    }
    let reworded: Vec<(usize, usize)> = left.iter().copied().zip(fresh.iter().copied()).collect();
    Paired {
        gone: left.get(reworded.len()..).unwrap_or_default().to_vec(),
        new: fresh.get(reworded.len()..).unwrap_or_default().to_vec(),
        kept,
        reworded,
    }
}

impl At<'_> {
    async fn actions(
        &self,
        wanted: Vec<Action>,
        roll: &[attendance::Model],
    ) -> Result<(), WriteError> {
        let rows = action_item::Entity::find()
            .filter(action_item::Column::ItemId.eq(self.item))
            .filter(action_item::Column::State.eq(ActionState::Open.key()))
            .order_by_asc(action_item::Column::Place)
            .order_by_asc(action_item::Column::Id)
            .all(self.transaction)
            .await?;
        // Closed ones are not to come again because their line still stands there.
        let closed: Vec<String> = action_item::Entity::find()
            .filter(action_item::Column::ItemId.eq(self.item))
            .filter(action_item::Column::State.ne(ActionState::Open.key()))
            .all(self.transaction)
            .await?
            .into_iter()
            .map(|row| row.line)
            .collect();
        let wanted: Vec<Action> = wanted
            .into_iter()
            .filter(|action| !closed.contains(&action.line))
            .collect();
        let old: Vec<&str> = rows.iter().map(|row| row.line.as_str()).collect();
        let new: Vec<&str> = wanted.iter().map(|action| action.line.as_str()).collect();
        let paired = pair(&old, &new);
        for (row, place) in paired.kept {
            if let Some(row) = rows.get(row).filter(|row| row.place != number(place)) {
                let mut change = row.clone().into_active_model();
                change.place = sea_orm::ActiveValue::Set(number(place));
                change.update(self.transaction).await?;
            }
        }
        for (row, place) in paired.reworded {
            if let (Some(row), Some(action)) = (rows.get(row), wanted.get(place)) {
                let named = whom(self.transaction, roll, &action.who).await?;
                let mut next = self.action_row(row.id, action, named, place, row.version + 1);
                // It may have been handed to another group meanwhile.
                next.group_id = row.group_id;
                next.into_active_model()
                    .reset_all()
                    .update(self.transaction)
                    .await?;
            }
        }
        for place in paired.new {
            if let Some(action) = wanted.get(place) {
                let named = whom(self.transaction, roll, &action.who).await?;
                let row = self.action_row(self.context.new_id(), action, named, place, 1);
                action_item::Entity::insert(row.into_active_model().reset_all())
                    .exec_without_returning(self.transaction)
                    .await?;
            }
        }
        let gone: Vec<Uuid> = paired
            .gone
            .iter()
            .filter_map(|row| rows.get(*row))
            .map(|row| row.id)
            .collect();
        if !gone.is_empty() {
            action_item::Entity::delete_many()
                .filter(action_item::Column::Id.is_in(gone))
                .exec(self.transaction)
                .await?;
        }
        Ok(())
    }

    fn action_row(
        &self,
        id: Uuid,
        action: &Action,
        named: Named,
        place: usize,
        version: i32,
    ) -> action_item::Model {
        action_item::Model {
            id,
            meeting_id: Some(self.held.row.id),
            item_id: Some(self.item),
            group_id: self.held.row.group_id,
            place: number(place),
            line: action.line.clone(),
            task: action.task.clone(),
            owner_id: named.person.map(|person| person.0),
            owner_name: named.name,
            opened_on: self.day.to_string(),
            due_on: action.due.map(|day| day.to_string()),
            state: ActionState::Open.key().to_owned(),
            note: String::new(),
            closed_by: None,
            closed_at: None,
            version,
        }
    }

    async fn decisions(&self, wanted: Vec<String>) -> Result<(), WriteError> {
        let rows = noted_decision::Entity::find()
            .filter(noted_decision::Column::ItemId.eq(self.item))
            .order_by_asc(noted_decision::Column::Place)
            .order_by_asc(noted_decision::Column::Id)
            .all(self.transaction)
            .await?;
        // What has a number stays as it was recorded.
        let recorded: Vec<&str> = rows
            .iter()
            .filter(|row| row.number.is_some())
            .map(|row| row.decided.as_str())
            .collect();
        let open: Vec<&noted_decision::Model> =
            rows.iter().filter(|row| row.number.is_none()).collect();
        let wanted: Vec<String> = wanted
            .into_iter()
            .filter(|decided| !recorded.contains(&decided.as_str()))
            .collect();
        let old: Vec<&str> = open.iter().map(|row| row.decided.as_str()).collect();
        let new: Vec<&str> = wanted.iter().map(String::as_str).collect();
        let paired = pair(&old, &new);
        for (row, place) in paired.reworded {
            if let (Some(row), Some(decided)) = (open.get(row), wanted.get(place)) {
                let mut change = (*row).clone().into_active_model();
                change.decided = sea_orm::ActiveValue::Set(decided.clone());
                change.place = sea_orm::ActiveValue::Set(number(place));
                change.update(self.transaction).await?;
            }
        }
        for place in paired.new {
            if let Some(decided) = wanted.get(place) {
                let row = noted_decision::Model {
                    id: self.context.new_id(),
                    meeting_id: self.held.row.id,
                    item_id: self.item,
                    place: number(place),
                    decided: decided.clone(),
                    number: None,
                    recorded_by: None,
                };
                noted_decision::Entity::insert(row.into_active_model().reset_all())
                    .exec_without_returning(self.transaction)
                    .await?;
            }
        }
        let gone: Vec<Uuid> = paired
            .gone
            .iter()
            .filter_map(|row| open.get(*row))
            .map(|row| row.id)
            .collect();
        if !gone.is_empty() {
            noted_decision::Entity::delete_many()
                .filter(noted_decision::Column::Id.is_in(gone))
                .exec(self.transaction)
                .await?;
        }
        Ok(())
    }

    async fn present(
        &self,
        wanted: Vec<(String, String)>,
        roll: &[attendance::Model],
    ) -> Result<(), WriteError> {
        let mut meant: BTreeSet<Uuid> = BTreeSet::new();
        let mut new: BTreeSet<(Option<PersonId>, String)> = BTreeSet::new();
        for (typed, line) in wanted {
            let known = roll
                .iter()
                .find(|row| row.name_key == name_key(&typed) && row.item_id == Some(self.item));
            if let Some(row) = known {
                meant.insert(row.id);
                continue;
            }
            let named = whom(self.transaction, roll, &typed).await?;
            let same = roll.iter().find(|row| match named.person {
                Some(person) => row.person_id == Some(person.0),
                None => row.person_id.is_none() && row.name_key == name_key(&named.name),
            });
            if let Some(row) = same {
                meant.insert(row.id);
                if !row.present {
                    let mut change = row.clone().into_active_model();
                    change.present = sea_orm::ActiveValue::Set(true);
                    change.update(self.transaction).await?;
                }
                continue;
            }
            if new.insert((named.person, named.name.clone())) {
                let row = attendance::Model {
                    id: self.context.new_id(),
                    meeting_id: self.held.row.id,
                    item_id: Some(self.item),
                    line,
                    person_id: named.person.map(|person| person.0),
                    name_key: name_key(&named.name),
                    name: named.name,
                    present: true,
                };
                attendance::Entity::insert(row.into_active_model().reset_all())
                    .exec_without_returning(self.transaction)
                    .await?;
            }
        }
        let gone: Vec<Uuid> = roll
            .iter()
            .filter(|row| row.item_id == Some(self.item) && !meant.contains(&row.id))
            .map(|row| row.id)
            .collect();
        if !gone.is_empty() {
            attendance::Entity::delete_many()
                .filter(attendance::Column::Id.is_in(gone))
                .exec(self.transaction)
                .await?;
        }
        Ok(())
    }
}

fn number(place: usize) -> i32 {
    i32::try_from(place).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::pair;

    #[test]
    fn a_reworded_line_keeps_its_row() {
        let paired = pair(&["a", "b"], &["a", "b and more"]);
        assert_eq!(paired.kept, [(0, 0)]);
        assert_eq!(paired.reworded, [(1, 1)]);
        assert!(paired.new.is_empty() && paired.gone.is_empty());
    }

    #[test]
    fn lines_that_change_places_keep_their_rows() {
        let paired = pair(&["a", "b"], &["b", "a", "c"]);
        assert_eq!(paired.kept, [(1, 0), (0, 1)]);
        assert_eq!(paired.new, [2]);
    }

    #[test]
    fn a_line_that_is_gone_takes_its_row_along() {
        let paired = pair(&["a", "b"], &["b"]);
        assert_eq!(paired.gone, [0]);
    }
}
