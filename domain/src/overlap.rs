//! How much a proposed group’s charter is like the charters that there are: the committee wants few groups, and “a
//! subgroup of X” is often the answer.

use std::collections::{BTreeMap, BTreeSet};

/// Words that say nothing of what a group is about.
const COMMON: [&str; 48] = [
    "a", "all", "an", "and", "any", "are", "as", "at", "be", "but", "by", "can", "do", "for",
    "from", "group", "has", "have", "how", "in", "into", "is", "it", "its", "mission", "goals",
    "not", "of", "on", "or", "other", "our", "scope", "so", "that", "the", "their", "them",
    "these", "they", "this", "to", "we", "what", "which", "will", "with", "working",
];

/// Under this likeness, in per cent, two charters only share a language.
const WORTH_A_LOOK: u32 = 12;

/// So many passages are shown of each.
const PASSAGES: usize = 3;

/// A text to compare with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other<T> {
    /// Whose.
    pub of: T,
    /// The text.
    pub text: String,
}

/// A text that is much like another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap<T> {
    /// Whose.
    pub of: T,
    /// How much, in per cent.
    pub per_cent: u32,
    /// The passages of theirs that are most like the text, the most alike first.
    pub passages: Vec<String>,
}

/// The texts that are most like this one, the most alike first; at most `most` of them. Words that many texts have in common
/// count for little, rare ones for much (the cosine of weighted word counts).
#[must_use]
pub fn overlaps<T: Clone + Ord>(text: &str, others: &[Other<T>], most: usize) -> Vec<Overlap<T>> {
    let own = words(text);
    if own.is_empty() {
        return Vec::new();
    }
    let counted: Vec<BTreeMap<String, f64>> =
        others.iter().map(|other| words(&other.text)).collect();
    let weights = Weights::of(&counted);
    let own = weights.weighted(&own);
    let mut found: Vec<Overlap<T>> = others
        .iter()
        .zip(&counted)
        .filter_map(|(other, counted)| {
            let per_cent = likeness(&own, &weights.weighted(counted));
            (per_cent >= WORTH_A_LOOK).then(|| Overlap {
                of: other.of.clone(),
                per_cent,
                passages: passages(&own, &weights, &other.text),
            })
        })
        .collect();
    found.sort_by(|one, other| {
        (std::cmp::Reverse(one.per_cent), &one.of)
            .cmp(&(std::cmp::Reverse(other.per_cent), &other.of))
    });
    found.truncate(most);
    found
}

/// How often each word that says something is in a text. Endings are cut, so that “routes” meets “routing”.
fn words(text: &str) -> BTreeMap<String, f64> {
    let common: BTreeSet<&str> = COMMON.into_iter().collect();
    let mut counts = BTreeMap::new();
    for word in text.split(|letter: char| !letter.is_alphanumeric()) {
        let word = word.to_lowercase();
        if word.chars().count() > 2 && !common.contains(word.as_str()) {
            *counts.entry(stem(&word).to_owned()).or_insert(0.0) += 1.0;
        }
    }
    counts
}

fn stem(word: &str) -> &str {
    ["ing", "ies", "es", "ed", "s", "e"]
        .into_iter()
        .find_map(|ending| {
            word.strip_suffix(ending)
                .filter(|rest| rest.chars().count() > 2)
        })
        .unwrap_or(word)
}

/// How much each word weighs among all texts.
struct Weights {
    texts: f64,
    having: BTreeMap<String, f64>,
}

impl Weights {
    fn of(counted: &[BTreeMap<String, f64>]) -> Self {
        let mut having = BTreeMap::new();
        for word in counted.iter().flat_map(BTreeMap::keys) {
            *having.entry(word.clone()).or_insert(0.0) += 1.0;
        }
        let texts = counted.iter().fold(1.0, |texts, _| texts + 1.0);
        Self { texts, having }
    }

    fn weighted(&self, counts: &BTreeMap<String, f64>) -> BTreeMap<String, f64> {
        counts
            .iter()
            .map(|(word, count)| {
                let having = self.having.get(word).copied().unwrap_or(0.0);
                let rare = (self.texts / (1.0 + having)).ln().max(0.0) + 0.1;
                (word.clone(), (1.0 + count.ln()) * rare)
            })
            .collect()
    }
}

/// The cosine of two weighted counts, in per cent.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 100"
)]
fn likeness(one: &BTreeMap<String, f64>, other: &BTreeMap<String, f64>) -> u32 {
    let product: f64 = one
        .iter()
        .filter_map(|(word, weight)| other.get(word).map(|theirs| weight * theirs))
        .sum();
    let length = |weights: &BTreeMap<String, f64>| -> f64 {
        weights
            .values()
            .map(|weight| weight * weight)
            .sum::<f64>()
            .sqrt()
    };
    let lengths = length(one) * length(other);
    if lengths > 0.0 {
        (product / lengths * 100.0).round().clamp(0.0, 100.0) as u32
    } else {
        0
    }
}

/// The passages of a text that are most like the weighted words.
fn passages(own: &BTreeMap<String, f64>, weights: &Weights, text: &str) -> Vec<String> {
    let mut found: Vec<(u32, &str)> = text
        .lines()
        .map(|line| line.trim_start_matches(['#', '-', '*', ' ']).trim())
        .filter(|line| line.split_whitespace().count() > 2)
        .map(|line| (likeness(own, &weights.weighted(&words(line))), line))
        .filter(|(per_cent, _)| *per_cent >= WORTH_A_LOOK)
        .collect();
    found.sort_by_key(|(per_cent, _)| std::cmp::Reverse(*per_cent));
    found
        .into_iter()
        .take(PASSAGES)
        .map(|(_, line)| line.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn other(of: &'static str, text: &str) -> Other<&'static str> {
        Other {
            of,
            text: text.to_owned(),
        }
    }

    #[test]
    fn the_charter_about_the_same_thing_comes_first_with_its_passage() {
        let others = [
            other(
                "Routing",
                "How messages find their way between gauges and buoys.",
            ),
            other(
                "Observability",
                "## Mission\n\nWe watch.\n\n- Metrics of retention and storage cost\n- Tracing of messages",
            ),
            other("Conduct", "How we treat each other."),
        ];
        let found = overlaps(
            "Storage of metrics: retention, cost and their storage",
            &others,
            3,
        );
        assert_eq!(found[0].of, "Observability");
        assert_eq!(found[0].passages, ["Metrics of retention and storage cost"]);
        assert!(found.iter().all(|overlap| overlap.of != "Conduct"));
    }

    #[test]
    fn a_text_is_wholly_like_itself_and_an_empty_one_like_nothing() {
        let text = "Retention of readings from sensors along the coast";
        let found = overlaps(text, &[other("Same", text), other("Else", "Gauges")], 3);
        assert_eq!((found[0].of, found[0].per_cent), ("Same", 100));
        assert_eq!(overlaps("", &[other("Same", text)], 3), []);
    }
}
