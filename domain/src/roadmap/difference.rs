//! What changed from one version of a roadmap to another.

use super::{ItemState, Month, RoadmapItem};

/// What became of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemChange {
    /// The item as it is in the newer version; as it was in the older one where it is no longer there.
    pub item: RoadmapItem,
    /// What became of it.
    pub turns: Vec<ItemTurn>,
}

/// One way in which an item changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemTurn {
    /// It is new.
    Added,
    /// It is no longer there.
    Removed,
    /// Its outcome was reworded.
    Reworded {
        /// Before.
        before: String,
    },
    /// It is due in another month.
    Moved {
        /// Before.
        before: Month,
    },
    /// It stands differently.
    Turned {
        /// Before.
        before: ItemState,
    },
    /// Its links changed.
    Linked,
}

/// The items that differ: the newer version's in its order, then those that are no longer there.
#[must_use]
pub fn differences(before: &[RoadmapItem], after: &[RoadmapItem]) -> Vec<ItemChange> {
    let of = |items: &[RoadmapItem], number| {
        items
            .iter()
            .find(|item: &&RoadmapItem| item.number == number)
            .cloned()
    };
    let still = after.iter().filter_map(|item| {
        let turns = match of(before, item.number) {
            None => vec![ItemTurn::Added],
            Some(was) => turns(&was, item),
        };
        (!turns.is_empty()).then(|| ItemChange {
            item: item.clone(),
            turns,
        })
    });
    let gone = before
        .iter()
        .filter(|item| of(after, item.number).is_none())
        .map(|item| ItemChange {
            item: item.clone(),
            turns: vec![ItemTurn::Removed],
        });
    still.chain(gone).collect()
}

fn turns(was: &RoadmapItem, is: &RoadmapItem) -> Vec<ItemTurn> {
    let mut turns = Vec::new();
    if was.state != is.state {
        turns.push(ItemTurn::Turned { before: was.state });
    }
    if was.month != is.month {
        turns.push(ItemTurn::Moved { before: was.month });
    }
    if was.outcome != is.outcome {
        turns.push(ItemTurn::Reworded {
            before: was.outcome.clone(),
        });
    }
    if was.links != is.links {
        turns.push(ItemTurn::Linked);
    }
    turns
}
