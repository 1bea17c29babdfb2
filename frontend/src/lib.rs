//! The browser's entry: hydrates the islands, nothing else.

// Only a crate that names `app` exports its islands to the browser.
#[expect(unused_imports, reason = "named for what it exports")]
use app::*;
use wasm_bindgen::prelude::wasm_bindgen;

/// Prepares the islands of the page; `static/islands.js` then starts each of them.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
