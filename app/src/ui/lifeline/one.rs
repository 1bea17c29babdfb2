//! One group's lifeline with its events' names.

use leptos::prelude::*;

use super::{
    Axis, LifelineRow, Mark, MarkKind,
    drawing::{closing_rings, line, mark},
    labels::{Anchor, Place, Wanted, place, tiers},
};
use crate::ui::{DateText, Markup};

/// The line's height, and that of the first row of labels, in pixels; `style/parts/lifeline.css` has the same.
const LINE: f64 = 12.0;
const LABELS: f64 = 38.0;
/// The least widths in pixels of a line from 60 rem on, and from 40 rem on.
const WIDE: f64 = 860.0;
const NARROW: f64 = 580.0;
/// So many events stand open on a phone, where the line is not drawn; more are opened with a tap.
const FEW: usize = 8;
/// Rows of labels below a line.
const TIERS: usize = 3;

/// A group's lifeline, and the same as a list of its events. `id` is unique on the page.
#[component]
pub fn Lifeline(
    #[prop(default = "lifeline")] id: &'static str,
    row: LifelineRow,
    axis: Axis,
) -> impl IntoView {
    let caption_id = format!("{id}-title");
    let wanted: Vec<Wanted> = row
        .marks
        .iter()
        .map(|mark| Wanted {
            fraction: axis.fraction(mark.on),
            letters: mark.short().chars().count(),
            important: mark.kind != MarkKind::LeadsChanged,
        })
        .collect();
    let wide = place(&wanted, WIDE, TIERS);
    let narrow = place(&wanted, NARROW, TIERS);
    let height = format!(
        "lifeline-plot wide-rows-{} narrow-rows-{}",
        tiers(&wide),
        tiers(&narrow)
    );
    let labels = row
        .marks
        .iter()
        .zip(wide.iter().zip(&narrow))
        .map(|(mark, (wide, narrow))| label(mark, &axis, *wide, *narrow))
        .collect_view();
    let mut drawing = Markup::default();
    line(&mut drawing, &row, &axis, LINE);
    closing_rings(&mut drawing, &row, &axis, LINE);
    for event in &row.marks {
        mark(&mut drawing, &row, event, &axis, LINE, None);
    }
    let events = row
        .marks
        .iter()
        .map(|mark| view! { <li><DateText day=mark.on />" "<span>{mark.label.clone()}</span></li> })
        .collect_view();
    let (summary, list) = match row.marks.len() {
        1 => ("One event, as a list".to_owned(), "lifeline-list"),
        count if count <= FEW => (format!("{count} events, as a list"), "lifeline-list"),
        count => (format!("{count} events, as a list"), "lifeline-list long"),
    };
    view! {
        <figure class="lifeline" id=id>
            <figcaption class="visually-hidden" id=caption_id.clone()>
                {format!("Lifeline of {}. The same as a list follows.", row.name)}
            </figcaption>
            <svg class=height role="img" aria-labelledby=caption_id>
                <g class=if row.ended() { "row ended" } else { "row" }>
                    {labels}
                    {drawing.view()}
                </g>
            </svg>
            <details class=list>
                <summary>{summary}</summary>
                <ol class="lifeline-events">{events}</ol>
            </details>
        </figure>
    }
}

fn label(mark: &Mark, axis: &Axis, wide: Option<Place>, narrow: Option<Place>) -> AnyView {
    let classes = format!("{} {}", classes("wide", wide), classes("narrow", narrow));
    let x = axis.place(mark.on);
    view! {
        <rect class=format!("thread {classes}") x=x.clone() y=LINE width="1" />
        <text class=format!("label {classes}") x=x y=LABELS>{mark.short()}</text>
    }
    .into_any()
}

/// The classes that put a label in its place where the page is wide, or narrow.
fn classes(width: &str, place: Option<Place>) -> String {
    match place {
        None => format!("{width}-none"),
        Some(place) => {
            let anchor = match place.anchor {
                Anchor::Middle => "middle",
                Anchor::Start => "start",
                Anchor::End => "end",
            };
            format!("{width}-{anchor} {width}-tier-{}", place.tier)
        }
    }
}
