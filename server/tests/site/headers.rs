//! The headers with which every answer protects its reader.

use super::support::Site;

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
    let site = Site::of_tidewater_with(|configuration| configuration.searches_a_minute = 1).await;
    let cookie = site.sign_in("amara-osei").await;
    let asset = site.asset().await;
    for _ in 0..4 {
        site.get("/people?name=am", &[]).await;
    }
    let long = format!("/{}", "x".repeat(3_000));
    let answers = [
        (200, site.get("/policy", &[]).await),
        (200, site.get("/policy", &[("cookie", &cookie)]).await),
        (200, site.get("/healthz", &[]).await),
        (200, site.get(&asset, &[]).await),
        (303, site.choose_theme(&[], "theme=dark&return_to=/").await),
        (304, site.get(&asset, &[("if-none-match", "*")]).await),
        (400, site.choose_theme(&[], "theme=plaid&return_to=/").await),
        (
            401,
            site.get("/policy", &[("authorization", "Bearer none")])
                .await,
        ),
        (
            403,
            site.choose_theme(&[("sec-fetch-site", "cross-site")], "")
                .await,
        ),
        (404, site.get("/nowhere", &[]).await),
        (404, site.get("/assets/nothing.css", &[]).await),
        (405, site.send("DELETE", "/policy", &[], "").await),
        (413, site.choose_theme(&[], &"x".repeat(100_000)).await),
        (414, site.get(&long, &[]).await),
        (422, site.post("/sign-in/demo", &[], "person=nobody").await),
        (429, site.get("/people?name=am", &[]).await),
        (500, site.broken_page().await),
    ];
    for (status, answer) in answers {
        assert_eq!(answer.status, status);
        assert!(
            answer
                .header("content-security-policy")
                .contains("default-src 'none'"),
            "{status}"
        );
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("strict-transport-security", ""),
        ] {
            assert_eq!(answer.header(name), value, "{name} of {status}");
        }
        assert!(answer.header("permissions-policy").contains("camera=()"));
        assert_ne!(answer.header("cache-control"), "", "{status}");
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
