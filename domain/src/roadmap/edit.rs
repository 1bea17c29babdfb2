//! Publishing a version, and saying that one is still right.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{
    ItemState, LONGEST_LINK, LONGEST_OUTCOME, LONGEST_SUMMARY, MOST_ITEMS, MOST_LINKS, Month,
    Roadmap, RoadmapEvent, RoadmapItem,
};
use crate::ids::PersonId;

/// A roadmap as someone wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The version that they had before them; 0 where there was none.
    pub on_version: u32,
    /// The items in their order.
    pub items: Vec<WrittenItem>,
    /// What changed, in a sentence.
    pub summary: String,
}

/// An item as someone wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenItem {
    /// Its number, where it was there before.
    pub number: Option<u32>,
    /// What will be there then.
    pub outcome: String,
    /// By which month; none where what was typed is none.
    pub month: Option<Month>,
    /// How it stands.
    pub state: ItemState,
    /// Where more is said.
    pub links: Vec<String>,
}

/// A part of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemPart {
    /// What will be there then.
    Outcome,
    /// By which month.
    Month,
    /// Where more is said.
    Links,
}

/// What is wrong with what someone wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoadmapProblem {
    /// The item by its place, from 0, and its part; none for the roadmap as a whole.
    pub at: Option<(usize, ItemPart)>,
    /// What is wrong, a sentence.
    pub problem: String,
}

/// Why nothing is published or confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoadmapRefusal {
    /// Someone published another version meanwhile.
    Stale {
        /// The newest version's number.
        newest: u32,
    },
    /// There is no roadmap to confirm.
    None,
    /// Nothing is different from the version before; it can be confirmed.
    Unchanged,
    /// Some of it cannot be taken.
    Problems(Vec<RoadmapProblem>),
}

/// The next version, from what someone wrote in `this_month` under a policy that looks so many months ahead.
///
/// # Errors
/// What stands against it.
pub fn publish(
    current: Option<&Roadmap>,
    written: Written,
    (by, at): (Option<PersonId>, Timestamp),
    this_month: Month,
    months: u32,
) -> Result<RoadmapEvent, RoadmapRefusal> {
    let newest = current.map_or(0, |roadmap| roadmap.version);
    if written.on_version != newest {
        return Err(RoadmapRefusal::Stale { newest });
    }
    let before = current.map_or(&[][..], |roadmap| &roadmap.items);
    let problems = problems(before, &written, this_month, months);
    if !problems.is_empty() {
        return Err(RoadmapRefusal::Problems(problems));
    }
    let mut highest = current.map_or(0, |roadmap| roadmap.highest);
    let mut taken = BTreeSet::new();
    let items: Vec<RoadmapItem> = written
        .items
        .into_iter()
        .filter_map(|item| {
            let known = item.number.filter(|number| {
                before.iter().any(|was| was.number == *number) && taken.insert(*number)
            });
            let number = known.unwrap_or_else(|| {
                highest = highest.saturating_add(1);
                highest
            });
            Some(RoadmapItem {
                number,
                outcome: item.outcome.trim().to_owned(),
                month: item.month?,
                state: item.state,
                links: item.links,
            })
        })
        .collect();
    if current.is_some() && items == before {
        return Err(RoadmapRefusal::Unchanged);
    }
    Ok(RoadmapEvent::Published {
        version: newest.saturating_add(1),
        items,
        summary: written.summary.trim().to_owned(),
        by,
        at,
    })
}

/// Says that the version someone had before them is still right.
///
/// # Errors
/// When there is none, or a newer one.
pub fn confirm(
    current: Option<&Roadmap>,
    version: u32,
    by: Option<PersonId>,
    at: Timestamp,
) -> Result<RoadmapEvent, RoadmapRefusal> {
    let roadmap = current.ok_or(RoadmapRefusal::None)?;
    if roadmap.version != version {
        return Err(RoadmapRefusal::Stale {
            newest: roadmap.version,
        });
    }
    Ok(RoadmapEvent::Confirmed { version, by, at })
}

fn problems(
    before: &[RoadmapItem],
    written: &Written,
    this_month: Month,
    months: u32,
) -> Vec<RoadmapProblem> {
    let mut found = Vec::new();
    let mut add = |at, problem: String| found.push(RoadmapProblem { at, problem });
    if written.items.is_empty() {
        add(None, "Write at least one item.".to_owned());
    }
    if written.items.len() > MOST_ITEMS {
        add(None, format!("Use at most {MOST_ITEMS} items."));
    }
    if written.summary.chars().count() > LONGEST_SUMMARY {
        add(
            None,
            format!("Say what changed in at most {LONGEST_SUMMARY} characters."),
        );
    }
    let ahead = i32::try_from(months.max(1)).unwrap_or(i32::MAX);
    let last = this_month.plus(ahead.saturating_sub(1).min(1_200));
    for (place, item) in written.items.iter().enumerate() {
        let was = before
            .iter()
            .find(|was| Some(was.number) == item.number)
            .map(|was| was.month);
        if item.outcome.trim().is_empty() {
            add(
                Some((place, ItemPart::Outcome)),
                "Say what will be there, or remove the item.".to_owned(),
            );
        } else if item.outcome.chars().count() > LONGEST_OUTCOME {
            add(
                Some((place, ItemPart::Outcome)),
                format!("Use at most {LONGEST_OUTCOME} characters."),
            );
        }
        match item.month {
            None => add(Some((place, ItemPart::Month)), "Choose a month.".to_owned()),
            // What was promised for a month that has passed keeps it: that is how one sees that it is overdue.
            Some(month) if was == Some(month) => {}
            Some(month) if month > last => add(
                Some((place, ItemPart::Month)),
                format!("A roadmap looks ahead to {}.", last.words()),
            ),
            Some(month) if month < this_month && item.state.is_open() => add(
                Some((place, ItemPart::Month)),
                "That month has passed: choose one in which it can still be done.".to_owned(),
            ),
            Some(_) => {}
        }
        if item.links.len() > MOST_LINKS {
            add(
                Some((place, ItemPart::Links)),
                format!("Use at most {MOST_LINKS} links."),
            );
        }
        if item.links.iter().any(|link| {
            !(link.starts_with("https://") || link.starts_with("http://"))
                || link.chars().any(char::is_whitespace)
        }) {
            add(
                Some((place, ItemPart::Links)),
                "Write addresses that begin with https://, one a line.".to_owned(),
            );
        } else if item
            .links
            .iter()
            .any(|link| link.chars().count() > LONGEST_LINK)
        {
            add(
                Some((place, ItemPart::Links)),
                format!("Use addresses of at most {LONGEST_LINK} characters."),
            );
        }
    }
    found
}
