//! What a file cannot tell is asked, and the answers decide.

use domain::{
    community::Community,
    group::{GroupEvent, GroupState},
    registry::{Answer, Answers, Candidate, CompareError, Question, QuestionReason, Registry},
};

use crate::fixture::{
    changes, community_of, day, group, kinds, named, registry, take_in, with_lead, with_link,
};

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(old, new)| ((*old).to_owned(), (*new).to_owned()))
        .collect()
}

fn renames(of: &[(&str, &str)]) -> Answers {
    Answers {
        renames: pairs(of),
        ..Answers::default()
    }
}

fn merges(of: &[(&str, &str)]) -> Answers {
    Answers {
        merges: pairs(of),
        ..Answers::default()
    }
}

fn ended(names: &[&str]) -> Answers {
    Answers {
        ended: names.iter().map(|name| (*name).to_owned()).collect(),
        ..Answers::default()
    }
}

fn with(names: &[&str]) -> Registry {
    registry(names.iter().map(|name| named(name)).collect())
}

fn questions(before: &Community, file: &Registry) -> Vec<Question> {
    match take_in(before, file, &Answers::default(), day(9)) {
        Err(CompareError::Questions(questions)) => questions,
        other => panic!("no question: {other:?}"),
    }
}

/// A group that is gone, and a new one with a word of its name.
fn alike() -> (Community, Registry) {
    let before = community_of(&[with(&["Telemetry Policies", "Docs"])]);
    (before, with(&["Telemetry Extensions", "Telemetry", "Docs"]))
}

#[test]
fn likeness_of_words_only_asks() {
    let (before, file) = alike();
    let asked = questions(&before, &file);
    assert_eq!(
        asked,
        [Question {
            gone: "Telemetry Policies".to_owned(),
            candidate: "Telemetry".to_owned(),
            candidate_is: Candidate::New,
            reason: QuestionReason::SharedWords,
        }]
    );
    assert_eq!(
        asked[0].to_string(),
        "Is “Telemetry Policies” now “Telemetry”? They share words of their names or descriptions. \
         Answer --rename \"Telemetry Policies=Telemetry\", --merge \"Telemetry Policies=Telemetry\" \
         or --ended \"Telemetry Policies\"."
    );
    assert_eq!(
        CompareError::Questions(asked).to_string(),
        "the file does not tell what became of one group"
    );
}

#[test]
fn likeness_of_leads_only_asks() {
    let before = community_of(&[registry(vec![with_lead(
        named("Alpha"),
        "Ada",
        Some("Ada-X"),
    )])]);
    let file = registry(vec![with_lead(
        named("Omega"),
        "A. Lovelace",
        Some("ada-x"),
    )]);
    assert_eq!(
        questions(&before, &file)[0].reason,
        QuestionReason::SharedLeads
    );
}

#[test]
fn an_answered_rename_renames() {
    let (before, file) = alike();
    let answers = renames(&[("telemetry policies", "telemetry extensions")]);
    let comparison = take_in(&before, &file, &answers, day(1)).unwrap();
    assert_eq!(
        group(&comparison.after, "Telemetry Extensions").formed_on,
        day(0)
    );
    assert_eq!(group(&comparison.after, "Telemetry").formed_on, day(1));
    assert_eq!(answers.unused(&comparison.used_answers), []);
}

#[test]
fn an_answered_merge_merges() {
    let (before, file) = alike();
    let answers = merges(&[("Telemetry Policies", "Docs")]);
    let comparison = take_in(&before, &file, &answers, day(1)).unwrap();
    let into = group(&comparison.after, "Docs").id;
    assert!(
        changes(&comparison)
            .iter()
            .any(|(_, change)| *change == GroupEvent::MergedInto { into })
    );
    assert_eq!(answers.unused(&comparison.used_answers), []);
}

#[test]
fn an_answered_end_dissolves_and_what_looks_like_it_is_new() {
    let (before, file) = alike();
    let answers = ended(&["telemetry-policies"]);
    let comparison = take_in(&before, &file, &answers, day(1)).unwrap();
    assert_eq!(
        group(&comparison.after, "Telemetry Policies").now().state,
        GroupState::Dissolved
    );
    assert_eq!(group(&comparison.after, "Telemetry").formed_on, day(1));
    assert_eq!(answers.unused(&comparison.used_answers), []);
}

#[test]
fn an_answer_is_stronger_than_a_link() {
    let before = community_of(&[registry(vec![
        with_link(named("Alpha"), "https://example.org/a"),
        named("Docs"),
    ])]);
    let file = registry(vec![
        with_link(named("Beta"), "https://example.org/a"),
        named("Docs"),
    ]);
    let comparison = take_in(&before, &file, &ended(&["Alpha"]), day(1)).unwrap();
    assert_eq!(
        group(&comparison.after, "Alpha").now().state,
        GroupState::Dissolved
    );
}

#[test]
fn an_answer_about_a_group_that_is_not_gone_is_told_to_be_unused() {
    let before = community_of(&[with(&["Docs"])]);
    let mut answers = renames(&[("Docs", "Guides")]);
    answers.ended.push("Nobody".to_owned());
    let comparison = take_in(&before, &with(&["Docs"]), &answers, day(1)).unwrap();
    assert_eq!(comparison.events, []);
    assert_eq!(
        answers.unused(&comparison.used_answers),
        [
            Answer::Rename("Docs".to_owned(), "Guides".to_owned()),
            Answer::Ended("Nobody".to_owned())
        ]
    );
}

#[test]
fn an_answer_that_leads_nowhere_is_an_error() {
    let (before, file) = alike();
    let nowhere = Err(CompareError::NoSuchEntry("Gardening".to_owned()));
    for answers in [
        renames(&[("Telemetry Policies", "Gardening")]),
        merges(&[("Telemetry Policies", "Gardening")]),
    ] {
        assert_eq!(take_in(&before, &file, &answers, day(1)), nowhere);
    }
}

#[test]
fn a_rename_to_another_known_group_says_to_merge() {
    let (before, file) = alike();
    let refused = take_in(
        &before,
        &file,
        &renames(&[("Telemetry Policies", "Docs")]),
        day(1),
    );
    assert_eq!(
        refused.unwrap_err().to_string(),
        "“Docs” is another group: use --merge \"Telemetry Policies=Docs\""
    );
}

#[test]
fn two_renames_to_one_group_are_an_error() {
    let before = community_of(&[with(&["Alpha", "Beta", "Docs"])]);
    let answers = renames(&[("Alpha", "Gamma"), ("Beta", "Gamma")]);
    let refused = take_in(&before, &with(&["Gamma", "Docs"]), &answers, day(1));
    assert_eq!(refused, Err(CompareError::RenamedTwice("Gamma".to_owned())));
}

#[test]
fn a_chain_of_renames_is_followed() {
    let before = community_of(&[with(&["Alpha", "Beta", "Docs"])]);
    let (alpha, beta) = (group(&before, "Alpha").id, group(&before, "Beta").id);
    let answers = renames(&[("Beta", "Gamma"), ("Alpha", "Beta")]);
    let comparison = take_in(&before, &with(&["Beta", "Gamma", "Docs"]), &answers, day(1)).unwrap();
    assert_eq!(kinds(&comparison), ["group_renamed", "group_renamed"]);
    assert_eq!(comparison.after.groups[&alpha].now().name, "Beta");
    assert_eq!(comparison.after.groups[&beta].now().name, "Gamma");
    assert_eq!(
        comparison.after.groups[&beta].former_slugs[0].as_str(),
        "beta"
    );
    assert_eq!(answers.unused(&comparison.used_answers), []);
}

#[test]
fn two_gone_groups_that_share_links_with_one_new_group_are_asked_about() {
    let link =
        |name: &str, page: &str| with_link(named(name), &format!("https://example.org/{page}"));
    let before = community_of(&[registry(vec![
        link("Alpha", "a"),
        link("Omega", "o"),
        named("Docs"),
        named("Test"),
    ])]);
    let both = with_link(link("Gamma", "a"), "https://example.org/o");
    let file = registry(vec![both, named("Docs"), named("Test")]);
    let asked: Vec<(String, String)> = questions(&before, &file)
        .into_iter()
        .map(|question| (question.gone, question.candidate))
        .collect();
    assert_eq!(asked, pairs(&[("Alpha", "Gamma"), ("Omega", "Gamma")]));

    // Once one of them is known to be the new group, what shares a link with it merged into it.
    let comparison = take_in(&before, &file, &renames(&[("Alpha", "Gamma")]), day(1)).unwrap();
    let into = group(&comparison.after, "Gamma").id;
    assert_eq!(
        group(&comparison.after, "Omega").now().successor,
        Some(into)
    );
}

#[test]
fn links_taken_over_by_two_continuing_groups_are_asked_about() {
    let link =
        |name: &str, page: &str| with_link(named(name), &format!("https://example.org/{page}"));
    let alpha = with_link(link("Alpha", "a"), "https://example.org/b");
    let before = community_of(&[registry(vec![alpha, named("Docs"), named("Test")])]);
    let file = registry(vec![link("Docs", "a"), link("Test", "b")]);
    let asked = questions(&before, &file);
    assert!(
        asked
            .iter()
            .all(|question| question.candidate_is == Candidate::Known)
    );
    assert_eq!(
        asked[0].to_string(),
        "Did “Alpha” merge into “Docs”? They share links, but so do others. \
         Answer --merge \"Alpha=Docs\" or --ended \"Alpha\"."
    );
}

#[test]
fn a_question_can_be_answered_with_a_new_name_only_where_the_candidate_is_new() {
    let question = |candidate_is| Question {
        gone: "Paths".to_owned(),
        candidate: "Routes".to_owned(),
        candidate_is,
        reason: QuestionReason::SharedLeads,
    };
    let words = |candidate_is| -> Vec<String> {
        question(candidate_is)
            .answers()
            .iter()
            .map(Answer::in_words)
            .collect()
    };
    assert_eq!(
        words(Candidate::New),
        [
            "“Paths” was renamed to “Routes”",
            "“Paths” was merged into “Routes”",
            "“Paths” ended"
        ]
    );
    assert_eq!(words(Candidate::Known).len(), 2);
}

#[test]
fn answers_that_are_taken_are_all_there() {
    let question = Question {
        gone: "Paths".to_owned(),
        candidate: "Routes".to_owned(),
        candidate_is: Candidate::New,
        reason: QuestionReason::SharedWords,
    };
    let mut answers = Answers::default();
    for answer in question.answers() {
        answers.take(answer);
    }
    assert_eq!(answers.all().collect::<Vec<_>>(), question.answers());
}
