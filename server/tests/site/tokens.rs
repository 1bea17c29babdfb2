//! Requests with a token: it alone says who asks.

use axum::http::StatusCode;

use super::support::Site;

const OWNER: (&str, &str) = ("amara-osei", "Amara Osei");

#[tokio::test]
async fn a_request_with_a_token_is_its_owners_whatever_cookie_comes_with_it() {
    let site = Site::of_tidewater().await;
    let other = site
        .texts("SELECT handle FROM people WHERE merged_into IS NULL AND handle <> 'amara-osei'")
        .await
        .remove(0);
    let token = format!("Bearer {}", site.token(OWNER.0, "read").await);
    let cookie = site.sign_in(&other).await;
    let page = site
        .get("/policy", &[("authorization", &token), ("cookie", &cookie)])
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains(OWNER.1));
    assert!(!page.text().contains(&format!("/people/{other}")));

    // Nor is the cookie's session touched.
    site.post(
        "/sign-out",
        &[("authorization", &token), ("cookie", &cookie)],
        "",
    )
    .await;
    let page = site.get("/policy", &[("cookie", &cookie)]).await;
    assert!(page.text().contains(&format!("/people/{other}")));
}

#[tokio::test]
async fn a_request_with_a_token_comes_from_no_page_and_needs_no_origin() {
    let site = Site::of_tidewater().await;
    let token = format!("Bearer {}", site.token(OWNER.0, "read").await);
    let form = "theme=dark&return_to=/";
    for origin in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://elsewhere.example"),
    ] {
        let answer = site
            .choose_theme(&[("authorization", &token), origin], form)
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn a_token_that_does_not_hold_is_refused_at_once() {
    let site = Site::of_tidewater().await;
    let cookie = site.sign_in(OWNER.0).await;
    for token in ["Bearer chh_unknown", "Bearer ", "Bearer nonsense"] {
        let headers = [("authorization", token), ("cookie", cookie.as_str())];
        let answer = site.get("/policy", &headers).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{token}");
        assert_eq!(
            answer.header("www-authenticate"),
            "Bearer error=\"invalid_token\""
        );
    }
}
