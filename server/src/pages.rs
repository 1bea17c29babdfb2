//! Pages: rendered by `app`, kept by the page cache.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use app::{RequestPath, command::Filled, ui::Theme};
use axum::{
    Extension,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, Uri, header},
    response::Response,
};
use domain::{actor::Actor, permission::Denied};
use futures_util::{Stream, StreamExt, stream};
use leptos::prelude::*;
use services::Context;
use tracing::{Instrument, Span};

use crate::{notice, page_cache::Page, routes::House, theme};

/// What is asked for, and by whom.
pub struct Asked {
    /// The page's path with its query.
    pub address: String,
    /// In which colours.
    pub theme: Theme,
    /// By whom.
    pub actor: Actor,
    /// The form that comes back on it.
    pub filled: Option<Filled>,
    /// Why what was asked for is not done; the page says so instead.
    pub denied: Option<Denied>,
}

/// Any page: what is at its address, or that nothing is. What signed-out readers see is kept; others see their own.
pub async fn serve(
    State(house): State<House>,
    Extension(actor): Extension<Actor>,
    request: Request,
) -> Response {
    let asked = Asked {
        address: request
            .uri()
            .path_and_query()
            .map_or("/", |address| address.as_str())
            .to_owned(),
        theme: theme::chosen(request.headers()),
        actor,
        filled: None,
        denied: None,
    };
    let page = match (&asked.actor, house.page_cache()) {
        (Actor::Visitor, Some(cache)) => {
            let today = house.context().today();
            let (address, theme) = (asked.address.clone(), asked.theme);
            let render = async {
                let reading = reading(&house, &asked);
                render(house.clone(), reading, asked).await
            };
            cache.page(&address, theme, today, render).await
        }
        (Actor::Visitor, None) => measured(&house, asked).await,
        (Actor::Person(_) | Actor::Operator, _) => Arc::new(fresh(&house, asked).await),
    };
    page.answer(request.headers()).await
}

/// Renders a page for one reader. It is theirs: nothing between here and their eyes may keep it.
pub async fn fresh(house: &House, asked: Asked) -> Page {
    let reading = reading(house, &asked);
    let page = render(house.clone(), reading, asked).await;
    page.with_header(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    )
    .for_once()
}

/// Renders a page and says in `Server-Timing` what that took: for who measures, with the page cache off.
async fn measured(house: &House, asked: Asked) -> Arc<Page> {
    let (begun, reading) = (Instant::now(), reading(house, &asked));
    let page = render(house.clone(), reading.clone(), asked).await;
    let queries = reading.database.queries_here();
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

/// What a page is read through.
fn reading(house: &House, asked: &Asked) -> Context {
    house.context().acting(asked.actor.clone()).reading()
}

async fn render(house: House, reading: Context, asked: Asked) -> Arc<Page> {
    let number = next_number();
    // Not the query, which may hold what nobody is to read in a log.
    let path = asked.address.split('?').next().unwrap_or_default();
    let span = tracing::error_span!("page", number, path);
    Arc::new(in_its_own_task(number, span, rendered(house, reading, asked)).await)
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

/// The page as `app` renders it, `None` when its address is none. It is told of the request no more than what was asked
/// and by whom, since a visitor's page is for every reader who asks for the same.
async fn rendered(house: House, context: Context, asked: Asked) -> Option<Page> {
    let uri: Uri = asked.address.parse().ok()?;
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = uri;
    let database = context.database.clone();
    let provide = move || {
        provide_context(context.clone());
        provide_context(house.site().clone());
        provide_context(asked.theme);
        provide_context(RequestPath(asked.address.clone()));
        if let Some(filled) = asked.filled.clone() {
            provide_context(filled);
        }
        if let Some(denied) = asked.denied {
            provide_context(denied);
        }
    };
    let answer = leptos_axum::handle_response_inner(provide, app::shell, request, whole).await;
    let (head, body) = answer.into_parts();
    let body = to_bytes(body, usize::MAX).await;
    database.end_reading().await;
    let body = match body {
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
