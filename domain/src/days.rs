//! Stretches of days, as seats, affiliations and standings hold them.

use crate::Day;

/// From a day on, until a day on which it no longer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    /// The first day.
    pub since: Day,
    /// The first day on which it no longer holds; `None` while it does.
    pub until: Option<Day>,
}

impl Days {
    /// Whether it holds on that day.
    #[must_use]
    pub fn hold_on(self, day: Day) -> bool {
        self.since <= day && self.until.is_none_or(|until| day < until)
    }

    /// The days that two stretches share.
    #[must_use]
    pub fn shared(self, other: Self) -> Option<Self> {
        let since = self.since.max(other.since);
        let until = match (self.until, other.until) {
            (None, until) | (until, None) => until,
            (Some(one), Some(other)) => Some(one.min(other)),
        };
        until
            .is_none_or(|until| since < until)
            .then_some(Self { since, until })
    }

    /// What is left of it without the days of others, oldest first.
    #[must_use]
    pub fn without(self, others: &[Self]) -> Vec<Self> {
        let mut left = Vec::new();
        let mut since = self.since;
        for other in Self::merged(others.to_vec()) {
            if since < other.since {
                let before = Self {
                    since,
                    until: Some(other.since),
                };
                left.extend(before.shared(self));
            }
            match other.until {
                None => return left,
                Some(until) => since = since.max(until),
            }
        }
        let rest = Self { since, until: None };
        left.extend(rest.shared(self));
        left
    }

    /// What was known of it on a day: nothing before it began, and no end that was still to come.
    #[must_use]
    pub fn as_known_on(self, day: Day) -> Option<Self> {
        (self.since <= day).then_some(Self {
            since: self.since,
            until: self.until.filter(|until| *until <= day),
        })
    }

    /// The same days in as few stretches as they make, oldest first.
    #[must_use]
    pub fn merged(mut stretches: Vec<Self>) -> Vec<Self> {
        stretches.sort_unstable();
        let mut merged: Vec<Self> = Vec::with_capacity(stretches.len());
        for next in stretches {
            match merged.last_mut() {
                Some(last) if last.until.is_none_or(|until| next.since <= until) => {
                    last.until = match (last.until, next.until) {
                        (None, _) | (_, None) => None,
                        (Some(one), Some(other)) => Some(one.max(other)),
                    };
                }
                Some(_) | None => merged.push(next),
            }
        }
        merged
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn days(since: i8, until: Option<i8>) -> Days {
        Days {
            since: date(2024, 5, since),
            until: until.map(|until| date(2024, 5, until)),
        }
    }

    #[test]
    fn days_that_touch_are_one_stretch_and_days_apart_are_two() {
        let held = vec![days(9, None), days(3, Some(5)), days(1, Some(3))];
        assert_eq!(Days::merged(held), [days(1, Some(5)), days(9, None)]);
    }

    #[test]
    fn two_stretches_that_only_touch_share_no_day() {
        assert_eq!(days(1, Some(3)).shared(days(3, None)), None);
        assert_eq!(
            days(1, None).shared(days(3, Some(9))),
            Some(days(3, Some(9)))
        );
    }

    #[test]
    fn an_end_that_was_still_to_come_was_not_known() {
        let held = days(3, Some(9));
        assert_eq!(held.as_known_on(date(2024, 5, 2)), None);
        assert_eq!(held.as_known_on(date(2024, 5, 8)), Some(days(3, None)));
        assert_eq!(held.as_known_on(date(2024, 5, 9)), Some(held));
    }

    proptest! {
        #[test]
        fn what_is_left_without_others_has_each_day_that_none_of_them_has(
            days in (1_i8..20, prop::option::of(1_i8..8)),
            others in prop::collection::vec((1_i8..20, prop::option::of(1_i8..8)), 0..5),
            day in 1_i8..31,
        ) {
            let of = |(since, length): (i8, Option<i8>)| self::days(since, length.map(|length| since + length));
            let others: Vec<Days> = others.into_iter().map(of).collect();
            let day = date(2024, 5, day);
            let left = of(days).without(&others);
            let expected = of(days).hold_on(day) && !others.iter().any(|other| other.hold_on(day));
            prop_assert_eq!(left.iter().any(|days| days.hold_on(day)), expected);
        }

        #[test]
        fn merging_changes_no_day(
            stretches in prop::collection::vec((1_i8..28, prop::option::of(1_i8..4)), 0..8),
            day in 1_i8..31,
        ) {
            let stretches: Vec<Days> = stretches
                .into_iter()
                .map(|(since, length)| days(since, length.map(|length| since + length)))
                .collect();
            let day = date(2024, 5, day);
            let before = stretches.iter().any(|days| days.hold_on(day));
            let merged = Days::merged(stretches);
            prop_assert_eq!(before, merged.iter().any(|days| days.hold_on(day)));
            prop_assert!(merged.windows(2).all(|pair| pair[0].until < Some(pair[1].since)));
        }
    }
}
