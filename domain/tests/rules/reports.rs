//! Reports: the periods that they are about, who owes one, and what may be done with one.

use domain::{
    Day,
    group::{GroupKind, GroupState},
    ids::PersonId,
    policy::ReportCadence,
    report::{
        Mark, Period, ReportCommand, ReportRefusal, ReportWords, Standing, WordsPart, decide, owes,
    },
};
use jiff::{Span, Timestamp, civil::date};
use proptest::prelude::*;
use uuid::Uuid;

fn days_after(day: Day, days: i32) -> Day {
    day.checked_add(Span::new().days(days)).unwrap()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

#[test]
fn periods_are_called_what_people_call_them() {
    let called = |cadence: ReportCadence| cadence.period_on(date(2026, 8, 14)).unwrap();
    let months = |months| called(ReportCadence::EveryMonths { months });
    for (period, address, words) in [
        (months(1), "2026-08", "August 2026"),
        (months(3), "2026-q3", "third quarter of 2026"),
        (months(6), "2026-h2", "second half of 2026"),
        (months(12), "2026", "2026"),
        (
            called(ReportCadence::EveryWeeks { weeks: 6 }),
            "2026-07-06-to-2026-08-16",
            "6 July to 16 August 2026",
        ),
    ] {
        assert_eq!(
            (period.to_string().as_str(), period.words().as_str()),
            (address, words)
        );
    }
    assert_eq!(months(3).called(), "the third quarter of 2026");
    assert_eq!(months(12).called(), "2026");
    assert_eq!(
        ReportCadence::AsAppropriate.period_on(date(2026, 8, 14)),
        None
    );
}

#[test]
fn one_period_has_one_address() {
    for text in [
        "2026-01-01-to-2026-12-31",
        "2026-Q3",
        "2026-q5",
        "2026-13",
        "26",
        "+2026",
        "2026-08-01-to-2026-07-01",
        "",
    ] {
        assert!(text.parse::<Period>().is_err(), "{text}");
    }
}

#[test]
fn a_report_is_missing_the_day_after_it_was_due() {
    let quarterly = ReportCadence::EveryMonths { months: 3 };
    let missing = |on| quarterly.newest_due(on, 14).unwrap().to_string();
    assert_eq!(missing(date(2026, 10, 14)), "2026-q2");
    assert_eq!(missing(date(2026, 10, 15)), "2026-q3");
    assert_eq!(
        quarterly
            .newest_over(date(2026, 10, 1))
            .unwrap()
            .to_string(),
        "2026-q3"
    );
}

#[test]
fn a_group_owes_a_report_on_the_time_that_it_was_at_work_from_its_first_day() {
    let of = |kind, state, formed| owes(kind, state, formed, period("2026-q3"));
    let (group, active) = (GroupKind::WorkingGroup, GroupState::Active);
    assert!(of(group, active, date(2026, 7, 1)));
    assert!(!of(group, active, date(2026, 7, 2)));
    assert!(!of(GroupKind::Subgroup, active, date(2020, 1, 1)));
    assert!(!of(group, GroupState::SettingUp, date(2020, 1, 1)));
}

#[test]
fn a_report_is_final_and_only_then_read() {
    let (by, at, today) = (
        PersonId(Uuid::nil()),
        Timestamp::UNIX_EPOCH,
        date(2026, 10, 3),
    );
    let does = |standing, command| decide(standing, command, by, at, today);
    let submit = |summary: &str| ReportCommand::Submit {
        period: period("2026-q3"),
        words: ReportWords {
            summary: summary.to_owned(),
            ..ReportWords::default()
        },
        facts: Vec::new(),
    };
    let flag = |comment: &str| ReportCommand::Mark {
        period: period("2026-q3"),
        mark: Mark::Flagged {
            comment: comment.to_owned(),
        },
        leads: true,
    };
    let read = |leads| ReportCommand::Mark {
        period: period("2026-q3"),
        mark: Mark::Read,
        leads,
    };
    let submitted = Standing::Submitted { flagged: false };
    assert!(does(submitted, read(false)).is_ok());
    assert_eq!(
        does(submitted, read(true)),
        Err(ReportRefusal::OwnGroup),
        "whoever leads the group does not wave its report through"
    );
    let discuss = ReportCommand::Discuss {
        period: period("2026-q3"),
        outcome: "They get a second reviewer".to_owned(),
    };
    let (open, quiet) = (Standing::Open, Standing::Submitted { flagged: false });
    assert!(does(open, submit("We are well.")).is_ok());
    assert_eq!(does(open, submit(" ")), Err(ReportRefusal::NoSummary));
    let long = "x".repeat(20_001);
    assert_eq!(
        does(open, submit(&long)),
        Err(ReportRefusal::TooLong(WordsPart::Summary))
    );
    assert_eq!(does(quiet, submit("Again")), Err(ReportRefusal::Final));
    assert_eq!(does(open, flag("Why?")), Err(ReportRefusal::NotSubmitted));
    assert_eq!(does(quiet, flag("  ")), Err(ReportRefusal::NoComment));
    assert!(does(quiet, flag("Why?")).is_ok());
    assert_eq!(does(quiet, discuss.clone()), Err(ReportRefusal::NotFlagged));
    assert!(does(Standing::Submitted { flagged: true }, discuss).is_ok());
    let ask = |due_on| ReportCommand::Ask {
        reason: "The roadmap stands still".to_owned(),
        due_on,
    };
    assert!(does(open, ask(today)).is_ok());
    assert_eq!(
        does(open, ask(date(2026, 10, 2))),
        Err(ReportRefusal::DueBefore)
    );
}

fn cadences() -> impl Strategy<Value = ReportCadence> {
    prop_oneof![
        (1_u32..=104).prop_map(|weeks| ReportCadence::EveryWeeks { weeks }),
        (1_u32..=24).prop_map(|months| ReportCadence::EveryMonths { months }),
    ]
}

proptest! {
    #[test]
    fn periods_tile_time(cadence in cadences(), offset in 0_i32..80_000) {
        let day = days_after(date(1960, 1, 1), offset);
        let period = cadence.period_on(day).unwrap();
        prop_assert!(period.first() <= day && day <= period.last());
        // Every day of it is in it, and the days around it are in its neighbours.
        prop_assert_eq!(cadence.period_on(period.first()), Some(period));
        prop_assert_eq!(cadence.period_on(period.last()), Some(period));
        let next = cadence.period_on(period.last().tomorrow().unwrap()).unwrap();
        prop_assert_eq!(next.first(), period.last().tomorrow().unwrap());
        prop_assert_eq!(cadence.before(next), Some(period));
    }

    #[test]
    fn a_period_is_read_as_it_is_written(cadence in cadences(), offset in 0_i32..80_000) {
        let period = cadence.period_on(days_after(date(1960, 1, 1), offset)).unwrap();
        prop_assert_eq!(period.to_string().parse::<Period>().unwrap(), period);
    }

    #[test]
    fn any_two_days_are_read_as_they_are_written(offset in 0_i32..80_000, length in 0_i32..900) {
        let first = days_after(date(1960, 1, 1), offset);
        let period = Period::new(first, days_after(first, length)).unwrap();
        prop_assert_eq!(period.to_string().parse::<Period>().unwrap(), period);
    }

    #[test]
    fn the_newest_due_period_is_due_and_the_one_after_it_is_not(
        cadence in cadences(), offset in 0_i32..40_000, days in 0_u32..=365,
    ) {
        let today = days_after(date(1980, 1, 1), offset);
        let due = cadence.newest_due(today, days).unwrap();
        prop_assert!(due.due_on(days) < today);
        let next = cadence.period_on(due.last().tomorrow().unwrap()).unwrap();
        prop_assert!(next.due_on(days) >= today);
    }
}
