//! A person's seats and organizations as lines over the years, drawn like lifelines.

use domain::{Day, days::Days};
use leptos::prelude::*;
use services::person::{AsOf, PersonPage};

use crate::ui::{Axis, short_date};

/// A row's height and that of the years above the rows, in pixels, as in `style/parts/lifeline.css`.
const ROW: f64 = 44.0;
const YEARS: f64 = 36.0;
/// As many rows as are drawn; the lists below have all.
const ROWS_AT_MOST: usize = 24;

/// One line: an organization, or a group.
struct Row {
    name: String,
    href: String,
    class: &'static str,
    stretches: Vec<Days>,
}

impl Row {
    fn ended(&self) -> bool {
        self.stretches.iter().all(|days| days.until.is_some())
    }
}

/// The picture; nothing for someone who never held a seat. Lists that say the same are to follow it.
#[component]
pub fn Tenures(person: PersonPage, as_of: AsOf) -> impl IntoView {
    let day = as_of.day();
    let rows = rows(&person);
    let earliest = rows
        .iter()
        .flat_map(|row| &row.stretches)
        .map(|days| days.since)
        .min();
    let earliest = earliest.filter(|_| !person.seats.is_empty())?;
    let axis = match as_of {
        AsOf::Today(day) => Axis::to_today(earliest, day),
        AsOf::Past(day) => Axis::to_day(earliest, day),
    };
    let height = YEARS + rows.len() as f64 * ROW;
    let names = rows
        .iter()
        .map(|row| {
            let class = row.ended().then_some("ended");
            view! { <li class=class><a href=row.href.clone()>{row.name.clone()}</a></li> }
        })
        .collect_view();
    let lines = rows
        .iter()
        .enumerate()
        .map(|(index, row)| line(row, YEARS + (index as f64 + 0.5) * ROW, &axis, day))
        .collect_view();
    Some(view! {
        <figure class="lifelines tenures">
            <figcaption class="visually-hidden" id="tenures-title">
                {format!(
                    "Organizations and groups of {} as lines from {} to {}. The same as lists follows.",
                    person.name, short_date(earliest), axis.label(),
                )}
            </figcaption>
            <div class="lifelines-chart">
                <ol class="lifelines-names" data-keys="list">{names}</ol>
                <svg class="lifelines-plot" role="img" aria-labelledby="tenures-title" height=height>
                    {axis.draw_years(height)}
                    {lines}
                    {axis.draw_last_day(height)}
                </svg>
            </div>
        </figure>
    })
}

/// Organizations first, then groups in the order of the seats; several stretches of one stand on one line.
fn rows(person: &PersonPage) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut add = |name: &str, href: String, class, days| {
        let same = rows.iter_mut().find(|row| row.href == href);
        match same {
            Some(row) => row.stretches.push(days),
            None => rows.push(Row {
                name: name.to_owned(),
                href,
                class,
                stretches: vec![days],
            }),
        }
    };
    for with in &person.affiliations {
        let organization = &with.organization;
        let href = format!("/organizations/{}", organization.slug);
        add(&organization.name, href, "tenure-organization", with.days);
    }
    for seat in &person.seats {
        let class = if seat.role.leads() {
            "tenure-lead"
        } else {
            "tenure-other"
        };
        let href = format!("/groups/{}", seat.group_slug);
        add(&seat.group_name, href, class, seat.days);
    }
    rows.truncate(ROWS_AT_MOST);
    for row in &mut rows {
        row.stretches = Days::merged(std::mem::take(&mut row.stretches));
    }
    rows
}

fn line(row: &Row, y: f64, axis: &Axis, day: Day) -> AnyView {
    row.stretches
        .iter()
        .map(|days| {
            let words = &row.name;
            let title = match days.until {
                None => format!("{words}, since {}", short_date(days.since)),
                Some(until) => {
                    format!(
                        "{words}, {} to {}",
                        short_date(days.since),
                        short_date(until)
                    )
                }
            };
            let class = if days.until.is_some() {
                "row ended"
            } else {
                "row"
            };
            view! {
                <g class=format!("{class} {}", row.class)>
                    <title>{title}</title>
                    <line
                        class="segment"
                        x1=axis.place(days.since) x2=axis.place(days.until.unwrap_or(day)) y1=y y2=y
                    />
                    <circle class="ring" cx=axis.place(days.since) cy=y r="6.5" />
                </g>
            }
        })
        .collect_view()
        .into_any()
}
