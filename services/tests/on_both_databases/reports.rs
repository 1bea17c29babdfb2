//! Reports: the cycle from a missing one to the committee's having talked about it.

use domain::{
    duty::Matter,
    permission::Denied,
    policy::{Policy, ReportCadence},
    report::{FactKind, Mark, Period, ReportRefusal, ReportWords},
    roadmap::{ItemState, Written, WrittenItem},
    standing::Standing,
};
use services::{
    Context, ReadError, duty,
    policy::{Adoption, adopt},
    report::{self, OwedWhy, ReportError},
    roadmap,
};

use crate::support::{Entry, House, day, on_each_database};

const DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// Two groups, a committee of two, and rules under which groups report every month.
pub async fn monthly(house: &House) {
    house
        .import(
            "2020-01-15",
            vec![
                Entry::named("Routing").lead("Amara Osei", "Northwind"),
                Entry::named("Identity").lead("Mei Tanaka", "Harbour Cloud"),
                Entry::named("Elsewhere")
                    .lead("Ravi Menon", "Harbour Cloud")
                    .lead("Jonas Lindqvist", "Northwind"),
            ],
        )
        .await;
    for name in ["Ravi Menon", "Jonas Lindqvist"] {
        house.list("2021-01-15", name, Standing::Committee).await;
    }
    let wanjiru = house.administrator("amara-osei").await;
    let adoption = Adoption {
        rules: Policy {
            reports: ReportCadence::EveryMonths { months: 1 },
            report_due_after_days: 10,
            ..Policy::istio()
        },
        reason: "We want to hear of each other".to_owned(),
        made_from: 1,
        holds_from: house.context.today(),
    };
    adopt(&wanjiru, adoption).await.unwrap();
}

pub fn period(text: &str) -> Period {
    text.parse().unwrap()
}

pub fn words(summary: &str) -> ReportWords {
    ReportWords {
        summary: summary.to_owned(),
        ..ReportWords::default()
    }
}

async fn missing(house: &House) -> Vec<String> {
    let owed = report::missing(&house.context).await.unwrap();
    owed.into_iter().map(|owed| owed.name.slug).collect()
}

/// Submits a report and gives the lead's context.
async fn submitted(house: &House, month: Period) -> Context {
    let amara = house.acting("amara-osei").await;
    report::begin(&amara, "routing", month).await.unwrap();
    report::submit(&amara, "routing", month, 1, words("We are well."))
        .await
        .unwrap();
    amara
}

on_each_database! {
    async fn a_report_goes_from_missing_to_discussed(house: &House) {
        monthly(house).await;
        // Of the time before the rule nobody owes a report.
        assert_eq!(missing(house).await, Vec::<String>::new());
        house.clock.pass(18 * DAY);
        let month = period("2026-11");
        let amara = house.acting("amara-osei").await;
        let page = roadmap::page(&amara, "routing", None).await.unwrap();
        let owed = report::owed_by(&amara, &[page.id]).await.unwrap();
        assert_eq!((owed[0].why.clone(), owed[0].due_on), (OwedWhy::Period(month), day("2026-12-10")));
        assert_eq!(missing(house).await, Vec::<String>::new());
        house.clock.pass(DAY);
        assert_eq!(missing(house).await, ["elsewhere", "identity", "routing"]);
        let wanted = Matter::WriteReport { period: Some(month), reason: String::new() };
        let owes = async |who: &Context, what: &Matter| {
            let owed = duty::of_person(who).await.unwrap();
            owed.iter().any(|duty| duty.matter == *what)
        };
        assert!(owes(&amara, &wanted).await);
        report::begin(&amara, "routing", month).await.unwrap();
        // A draft is no report.
        assert_eq!(missing(house).await, ["elsewhere", "identity", "routing"]);
        report::save(&amara, "routing", month, 1, &words("We are")).await.unwrap();
        let draft = report::draft(&amara, "routing", month).await.unwrap().draft;
        assert_eq!((draft.version, draft.words.summary.as_str()), (2, "We are"));
        report::submit(&amara, "routing", month, 2, words("We are well.")).await.unwrap();
        assert_eq!(missing(house).await, ["elsewhere", "identity"]);
        assert!(!owes(&amara, &wanted).await);
        let ravi = house.acting("ravi-menon").await;
        let jonas = house.acting("jonas-lindqvist").await;
        let unread = Matter::ReadReports { count: 1 };
        assert!(owes(&ravi, &unread).await);
        report::mark(&ravi, "routing", month, Mark::Read).await.unwrap();
        assert!(!owes(&ravi, &unread).await);
        assert!(owes(&jonas, &unread).await);
        assert_eq!(report::flagged(&house.context).await.unwrap(), []);
        let flag = Mark::Flagged { comment: "Who reviews?".to_owned() };
        report::mark(&jonas, "routing", month, flag).await.unwrap();
        let flagged = report::flagged(&house.context).await.unwrap();
        assert_eq!(flagged.len(), 1);
        assert_eq!(flagged[0].flags[0].by.as_ref().unwrap().name, "Jonas Lindqvist");
        report::discuss(&ravi, "routing", month, "Two more reviewers".to_owned()).await.unwrap();
        assert_eq!(report::flagged(&house.context).await.unwrap(), []);
        let page = report::page(&house.context, "routing", month).await.unwrap();
        assert_eq!(page.marks.len(), 2);
        assert_eq!(page.report.discussed.unwrap().2, "Two more reviewers");
        let all = report::of_period(&house.context, None, None).await.unwrap();
        assert_eq!(all.period, Some(month));
        assert_eq!(all.reports.len(), 1);
        let names: Vec<&str> = all.missing.iter().map(|name| name.slug.as_str()).collect();
        assert_eq!(names, ["elsewhere", "identity"]);
        house.is_sound().await;
    }

    async fn who_may_do_what_with_a_report(house: &House) {
        monthly(house).await;
        house.clock.pass(19 * DAY);
        let month = period("2026-11");
        let mei = house.acting("mei-tanaka").await;
        let refused = report::begin(&mei, "routing", month).await.unwrap_err();
        assert!(matches!(refused, ReportError::Denied(Denied::Others(_))), "{refused:?}");
        let amara = submitted(house, month).await;
        let again = report::begin(&amara, "routing", month).await.unwrap_err();
        assert!(matches!(again, ReportError::NotOffered), "{again:?}");
        let refused = report::mark(&amara, "routing", month, Mark::Read).await.unwrap_err();
        assert!(matches!(refused, ReportError::Denied(Denied::Others(_))), "{refused:?}");
        house.list("2026-12-01", "Amara Osei", Standing::Committee).await;
        let of_both = house.acting("amara-osei").await;
        let refused = report::mark(&of_both, "routing", month, Mark::Read).await.unwrap_err();
        assert!(matches!(refused, ReportError::Refused(ReportRefusal::OwnGroup)), "{refused:?}");
        assert!(report::page(&of_both, "routing", month).await.unwrap().leads);
        assert!(!duty::of_person(&of_both).await.unwrap().iter().any(|duty| matches!(duty.matter, Matter::ReadReports { .. })));
        let ravi = house.acting("ravi-menon").await;
        let none = report::discuss(&ravi, "routing", month, "Nothing".to_owned()).await.unwrap_err();
        assert!(matches!(none, ReportError::Refused(ReportRefusal::NotFlagged)), "{none:?}");
        let unread = report::draft(&mei, "routing", month).await.unwrap_err();
        assert!(matches!(unread, ReadError::Denied(Denied::Others(_))), "{unread:?}");
    }

    async fn two_leads_who_write_one_draft_lose_nothing(house: &House) {
        monthly(house).await;
        house.clock.pass(19 * DAY);
        let month = period("2026-11");
        let ravi = house.acting("ravi-menon").await;
        let jonas = house.acting("jonas-lindqvist").await;
        for lead in [&ravi, &jonas] {
            report::begin(lead, "elsewhere", month).await.unwrap();
        }
        report::save(&ravi, "elsewhere", month, 1, &words("Mine")).await.unwrap();
        let stale = report::save(&jonas, "elsewhere", month, 1, &words("Ours")).await.unwrap_err();
        assert!(matches!(stale, ReportError::Stale), "{stale:?}");
        let stale = report::submit(&jonas, "elsewhere", month, 1, words("Ours")).await.unwrap_err();
        assert!(matches!(stale, ReportError::Stale), "{stale:?}");
        // What the rules refuse leaves the draft as it was.
        let empty = report::submit(&jonas, "elsewhere", month, 2, words(" ")).await.unwrap_err();
        assert!(matches!(empty, ReportError::Refused(ReportRefusal::NoSummary)), "{empty:?}");
        let draft = report::draft(&jonas, "elsewhere", month).await.unwrap().draft;
        assert_eq!(draft.words.summary, "Mine");
        report::discard(&jonas, "elsewhere", month, 2).await.unwrap();
        let gone = report::draft(&jonas, "elsewhere", month).await.unwrap_err();
        assert!(matches!(gone, ReadError::NotFound), "{gone:?}");
    }

    async fn where_groups_report_as_appropriate_the_committee_can_ask(house: &House) {
        house
            .import(
                "2020-01-15",
                vec![
                    Entry::named("Routing").lead("Amara Osei", "Northwind"),
                    Entry::named("Elsewhere").lead("Ravi Menon", "Harbour Cloud"),
                ],
            )
            .await;
        house.list("2021-01-15", "Ravi Menon", Standing::Committee).await;
        assert_eq!(missing(house).await, Vec::<String>::new());
        let ravi = house.acting("ravi-menon").await;
        report::ask(&ravi, "routing", "It is quiet".to_owned(), day("2026-11-25")).await.unwrap();
        assert_eq!(missing(house).await, Vec::<String>::new());
        house.clock.pass(4 * DAY);
        assert_eq!(missing(house).await, ["routing"]);
        let amara = house.acting("amara-osei").await;
        let offered = report::of_group(&amara, "routing").await.unwrap().offered;
        let since = offered[0].period;
        assert_eq!((since.first(), since.last()), (day("2025-11-26"), day("2026-11-26")));
        report::begin(&amara, "routing", since).await.unwrap();
        report::submit(&amara, "routing", since, 1, words("Nothing happened.")).await.unwrap();
        assert_eq!(missing(house).await, Vec::<String>::new());
        // There is nothing more to report on today; tomorrow there is.
        assert_eq!(report::of_group(&amara, "routing").await.unwrap().offered, []);
        house.clock.pass(DAY);
        let offered = report::of_group(&amara, "routing").await.unwrap().offered;
        assert_eq!(offered[0].period.first(), day("2026-11-27"));
        let all = report::of_period(&house.context, None, None).await.unwrap();
        assert_eq!((all.period, all.missing), (Some(since), Vec::new()));
        house.is_sound().await;
    }

    async fn a_draft_knows_what_the_record_knows(house: &House) {
        monthly(house).await;
        let amara = house.acting("amara-osei").await;
        let item = |number, state| WrittenItem {
            number,
            outcome: "Faster starts".to_owned(),
            month: Some("2026-12".parse().unwrap()),
            state,
            links: Vec::new(),
        };
        for (version, state) in [(0, ItemState::Planned), (1, ItemState::InProgress)] {
            let written = Written {
                on_version: version,
                items: vec![item((version > 0).then_some(1), state)],
                summary: String::new(),
            };
            roadmap::publish(&amara, "routing", written).await.unwrap();
            house.clock.pass(15 * DAY);
        }
        let month = period("2026-12");
        report::begin(&amara, "routing", month).await.unwrap();
        let facts = report::draft(&amara, "routing", month).await.unwrap().facts;
        let moved: Vec<&str> = facts
            .iter()
            .filter(|fact| fact.kind == FactKind::Roadmap)
            .map(|fact| fact.text.as_str())
            .collect();
        assert_eq!(moved, ["“Faster starts”: in progress, was planned"]);
        assert_eq!(facts[0].page.as_deref(), Some("/groups/routing/roadmap/diff?from=1&to=2"));
    }

    async fn the_reports_of_many_groups_cost_the_same(house: &House) {
        monthly(house).await;
        house.clock.pass(19 * DAY);
        let month = period("2026-11");
        let amara = submitted(house, month).await;
        let few = house.queries(report::of_period(&house.context, None, None)).await;
        let mei = house.acting("mei-tanaka").await;
        report::begin(&mei, "identity", month).await.unwrap();
        report::submit(&mei, "identity", month, 1, words("Well.")).await.unwrap();
        let many = house.queries(report::of_period(&house.context, None, None)).await;
        assert_eq!(few, many);
        let one = house.queries(report::of_group(&amara, "routing")).await;
        assert!(one <= 12, "{one} queries");
    }
}
