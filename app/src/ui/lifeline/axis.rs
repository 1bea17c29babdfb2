//! From days to places along a line.

use domain::Day;
use jiff::{ToSpan, civil::date};

use crate::ui::time::short_date;

/// The time that a drawing covers, up to the day it is about.
#[derive(Clone, Debug)]
pub struct Axis {
    from: Day,
    on: Day,
    label: String,
}

impl Axis {
    /// From the earliest day shown to today. A short life gets a year at least, so that it does not fill the page.
    #[must_use]
    pub fn to_today(earliest: Day, today: Day) -> Self {
        Self::new(earliest, today, "today".to_owned())
    }

    /// From the earliest day shown to a day that was asked about, which the line at the right names.
    #[must_use]
    pub fn to_day(earliest: Day, on: Day) -> Self {
        Self::new(earliest, on, short_date(on))
    }

    fn new(earliest: Day, on: Day, label: String) -> Self {
        let from = earliest.min(on.saturating_sub(1.year()));
        Self { from, on, label }
    }

    /// The first day.
    #[must_use]
    pub fn from(&self) -> Day {
        self.from
    }

    /// The day the drawing is about.
    #[must_use]
    pub fn on(&self) -> Day {
        self.on
    }

    /// That day's name: "today", or the date.
    pub(crate) fn label(&self) -> &str {
        &self.label
    }

    /// Where a day is between the axis's ends, 0 to 1; a day outside is at the nearer end.
    pub(super) fn fraction(&self, day: Day) -> f64 {
        let whole = days_between(self.from, self.on).max(1);
        let part = days_between(self.from, day).clamp(0, whole);
        f64::from(part) / f64::from(whole)
    }

    /// [`Self::fraction`] as an SVG length.
    pub(crate) fn place(&self, day: Day) -> String {
        format!("{:.2}%", self.fraction(day) * 100.0)
    }

    /// The first of January of the years to mark: each year, or every second or fifth when there are many.
    pub(super) fn years(&self) -> Vec<Day> {
        let count = self.on.year() - self.from.year();
        let step: i16 = match count {
            ..=12 => 1,
            13..=24 => 2,
            25..=60 => 5,
            61.. => 20,
        };
        (self.from.year() + 1..=self.on.year())
            .filter(|year| year % step == 0)
            .map(|year| date(year, 1, 1))
            .collect()
    }

    /// Whether a year's number has room beside the name of the axis's last day, on the narrowest drawing.
    pub(super) fn has_room_for(&self, year: Day) -> bool {
        let label = self.label.chars().count() as f64;
        self.fraction(year) < 1.0 - (0.035 + 0.0085 * label)
    }
}

fn days_between(from: Day, until: Day) -> i32 {
    from.until(until).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Axis;

    #[test]
    fn a_day_is_placed_by_its_share_of_the_time_shown() {
        let axis = Axis::to_today(date(2018, 1, 1), date(2022, 1, 1));
        assert_eq!(axis.place(date(2018, 1, 1)), "0.00%");
        assert_eq!(axis.place(date(2020, 1, 1)), "49.97%");
        assert_eq!(axis.place(date(2022, 1, 1)), "100.00%");
    }

    #[test]
    fn a_day_outside_is_at_the_nearer_end() {
        let axis = Axis::to_day(date(2018, 1, 1), date(2022, 1, 1));
        assert_eq!(axis.place(date(2017, 1, 1)), "0.00%");
        assert_eq!(axis.place(date(2023, 1, 1)), "100.00%");
    }

    #[test]
    fn a_community_of_today_still_has_a_year_to_draw_on() {
        let axis = Axis::to_today(date(2026, 11, 22), date(2026, 11, 22));
        assert_eq!(axis.place(date(2026, 11, 22)), "100.00%");
        assert_eq!(axis.years(), [date(2026, 1, 1)]);
    }

    #[test]
    fn many_years_are_marked_by_fewer_lines() {
        let axis = Axis::to_today(date(1990, 6, 1), date(2026, 11, 22));
        let years: Vec<i16> = axis.years().iter().map(|year| year.year()).collect();
        assert_eq!(years, [1995, 2000, 2005, 2010, 2015, 2020, 2025]);
    }

    #[test]
    fn a_year_gives_way_to_the_name_of_the_last_day() {
        let axis = Axis::to_day(date(2018, 1, 1), date(2026, 3, 7));
        assert!(!axis.has_room_for(date(2026, 1, 1)));
        assert!(axis.has_room_for(date(2025, 1, 1)));
    }
}
