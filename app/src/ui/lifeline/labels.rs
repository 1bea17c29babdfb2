//! Where the words below a line go, so that none covers another or is cut off.

use std::cmp::Reverse;

/// How a label hangs on its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// Centred below it.
    Middle,
    /// Beginning at it.
    Start,
    /// Ending at it.
    End,
}

/// A label's place: how many rows down, and how it hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub tier: usize,
    pub anchor: Anchor,
}

/// A label that wants a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// Its mark's place along the line, 0 to 1.
    pub fraction: f64,
    /// How many letters it has.
    pub letters: usize,
    /// Whether it goes before the others.
    pub important: bool,
}

/// A letter's width in pixels, generously, and the space between two labels.
const LETTER: f64 = 6.6;
const SPACE: f64 = 14.0;
/// Half the width that a mark and the thread down to its label take.
const MARK: f64 = 6.0;

/// Gives each label a place on a line of that width in pixels, or none where `tiers` rows are not enough; it is then
/// read from the list of events. A label neither covers another nor the thread by which a lower one hangs.
/// Of a few orders in which labels may choose, the one that places most, and highest, is taken.
pub(super) fn place(labels: &[Wanted], width: f64, tiers: usize) -> Vec<Option<Place>> {
    use Anchor::{End, Middle, Start};
    let forward: Vec<usize> = (0..labels.len()).collect();
    let backward: Vec<usize> = forward.iter().copied().rev().collect();
    [
        (&backward, [Start, Middle, End]),
        (&forward, [End, Middle, Start]),
        (&forward, [Middle, Start, End]),
    ]
    .into_iter()
    .map(|(order, anchors)| place_in_order(labels, order, anchors, width, tiers))
    // The last of equals wins: words centred below their marks.
    .max_by_key(|places| worth(labels, places))
    .unwrap_or_default()
}

/// How good a placing is: important labels first, then all, then as few rows as possible.
fn worth(labels: &[Wanted], places: &[Option<Place>]) -> (usize, usize, Reverse<usize>) {
    let important = labels
        .iter()
        .zip(places)
        .filter(|(label, place)| label.important && place.is_some())
        .count();
    let placed = places.iter().flatten();
    (
        important,
        placed.clone().count(),
        Reverse(placed.map(|place| place.tier).sum()),
    )
}

/// Lets the labels choose in that order, important ones before the others, each its first anchor that fits.
fn place_in_order(
    labels: &[Wanted],
    order: &[usize],
    anchors: [Anchor; 3],
    width: f64,
    tiers: usize,
) -> Vec<Option<Place>> {
    let mut taken: Vec<Vec<(f64, f64)>> = vec![Vec::new(); tiers];
    let mut places = vec![None; labels.len()];
    let (important, others): (Vec<usize>, Vec<usize>) = order
        .iter()
        .partition(|index: &&usize| labels[**index].important);
    for index in important.into_iter().chain(others) {
        let label = labels[index];
        let mark = label.fraction * width;
        let thread = (mark - MARK, mark + MARK);
        let found = anchors.into_iter().find_map(|anchor| {
            let span = span(mark, label.letters, anchor);
            let inside = span.0 >= -MARK && span.1 <= width + MARK;
            let free = (0..tiers)
                .take_while(|tier| *tier == 0 || !overlaps(&taken[tier - 1], thread))
                .find(|tier| !overlaps(&taken[*tier], spaced(span)));
            free.filter(|_| inside)
                .map(|tier| (span, Place { tier, anchor }))
        });
        if let Some((span, place)) = found {
            taken[place.tier].push(spaced(span));
            for above in &mut taken[..place.tier] {
                above.push(thread);
            }
            places[index] = Some(place);
        }
    }
    places
}

/// How many rows the placed labels take.
pub(super) fn tiers(places: &[Option<Place>]) -> usize {
    places
        .iter()
        .flatten()
        .map(|place| place.tier + 1)
        .max()
        .unwrap_or(0)
}

fn span(mark: f64, letters: usize, anchor: Anchor) -> (f64, f64) {
    let width = letters as f64 * LETTER;
    match anchor {
        Anchor::Middle => (mark - width / 2.0, mark + width / 2.0),
        Anchor::Start => (mark - MARK, mark - MARK + width),
        Anchor::End => (mark + MARK - width, mark + MARK),
    }
}

/// The words with their half of the space to the next ones.
fn spaced((from, until): (f64, f64)) -> (f64, f64) {
    (from - SPACE / 2.0, until + SPACE / 2.0)
}

fn overlaps(taken: &[(f64, f64)], (from, until): (f64, f64)) -> bool {
    taken
        .iter()
        .any(|(start, end)| *start < until && from < *end)
}

#[cfg(test)]
mod tests {
    use super::{Anchor, Place, Wanted, place, span, tiers};

    fn wanted(fraction: f64) -> Wanted {
        Wanted {
            fraction,
            letters: 20,
            important: false,
        }
    }

    #[test]
    fn labels_far_apart_share_a_row_and_none_leaves_the_page() {
        let places = place(&[wanted(0.0), wanted(0.5), wanted(1.0)], 860.0, 3);
        let row = |anchor| Some(Place { tier: 0, anchor });
        assert_eq!(
            places,
            [row(Anchor::Start), row(Anchor::Middle), row(Anchor::End)]
        );
        assert_eq!(tiers(&places), 1);
    }

    #[test]
    fn labels_close_together_neither_cover_each_other_nor_a_thread() {
        let labels: Vec<Wanted> = [0.40, 0.43, 0.46, 0.49, 0.52].map(wanted).to_vec();
        let places = place(&labels, 580.0, 3);
        assert!(tiers(&places) > 1);
        let spans: Vec<(usize, f64, (f64, f64))> = labels
            .iter()
            .zip(&places)
            .filter_map(|(label, place)| {
                let place = (*place)?;
                let mark = label.fraction * 580.0;
                Some((place.tier, mark, span(mark, label.letters, place.anchor)))
            })
            .collect();
        for (tier, _, (from, until)) in &spans {
            for (other_tier, other_mark, (other_from, other_until)) in &spans {
                if tier == other_tier && from != other_from {
                    assert!(until <= other_from || other_until <= from);
                }
                if tier < other_tier {
                    assert!(other_mark < from || other_mark > until);
                }
            }
        }
    }

    #[test]
    fn labels_that_choose_in_another_order_make_room_for_one_another() {
        let labels = [
            (0.0, 16),
            (0.25, 21),
            (0.28, 23),
            (0.32, 42),
            (0.61, 23),
            (0.99, 21),
        ]
        .map(|(fraction, letters)| Wanted {
            fraction,
            letters,
            important: true,
        });
        let places = place(&labels, 860.0, 3);
        assert_eq!(places.iter().flatten().count(), labels.len());
    }

    #[test]
    fn what_matters_more_is_placed_first() {
        let mut labels = vec![wanted(0.5); 6];
        labels[5].important = true;
        let places = place(&labels, 580.0, 1);
        assert!(places[5].is_some());
        assert_eq!(places.iter().flatten().count(), 1);
    }

    #[test]
    fn a_label_wider_than_the_page_is_left_to_the_list() {
        let label = Wanted {
            letters: 200,
            ..wanted(0.5)
        };
        assert_eq!(place(&[label], 580.0, 3), [None]);
    }
}
