//! What one may do only so often.

use std::net::SocketAddr;

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use server::Configuration;

use super::support::{Answer, Site};

const SEARCH: &str = "/people?name=am";

fn once_a_minute(configuration: &mut Configuration) {
    configuration.sign_ins_a_minute = 1;
    configuration.writes_a_minute = 1;
    configuration.searches_a_minute = 1;
}

/// Asks until it is refused and gives how often it was not, and the refusal.
async fn until_refused(mut ask: impl AsyncFnMut() -> Answer) -> (usize, Answer) {
    for times in 0..100 {
        let answer = ask().await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            return (times, answer);
        }
    }
    panic!("it was never refused");
}

#[tokio::test]
async fn who_does_something_too_often_is_told_when_to_try_again() {
    let site = Site::with(once_a_minute).await;
    let (searches, refusal) = until_refused(async || site.get(SEARCH, &[]).await).await;
    assert_eq!(searches, 4);
    let seconds: u64 = refusal.header("retry-after").parse().unwrap();
    assert!((1..=15).contains(&seconds), "{seconds}");
    let says = format!("Try again in {seconds} second");
    assert!(refusal.text().contains(&says), "{}", refusal.text());
    let (writes, _) =
        until_refused(async || site.choose_theme(&[], "theme=dark&return_to=/").await).await;
    assert_eq!(writes, 4);
    assert_eq!(site.get("/people", &[]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn signing_in_is_limited() {
    let site = Site::of_tidewater_with(once_a_minute).await;
    let (sign_ins, _) =
        until_refused(async || site.post("/sign-in/demo", &[], "person=nobody").await).await;
    assert_eq!(sign_ins, 4);
}

#[tokio::test]
async fn a_person_is_limited_wherever_they_are() {
    let site = Site::of_tidewater_with(|configuration| {
        configuration.searches_a_minute = 1;
        configuration.trusted_proxies = 1;
    })
    .await;
    let token = format!("Bearer {}", site.token("amara-osei", "read").await);
    let search = async |from: &str| {
        let headers = [("authorization", token.as_str()), ("x-forwarded-for", from)];
        site.get(SEARCH, &headers).await.status
    };
    assert_eq!(search("192.0.2.1").await, StatusCode::OK);
    assert_eq!(search("192.0.2.2").await, StatusCode::TOO_MANY_REQUESTS);
}

/// Searches from a connection of that address, with that header.
async fn search_from(site: &Site, peer: &str, forwarded_for: &str) -> StatusCode {
    let mut request = Request::get(SEARCH)
        .header("x-forwarded-for", forwarded_for)
        .body(Body::empty())
        .unwrap();
    let peer: SocketAddr = format!("{peer}:4711").parse().unwrap();
    request.extensions_mut().insert(peer);
    site.ask(request).await.status
}

#[tokio::test]
async fn where_no_proxy_is_trusted_a_client_cannot_say_where_it_comes_from() {
    let site = Site::with(once_a_minute).await;
    for number in 0..4 {
        let claimed = format!("203.0.113.{number}");
        assert_eq!(
            search_from(&site, "192.0.2.1", &claimed).await,
            StatusCode::OK
        );
    }
    assert_eq!(
        search_from(&site, "192.0.2.1", "203.0.113.99").await,
        StatusCode::TOO_MANY_REQUESTS
    );
    assert_eq!(
        search_from(&site, "192.0.2.2", "203.0.113.0").await,
        StatusCode::OK
    );
}

#[tokio::test]
async fn behind_a_trusted_proxy_readers_are_told_apart_by_what_the_proxy_says() {
    let site = Site::with(|configuration| {
        once_a_minute(configuration);
        configuration.trusted_proxies = 1;
    })
    .await;
    for number in 0..4 {
        let claimed = format!("203.0.113.{number}, 198.51.100.7");
        assert_eq!(
            search_from(&site, "10.0.0.1", &claimed).await,
            StatusCode::OK
        );
    }
    assert_eq!(
        search_from(&site, "10.0.0.1", "203.0.113.99, 198.51.100.7").await,
        StatusCode::TOO_MANY_REQUESTS
    );
    assert_eq!(
        search_from(&site, "10.0.0.1", "198.51.100.8").await,
        StatusCode::OK
    );
}
