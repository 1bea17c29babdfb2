//! Standing stated by hand, by whom it may be, and what the audit keeps of it.

use domain::{
    permission::Denied,
    person::{StandingStatement, StatementRefusal},
    standing::{Precision, Standing},
};
use services::{
    CommandError,
    admin::{self, holders, state_standing},
    audit::{self, AuditWanted, Deed},
    group::{self, GroupOnDay},
    person::{self, AsOf},
};

use crate::support::{Entry, House, TODAY, day, on_each_database};

fn stated(standing: Standing, since: &str, until: Option<&str>) -> StandingStatement {
    StandingStatement {
        standing,
        since: day(since),
        until: until.map(day),
        evidence: "Minutes of January 2020".to_owned(),
    }
}

async fn routing(house: &House) {
    let routing = Entry::named("Routing")
        .lead("Amara Osei", "Northwind")
        .lead("Mei Tanaka", "Harbour Cloud");
    house.import("2020-01-15", vec![routing]).await;
}

/// What the rule about membership found for the group.
async fn membership(house: &House) -> String {
    let page = group::page(&house.context, "routing", None).await.unwrap();
    let GroupOnDay::There(page) = page else {
        panic!("the group is there");
    };
    page.findings[2].evidence.clone()
}

on_each_database! {
    async fn what_is_stated_stands_on_the_page_with_its_evidence(house: &House) {
        routing(house).await;
        state_standing(&house.context, "amara-osei", stated(Standing::Member, "2019-05-01", None)).await.unwrap();
        let page = person::show(&house.context.database, "amara-osei", AsOf::Today(day(TODAY))).await.unwrap();
        let held = &page.standings[0];
        assert_eq!((held.since, held.precision), (day("2019-05-01"), Precision::Exact));
        assert_eq!(held.evidence, "Minutes of January 2020");
        house.is_sound().await;
    }

    async fn the_lead_rules_take_it_as_evidence(house: &House) {
        routing(house).await;
        assert_eq!(membership(house).await, "Member for a year: no evidence for Amara Osei and Mei Tanaka");
        for handle in ["amara-osei", "mei-tanaka"] {
            state_standing(&house.context, handle, stated(Standing::Member, "2019-05-01", None)).await.unwrap();
        }
        assert_eq!(membership(house).await, "Member for a year: all");
    }

    async fn the_last_administrator_cannot_end_that_and_the_last_but_one_can(house: &House) {
        routing(house).await;
        let amara = house.administrator("amara-osei").await;
        let ends = stated(Standing::Administrator, "2020-01-15", Some(TODAY));
        let refused = state_standing(&amara, "amara-osei", ends.clone()).await.unwrap_err();
        assert!(matches!(refused, CommandError::Refused(StatementRefusal::LastAdministrator)), "{refused:?}");
        house.administrator("mei-tanaka").await;
        state_standing(&amara, "amara-osei", ends).await.unwrap();
        let left = holders(&house.context, &Standing::Administrator, None).await.unwrap();
        assert_eq!(left.people.len(), 1);
    }

    async fn whoever_is_no_administrator_states_nothing(house: &House) {
        routing(house).await;
        let mei = house.acting("mei-tanaka").await;
        let refused = state_standing(&mei, "mei-tanaka", stated(Standing::Administrator, "2020-01-15", None)).await.unwrap_err();
        assert!(matches!(refused, CommandError::Denied(Denied::Others(_))), "{refused:?}");
        let record = admin::person(&house.context, "mei-tanaka").await.unwrap();
        assert_eq!(record.standings, []);
    }

    async fn the_audit_says_who_stated_what_and_the_history_by_whom(house: &House) {
        routing(house).await;
        let amara = house.administrator("amara-osei").await;
        state_standing(&amara, "mei-tanaka", stated(Standing::Maintainer, "2019-05-01", None)).await.unwrap();
        let wanted = AuditWanted {
            person: Some("amara-osei".to_owned()),
            deed: Some(Deed::StandingStated),
            before: None,
        };
        let page = audit::page(&house.context, &wanted).await.unwrap();
        let lines: Vec<(String, String)> = page.lines.into_iter()
            .map(|line| (line.by.map_or_else(String::new, |by| by.name), line.about))
            .collect();
        assert_eq!(lines, [("Amara Osei".to_owned(), "Maintainer of Mei Tanaka (/people/mei-tanaka)".to_owned())]);
        let newest = services::history::newest(&house.context.database, 1).await.unwrap();
        assert_eq!(newest[0].by.as_ref().map(|by| by.slug.as_str()), Some("amara-osei"));
    }

    async fn who_holds_a_standing_is_listed_by_name_in_so_many_queries(house: &House) {
        routing(house).await;
        for handle in ["mei-tanaka", "amara-osei"] {
            state_standing(&house.context, handle, stated(Standing::Team("Docs".to_owned()), "2019-05-01", None)).await.unwrap();
        }
        let read = holders(&house.context, &Standing::Team("Docs".to_owned()), None).await.unwrap();
        let names: Vec<&str> = read.people.iter().map(|(name, _)| name.name.as_str()).collect();
        assert_eq!(names, ["Amara Osei", "Mei Tanaka"]);
        assert_eq!(read.counts, [(Standing::Team("Docs".to_owned()), 2)]);
        let after = holders(&house.context, &Standing::Team("Docs".to_owned()), Some("amara-osei")).await.unwrap();
        assert_eq!(after.people.len(), 1);
        let queries = house.queries(admin::person(&house.context, "amara-osei")).await;
        assert!(queries <= 6, "{queries} queries");
        let queries = house.queries(admin::overview(&house.context)).await;
        assert!(queries <= 11, "{queries} queries");
    }
}
