//! The site as a browser meets it, without a network.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use server::{Configuration, House, router};
use services::{Context, Database};
use tempfile::TempDir;
use tower::ServiceExt as _;

struct Site {
    router: Router,
    _folder: TempDir,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

async fn empty() -> (Context, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite://{}", folder.path().join("house.db").display());
    let database = Database::connect(&address).await.unwrap();
    database.migrate().await.unwrap();
    (Context::new(database), folder)
}

impl Site {
    async fn new() -> Self {
        Self::with(|_| {}).await
    }

    async fn with(change: impl FnOnce(&mut Configuration)) -> Self {
        let (context, folder) = empty().await;
        services::policy::adopt_preset_if_none(&context)
            .await
            .unwrap();
        Self::of(context, folder, change).await
    }

    /// The site of the demo community.
    async fn of_tidewater() -> Self {
        let (context, folder) = empty().await;
        services::demo::fill(&context).await.unwrap();
        Self::of(context, folder, |_| {}).await
    }

    async fn of(
        context: Context,
        folder: TempDir,
        change: impl FnOnce(&mut Configuration),
    ) -> Self {
        let mut configuration =
            Configuration::read(None, std::iter::empty(), Default::default()).unwrap();
        change(&mut configuration);
        Self {
            router: router(House::new(&configuration, context).await.unwrap()),
            _folder: folder,
        }
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let (head, body) = self
            .router
            .clone()
            .oneshot(request)
            .await
            .unwrap()
            .into_parts();
        Answer {
            status: head.status,
            headers: head.headers,
            body: to_bytes(body, usize::MAX).await.unwrap(),
        }
    }

    async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("GET", path, headers, "").await
    }

    async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.ask(request.body(Body::from(body.to_owned())).unwrap())
            .await
    }

    async fn choose_theme(&self, headers: &[(&str, &str)], form: &str) -> Answer {
        let mut all = vec![("content-type", "application/x-www-form-urlencoded")];
        all.extend_from_slice(headers);
        self.send("POST", "/theme", &all, form).await
    }
}

/// Pages without a part that varies.
const PAGES: [&str; 6] = [
    "/",
    "/groups",
    "/people",
    "/organizations",
    "/history",
    "/policy",
];

#[tokio::test]
async fn every_answer_has_the_headers_that_protect_its_reader() {
    let site = Site::new().await;
    let answers = [
        site.get("/policy", &[]).await,
        site.get("/nowhere", &[]).await,
        site.get("/assets/nothing.css", &[]).await,
        site.send("DELETE", "/policy", &[], "").await,
        site.get("/healthz", &[]).await,
    ];
    let statuses = answers.each_ref().map(|answer| answer.status.as_u16());
    assert_eq!(statuses, [200, 404, 404, 405, 200]);
    for answer in answers {
        assert!(
            answer
                .header("content-security-policy")
                .contains("default-src 'none'")
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert!(answer.header("permissions-policy").contains("camera=()"));
        assert_eq!(answer.header("strict-transport-security"), "");
    }
}

#[tokio::test]
async fn behind_tls_browsers_are_told_to_come_by_https() {
    let site = Site::with(|configuration| configuration.behind_tls = true).await;
    let answer = site.get("/policy", &[]).await;
    assert!(
        answer
            .header("strict-transport-security")
            .starts_with("max-age=")
    );
    let answer = site.choose_theme(&[], "theme=dark&return_to=/").await;
    assert!(answer.header("set-cookie").contains("; Secure"));
}

#[tokio::test]
async fn no_page_has_what_the_content_security_policy_forbids() {
    let site = Site::new().await;
    for path in PAGES.into_iter().chain(["/nowhere"]) {
        let answer = site.get(path, &[]).await;
        let policy = answer.header("content-security-policy");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        let page = answer.text();
        for script in page.split("<script").skip(1) {
            let (tag, rest) = script.split_once('>').unwrap();
            assert!(tag.contains(" src=\"/"), "{path}: <script{tag}>");
            assert!(rest.starts_with("</script>"), "{path}: an inline script");
        }
        for forbidden in [
            "<style",
            " style=\"",
            " onclick=",
            " onload=",
            "javascript:",
        ] {
            assert!(!page.contains(forbidden), "{path}: {forbidden}");
        }
    }
}

#[tokio::test]
async fn a_page_that_the_reader_has_is_not_sent_again() {
    let site = Site::new().await;
    let first = site.get("/policy", &[]).await;
    assert_eq!(first.header("cache-control"), "private, no-cache");
    let tag = first.header("etag");
    for encoding in ["br", "identity"] {
        let again = site
            .get(
                "/policy",
                &[("if-none-match", tag), ("accept-encoding", encoding)],
            )
            .await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        assert!(again.body.is_empty());
        assert_eq!(again.header("etag"), tag);
    }
    let other = site.get("/policy", &[("if-none-match", "W/\"0\"")]).await;
    assert_eq!(other.status, StatusCode::OK);
}

#[tokio::test]
async fn a_page_is_compressed_as_the_reader_takes_it() {
    let site = Site::new().await;
    let plain = site.get("/policy", &[]).await;
    assert_eq!(plain.header("content-encoding"), "");
    for encoding in ["br", "gzip"] {
        let answer = site.get("/policy", &[("accept-encoding", encoding)]).await;
        assert_eq!(answer.header("content-encoding"), encoding);
        assert_eq!(answer.header("vary"), "accept-encoding, cookie");
        assert!(answer.body.len() < plain.body.len() / 2);
    }
}

#[tokio::test]
async fn the_head_of_a_page_is_that_of_the_page() {
    let site = Site::new().await;
    let whole = site.get("/policy", &[]).await;
    let head = site.send("HEAD", "/policy", &[], "").await;
    assert_eq!(head.status, StatusCode::OK);
    assert!(head.body.is_empty());
    assert_eq!(head.header("etag"), whole.header("etag"));
    assert_eq!(head.header("content-length"), whole.body.len().to_string());
}

#[tokio::test]
async fn another_method_is_told_which_one_the_page_takes() {
    let site = Site::new().await;
    let answer = site.send("POST", "/policy", &[], "").await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(answer.header("allow").contains("GET"));
}

#[tokio::test]
async fn an_address_without_a_page_has_a_page_that_says_so() {
    let site = Site::new().await;
    let answer = site.get("/nowhere", &[]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text().contains("<h1>"));
    assert!(answer.text().contains("href=\"/groups\""));
}

#[tokio::test]
async fn versions_that_a_charter_never_had_are_not_found() {
    let site = Site::of_tidewater().await;
    for group in ["configuration", "routing"] {
        let path = format!("/groups/{group}/charter/diff");
        assert_eq!(site.get(&path, &[]).await.status, StatusCode::OK);
        let never = site.get(&format!("{path}?from=98&to=99"), &[]).await;
        assert_eq!(never.status, StatusCode::NOT_FOUND, "{group}");
    }
}

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
async fn without_a_page_cache_each_page_says_what_it_cost() {
    let site = Site::with(|configuration| configuration.page_cache_bytes = 0).await;
    let answer = site.get("/policy", &[]).await;
    assert!(
        answer
            .header("server-timing")
            .contains("queries;desc=\"1\"")
    );
    let site = Site::new().await;
    assert_eq!(site.get("/policy", &[]).await.header("server-timing"), "");
}
