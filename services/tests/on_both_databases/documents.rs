//! A group's folder: pages with versions, and links to documents elsewhere.

use domain::permission::Denied;
use services::{
    CommandError, ReadError,
    document::{self, Asked, COMMENTS_A_PAGE, DocumentRefusal, LinkRefusal, NewPage, Written},
    group,
};

use crate::support::{Entry, House, on_each_database};

async fn two_groups(house: &House) {
    house
        .import(
            "2020-01-15",
            vec![
                Entry::named("Routing").lead("Amara Osei", "Northwind"),
                Entry::named("Identity").lead("Mei Tanaka", "Harbour Cloud"),
            ],
        )
        .await;
}

fn page(title: &str, body: &str) -> NewPage {
    NewPage {
        title: title.to_owned(),
        body: body.to_owned(),
    }
}

fn written(from: u32, title: &str, body: &str) -> Written {
    Written {
        from,
        title: title.to_owned(),
        body: body.to_owned(),
        summary: "Clearer".to_owned(),
    }
}

on_each_database! {
    async fn a_page_is_published_changed_renamed_and_taken_out(house: &House) {
        two_groups(house).await;
        let amara = house.acting("amara-osei").await;
        let at = document::publish(&amara, "routing", page("Design notes", "One.")).await.unwrap();
        assert_eq!(at, "design-notes");
        let second = document::publish(&amara, "routing", page("Design notes", "")).await.unwrap();
        assert_eq!(second, "design-notes-2");
        let version = document::write(&amara, "routing", &at, written(1, "Design notes", "Two.")).await.unwrap();
        assert_eq!(version, 2);
        document::write(&amara, "routing", &at, written(2, "The design", "Two.")).await.unwrap();
        let read = document::page(&house.context, "routing", &at, Asked::default()).await.unwrap();
        assert_eq!((read.newest.number, read.newest.title.as_str()), (3, "The design"));
        let versions = document::versions(&house.context, "routing", &at, None).await.unwrap();
        let numbers: Vec<u32> = versions.versions.iter().map(|version| version.number).collect();
        assert_eq!(numbers, [3, 2, 1]);
        let compared = document::compared(&house.context, "routing", &at, Some(1), None).await.unwrap();
        assert_eq!((compared.from.body.as_str(), compared.to.body.as_str()), ("One.", "Two."));
        document::remove(&amara, "routing", &at).await.unwrap();
        let folder = document::folder(&house.context, "routing").await.unwrap();
        assert_eq!(folder.removed[0].slug, at);
        assert_eq!(folder.pages.len(), 1);
        document::restore(&amara, "routing", &at).await.unwrap();
        let folder = document::folder(&house.context, "routing").await.unwrap();
        assert_eq!(folder.pages.len(), 2);
        let told: Vec<String> = group::history(&house.context, "routing", None)
            .await
            .unwrap()
            .entries
            .iter()
            .map(|entry| entry.event.kind().to_owned())
            .filter(|kind| kind.starts_with("document_"))
            .collect();
        assert_eq!(told.len(), 5, "{told:?}");
        house.is_sound().await;
    }

    async fn who_saves_second_is_shown_the_first_text_and_loses_nothing(house: &House) {
        two_groups(house).await;
        let amara = house.acting("amara-osei").await;
        let at = document::publish(&amara, "routing", page("Design", "One.")).await.unwrap();
        document::write(&amara, "routing", &at, written(1, "Design", "Theirs.")).await.unwrap();
        let stale = document::write(&amara, "routing", &at, written(1, "Design", "Mine.")).await.unwrap_err();
        let CommandError::Refused(DocumentRefusal::Stale(saved)) = stale else {
            panic!("{stale:?}");
        };
        assert_eq!((saved.number, saved.body.as_str()), (2, "Theirs."));
        document::write(&amara, "routing", &at, written(2, "Design", "Both.")).await.unwrap();
        let same = document::write(&amara, "routing", &at, written(3, "Design", "Both.")).await.unwrap_err();
        assert!(matches!(same, CommandError::Refused(DocumentRefusal::Unchanged)), "{same:?}");
    }

    async fn leads_of_others_write_nothing_and_anyone_comments(house: &House) {
        two_groups(house).await;
        let (amara, mei) = (house.acting("amara-osei").await, house.acting("mei-tanaka").await);
        let denied = document::publish(&mei, "routing", page("Mine", "")).await.unwrap_err();
        assert!(matches!(denied, CommandError::Denied(Denied::Others(_))), "{denied:?}");
        let at = document::publish(&amara, "routing", page("Design", "One.")).await.unwrap();
        group::appoint(&amara, "routing", "mei-tanaka").await.unwrap();
        let mei = house.acting("mei-tanaka").await;
        document::write(&mei, "routing", &at, written(1, "Design", "Two.")).await.unwrap();
        document::comment(&mei, "routing", &at, "Good.".to_owned()).await.unwrap();
        let read = document::page(&house.context, "routing", &at, Asked::default()).await.unwrap();
        assert_eq!((read.comments[0].body.as_str(), read.comments[0].version), ("Good.", 2));
        let none = document::page(&house.context, "identity", &at, Asked::default()).await.unwrap_err();
        assert!(matches!(none, ReadError::NotFound), "{none:?}");
    }

    async fn a_document_elsewhere_is_listed_by_a_delegate_too_and_only_with_a_safe_address(house: &House) {
        two_groups(house).await;
        let amara = house.acting("amara-osei").await;
        group::appoint(&amara, "routing", "mei-tanaka").await.unwrap();
        let mei = house.acting("mei-tanaka").await;
        let list = |address: &str| {
            let (mei, address) = (mei.clone(), address.to_owned());
            async move { document::add_link(&mei, "routing", "Slides".to_owned(), address, String::new()).await }
        };
        let unsafe_one = list("javascript:alert(1)").await.unwrap_err();
        assert!(matches!(unsafe_one, CommandError::Refused(LinkRefusal::Address)), "{unsafe_one:?}");
        list("https://docs.example/slides").await.unwrap();
        let folder = document::folder(&house.context, "routing").await.unwrap();
        assert_eq!(folder.links[0].address.as_deref(), Some("https://docs.example/slides"));
        document::remove_link(&mei, "routing", "Slides".to_owned()).await.unwrap();
        assert_eq!(document::folder(&house.context, "routing").await.unwrap().links, []);
        house.is_sound().await;
    }

    async fn earlier_texts_and_comments_are_a_link_away(house: &House) {
        two_groups(house).await;
        let amara = house.acting("amara-osei").await;
        let at = document::publish(&amara, "routing", page("Design", "One.")).await.unwrap();
        document::write(&amara, "routing", &at, written(1, "Design", "Two.")).await.unwrap();
        let asked = Asked { version: Some(1), before: None };
        let read = document::page(&house.context, "routing", &at, asked).await.unwrap();
        assert_eq!(read.earlier.unwrap().body, "One.");
        assert_eq!((read.newest.body.as_str(), read.more_before), ("Two.", None));
        let none = document::page(&house.context, "routing", &at, Asked { version: Some(7), before: None }).await;
        assert!(matches!(none, Err(ReadError::NotFound)), "{none:?}");
        for number in 0..=COMMENTS_A_PAGE {
            document::comment(&amara, "routing", &at, number.to_string()).await.unwrap();
        }
        let read = document::page(&house.context, "routing", &at, Asked::default()).await.unwrap();
        assert_eq!((read.comments[0].body.as_str(), read.comments.len() as u64), ("1", COMMENTS_A_PAGE));
        let asked = Asked { version: None, before: read.more_before };
        let read = document::page(&house.context, "routing", &at, asked).await.unwrap();
        assert_eq!((read.comments.len(), read.comments[0].body.as_str(), read.more_before), (1, "0", None));
        let versions = document::versions(&house.context, "routing", &at, Some(2)).await.unwrap();
        assert_eq!((versions.versions.len(), versions.newest, versions.next), (1, 2, None));
    }

    async fn the_queries_of_a_folder_do_not_grow_with_it(house: &House) {
        two_groups(house).await;
        let amara = house.acting("amara-osei").await;
        let at = document::publish(&amara, "routing", page("Design", "One.")).await.unwrap();
        let folder = || document::folder(&house.context, "routing");
        let one = || document::page(&house.context, "routing", &at, Asked::default());
        let all = || document::versions(&house.context, "routing", &at, None);
        let before = (house.queries(folder()).await, house.queries(one()).await, house.queries(all()).await);
        for number in 1..20 {
            let title = format!("Page {number}");
            document::publish(&amara, "routing", page(&title, "")).await.unwrap();
            document::comment(&amara, "routing", &at, "More.".to_owned()).await.unwrap();
            let body = format!("Text {number}");
            document::write(&amara, "routing", &at, written(number, "Design", &body)).await.unwrap();
        }
        assert_eq!((house.queries(folder()).await, house.queries(one()).await, house.queries(all()).await), before);
    }
}
