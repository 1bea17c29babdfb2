//! The theme that a reader chose.

use axum::http::{StatusCode, header};

use super::support::Site;

#[tokio::test]
async fn a_chosen_theme_is_remembered_and_leads_back_to_the_page() {
    let site = Site::new().await;
    let answer = site
        .choose_theme(&[], "theme=dark&return_to=%2Fgroups%3Fon%3D2024-01-01")
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/groups?on=2024-01-01");
    let cookie = answer.header(header::SET_COOKIE.as_str());
    assert!(cookie.starts_with("theme=dark;") && cookie.contains("SameSite=Lax"));
    let page = |cookie: &'static str| {
        let site = &site;
        async move {
            let answer = site.get("/policy", &[("cookie", cookie)]).await;
            answer.text().split_once("<head").unwrap().0.to_owned()
        }
    };
    assert!(page("theme=dark").await.contains("data-theme=\"dark\""));
    assert!(page("theme=light").await.contains("data-theme=\"light\""));
    assert!(!page("a=b").await.contains("data-theme"));
}

#[tokio::test]
async fn a_theme_that_is_none_is_refused() {
    let site = Site::new().await;
    let answer = site.choose_theme(&[], "theme=plaid&return_to=/").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(answer.header("set-cookie"), "");
}

#[tokio::test]
async fn a_form_leads_to_no_other_site() {
    let site = Site::new().await;
    for elsewhere in [
        "https%3A%2F%2Fevil.example%2F",
        "%2F%2Fevil.example",
        "%2F%5Cevil.example",
    ] {
        let form = format!("theme=dark&return_to={elsewhere}");
        let answer = site.choose_theme(&[], &form).await;
        assert_eq!(answer.header("location"), "/", "{elsewhere}");
    }
}
