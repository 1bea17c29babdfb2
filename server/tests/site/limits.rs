//! What is too much for one request.

use axum::http::StatusCode;

use super::support::Site;

#[tokio::test]
async fn an_address_or_a_form_that_is_too_long_is_refused() {
    let site = Site::new().await;
    let long = "x".repeat(3_000);
    let answer = site.get(&format!("/groups?on={long}"), &[]).await;
    assert_eq!(answer.status, StatusCode::URI_TOO_LONG);
    let form = format!("theme=dark&return_to=/{}", "x".repeat(100_000));
    let answer = site.choose_theme(&[], &form).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answer.header("set-cookie"), "");
}

#[tokio::test]
async fn an_address_with_a_character_that_no_database_takes_is_refused() {
    let site = Site::new().await;
    for address in ["/groups/a%00b", "/people?q=%00", "/groups?within=x%00"] {
        let answer = site.get(address, &[]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}");
    }
}
