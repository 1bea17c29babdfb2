//! The lifeline: a group's life as a line over the years, drawn on the server.
//!
//! Places along the line are percentages, so that a drawing fits any width while its words and
//! strokes keep their size. Below 40 rem, and for screen readers, the events stand as text.

mod axis;
mod drawing;
mod labels;
mod many;
mod one;

use domain::{Day, group::GroupState};

pub use axis::Axis;
pub use many::Lifelines;
pub use one::Lifeline;

use super::time::{long_date, month};

/// A stretch of a group's life in one state.
#[derive(Clone, Copy, Debug)]
pub struct Segment {
    /// Its first day.
    pub from: Day,
    /// The day it ended, or the last day that is drawn.
    pub until: Day,
    /// The state; for an ended group the states that it went through, never `Dissolved` or `Merged`.
    pub state: GroupState,
}

/// What a mark stands for, and so how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A ring in the state's colour.
    Formed,
    /// A small ring.
    Rechartered,
    /// A diamond.
    Renamed,
    /// A cross.
    Dissolved,
    /// A curve into the row of that index, or out of the picture when the other group is not in it.
    MergedInto(Option<usize>),
    /// A ring in the state's colour.
    Revived,
    /// A small dot.
    LeadsChanged,
}

/// Something that happened to a group.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The day, in UTC.
    pub on: Day,
    /// How it looks.
    pub kind: MarkKind,
    /// What it is, short and without the date: "Renamed from Mixer".
    pub label: String,
}

impl Mark {
    /// "Renamed from Mixer, Mar 2021"
    fn short(&self) -> String {
        format!("{}, {}", self.label, month(self.on))
    }

    /// "Renamed from Mixer, 7 March 2021"
    fn long(&self) -> String {
        format!("{}, {}", self.label, long_date(self.on))
    }
}

/// One group's line.
#[derive(Clone, Debug)]
pub struct LifelineRow {
    /// The group's name.
    pub name: String,
    /// The group's page.
    pub href: String,
    /// Its state at the end of the axis; a group that has ended fades.
    pub state: GroupState,
    /// Its life, oldest first.
    pub segments: Vec<Segment>,
    /// Its events, oldest first.
    pub marks: Vec<Mark>,
}

impl LifelineRow {
    fn ended(&self) -> bool {
        !self.state.is_alive()
    }

    /// The state it was in on a day, for the colour of what happened then.
    fn state_on(&self, day: Day) -> GroupState {
        self.segments
            .iter()
            .rev()
            .find(|segment| segment.from <= day)
            .or(self.segments.first())
            .map_or(self.state, |segment| segment.state)
    }
}
