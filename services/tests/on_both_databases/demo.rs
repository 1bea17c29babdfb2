//! The demo community fills an empty house, and nothing but an empty house.

use services::{
    checklist,
    demo::{self, DemoError},
    history::{self, Filter, Subject},
    home, policy, record,
};

use crate::support::on_each_database;

on_each_database! {
    async fn the_demo_fills_an_empty_house(house: &House) {
        house.forget_policy().await;
        let told = demo::fill(&house.context).await.unwrap();
        let database = &house.context.database;
        assert_eq!(record::newest_seq(database).await.unwrap(), told as i64);
        let home = home::read(&house.context).await.unwrap();
        assert_eq!((home.counts.setting_up, home.counts.closing), (1, 1));
        assert_eq!(home.newest.len(), 10);
        assert!(!home.committee.is_empty());
        let versions = policy::versions(database).await.unwrap();
        let numbers: Vec<u32> = versions.iter().map(|version| version.number).collect();
        assert_eq!(numbers, [3, 2, 1]);
        for group in ["edge-gateways", "test-and-release"] {
            let checklist = checklist::page(&house.context, group).await.unwrap();
            assert!(checklist.tasks.len() > 3, "{group} has a checklist to work through");
        }
        record::community_on(database, None).await.unwrap();
        let meetings = Filter {
            subject: Some(Subject::Meetings),
            ..Filter::default()
        };
        let told = history::page(database, &meetings, None).await.unwrap().entries;
        for kind in Subject::Meetings.kinds() {
            assert!(told.iter().any(|entry| entry.event.kind() == *kind), "{kind} never happens");
        }
        let parts = demo::cast(&house.context).await.unwrap();
        let roles: Vec<&str> = parts.iter().map(|part| part.role).collect();
        assert_eq!(
            roles,
            [
                "Signed in, and nothing more",
                "A member",
                "A maintainer",
                "A delegate of a group",
                "A lead of a group",
                "On the oversight committee",
                "An administrator",
            ],
            "someone can be chosen for every role"
        );
    }

    async fn the_demo_leaves_a_house_alone_that_has_a_record(house: &House) {
        let before = record::newest_seq(&house.context.database).await.unwrap();
        let refused = demo::fill(&house.context).await;
        assert!(matches!(refused, Err(DemoError::NotEmpty)));
        assert_eq!(record::newest_seq(&house.context.database).await.unwrap(), before);
    }
}
