//! Pages: rendered by `app`, kept by the page cache.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use app::{RequestPath, ui::Theme};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, Uri},
    response::Response,
};
use futures_util::{Stream, StreamExt, stream};
use leptos::prelude::*;
use tracing::{Instrument, Span};

use crate::{notice, page_cache::Page, routes::House, theme};

/// Any page: what is at its address, or that nothing is.
pub async fn serve(State(house): State<House>, request: Request) -> Response {
    let address = request
        .uri()
        .path_and_query()
        .map_or("/", |address| address.as_str());
    let theme = theme::chosen(request.headers());
    let page = match house.page_cache() {
        Some(cache) => {
            let today = house.context().today();
            let render = render(house.clone(), address.to_owned(), theme);
            cache.page(address, theme, today, render).await
        }
        None => measured(&house, address, theme).await,
    };
    page.answer(request.headers()).await
}

/// Renders a page and says in `Server-Timing` what that took: for who measures, with the page cache off.
async fn measured(house: &House, address: &str, theme: Theme) -> Arc<Page> {
    let (begun, queries) = (Instant::now(), house.context().database.queries());
    let page = render(house.clone(), address.to_owned(), theme).await;
    let queries = house.context().database.queries().saturating_sub(queries);
    let timing = format!(
        "render;dur={:.2}, queries;desc=\"{queries}\"",
        begun.elapsed().as_secs_f64() * 1_000.0
    );
    match HeaderValue::try_from(timing) {
        Ok(timing) => {
            let name = HeaderName::from_static("server-timing");
            Arc::new(page.with_header(name, timing).for_once())
        }
        Err(_) => page,
    }
}

async fn render(house: House, address: String, theme: Theme) -> Arc<Page> {
    let number = next_number();
    let span = tracing::error_span!("page", number, address);
    Arc::new(in_its_own_task(number, span, rendered(house, address, theme)).await)
}

/// Renders a page in a task of its own: a reader who goes away does not stop it for others who wait for it, nor leave
/// the database in the middle of a query; and a panic in it is one page's.
async fn in_its_own_task(
    number: u64,
    span: Span,
    rendering: impl Future<Output = Option<Page>> + Send + 'static,
) -> Page {
    match tokio::spawn(rendering.instrument(span.clone())).await {
        Ok(Some(page)) => page,
        Ok(None) => failed(number).await,
        Err(error) => {
            span.in_scope(|| tracing::error!(%error, "a page panicked"));
            failed(number).await
        }
    }
}

/// The page as `app` renders it, `None` when its address is none. It is told of the request no more than the address
/// and the theme, since the page is for every reader who asks for these.
async fn rendered(house: House, address: String, theme: Theme) -> Option<Page> {
    let uri: Uri = address.parse().ok()?;
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = uri;
    let provide = move || {
        provide_context(house.context().clone());
        provide_context(house.site().clone());
        provide_context(theme);
        provide_context(RequestPath(address.clone()));
    };
    let answer = leptos_axum::handle_response_inner(provide, app::shell, request, whole).await;
    let (head, body) = answer.into_parts();
    let body = match to_bytes(body, usize::MAX).await {
        Ok(body) => body,
        Err(error) => {
            tracing::error!(%error, "a page broke off");
            return None;
        }
    };
    Some(Page::new(head.status, head.headers, body))
}

type Chunks = Pin<Box<dyn Stream<Item = String> + Send>>;

/// The whole document at once. The scripts with data for the browser, which come after it, are left out: no page has
/// any, and inline scripts are against the content security policy.
fn whole<V: IntoView + 'static>(
    document: V,
    _scripts: Box<dyn FnOnce() -> Chunks + Send>,
    _out_of_order: bool,
) -> Pin<Box<dyn Future<Output = Chunks> + Send>> {
    let html = document.to_html_stream_in_order();
    Box::pin(async move {
        let html: String = html.collect().await;
        Box::pin(stream::once(async move { html })) as Chunks
    })
}

/// The page of a failure that is ours, with the number under which it is in the log.
async fn failed(number: u64) -> Page {
    let (head, body) = notice::page(
        StatusCode::INTERNAL_SERVER_ERROR,
        "Something went wrong here",
        &format!(
            "It is our fault, and it is in the log as number {number}. Try again in a moment."
        ),
    )
    .into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    Page::new(head.status, head.headers, body)
}

/// A number for each rendering of this process, for finding it in the log.
fn next_number() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::*;

    #[tokio::test]
    async fn a_panic_in_a_page_is_a_page_of_its_own() {
        let page = in_its_own_task(7, Span::none(), async { panic!("a rule was broken") }).await;
        let answer = page.answer(&HeaderMap::new()).await;
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let body = to_bytes(answer.into_body(), usize::MAX)
            .await
            .unwrap_or_default();
        let text = String::from_utf8_lossy(&body);
        assert!(text.contains("in the log as number 7"), "{text}");
        assert!(!text.contains("a rule was broken"), "{text}");
    }
}
