//! Lines and marks, the same in both drawings.

use leptos::prelude::*;

use super::{Axis, LifelineRow, Mark, MarkKind};
use crate::ui::{Markup, state::state_class};
use domain::group::GroupState;

/// How far a curve into another row reaches to the right, in pixels.
const CURVE: f64 = 36.0;

impl Axis {
    /// A line at the beginning of each year, and its number above it.
    pub(crate) fn draw_years(&self, height: f64) -> AnyView {
        self.years()
            .into_iter()
            .map(|year| {
                let x = self.place(year);
                view! {
                    <line class="year" x1=x.clone() x2=x.clone() y1="28" y2=height />
                    {self.has_room_for(year).then(|| view! {
                        <text class="year-label" x=x y="18">{year.year()}</text>
                    })}
                }
            })
            .collect_view()
            .into_any()
    }

    /// A line at the day that the drawing is about, and its name above it.
    pub(crate) fn draw_last_day(&self, height: f64) -> AnyView {
        let x = self.place(self.on());
        view! {
            <line class="last-day" x1=x.clone() x2=x.clone() y1="24" y2=height />
            <text class="last-day-label" x=x y="18">{self.label().to_owned()}</text>
        }
        .into_any()
    }
}

/// Writes a row's line, at a height in pixels.
pub(super) fn line(drawing: &mut Markup, row: &LifelineRow, axis: &Axis, y: f64) {
    for segment in &row.segments {
        drawing
            .html("<line class=\"segment ")
            .html(state_class(segment.state))
            .html("\" x1=\"")
            .text(&axis.place(segment.from))
            .html("\" x2=\"")
            .text(&axis.place(segment.until))
            .html("\" y1=\"")
            .words(format_args!("{y}"))
            .html("\" y2=\"")
            .words(format_args!("{y}"))
            .html("\"></line>");
    }
}

/// Writes a ring where the group began to close: the line says the state, the ring the day.
pub(super) fn closing_rings(drawing: &mut Markup, row: &LifelineRow, axis: &Axis, y: f64) {
    for segment in &row.segments {
        if segment.state == GroupState::Closing {
            drawing
                .html("<circle class=\"ring ")
                .html(state_class(segment.state))
                .html("\" cx=\"")
                .text(&axis.place(segment.from))
                .html("\" cy=\"")
                .words(format_args!("{y}"))
                .html("\" r=\"6.5\"></circle>");
        }
    }
}

/// Writes a mark on a row's line, with its words for who rests the pointer on it. `below` is how far down the row is that
/// the group was merged into; `None` when it is not in the drawing.
pub(super) fn mark(
    drawing: &mut Markup,
    row: &LifelineRow,
    mark: &Mark,
    axis: &Axis,
    y: f64,
    below: Option<f64>,
) {
    drawing
        .html("<svg class=\"mark ")
        .html(state_class(row.state_on(mark.on)))
        .html("\" x=\"")
        .text(&axis.place(mark.on))
        .html("\" y=\"")
        .words(format_args!("{y}"))
        .html("\"><title>")
        .text(&mark.long())
        .html("</title>");
    match mark.kind {
        MarkKind::MergedInto(_) => {
            let reach = if axis.fraction(mark.on) > 0.95 {
                CURVE / 3.0
            } else {
                CURVE
            };
            drawing
                .html("<path class=\"curve\" d=\"")
                .text(&curve(reach, below))
                .html("\"></path>");
        }
        MarkKind::Formed
        | MarkKind::Revived
        | MarkKind::Rechartered
        | MarkKind::Renamed
        | MarkKind::Dissolved
        | MarkKind::LeadsChanged => {
            drawing.html(glyph(mark.kind));
        }
    }
    drawing.html("</svg>");
}

/// A mark's shape around its middle.
pub(super) fn glyph(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Formed | MarkKind::Revived => "<circle class=\"ring\" r=\"6.5\"></circle>",
        MarkKind::Rechartered => "<circle class=\"small-ring\" r=\"4.75\"></circle>",
        MarkKind::Renamed => "<path class=\"diamond\" d=\"M0-7 7 0 0 7-7 0Z\"></path>",
        MarkKind::Dissolved => "<path class=\"cross\" d=\"M-5-5 5 5M5-5-5 5\"></path>",
        MarkKind::MergedInto(_) => "<path class=\"curve\" d=\"M-8-5C0-5 0-5 0 0S0 5 8 5\"></path>",
        MarkKind::LeadsChanged => "<circle class=\"dot\" r=\"2.25\"></circle>",
    }
}

/// The path from the end of a line into another `below` pixels further down (up when negative): out to the right,
/// down, and along. Without another line it bends away and ends.
fn curve(reach: f64, below: Option<f64>) -> String {
    let height = below.unwrap_or(16.0);
    let middle = reach / 2.0;
    format!(
        "M0 0C{middle:.1} 0 {middle:.1} {:.1} {middle:.1} {:.1}S{middle:.1} {height:.1} {reach:.1} {height:.1}",
        height / 4.0,
        height / 2.0,
    )
}

#[cfg(test)]
mod tests {
    use super::curve;

    #[test]
    fn a_curve_ends_on_the_other_line_whether_below_or_above() {
        assert!(curve(36.0, Some(132.0)).ends_with("36.0 132.0"));
        assert!(curve(36.0, Some(-44.0)).ends_with("36.0 -44.0"));
        assert!(curve(36.0, None).ends_with("36.0 16.0"));
    }
}
