//! Agendas: who puts what on them, when they are frozen, what the committee's takes up, and the lists of meetings.

use domain::{
    agenda::{AgendaProblem, AgendaSource, SetAside, Step},
    duty::Matter,
    permission::Denied,
    profile::ProfileText,
    report::Mark,
    schedule::{Convener, MeetingState},
};
use services::{
    CommandError, Context,
    agenda::{self, AgendaRefusal, NewItem},
    duty, meeting,
    minutes::{self, NotesSent},
    profile::{self, ProfileChange},
    report,
    schedule::{self, NewSeries, Wanted},
};

use crate::{
    reports::{monthly, period, words},
    schedule::{at, community, weekly},
    support::on_each_database,
};

const HOUR: i64 = 60 * 60 * 1_000_000;
const DAY: i64 = 24 * HOUR;

/// Each Wednesday at five in Lisbon, from this week on.
fn soon(convener: Convener, title: &str) -> NewSeries {
    let mut series = weekly(convener, title);
    series.pattern.from = jiff::civil::date(2026, 11, 23);
    series
}

fn item(title: &str, groups: &[&str]) -> NewItem {
    NewItem {
        title: title.to_owned(),
        minutes: Some(10),
        material: String::new(),
        groups: groups.iter().map(|group| (*group).to_owned()).collect(),
    }
}

on_each_database! {
    async fn anyone_asks_for_an_item_and_who_runs_the_meeting_orders_them(house: &House) {
        let (lead, committee, routing) = community(house).await;
        schedule::plan_series(&committee, weekly(Convener::Combined, "Combined")).await.unwrap();
        let address = at("combined-2199-01-09");
        let first = agenda::add(&lead, &address, item("Retries", &["routing", "Identity"])).await.unwrap().item;
        agenda::add(&committee, &address, item("Certificates", &[])).await.unwrap();
        let meeting = meeting::find(&lead, &address).await.unwrap();
        let read = agenda::agenda(&lead, &meeting).await.unwrap();
        assert_eq!((read.items.len(), read.boxed, read.may_add, read.may_run), (2, 20, true, false));
        assert_eq!(read.items[1].begins_at, Some(meeting.starts_at + 600_000_000));
        let refused = agenda::step(&lead, &address, first, &read.seal, Step::Down).await.unwrap_err();
        assert!(matches!(refused, CommandError::Denied(Denied::Others(_))), "{refused:?}");
        agenda::step(&committee, &address, first, &read.seal, Step::Down).await.unwrap();
        let late = agenda::step(&committee, &address, first, &read.seal, Step::Up).await.unwrap_err();
        assert!(matches!(late, CommandError::Refused(AgendaRefusal::Stale)), "someone ordered meanwhile: {late:?}");
        let read = agenda::agenda(&committee, &meeting).await.unwrap();
        assert_eq!(read.items[1].id, first);
        let on = agenda::concerning(&lead, routing).await.unwrap();
        assert_eq!((on.len(), on[0].items.as_slice()), (1, &["Retries".to_owned()][..]));
        agenda::withdraw(&lead, &address, first, 1).await.unwrap();
        assert!(agenda::concerning(&lead, routing).await.unwrap().is_empty());
        let nobody = agenda::add(&house.context, &address, item("x", &[])).await.unwrap_err();
        assert!(matches!(nobody, CommandError::Denied(_)), "{nobody:?}");
        let unknown = agenda::add(&lead, &address, item("x", &["nowhere"])).await.unwrap_err();
        assert!(matches!(unknown, CommandError::Refused(AgendaRefusal::NoSuchGroup(_))), "{unknown:?}");
    }

    async fn leads_and_delegates_are_told_that_their_group_is_on_an_agenda(house: &House) {
        let (lead, committee, _) = community(house).await;
        schedule::plan_series(&committee, weekly(Convener::Combined, "Combined")).await.unwrap();
        let address = at("combined-2199-01-09");
        agenda::add(&lead, &address, item("Retries", &["routing"])).await.unwrap();
        agenda::add(&lead, &address, item("Certificates", &["routing", "identity"])).await.unwrap();
        agenda::add(&committee, &at("combined-2199-01-16"), item("Names", &["identity"])).await.unwrap();
        let told = async |who: &Context| {
            let duties = duty::of_person(who).await.unwrap();
            let of_meetings = duties.into_iter().filter(|duty| matches!(duty.matter, Matter::BeAtMeeting { .. }));
            of_meetings.map(|duty| (duty.title(), duty.detail())).collect::<Vec<_>>()
        };
        let on_wednesday = "You are on the agenda of Wednesday, 9 January";
        let detail = "Combined, 17:00: Retries; Certificates";
        assert_eq!(told(&lead).await, [(on_wednesday.to_owned(), detail.to_owned())]);
        assert_eq!(told(&committee).await.len(), 2, "each meeting by itself");
        let run = duty::of_group(&lead, "routing").await.unwrap();
        assert!(run.duties.iter().any(|duty| duty.title() == on_wednesday));
        // Whoever lives elsewhere is told in their own time, be it of another day.
        let person = lead.person_id().unwrap();
        let own = profile::own(&lead, person).await.unwrap();
        let change = ProfileChange {
            version: own.version,
            name_before: own.text.name.clone(),
            text: ProfileText { time_zone: "Pacific/Auckland".to_owned(), ..own.text },
        };
        profile::change(&lead, person, change).await.unwrap();
        assert_eq!(told(&lead).await[0].0, "You are on the agenda of Thursday, 10 January");
        let found = meeting::find(&committee, &address).await.unwrap();
        meeting::cancel(&committee, &address, found.version, "Snow".to_owned()).await.unwrap();
        assert_eq!(told(&lead).await, []);
    }

    async fn a_list_is_computed_and_put_right_by_what_was_written(house: &House) {
        let (_, committee, _) = community(house).await;
        schedule::plan_series(&committee, weekly(Convener::Committee, "TOC")).await.unwrap();
        schedule::plan_series(&committee, weekly(Convener::Combined, "Combined")).await.unwrap();
        meeting::cancel(&committee, &at("toc-2199-01-09"), 0, "Snow".to_owned()).await.unwrap();
        let mut seen = Vec::new();
        let mut from = None;
        for _ in 0..3 {
            let read = schedule::coming(&committee, Wanted::default(), from).await.unwrap();
            seen.extend(read.meetings.iter().map(|one| (one.starts_at, one.address.to_string())));
            from = read.next;
        }
        let mut once = seen.clone();
        once.sort();
        once.dedup();
        assert_eq!(seen, once, "in order, and each once");
        assert!(seen.len() > 2 * schedule::MEETINGS_A_PAGE);
        let (start, end) = (seen[0].0, seen[seen.len() - 1].0);
        let all = schedule::between(&committee, Wanted::default(), start, end + 1).await.unwrap();
        assert!(seen.iter().all(|(_, key)| all.meetings.iter().any(|one| one.address.to_string() == *key)));
        let off = all.meetings.iter().filter(|one| one.state == MeetingState::Cancelled).count();
        assert_eq!(off, 1);
        let of_committee = Wanted { of_committee: true, ..Wanted::default() };
        let next = schedule::next(&committee, of_committee).await.unwrap().unwrap();
        assert_eq!(next.address.to_string(), "toc-2199-01-02");
        assert!(schedule::past(&committee, Wanted::default(), None).await.unwrap().meetings.is_empty());
        let few = house.queries(schedule::coming(&committee, Wanted::default(), None)).await;
        assert!(few <= 4, "{few} queries");
    }

    async fn the_committees_agenda_is_its_next_meetings(house: &House) {
        let (lead, committee, _) = community(house).await;
        assert!(agenda::toc_agenda(&lead).await.unwrap().meeting.is_none());
        schedule::plan_series(&committee, weekly(Convener::Committee, "TOC")).await.unwrap();
        let read = agenda::toc_agenda(&lead).await.unwrap();
        let meeting = read.meeting.unwrap();
        assert_eq!(meeting.address, at("toc-2199-01-02"));
        assert!(!agenda::freeze(&house.context).await.unwrap(), "its time is far off");
        let refused = agenda::take_all(&lead, &meeting.address).await.unwrap_err();
        assert!(matches!(refused, CommandError::Denied(_)), "{refused:?}");
        agenda::take_all(&committee, &meeting.address).await.unwrap();
        let after = agenda::toc_agenda(&lead).await.unwrap();
        assert!(after.open.is_empty());
        assert_eq!(after.agenda.items.len(), read.open.len());
        house.is_sound().await;
    }

    async fn what_comes_after_the_freeze_goes_to_the_next_meeting(house: &House) {
        let (lead, committee, _) = community(house).await;
        schedule::plan_series(&committee, soon(Convener::Combined, "Combined")).await.unwrap();
        let (address, next) = (at("combined-2026-11-25"), at("combined-2026-12-02"));
        let own = agenda::add(&lead, &address, item("Early", &["routing"])).await.unwrap();
        assert_eq!(own.on, address);
        agenda::change(&lead, &address, own.item, 1, item("Earlier", &[])).await.unwrap();
        // Wednesday at five in Lisbon, less 23 hours.
        house.clock.pass(2 * DAY + 6 * HOUR);
        let refused = agenda::change(&lead, &address, own.item, 2, item("Late", &[])).await.unwrap_err();
        assert!(matches!(refused, CommandError::Refused(AgendaRefusal::Frozen)), "{refused:?}");
        let late = agenda::add(&lead, &address, item("Late", &["routing"])).await.unwrap();
        assert_eq!(late.on, next, "it goes to the next meeting");
        let urgent = agenda::add(&committee, &address, item("Urgent", &[])).await.unwrap();
        assert_eq!(urgent.on, address, "unless those who run it add it");
        let (_, read) = agenda::one(&lead, &address).await.unwrap();
        let titles: Vec<&str> = read.items.iter().map(|item| item.title.as_str()).collect();
        assert_eq!(titles, ["Earlier", "Urgent"]);
        assert!(read.is_frozen && !read.may_add);
        assert_eq!(read.next.unwrap().address, next);
        house.is_sound().await;
    }

    async fn who_runs_the_meeting_gives_time_postpones_and_declines(house: &House) {
        let (lead, committee, routing) = community(house).await;
        schedule::plan_series(&committee, weekly(Convener::Combined, "Combined")).await.unwrap();
        let (address, next) = (at("combined-2199-01-09"), at("combined-2199-01-16"));
        let first = agenda::add(&lead, &address, item("Retries", &["routing"])).await.unwrap().item;
        let second = agenda::add(&lead, &address, item("Certificates", &["routing"])).await.unwrap().item;
        let refused = agenda::give_time(&lead, &address, first, 1, Some(5)).await.unwrap_err();
        assert!(matches!(refused, CommandError::Denied(Denied::Others(_))), "{refused:?}");
        agenda::give_time(&committee, &address, first, 1, Some(25)).await.unwrap();
        let stale = agenda::give_time(&committee, &address, first, 1, None).await.unwrap_err();
        assert!(matches!(stale, CommandError::Refused(AgendaRefusal::Stale)), "{stale:?}");
        let (_, read) = agenda::one(&committee, &address).await.unwrap();
        assert_eq!((read.boxed, read.items[0].groups.as_slice()), (35, &[routing][..]));
        let no_reason = agenda::decline(&committee, &address, first, 2, " ".to_owned()).await.unwrap_err();
        let CommandError::Refused(AgendaRefusal::Invalid(problems)) = no_reason else {
            panic!("{no_reason:?}");
        };
        assert_eq!(problems, [AgendaProblem::NoReason]);
        let refused = agenda::postpone(&lead, &address, first, 2, "Later".to_owned()).await.unwrap_err();
        assert!(matches!(refused, CommandError::Denied(Denied::Others(_))), "{refused:?}");
        let to = agenda::postpone(&committee, &address, first, 2, "No time".to_owned()).await.unwrap();
        assert_eq!(to, next);
        agenda::decline(&committee, &address, second, 1, "It is settled".to_owned()).await.unwrap();
        let (_, read) = agenda::one(&lead, &address).await.unwrap();
        assert!(read.items.is_empty());
        let aside: Vec<_> = read.set_aside.iter().map(|one| (one.how, one.title.as_str(), one.reason.as_str())).collect();
        assert_eq!(aside, [
            (SetAside::Postponed, "Retries", "No time"),
            (SetAside::Declined, "Certificates", "It is settled"),
        ]);
        assert_eq!(read.set_aside[0].to.as_ref(), Some(&next));
        let on = agenda::concerning(&lead, routing).await.unwrap();
        assert_eq!((on.len(), &on[0].meeting.address), (1, &next), "its groups are told of the other meeting");
        // Whoever asked for it still has it in hand there.
        agenda::withdraw(&lead, &next, first, 3).await.unwrap();
        assert!(agenda::concerning(&lead, routing).await.unwrap().is_empty());
        house.is_sound().await;
    }

    async fn what_is_open_comes_on_the_committees_agenda_and_leaves_it(house: &House) {
        monthly(house).await;
        let [ravi, jonas] = [house.acting("ravi-menon").await, house.acting("jonas-lindqvist").await];
        schedule::plan_series(&ravi, soon(Convener::Committee, "TOC")).await.unwrap();
        house.clock.pass(19 * DAY);
        let address = at("toc-2026-12-16");
        let open = async || {
            let read = agenda::toc_agenda(&ravi).await.unwrap();
            let titles = |titles: Vec<&str>| titles.into_iter().map(str::to_owned).collect::<Vec<_>>();
            (
                titles(read.agenda.items.iter().map(|item| item.title.as_str()).collect()),
                titles(read.open.iter().map(|open| open.title.as_str()).collect()),
                read,
            )
        };
        let missing = ["Missing report of Elsewhere", "Missing report of Identity", "Missing report of Routing"];
        let (on, wait, read) = open().await;
        assert_eq!((on.len(), wait.as_slice()), (0, &missing.map(str::to_owned)[..]));
        assert_eq!(read.meeting.as_ref().map(|meeting| &meeting.address), Some(&address));
        agenda::take(&ravi, &address, &read.open[2].matter).await.unwrap();
        let twice = agenda::take(&jonas, &address, &read.open[2].matter).await.unwrap_err();
        assert!(matches!(twice, CommandError::Refused(AgendaRefusal::Settled)), "{twice:?}");
        let (on, wait, _) = open().await;
        assert_eq!((on.as_slice(), wait.len()), (&[missing[2].to_owned()][..], 2));
        for (who, group) in [("amara-osei", "routing"), ("mei-tanaka", "identity")] {
            let lead = house.acting(who).await;
            report::begin(&lead, group, period("2026-11")).await.unwrap();
            report::submit(&lead, group, period("2026-11"), 1, words("Well.")).await.unwrap();
        }
        let (on, wait, read) = open().await;
        assert_eq!((on.len(), read.settled.len(), wait.as_slice()), (1, 1, &[missing[0].to_owned()][..]));
        assert!(!agenda::freeze(&house.context).await.unwrap(), "its time has not come");
        house.clock.pass(4 * DAY + 6 * HOUR);
        assert!(agenda::freeze(&house.context).await.unwrap());
        assert!(!agenda::freeze(&house.context).await.unwrap(), "once");
        let (on, wait, _) = open().await;
        assert_eq!((on.as_slice(), wait.len()), (&[missing[0].to_owned()][..], 0), "settled is off, open is on");
        let flag = Mark::Flagged { comment: "Who reviews?".to_owned() };
        report::mark(&jonas, "routing", period("2026-11"), flag).await.unwrap();
        let (on, wait, _) = open().await;
        assert_eq!((on.len(), wait.as_slice()), (1, &["Report of Routing".to_owned()][..]), "frozen");
        agenda::take_all(&ravi, &address).await.unwrap();
        let (on, wait, _) = open().await;
        assert_eq!((on.len(), wait.len()), (2, 0), "unless the committee puts it on");
        let after = meeting::find(&ravi, &at("toc-2026-12-23")).await.unwrap();
        let after = agenda::of_meeting(&ravi, Some(after)).await.unwrap();
        assert!(after.open.is_empty(), "what stands on one agenda does not come on the next");
        house.is_sound().await;
    }

    async fn what_a_meeting_had_no_time_for_and_what_was_promised_comes_on_the_next(house: &House) {
        let (lead, committee, routing) = community(house).await;
        let mut series = soon(Convener::Committee, "TOC");
        series.pattern.from = jiff::civil::date(2026, 11, 16);
        schedule::plan_series(&committee, series).await.unwrap();
        let (held, next) = ("toc-2026-11-18", "toc-2026-11-25");
        let first = minutes::add_item(&committee, held, "Budget").await.unwrap();
        minutes::begin(&committee, held).await.unwrap();
        let typed = NotesSent {
            writer: String::new(),
            turn: 0,
            base: String::new(),
            text: "/action @amara-osei by 2026-11-24 ask the harbours".to_owned(),
        };
        minutes::write_notes(&committee, held, first, typed).await.unwrap();
        let waits = minutes::add_item(&committee, held, "Retries").await.unwrap();
        agenda::change(&committee, &at(held), agenda::item_id(&waits.to_string()).unwrap(), 1, item("Retries", &["routing"])).await.unwrap();
        minutes::end(&committee, held).await.unwrap();
        let read = agenda::toc_agenda(&lead).await.unwrap();
        assert_eq!(read.meeting.as_ref().map(|meeting| meeting.address.to_string()).as_deref(), Some(next));
        let on: Vec<_> = read.agenda.items.iter().map(|item| (item.title.as_str(), item.minutes, item.groups.as_slice())).collect();
        assert_eq!(on, [("Retries", Some(10), &[routing][..])]);
        let open: Vec<_> = read.open.iter().map(|open| open.matter.source()).collect();
        assert_eq!(open, [AgendaSource::ActionItems]);
        assert!(read.open[0].title.contains("ask the harbours"), "{:?}", read.open);
        house.is_sound().await;
    }

    async fn an_agenda_takes_as_many_queries_as_a_longer_one(house: &House) {
        let (lead, committee, _) = community(house).await;
        schedule::plan_series(&committee, weekly(Convener::Committee, "TOC")).await.unwrap();
        let address = at("toc-2199-01-02");
        let mut counted = Vec::new();
        for number in 0..12 {
            let groups: &[&str] = if number % 2 == 0 { &["routing", "identity"] } else { &["identity"] };
            agenda::add(&lead, &address, item(&format!("Number {number}"), groups)).await.unwrap();
            if number == 0 || number == 11 {
                counted.push((
                    house.queries(agenda::toc_agenda(&lead)).await,
                    house.queries(agenda::toc_agenda(&committee)).await,
                    house.queries(agenda::one(&lead, &address)).await,
                ));
            }
        }
        assert_eq!(counted[0], counted[1]);
        assert!(counted[0].2 <= 10, "{counted:?}");
    }
}
