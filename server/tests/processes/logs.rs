//! What is never in the log, however much is logged.

use std::fs::{self, File};

use crate::support::{Kind, Place};

/// Secrets of requests that fail and that are answered.
const SECRETS: [&str; 6] = [
    "chh_t0ken-of-someone",
    "c0de-of-a-provider",
    "st4te-of-a-sign-in",
    "n4me-that-was-searched-for",
    "f0rm-field",
    "p4ssword",
];

#[test]
fn no_secret_is_in_the_log() {
    let [token, code, state, name, field, password] = SECRETS;
    let place = Place::fresh(Kind::PostgreSql);
    let log = place.path("server.log");
    let database = place.address().replacen('@', &format!(":{password}@"), 1);
    assert!(database.contains(password), "{database}");
    let server = place.serve_with(&["--demo", "--migrate", "--log", "trace"], |command| {
        command
            .env("CHARTERHOUSE_DATABASE", &database)
            .stderr(File::create(&log).unwrap());
    });

    let cookie = server.sign_in("amara-osei");
    let bearer = format!("Bearer {token}");
    let cookies = [("cookie", cookie.as_str())];
    server.ask("GET", "/policy", &cookies, "");
    server.ask("GET", "/policy", &[("authorization", &bearer)], "");
    server.ask(
        "GET",
        &format!("/sign-in/github/callback?code={code}&state={state}"),
        &cookies,
        "",
    );
    server.ask(
        "GET",
        &format!("/policy?code={code}&state={state}"),
        &[],
        "",
    );
    server.ask("GET", &format!("/people?name={name}"), &[], "");
    server.ask("POST", "/sign-in/demo", &[], &format!("person={field}"));
    server.ask(
        "POST",
        "/theme",
        &[("sec-fetch-site", "cross-site")],
        &format!("theme={field}"),
    );
    server.ask("POST", "/sign-out", &cookies, "");
    assert!(server.stop(), "it did not end in order");

    let log = fs::read_to_string(log).unwrap();
    assert!(
        log.contains("/sign-in/demo"),
        "requests are in the log at this level"
    );
    let (_, session) = cookie.split_once('=').unwrap();
    for secret in SECRETS.into_iter().chain([session]) {
        let line = log.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
}
