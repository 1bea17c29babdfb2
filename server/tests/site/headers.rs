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
