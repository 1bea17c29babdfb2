//! Lines and marks, the same in both drawings.

use leptos::prelude::*;

use super::{Axis, LifelineRow, Mark, MarkKind};
use crate::ui::state::state_class;
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

/// A row's line, at a height in pixels.
pub(super) fn line(row: &LifelineRow, axis: &Axis, y: f64) -> AnyView {
    row.segments
        .iter()
        .map(|segment| {
            view! {
                <line
                    class=format!("segment {}", state_class(segment.state))
                    x1=axis.place(segment.from) x2=axis.place(segment.until) y1=y y2=y
                />
            }
        })
        .collect_view()
        .into_any()
}

/// A ring where the group began to close: the line says the state, the ring the day.
pub(super) fn closing_rings(row: &LifelineRow, axis: &Axis, y: f64) -> AnyView {
    row.segments
        .iter()
        .filter(|segment| segment.state == GroupState::Closing)
        .map(|segment| {
            view! {
                <circle
                    class=format!("ring {}", state_class(segment.state))
                    cx=axis.place(segment.from) cy=y r="6.5"
                />
            }
        })
        .collect_view()
        .into_any()
}

/// A mark on a row's line, with its words for who rests the pointer on it. `below` is how far down the row is that
/// the group was merged into; `None` when it is not in the drawing.
pub(super) fn mark(
    row: &LifelineRow,
    mark: &Mark,
    axis: &Axis,
    y: f64,
    below: Option<f64>,
) -> AnyView {
    let words = mark.long();
    let class = format!("mark {}", state_class(row.state_on(mark.on)));
    let shape = match mark.kind {
        MarkKind::MergedInto(_) => {
            let reach = if axis.fraction(mark.on) > 0.95 {
                CURVE / 3.0
            } else {
                CURVE
            };
            view! { <path class="curve" d=curve(reach, below) /> }.into_any()
        }
        MarkKind::Formed
        | MarkKind::Revived
        | MarkKind::Rechartered
        | MarkKind::Renamed
        | MarkKind::Dissolved
        | MarkKind::LeadsChanged => glyph(mark.kind),
    };
    view! { <svg class=class x=axis.place(mark.on) y=y><title>{words}</title>{shape}</svg> }
        .into_any()
}

/// A mark's shape around its middle.
pub(super) fn glyph(kind: MarkKind) -> AnyView {
    match kind {
        MarkKind::Formed | MarkKind::Revived => {
            view! { <circle class="ring" r="6.5" /> }.into_any()
        }
        MarkKind::Rechartered => view! { <circle class="small-ring" r="4.75" /> }.into_any(),
        MarkKind::Renamed => view! { <path class="diamond" d="M0-7 7 0 0 7-7 0Z" /> }.into_any(),
        MarkKind::Dissolved => view! { <path class="cross" d="M-5-5 5 5M5-5-5 5" /> }.into_any(),
        MarkKind::MergedInto(_) => {
            view! { <path class="curve" d="M-8-5C0-5 0-5 0 0S0 5 8 5" /> }.into_any()
        }
        MarkKind::LeadsChanged => view! { <circle class="dot" r="2.25" /> }.into_any(),
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
