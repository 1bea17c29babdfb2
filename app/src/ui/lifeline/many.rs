//! All groups' lifelines side by side over the years.

use domain::group::GroupState;
use leptos::prelude::*;

use super::{
    Axis, LifelineRow, Mark, MarkKind,
    drawing::{closing_rings, glyph, line, mark},
};
use crate::ui::{Markup, StateBadge, Table, state_badge, time::month};

/// A row's height and that of the years above the rows, in pixels; `style/parts/lifeline.css` has the same.
const ROW: f64 = 44.0;
const YEARS: f64 = 36.0;

/// The lifelines of many groups, and the same as a table. `id` is unique on the page.
#[component]
pub fn Lifelines(
    #[prop(default = "lifelines")] id: &'static str,
    rows: Vec<LifelineRow>,
    axis: Axis,
) -> impl IntoView {
    let caption_id = format!("{id}-title");
    let height = YEARS + rows.len() as f64 * ROW;
    let mut names = Markup::default();
    for row in &rows {
        names
            .html(if row.ended() {
                "<li class=\"ended\">"
            } else {
                "<li>"
            })
            .link(&row.href, &row.name)
            .html("</li>");
    }
    // Curves lie below the lines they lead to.
    let (merged, unmerged): (Vec<_>, Vec<_>) = rows
        .iter()
        .enumerate()
        .partition(|(_, row)| row.marks.iter().any(|mark| merged_into(mark).is_some()));
    let mut lines = Markup::default();
    for (index, row) in merged.into_iter().chain(unmerged) {
        draw_row(&mut lines, index, row, &axis);
    }
    view! {
        <figure class="lifelines" id=id>
            <figcaption class="visually-hidden" id=caption_id.clone()>
                {format!(
                    "Lifelines of {} groups from {} to {}. The same as a table follows.",
                    rows.len(), month(axis.from()), axis.label(),
                )}
            </figcaption>
            <div class="lifelines-chart">
                <ol class="lifelines-names" data-keys="list">{names.view()}</ol>
                <svg class="lifelines-plot" role="img" aria-labelledby=caption_id height=height>
                    {axis.draw_years(height)}
                    {lines.view()}
                    {axis.draw_last_day(height)}
                    // Where it is, `islands::day_picker` says.
                    <line class="picked-day" y1="24" y2=height />
                </svg>
            </div>
            {legend(&rows)}
            <details class="lifelines-table">
                <summary>"As a table"</summary>
                {table(id, &rows)}
            </details>
        </figure>
    }
}

fn draw_row(drawing: &mut Markup, index: usize, row: &LifelineRow, axis: &Axis) {
    let y = YEARS + (index as f64 + 0.5) * ROW;
    drawing.html(if row.ended() {
        "<g class=\"row ended\">"
    } else {
        "<g class=\"row\">"
    });
    line(drawing, row, axis, y);
    closing_rings(drawing, row, axis, y);
    for event in &row.marks {
        let below = merged_into(event).map(|other| (other as f64 - index as f64) * ROW);
        mark(drawing, row, event, axis, y, below);
    }
    drawing.html("</g>");
}

fn merged_into(mark: &Mark) -> Option<usize> {
    match mark.kind {
        MarkKind::MergedInto(other) => other,
        MarkKind::Formed
        | MarkKind::Rechartered
        | MarkKind::Renamed
        | MarkKind::Dissolved
        | MarkKind::Revived
        | MarkKind::LeadsChanged => None,
    }
}

/// What the colours and shapes mean; only those that are in the drawing.
fn legend(rows: &[LifelineRow]) -> AnyView {
    let states = GroupState::ALL
        .into_iter()
        .filter(|state| {
            rows.iter()
                .filter(|row| !row.ended())
                .flat_map(|row| &row.segments)
                .any(|segment| segment.state == *state)
        })
        .map(|state| view! { <li><StateBadge state=state /></li> })
        .collect_view();
    let kinds = [
        (MarkKind::Rechartered, "rechartered"),
        (MarkKind::Renamed, "renamed"),
        (MarkKind::LeadsChanged, "leads changed"),
        (MarkKind::MergedInto(None), "merged into"),
        (MarkKind::Dissolved, "dissolved"),
    ];
    let shapes = kinds
        .into_iter()
        .filter(|(kind, _)| {
            rows.iter()
                .flat_map(|row| &row.marks)
                .any(|mark| std::mem::discriminant(&mark.kind) == std::mem::discriminant(kind))
        })
        .map(|(kind, words)| {
            view! {
                <li>
                    <svg
                        class="legend-shape"
                        viewBox="-9 -9 18 18"
                        aria-hidden="true"
                        inner_html=glyph(kind)
                    ></svg>
                    {words}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="legend" aria-label="What the lines and marks mean">{states}{shapes}</ul> }
        .into_any()
}

fn table(id: &str, rows: &[LifelineRow]) -> AnyView {
    let mut lines = Markup::default();
    for row in rows {
        lines
            .html("<tr><th scope=\"row\">")
            .link(&row.href, &row.name)
            .html("</th><td>");
        state_badge(&mut lines, row.state);
        lines.html("</td><td><ol>");
        for mark in &row.marks {
            lines.html("<li>").text(&mark.long()).html("</li>");
        }
        lines.html("</ol></td></tr>");
    }
    view! {
        <Table id=format!("{id}-table") caption="Groups and what happened to them" caption_hidden=true>
            <thead>
                <tr><th scope="col">"Group"</th><th scope="col">"State"</th><th scope="col">"Events"</th></tr>
            </thead>
            <tbody>{lines.view()}</tbody>
        </Table>
    }
    .into_any()
}
