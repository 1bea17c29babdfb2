//! The site's assets: inside the program, under names that hold a hash of their content, compressed beforehand.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use axum::{
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::Embed;
use serde::Deserialize;

use crate::{encoding::Encoding, page_cache, routes::House};

/// What `cargo xtask site` made. A debug build reads the files when the process starts.
#[derive(Embed)]
#[folder = "$CARGO_MANIFEST_DIR/../target/site"]
struct Site;

/// A name never gets another content, so browsers need not ask again.
const CACHE_CONTROL: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// The assets by their hashed names.
#[derive(Clone, Default)]
pub struct Assets {
    by_name: Arc<BTreeMap<String, Asset>>,
    addresses: Arc<BTreeMap<String, String>>,
}

struct Asset {
    media_type: HeaderValue,
    tag: HeaderValue,
    identity: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

/// Why the assets cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum AssetsError {
    /// The manifest is none.
    #[error("the site's manifest cannot be read: {0}")]
    Manifest(#[from] serde_json::Error),
    /// The manifest names a file that is missing.
    #[error("the site's asset {0} is missing: run `cargo xtask site`")]
    Missing(String),
    /// A name or type cannot be in a header.
    #[error("the site's asset {0} has a name or type that cannot be served")]
    Header(String),
}

#[derive(Deserialize)]
struct Manifest {
    files: BTreeMap<String, ManifestEntry>,
}

#[derive(Deserialize)]
struct ManifestEntry {
    name: String,
    #[serde(rename = "type")]
    media_type: String,
}

impl Assets {
    /// The assets that the program was built with. Without a site there are none, which the log says: pages then lack
    /// their styles.
    ///
    /// # Errors
    /// When the site is damaged.
    pub fn load() -> Result<Self, AssetsError> {
        Self::read(embedded)
    }

    fn read(file: impl Fn(&str) -> Option<Bytes>) -> Result<Self, AssetsError> {
        let Some(manifest) = file("manifest.json") else {
            tracing::warn!("there is no site in this build: run `cargo xtask site`");
            return Ok(Self::default());
        };
        let manifest: Manifest = serde_json::from_slice(&manifest)?;
        let mut assets = BTreeMap::new();
        let mut addresses = BTreeMap::new();
        for (plain, entry) in manifest.files {
            let header = |text: String| {
                HeaderValue::try_from(text).map_err(|_| AssetsError::Header(plain.clone()))
            };
            let asset = Asset {
                media_type: header(with_charset(entry.media_type))?,
                tag: header(format!("\"{}\"", entry.name))?,
                identity: file(&entry.name)
                    .ok_or_else(|| AssetsError::Missing(entry.name.clone()))?,
                brotli: file(&format!("{}.br", entry.name)),
                gzip: file(&format!("{}.gz", entry.name)),
            };
            addresses.insert(plain, format!("/assets/{}", entry.name));
            assets.insert(entry.name, asset);
        }
        Ok(Self {
            by_name: Arc::new(assets),
            addresses: Arc::new(addresses),
        })
    }

    /// The address of each asset by its plain name.
    #[must_use]
    pub fn addresses(&self) -> Arc<BTreeMap<String, String>> {
        Arc::clone(&self.addresses)
    }

    fn answer(&self, name: &str, request: &HeaderMap) -> Response {
        let Some(asset) = self.by_name.get(name) else {
            // Another server, of another version, may have it.
            let no_store = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
            return (StatusCode::NOT_FOUND, no_store, "There is no such asset.\n").into_response();
        };
        let mut answer = Response::new(Body::empty());
        let head = answer.headers_mut();
        head.insert(header::CACHE_CONTROL, CACHE_CONTROL);
        head.insert(header::ETAG, asset.tag.clone());
        head.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if page_cache::has(request, &asset.tag) {
            *answer.status_mut() = StatusCode::NOT_MODIFIED;
            return answer;
        }
        head.insert(header::CONTENT_TYPE, asset.media_type.clone());
        let encoding = Encoding::accepted(request);
        let compressed = match encoding {
            Encoding::Brotli => asset.brotli.as_ref(),
            Encoding::Gzip => asset.gzip.as_ref(),
            Encoding::Identity => None,
        };
        if let (Some(_), Some(name)) = (compressed, encoding.name()) {
            head.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        *answer.body_mut() = Body::from(compressed.unwrap_or(&asset.identity).clone());
        answer
    }
}

fn embedded(name: &str) -> Option<Bytes> {
    Site::get(name).map(|file| match file.data {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => Bytes::from(bytes),
    })
}

fn with_charset(media_type: String) -> String {
    if media_type.starts_with("text/") {
        media_type + "; charset=utf-8"
    } else {
        media_type
    }
}

/// `GET /assets/NAME`.
pub async fn serve(
    State(house): State<House>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    house.assets().answer(&name, &headers)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

    use axum::body::to_bytes;

    use super::*;

    const MANIFEST: &str = r#"{ "files": {
        "main.css": { "name": "main.0123.css", "type": "text/css" },
        "fonts/text.woff2": { "name": "text.4567.woff2", "type": "font/woff2" }
    } }"#;

    fn file(name: &str) -> Option<Bytes> {
        let content = match name {
            "manifest.json" => MANIFEST,
            "main.0123.css" => "body{}",
            "main.0123.css.br" => "brotli",
            "main.0123.css.gz" => "gzip",
            "text.4567.woff2" => "shapes",
            _ => return None,
        };
        Some(Bytes::from_static(content.as_bytes()))
    }

    async fn ask(name: &str, header: (header::HeaderName, &'static str)) -> (Response, String) {
        let mut headers = HeaderMap::new();
        headers.insert(header.0, HeaderValue::from_static(header.1));
        let (head, body) = Assets::read(file)
            .unwrap()
            .answer(name, &headers)
            .into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8(body.to_vec()).unwrap();
        (Response::from_parts(head, Body::empty()), text)
    }

    #[tokio::test]
    async fn an_asset_is_sent_compressed_and_kept_for_ever() {
        let (answer, body) = ask("main.0123.css", (header::ACCEPT_ENCODING, "gzip, br")).await;
        assert_eq!(body, "brotli");
        let headers = answer.headers();
        assert_eq!(headers[header::CONTENT_ENCODING], "br");
        assert_eq!(headers[header::CONTENT_TYPE], "text/css; charset=utf-8");
        assert_eq!(headers[header::VARY], "accept-encoding");
        assert_eq!(
            headers[header::CACHE_CONTROL],
            "public, max-age=31536000, immutable"
        );
        let (_, body) = ask("main.0123.css", (header::ACCEPT_ENCODING, "gzip")).await;
        assert_eq!(body, "gzip");
        let (_, body) = ask("main.0123.css", (header::ACCEPT_ENCODING, "zstd")).await;
        assert_eq!(body, "body{}");
    }

    #[tokio::test]
    async fn an_asset_that_is_not_compressed_is_sent_as_it_is() {
        let (answer, body) = ask("text.4567.woff2", (header::ACCEPT_ENCODING, "br")).await;
        assert_eq!(body, "shapes");
        assert!(!answer.headers().contains_key(header::CONTENT_ENCODING));
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "font/woff2");
    }

    #[tokio::test]
    async fn an_asset_that_the_reader_has_is_not_sent_again() {
        let (answer, body) = ask(
            "main.0123.css",
            (header::IF_NONE_MATCH, "\"main.0123.css\""),
        )
        .await;
        assert_eq!(answer.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(body, "");
    }

    #[test]
    fn pages_find_an_asset_by_its_plain_name() {
        let assets = Assets::read(file).unwrap();
        assert_eq!(
            assets.addresses()["fonts/text.woff2"],
            "/assets/text.4567.woff2"
        );
    }

    #[test]
    fn a_site_that_lacks_a_file_is_refused() {
        let error = Assets::read(|name| file(name).filter(|_| !name.ends_with("woff2"))).err();
        assert!(matches!(error, Some(AssetsError::Missing(name)) if name == "text.4567.woff2"));
    }
}
