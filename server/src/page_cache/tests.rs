#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::sync::atomic::AtomicUsize;

use axum::{
    body::{Bytes, to_bytes},
    http::StatusCode,
};

use super::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn page(status: StatusCode, size: usize) -> Arc<Page> {
    Arc::new(Page::new(
        status,
        HeaderMap::new(),
        Bytes::from(vec![b'x'; size]),
    ))
}

/// Asks for a page and says whether it was rendered for that.
async fn is_rendered(cache: &PageCache, address: &str, theme: Theme, on: &str) -> bool {
    let mut rendered = false;
    cache
        .page(address, theme, day(on), async {
            rendered = true;
            page(StatusCode::OK, 100)
        })
        .await;
    rendered
}

#[tokio::test]
async fn a_page_is_rendered_once_for_each_state_of_all_that_it_depends_on() {
    let cache = PageCache::new(1 << 20, 7);
    let (system, dark, monday) = (Theme::System, Theme::Dark, "2026-11-23");
    assert!(is_rendered(&cache, "/groups", system, monday).await);
    assert!(!is_rendered(&cache, "/groups", system, monday).await);
    assert!(is_rendered(&cache, "/groups?on=2019-01-01", system, monday).await);
    assert!(is_rendered(&cache, "/groups", dark, monday).await);
    assert!(is_rendered(&cache, "/groups", system, "2026-11-24").await);
    cache.newest_event_is(7);
    assert!(!is_rendered(&cache, "/groups", system, monday).await);
    cache.newest_event_is(8);
    assert!(is_rendered(&cache, "/groups", system, monday).await);
}

#[tokio::test]
async fn many_readers_of_one_page_cause_one_rendering() {
    let cache = Arc::new(PageCache::new(1 << 20, 0));
    let rendered = Arc::new(AtomicUsize::new(0));
    let readers: Vec<_> = (0..50)
        .map(|_| {
            let (cache, rendered) = (Arc::clone(&cache), Arc::clone(&rendered));
            tokio::spawn(async move {
                cache
                    .page("/groups", Theme::System, day("2026-11-23"), async {
                        rendered.fetch_add(1, Ordering::SeqCst);
                        tokio::task::yield_now().await;
                        page(StatusCode::OK, 100)
                    })
                    .await;
            })
        })
        .collect();
    for reader in readers {
        reader.await.unwrap();
    }
    assert_eq!(rendered.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_failure_is_never_kept() {
    let cache = PageCache::new(1 << 20, 0);
    let today = day("2026-11-23");
    let failed = cache
        .page("/groups", Theme::System, today, async {
            page(StatusCode::INTERNAL_SERVER_ERROR, 100)
        })
        .await;
    let answer = failed.answer(&HeaderMap::new()).await;
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert!(is_rendered(&cache, "/groups", Theme::System, "2026-11-23").await);
}

#[tokio::test]
async fn addresses_without_a_page_do_not_drive_out_what_is_read_nor_fill_the_memory() {
    let limit = 1 << 20;
    let cache = PageCache::new(limit, 0);
    let today = day("2026-11-23");
    for _ in 0..3 {
        is_rendered(&cache, "/groups", Theme::System, "2026-11-23").await;
    }
    for number in 0..5_000 {
        let address = format!("/groups/none-{number}");
        cache
            .page(&address, Theme::System, today, async {
                page(StatusCode::NOT_FOUND, 4_000)
            })
            .await;
        assert!(cache.bytes() <= limit);
    }
    assert!(!is_rendered(&cache, "/groups", Theme::System, "2026-11-23").await);
}

#[tokio::test]
async fn a_body_is_compressed_as_the_reader_takes_it() {
    let page = page(StatusCode::OK, 10_000);
    let answer = |encodings: &'static str| {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(encodings));
        let page = Arc::clone(&page);
        async move {
            let answer = page.answer(&headers).await;
            let encoding = answer.headers().get(header::CONTENT_ENCODING).cloned();
            let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
            (encoding, body)
        }
    };
    let whole = vec![b'x'; 10_000];

    let (encoding, body) = answer("br, gzip").await;
    assert_eq!(encoding.unwrap(), "br");
    let mut plain = Vec::new();
    std::io::copy(&mut brotli::Decompressor::new(&body[..], 4_096), &mut plain).unwrap();
    assert_eq!(plain, whole);

    let (encoding, body) = answer("gzip").await;
    assert_eq!(encoding.unwrap(), "gzip");
    let mut plain = Vec::new();
    std::io::copy(&mut flate2::read::GzDecoder::new(&body[..]), &mut plain).unwrap();
    assert_eq!(plain, whole);

    let (encoding, body) = answer("identity").await;
    assert_eq!(encoding, None);
    assert_eq!(body, whole);
}

#[test]
fn a_tag_is_found_among_those_that_the_reader_has() {
    let tag = HeaderValue::from_static("W/\"abc\"");
    let offers = |value: &'static str| {
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_NONE_MATCH, HeaderValue::from_static(value));
        has(&headers, &tag)
    };
    assert!(offers("\"x\", W/\"abc\""));
    assert!(offers("\"abc\""));
    assert!(offers("*"));
    assert!(!offers("\"abcd\""));
    assert!(!has(&HeaderMap::new(), &tag));
}
