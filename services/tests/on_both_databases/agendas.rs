//! Agendas: who puts what on them, when they are frozen, what the committee's takes up, and the lists of meetings.

use domain::{
    permission::Denied,
    schedule::{Convener, MeetingState},
};
use services::{
    CommandError,
    agenda::{self, AgendaRefusal, NewItem, Step},
    meeting,
    schedule::{self, Wanted},
};

use crate::{
    schedule::{at, community, weekly},
    support::on_each_database,
};

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
        let first = agenda::add(&lead, &address, item("Retries", &["routing", "Identity"])).await.unwrap();
        agenda::add(&committee, &address, item("Certificates", &[])).await.unwrap();
        let meeting = meeting::find(&lead, &address).await.unwrap();
        let read = agenda::agenda(&lead, &meeting).await.unwrap();
        assert_eq!((read.items.len(), read.boxed, read.may_add, read.may_run), (2, 20, true, false));
        assert_eq!(read.items[1].begins_at, Some(meeting.starts_at + 600_000_000));
        let refused = agenda::step(&lead, &address, first, Step::Down).await.unwrap_err();
        assert!(matches!(refused, CommandError::Denied(Denied::Others(_))), "{refused:?}");
        agenda::step(&committee, &address, first, Step::Down).await.unwrap();
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
}
