//! Pages that say that something could not be done, made without the site's pages: they hold when those fail.

use std::sync::OnceLock;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

/// Where the stylesheet is, once the assets are known: a notice of before that goes without.
static STYLESHEET: OnceLock<String> = OnceLock::new();

/// Dresses all notices of this process. The first address counts; a build has but one.
pub fn wear(stylesheet: String) {
    STYLESHEET.get_or_init(|| stylesheet);
}

/// A page of one title and one sentence. Both are written here or by callers, never by people: they are not escaped.
#[must_use]
pub fn page(status: StatusCode, title: &'static str, sentence: &str) -> Response {
    let stylesheet = STYLESHEET.get().map_or_else(String::new, |address| {
        format!("<link rel=\"stylesheet\" href=\"{address}\">")
    });
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\">{stylesheet}<title>{title}</title></head>\
         <body><main class=\"page\"><header class=\"page-header\"><div class=\"page-heading\">\
         <div class=\"page-title\"><h1>{title}</h1></div><p class=\"lede\">{sentence}</p></div></header>\
         <p><a href=\"/\">To the first page</a></p></main></body></html>\n"
    );
    let mut response = (status, Html(html)).into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
