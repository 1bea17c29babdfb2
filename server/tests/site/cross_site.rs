//! What another site makes a reader’s browser send.

use axum::http::StatusCode;

use super::support::Site;

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let site = Site::new().await;
    let form = "theme=dark&return_to=/";
    for headers in [
        &[("sec-fetch-site", "cross-site")][..],
        &[
            ("origin", "https://evil.example"),
            ("host", "house.example"),
        ],
    ] {
        let answer = site.choose_theme(headers, form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.text().contains("This came from another site"));
        assert_eq!(answer.header("set-cookie"), "");
    }
    let answer = site
        .choose_theme(&[("sec-fetch-site", "same-origin")], form)
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}
