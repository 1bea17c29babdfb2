//! Agendas: what an item may say, its place in the order, when it is frozen and when each item's turn comes.

use domain::agenda::{
    AgendaProblem, AgendaSource, ItemText, Matter, SetAside, Step, begins, frozen_from, moved, seal,
};
use jiff::Timestamp;
use uuid::Uuid;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn an_item_says_what_it_is_about_and_asks_for_a_time_that_there_is() {
    let good = ItemText {
        title: "Retries".to_owned(),
        minutes: Some(10),
        material: "https://docs.example/retries".to_owned(),
        groups: 2,
    };
    assert_eq!(good.problems(), []);
    let bad = ItemText {
        title: " ".to_owned(),
        minutes: Some(0),
        material: "javascript:alert(1)".to_owned(),
        groups: 11,
    };
    assert_eq!(
        bad.problems(),
        [
            AgendaProblem::NoTitle,
            AgendaProblem::Minutes,
            AgendaProblem::Material,
            AgendaProblem::ManyGroups
        ]
    );
    let long = ItemText {
        title: "x".repeat(201),
        minutes: Some(241),
        ..ItemText::default()
    };
    assert_eq!(
        long.problems(),
        [AgendaProblem::LongTitle, AgendaProblem::Minutes]
    );
}

#[test]
fn an_item_goes_a_place_up_or_down_or_where_it_is_put() {
    let order = vec!['a', 'b', 'c', 'd'];
    let after = |item, step| {
        moved(order.clone(), &item, step)
            .into_iter()
            .collect::<String>()
    };
    assert_eq!(after('c', Step::Up), "acbd");
    assert_eq!(after('a', Step::Up), "abcd", "the first stays");
    assert_eq!(after('a', Step::Down), "bacd");
    assert_eq!(after('d', Step::Down), "abcd", "the last stays");
    assert_eq!(after('d', Step::To(0)), "dabc");
    assert_eq!(after('a', Step::To(2)), "bcad");
    assert_eq!(
        after('b', Step::To(99)),
        "acdb",
        "behind the last is the last"
    );
    assert_eq!(
        after('x', Step::To(0)),
        "abcd",
        "what is not there moves nothing"
    );
    assert_eq!(moved(Vec::<u8>::new(), &1, Step::Down), [] as [u8; 0]);
}

#[test]
fn a_step_is_read_as_a_form_sends_it() {
    assert_eq!(Step::read("up"), Some(Step::Up));
    assert_eq!(Step::read("down"), Some(Step::Down));
    assert_eq!(Step::read("3"), Some(Step::To(2)));
    for none in ["", "0", "-1", "sideways"] {
        assert_eq!(Step::read(none), None, "{none}");
    }
}

#[test]
fn another_order_has_another_seal() {
    let [one, two, three] = [1, 2, 3].map(Uuid::from_u128);
    assert_eq!(seal(&[one, two]), seal(&[one, two]));
    assert_ne!(seal(&[one, two]), seal(&[two, one]));
    assert_ne!(seal(&[one, two]), seal(&[one, two, three]));
    assert_ne!(seal(&[]), seal(&[one]));
}

#[test]
fn it_is_frozen_so_many_hours_before_the_meeting() {
    let starts = at("2026-12-02T17:00:00Z");
    assert_eq!(frozen_from(starts, 24), at("2026-12-01T17:00:00Z"));
    assert_eq!(frozen_from(starts, 0), starts);
}

#[test]
fn after_an_item_without_a_time_nobody_can_tell_when_the_next_begins() {
    let starts = at("2026-12-02T17:00:00Z");
    assert_eq!(
        begins(starts, &[Some(10), Some(5), None, Some(5)]),
        [
            Some(starts),
            Some(at("2026-12-02T17:10:00Z")),
            Some(at("2026-12-02T17:15:00Z")),
            None
        ]
    );
}

#[test]
fn what_is_kept_of_an_item_is_read_again() {
    for how in SetAside::ALL {
        assert_eq!(SetAside::of_key(how.key()), Some(how));
    }
    let matter = Matter::Report {
        group: domain::ids::GroupId(Uuid::from_u128(7)),
        period: "2026-q3".to_owned(),
    };
    assert_eq!(matter.source(), AgendaSource::Reports);
    let kept = serde_json::to_string(&matter).unwrap();
    assert_eq!(
        kept,
        r#"{"is":"report","group":"00000000-0000-0000-0000-000000000007","period":"2026-q3"}"#
    );
    assert_eq!(serde_json::from_str::<Matter>(&kept).unwrap(), matter);
}
