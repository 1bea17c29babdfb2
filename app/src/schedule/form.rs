//! The fields that say when a series is, and reading them.

use std::collections::BTreeSet;

use domain::{
    Day,
    schedule::{Nth, Pattern, Recurrence, Weekday},
    time_zone::TimeZoneName,
};
use leptos::prelude::*;

use crate::{
    command::Filled,
    meeting::{HourFields, minutes_of, time_of, zone_of},
    ui::{Checkboxes, Choice, DateField, Field, Select},
};

/// Which field says what the sender wants: to see the dates, or to save.
pub const STEP: &str = "step";

/// What a field of [`STEP`] says when it is to be saved.
pub const SAVE: &str = "save";

/// Under which name a form says that its dates are shown.
pub const SHOWN: &str = "dates";

const DAILY: &str = "day";
const WEEKLY: &str = "week";
const MONTHLY: &str = "month";

/// What the form holds at first.
#[derive(Clone, Debug)]
pub struct Start {
    /// When it is.
    pub pattern: Pattern,
    /// What the first day is called.
    pub from_label: &'static str,
    /// What stands below it.
    pub from_hint: &'static str,
    /// Whether the last day can be given.
    pub with_end: bool,
}

/// The fields of when it is.
#[component]
pub fn PatternFields(form: Filled, start: Start) -> impl IntoView {
    let pattern = start.pattern.clone();
    let (unit, every, weekdays, nth, weekday) = parts(&pattern.recurrence);
    let units = vec![
        Choice::new(WEEKLY, "weeks, on the days ticked below"),
        Choice::new(MONTHLY, "months, on one weekday of the month"),
        Choice::new(DAILY, "days"),
    ];
    let days = Weekday::ALL
        .into_iter()
        .map(|day| Choice::new(day.key(), day.word()))
        .collect();
    let ticked: Vec<String> = if form.was_sent() {
        form.fields.all("weekday").map(str::to_owned).collect()
    } else {
        weekdays.iter().map(|day| day.key().to_owned()).collect()
    };
    let nths = Nth::ALL
        .into_iter()
        .map(|nth| Choice::new(nth.word(), format!("the {}", nth.word())))
        .collect();
    let weekdays_of_month = Weekday::ALL
        .into_iter()
        .map(|day| Choice::new(day.key(), day.word()))
        .collect();
    let day = |field: &str, otherwise: Option<Day>| {
        if form.was_sent() {
            form.fields.text(field).parse().ok()
        } else {
            otherwise
        }
    };
    let until = start.with_end.then(|| {
        view! {
            <DateField
                name="until" label="The last day on which there can be one" value=day("until", pattern.until)
                error=form.problem("until") hint="Leave it empty where it goes on."
            />
        }
    });
    view! {
        <fieldset class="series-recurrence">
            <legend>"How often"</legend>
            <div class="series-every">
                <Field
                    name="every" label="Every" inputmode=Some("numeric")
                    value=form.value("every", &every.to_string()) error=form.problem("every")
                />
                <Select name="unit" label="What" choices=units selected=form.value("unit", unit) error=form.problem("unit") />
            </div>
            <Checkboxes name="weekday" label="For weeks: on which days" choices=days ticked=ticked />
            <div class="series-every">
                <Select name="nth" label="For months: on" choices=nths selected=form.value("nth", nth.word()) />
                <Select
                    name="day_of_month" label="Weekday of the month" choices=weekdays_of_month
                    selected=form.value("day_of_month", weekday.key())
                />
            </div>
        </fieldset>
        <DateField
            name="from" label=start.from_label value=day("from", Some(pattern.from))
            error=form.problem("from") hint=start.from_hint
        />
        {until}
        <HourFields
            form=form.clone() time=pattern.time.strftime("%H:%M").to_string()
            minutes=pattern.minutes.to_string() zone=pattern.zone.clone()
        />
    }
}

/// The parts of a recurrence as the form has them.
fn parts(recurrence: &Recurrence) -> (&'static str, u8, Vec<Weekday>, Nth, Weekday) {
    match recurrence {
        Recurrence::Daily { days } => (DAILY, *days, Vec::new(), Nth::First, Weekday::Monday),
        Recurrence::Weekly { weeks, weekdays } => {
            let first = weekdays.iter().next().copied().unwrap_or(Weekday::Monday);
            (
                WEEKLY,
                *weeks,
                weekdays.iter().copied().collect(),
                Nth::First,
                first,
            )
        }
        Recurrence::Monthly {
            months,
            nth,
            weekday,
        } => (MONTHLY, *months, vec![*weekday], *nth, *weekday),
    }
}

/// When the series is to be, as the form has it; what cannot be read is noted.
pub fn pattern_of(form: &mut Filled) -> Pattern {
    let from = form.optional_day("from");
    if from.is_none() && form.problem("from").is_empty() {
        form.refuse("from", "Say from which day on.");
    }
    let until = form.optional_day("until");
    let recurrence = recurrence_of(form);
    let time = time_of(form, "time");
    let minutes = minutes_of(form, "minutes");
    let zone: TimeZoneName = zone_of(form);
    Pattern {
        from: from.unwrap_or_default(),
        until,
        recurrence,
        time,
        minutes,
        zone,
    }
}

fn recurrence_of(form: &mut Filled) -> Recurrence {
    let every = form.fields.text("every").parse().unwrap_or_default();
    let weekday = |key: &str| Weekday::of_key(key).unwrap_or(Weekday::Monday);
    let fields = form.fields.clone();
    match fields.text("unit") {
        DAILY => Recurrence::Daily { days: every },
        WEEKLY => Recurrence::Weekly {
            weeks: every,
            weekdays: fields
                .all("weekday")
                .filter_map(Weekday::of_key)
                .collect::<BTreeSet<_>>(),
        },
        MONTHLY => Recurrence::Monthly {
            months: every,
            nth: Nth::of_key(fields.text("nth")).unwrap_or(Nth::First),
            weekday: weekday(fields.text("day_of_month")),
        },
        _ => {
            form.refuse("unit", "Choose days, weeks or months.");
            Recurrence::Daily { days: every }
        }
    }
}
