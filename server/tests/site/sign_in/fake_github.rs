//! GitHub as far as a sign-in needs it: answers in the shapes that its API was recorded with.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use axum::{
    Form, Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use oauth2::{PkceCodeChallenge, PkceCodeVerifier};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// The code that it hands out for a consent.
pub const CODE: &str = "c0de-of-a-consent";

/// How it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// As it should.
    Fine,
    /// It takes no client for what it says it is.
    DoesNotKnowTheClient,
    /// With a page where an answer should be.
    Nonsense,
    /// With more than anyone would read.
    Endless,
    /// From elsewhere.
    LeadsElsewhere,
    /// Its API does not work.
    Broken,
}

struct Inner {
    mood: Mood,
    user: Value,
    challenge: String,
    is_code_used: bool,
}

/// A GitHub of the test's own, on this machine.
#[derive(Clone)]
pub struct FakeGitHub {
    /// Where it is.
    pub address: String,
    inner: Arc<Mutex<Inner>>,
}

impl FakeGitHub {
    /// One that says the account is `login`'s.
    pub async fn of(id: u64, login: &str, name: Option<&str>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let github = Self {
            address: format!("http://{}", listener.local_addr().unwrap()),
            inner: Arc::new(Mutex::new(Inner {
                mood: Mood::Fine,
                user: user(id, login, name),
                challenge: String::new(),
                is_code_used: false,
            })),
        };
        let router = Router::new()
            .route("/login/oauth/access_token", post(access_token))
            .route("/api/v3/user", get(who))
            .with_state(github.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        github
    }

    /// From now on the account is another's.
    pub fn becomes(&self, id: u64, login: &str, name: Option<&str>) {
        self.inner.lock().unwrap().user = user(id, login, name);
    }

    pub fn is(&self, mood: Mood) {
        self.inner.lock().unwrap().mood = mood;
    }

    /// Someone agrees on the page at which the house sent them; `challenge` is that of its address.
    pub fn agrees(&self, challenge: &str) {
        let mut inner = self.inner.lock().unwrap();
        inner.challenge = challenge.to_owned();
        inner.is_code_used = false;
    }
}

/// `GET /user` as it was recorded, with what a sign-in does not look at.
fn user(id: u64, login: &str, name: Option<&str>) -> Value {
    json!({
        "login": login,
        "id": id,
        "node_id": "MDQ6VXNlcjE=",
        "avatar_url": "https://avatars.example/u/1?v=4",
        "gravatar_id": "",
        "html_url": format!("https://github.example/{login}"),
        "type": "User",
        "user_view_type": "public",
        "site_admin": false,
        "name": name,
        "company": null,
        "blog": "",
        "location": null,
        "email": null,
        "hireable": null,
        "bio": null,
        "public_repos": 2,
        "followers": 0,
        "created_at": "2008-01-14T04:33:35Z",
        "updated_at": "2026-11-14T04:33:35Z",
    })
}

/// GitHub answers with status 200 also when it gives no token.
fn no_token(error: &str, description: &str) -> Response {
    axum::Json(json!({
        "error": error,
        "error_description": description,
        "error_uri": "https://docs.github.example/troubleshooting",
    }))
    .into_response()
}

async fn access_token(
    State(github): State<FakeGitHub>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Response {
    let mut inner = github.inner.lock().unwrap();
    match inner.mood {
        Mood::Fine | Mood::Broken => {}
        Mood::DoesNotKnowTheClient => {
            return no_token(
                "incorrect_client_credentials",
                "The client_id and/or client_secret passed are incorrect.",
            );
        }
        Mood::Nonsense => return Html("<h1>Unicorn!</h1>").into_response(),
        Mood::Endless => return "x".repeat(4 * 1024 * 1024).into_response(),
        Mood::LeadsElsewhere => return Redirect::temporary("/api/v3/user").into_response(),
    }
    assert_eq!(form["client_id"], "house");
    assert_eq!(form["client_secret"], "s3cret");
    let verifier = PkceCodeVerifier::new(form["code_verifier"].clone());
    let proven = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
    if form["code"] != CODE || inner.is_code_used || proven.as_str() != inner.challenge {
        return no_token(
            "bad_verification_code",
            "The code passed is incorrect or expired.",
        );
    }
    inner.is_code_used = true;
    axum::Json(json!({ "access_token": "gho_16C7e42F292c6912E7710c838347Ae178B4a", "token_type": "bearer", "scope": "" }))
        .into_response()
}

async fn who(State(github): State<FakeGitHub>, headers: HeaderMap) -> Response {
    let inner = github.inner.lock().unwrap();
    let token = headers
        .get(header::AUTHORIZATION)
        .map_or("", |value| value.to_str().unwrap());
    if inner.mood == Mood::Broken {
        return (StatusCode::BAD_GATEWAY, "We had issues.").into_response();
    }
    assert!(
        headers.contains_key(header::USER_AGENT),
        "GitHub refuses who does not say what they are"
    );
    if token != "Bearer gho_16C7e42F292c6912E7710c838347Ae178B4a" {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    axum::Json(inner.user.clone()).into_response()
}
