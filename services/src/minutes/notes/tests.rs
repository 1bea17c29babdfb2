//! Notes as communities keep them: made up, in the layouts that real ones have.

use domain::minutes::RecordingLink;
use jiff::civil::date;
use proptest::prelude::*;

use super::{NotedAction, NotedPerson, Notes, pieces, read};

const DOCUMENT: &str = "\
# Steering notes, 2025

Older notes are in the archive.

## March 3, 2025 [Public Meeting] ([recording](https://video.example/watch?v=abc))

**Bosun**: Amara Osei

**Note taker**: Ravi Menon

**Steering Attendees**:

* Amara Osei (@amara)
* ~~Dara Nwosu (@dara)~~
* Ravi Menon (@ravi

**Community Attendees**:

* Lena Fischer

**Updates?**

**Votes**

* [ravi] [https://git.example/pull/249](https://git.example/pull/249) [10 minutes]
    * Amara, Ravi - +1’s
    * Decision: merge it on Friday

**Topics**

* [amara] Elections update [5 minutes]
    * We need two more officers
        * AI: Lena to ask the release team by March 14
    * AI for liaisons: remind the chairs
* Cost of the *build farm*

    Someone has to pay for it.

A closing word.

## Feb 17, 2025 [Private Meeting] - rescheduled

Bosun: Lena

Note taker: Amara

Steering:

* Amara Osei (@amara)
* Dara Nwosu (@dara)

**Action items**

* All: read the charter
* Annual reports
    * ravi to check in the files
* ?: add a password
";

fn person(name: &str, account: Option<&str>, present: bool) -> NotedPerson {
    NotedPerson {
        name: name.to_owned(),
        account: account.map(str::to_owned),
        present,
    }
}

fn action(who: &str, due: Option<domain::Day>, task: &str) -> NotedAction {
    NotedAction {
        who: who.to_owned(),
        due,
        task: task.to_owned(),
    }
}

#[test]
fn a_document_is_cut_into_its_meetings() {
    let notes = read(DOCUMENT);
    assert!(notes.before.contains("Older notes are in the archive."));
    let days: Vec<_> = notes.meetings.iter().map(|meeting| meeting.day).collect();
    assert_eq!(days, [date(2025, 3, 3), date(2025, 2, 17)]);
}

#[test]
fn the_roll_the_scribe_and_the_recording_are_found() {
    let notes = read(DOCUMENT);
    let [march, february] = notes.meetings.as_slice() else {
        panic!("two meetings");
    };
    assert_eq!(
        march.people,
        [
            person("Amara Osei", Some("amara"), true),
            person("Dara Nwosu", Some("dara"), false),
            person("Ravi Menon", Some("ravi"), true),
            person("Lena Fischer", None, true),
        ]
    );
    assert_eq!(march.scribe.as_deref(), Some("Ravi Menon"));
    assert_eq!(
        march.recording.as_ref().map(RecordingLink::as_str),
        Some("https://video.example/watch?v=abc")
    );
    assert_eq!(
        february.people,
        [
            person("Amara Osei", Some("amara"), true),
            person("Dara Nwosu", Some("dara"), true),
        ]
    );
    assert_eq!(february.scribe.as_deref(), Some("Amara"));
}

#[test]
fn topics_are_items_with_what_was_said_decided_and_promised() {
    let notes = read(DOCUMENT);
    let [march, february] = notes.meetings.as_slice() else {
        panic!("two meetings");
    };
    let titles: Vec<&str> = march.items.iter().map(|item| item.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "[ravi] https://git.example/pull/249 [10 minutes]",
            "[amara] Elections update [5 minutes]",
            "Cost of the build farm",
        ]
    );
    let [vote, elections, cost] = march.items.as_slice() else {
        panic!("three items");
    };
    assert_eq!(vote.section, "Votes");
    assert_eq!(vote.decisions, ["merge it on Friday"]);
    assert!(
        vote.notes
            .starts_with("[ravi] [https://git.example/pull/249]")
    );
    assert_eq!(
        elections.notes,
        "* We need two more officers\n    * AI: Lena to ask the release team by March 14\n* AI for liaisons: remind the chairs"
    );
    assert_eq!(
        elections.actions,
        [
            action(
                "Lena",
                Some(date(2025, 3, 14)),
                "Lena to ask the release team by March 14"
            ),
            action("liaisons", None, "remind the chairs"),
        ]
    );
    assert!(cost.notes.contains("Someone has to pay for it."));
    assert!(cost.notes.ends_with("A closing word."));
    let [todo] = february.items.as_slice() else {
        panic!("one item");
    };
    assert_eq!(
        todo.actions,
        [
            action("All", None, "read the charter"),
            action("", None, "Annual reports: ravi to check in the files"),
            action("", None, "?: add a password"),
        ]
    );
}

#[test]
fn notes_without_headings_begin_a_meeting_with_a_line_of_their_own() {
    let notes = read("2024-05-06\n\n- One thing\n\n**13 May 2024**\n\n- Another\n");
    let read: Vec<_> = notes
        .meetings
        .iter()
        .map(|meeting| (meeting.day, meeting.items.len()))
        .collect();
    assert_eq!(read, [(date(2024, 5, 6), 1), (date(2024, 5, 13), 1)]);
}

#[test]
fn a_text_without_a_day_is_what_stands_before_all_meetings() {
    let text = "Some thoughts.\n\n- and a list\n";
    assert_eq!(
        read(text),
        Notes {
            before: text.to_owned(),
            meetings: Vec::new()
        }
    );
    assert_eq!(read(""), Notes::default());
}

/// Lines as they occur in notes, and some that occur nowhere.
const LINES: [&str; 24] = [
    "",
    "## March 3, 2025 [Public]",
    "### 4 May 2025",
    "# Notes",
    "**Attendees**:",
    "**Topics**",
    "* Bob Killen (@bob)",
    "* ~~Ada (@ada)~~",
    "    * below",
    "\t* with a tab",
    "        * AI: Bob to look",
    "1. first",
    "   more of it",
    "text",
    "Note taker: Ada",
    "> quoted",
    "```",
    "    code",
    "| a | b |",
    "|---|---|",
    "[x]: https://site.example",
    "- [ ] a box",
    "***",
    "<div>",
];

proptest! {
    #[test]
    fn the_pieces_put_together_are_the_text(
        lines in prop::collection::vec(prop::sample::select(&LINES[..]), 0..40),
        end in prop::sample::select(vec!["", "\n", "\n\n"]),
    ) {
        let text = lines.join("\n") + end;
        prop_assert_eq!(pieces(&text).concat(), text.clone());
        let notes = read(&text);
        let all: String = std::iter::once(notes.before.as_str())
            .chain(notes.meetings.iter().map(|meeting| meeting.source.as_str()))
            .collect();
        prop_assert_eq!(all, text);
    }

    #[test]
    fn whatever_is_pasted_is_kept(text in "[ -~\n\t\r#*äß“]{0,300}") {
        let unified = text.replace("\r\n", "\n").replace('\r', "\n");
        prop_assert_eq!(pieces(&text).concat(), unified);
    }
}
