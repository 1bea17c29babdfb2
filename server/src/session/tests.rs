//! The cookie as browsers get it.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use axum::{
    Router,
    body::Body,
    http::{Request, header},
    routing::get,
};
use domain::ids::PersonId;
use services::Database;
use tower::ServiceExt as _;

use super::*;

/// The cookie that a sign-in sets.
async fn cookie(behind_tls: bool) -> String {
    let database = Database::connect("sqlite::memory:").await.unwrap();
    database.migrate().await.unwrap();
    let context = Context::new(database);
    let person = PersonId(context.new_id());
    let of_handler = context.clone();
    let router = Router::new()
        .route(
            "/",
            get(move |session: Session| async move {
                sign_in(&session, &of_handler, person, "a browser")
                    .await
                    .unwrap();
            }),
        )
        .layer(layer(&context, behind_tls));
    let answer = router
        .oneshot(Request::get("/").body(Body::empty()).unwrap())
        .await
        .unwrap();
    answer.headers()[header::SET_COOKIE]
        .to_str()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn no_script_reads_the_cookie_and_no_other_site_sends_it() {
    let cookie = cookie(false).await;
    assert!(cookie.starts_with("session="), "{cookie}");
    for flag in ["; HttpOnly", "; SameSite=Lax", "; Path=/", "; Max-Age="] {
        assert!(cookie.contains(flag), "{cookie}");
    }
    assert!(
        !cookie.contains("Secure") && !cookie.contains("Domain"),
        "{cookie}"
    );
}

#[tokio::test]
async fn behind_tls_the_cookie_goes_over_tls_only() {
    assert!(cookie(true).await.contains("; Secure"));
}
