//! Time zones as calendars carry them: VTIMEZONE, made from the database of time zones that is part of the program.

use domain::{schedule::Weekday, time_zone::TimeZoneName};
use ics::components::{Component, Property};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime},
    tz::{Dst, Offset, TimeZone},
};

/// So many years ahead the changes of the clocks are told where they follow no yearly rule.
const AHEAD: i16 = 10;

/// Clocks that are changed: from one offset to another.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    /// When, on the clocks before the change.
    at: DateTime,
    from: Offset,
    to: Offset,
    summer: bool,
    name: String,
}

/// The zone from a day on.
pub fn component(name: &TimeZoneName, from: Date, today: Date) -> Component<'static> {
    let zone = name.zone();
    let mut component = Component::new("VTIMEZONE");
    component.add_property(Property::new("TZID", name.to_string()));
    let (first, changes) = changes(&zone, from, today);
    component.add_component(observance(&first, Vec::new(), None));
    for of_kind in by_kind(changes) {
        let rule = yearly(&of_kind);
        let Some((first, rest)) = of_kind.split_first() else {
            continue;
        };
        let rest = if rule.is_some() {
            Vec::new()
        } else {
            rest.to_vec()
        };
        component.add_component(observance(first, rest, rule));
    }
    component
}

/// What holds at first, and the changes after it.
fn changes(zone: &TimeZone, from: Date, today: Date) -> (Change, Vec<Change>) {
    let begin = from
        .saturating_sub(1.year())
        .to_datetime(jiff::civil::Time::midnight());
    let begin = zone
        .to_ambiguous_timestamp(begin)
        .compatible()
        .unwrap_or(Timestamp::UNIX_EPOCH);
    let last = today.year().max(from.year()).saturating_add(AHEAD);
    let info = zone.to_offset_info(begin);
    let first = Change {
        at: DateTime::constant(1970, 1, 1, 0, 0, 0, 0),
        from: info.offset(),
        to: info.offset(),
        summer: info.dst() == Dst::Yes,
        name: info.abbreviation().to_owned(),
    };
    let mut before = info.offset();
    let changes = zone
        .following(begin)
        .map(|transition| {
            let change = Change {
                at: before.to_datetime(transition.timestamp()),
                from: before,
                to: transition.offset(),
                summer: transition.dst() == Dst::Yes,
                name: transition.abbreviation().to_owned(),
            };
            before = transition.offset();
            change
        })
        .take_while(|change| change.at.year() <= last)
        .filter(|change| change.from != change.to)
        .collect();
    (first, changes)
}

/// Those of the same kind together, in the order of their first.
fn by_kind(changes: Vec<Change>) -> Vec<Vec<Change>> {
    let mut kinds: Vec<Vec<Change>> = Vec::new();
    for change in changes {
        let same = kinds.iter_mut().find(|kind| {
            kind.first().is_some_and(|first| {
                first.from == change.from
                    && first.to == change.to
                    && first.summer == change.summer
                    && first.name == change.name
            })
        });
        match same {
            Some(kind) => kind.push(change),
            None => kinds.push(vec![change]),
        }
    }
    kinds
}

/// The yearly rule that all of them follow, for ever as far as anyone knows.
fn yearly(changes: &[Change]) -> Option<String> {
    let first = changes.first()?;
    if changes.len() <= usize::from(AHEAD.unsigned_abs()) / 2 {
        return None;
    }
    let once_a_year = changes
        .windows(2)
        .all(|two| two[1].at.year() == two[0].at.year() + 1);
    let same = |of: &dyn Fn(&Change) -> i64| changes.iter().all(|change| of(change) == of(first));
    let regular = once_a_year
        && changes
            .iter()
            .all(|change| change.at.time() == first.at.time())
        && same(&|change| change.at.month().into())
        && same(&|change| change.at.weekday().to_monday_zero_offset().into());
    if !regular {
        return None;
    }
    let nth = |change: &Change| i64::from((change.at.day() - 1) / 7 + 1);
    let is_last = |change: &Change| change.at.day() + 7 > change.at.days_in_month();
    let nth = if changes.iter().all(is_last) {
        "-1".to_owned()
    } else if same(&nth) {
        nth(first).to_string()
    } else {
        return None;
    };
    Some(format!(
        "FREQ=YEARLY;BYMONTH={};BYDAY={nth}{}",
        first.at.month(),
        Weekday::of(first.at.date()).in_calendars()
    ))
}

fn observance(first: &Change, rest: Vec<Change>, rule: Option<String>) -> Component<'static> {
    let mut component = Component::new(if first.summer { "DAYLIGHT" } else { "STANDARD" });
    component.add_property(Property::new("DTSTART", local(first.at)));
    component.add_property(Property::new("TZOFFSETFROM", offset(first.from)));
    component.add_property(Property::new("TZOFFSETTO", offset(first.to)));
    component.add_property(Property::new("TZNAME", first.name.clone()));
    if let Some(rule) = rule {
        component.add_property(Property::new("RRULE", rule));
    }
    for change in rest {
        component.add_property(Property::new("RDATE", local(change.at)));
    }
    component
}

/// A moment on the clocks of a place: `20261125T160000`.
pub fn local(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

/// `+0100`, with seconds where there are some.
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (sign, seconds) = if seconds < 0 {
        ('-', -seconds)
    } else {
        ('+', seconds)
    };
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if seconds == 0 {
        format!("{sign}{hours:02}{minutes:02}")
    } else {
        format!("{sign}{hours:02}{minutes:02}{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn of(name: &str) -> String {
        let zone = TimeZoneName::new(name).unwrap_or_else(|error| panic!("{error}"));
        component(&zone, date(2024, 11, 20), date(2026, 11, 25)).to_string()
    }

    #[test]
    fn clocks_that_change_by_a_yearly_rule_carry_it() {
        let berlin = of("Europe/Berlin");
        assert!(
            berlin.contains("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU")
                && berlin.contains("RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU")
                && berlin.contains("TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST"),
            "{berlin}"
        );
        let new_york = of("America/New_York");
        assert!(
            new_york.contains("BYMONTH=3;BYDAY=2SU") && new_york.contains("BYMONTH=11;BYDAY=1SU"),
            "{new_york}"
        );
        let sydney = of("Australia/Sydney");
        assert!(
            sydney.contains("BYMONTH=10;BYDAY=1SU") && sydney.contains("BYMONTH=4;BYDAY=1SU"),
            "{sydney}"
        );
    }

    #[test]
    fn clocks_that_stay_have_one_offset_and_irregular_ones_name_each_change() {
        let johannesburg = of("Africa/Johannesburg");
        assert_eq!(
            johannesburg.matches("BEGIN:STANDARD").count(),
            1,
            "{johannesburg}"
        );
        assert!(!johannesburg.contains("DAYLIGHT") && !johannesburg.contains("RRULE"));
        let casablanca = of("Africa/Casablanca");
        assert!(casablanca.contains("RDATE:"), "{casablanca}");
    }
}
