//! A proposal from its draft to the decision, and what two people do at the same moment.

use domain::{
    actor::{ActingPerson, Actor, Credential},
    decision::Outcome,
    group::GroupKind,
    ids::PersonId,
    proposal::{
        Answer, CharterDraft, Choice, Nomination, ProposalCommand, ProposalRefusal, Request,
        RoadmapLine,
    },
    seat::Role,
    slug::Slug,
    standing::Standing,
};
use services::{
    Context,
    proposal::{
        ActError, DecisionWords, DraftError, TakeError, act, answer_draft_nomination, begin,
        begin_revision, load, prospect, save, submit, take,
    },
};

use crate::support::{Entry, House, on_each_database};

/// In microseconds: past the shortest review.
pub const EIGHTY_HOURS: i64 = 80 * 60 * 60 * 1_000_000;

/// The people of these tests: leads of a group, since an import knows them.
pub const PEOPLE: [&str; 4] = ["Amara Osei", "Jonas Lindqvist", "Mei Tanaka", "Ravi Menon"];

pub async fn people(house: &House) -> Vec<PersonId> {
    let entry = PEOPLE.iter().fold(Entry::named("Routing"), |entry, name| {
        entry.seat(Role::Liaison, name, "Northwind")
    });
    house.import("2020-01-15", vec![entry]).await;
    let mut people = Vec::new();
    for name in PEOPLE {
        let handle = Slug::of_name(name).unwrap().to_string();
        people.push(
            services::person::with_handle(&house.context, &handle)
                .await
                .unwrap()
                .unwrap(),
        );
    }
    // Mei and Ravi are the committee.
    for name in &PEOPLE[2..] {
        house.list("2021-01-15", name, Standing::Committee).await;
    }
    people
}

pub fn as_person(context: &Context, person: PersonId, standings: &[Standing]) -> Context {
    context.acting(Actor::Person(Box::new(ActingPerson {
        person,
        handle: Slug::of_name("someone").unwrap(),
        name: "Someone".to_owned(),
        standings: standings.iter().cloned().collect(),
        seats: Vec::new(),
        credential: Credential::Session("key".to_owned()),
    })))
}

pub fn storage(lead: PersonId) -> Request {
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
        meeting_link: "https://meet.example/storage".to_owned(),
        stakeholders: Vec::new(),
    }
}

pub fn approve(revision: u32) -> ProposalCommand {
    ProposalCommand::StatePosition {
        revision,
        choice: Choice::Approve,
        rationale: "It is wanted.".to_owned(),
    }
}

pub fn words() -> DecisionWords {
    DecisionWords {
        reasons: "Both seats are for it.".to_owned(),
        ..DecisionWords::default()
    }
}

/// A proposal that both seats are for; gives the contexts of author, lead and the two seats.
pub async fn approved(house: &House) -> (u32, [Context; 4]) {
    let people = people(house).await;
    let [author, lead, mei, ravi] = [
        as_person(&house.context, people[0], &[]),
        as_person(&house.context, people[1], &[Standing::Member]),
        as_person(&house.context, people[2], &[Standing::Committee]),
        as_person(&house.context, people[3], &[Standing::Committee]),
    ];
    let draft = begin(&author, storage(people[1])).await.unwrap();
    answer_draft_nomination(&lead, draft, Answer::Accepted)
        .await
        .unwrap();
    let number = submit(&author, draft).await.unwrap();
    for seat in [&mei, &ravi] {
        act(seat, number, approve(1)).await.unwrap();
    }
    (number, [author, lead, mei, ravi])
}

on_each_database! {
    async fn a_proposal_becomes_a_group_by_a_numbered_decision(house: &House) {
        let (number, [author, _, mei, _]) = approved(house).await;
        assert_eq!(number, 1);
        let early = take(&mei, number, 1, Outcome::Formed, words()).await;
        assert!(matches!(
            early,
            Err(TakeError::Act(ActError::Refused(ProposalRefusal::NotReady)))
        ));
        house.clock.pass(EIGHTY_HOURS);
        assert!(matches!(
            take(&author, number, 1, Outcome::Formed, words()).await,
            Err(TakeError::Act(ActError::Denied(_)))
        ));
        let foreseen = prospect(&mei, number, Outcome::Formed).await.unwrap();
        assert_eq!(foreseen.effects.len(), 5, "formed, described, chartered, a lead, a link");
        let decision = take(&mei, number, 1, Outcome::Formed, words()).await.unwrap();
        assert_eq!(decision.to_string(), "2026-001");
        let community = services::record::community_on(&house.context.database, None).await.unwrap();
        let group = community
            .groups
            .values()
            .find(|group| group.now().name == "Ambient Storage")
            .unwrap();
        assert_eq!(group.seats_held().count(), 1);
        assert!(group.charter().unwrap().body.contains("Lose nothing."));
        let findings = services::integrity::check(&house.context).await.unwrap();
        assert_eq!(findings.problems, Vec::<String>::new());
    }

    async fn of_two_who_decide_at_the_same_moment_one_does(house: &House) {
        let (number, [_, _, mei, ravi]) = approved(house).await;
        house.clock.pass(EIGHTY_HOURS);
        let (one, other) = tokio::join!(
            take(&mei, number, 1, Outcome::Formed, words()),
            take(&ravi, number, 1, Outcome::Formed, words()),
        );
        assert_eq!([one.is_ok(), other.is_ok()].iter().filter(|done| **done).count(), 1);
        let refused = one.err().or(other.err()).unwrap();
        assert!(matches!(
            refused,
            TakeError::Act(ActError::Refused(ProposalRefusal::WrongState(_)))
        ));
    }

    async fn the_same_text_again_is_nobodys_conflict(house: &House) {
        let people = people(house).await;
        let author = as_person(&house.context, people[0], &[]);
        let id = begin(&author, storage(people[1])).await.unwrap();
        let mut draft = load(&author, id).await.unwrap();
        draft.summary = "Not to be lost".to_owned();
        let saved = save(&author, &draft).await.unwrap();
        assert_eq!(save(&author, &draft).await.unwrap(), saved, "from the version before, with the same text");
        draft.summary = "Something else".to_owned();
        assert!(matches!(save(&author, &draft).await, Err(DraftError::Stale(_))));
    }

    async fn of_two_authors_who_save_at_the_same_moment_one_is_told(house: &House) {
        let people = people(house).await;
        let author = as_person(&house.context, people[0], &[]);
        let id = begin(&author, storage(people[1])).await.unwrap();
        let mut draft = load(&author, id).await.unwrap();
        draft.co_authors = vec![people[1]];
        draft.version = save(&author, &draft).await.unwrap();
        let co_author = as_person(&house.context, people[1], &[]);
        let mut other = load(&co_author, id).await.unwrap();
        draft.summary = "Mine".to_owned();
        other.summary = "Theirs".to_owned();
        let (one, two) = tokio::join!(save(&author, &draft), save(&co_author, &other));
        let stale = match (one, two) {
            (Ok(_), Err(DraftError::Stale(stored))) => stored.summary == "Mine",
            (Err(DraftError::Stale(stored)), Ok(_)) => stored.summary == "Theirs",
            (one, two) => panic!("{one:?}, {two:?}"),
        };
        assert!(stale, "whoever lost is shown what the other saved");
    }

    async fn a_draft_is_its_authors_alone(house: &House) {
        let people = people(house).await;
        let author = as_person(&house.context, people[0], &[]);
        let id = begin(&author, storage(people[1])).await.unwrap();
        let nominee = as_person(&house.context, people[1], &[]);
        let stranger = as_person(&house.context, people[3], &[Standing::Committee]);
        assert!(load(&nominee, id).await.is_ok(), "who is nominated may read it");
        assert!(matches!(load(&stranger, id).await, Err(DraftError::NotFound)));
        assert!(matches!(submit(&stranger, id).await, Err(ActError::NotFound)));
        let visitor = house.context.acting(Actor::Visitor);
        assert!(matches!(load(&visitor, id).await, Err(DraftError::Denied(_))));
    }

    async fn a_late_change_of_the_committee_does_not_alter_an_open_ballot(house: &House) {
        let (number, [author, ..]) = approved(house).await;
        let newcomer = author.actor().person_id().unwrap();
        house.list("2026-11-22", PEOPLE[0], Standing::Committee).await;
        let late = as_person(&house.context, newcomer, &[Standing::Committee]);
        assert!(matches!(
            act(&late, number, approve(1)).await,
            Err(ActError::Refused(ProposalRefusal::NotElector))
        ));
    }

    async fn a_resubmission_keeps_its_place_and_asks_for_confirmation(house: &House) {
        let (number, [author, _, mei, ravi]) = approved(house).await;
        let record = prospect(&mei, number, Outcome::Formed).await.unwrap();
        assert_eq!(record.tally.stated, 2);
        let proposal = services::record::community_on(&house.context.database, None)
            .await
            .unwrap()
            .proposals
            .into_keys()
            .next()
            .unwrap();
        let draft = begin_revision(&author, proposal).await.unwrap();
        assert_eq!(begin_revision(&author, proposal).await.unwrap(), draft, "it goes on");
        assert_eq!(submit(&author, draft).await.unwrap(), number);
        assert!(matches!(
            act(&mei, number, approve(1)).await,
            Err(ActError::Refused(ProposalRefusal::OtherRevision { newest: 2 }))
        ));
        let counted = prospect(&ravi, number, Outcome::Formed).await.unwrap().tally;
        assert_eq!((counted.stated, counted.before_the_change), (0, 2));
        let findings = services::integrity::check(&house.context).await.unwrap();
        assert_eq!(findings.problems, Vec::<String>::new());
    }
}
