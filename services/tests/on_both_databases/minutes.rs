//! A meeting from its beginning to its minutes, with several who write at once.

use domain::{
    minutes::{
        ActionCommand, ActionState, MinutesCommand, MinutesRefusal, MinutesState, RecordingState,
    },
    permission::Denied,
    schedule::{AgendaItemState, Convener, MeetingState},
};
use jiff::civil::date;
use services::{
    CommandError, Context,
    action_item::{self, ActionItemRefused},
    minutes::{
        self, Fate, NotesRefused, NotesSent, PaperRefused, PasteRefused, Roll, act, concerning,
        correct, live, paper, write_notes,
    },
    recording::{self, RecordingRefused, RecordingSaid},
    schedule,
};
use uuid::Uuid;

use crate::{
    schedule::{community, weekly},
    support::{House, day, on_each_database},
};

/// Routing’s meeting of this week; the house’s day is a Sunday, and it is on Wednesdays.
pub const MEETING: &str = "routing-weekly-2026-11-18";
const NEXT: &str = "routing-weekly-2026-11-25";

async fn routing_meets(house: &House) -> (Context, Context) {
    let (lead, committee, routing) = community(house).await;
    let mut own = weekly(Convener::Group { group: routing }, "Routing weekly");
    own.pattern.from = date(2026, 10, 7);
    schedule::plan_series(&lead, own).await.unwrap();
    (lead, committee)
}

pub fn typed(base: &str, text: &str) -> NotesSent {
    NotesSent {
        writer: String::new(),
        turn: 0,
        base: base.to_owned(),
        text: text.to_owned(),
    }
}

async fn notes(house: &House, meeting: &str) -> Vec<String> {
    live(&house.context, meeting)
        .await
        .unwrap()
        .items
        .into_iter()
        .map(|item| item.notes)
        .collect()
}

pub async fn begun(house: &House) -> (Context, Context, Uuid) {
    let (lead, committee) = routing_meets(house).await;
    let item = minutes::add_item(&lead, MEETING, "Retries").await.unwrap();
    minutes::add_item(&lead, MEETING, "Timeouts").await.unwrap();
    minutes::begin(&lead, MEETING).await.unwrap();
    (lead, committee, item)
}

on_each_database! {
    async fn a_meeting_goes_from_item_to_item(house: &House) {
        let (lead, _, item) = begun(house).await;
        let now = live(&house.context, MEETING).await.unwrap();
        assert_eq!(now.meeting.state, MeetingState::UnderWay);
        assert_eq!(now.current, Some(item));
        assert_eq!(now.roll.iter().map(|who| (who.name.as_str(), who.present)).collect::<Vec<_>>(), [("Amara Osei", false)]);
        let address = domain::schedule::MeetingAddress::new(MEETING).unwrap();
        let mark = minutes::mark_of(&house.context, &address).await.unwrap();
        assert_eq!(minutes::mark_of(&house.context, &address).await.unwrap(), mark);
        minutes::next_item(&lead, MEETING, Some(item)).await.unwrap();
        assert_ne!(minutes::mark_of(&house.context, &address).await.unwrap(), mark);
        // Whoever presses the key a moment later has gone on already.
        minutes::next_item(&lead, MEETING, Some(item)).await.unwrap();
        let now = live(&house.context, MEETING).await.unwrap();
        assert_eq!(now.current, Some(now.items[1].id));
        assert_eq!(now.items[0].state, AgendaItemState::Discussed);
        minutes::end(&lead, MEETING).await.unwrap();
        let now = live(&house.context, MEETING).await.unwrap();
        assert_eq!((now.meeting.state, now.current), (MeetingState::Held, None));
        assert_eq!(now.minutes, Some(MinutesState::Draft));
        house.is_sound().await;
    }

    async fn what_several_write_at_once_is_all_there(house: &House) {
        let (lead, committee, item) = begun(house).await;
        let first = write_notes(&lead, MEETING, item, typed("", "Amara: fine\n")).await.unwrap();
        assert_eq!((first.text.as_str(), first.overlaps), ("Amara: fine\n", 0));
        // The other began with an empty text too.
        let second = write_notes(&committee, MEETING, item, typed("", "Mei: not so\n")).await.unwrap();
        assert!(second.text.contains("Amara: fine") && second.text.contains("Mei: not so"), "{second:?}");
        let base = second.text.clone();
        write_notes(&lead, MEETING, item, typed(&base, &base.replace("fine", "very fine"))).await.unwrap();
        let last = write_notes(&committee, MEETING, item, typed(&base, &base.replace("fine", "not fine"))).await.unwrap();
        // Both began at the same word: both wordings stand.
        assert_eq!(last.overlaps, 1);
        assert!(last.text.contains("very fine") && last.text.contains("not fine"), "{last:?}");
        assert_eq!(notes(house, MEETING).await[0], last.text);
    }

    async fn a_text_whose_answer_was_lost_is_not_there_twice(house: &House) {
        let (lead, committee, item) = begun(house).await;
        let sent = |turn, base: &str, text: &str| NotesSent {
            writer: "a page".to_owned(),
            turn,
            base: base.to_owned(),
            text: text.to_owned(),
        };
        write_notes(&lead, MEETING, item, sent(1, "", "Hello wor")).await.unwrap();
        write_notes(&committee, MEETING, item, typed("Hello wor", "Hello wor\nMei: yes")).await.unwrap();
        // The page never heard of it, and its writer went on typing.
        let again = write_notes(&lead, MEETING, item, sent(1, "", "Hello world, and more")).await.unwrap();
        assert_eq!(again.text, "Hello world, and more\nMei: yes");
        assert_eq!(again.overlaps, 0);
    }

    async fn only_who_keeps_the_records_writes(house: &House) {
        let (lead, committee, item) = begun(house).await;
        let stranger = house.context.acting(domain::actor::Actor::Visitor);
        let refused = write_notes(&stranger, MEETING, item, typed("", "x")).await.unwrap_err();
        assert!(matches!(refused, CommandError::Denied(Denied::SignIn)), "{refused:?}");
        // Of the committee’s meeting, a group’s lead is no scribe, until they are named one.
        let mut own = weekly(Convener::Committee, "TOC");
        own.pattern.from = date(2026, 10, 7);
        schedule::plan_series(&committee, own).await.unwrap();
        let toc = "toc-2026-11-18";
        let item_of_toc = minutes::add_item(&committee, toc, "Budget").await.unwrap();
        minutes::begin(&committee, toc).await.unwrap();
        let refused = write_notes(&lead, toc, item_of_toc, typed("", "x")).await.unwrap_err();
        assert!(matches!(refused, CommandError::Denied(Denied::Others(_))), "{refused:?}");
        minutes::name_scribe(&committee, toc, "amara-osei").await.unwrap();
        write_notes(&lead, toc, item_of_toc, typed("", "x")).await.unwrap();
        minutes::next_item(&lead, toc, Some(item_of_toc)).await.unwrap();
        let refused = minutes::end(&lead, toc).await.unwrap_err();
        assert!(matches!(refused, CommandError::Denied(Denied::Others(_))), "{refused:?}");
        let elsewhere = write_notes(&lead, MEETING, item_of_toc, typed("", "x")).await.unwrap_err();
        assert!(matches!(elsewhere, CommandError::NotFound), "{elsewhere:?}");
        let _ = item;
    }

    async fn lines_among_the_notes_do_something(house: &House) {
        let (lead, _, item) = begun(house).await;
        let half = "We talked.\n/action @am";
        write_notes(&lead, MEETING, item, typed("", half)).await.unwrap();
        let text = "We talked.\n/action @amara by 2026-12-04 Write it down\n/decision Retries are off.\n/present Mei Tanaka, Lena Fischer";
        write_notes(&lead, MEETING, item, typed(half, text)).await.unwrap();
        let now = live(&house.context, MEETING).await.unwrap();
        let actions: Vec<_> = now.actions.iter().map(|action| (action.task.as_str(), action.owner_name.as_str(), action.due)).collect();
        assert_eq!(actions, [("Write it down", "Amara Osei", Some(date(2026, 12, 4)))]);
        assert!(now.actions[0].owner.is_some());
        assert_eq!(now.decisions.len(), 1);
        let there: Vec<_> = now.roll.iter().filter(|who| who.present).map(|who| (who.name.as_str(), who.person.is_some())).collect();
        assert_eq!(there, [("Lena Fischer", false), ("Mei Tanaka", true)]);
        // Reworded, it is the same action item; taken out, it is gone.
        let reworded = text.replace("Write it down", "Write it all down");
        write_notes(&lead, MEETING, item, typed(text, &reworded)).await.unwrap();
        let then = live(&house.context, MEETING).await.unwrap();
        assert_eq!((then.actions[0].id, then.actions[0].task.as_str()), (now.actions[0].id, "Write it all down"));
        write_notes(&lead, MEETING, item, typed(&reworded, "We talked.")).await.unwrap();
        let then = live(&house.context, MEETING).await.unwrap();
        assert!(then.actions.is_empty() && then.decisions.is_empty());
        assert_eq!(then.roll.len(), 1);
    }

    async fn minutes_are_reviewed_approved_by_the_next_meeting_and_corrected(house: &House) {
        let (lead, _, item) = begun(house).await;
        write_notes(&lead, MEETING, item, typed("", "Retries are off.")).await.unwrap();
        let until = day("2026-11-29");
        let early = act(&lead, MEETING, MinutesCommand::Review { until }, false).await.unwrap_err();
        assert!(matches!(early, CommandError::Refused(PaperRefused::None)), "{early:?}");
        minutes::end(&lead, MEETING).await.unwrap();
        let draft = paper(&house.context, MEETING, None).await.unwrap();
        assert!(draft.text.contains("## Retries\n\nRetries are off."), "{}", draft.text);
        assert!(draft.text.contains("The meeting did not come to it."), "{}", draft.text);
        act(&lead, MEETING, MinutesCommand::Review { until }, false).await.unwrap();
        let closed = write_notes(&lead, MEETING, item, typed("", "x")).await.unwrap_err();
        assert!(matches!(closed, CommandError::Refused(NotesRefused::Closed)), "{closed:?}");
        let page = paper(&house.context, MEETING, None).await.unwrap();
        minutes::edit_draft(&lead, MEETING, page.draft_version, page.text.replace("off", "switched off")).await.unwrap();
        let stale = minutes::edit_draft(&lead, MEETING, page.draft_version, "x".to_owned()).await.unwrap_err();
        assert!(matches!(stale, CommandError::Refused(PaperRefused::Stale)), "{stale:?}");

        house.clock.pass(8 * 86_400_000_000);
        let lead = house.acting("amara-osei").await;
        let none = act(&lead, MEETING, MinutesCommand::Approve, true).await.unwrap_err();
        assert!(matches!(none, CommandError::Refused(PaperRefused::Rule(MinutesRefusal::NoLaterMeeting))), "{none:?}");
        minutes::begin(&lead, NEXT).await.unwrap();
        let state = act(&lead, MEETING, MinutesCommand::Approve, true).await.unwrap();
        assert_eq!(state, MinutesState::Published);
        let page = paper(&house.context, MEETING, None).await.unwrap();
        assert_eq!(page.approved.map(|(at, _, _)| at).as_deref(), Some(NEXT));
        assert!(page.text.contains("switched off"));

        let same = correct(&lead, MEETING, 1, page.text.clone(), "Nothing".to_owned()).await.unwrap_err();
        assert!(matches!(same, CommandError::Refused(PaperRefused::Same)), "{same:?}");
        correct(&lead, MEETING, 1, page.text.replace("switched off", "off"), "A word".to_owned()).await.unwrap();
        let page = paper(&house.context, MEETING, None).await.unwrap();
        assert_eq!((page.shown, page.versions.len()), (Some(2), 2));
        assert!(paper(&house.context, MEETING, Some(1)).await.unwrap().text.contains("switched off"));
        let (_, lines) = minutes::compared(&house.context, MEETING, 1, 2).await.unwrap();
        assert!(lines.iter().any(|line| line.kind == services::text::DifferenceKind::Added));
        house.is_sound().await;
    }

    async fn a_group_sees_the_meetings_that_concerned_it(house: &House) {
        let (lead, committee) = routing_meets(house).await;
        let mut combined = weekly(Convener::Combined, "Combined");
        combined.pattern.from = date(2026, 10, 7);
        schedule::plan_series(&committee, combined).await.unwrap();
        let text = "## 2026-11-11\n\n* Welcome\n* Routing: retries are off\n    * Everyone agrees\n";
        let tried = minutes::try_notes(&committee, "combined", text).await.unwrap();
        assert_eq!(tried.meetings[0].groups, [vec![], vec!["Routing".to_owned()]]);
        assert_eq!(minutes::take_in(&committee, "combined", text).await.unwrap().len(), 1);
        let routing = services::group::meant(&lead, "routing").await.unwrap().unwrap();
        let read = concerning(&house.context, routing, None).await.unwrap();
        let [meeting] = read.meetings.as_slice() else { panic!("{read:?}") };
        assert_eq!(meeting.passages.len(), 1);
        assert_eq!(meeting.passages[0].notes, "* Everyone agrees");
        assert!(!meeting.is_own);
        assert_eq!(read.next, None);
    }

    async fn notes_that_were_kept_elsewhere_are_taken_in_without_loss(house: &House) {
        let (lead, _) = routing_meets(house).await;
        let text = "Before.\n\n## Nov 11, 2026 ([recording](https://video.example/1))\n\n**Attendees**:\n\n* Amara Osei (@amara-osei)\n* ~~Lena Fischer~~\n\n**Topics**\n\n* Retries\n    * AI: Amara to write it down by Nov 30\n\n## March 3, 2019\n\n* Old things\n    * AI: Lena to look\n\n## Jan 3, 2199\n\n* To come\n";
        let tried = minutes::try_notes(&lead, "routing-weekly", text).await.unwrap();
        let fates: Vec<Fate> = tried.meetings.iter().map(|meeting| meeting.fate).collect();
        assert_eq!(fates, [Fate::TakenIn, Fate::TakenIn, Fate::StillToCome]);
        assert_eq!(minutes::take_in(&lead, "routing-weekly", text).await.unwrap().len(), 2);
        let page = paper(&house.context, "routing-weekly-2026-11-11", None).await.unwrap();
        assert_eq!(page.state, Some(MinutesState::Published));
        assert_eq!(page.text, tried.meetings[0].noted.source);
        assert_eq!(page.recording, RecordingState::Published);
        let held = live(&house.context, "routing-weekly-2026-11-11").await.unwrap();
        assert_eq!(held.meeting.state, MeetingState::Held);
        assert_eq!(held.roll.iter().filter(|who| who.present).count(), 1);
        assert_eq!(held.actions[0].state, ActionState::Open);
        // A day on which the series had no meeting yet.
        let old = live(&house.context, "routing-weekly-2019-03-03").await.unwrap();
        assert_eq!(old.actions[0].state, ActionState::Dropped);
        let again = minutes::take_in(&lead, "routing-weekly", text).await.unwrap_err();
        assert!(matches!(again, CommandError::Refused(PasteRefused::NothingNew)), "{again:?}");
        let none = minutes::try_notes(&lead, "routing-weekly", "Nothing").await.unwrap_err();
        assert!(matches!(none, CommandError::Refused(PasteRefused::NoMeeting)), "{none:?}");
        house.is_sound().await;
    }

    async fn action_items_carry_over_until_they_are_done(house: &House) {
        let (lead, committee, item) = begun(house).await;
        write_notes(&lead, MEETING, item, typed("", "/action @mei-tanaka by 2026-11-20 Ask around\n/action Nobody’s")).await.unwrap();
        let group = services::group::meant(&lead, "routing").await.unwrap();
        let open = action_item::carried_over(&house.context, group).await.unwrap();
        assert_eq!(open.lines.len(), 2);
        assert!(open.lines[0].is_late(day("2026-11-22")));
        let mei = committee.actor().person_id().unwrap();
        let own = action_item::of_person(&house.context, mei).await.unwrap();
        let [ask] = own.lines.as_slice() else { panic!("{own:?}") };
        let stranger = house.context.acting(domain::actor::Actor::Visitor);
        let refused = action_item::say(&stranger, ask.id, ask.version, ActionCommand::Finish, String::new()).await.unwrap_err();
        assert!(matches!(refused, CommandError::Denied(_)), "{refused:?}");
        action_item::say(&committee, ask.id, ask.version, ActionCommand::Finish, "Asked.".to_owned()).await.unwrap();
        let stale = action_item::say(&lead, ask.id, ask.version, ActionCommand::Reopen, String::new()).await.unwrap_err();
        assert!(matches!(stale, CommandError::Refused(ActionItemRefused::Stale)), "{stale:?}");
        assert_eq!(action_item::carried_over(&house.context, group).await.unwrap().lines.len(), 1);
        // What is done stays done, also when its line is written on around.
        write_notes(&lead, MEETING, item, typed("", "More.")).await.unwrap();
        let filter = action_item::ActionFilter { state: Some(ActionState::Done), ..Default::default() };
        assert_eq!(action_item::list(&house.context, &filter, None).await.unwrap().lines.len(), 1);
        assert_eq!(action_item::carried_over(&house.context, group).await.unwrap().lines.len(), 1);
    }

    async fn recordings_do_not_go_missing_unseen(house: &House) {
        let (lead, _) = routing_meets(house).await;
        recording::record_series(&lead, "routing-weekly", true).await.unwrap();
        let early = recording::say(&lead, MEETING, RecordingSaid::Recorded).await.unwrap_err();
        assert!(matches!(early, CommandError::Refused(RecordingRefused::NotBegun)), "{early:?}");
        minutes::begin(&lead, MEETING).await.unwrap();
        minutes::end(&lead, MEETING).await.unwrap();
        assert_eq!(paper(&house.context, MEETING, None).await.unwrap().recording, RecordingState::Expected);
        assert!(recording::missing(&house.context).await.unwrap().is_empty());
        house.clock.pass(5 * 86_400_000_000);
        assert_eq!(paper(&house.context, MEETING, None).await.unwrap().recording, RecordingState::Missing);
        assert_eq!(recording::missing(&house.context).await.unwrap()[0].meeting, MEETING);
        let bad = recording::say(&lead, MEETING, RecordingSaid::Published("javascript:1".to_owned())).await.unwrap_err();
        assert!(matches!(bad, CommandError::Refused(RecordingRefused::Link(_))), "{bad:?}");
        recording::say(&lead, MEETING, RecordingSaid::Published("https://video.example/1".to_owned())).await.unwrap();
        assert!(recording::missing(&house.context).await.unwrap().is_empty());
        house.is_sound().await;
    }

    async fn a_meeting_costs_the_same_queries_however_long_it_is(house: &House) {
        let (lead, _, item) = begun(house).await;
        write_notes(&lead, MEETING, item, typed("", "/action @amara-osei x\n/present A B")).await.unwrap();
        let few = house.queries(async { live(&house.context, MEETING).await.unwrap() }).await;
        let few_minutes = house.queries(async { paper(&house.context, MEETING, None).await.unwrap() }).await;
        for number in 0..20 {
            let item = minutes::add_item(&lead, MEETING, &format!("Item {number}")).await.unwrap();
            write_notes(&lead, MEETING, item, typed("", &format!("/action @amara-osei {number}\n/decision {number}\n/present Guest {number}"))).await.unwrap();
        }
        let many = house.queries(async { live(&house.context, MEETING).await.unwrap() }).await;
        let many_minutes = house.queries(async { paper(&house.context, MEETING, None).await.unwrap() }).await;
        assert_eq!((few, few_minutes), (many, many_minutes));
        let roll = Roll::AlsoHere("Someone".to_owned());
        minutes::called(&lead, MEETING, roll).await.unwrap();
    }
}
