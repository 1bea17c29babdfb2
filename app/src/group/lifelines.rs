//! From lives to the rows of a drawing.

use std::collections::BTreeMap;

use domain::{Day, group::GroupState, ids::GroupId};
use services::group::{GroupLine, GroupPage, Life, TurnKind};

use super::place::group_path;
use crate::{
    past::on_same_day,
    ui::{Axis, LifelineRow, Mark, MarkKind, Segment},
};

/// One group's line, up to the day that its page shows.
pub fn row_of_one(page: &GroupPage, past: Option<Day>) -> (LifelineRow, Axis) {
    let now = page.group.now();
    let label = |into: Option<GroupId>| {
        into.and_then(|id| page.name_of(id))
            .map(|name| name.name.clone())
    };
    let row = LifelineRow {
        name: now.name.clone(),
        href: group_path(&page.slug),
        state: now.state,
        segments: segments(&page.life, page.day),
        marks: marks(&page.life, label, |_| None),
    };
    (row, axis(page.life.formed_on, page.day, past))
}

/// The lines of many groups, and the time that they take. `day` is the day that the page shows.
pub fn rows_of_many(
    groups: &[GroupLine],
    lives: &BTreeMap<GroupId, Life>,
    day: Day,
    past: Option<Day>,
) -> (Vec<LifelineRow>, Axis) {
    let place: BTreeMap<GroupId, usize> = groups
        .iter()
        .enumerate()
        .map(|(index, group)| (group.id, index))
        .collect();
    let rows = groups
        .iter()
        .filter_map(|group| {
            let life = lives.get(&group.id)?;
            let into = |_| group.successor.as_ref().map(|name| name.name.clone());
            Some(LifelineRow {
                name: group.name.clone(),
                href: on_same_day(&group_path(&group.slug), past),
                state: group.state,
                segments: segments(life, day),
                // Side by side there is room for what changed a group: the first charter did not.
                marks: marks(life, into, |id| place.get(&id).copied())
                    .into_iter()
                    .zip(&life.turns)
                    .filter(|(_, turn)| turn.kind != TurnKind::Chartered { number: 1 })
                    .map(|(mark, _)| mark)
                    .collect(),
            })
        })
        .collect();
    let earliest = lives
        .values()
        .map(|life| life.formed_on)
        .min()
        .unwrap_or(day);
    (rows, axis(earliest, day, past))
}

fn axis(earliest: Day, day: Day, past: Option<Day>) -> Axis {
    match past {
        None => Axis::to_today(earliest, day),
        Some(past) => Axis::to_day(earliest, past),
    }
}

fn segments(life: &Life, day: Day) -> Vec<Segment> {
    life.stretches
        .iter()
        .map(|stretch| Segment {
            from: stretch.since,
            until: stretch.until.unwrap_or(day),
            state: stretch.state,
        })
        .collect()
}

fn marks(
    life: &Life,
    name_of: impl Fn(Option<GroupId>) -> Option<String>,
    row_of: impl Fn(GroupId) -> Option<usize>,
) -> Vec<Mark> {
    life.turns
        .iter()
        .map(|turn| {
            let (kind, label) = match &turn.kind {
                TurnKind::Formed => (MarkKind::Formed, "Formed".to_owned()),
                TurnKind::Renamed { before } => {
                    (MarkKind::Renamed, format!("Renamed from {before}"))
                }
                TurnKind::Chartered { number } => {
                    (MarkKind::Rechartered, format!("Charter {number}"))
                }
                TurnKind::LeadsChanged => (MarkKind::LeadsChanged, "Leads changed".to_owned()),
                TurnKind::Dissolved => (
                    MarkKind::Dissolved,
                    GroupState::Dissolved.words().to_owned(),
                ),
                TurnKind::Merged { into } => (
                    MarkKind::MergedInto(into.and_then(&row_of)),
                    match name_of(*into) {
                        Some(name) => format!("Merged into {name}"),
                        None => GroupState::Merged.words().to_owned(),
                    },
                ),
                TurnKind::Revived => (MarkKind::Revived, "Revived".to_owned()),
            };
            Mark {
                on: turn.on,
                kind,
                label,
            }
        })
        .collect()
}
