//! A rendered page as it is kept and answered.

use std::io::Write as _;

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use tokio::{sync::OnceCell, task::spawn_blocking};

use super::has;
use crate::encoding::Encoding;

/// Each reader's browser keeps the page and asks whether it still holds. A cache between them could not share it: the
/// theme is in a cookie, so it is another page for readers with other cookies.
const CACHE_CONTROL: HeaderValue = HeaderValue::from_static("private, no-cache");

/// What decides over the body besides the address.
const VARY: HeaderValue = HeaderValue::from_static("accept-encoding, cookie");

/// How much time the compressed bodies are worth.
#[derive(Clone, Copy)]
enum Effort {
    /// Many readers get them: at brotli's 5 a page is a fifth of its size after a few milliseconds.
    Kept,
    /// One reader waits for them: a quarter of the size in a fraction of the time.
    Once,
}

impl Effort {
    fn brotli_quality(self) -> u32 {
        match self {
            Self::Kept => 5,
            Self::Once => 1,
        }
    }

    fn gzip_level(self) -> Compression {
        match self {
            Self::Kept => Compression::default(),
            Self::Once => Compression::fast(),
        }
    }
}

/// Brotli's window: 256 KB, the size of a large page.
const BROTLI_WINDOW: u32 = 18;

/// So many headers does an answer seldom have more than.
const MOST_HEADERS: usize = 16;

/// A page with its compressed bodies, which are made when the first reader wants them.
pub struct Page {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    effort: Effort,
    brotli: OnceCell<Option<Bytes>>,
    gzip: OnceCell<Option<Bytes>>,
}

impl Page {
    /// A page as it was rendered. A page that was found gets a tag, by its content.
    #[must_use]
    pub fn new(status: StatusCode, mut headers: HeaderMap, body: Bytes) -> Self {
        headers.insert(header::VARY, VARY);
        if status == StatusCode::OK {
            let digest = Sha256::digest(&body);
            let digits: String = digest
                .iter()
                .take(12)
                .map(|byte| format!("{byte:02x}"))
                .collect();
            // Weak, since it is the same for all encodings.
            if let Ok(tag) = HeaderValue::try_from(format!("W/\"{digits}\"")) {
                headers.insert(header::ETAG, tag);
            }
        }
        headers
            .entry(header::CACHE_CONTROL)
            .or_insert(CACHE_CONTROL);
        Self {
            status,
            headers,
            body,
            effort: Effort::Kept,
            brotli: OnceCell::new(),
            gzip: OnceCell::new(),
        }
    }

    /// The same page with one more header.
    #[must_use]
    pub fn with_header(&self, name: HeaderName, value: HeaderValue) -> Self {
        let mut headers = self.headers.clone();
        headers.insert(name, value);
        Self {
            status: self.status,
            headers,
            body: self.body.clone(),
            effort: self.effort,
            brotli: OnceCell::new(),
            gzip: OnceCell::new(),
        }
    }

    /// The same page, compressed for one reader: it is not kept.
    #[must_use]
    pub fn for_once(self) -> Self {
        Self {
            effort: Effort::Once,
            ..self
        }
    }

    /// Whether other readers may have it: it was found, is known not to be there, or has moved for good.
    pub(super) fn may_be_kept(&self) -> bool {
        let settled = [
            StatusCode::OK,
            StatusCode::NOT_FOUND,
            StatusCode::PERMANENT_REDIRECT,
        ]
        .contains(&self.status);
        let for_now = self
            .headers
            .get(header::CACHE_CONTROL)
            .is_some_and(|control| control == "private, no-store");
        settled && !for_now && !self.headers.contains_key(header::SET_COOKIE)
    }

    /// The most memory that it takes, with its compressed bodies.
    pub(super) fn most_memory(&self) -> usize {
        const HEAD: usize = 1_024;
        HEAD + self.body.len() * 2
    }

    /// The answer for a reader who sent these headers.
    pub async fn answer(&self, request: &HeaderMap) -> Response {
        let mut answer = Response::new(Body::empty());
        *answer.status_mut() = self.status;
        // With room for the headers that every answer gets: a map that grows costs more than its headers do.
        *answer.headers_mut() = HeaderMap::with_capacity(MOST_HEADERS);
        answer.headers_mut().extend(self.headers.clone());
        let tag = self.headers.get(header::ETAG);
        if tag.is_some_and(|tag| has(request, tag)) {
            *answer.status_mut() = StatusCode::NOT_MODIFIED;
            answer.headers_mut().remove(header::CONTENT_TYPE);
            return answer;
        }
        let encoding = Encoding::accepted(request);
        let body = match self.encoded(encoding).await {
            Some(body) => {
                if let Some(name) = encoding.name() {
                    answer
                        .headers_mut()
                        .insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
                }
                body
            }
            None => self.body.clone(),
        };
        *answer.body_mut() = Body::from(body);
        answer
    }

    /// The compressed body; none where it would not be smaller.
    async fn encoded(&self, encoding: Encoding) -> Option<Bytes> {
        let (cell, compress) = match encoding {
            Encoding::Brotli => (&self.brotli, brotli as Compress),
            Encoding::Gzip => (&self.gzip, gzip as Compress),
            Encoding::Identity => return None,
        };
        cell.get_or_init(|| async {
            let body = self.body.clone();
            let (whole, effort) = (body.len(), self.effort);
            let compressed = match effort {
                Effort::Kept => spawn_blocking(move || compress(&body, effort))
                    .await
                    .ok()??,
                // Shorter than handing it to another thread and waiting for it.
                Effort::Once => compress(&body, effort)?,
            };
            (compressed.len() < whole).then(|| Bytes::from(compressed.into_boxed_slice()))
        })
        .await
        .clone()
    }
}

type Compress = fn(&[u8], Effort) -> Option<Vec<u8>>;

fn brotli(body: &[u8], effort: Effort) -> Option<Vec<u8>> {
    let mut compressed = Vec::with_capacity(body.len() / 4);
    let quality = effort.brotli_quality();
    let mut writer =
        brotli::CompressorWriter::new(&mut compressed, 16 * 1024, quality, BROTLI_WINDOW);
    writer.write_all(body).ok()?;
    drop(writer);
    Some(compressed)
}

fn gzip(body: &[u8], effort: Effort) -> Option<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::with_capacity(body.len() / 4), effort.gzip_level());
    writer.write_all(body).ok()?;
    writer.finish().ok()
}
