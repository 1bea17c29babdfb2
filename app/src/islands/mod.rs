//! The parts of pages that move in the browser. Each works as plain HTML without it.

pub mod day_picker;
