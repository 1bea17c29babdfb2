//! Pages of those who have signed in are theirs alone.

use axum::http::StatusCode;

use super::support::Site;

const READER: (&str, &str) = ("amara-osei", "/people/amara-osei");

#[tokio::test]
async fn a_page_of_someone_signed_in_is_kept_nowhere_and_shown_to_nobody_else() {
    let site = Site::of_tidewater().await;
    let cookie = site.sign_in(READER.0).await;
    // Whoever comes first, neither gets what was made for the other.
    for (path, reader_first) in [("/policy", true), ("/organizations?after=x", false)] {
        if !reader_first {
            site.get(path, &[]).await;
        }
        let own = site.get(path, &[("cookie", &cookie)]).await;
        assert_eq!(own.header("cache-control"), "private, no-store", "{path}");
        assert!(own.text().contains(READER.1), "{path}");
        let public = site.get(path, &[]).await;
        assert_eq!(
            public.header("cache-control"),
            "private, no-cache",
            "{path}"
        );
        assert!(!public.text().contains(READER.1), "{path}");
    }
}

#[tokio::test]
async fn the_tag_of_a_public_page_is_none_for_someone_signed_in() {
    let site = Site::of_tidewater().await;
    let cookie = site.sign_in(READER.0).await;
    let public = site.get("/policy", &[]).await;
    let headers = [
        ("cookie", cookie.as_str()),
        ("if-none-match", public.header("etag")),
    ];
    let own = site.get("/policy", &headers).await;
    assert_eq!(own.status, StatusCode::OK);
    assert!(own.text().contains(READER.1));
}

#[tokio::test]
async fn nor_is_a_page_that_is_not_there() {
    let site = Site::of_tidewater().await;
    let cookie = site.sign_in(READER.0).await;
    let own = site.get("/nowhere", &[("cookie", &cookie)]).await;
    assert_eq!(own.status, StatusCode::NOT_FOUND);
    assert_eq!(own.header("cache-control"), "private, no-store");
    assert!(!site.get("/nowhere", &[]).await.text().contains(READER.1));
}

#[tokio::test]
async fn a_page_that_holds_for_a_moment_is_kept_nowhere() {
    let site = Site::of_tidewater().await;
    for page in ["/proposals", "/proposals/4"] {
        let answer = site.get(page, &[]).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(
            answer.header("cache-control"),
            "private, no-store",
            "{page}"
        );
    }
    let kept = site.get("/decisions", &[]).await;
    assert_eq!(kept.header("cache-control"), "private, no-cache");
}
