//! Who tries to misuse a sign-in, and does not succeed.

use axum::http::{HeaderValue, StatusCode};
use proptest::{
    prelude::{Strategy as _, any},
    strategy::ValueTree as _,
    test_runner::TestRunner,
};

use super::{Browser, fake_github::FakeGitHub, site_with};
use crate::support::{Site, github};

#[tokio::test]
async fn a_session_that_was_planted_is_worth_nothing_after_the_sign_in() {
    let github = FakeGitHub::of(1, "ada-x", Some("Ada")).await;
    let site = site_with(&github).await;
    let mut attacker = Browser::new(&site);
    attacker.leave("/sign-in/github").await;

    let mut victim = Browser::new(&site);
    victim.cookie = attacker.cookie.clone();
    victim.sign_in(&github, "/sign-in/github").await;
    assert_eq!(victim.name().await.as_deref(), Some("Ada"));
    assert_ne!(victim.cookie, attacker.cookie);
    assert_eq!(attacker.name().await, None);
}

#[tokio::test]
async fn a_return_that_another_browser_began_signs_nobody_in() {
    let github = FakeGitHub::of(666, "mallory", Some("Mallory")).await;
    let site = site_with(&github).await;
    let mut attacker = Browser::new(&site);
    let asked = attacker.leave("/sign-in/github").await;
    github.agrees(&asked["code_challenge"]);

    // With and without a sign-in of the victim's own on its way.
    for begins in [false, true] {
        let mut victim = Browser::new(&site);
        if begins {
            victim.leave("/sign-in/github").await;
        }
        let answer = victim.come_back(&asked["state"]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert_eq!(victim.name().await, None);
    }
}

#[tokio::test]
async fn a_return_is_good_for_one_time() {
    let github = FakeGitHub::of(1, "ada-x", Some("Ada")).await;
    let site = site_with(&github).await;
    let mut browser = Browser::new(&site);
    let asked = browser.leave("/sign-in/github").await;
    github.agrees(&asked["code_challenge"]);
    let before = browser.cookie.clone();
    let first = browser.come_back(&asked["state"]).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    github.agrees(&asked["code_challenge"]);
    for cookie in [before, browser.cookie.clone()] {
        let mut again = Browser::new(&site);
        again.cookie = cookie;
        let replayed = again.come_back(&asked["state"]).await;
        assert_eq!(replayed.status, StatusCode::BAD_REQUEST);
    }

    // Also where the first time came to nothing.
    let mut browser = Browser::new(&site);
    let asked = browser.leave("/sign-in/github").await;
    browser
        .get(&format!(
            "/sign-in/github/callback?error=access_denied&state={}",
            asked["state"]
        ))
        .await;
    github.agrees(&asked["code_challenge"]);
    let replayed = browser.come_back(&asked["state"]).await;
    assert_eq!(replayed.status, StatusCode::BAD_REQUEST);
    assert_eq!(browser.name().await, None);
}

#[tokio::test]
async fn a_sign_in_that_was_begun_at_one_provider_does_not_end_at_another() {
    let github_there = FakeGitHub::of(1, "ada-x", Some("Ada")).await;
    let address = github_there.address.clone();
    let site = Site::with(move |configuration| {
        let mut forge = github(&address);
        forge.key = "forge".to_owned();
        configuration.sign_in = vec![github(&address), forge];
    })
    .await;
    let mut browser = Browser::new(&site);
    let asked = browser.leave("/sign-in/forge").await;
    github_there.agrees(&asked["code_challenge"]);
    let mixed = browser.come_back(&asked["state"]).await;
    assert_eq!(mixed.status, StatusCode::BAD_REQUEST);
    assert_eq!(browser.name().await, None);
}

#[tokio::test]
async fn nobody_is_led_to_another_site_after() {
    let github = FakeGitHub::of(1, "ada-x", Some("Ada")).await;
    let site = site_with(&github).await;
    for elsewhere in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "%2F%2Fevil.example",
        "/%0d%0aset-cookie:%20a=b",
        "/sign-in/github",
    ] {
        let mut browser = Browser::new(&site);
        let back = browser
            .sign_in(
                &github,
                &format!("/sign-in/github?return_to={}", app::escaped(elsewhere)),
            )
            .await;
        assert_eq!(back.status, StatusCode::SEE_OTHER);
        let location = back.header("location");
        assert!(
            location == "/" || location == elsewhere && !location.starts_with("//"),
            "{elsewhere:?} leads to {location:?}"
        );
        assert!(
            !location.contains("evil.example") || location.starts_with("/%"),
            "{location}"
        );
    }
}

#[tokio::test]
async fn no_other_page_can_make_a_reader_link_an_account() {
    let github = FakeGitHub::of(1, "ada-x", Some("Ada")).await;
    let site = site_with(&github).await;
    let mut victim = Browser::new(&site);
    victim.sign_in(&github, "/sign-in/github").await;
    for key in [
        "",
        "1",
        "0000000000000000000000000000000000000000000000000000000000000000",
    ] {
        let answer = victim.get(&format!("/sign-in/github?link={key}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{key:?}");
    }
    let visitor = Browser::new(&site).get("/sign-in/github?link=1").await;
    assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn whatever_a_cookie_says_a_reader_is_a_visitor_until_they_sign_in() {
    let github = FakeGitHub::of(1, "ada-x", Some("Ada")).await;
    let site = site_with(&github).await;
    let mut ada = Browser::new(&site);
    ada.sign_in(&github, "/sign-in/github").await;
    let of_ada = ada.cookie.clone();
    let cookies = proptest::prop_oneof![
        "session=[-_A-Za-z0-9]{0,40}",
        "session=\\PC{0,40}",
        "[;= sesion]{0,30}",
        any::<String>().prop_map(|text| format!("session={text}")),
        // Ada's, with one letter more, less or other.
        (0..of_ada.len(), "[-_A-Za-z0-9]{0,2}").prop_map(move |(place, other)| {
            let (before, after) = of_ada.split_at(place);
            format!("{before}{other}{}", after.get(1..).unwrap_or_default())
        }),
    ];
    let mut runner = TestRunner::deterministic();
    for _ in 0..150 {
        let cookie = cookies.new_tree(&mut runner).unwrap().current();
        if cookie == ada.cookie || HeaderValue::from_str(&cookie).is_err() {
            continue;
        }
        let page = site.get("/policy", &[("cookie", cookie.as_str())]).await;
        assert_eq!(page.status, StatusCode::OK, "{cookie:?}");
        assert!(!page.text().contains("account-menu-name"), "{cookie:?}");
    }
}
