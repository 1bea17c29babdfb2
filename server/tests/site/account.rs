//! One's own account as a browser and a script meet it: nobody reaches into another's, whatever they send.

use axum::http::StatusCode;

use crate::support::Site;

const ADA: &str = "vashti-ramoutally";
const OTHER: &str = "jonas-lindqvist";

const PROFILE: &str = "version=0&name_before=Vashti+Ramoutally&name=Vashti+Ramoutally";

/// What is shown once after a token was made.
fn token_in(page: &str) -> String {
    let rest = &page[page.find("chh_").unwrap()..];
    rest.chars()
        .take_while(|character| character.is_ascii_alphanumeric() || *character == '_')
        .collect()
}

/// Makes a token with these scopes and gives it.
async fn token(site: &Site, cookie: &str, scopes: &str) -> String {
    let form = format!("name=script&days=7&{scopes}");
    let made = site
        .post("/account/tokens", &[("cookie", cookie)], &form)
        .await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    token_in(made.text())
}

#[tokio::test]
async fn fields_that_no_form_has_change_nothing() {
    let site = Site::of_tidewater().await;
    let cookie = site.sign_in(ADA).await;
    let person = site
        .texts(&format!(
            "SELECT hex(id) FROM people WHERE handle = '{OTHER}'"
        ))
        .await
        .remove(0);
    let state = "SELECT group_concat(handle || name, ';') FROM people \
                 UNION ALL SELECT count(*) || '' FROM standings \
                 UNION ALL SELECT count(*) || '' FROM identities \
                 UNION ALL SELECT count(*) || '' FROM seats";
    let before = site.texts(state).await;
    let form = format!(
        "{PROFILE}&pronouns=she&person={person}&person_id={person}&handle=root&standing=administrator\
         &administrator=yes&is_admin=true&account=github:root&merged_into={person}"
    );
    let saved = site
        .post("/account/profile", &[("cookie", &cookie)], &form)
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    assert_eq!(site.texts(state).await, before);
    let profiles = "SELECT p.handle FROM profiles JOIN people p ON p.id = person_id";
    assert_eq!(site.texts(profiles).await, [ADA]);
}

#[tokio::test]
async fn someone_elses_session_and_token_cannot_be_ended() {
    let site = Site::of_tidewater().await;
    let (mine, theirs) = (site.sign_in(ADA).await, site.sign_in(OTHER).await);
    let their_token = token(&site, &theirs, "scope=read").await;
    let of_other = |table: &str, column: &str| {
        format!(
            "SELECT {column} FROM {table} JOIN people p ON p.id = person_id WHERE p.handle = '{OTHER}'"
        )
    };
    let key = site.texts(&of_other("sessions", "key")).await.remove(0);
    let bytes = site
        .texts(&of_other("tokens", "hex(tokens.id)"))
        .await
        .remove(0);
    let ended = site
        .post(
            "/account/sessions/end",
            &[("cookie", &mine)],
            &format!("session={key}"),
        )
        .await;
    assert_eq!(ended.header("location"), "/account/sessions?done=none");
    let revoked = site
        .post(
            "/account/tokens/revoke",
            &[("cookie", &mine)],
            &format!("token={bytes}"),
        )
        .await;
    assert_eq!(revoked.header("location"), "/account/tokens?done=none");
    let still = site.get("/account", &[("cookie", &theirs)]).await;
    assert_eq!(still.status, StatusCode::OK);
    let bearer = format!("Bearer {their_token}");
    assert_eq!(
        site.get("/groups", &[("authorization", &bearer)])
            .await
            .status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_token_works_without_cookies_and_only_for_its_scopes() {
    let site = Site::of_tidewater().await;
    let cookie = site.sign_in("wanjiru-ngothombeki").await;
    let bearer = |token: &str| format!("Bearer {token}");
    let read = bearer(&token(&site, &cookie, "scope=read").await);
    let admin = bearer(&token(&site, &cookie, "scope=admin&scope=group").await);
    for (token, status) in [(&read, StatusCode::FORBIDDEN), (&admin, StatusCode::OK)] {
        let groups = site.get("/groups", &[("authorization", token)]).await;
        assert_eq!(groups.status, StatusCode::OK);
        assert!(
            groups.text().contains("Wanjiru Ngothombeki"),
            "the page is hers"
        );
        assert_eq!(groups.header("set-cookie"), "");
        let administration = site.get("/admin", &[("authorization", token)]).await;
        assert_eq!(administration.status, status);
        let account = site.get("/account", &[("authorization", token)]).await;
        assert_eq!(
            account.status,
            StatusCode::FORBIDDEN,
            "no token keeps an account"
        );
        let another = site
            .post(
                "/account/tokens",
                &[("authorization", token)],
                "name=x&days=7&scope=read",
            )
            .await;
        assert_eq!(
            another.status,
            StatusCode::FORBIDDEN,
            "no token makes tokens"
        );
    }
    let id = site
        .texts("SELECT lower(hex(id)) FROM tokens ORDER BY created_at")
        .await
        .remove(0);
    let revoked = site
        .post(
            "/account/tokens/revoke",
            &[("cookie", &cookie)],
            &format!("token={id}"),
        )
        .await;
    assert_eq!(revoked.header("location"), "/account/tokens?done=revoked");
    let unknown = bearer(&format!("chh_{}", "0".repeat(64)));
    for token in [&read, &unknown, &bearer("")] {
        let refused = site.get("/groups", &[("authorization", token)]).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
        assert!(refused.header("www-authenticate").contains("invalid_token"));
    }
    site.execute("UPDATE tokens SET expires_at = 1").await;
    let expired = site.get("/groups", &[("authorization", &admin)]).await;
    assert_eq!(expired.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_profile_that_came_too_late_shows_both_and_loses_nothing() {
    let site = Site::of_tidewater().await;
    let cookie = site.sign_in(ADA).await;
    let send = async |form: String| {
        site.post("/account/profile", &[("cookie", cookie.as_str())], &form)
            .await
    };
    assert_eq!(
        send(format!("{PROFILE}&pronouns=she%2Fher")).await.status,
        StatusCode::SEE_OTHER
    );
    let late = send(format!("{PROFILE}&pronouns=they%2Fthem")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    for either in ["<td>she/her", "<td>they/them"] {
        assert!(late.text().contains(either), "{}", late.text());
    }
    assert!(
        late.text().contains("value=\"they/them\""),
        "what was typed stays"
    );
    let bad = send(format!(
        "{}&time_zone=Nowhere",
        PROFILE.replace("version=0", "version=1")
    ))
    .await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bad.text().contains("value=\"Nowhere\"") && bad.text().contains("is no time zone"));
}

#[tokio::test]
async fn what_is_held_on_someone_is_for_them_alone() {
    let site = Site::of_tidewater().await;
    let visitor = site.get("/account/data.json", &[]).await;
    assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
    let cookie = site.sign_in(ADA).await;
    let data = site.get("/account/data.json", &[("cookie", &cookie)]).await;
    assert_eq!(data.status, StatusCode::OK);
    assert!(data.header("content-disposition").starts_with("attachment"));
    assert!(data.header("cache-control").contains("no-store"));
    let held: serde_json::Value = serde_json::from_str(data.text()).unwrap();
    assert_eq!(held["person"]["handle"], ADA);
    assert_eq!(held["sessions"].as_array().unwrap().len(), 1);
    let key = site.texts("SELECT key FROM sessions").await.remove(0);
    assert!(!data.text().contains(&key));
}

#[tokio::test]
async fn who_leaves_is_signed_out_at_once_and_everywhere() {
    let site = Site::of_tidewater().await;
    let (here, there) = (site.sign_in(ADA).await, site.sign_in(ADA).await);
    let wrong = site
        .post("/account/leave", &[("cookie", &here)], "handle=someone")
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("value=\"someone\""));
    let left = site
        .post(
            "/account/leave",
            &[("cookie", &here)],
            &format!("handle={ADA}"),
        )
        .await;
    assert_eq!(left.header("location"), "/account/left");
    for cookie in [&here, &there] {
        let account = site.get("/account", &[("cookie", cookie)]).await;
        assert_eq!(account.status, StatusCode::UNAUTHORIZED);
    }
    let record = site.get(&format!("/people/{ADA}"), &[]).await;
    assert!(record.text().contains("Vashti Ramoutally"));
    assert!(!site.sign_in(ADA).await.is_empty(), "they may come back");
}
