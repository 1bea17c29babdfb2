//! What another site makes a reader’s browser send.

use axum::http::{Method, StatusCode};

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

#[tokio::test]
async fn no_other_site_signs_someone_out_or_sends_a_command_for_them() {
    let site = Site::of_tidewater().await;
    let cookie = site.sign_in("amara-osei").await;
    for (method, path) in server::routes() {
        if method != Method::POST {
            continue;
        }
        let path = path.replace(['{', '}'], "");
        let headers = [
            ("cookie", cookie.as_str()),
            ("sec-fetch-site", "cross-site"),
        ];
        let answer = site.post(&path, &headers, "").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        assert!(
            answer.text().contains("This came from another site"),
            "{path}"
        );
    }
    let page = site.get("/policy", &[("cookie", &cookie)]).await;
    assert!(page.text().contains("/people/amara-osei"));
}
