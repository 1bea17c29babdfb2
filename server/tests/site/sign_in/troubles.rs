//! What a provider can do wrong, and what people read of it.

use axum::http::StatusCode;

use super::{
    Browser,
    fake_github::{CODE, FakeGitHub, Mood},
    site_with,
};
use crate::support::Answer;

/// The page says what is the matter, shows nothing of the answer, and offers to try again.
fn says(answer: &Answer, status: StatusCode, words: &str) {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert!(
        answer.text().contains(words),
        "{words:?} is not in {}",
        answer.text()
    );
    assert!(answer.text().contains("Try again with GitHub"));
    assert!(
        answer
            .text()
            .contains("href=\"/sign-in/github?return_to=%2Fpeople\"")
    );
    assert!(!answer.text().contains("Unicorn"));
    assert_eq!(answer.header("cache-control"), "private, no-store");
}

async fn answer_in(mood: Mood) -> Answer {
    let github = FakeGitHub::of(1, "ada-x", Some("Ada")).await;
    github.is(mood);
    let site = site_with(&github).await;
    let mut browser = Browser::new(&site);
    let answer = browser
        .sign_in(&github, "/sign-in/github?return_to=/people")
        .await;
    assert_eq!(browser.name().await, None);
    answer
}

#[tokio::test]
async fn a_wrong_secret_is_said_to_be_the_operators_to_mend() {
    let answer = answer_in(Mood::DoesNotKnowTheClient).await;
    says(
        &answer,
        StatusCode::BAD_GATEWAY,
        "GitHub does not accept this site",
    );
}

#[tokio::test]
async fn an_answer_that_makes_no_sense_is_said_to_be_none() {
    for mood in [Mood::Nonsense, Mood::Endless, Mood::LeadsElsewhere] {
        let answer = answer_in(mood).await;
        says(
            &answer,
            StatusCode::BAD_GATEWAY,
            "an answer that does not hold",
        );
    }
}

#[tokio::test]
async fn a_provider_that_is_down_is_said_to_be_down() {
    let answer = answer_in(Mood::Broken).await;
    says(
        &answer,
        StatusCode::BAD_GATEWAY,
        "cannot be reached from here just now",
    );

    let mut github = FakeGitHub::of(1, "ada-x", Some("Ada")).await;
    // Nothing listens on the port of nobody.
    github.address = "http://127.0.0.1:9".to_owned();
    let site = site_with(&github).await;
    let answer = Browser::new(&site)
        .sign_in(&github, "/sign-in/github?return_to=/people")
        .await;
    says(
        &answer,
        StatusCode::BAD_GATEWAY,
        "cannot be reached from here just now",
    );
}

#[tokio::test]
async fn whoever_does_not_agree_is_not_signed_in() {
    let github = FakeGitHub::of(1, "ada-x", Some("Ada")).await;
    let site = site_with(&github).await;
    let mut browser = Browser::new(&site);
    let asked = browser.leave("/sign-in/github?return_to=/people").await;
    let refused = browser
        .get(&format!(
            "/sign-in/github/callback?error=access_denied&error_description=%3Cb%3EUnicorn&state={}",
            asked["state"]
        ))
        .await;
    says(&refused, StatusCode::FORBIDDEN, "you did not agree");
    assert_eq!(browser.name().await, None);
}

#[tokio::test]
async fn a_code_that_is_too_old_says_to_begin_again() {
    let github = FakeGitHub::of(1, "ada-x", Some("Ada")).await;
    let site = site_with(&github).await;
    let mut browser = Browser::new(&site);
    let asked = browser.leave("/sign-in/github?return_to=/people").await;
    github.agrees(&asked["code_challenge"]);
    let late = browser
        .get(&format!(
            "/sign-in/github/callback?code=older-{CODE}&state={}",
            asked["state"]
        ))
        .await;
    says(
        &late,
        StatusCode::BAD_REQUEST,
        "it took too long, or was used before",
    );
}

#[tokio::test]
async fn a_return_with_nothing_in_it_says_to_begin_again() {
    let github = FakeGitHub::of(1, "ada-x", Some("Ada")).await;
    let site = site_with(&github).await;
    for query in ["", "?state=", "?state=a&state=b", "?code=x", "?state=%FF"] {
        let mut browser = Browser::new(&site);
        let answer = browser
            .get(&format!("/sign-in/github/callback{query}"))
            .await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(answer.text().contains("Try again with GitHub"), "{query}");
    }
}

#[tokio::test]
async fn a_provider_that_there_is_not_has_no_page() {
    let github = FakeGitHub::of(1, "ada-x", Some("Ada")).await;
    let site = site_with(&github).await;
    for path in [
        "/sign-in/forge",
        "/sign-in/forge/callback?code=a&state=b",
        "/sign-in/demo/callback",
    ] {
        let answer = Browser::new(&site).get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}
