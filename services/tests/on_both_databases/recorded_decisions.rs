//! What the notes of a meeting say was decided, recorded as a decision with a number.

use domain::schedule::Convener;
use domain::{decision::Decider, minutes::MinutesCommand, permission::Denied};
use jiff::civil::date;
use services::{
    CommandError, Context, decision,
    group_decision::{DecisionRefusal, NewDecision},
    minutes::{self, RecordRefused, act, concerning, live, paper, record_decision, write_notes},
    schedule,
};
use uuid::Uuid;

use crate::{
    minutes::{MEETING, begun, typed},
    schedule::{community, weekly},
    support::{day, on_each_database},
};

const NOTES: &str =
    "We talked for long.\n/decision Retries are off.\n/action @amara-osei Switch them off";

/// What is noted first at a meeting, as its notes suggest it to be recorded.
async fn suggested(context: &Context, meeting: &str) -> (Uuid, NewDecision) {
    let now = live(context, meeting).await.unwrap();
    (now.decisions[0].id, now.suggested(&now.decisions[0]))
}

on_each_database! {
    async fn what_a_group_decides_at_its_meeting_gets_a_number(house: &House) {
        let (lead, committee, item) = begun(house).await;
        write_notes(&lead, MEETING, item, typed("", NOTES)).await.unwrap();
        let (noted, new) = suggested(&lead, MEETING).await;
        assert_eq!(new.title, "Retries are off.");
        assert_eq!(new.reasons, "Retries are off.\n\nWe talked for long.");
        assert!(new.context.contains("(/meetings/routing-weekly-2026-11-18)"), "{}", new.context);
        let stranger = house.context.acting(domain::actor::Actor::Visitor);
        let refused = record_decision(&stranger, MEETING, noted, new.clone()).await.unwrap_err();
        assert!(matches!(refused, CommandError::Denied(Denied::SignIn)), "{refused:?}");
        let nothing = record_decision(&lead, MEETING, Uuid::nil(), new.clone()).await.unwrap_err();
        assert!(matches!(nothing, CommandError::NotFound), "{nothing:?}");
        let silent = NewDecision { reasons: " ".to_owned(), ..new.clone() };
        let refused = record_decision(&lead, MEETING, noted, silent).await.unwrap_err();
        assert!(matches!(refused, CommandError::Refused(RecordRefused::Decision(DecisionRefusal::NoReasons))), "{refused:?}");

        let number = record_decision(&lead, MEETING, noted, new.clone()).await.unwrap();
        let again = record_decision(&lead, MEETING, noted, new).await.unwrap_err();
        assert!(matches!(again, CommandError::Refused(RecordRefused::Recorded)), "{again:?}");
        let read = decision::page(&house.context, &number.to_string(), None).await.unwrap().decision;
        assert_eq!((read.decider, read.group), (Decider::Leads, services::group::meant(&lead, "routing").await.unwrap()));
        // It stands in what is made from the notes, and stays whatever becomes of its line.
        minutes::end(&lead, MEETING).await.unwrap();
        let link = format!("**Decision [{number}](/decisions/{number}):** Retries are off.");
        assert!(paper(&house.context, MEETING, None).await.unwrap().text.contains(&link));
        let group = services::group::meant(&lead, "routing").await.unwrap().unwrap();
        let said = concerning(&house.context, group, None).await.unwrap().meetings[0].passages[0].notes.clone();
        assert!(said.contains(&link) && said.contains("**Action Amara Osei:** Switch them off"), "{said}");
        write_notes(&lead, MEETING, item, typed(NOTES, "We talked.")).await.unwrap();
        let kept = live(&house.context, MEETING).await.unwrap().decisions;
        assert_eq!(kept[0].number.as_deref(), Some(number.to_string().as_str()));
        drop(committee);
        house.is_sound().await;
    }

    async fn minutes_in_review_link_what_is_recorded_then(house: &House) {
        let (lead, _, item) = begun(house).await;
        write_notes(&lead, MEETING, item, typed("", NOTES)).await.unwrap();
        minutes::end(&lead, MEETING).await.unwrap();
        act(&lead, MEETING, MinutesCommand::Review { until: day("2026-11-29") }, false).await.unwrap();
        let before = paper(&house.context, MEETING, None).await.unwrap();
        assert!(before.decisions.iter().all(|noted| noted.number.is_none()));
        let (noted, new) = suggested(&lead, MEETING).await;
        let number = record_decision(&lead, MEETING, noted, new).await.unwrap();
        let page = paper(&house.context, MEETING, None).await.unwrap();
        assert!(page.text.contains(&format!("[{number}](/decisions/{number})")), "{}", page.text);
        // Whoever edits the text meanwhile does not take the number out unseen.
        assert_ne!(page.draft_version, before.draft_version);
        house.is_sound().await;
    }

    async fn what_the_committee_decides_is_its_own(house: &House) {
        let (lead, committee, _) = community(house).await;
        let mut own = weekly(Convener::Committee, "TOC");
        own.pattern.from = date(2026, 10, 7);
        schedule::plan_series(&committee, own).await.unwrap();
        let toc = "toc-2026-11-18";
        let item = minutes::add_item(&committee, toc, "Budget").await.unwrap();
        write_notes(&committee, toc, item, typed("", "/decision Spend it.")).await.unwrap();
        let (noted, new) = suggested(&committee, toc).await;
        let early = record_decision(&committee, toc, noted, new.clone()).await.unwrap_err();
        assert!(matches!(early, CommandError::Refused(RecordRefused::NotBegun)), "{early:?}");
        minutes::begin(&committee, toc).await.unwrap();
        // A scribe notes what is decided, and decides nothing.
        minutes::name_scribe(&committee, toc, "amara-osei").await.unwrap();
        let refused = record_decision(&lead, toc, noted, new.clone()).await.unwrap_err();
        assert!(matches!(refused, CommandError::Denied(Denied::Others(_))), "{refused:?}");
        let elsewhere = record_decision(&committee, "toc-2026-11-25", noted, new.clone()).await.unwrap_err();
        assert!(matches!(elsewhere, CommandError::NotFound), "{elsewhere:?}");
        let number = record_decision(&committee, toc, noted, new).await.unwrap();
        let read = decision::page(&house.context, &number.to_string(), None).await.unwrap().decision;
        assert_eq!((read.decider, read.group), (Decider::Committee, None));
        house.is_sound().await;
    }
}
