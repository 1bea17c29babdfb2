//! The order of an agenda: where an item goes, and by what one knows that nobody else ordered it meanwhile.

use uuid::Uuid;

/// Where an item goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One place earlier.
    Up,
    /// One place later.
    Down,
    /// To a place, from 0.
    To(usize),
}

impl Step {
    /// Reads it as a form sends it: `up`, `down`, or a place from 1.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        match text {
            "up" => Some(Self::Up),
            "down" => Some(Self::Down),
            place => place.parse::<usize>().ok()?.checked_sub(1).map(Self::To),
        }
    }
}

/// The order after an item was moved. The first that goes up stays, and so does the last that goes down; a place behind the
/// last is the last. An item that is not there moves nothing.
#[must_use]
pub fn moved<T: PartialEq>(mut order: Vec<T>, item: &T, step: Step) -> Vec<T> {
    if let Some(at) = order.iter().position(|other| other == item) {
        let last = order.len() - 1;
        let to = match step {
            Step::Up => at.saturating_sub(1),
            Step::Down => (at + 1).min(last),
            Step::To(place) => place.min(last),
        };
        let item = order.remove(at);
        order.insert(to, item);
    }
    order
}

/// A short text that stands for an order: when it is another one, somebody ordered, added or took away meanwhile.
#[must_use]
pub fn seal(order: &[Uuid]) -> String {
    // FNV-1a, 64 bits: two different orders of one agenda have the same seal once in more years than there are agendas.
    let sum = order
        .iter()
        .flat_map(|id| id.as_bytes())
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
            (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
    format!("{sum:016x}")
}
