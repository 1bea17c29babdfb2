//! Two people write the same text at the same time: what both wrote stays.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};

/// A text that was merged from two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The text.
    pub text: String,
    /// In how many places both had changed the same: there, both wordings stand, one after the other.
    pub overlaps: usize,
}

/// Merges what became of `base` on one side and on the other. Nothing that either side wrote is lost: where both changed the
/// same words, both lines stay. What one side took out stays out, unless the other side wrote on it.
#[must_use]
pub fn merge(base: &str, theirs: &str, mine: &str) -> Merged {
    let (base, theirs, mine) = (
        base.replace("\r\n", "\n"),
        theirs.replace("\r\n", "\n"),
        mine.replace("\r\n", "\n"),
    );
    if theirs == mine || base == mine {
        return Merged {
            text: theirs,
            overlaps: 0,
        };
    }
    if base == theirs {
        return Merged {
            text: mine,
            overlaps: 0,
        };
    }
    let (lines, overlaps) = merged(
        &lines(&base),
        &lines(&theirs),
        &lines(&mine),
        &mut |base, theirs, mine| Some(both_lines(base, theirs, mine)),
    )
    .unwrap_or_default();
    Merged {
        text: lines.join("\n"),
        overlaps,
    }
}

fn lines(text: &str) -> Vec<String> {
    // An empty text has no line, so that what two begin with stands on two lines.
    if text.is_empty() {
        return Vec::new();
    }
    text.split('\n').map(str::to_owned).collect()
}

/// What one side put in the place of a stretch of the base.
struct Change {
    at: Range<usize>,
    with: Range<usize>,
}

fn changes(base: &[String], side: &[String]) -> Vec<Change> {
    capture_diff_slices_deadline(Algorithm::Myers, base, side, None)
        .into_iter()
        .filter_map(|op| match op {
            DiffOp::Equal { .. } => None,
            DiffOp::Delete {
                old_index,
                old_len,
                new_index,
            } => Some(Change {
                at: old_index..old_index + old_len,
                with: new_index..new_index,
            }),
            DiffOp::Insert {
                old_index,
                new_index,
                new_len,
            } => Some(Change {
                at: old_index..old_index,
                with: new_index..new_index + new_len,
            }),
            DiffOp::Replace {
                old_index,
                old_len,
                new_index,
                new_len,
            } => Some(Change {
                at: old_index..old_index + old_len,
                with: new_index..new_index + new_len,
            }),
        })
        .collect()
}

/// Two stretches of the base that cannot be changed apart from each other.
fn collide(one: &Range<usize>, other: &Range<usize>) -> bool {
    if one.is_empty() && other.is_empty() {
        one.start == other.start
    } else {
        one.start < other.end && other.start < one.end
    }
}

/// What to do where both sides changed the same: the base, theirs and mine there. None gives the whole merge up.
type Collision<'c> =
    &'c mut dyn FnMut(&[String], &[String], &[String]) -> Option<(Vec<String>, usize)>;

/// Walks through the changes of both sides.
fn merged(
    base: &[String],
    theirs: &[String],
    mine: &[String],
    collision: Collision<'_>,
) -> Option<(Vec<String>, usize)> {
    let their_changes = changes(base, theirs);
    let my_changes = changes(base, mine);
    let (mut a, mut b) = (
        their_changes.iter().peekable(),
        my_changes.iter().peekable(),
    );
    let mut out: Vec<String> = Vec::new();
    let mut overlaps = 0;
    let mut done = 0;
    loop {
        let first = match (a.peek(), b.peek()) {
            (None, None) => break,
            (Some(one), None) => one.at.clone(),
            (None, Some(one)) => one.at.clone(),
            (Some(one), Some(other)) => {
                if (other.at.start, other.at.end) < (one.at.start, one.at.end) {
                    other.at.clone()
                } else {
                    one.at.clone()
                }
            }
        };
        // Everything that hangs together with the first change.
        let mut place = first.clone();
        let (mut from_a, mut from_b) = (Vec::new(), Vec::new());
        loop {
            let before = from_a.len() + from_b.len();
            while let Some(change) = a.next_if(|change| {
                change.at == first && from_a.is_empty() || collide(&change.at, &place)
            }) {
                place = place.start.min(change.at.start)..place.end.max(change.at.end);
                from_a.push(change);
            }
            while let Some(change) = b.next_if(|change| {
                change.at == first && from_b.is_empty() || collide(&change.at, &place)
            }) {
                place = place.start.min(change.at.start)..place.end.max(change.at.end);
                from_b.push(change);
            }
            if from_a.len() + from_b.len() == before {
                break;
            }
        }
        out.extend_from_slice(base.get(done..place.start).unwrap_or_default());
        let stretch = base.get(place.clone()).unwrap_or_default();
        match (from_a.is_empty(), from_b.is_empty()) {
            (false, true) => out.extend(replaced(base, &place, theirs, &from_a)),
            (true, false) => out.extend(replaced(base, &place, mine, &from_b)),
            (false, false) | (true, true) => {
                let their_text = replaced(base, &place, theirs, &from_a);
                let my_text = replaced(base, &place, mine, &from_b);
                let (lines, more) = if their_text == my_text {
                    (my_text, 0)
                } else {
                    collision(stretch, &their_text, &my_text)?
                };
                overlaps += more;
                out.extend(lines);
            }
        }
        done = place.end;
    }
    out.extend_from_slice(base.get(done..).unwrap_or_default());
    Some((out, overlaps))
}

/// A stretch of the base as one side has it.
fn replaced(
    base: &[String],
    place: &Range<usize>,
    side: &[String],
    changes: &[&Change],
) -> Vec<String> {
    let mut out = Vec::new();
    let mut done = place.start;
    for change in changes {
        out.extend_from_slice(base.get(done..change.at.start).unwrap_or_default());
        out.extend_from_slice(side.get(change.with.clone()).unwrap_or_default());
        done = change.at.end;
    }
    out.extend_from_slice(base.get(done..place.end).unwrap_or_default());
    out
}

/// Lines that both sides changed: by words where they changed different ones, else both, theirs first.
fn both_lines(base: &[String], theirs: &[String], mine: &[String]) -> (Vec<String>, usize) {
    // One side took the lines out, the other wrote on them.
    if theirs.is_empty() {
        return (mine.to_vec(), usize::from(!base.is_empty()));
    }
    if mine.is_empty() {
        return (theirs.to_vec(), usize::from(!base.is_empty()));
    }
    if base.is_empty() {
        // Both added at one place: nobody is in anybody's way. What one has sent before is not written twice.
        if contains(mine, theirs) {
            return (mine.to_vec(), 0);
        }
        if contains(theirs, mine) {
            return (theirs.to_vec(), 0);
        }
        return (theirs.iter().chain(mine).cloned().collect(), 0);
    }
    if base.len() == theirs.len() && base.len() == mine.len() {
        let by_words: Option<Vec<String>> = base
            .iter()
            .zip(theirs)
            .zip(mine)
            .map(|((base, theirs), mine)| by_words(base, theirs, mine))
            .collect();
        if let Some(lines) = by_words {
            return (lines, 0);
        }
    }
    let kept = mine.iter().filter(|line| !theirs.contains(line));
    (theirs.iter().chain(kept).cloned().collect(), 1)
}

/// Whether all lines of the part stand in the whole, in their order.
fn contains(whole: &[String], part: &[String]) -> bool {
    let mut rest = whole.iter();
    part.iter().all(|line| rest.any(|other| other == line))
}

/// One line that both changed, where they changed different words of it.
fn by_words(base: &str, theirs: &str, mine: &str) -> Option<String> {
    if base == theirs || theirs == mine {
        return Some(mine.to_owned());
    }
    if base == mine {
        return Some(theirs.to_owned());
    }
    merged(
        &words(base),
        &words(theirs),
        &words(mine),
        &mut |_, _, _| None,
    )
    .map(|(words, _)| words.concat())
}

/// Words and what stands between them, each by itself.
fn words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last_is_word = false;
    for character in line.chars() {
        let is_word = character.is_alphanumeric();
        match words.last_mut() {
            Some(word) if is_word && last_is_word => word.push(character),
            Some(_) | None => words.push(character.to_string()),
        }
        last_is_word = is_word;
    }
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Merged, merge, words};

    fn merges(base: &str, theirs: &str, mine: &str, text: &str, overlaps: usize) {
        let expected = Merged {
            text: text.to_owned(),
            overlaps,
        };
        assert_eq!(merge(base, theirs, mine), expected);
    }

    #[test]
    fn what_only_one_changed_is_as_they_left_it() {
        merges("a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC", 0);
        merges("a\nb", "a\nb\nc", "a\nb", "a\nb\nc", 0);
        merges("a\nb\nc", "a\nc", "a\nb\nc\nd", "a\nc\nd", 0);
    }

    #[test]
    fn two_who_add_at_one_place_both_stay() {
        merges("", "Dara: fine", "Lena: no", "Dara: fine\nLena: no", 0);
        merges("a\n", "a\nx\n", "a\ny\n", "a\nx\ny\n", 0);
    }

    #[test]
    fn whoever_writes_on_their_own_line_does_not_collide_with_the_next() {
        merges("Alpha", "Alpha\nBeta", "Alpha is", "Alpha is\nBeta", 0);
        merges("Alpha", "Zero\nAlpha", "Alpha is", "Zero\nAlpha is", 0);
    }

    #[test]
    fn two_who_change_different_words_of_a_line_share_it() {
        merges(
            "The exporter is to be dropped",
            "The exporter goal is to be dropped",
            "The exporter is to be dropped soon",
            "The exporter goal is to be dropped soon",
            0,
        );
    }

    #[test]
    fn two_who_change_the_same_words_both_keep_their_line() {
        merges(
            "It costs 3",
            "It costs 4",
            "It costs 5",
            "It costs 4\nIt costs 5",
            1,
        );
    }

    #[test]
    fn what_one_took_out_and_the_other_wrote_on_stays() {
        merges("a\nb\nc", "a\nc", "a\nb and more\nc", "a\nb and more\nc", 1);
    }

    #[test]
    fn what_was_sent_before_is_not_written_twice() {
        merges("", "one\ntwo", "one\ntwo\nthree", "one\ntwo\nthree", 0);
    }

    fn some_text() -> impl Strategy<Value = String> {
        prop::collection::vec(
            prop::sample::select(vec![
                "",
                "one",
                "two three",
                "four five six",
                "/action @x y",
            ]),
            0..7,
        )
        .prop_map(|lines| lines.join("\n"))
    }

    fn edited() -> impl Strategy<Value = (String, String, String)> {
        (
            some_text(),
            prop::collection::vec((0..9_usize, 0..4_u8, "[a-z]{6}"), 0..4),
            prop::collection::vec((0..9_usize, 0..4_u8, "[A-Z]{6}"), 0..4),
        )
            .prop_map(|(base, theirs, mine)| {
                let side = |edits: &[(usize, u8, String)]| {
                    let mut lines: Vec<String> = base.split('\n').map(str::to_owned).collect();
                    for (at, what, word) in edits {
                        let at = at % (lines.len() + 1);
                        match (what, lines.get_mut(at)) {
                            (0, Some(line)) => *line = word.clone(),
                            (1, Some(line)) => line.push_str(&format!(" {word}")),
                            (2, Some(_)) => drop(lines.remove(at)),
                            _ => lines.insert(at, word.clone()),
                        }
                    }
                    lines.join("\n")
                };
                (base.clone(), side(&theirs), side(&mine))
            })
    }

    proptest! {
        #[test]
        fn nothing_that_either_wrote_is_lost((base, theirs, mine) in edited()) {
            let merged = merge(&base, &theirs, &mine).text;
            let old = words(&base);
            for word in words(&theirs).iter().chain(&words(&mine)) {
                if word.len() == 6 && !old.contains(word) {
                    prop_assert!(merged.contains(word.as_str()), "{word} is lost: {merged:?}");
                }
            }
        }

        #[test]
        fn one_who_changed_nothing_gets_what_the_other_wrote((base, theirs, _) in edited()) {
            prop_assert_eq!(merge(&base, &theirs, &base).text, theirs.clone());
            prop_assert_eq!(merge(&base, &base, &theirs).text, theirs.clone());
            prop_assert_eq!(merge(&base, &theirs, &theirs).text, theirs);
        }

        #[test]
        fn a_text_that_is_sent_again_changes_nothing((base, theirs, mine) in edited()) {
            // The answer was lost: the same text comes again, on what it was merged into.
            let merged = merge(&base, &theirs, &mine).text;
            prop_assert_eq!(merge(&mine, &merged, &mine).text, merged);
        }
    }
}
