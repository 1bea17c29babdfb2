//! Roadmaps: versions, differences, what is carried over, and when one is stale.

use domain::roadmap::{
    Freshness, ItemPart, ItemState, ItemTurn, Month, Roadmap, RoadmapEvent, RoadmapItem,
    RoadmapRefusal, Written, WrittenItem, confirm, differences, freshness, publish,
};
use jiff::{Timestamp, civil::date};
use proptest::prelude::*;

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn item(number: u32, outcome: &str, by: &str, state: ItemState) -> RoadmapItem {
    RoadmapItem {
        number,
        outcome: outcome.to_owned(),
        month: month(by),
        state,
        links: Vec::new(),
    }
}

fn written(item: &RoadmapItem) -> WrittenItem {
    WrittenItem {
        number: Some(item.number),
        outcome: item.outcome.clone(),
        month: Some(item.month),
        state: item.state,
        links: item.links.clone(),
    }
}

fn new(outcome: &str, by: &str) -> WrittenItem {
    WrittenItem {
        number: None,
        outcome: outcome.to_owned(),
        month: Some(month(by)),
        state: ItemState::Planned,
        links: Vec::new(),
    }
}

fn at() -> Timestamp {
    Timestamp::UNIX_EPOCH
}

fn publish_in_november(
    current: Option<&Roadmap>,
    on_version: u32,
    items: Vec<WrittenItem>,
) -> Result<Vec<RoadmapItem>, RoadmapRefusal> {
    let written = Written {
        on_version,
        items,
        summary: String::new(),
    };
    let event = publish(current, written, (None, at()), month("2026-11"), 3)?;
    match event {
        RoadmapEvent::Published { items, .. } => Ok(items),
        RoadmapEvent::Confirmed { .. } => unreachable!("publishing confirms nothing"),
    }
}

fn roadmap() -> Roadmap {
    Roadmap {
        version: 4,
        items: vec![
            item(2, "Faster starts", "2026-09", ItemState::InProgress),
            item(5, "Fewer certificates", "2026-12", ItemState::Planned),
        ],
        highest: 7,
    }
}

#[test]
fn an_item_keeps_its_number_and_no_number_is_given_twice() {
    let before = roadmap();
    let items = vec![
        new("A third thing", "2026-11"),
        written(&before.items[1]),
        // Sent twice, as by a form that was tampered with: the second is another item.
        written(&before.items[1]),
    ];
    let numbers: Vec<u32> = publish_in_november(Some(&before), 4, items)
        .unwrap()
        .iter()
        .map(|item| item.number)
        .collect();
    assert_eq!(numbers, [8, 5, 9]);
}

#[test]
fn whoever_had_an_older_version_before_them_publishes_nothing() {
    let before = roadmap();
    let refused = publish_in_november(Some(&before), 3, vec![new("Mine", "2026-11")]);
    assert_eq!(refused, Err(RoadmapRefusal::Stale { newest: 4 }));
    let confirmed = confirm(Some(&before), 3, None, at());
    assert_eq!(confirmed, Err(RoadmapRefusal::Stale { newest: 4 }));
    assert!(confirm(Some(&before), 4, None, at()).is_ok());
    assert_eq!(confirm(None, 0, None, at()), Err(RoadmapRefusal::None));
}

#[test]
fn what_is_the_same_is_confirmed_and_not_published() {
    let before = roadmap();
    let items = before.items.iter().map(written).collect();
    assert_eq!(
        publish_in_november(Some(&before), 4, items),
        Err(RoadmapRefusal::Unchanged)
    );
}

#[test]
fn an_open_item_is_due_within_the_months_that_a_roadmap_looks_ahead() {
    let refused = |by: &str| match publish_in_november(None, 0, vec![new("Something", by)]) {
        Err(RoadmapRefusal::Problems(problems)) => problems[0].at == Some((0, ItemPart::Month)),
        Ok(_) | Err(_) => false,
    };
    assert!(refused("2026-10"));
    assert!(!refused("2026-11"));
    assert!(!refused("2027-01"));
    assert!(refused("2027-02"));
}

#[test]
fn what_was_promised_for_a_past_month_keeps_it_and_is_carried() {
    let before = roadmap();
    let mut items: Vec<WrittenItem> = before.items.iter().map(written).collect();
    items[0].state = ItemState::AtRisk;
    let items = publish_in_november(Some(&before), 4, items).unwrap();
    assert!(items[0].is_overdue(month("2026-11")));
    assert_eq!(items[0].shown_in(month("2026-11")), month("2026-11"));
    assert!(!items[1].is_overdue(month("2026-11")));
    let done = item(1, "Done", "2026-09", ItemState::Done);
    assert!(!done.is_overdue(month("2026-11")));
}

#[test]
fn a_form_says_all_that_is_wrong_with_it() {
    let mut bad = new("", "2026-11");
    bad.links = vec!["javascript:alert(1)".to_owned()];
    bad.month = None;
    let Err(RoadmapRefusal::Problems(problems)) = publish_in_november(None, 0, vec![bad]) else {
        panic!("it was taken");
    };
    let at: Vec<ItemPart> = problems
        .iter()
        .filter_map(|problem| problem.at.map(|(_, part)| part))
        .collect();
    assert_eq!(at, [ItemPart::Outcome, ItemPart::Month, ItemPart::Links]);
    let none = publish_in_november(None, 0, Vec::new());
    assert!(matches!(none, Err(RoadmapRefusal::Problems(_))));
}

#[test]
fn a_difference_says_what_became_of_each_item() {
    let before = [
        item(1, "Faster starts", "2026-09", ItemState::InProgress),
        item(2, "Fewer certificates", "2026-12", ItemState::Planned),
        item(3, "The same", "2026-12", ItemState::Planned),
    ];
    let after = [
        item(4, "New", "2026-12", ItemState::Planned),
        item(3, "The same", "2026-12", ItemState::Planned),
        item(1, "Faster cold starts", "2026-11", ItemState::Done),
    ];
    let changes = differences(&before, &after);
    let turns: Vec<(u32, Vec<ItemTurn>)> = changes
        .into_iter()
        .map(|change| (change.item.number, change.turns))
        .collect();
    assert_eq!(
        turns,
        [
            (4, vec![ItemTurn::Added]),
            (
                1,
                vec![
                    ItemTurn::Turned {
                        before: ItemState::InProgress
                    },
                    ItemTurn::Moved {
                        before: month("2026-09")
                    },
                    ItemTurn::Reworded {
                        before: "Faster starts".to_owned()
                    },
                ]
            ),
            (2, vec![ItemTurn::Removed]),
        ]
    );
}

#[test]
fn a_roadmap_is_stale_the_day_after_the_policys_days() {
    let looked = date(2026, 9, 1);
    assert_eq!(freshness(looked, date(2026, 10, 31), 60), Freshness::Fresh);
    assert_eq!(
        freshness(looked, date(2026, 11, 1), 60),
        Freshness::Stale {
            since: date(2026, 10, 31)
        }
    );
}

proptest! {
    #[test]
    fn a_month_is_read_as_it_is_written(year in 1900_i16..2200, number in 1_i8..=12, step in -600_i32..600) {
        let month = Month::of(date(year, number, 15));
        prop_assert_eq!(month.to_string().parse::<Month>().unwrap(), month);
        prop_assert_eq!(month.plus(step).since(month), step);
        prop_assert_eq!(month.plus(1).first_day(), month.last_day().tomorrow().unwrap());
    }

    #[test]
    fn the_differences_of_a_version_with_itself_are_none(numbers in prop::collection::btree_set(1_u32..50, 0..20)) {
        let items: Vec<RoadmapItem> = numbers
            .into_iter()
            .map(|number| item(number, "Something", "2026-11", ItemState::Planned))
            .collect();
        prop_assert!(differences(&items, &items).is_empty());
        prop_assert_eq!(differences(&[], &items).len(), items.len());
        prop_assert_eq!(differences(&items, &[]).len(), items.len());
    }
}
