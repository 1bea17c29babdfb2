//! What somebody owes, from where it is kept; and what changed since they were here.

use domain::{
    duty::{Duty, Matter},
    group::{GroupKind, GroupState},
    ids::ConcernId,
    permission::Denied,
    proposal::{Answer, CharterDraft, Choice, Nomination, ProposalCommand, Request, RoadmapLine},
    seat::Role,
    standing::Standing,
};
use services::{
    Context, ReadError,
    checklist::{self, Said},
    duty::{of_group, of_person},
    home,
    proposal::{act, begin, begin_revision, submit},
    visit,
};
use uuid::Uuid;

use crate::support::{Entry, House, on_each_database};

fn entries() -> Vec<Entry> {
    vec![
        Entry::named("Routing")
            .lead("Amara Osei", "Northwind")
            .lead("Jonas Lindqvist", "Harbour Cloud")
            .seat(Role::Delegate, "Mei Tanaka", "Northwind"),
        Entry::named("Policy").lead("Ravi Menon", "Northwind").seat(
            Role::Liaison,
            "Dara Nwosu",
            "Harbour Cloud",
        ),
    ]
}

/// Amara leads Routing with Jonas; Mei is its delegate, Ravi and Dara are the committee.
async fn community(house: &House) {
    house.import("2020-01-15", entries()).await;
    for name in ["Ravi Menon", "Dara Nwosu"] {
        house.list("2021-01-15", name, Standing::Committee).await;
    }
}

fn storage(lead: domain::ids::PersonId) -> Request {
    Request::Form {
        name: "Ambient Storage".to_owned(),
        group_kind: GroupKind::WorkingGroup,
        parent: None,
        description: "Keeps what sensors saw.".to_owned(),
        charter: Box::new(CharterDraft {
            mission: "Keep it.".to_owned(),
            goals: "Lose nothing.".to_owned(),
            topics: "Retention".to_owned(),
            ..CharterDraft::default()
        }),
        leads: vec![Nomination {
            person: lead,
            role: Role::Lead,
        }],
        roadmap: vec![RoadmapLine {
            outcome: "A first store".to_owned(),
            month: 1,
        }],
        meeting_link: String::new(),
        stakeholders: Vec::new(),
    }
}

async fn titles(context: &Context) -> Vec<String> {
    titles_of(&of_person(context).await.unwrap())
}

fn titles_of(duties: &[Duty]) -> Vec<String> {
    duties.iter().map(Duty::title).collect()
}

fn position(revision: u32) -> ProposalCommand {
    ProposalCommand::StatePosition {
        revision,
        choice: Choice::Approve,
        rationale: "It is wanted.".to_owned(),
    }
}

on_each_database! {
    async fn whoever_owes_nothing_is_told_so(house: &House) {
        community(house).await;
        let delegate = house.acting("mei-tanaka").await;
        assert_eq!(titles(&delegate).await, Vec::<String>::new());
        let visitor = house.context.acting(domain::actor::Actor::Visitor);
        assert_eq!(titles(&visitor).await, Vec::<String>::new());
    }

    async fn a_proposal_asks_each_for_their_part_in_it(house: &House) {
        community(house).await;
        let author = house.acting("mei-tanaka").await;
        let nominee = house.acting("jonas-lindqvist").await;
        let [ravi, dara] = [house.acting("ravi-menon").await, house.acting("dara-nwosu").await];
        let draft = begin(&author, storage(nominee.actor().person_id().unwrap())).await.unwrap();
        assert_eq!(titles(&author).await, ["Your draft: Form Ambient Storage"]);
        let number = submit(&author, draft).await.unwrap();
        assert_eq!(titles(&author).await, Vec::<String>::new());
        assert_eq!(titles(&nominee).await, ["You are nominated as a lead: Form Ambient Storage"]);
        assert!(titles(&ravi).await.contains(&"Your position is wanted: Form Ambient Storage".to_owned()));

        act(&nominee, number, ProposalCommand::AnswerNomination(Answer::Accepted)).await.unwrap();
        assert_eq!(titles(&nominee).await, Vec::<String>::new());

        act(&dara, number, position(1)).await.unwrap();
        let concern = ConcernId(Uuid::from_u128(7));
        act(&dara, number, ProposalCommand::RaiseConcern {
            concern,
            title: "Time".to_owned(),
            body: "Is there enough?".to_owned(),
        }).await.unwrap();
        assert_eq!(titles(&author).await, ["A concern waits for an answer: Time"]);
        act(&author, number, ProposalCommand::AnswerConcern { concern, answer: "There is.".to_owned() }).await.unwrap();
        assert_eq!(titles(&author).await, Vec::<String>::new());
        assert_eq!(titles(&dara).await, ["Your concern was answered: Time"]);
        act(&dara, number, ProposalCommand::ResolveConcern { concern, how: "So there is.".to_owned() }).await.unwrap();
        act(&dara, number, ProposalCommand::Hold { reason: "A look at the budget".to_owned() }).await.unwrap();
        assert_eq!(titles(&dara).await, ["You hold it up: Form Ambient Storage"]);
        act(&dara, number, ProposalCommand::Release).await.unwrap();

        act(&dara, number, ProposalCommand::RequestChanges { reason: "Narrow it.".to_owned() }).await.unwrap();
        assert_eq!(titles(&author).await, ["Changes are wanted: Form Ambient Storage"]);
        let id = services::proposal::id_of_number(&author, number).await.unwrap();
        let draft = begin_revision(&author, id).await.unwrap();
        submit(&author, draft).await.unwrap();
        let owed = of_person(&dara).await.unwrap();
        let [Duty { matter: Matter::ConfirmPosition { revision: 2, choice: Choice::Approve, rationale, .. }, .. }] = owed.as_slice() else {
            panic!("{owed:?}");
        };
        assert_eq!(rationale, "It is wanted.");
        act(&dara, number, position(2)).await.unwrap();
        act(&ravi, number, position(2)).await.unwrap();
        house.clock.pass(80 * 60 * 60 * 1_000_000);
        assert_eq!(titles(&dara).await, ["It can be decided: Form Ambient Storage"]);
    }

    async fn a_group_owes_what_its_leads_see_and_others_do_not(house: &House) {
        house.import("2026-11-01", vec![
            Entry::named("Routing")
                .in_state(GroupState::SettingUp)
                .lead("Amara Osei", "Northwind")
                .seat(Role::Delegate, "Mei Tanaka", "Northwind"),
            Entry::named("Policy").lead("Ravi Menon", "Northwind"),
        ]).await;
        let lead = house.acting("amara-osei").await;
        let owed = of_group(&lead, "routing").await.unwrap();
        assert_eq!(titles_of(&owed.duties), [
            "Say that Routing is set up",
            "A lead rule does not hold for Routing",
            "A lead rule does not hold for Routing",
        ]);
        assert_eq!(titles(&lead).await.len(), 3);
        let delegate = house.acting("mei-tanaka").await;
        let theirs = of_group(&delegate, "routing").await.unwrap();
        assert_eq!(theirs.duties, [], "a delegate is asked for nothing that only leads can do");
        let other = house.acting("ravi-menon").await;
        let denied = of_group(&other, "routing").await;
        assert!(matches!(denied, Err(ReadError::Denied(Denied::Others(_)))));
    }

    async fn a_step_is_asked_of_who_sees_to_it(house: &House) {
        community(house).await;
        let [ravi, dara] = [house.acting("ravi-menon").await, house.acting("dara-nwosu").await];
        let amara = house.acting("amara-osei").await;
        let draft = begin(&ravi, storage(amara.actor().person_id().unwrap())).await.unwrap();
        let number = submit(&ravi, draft).await.unwrap();
        act(&amara, number, ProposalCommand::AnswerNomination(Answer::Accepted)).await.unwrap();
        for seat in [&ravi, &dara] {
            act(seat, number, position(1)).await.unwrap();
        }
        house.clock.pass(80 * 60 * 60 * 1_000_000);
        let words = services::proposal::DecisionWords {
            reasons: "Both are for it.".to_owned(),
            ..Default::default()
        };
        services::proposal::take(&dara, number, 1, domain::decision::Outcome::Formed, words).await.unwrap();
        let lead = house.acting("amara-osei").await;
        let before = of_person(&lead).await.unwrap();
        let steps = |duties: &[Duty]| duties.iter().filter(|duty| matches!(duty.matter, Matter::TakeStep { .. })).count();
        assert!(steps(&before) >= 2, "{:?}", titles_of(&before));
        let [Matter::TakeStep { step, version, .. }, ..] = before.iter().map(|duty| duty.matter.clone()).collect::<Vec<_>>()[..] else {
            panic!("what is due comes first: {before:?}");
        };
        checklist::say(&lead, "ambient-storage", step, version, Said::Owner(dara.actor().person_id().unwrap())).await.unwrap();
        assert_eq!(steps(&of_person(&lead).await.unwrap()) + 1, steps(&before));
        assert_eq!(steps(&of_person(&dara).await.unwrap()), 1);
        assert_eq!(steps(&of_group(&lead, "ambient-storage").await.unwrap().duties), steps(&before));
        house.clock.pass(30 * 24 * 60 * 60 * 1_000_000);
        let late = of_person(&lead).await.unwrap();
        assert!(domain::duty::summary(&late, lead.today()).contains("overdue"));
    }

    async fn what_is_owed_costs_as_many_queries_for_many_groups_as_for_one(house: &House) {
        community(house).await;
        let few = house.acting("amara-osei").await;
        let draft = begin(&few, storage(few.actor().person_id().unwrap())).await.unwrap();
        submit(&few, draft).await.unwrap();
        begin(&few, storage(few.actor().person_id().unwrap())).await.unwrap();
        let one = house.queries(of_person(&few)).await;
        let mut groups = entries();
        groups.extend((0..40).map(|number| {
            Entry::named(&format!("Group {number}")).lead("Amara Osei", "Northwind")
        }));
        house.import("2026-11-22", groups).await;
        for _ in 0..5 {
            let draft = begin(&few, storage(few.actor().person_id().unwrap())).await.unwrap();
            submit(&few, draft).await.unwrap();
        }
        let lead = house.acting("amara-osei").await;
        let many = house.queries(of_person(&lead)).await;
        assert!(of_person(&lead).await.unwrap().len() > 40);
        assert!(many <= one + 1, "{one} queries became {many}");
        let page = house.queries(of_group(&lead, "group-1")).await;
        assert!(page <= one + 2, "{page}");
    }

    async fn the_front_door_tells_what_changed_since_one_was_here(house: &House) {
        const HOUR: i64 = 60 * 60 * 1_000_000;
        community(house).await;
        let lead = house.acting("amara-osei").await;
        let since = async || home::read(&lead).await.unwrap().yours.unwrap().since;
        visit::note(&lead).await.unwrap();
        assert!(since().await.is_none(), "the first visit");
        house.clock.pass(HOUR / 2);
        let before = house.queries(visit::note(&lead)).await;
        assert_eq!(before, 1, "within the hour nothing is written");
        assert!(since().await.is_none());
        house.clock.pass(HOUR);
        visit::note(&lead).await.unwrap();
        assert_eq!(since().await.unwrap().entries.len(), 0);
        let author = house.acting("mei-tanaka").await;
        let draft = begin(&author, storage(lead.actor().person_id().unwrap())).await.unwrap();
        submit(&author, draft).await.unwrap();
        assert_eq!(since().await.unwrap().entries.len(), 2, "submitted, and announced");
        house.clock.pass(24 * HOUR);
        visit::note(&lead).await.unwrap();
        let told = since().await.unwrap();
        assert_eq!((told.entries.len(), told.more), (2, false));
        house.clock.pass(24 * HOUR);
        visit::note(&lead).await.unwrap();
        assert_eq!(since().await.unwrap().entries.len(), 0);
        house.is_sound().await;
    }
}
