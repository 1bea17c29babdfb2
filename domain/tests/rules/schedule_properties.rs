//! Occurrences: whatever recurs, in whatever zone, they are at the hour that was asked for, in order, and all of them.

use std::collections::BTreeSet;

use domain::{
    Day,
    schedule::{MeetingAddress, Nth, Occurrence, Pattern, Recurrence, Weekday},
    slug::Slug,
    time_zone::TimeZoneName,
};
use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Time, date, time},
    tz::{AmbiguousOffset, TimeZone},
};
use proptest::prelude::*;

/// Zones with one hour of daylight saving, on either half of the earth, with half an hour, with none, and at the edges.
const ZONES: [&str; 8] = [
    "America/Los_Angeles",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "America/Santiago",
    "Pacific/Kiritimati",
    "Africa/Casablanca",
    "UTC",
];

fn recurrences() -> impl Strategy<Value = Recurrence> {
    let weekdays =
        proptest::collection::btree_set(proptest::sample::select(&Weekday::ALL[..]), 1..5);
    prop_oneof![
        (1_u8..=12).prop_map(|days| Recurrence::Daily { days }),
        (1_u8..=6, weekdays).prop_map(|(weeks, weekdays)| Recurrence::Weekly { weeks, weekdays }),
        (
            1_u8..=6,
            proptest::sample::select(&Nth::ALL[..]),
            proptest::sample::select(&Weekday::ALL[..])
        )
            .prop_map(|(months, nth, weekday)| Recurrence::Monthly {
                months,
                nth,
                weekday
            }),
    ]
}

fn days() -> impl Strategy<Value = Day> {
    (0_i32..1_500).prop_map(|days| date(2024, 1, 1).saturating_add(days.days()))
}

fn patterns() -> impl Strategy<Value = Pattern> {
    (
        days(),
        proptest::option::of(0_i32..900),
        recurrences(),
        (0_i8..24, 0_i8..12),
        5_u16..300,
        proptest::sample::select(&ZONES[..]),
    )
        .prop_map(
            |(from, length, recurrence, (hour, fives), minutes, zone)| Pattern {
                from,
                until: length.map(|days| from.saturating_add(days.days())),
                recurrence,
                time: time(hour, fives * 5, 0, 0),
                minutes,
                zone: TimeZoneName::new(zone).unwrap(),
            },
        )
}

/// By the definition, day by day, without any jumping about.
fn recurs_on(recurrence: &Recurrence, first: Day, day: Day) -> bool {
    let since_monday = |day: Day| i32::from(day.weekday().to_monday_zero_offset());
    let days = |from: Day, to: Day| (to - from).get_days();
    match recurrence {
        Recurrence::Daily { days: every } => days(first, day) % i32::from(*every) == 0,
        Recurrence::Weekly { weeks, weekdays } => {
            let between = days(first, day) + since_monday(first) - since_monday(day);
            (between / 7) % i32::from(*weeks) == 0 && weekdays.contains(&Weekday::of(day))
        }
        Recurrence::Monthly {
            months,
            nth,
            weekday,
        } => {
            let between = (i32::from(day.year()) - i32::from(first.year())) * 12
                + i32::from(day.month())
                - i32::from(first.month());
            let nth = match nth {
                Nth::First => (day.day() - 1) / 7 == 0,
                Nth::Second => (day.day() - 1) / 7 == 1,
                Nth::Third => (day.day() - 1) / 7 == 2,
                Nth::Fourth => (day.day() - 1) / 7 == 3,
                Nth::Last => day.day() + 7 > day.days_in_month(),
            };
            between % i32::from(*months) == 0 && nth && Weekday::of(day) == *weekday
        }
    }
}

/// All occurrences by the definition, until two years after the first day.
fn all(pattern: &Pattern) -> Vec<Occurrence> {
    let end = pattern.from.saturating_add(2.years());
    let end = pattern.until.map_or(end, |until| until.min(end));
    pattern
        .from
        .series(1.day())
        .take_while(|day| *day <= end)
        .filter(|day| recurs_on(&pattern.recurrence, pattern.from, *day))
        .map(|day| pattern.at(day))
        .collect()
}

fn start_of(day: Day) -> Timestamp {
    TimeZone::UTC
        .to_timestamp(day.to_datetime(Time::midnight()))
        .unwrap()
}

proptest! {
    #[test]
    fn each_meeting_is_at_the_hour_asked_for_unless_clocks_leave_it_out(pattern in patterns()) {
        let zone = pattern.zone.zone();
        for occurrence in pattern.from(Timestamp::MIN).take(200) {
            let asked = occurrence.day.to_datetime(pattern.time);
            let shown = zone.to_datetime(occurrence.starts);
            match zone.to_ambiguous_timestamp(asked).offset() {
                AmbiguousOffset::Unambiguous { .. } => prop_assert_eq!(shown, asked),
                AmbiguousOffset::Fold { before, .. } => {
                    prop_assert_eq!(shown, asked);
                    prop_assert_eq!(occurrence.starts, before.to_timestamp(asked).unwrap());
                }
                AmbiguousOffset::Gap { before, after } => {
                    let ahead = SignedDuration::from_secs(i64::from(after.seconds() - before.seconds()));
                    prop_assert_eq!(shown, asked.saturating_add(ahead));
                }
            }
            let length = occurrence.ends.duration_since(occurrence.starts);
            prop_assert_eq!(length, SignedDuration::from_mins(i64::from(pattern.minutes)));
        }
    }

    #[test]
    fn from_any_instant_on_there_are_those_that_begin_later_in_order(
        pattern in patterns(),
        from in days(),
    ) {
        let from = start_of(from);
        let end = start_of(pattern.from.saturating_add(2.years()).saturating_sub(2.days()));
        let found: Vec<Occurrence> = pattern.from(from).take_while(|one| one.starts < end).collect();
        let wanted: Vec<Occurrence> = all(&pattern)
            .into_iter()
            .filter(|one| one.starts >= from && one.starts < end)
            .collect();
        prop_assert!(found.is_sorted());
        prop_assert_eq!(found, wanted);
    }

    #[test]
    fn before_any_instant_there_are_those_that_began_earlier_last_first(
        pattern in patterns(),
        before in days(),
    ) {
        let end = pattern.from.saturating_add(2.years()).saturating_sub(2.days());
        let before = start_of(before.min(end));
        let mut found: Vec<Occurrence> = pattern.before(before).collect();
        found.reverse();
        let wanted: Vec<Occurrence> = all(&pattern)
            .into_iter()
            .filter(|one| one.starts < before)
            .collect();
        prop_assert_eq!(found, wanted);
    }

    #[test]
    fn a_day_has_a_meeting_exactly_if_it_is_among_them(pattern in patterns(), day in days()) {
        let end = pattern.from.saturating_add(2.years());
        prop_assume!(day <= end);
        let is_among = all(&pattern).iter().any(|one| one.day == day);
        prop_assert_eq!(pattern.is_on(day), is_among);
    }

    #[test]
    fn an_address_is_read_back(name in "[a-z][a-z0-9]{0,10}(-[a-z0-9]{1,10}){0,3}", day in days()) {
        let address = MeetingAddress { slug: Slug::new(name).unwrap(), day };
        prop_assert_eq!(MeetingAddress::new(&address.to_string()), Ok(address));
    }

    #[test]
    fn whatever_is_no_address_is_refused(text in ".{0,24}") {
        if let Ok(address) = MeetingAddress::new(&text) {
            prop_assert_eq!(address.to_string(), text);
        }
    }
}

fn berlin(recurrence: Recurrence, from: Day, at: Time) -> Pattern {
    Pattern {
        from,
        until: None,
        recurrence,
        time: at,
        minutes: 60,
        zone: TimeZoneName::new("Europe/Berlin").unwrap(),
    }
}

fn starts(pattern: &Pattern, how_many: usize) -> Vec<String> {
    pattern
        .from(Timestamp::MIN)
        .take(how_many)
        .map(|one| one.starts.to_string())
        .collect()
}

#[test]
fn an_hour_that_clocks_leave_out_is_later_and_one_that_comes_twice_is_the_first() {
    let each_sunday = Recurrence::each_week(Weekday::Sunday);
    let spring = berlin(each_sunday.clone(), date(2027, 3, 21), time(2, 30, 0, 0));
    assert_eq!(
        starts(&spring, 3),
        [
            "2027-03-21T01:30:00Z",
            "2027-03-28T01:30:00Z",
            "2027-04-04T00:30:00Z"
        ]
    );
    let autumn = berlin(each_sunday, date(2027, 10, 24), time(2, 30, 0, 0));
    assert_eq!(
        starts(&autumn, 3),
        [
            "2027-10-24T00:30:00Z",
            "2027-10-31T00:30:00Z",
            "2027-11-07T01:30:00Z"
        ]
    );
}

#[test]
fn every_other_week_is_counted_from_the_week_of_the_first_day() {
    let weekdays = BTreeSet::from([Weekday::Monday, Weekday::Thursday]);
    let pattern = berlin(
        Recurrence::Weekly { weeks: 2, weekdays },
        date(2026, 12, 2),
        time(17, 0, 0, 0),
    );
    let days: Vec<String> = pattern
        .from(Timestamp::MIN)
        .take(3)
        .map(|one| one.day.to_string())
        .collect();
    assert_eq!(days, ["2026-12-03", "2026-12-14", "2026-12-17"]);
}

#[test]
fn what_does_not_recur_is_said_field_by_field() {
    let none = berlin(
        Recurrence::Weekly {
            weeks: 1,
            weekdays: BTreeSet::new(),
        },
        date(2026, 12, 2),
        time(17, 0, 0, 0),
    );
    assert_eq!(none.from(Timestamp::MIN).next(), None);
    assert_eq!(none.problems().len(), 1);
    let mut ends = berlin(
        Recurrence::each_week(Weekday::Monday),
        date(2026, 12, 2),
        time(17, 0, 0, 0),
    );
    ends.until = Some(date(2026, 12, 1));
    assert_eq!(ends.problems().len(), 1);
    ends.until = Some(date(2026, 12, 4));
    assert_eq!(ends.problems().len(), 1);
    ends.until = Some(date(2026, 12, 7));
    assert_eq!(ends.problems(), []);
}
