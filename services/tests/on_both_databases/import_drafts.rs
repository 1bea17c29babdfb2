//! Imports in the browser: what is handed in is tried, answered and imported as it was shown, or not at all.

use std::collections::BTreeSet;

use domain::{
    actor::{ActingPerson, Actor, Credential},
    ids::PersonId,
    registry::Answer,
    slug::Slug,
};
use services::{
    Context, ReadError, record,
    registry::{
        Agreement,
        drafts::{
            DraftId, HandInError, HandedInFile, Kind, NewDraft, Said, TakeInError, Trial,
            TrialOutcome, clean_up, discard, hand_in, newest, say, take_in, trial,
        },
        formats::BadRows,
        imports,
    },
};
use uuid::Uuid;

use crate::support::{Entry, House, on_each_database};

const GROUPS: &str = "# Working Groups\n\n\
    | Group | Design Docs | Discussion Forum | Slack Channel |\n\
    | --- | --- | --- | --- |\n\
    | Paths | [Folder](https://docs.example/paths) | [Forum](https://forum.example/paths) | #paths |\n\
    | Seals | [Folder](https://docs.example/seals) | [Forum](https://forum.example/seals) | #seals |\n\
    | Tests | [Folder](https://docs.example/tests) | [Forum](https://forum.example/tests) | #tests |\n";

/// The same with a group under another name, with no link in common.
fn renamed() -> String {
    GROUPS
        .replace("Paths", "Paths and Routes")
        .replace("/paths", "/routes")
        .replace("#paths", "#routes")
}

fn registries(files: &[(&str, &[u8])]) -> NewDraft {
    NewDraft {
        kind: Kind::Registry,
        as_of: None,
        bad_rows: BadRows::Refuse,
        files: files
            .iter()
            .map(|(name, bytes)| HandedInFile {
                name: (*name).to_owned(),
                bytes: bytes.to_vec(),
            })
            .collect(),
    }
}

async fn handed_in(house: &House, name: &str, text: &str) -> DraftId {
    hand_in(&house.context, registries(&[(name, text.as_bytes())]))
        .await
        .unwrap()
}

/// What a draft means, and its fingerprint.
async fn shown(house: &House, id: DraftId) -> (usize, Agreement) {
    match trial(&house.context, id).await.unwrap().outcome {
        TrialOutcome::Means {
            events, agreement, ..
        } => (events, agreement),
        other @ (TrialOutcome::Asks { .. }
        | TrialOutcome::EndsMost { .. }
        | TrialOutcome::Refused(_)) => panic!("{other:?}"),
    }
}

async fn newest_event(house: &House) -> i64 {
    record::newest_seq(&house.context.database).await.unwrap()
}

fn a_member(context: &Context) -> Context {
    context.acting(Actor::Person(Box::new(ActingPerson {
        person: PersonId(Uuid::from_u128(7)),
        handle: Slug::new("mia-member").unwrap(),
        name: "Mia Member".to_owned(),
        standings: BTreeSet::new(),
        seats: Vec::new(),
        credential: Credential::Session("key".to_owned()),
    })))
}

on_each_database! {
    async fn what_is_handed_in_is_shown_and_imported_as_it_was_shown(house: &House) {
        let before = newest_event(house).await;
        let id = handed_in(house, "2024-01-01-groups.md", GROUPS).await;
        let Trial { files, .. } = trial(&house.context, id).await.unwrap();
        assert_eq!(files[0].as_of.to_string(), "2024-01-01");
        let (events, agreement) = shown(house, id).await;
        assert!(events > 3);
        assert_eq!(newest_event(house).await, before);
        assert_eq!(shown(house, id).await.1, agreement);

        assert_eq!(take_in(&house.context, id, agreement).await.unwrap(), events);
        assert!(newest_event(house).await > before);
        let so_far = imports(&house.context.database, None).await.unwrap();
        assert_eq!(so_far.imports[0].file, "2024-01-01-groups.md");
        assert_eq!(so_far.imports[0].events as usize, events);
        let gone = trial(&house.context, id).await;
        assert!(matches!(gone, Err(ReadError::NotFound)));
    }

    async fn a_fingerprint_is_read_as_it_is_written(house: &House) {
        let id = handed_in(house, "2024-01-01.md", GROUPS).await;
        let (_, agreement) = shown(house, id).await;
        assert_eq!(agreement.to_string().parse(), Ok(agreement));
        assert!("".parse::<Agreement>().is_err());
        assert!("ü".repeat(32).parse::<Agreement>().is_err());
    }

    async fn files_that_mean_something_else_by_now_are_not_imported(house: &House) {
        let id = handed_in(house, "2024-01-01-groups.md", GROUPS).await;
        let (_, agreement) = shown(house, id).await;
        house.import("2023-12-31", vec![Entry::named("Paths").lead("Amara Osei", "Northwind")]).await;
        let before = newest_event(house).await;
        let refused = take_in(&house.context, id, agreement).await;
        assert!(matches!(refused, Err(TakeInError::Differs)), "{refused:?}");
        assert_eq!(newest_event(house).await, before);
        let (_, fresh) = shown(house, id).await;
        assert_ne!(fresh, agreement);
        take_in(&house.context, id, fresh).await.unwrap();
    }

    async fn a_question_is_asked_until_it_is_answered_and_the_answer_can_be_taken_back(house: &House) {
        let first = handed_in(house, "2024-01-01.md", GROUPS).await;
        let (_, agreement) = shown(house, first).await;
        take_in(&house.context, first, agreement).await.unwrap();
        let id = handed_in(house, "2024-02-01.md", &renamed()).await;
        let asked = trial(&house.context, id).await.unwrap().outcome;
        assert!(matches!(asked, TrialOutcome::Asks { .. }), "{asked:?}");

        let answer = Answer::Rename("Paths".to_owned(), "Paths and Routes".to_owned());
        say(&house.context, id, Said::Answers(vec![answer])).await.unwrap();
        let (_, agreement) = shown(house, id).await;
        say(&house.context, id, Said::Nothing).await.unwrap();
        let refused = take_in(&house.context, id, agreement).await;
        assert!(matches!(refused, Err(TakeInError::Differs)));

        let answer = Answer::Rename("Paths".to_owned(), "Paths and Routes".to_owned());
        say(&house.context, id, Said::Answers(vec![answer])).await.unwrap();
        take_in(&house.context, id, agreement).await.unwrap();
        let community = record::community_on(&house.context.database, None).await.unwrap();
        assert_eq!(community.groups.len(), 3);
    }

    async fn that_most_groups_end_has_to_be_meant(house: &House) {
        let first = handed_in(house, "2024-01-01.md", GROUPS).await;
        let (_, agreement) = shown(house, first).await;
        take_in(&house.context, first, agreement).await.unwrap();
        let one = GROUPS.lines().take(5).map(|line| format!("{line}\n")).collect::<String>();
        let id = handed_in(house, "2024-02-01.md", &one).await;
        let outcome = trial(&house.context, id).await.unwrap().outcome;
        assert!(matches!(outcome, TrialOutcome::EndsMost { ending: 2, alive: 3, .. }), "{outcome:?}");
        say(&house.context, id, Said::EndingMostIsMeant).await.unwrap();
        assert!(shown(house, id).await.0 >= 2);
    }

    async fn a_file_that_cannot_be_read_is_named_with_its_line_and_nothing_is_kept(house: &House) {
        let broken = GROUPS.replace("| Seals | [Folder](https://docs.example/seals) ", "| Seals ");
        let refused = hand_in(&house.context, registries(&[
            ("groups.md", broken.as_bytes()),
            ("latin.md", b"# Groups\n\n\xe9\n"),
        ])).await;
        let Err(HandInError::Unreadable(problems)) = refused else { panic!("{refused:?}") };
        assert!(problems[0].starts_with("groups.md:6: found "), "{problems:?}");
        assert!(problems[1].starts_with("latin.md:3: found bytes that are no UTF-8"), "{problems:?}");
        assert_eq!(newest(&house.context).await.unwrap(), []);
        let mut skipping = registries(&[("groups.md", broken.as_bytes())]);
        skipping.bad_rows = BadRows::Skip;
        let id = hand_in(&house.context, skipping).await.unwrap();
        assert_eq!(trial(&house.context, id).await.unwrap().files[0].left_out.len(), 1);
    }

    async fn a_day_is_given_for_one_registry_only(house: &House) {
        let mut two = registries(&[("a.md", GROUPS.as_bytes()), ("b.md", GROUPS.as_bytes())]);
        two.as_of = Some("2024-01-01".parse().unwrap());
        assert!(matches!(hand_in(&house.context, two).await, Err(HandInError::DayOfSeveral)));
        assert!(matches!(hand_in(&house.context, registries(&[])).await, Err(HandInError::NoFile)));
    }

    async fn a_text_with_a_nothing_in_it_is_kept_on_either_database(house: &House) {
        let text = GROUPS.replace("Tests |", "Te\0sts |");
        if let Ok(id) = hand_in(&house.context, registries(&[("2024-01-01.md", text.as_bytes())])).await {
            trial(&house.context, id).await.unwrap();
        }
    }

    async fn one_person_keeps_ten_drafts_and_what_is_thrown_away_is_gone(house: &House) {
        for number in 0..12 {
            handed_in(house, &format!("{number}.md"), GROUPS).await;
        }
        let kept = newest(&house.context).await.unwrap();
        assert_eq!(kept.len(), 10);
        assert_eq!(kept[0].files, ["11.md"]);
        discard(&house.context, kept[0].id).await.unwrap();
        assert_eq!(newest(&house.context).await.unwrap().len(), 9);
        // None of them is older than a day.
        assert_eq!(clean_up(&house.context).await.unwrap(), 0);
    }

    async fn nobody_but_an_administrator_hands_in_looks_or_imports(house: &House) {
        let id = handed_in(house, "2024-01-01.md", GROUPS).await;
        let (_, agreement) = shown(house, id).await;
        let member = a_member(&house.context);
        let refused = hand_in(&member, registries(&[("a.md", GROUPS.as_bytes())])).await;
        assert!(matches!(refused, Err(HandInError::Denied(_))));
        assert!(matches!(trial(&member, id).await, Err(ReadError::Denied(_))));
        let refused = take_in(&member, id, agreement).await;
        assert!(matches!(refused, Err(TakeInError::Read(ReadError::Denied(_)))));
        assert!(matches!(discard(&member, id).await, Err(ReadError::Denied(_))));
    }
}
