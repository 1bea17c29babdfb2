//! What is announced, by whom, for whom.

use domain::{
    announcement::{Announcement, AnnouncementRefusal, Occasion},
    seat::Role,
    standing::Standing,
};
use services::{
    CommandError, ReadError,
    announcement::{ANNOUNCEMENTS_A_PAGE, announce, list, newest, one, take_back},
};

use crate::support::{Entry, House, on_each_database};

async fn community(house: &House) {
    house
        .import(
            "2020-01-15",
            vec![
                Entry::named("Routing").lead("Amara Osei", "Northwind"),
                Entry::named("Storage")
                    .lead("Jonas Lindqvist", "Harbour")
                    .seat(Role::Delegate, "Mei Tanaka", "Harbour"),
            ],
        )
        .await;
}

fn news(title: &str) -> Announcement {
    Announcement {
        title: title.to_owned(),
        body: "It is **there**.".to_owned(),
        occasion: Occasion::News,
    }
}

on_each_database! {
    async fn leads_announce_for_their_group_and_the_committee_for_everyone(house: &House) {
        community(house).await;
        house.list("2020-02-01", "Mei Tanaka", Standing::Committee).await;
        let lead = house.acting("amara-osei").await;
        let committee = house.acting("mei-tanaka").await;
        assert_eq!(announce(&lead, Some("routing"), news("Routing 2 is out")).await.unwrap(), 1);
        assert_eq!(announce(&committee, None, news("We meet on Friday")).await.unwrap(), 2);
        assert_eq!(announce(&committee, Some("storage"), news("Storage moves")).await.unwrap(), 3);
        for (slug, what) in [(Some("storage"), "another’s group"), (None, "everyone")] {
            let refused = announce(&lead, slug, news("Not mine")).await;
            assert!(matches!(refused, Err(CommandError::Denied(_))), "{what}");
        }
        let empty = announce(&lead, Some("routing"), news("  ")).await;
        assert!(matches!(empty, Err(CommandError::Refused(AnnouncementRefusal::NoTitle))));

        let all = list(&house.context, None, None).await.unwrap();
        let numbers: Vec<u32> = all.lines.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [3, 2, 1], "the newest first");
        let routing = list(&house.context, Some("routing"), None).await.unwrap();
        assert_eq!(routing.lines.len(), 1);
        assert_eq!(routing.names.person(routing.lines[0].by).unwrap().name, "Amara Osei");
        let unknown = list(&house.context, Some("no-such-group"), None).await;
        assert!(matches!(unknown, Err(ReadError::NotFound)));
        house.is_sound().await;
    }

    async fn what_was_wrong_is_taken_back_and_stays_with_the_reason(house: &House) {
        community(house).await;
        let lead = house.acting("amara-osei").await;
        let other = house.acting("jonas-lindqvist").await;
        announce(&lead, Some("routing"), news("We stop")).await.unwrap();
        let refused = take_back(&other, 1, "I disagree".to_owned()).await;
        assert!(matches!(refused, Err(CommandError::Denied(_))));
        let unreasoned = take_back(&lead, 1, " ".to_owned()).await;
        assert!(matches!(unreasoned, Err(CommandError::Refused(AnnouncementRefusal::NoReason))));
        take_back(&lead, 1, "It was a draft.".to_owned()).await.unwrap();
        let again = take_back(&lead, 1, "Again".to_owned()).await;
        assert!(matches!(again, Err(CommandError::Refused(AnnouncementRefusal::TakenBack))));
        let (line, names) = one(&house.context, 1).await.unwrap();
        assert_eq!(line.taken_back, "It was a draft.");
        let routing = line.group.unwrap();
        assert_eq!(names.group(routing).unwrap().name, "Routing");
        assert!(newest(&house.context, None, 5).await.unwrap().is_empty());
        assert!(newest(&house.context, Some(routing), 5).await.unwrap().is_empty());
        house.is_sound().await;
    }

    async fn the_list_is_paged_and_its_queries_do_not_grow(house: &House) {
        community(house).await;
        let lead = house.acting("amara-osei").await;
        announce(&lead, Some("routing"), news("The first")).await.unwrap();
        let few = house.queries(list(&house.context, Some("routing"), None)).await;
        for number in 0..ANNOUNCEMENTS_A_PAGE {
            announce(&lead, Some("routing"), news(&format!("News {number}"))).await.unwrap();
        }
        let many = house.queries(list(&house.context, Some("routing"), None)).await;
        assert_eq!(few, many);
        let first = list(&house.context, None, None).await.unwrap();
        assert_eq!(first.lines.len() as u64, ANNOUNCEMENTS_A_PAGE);
        let second = list(&house.context, None, first.next).await.unwrap();
        assert_eq!(second.lines.len(), 1);
        assert_eq!(second.lines[0].title, "The first");
        assert_eq!(second.next, None);
    }
}
