//! Pages over HTTP: kept, compressed, or not there.

use axum::http::StatusCode;

use super::support::Site;

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
async fn without_a_page_cache_each_page_says_what_it_cost() {
    let site = Site::with(|configuration| configuration.page_cache_bytes = 0).await;
    let answer = site.get("/policy", &[]).await;
    assert!(
        answer
            .header("server-timing")
            .contains("queries;desc=\"1\"")
    );
    // Its own cost, whoever else asks at the same time.
    let (list, policy) = tokio::join!(site.get("/groups", &[]), site.get("/policy", &[]));
    for answer in [list, policy] {
        assert!(
            answer
                .header("server-timing")
                .contains("queries;desc=\"1\"")
        );
    }
    let site = Site::new().await;
    assert_eq!(site.get("/policy", &[]).await.header("server-timing"), "");
}

#[tokio::test]
async fn a_page_that_is_kept_is_answered_as_it_was_at_first() {
    let site = Site::new().await;
    for cookies in [
        "",
        "theme=dark",
        "session=none",
        "other=session; theme=light",
    ] {
        let headers = [("cookie", cookies), ("accept-encoding", "br")];
        let mut first = site.get("/policy?kept", &headers).await;
        let mut again = site.get("/policy?kept", &headers).await;
        // On its way out, every answer gets it; here only what came through all layers has it.
        for answer in [&mut first, &mut again] {
            answer.headers.remove("content-length");
        }
        assert_eq!(again.status, StatusCode::OK);
        assert_eq!(again.headers, first.headers, "{cookies}");
        assert_eq!(again.body, first.body, "{cookies}");
    }
    let [system, dark] = ["", "theme=dark"].map(|cookies| [("cookie", cookies)]);
    let system = site.get("/policy?kept", &system).await;
    assert_ne!(system.body, site.get("/policy?kept", &dark).await.body);
}
