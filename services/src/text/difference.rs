//! What changed between two texts: by lines, and by words inside changed lines.

use std::time::Duration;

use similar::{ChangeTag, TextDiff};

/// How a line came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DifferenceKind {
    /// In both texts.
    Same,
    /// Only in the newer text.
    Added,
    /// Only in the older text.
    Removed,
}

/// One line of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceLine {
    /// Where it is from.
    pub kind: DifferenceKind,
    /// Its words in order; `true` for those that make the difference.
    pub spans: Vec<(bool, String)>,
}

/// Beyond this a comparison of two very long and very different texts gets coarser instead of slower.
const PATIENCE: Duration = Duration::from_millis(250);

/// The lines of both texts, those that differ with the words that make the difference.
#[must_use]
pub fn difference(before: &str, after: &str) -> Vec<DifferenceLine> {
    let diff = TextDiff::configure()
        .timeout(PATIENCE)
        .diff_lines(before, after);
    diff.iter_all_inline_changes()
        .map(|change| DifferenceLine {
            kind: match change.tag() {
                ChangeTag::Equal => DifferenceKind::Same,
                ChangeTag::Insert => DifferenceKind::Added,
                ChangeTag::Delete => DifferenceKind::Removed,
            },
            spans: spans(
                change
                    .values()
                    .iter()
                    .map(|(emphasised, words)| (*emphasised, *words)),
            ),
        })
        .collect()
}

/// Words that stand together as one span, without the end of the line.
fn spans<'w>(words: impl Iterator<Item = (bool, &'w str)>) -> Vec<(bool, String)> {
    let mut spans: Vec<(bool, String)> = Vec::new();
    for (emphasised, words) in words {
        let words = words.trim_end_matches(['\n', '\r']);
        if words.is_empty() {
            continue;
        }
        match spans.last_mut() {
            Some((last, span)) if *last == emphasised => span.push_str(words),
            Some(_) | None => spans.push((emphasised, words.to_owned())),
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::{DifferenceKind, difference};

    #[test]
    fn a_changed_line_shows_the_words_that_changed() {
        let lines = difference(
            "Mission\nKeeps the route language small and predictable.\n",
            "Mission\nKeeps the route language tiny and predictable.",
        );
        let shown: Vec<(DifferenceKind, String, String)> = lines
            .iter()
            .map(|line| {
                let all = line.spans.iter().map(|(_, words)| words.as_str()).collect();
                let changed = line
                    .spans
                    .iter()
                    .filter(|(emphasised, _)| *emphasised)
                    .map(|(_, words)| words.as_str())
                    .collect();
                (line.kind, all, changed)
            })
            .collect();
        let expected = [
            (DifferenceKind::Same, "Mission", ""),
            (
                DifferenceKind::Removed,
                "Keeps the route language small and predictable.",
                "small",
            ),
            (
                DifferenceKind::Added,
                "Keeps the route language tiny and predictable.",
                "tiny",
            ),
        ]
        .map(|(kind, all, changed)| (kind, all.to_owned(), changed.to_owned()));
        assert_eq!(shown, expected);
    }

    #[test]
    fn equal_texts_have_no_difference() {
        assert!(
            difference("One\n\nTwo", "One\n\nTwo")
                .iter()
                .all(|line| line.kind == DifferenceKind::Same)
        );
    }
}
