//! What the formats have in common: every file is read or refused, and what is written is read back as it was.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod by_hand;
mod generated;
mod layout_readings;
mod layouts;
mod malformed;
mod malformed_layouts;
mod markdown;
mod org;
mod own;
mod round_trip;
mod yaml;
mod years;

use domain::{
    Day,
    community::Community,
    event::DatedEvent,
    ids::NewIds,
    policy::Policy,
    registry::{Answers, EndingMost, Registry, compare},
};
use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::{BadRows, ExportFormat, Format, LARGEST_FILE, ReadError, Reading, read};

pub(super) struct Counter(u128);

impl NewIds for Counter {
    fn new_id(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(self.0)
    }
}

pub(super) const DAY: Day = date(2024, 5, 1);

/// Takes a registry in, on a day that makes no difference.
pub(super) fn take_in(community: &Community, registry: &Registry) -> (Vec<DatedEvent>, Community) {
    // Ids of several files must not collide.
    let known = community.groups.len() + community.people.len() + community.organizations.len();
    let mut ids = Counter(1000 * known as u128);
    let answers = Answers {
        ending_most: EndingMost::IsMeant,
        ..Answers::default()
    };
    let policy = Policy::istio();
    let comparison = compare(community, registry, &answers, &policy, DAY, &mut ids).unwrap();
    (comparison.events, comparison.after)
}

pub(super) fn sound(text: &str) -> Reading {
    read("file", text.as_bytes(), BadRows::Refuse).unwrap()
}

/// The problems of a file, as they are shown.
pub(super) fn problems(text: &str) -> Vec<String> {
    match read("file", text.as_bytes(), BadRows::Refuse) {
        Err(ReadError::Rows(rows)) => rows.iter().map(ToString::to_string).collect(),
        other => panic!("no problems: {other:?}"),
    }
}

pub(super) const FORMATS: [ExportFormat; 3] = [
    ExportFormat::Markdown,
    ExportFormat::Yaml,
    ExportFormat::Json,
];

#[test]
fn a_file_that_is_too_large_is_refused_with_its_size_and_the_limit() {
    let bytes = vec![b' '; LARGEST_FILE + 1];
    let error = read("big.md", &bytes, BadRows::Skip).unwrap_err();
    assert_eq!(
        error.to_string(),
        "big.md:1: found 65 MB; expected at most 64 MB"
    );
    let mut page = b"| Group |\n|---|\n".to_vec();
    page.resize(17 * 1024 * 1024, b' ');
    let error = read("big.md", &page, BadRows::Skip).unwrap_err();
    assert_eq!(
        error.to_string(),
        "big.md:1: found 17 MB; expected at most 16 MB",
        "the tree of a Markdown page takes far more memory"
    );
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_line() {
    let error = read("odd.md", b"one\ntwo \xff\n", BadRows::Skip).unwrap_err();
    assert_eq!(
        error,
        ReadError::InvalidUtf8 {
            file: "odd.md".to_owned(),
            line: 2
        }
    );
}

#[test]
fn a_text_of_another_kind_is_refused_with_what_the_formats_look_like() {
    for text in [
        "",
        "Just words.\n",
        "fruit:\n- apple\n",
        "{\"fruit\": []}",
        "a | b\n---|---\n1 | 2\n",
    ] {
        let error = read("file", text.as_bytes(), BadRows::Skip).unwrap_err();
        assert!(
            matches!(error, ReadError::Unrecognised { .. }),
            "{text:?}: {error}"
        );
    }
}

#[test]
fn more_than_fifty_problems_are_counted() {
    let mut page = String::from("| Group | Description |\n|---|---|\n");
    for _ in 0..60 {
        page.push_str("| Docs |\n");
    }
    let error = read("file", page.as_bytes(), BadRows::Refuse).unwrap_err();
    let message = error.to_string();
    assert_eq!(message.lines().count(), 51);
    assert!(message.ends_with("and 10 more"), "{message}");
}

#[test]
fn a_byte_order_mark_makes_no_difference() {
    let with = format!("\u{feff}{}", yaml::SIGS);
    assert_eq!(sound(&with).format, Format::KubernetesYaml);
}

/// Cuts, doubles or replaces a part of a text.
fn mutated(text: &str, place: usize, length: usize, with: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let start = place % (characters.len() + 1);
    let end = (start + length).min(characters.len());
    let mut mutated: String = characters[..start].iter().collect();
    mutated.push_str(with);
    mutated.extend(&characters[end..]);
    mutated
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_fail(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read("file", &bytes, BadRows::Refuse);
        let _ = read("file", &bytes, BadRows::Skip);
        let _ = super::read_org("file", &bytes, "Steering", BadRows::Skip);
    }

    #[test]
    fn no_change_to_a_sound_file_makes_the_reader_fail(
        file in prop::sample::select(vec![markdown::PAGE, markdown::SECTIONS, layouts::PROSE, layouts::FORMER, layouts::LEADS_IN_ROWS, yaml::SIGS, own::OWN, org::ORG]),
        place in any::<usize>(),
        length in 0_usize..40,
        with in prop_oneof![
            Just(String::new()),
            "[|\\[\\]<>:{}&*#\\-\n \t\"']{1,6}",
            any::<String>(),
        ],
    ) {
        let text = mutated(file, place, length, &with);
        let refused = read("file", text.as_bytes(), BadRows::Refuse);
        let skipped = read("file", text.as_bytes(), BadRows::Skip);
        if let (Ok(refused), Ok(skipped)) = (&refused, &skipped) {
            prop_assert_eq!(refused, skipped);
        }
        let _ = super::read_org("file", text.as_bytes(), "Steering", BadRows::Skip);
    }
}
