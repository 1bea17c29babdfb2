//! The demo community fills an empty house, and nothing but an empty house.

use domain::{decision::Outcome, proposal::Verdict};
use services::{
    agenda, checklist,
    demo::{self, DemoError},
    history::{self, Filter, Subject},
    home, policy, proposal, record,
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
        let gateways = checklist::page(&house.context, "edge-gateways").await.unwrap();
        for key in ["folder", "roadmap", "register"] {
            let step = gateways.tasks.iter().find(|task| task.key == key).unwrap();
            assert!(step.done.is_some_and(|(by, _)| by.is_none()), "the portal did it: {step:?}");
        }
        let introduced = gateways.tasks.iter().find(|task| task.key == checklist::COMBINED_MEETING).unwrap();
        assert!(introduced.evidence.starts_with("The portal put it on the agenda of"), "{introduced:?}");
        assert!(!gateways.combined.unwrap().items.is_empty());
        let closing = checklist::page(&house.context, "test-and-release").await.unwrap();
        assert_eq!(closing.actions.unwrap().lines.len(), 2);
        let ready = proposal::open_proposals(&house.context).await.unwrap();
        assert!(ready.iter().any(|open| matches!(open.tally.verdict, Verdict::Ready(Outcome::Approved))));
        let agenda = agenda::toc_agenda(&house.context).await.unwrap();
        let titles: Vec<&str> = agenda.agenda.items.iter().map(|item| item.title.as_str())
            .chain(agenda.open.iter().map(|open| open.title.as_str()))
            .collect();
        assert!(titles.iter().any(|title| title.contains("Rename Shore Power")), "{titles:?}");
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
