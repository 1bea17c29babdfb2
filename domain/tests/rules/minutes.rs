//! Minutes, recordings, action items, and the lines that do something.

use domain::minutes::{
    ActionCommand, ActionRefusal, ActionState, BadLink, DraftAttendee, DraftItem, DraftOf, Line,
    MinutesCommand, MinutesRefusal, MinutesState, Outcomes, Player, PlayerKind, RecordingLink,
    Standing, decide, decide_action, draft, find_day, numbered, read_line, said, spoken,
};
use jiff::civil::date;

const TODAY: domain::Day = date(2026, 11, 25);

fn standing(state: MinutesState) -> Standing {
    Standing {
        state,
        review_until: None,
        is_held: true,
        later_meeting_began: false,
    }
}

#[test]
fn minutes_go_through_review_and_approval_to_publication() {
    use MinutesState::{Approved, Draft, InReview, Published};
    let until = date(2026, 12, 2);
    let review = MinutesCommand::Review { until };
    assert_eq!(decide(standing(Draft), review, TODAY), Ok(InReview));
    let in_review = Standing {
        review_until: Some(until),
        later_meeting_began: true,
        ..standing(InReview)
    };
    assert_eq!(
        decide(in_review, MinutesCommand::Approve, until),
        Err(MinutesRefusal::ReviewGoesOn(until))
    );
    let after = date(2026, 12, 3);
    assert_eq!(
        decide(in_review, MinutesCommand::Approve, after),
        Ok(Approved)
    );
    assert_eq!(
        decide(standing(Approved), MinutesCommand::Publish, after),
        Ok(Published)
    );
    assert_eq!(
        decide(standing(Published), MinutesCommand::Correct, after),
        Ok(Published)
    );
}

#[test]
fn minutes_are_approved_by_the_next_meeting_and_by_nothing_else() {
    let in_review = standing(MinutesState::InReview);
    assert_eq!(
        decide(in_review, MinutesCommand::Approve, TODAY),
        Err(MinutesRefusal::NoLaterMeeting)
    );
    assert_eq!(
        decide(in_review, MinutesCommand::Publish, TODAY),
        Ok(MinutesState::Published)
    );
    assert_eq!(
        decide(
            standing(MinutesState::Draft),
            MinutesCommand::Approve,
            TODAY
        ),
        Err(MinutesRefusal::NotReviewed)
    );
}

#[test]
fn what_is_final_is_changed_by_a_new_version_only() {
    for state in [MinutesState::Approved, MinutesState::Published] {
        for command in [
            MinutesCommand::Review { until: TODAY },
            MinutesCommand::BackToDraft,
            MinutesCommand::Approve,
        ] {
            assert_eq!(
                decide(standing(state), command, TODAY),
                Err(MinutesRefusal::Final)
            );
        }
    }
    assert_eq!(
        decide(
            standing(MinutesState::InReview),
            MinutesCommand::Correct,
            TODAY
        ),
        Err(MinutesRefusal::NotPublished)
    );
}

#[test]
fn nothing_is_done_to_the_minutes_of_a_meeting_that_goes_on() {
    for state in MinutesState::ALL {
        let going_on = Standing {
            is_held: false,
            ..standing(state)
        };
        assert_eq!(
            decide(going_on, MinutesCommand::Publish, TODAY),
            Err(MinutesRefusal::NotHeld)
        );
    }
}

#[test]
fn an_action_item_is_open_until_it_is_done_or_dropped_for_a_reason() {
    use ActionState::{Done, Dropped, Open};
    assert_eq!(decide_action(Open, ActionCommand::Finish, ""), Ok(Done));
    assert_eq!(
        decide_action(Open, ActionCommand::Drop, " "),
        Err(ActionRefusal::NoReason)
    );
    assert_eq!(
        decide_action(Open, ActionCommand::Drop, "Someone else did it."),
        Ok(Dropped)
    );
    assert_eq!(decide_action(Dropped, ActionCommand::Reopen, ""), Ok(Open));
    assert_eq!(
        decide_action(Done, ActionCommand::Finish, ""),
        Err(ActionRefusal::Already(Done))
    );
}

#[test]
fn a_recording_is_at_an_address_of_the_web() {
    for good in [
        "https://video.example/watch?v=abc&t=1",
        "HTTPS://Video.Example:8443/x",
        "http://www.video.example",
    ] {
        assert!(RecordingLink::new(good).is_ok(), "{good}");
    }
    for (bad, why) in [
        ("", BadLink::NotOfTheWeb),
        ("video.example/watch", BadLink::NotOfTheWeb),
        ("javascript:alert(1)", BadLink::NotOfTheWeb),
        ("ftp://video.example", BadLink::NotOfTheWeb),
        ("https://", BadLink::NoHost),
        ("https://localhost/x", BadLink::NoHost),
        ("https://user@video.example/", BadLink::NoHost),
        ("https://video.example:99999/", BadLink::NoHost),
        ("https://video .example/", BadLink::Spaces),
        ("https://video.example/a b", BadLink::Spaces),
    ] {
        assert_eq!(RecordingLink::new(bad), Err(why), "{bad}");
    }
    let link = RecordingLink::new("https://video.example:8443/x?y#z").unwrap();
    assert_eq!(link.host(), "video.example");
}

#[test]
fn days_are_found_as_people_write_them() {
    for (text, day) in [
        ("December 19, 2022 [Private Meeting]", date(2022, 12, 19)),
        ("Feb 7, 2022", date(2022, 2, 7)),
        ("May 2, 2022\t[Public]", date(2022, 5, 2)),
        ("Notes of 7 February 2022", date(2022, 2, 7)),
        ("2022-02-07", date(2022, 2, 7)),
        (
            "Meeting on the 1st of nothing, 2022/02/07",
            date(2022, 2, 7),
        ),
        ("Sept 3rd, 2021", date(2021, 9, 3)),
    ] {
        assert_eq!(
            find_day(text, None).map(|found| found.day),
            Some(day),
            "{text}"
        );
    }
    for text in [
        "",
        "2022",
        "19 people came",
        "Marching 12",
        "May",
        "February 30, 2022",
    ] {
        assert_eq!(find_day(text, None), None, "{text}");
    }
    let from = Some(date(2026, 11, 25));
    let day = |text| find_day(text, from).map(|found| found.day);
    assert_eq!(day("Dec 4"), Some(date(2026, 12, 4)));
    assert_eq!(day("4 March"), Some(date(2027, 3, 4)));
}

#[test]
fn lines_among_the_notes_do_something() {
    let read = |line| read_line(line, TODAY);
    assert_eq!(
        read("/decision Drop the exporter goal."),
        Some(Line::Decision {
            text: "Drop the exporter goal.".to_owned()
        })
    );
    let action = |who: &str, due, text: &str| {
        Some(Line::Action {
            who: who.to_owned(),
            due,
            text: text.to_owned(),
        })
    };
    let due = Some(date(2026, 12, 4));
    assert_eq!(
        read("  /action @lena by 2026-12-04 Drop the goal"),
        action("lena", due, "Drop the goal")
    );
    assert_eq!(
        read("/action @lena-fischer: Drop the goal by Dec 4"),
        action("lena-fischer", due, "Drop the goal")
    );
    assert_eq!(
        read("/action by 4 December 2026: Drop it"),
        action("", due, "Drop it")
    );
    assert_eq!(
        read("/action Stand by the door"),
        action("", None, "Stand by the door")
    );
    assert_eq!(
        read("/present Lena Fischer, @ravi,"),
        Some(Line::Present {
            names: vec!["Lena Fischer".to_owned(), "ravi".to_owned()]
        })
    );
    for words in [
        "",
        "/",
        "/decision",
        "/action",
        "/action @lena",
        "/present ,",
        "/shrug x",
        "a /action b",
    ] {
        assert_eq!(read(words), None, "{words}");
    }
}

#[test]
fn the_draft_says_what_happened() {
    let text = draft(&DraftOf {
        on: TODAY,
        scribe: Some("Ravi Menon".to_owned()),
        roll: vec![
            DraftAttendee {
                name: "Ravi Menon".to_owned(),
                present: true,
            },
            DraftAttendee {
                name: "Dara_Nwosu".to_owned(),
                present: false,
            },
        ],
        items: vec![
            DraftItem {
                title: "Form *Cost Insight*".to_owned(),
                groups: vec!["Observability".to_owned()],
                notes: "Dara: three goals.\n/present Lena\n/decision Form it.\n/action @lena by Dec 4 Drop the goal"
                    .to_owned(),
                was_reached: true,
                outcomes: Outcomes {
                    decisions: vec![("Form it.".to_owned(), "2026-032".to_owned())],
                    owners: vec![(
                        "/action @lena by Dec 4 Drop the goal".to_owned(),
                        "Lena Fischer".to_owned(),
                    )],
                },
            },
            DraftItem {
                title: "Retries".to_owned(),
                groups: Vec::new(),
                notes: String::new(),
                was_reached: false,
                outcomes: Outcomes::default(),
            },
        ],
        recording: RecordingLink::new("https://video.example/1").ok(),
    });
    let expected = "\
**Present:** Ravi Menon

**Not present:** Dara\\_Nwosu

**Scribe:** Ravi Menon

**Recording:** <https://video.example/1>

## Form \\*Cost Insight\\*

*About Observability.*

Dara: three goals.

**Decision [2026-032](/decisions/2026-032):** Form it.


**Action Lena Fischer, by 4 December 2026:** Drop the goal

## Retries

The meeting did not come to it.";
    assert_eq!(text, expected);
}

#[test]
fn readers_see_no_commands() {
    let notes = "We talked.\n/present Lena\n/action @lena Look\n/decision Form it.\n/shrug";
    let words = said(notes, TODAY, &Outcomes::default());
    assert_eq!(
        words,
        "We talked.\n\n**Action lena:** Look\n\n\n**Decision:** Form it.\n\n/shrug"
    );
    assert_eq!(spoken(notes, TODAY), "We talked.\n/shrug");
}

#[test]
fn a_decision_that_is_recorded_later_is_linked_where_the_text_says_it() {
    let text = "## Budget\n\n**Decision:** Form it.\n\n**Decision:** Form it.";
    assert_eq!(
        numbered(text, "Form it.", "2026-032").as_deref(),
        Some(
            "## Budget\n\n**Decision [2026-032](/decisions/2026-032):** Form it.\n\n**Decision:** Form it."
        )
    );
    assert_eq!(numbered("It was formed.", "Form it.", "2026-032"), None);
}

#[test]
fn a_recording_has_a_player_where_the_portal_knows_how_to_show_it() {
    let player = |address: &str| {
        Player::of(&RecordingLink::new(address).unwrap())
            .map(|player| (player.kind, player.source, player.origin))
    };
    let youtube = "https://www.youtube-nocookie.com";
    for address in [
        "https://www.youtube.com/watch?app=desktop&v=abcdefghi-_&t=12",
        "https://youtu.be/abcdefghi-_?si=x",
        "HTTPS://youtube.com/live/abcdefghi-_",
        "https://m.youtube.com/embed/abcdefghi-_",
    ] {
        let expected = (
            PlayerKind::Frame,
            format!("{youtube}/embed/abcdefghi-_"),
            youtube.to_owned(),
        );
        assert_eq!(player(address), Some(expected), "{address}");
    }
    let file = "https://Media.example:8443/a/toc.MP4?x=1";
    assert_eq!(
        player(file),
        Some((
            PlayerKind::Video,
            "https://media.example:8443/a/toc.MP4?x=1".to_owned(),
            "https://media.example:8443".to_owned()
        ))
    );
    assert_eq!(
        player("https://media.example/toc.ogg").map(|it| it.0),
        Some(PlayerKind::Audio)
    );
    for none in [
        "https://www.youtube.com/playlist?list=abc",
        "https://www.youtube.com/watch?v=too-short",
        "https://youtube.com.example/watch?v=abcdefghi-_",
        "http://media.example/toc.mp4",
        "https://mëdia.example/toc.mp4",
        "https://media.mp4",
        "https://video.example/watch/12",
    ] {
        assert_eq!(player(none), None, "{none}");
    }
}

#[test]
fn an_open_action_item_goes_to_groups_that_go_on() {
    use domain::{
        group::GroupState,
        minutes::{ActionRefusal, ActionState, may_be_handed},
    };
    for to in [None, Some(GroupState::SettingUp), Some(GroupState::Active)] {
        assert_eq!(may_be_handed(ActionState::Open, to), Ok(()));
    }
    for to in [
        GroupState::Closing,
        GroupState::Dissolved,
        GroupState::Merged,
    ] {
        let refused = may_be_handed(ActionState::Open, Some(to));
        assert_eq!(refused, Err(ActionRefusal::Ends(to)));
    }
    for state in [ActionState::Done, ActionState::Dropped] {
        let refused = may_be_handed(state, None);
        assert_eq!(refused, Err(ActionRefusal::Already(state)));
    }
}
