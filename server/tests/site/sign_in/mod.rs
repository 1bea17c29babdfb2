//! Signing in with GitHub: the way there and back, whatever can go wrong on it, and whoever tries to misuse it.

mod attacks;
mod fake_github;
mod troubles;

use std::collections::BTreeMap;

use axum::http::StatusCode;
use domain::identity::NamedAdministrator;
use oauth2::url::Url;

use crate::support::{Answer, Site, github};
use fake_github::{CODE, FakeGitHub};

/// A browser that signs in with GitHub: it keeps its cookie.
struct Browser<'s> {
    site: &'s Site,
    cookie: String,
}

impl<'s> Browser<'s> {
    fn new(site: &'s Site) -> Self {
        Self {
            site,
            cookie: String::new(),
        }
    }

    async fn get(&mut self, path: &str) -> Answer {
        let headers = [("cookie", self.cookie.as_str())];
        let with_cookie = if self.cookie.is_empty() {
            &[][..]
        } else {
            &headers[..]
        };
        let answer = self.site.get(path, with_cookie).await;
        if !answer.cookie().is_empty() {
            self.cookie = answer.cookie();
        }
        answer
    }

    /// Leaves for GitHub and gives what GitHub is asked with.
    async fn leave(&mut self, path: &str) -> BTreeMap<String, String> {
        let answer = self.get(path).await;
        assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.text());
        let url = Url::parse(answer.header("location")).unwrap();
        url.query_pairs().into_owned().collect()
    }

    /// Leaves, agrees and comes back.
    async fn sign_in(&mut self, github: &FakeGitHub, path: &str) -> Answer {
        let asked = self.leave(path).await;
        github.agrees(&asked["code_challenge"]);
        self.come_back(&asked["state"]).await
    }

    async fn come_back(&mut self, state: &str) -> Answer {
        self.get(&format!(
            "/sign-in/github/callback?code={CODE}&state={state}"
        ))
        .await
    }

    /// Whose name the masthead has; nobody's for a visitor.
    async fn name(&mut self) -> Option<String> {
        let page = self.get("/policy").await;
        let (_, after) = page.text().split_once("account-menu-name\">")?;
        let name = after.split('<').next().unwrap();
        Some(name.to_owned())
    }
}

/// A site where one signs in with that GitHub.
async fn site_with(github_there: &FakeGitHub) -> Site {
    let address = github_there.address.clone();
    Site::with(move |configuration| configuration.sign_in = vec![github(&address)]).await
}

#[tokio::test]
async fn one_signs_in_with_github_and_is_back_where_one_was() {
    let github = FakeGitHub::of(583_231, "ada-x", Some("Ada Example")).await;
    let site = site_with(&github).await;
    let mut browser = Browser::new(&site);
    let asked = browser
        .leave("/sign-in/github?return_to=/groups%3Fview%3Dlist")
        .await;
    assert_eq!(asked["client_id"], "house");
    assert_eq!(asked["response_type"], "code");
    assert_eq!(asked["code_challenge_method"], "S256");
    assert_eq!(
        asked["redirect_uri"],
        "http://127.0.0.1:3000/sign-in/github/callback"
    );
    assert_eq!(asked.get("scope"), None, "what is public is enough");

    github.agrees(&asked["code_challenge"]);
    let back = browser.come_back(&asked["state"]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text());
    assert_eq!(back.header("location"), "/groups?view=list");
    assert_eq!(browser.name().await.as_deref(), Some("Ada Example"));
    let page = browser.get("/people/ada-x").await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_has_no_name_at_github_goes_by_the_login() {
    let github = FakeGitHub::of(1, "ada-x", None).await;
    let site = site_with(&github).await;
    let mut browser = Browser::new(&site);
    browser.sign_in(&github, "/sign-in/github").await;
    assert_eq!(browser.name().await.as_deref(), Some("ada-x"));
}

#[tokio::test]
async fn whoever_signs_in_again_is_the_same_person_under_any_login() {
    let github = FakeGitHub::of(1, "ada-x", Some("Ada")).await;
    let site = site_with(&github).await;
    Browser::new(&site)
        .sign_in(&github, "/sign-in/github")
        .await;
    github.becomes(1, "lovelace", Some("Ada"));
    Browser::new(&site)
        .sign_in(&github, "/sign-in/github")
        .await;
    assert_eq!(site.texts("SELECT handle FROM people").await, ["ada-x"]);
    assert_eq!(
        site.texts("SELECT key FROM accounts").await,
        ["github:lovelace"]
    );

    github.becomes(2, "ada-x", Some("Another"));
    let mut other = Browser::new(&site);
    other.sign_in(&github, "/sign-in/github").await;
    assert_eq!(
        other.name().await.as_deref(),
        Some("Another"),
        "a login that has become free again is someone else’s"
    );
}

#[tokio::test]
async fn whom_the_configuration_names_administers_after_signing_in() {
    let github_there = FakeGitHub::of(1, "ada-x", Some("Ada")).await;
    let address = github_there.address.clone();
    let site = Site::with(move |configuration| {
        configuration.sign_in = vec![github(&address)];
        configuration.administrators = vec![NamedAdministrator {
            provider: "github".to_owned(),
            who: "Ada-X".to_owned(),
        }];
    })
    .await;
    let standings = "SELECT standing FROM standings";
    Browser::new(&site)
        .sign_in(&github_there, "/sign-in/github")
        .await;
    assert_eq!(site.texts(standings).await, ["administrator"]);
    Browser::new(&site)
        .sign_in(&github_there, "/sign-in/github")
        .await;
    assert_eq!(site.texts(standings).await, ["administrator"]);
}

#[tokio::test]
async fn a_second_account_is_linked_and_unlinked_but_never_the_last() {
    let github = FakeGitHub::of(1, "ada-x", Some("Ada")).await;
    let site = site_with(&github).await;
    let mut browser = Browser::new(&site);
    browser.sign_in(&github, "/sign-in/github").await;
    let page = browser.get("/account/sign-in").await;
    let (_, key) = page.text().split_once("/sign-in/github?link=").unwrap();
    let key = key.split('"').next().unwrap().to_owned();
    assert!(page.text().contains("The only way in"));

    github.becomes(2, "ada-at-work", Some("Ada"));
    let back = browser
        .sign_in(&github, &format!("/sign-in/github?link={key}"))
        .await;
    assert_eq!(back.header("location"), "/account/sign-in?done=linked");
    assert_eq!(site.texts("SELECT handle FROM people").await, ["ada-x"]);
    let mut other = Browser::new(&site);
    other.sign_in(&github, "/sign-in/github").await;
    assert_eq!(other.name().await.as_deref(), Some("Ada"));

    let unlink = async |subject: &str| {
        let form = format!("provider=github&subject={subject}");
        let cookie = [("cookie", browser.cookie.as_str())];
        site.post("/account/sign-in/unlink", &cookie, &form).await
    };
    let done = unlink("1").await;
    assert_eq!(done.header("location"), "/account/sign-in?done=unlinked");
    let refused = unlink("2").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Link another first"));
    assert_eq!(site.texts("SELECT subject FROM identities").await, ["2"]);
    assert_eq!(
        site.texts("SELECT what FROM audit ORDER BY done_at, id")
            .await,
        [
            "identity_linked",
            "signed_in",
            "identity_linked",
            "signed_in",
            "identity_unlinked"
        ]
    );
}

#[tokio::test]
async fn an_account_of_somebody_else_cannot_be_linked() {
    let github = FakeGitHub::of(2, "ben", Some("Ben")).await;
    let site = site_with(&github).await;
    Browser::new(&site)
        .sign_in(&github, "/sign-in/github")
        .await;
    github.becomes(1, "ada-x", Some("Ada"));
    let mut browser = Browser::new(&site);
    browser.sign_in(&github, "/sign-in/github").await;
    let page = browser.get("/account/sign-in").await;
    let (_, key) = page.text().split_once("/sign-in/github?link=").unwrap();
    let key = key.split('"').next().unwrap().to_owned();
    github.becomes(2, "ben", Some("Ben"));
    let refused = browser
        .sign_in(&github, &format!("/sign-in/github?link={key}"))
        .await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(
        refused
            .text()
            .contains("Somebody else signs in with this GitHub account")
    );
}
