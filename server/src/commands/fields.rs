//! Reads the fields of a form, in either of the ways in which browsers send one, within limits.

use app::command::{Fields, SentFile};
use axum::{
    body::Bytes,
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request, multipart::MultipartError},
    http::{StatusCode, header},
    response::Response,
};

use crate::notice;

/// The most fields that a form may have.
const MOST_FIELDS: usize = 500;

/// The longest name of a field or a file, in bytes.
const LONGEST_NAME: usize = 200;

/// Why what was sent is no form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// It is none.
    Unreadable,
    /// It is too much.
    TooLarge,
}

impl Unusable {
    fn of(status: StatusCode) -> Self {
        if status == StatusCode::PAYLOAD_TOO_LARGE {
            Self::TooLarge
        } else {
            Self::Unreadable
        }
    }

    /// The page that says so.
    pub fn page(self) -> Response {
        match self {
            Self::Unreadable => notice::page(
                StatusCode::BAD_REQUEST,
                "The form could not be read",
                "What was sent is not what the page’s form sends. Go to the page and try again.",
            ),
            Self::TooLarge => notice::page(
                StatusCode::PAYLOAD_TOO_LARGE,
                "That is too much at once",
                "What was sent is larger than this form takes, and nothing was done. Go back and shorten it: your browser has kept what you typed.",
            ),
        }
    }
}

impl From<MultipartError> for Unusable {
    fn from(error: MultipartError) -> Self {
        Self::of(error.status())
    }
}

/// Reads a form of at most `largest` bytes, whatever the limit for other requests is. A text must be UTF-8; a file may
/// be anything.
///
/// # Errors
/// Why what was sent is no form.
pub async fn read(
    mut request: Request,
    largest: usize,
) -> Result<(Fields, Vec<SentFile>), Unusable> {
    DefaultBodyLimit::max(largest).apply(&mut request);
    let is_multipart = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("multipart/form-data"));
    let (fields, files) = if is_multipart {
        let form = Multipart::from_request(request, &())
            .await
            .map_err(|_| Unusable::Unreadable)?;
        of_parts(form).await?
    } else {
        let body = Bytes::from_request(request, &())
            .await
            .map_err(|rejection| Unusable::of(rejection.status()))?;
        (of_text(&body)?, Vec::new())
    };
    let long_name = fields
        .iter()
        .map(|(name, _)| name)
        .chain(files.iter().flat_map(|file| [&file.field, &file.name]))
        .any(|name| name.len() > LONGEST_NAME);
    // A character that PostgreSQL takes in no text, and no browser sends.
    if fields.iter().any(|(_, value)| value.contains('\0')) {
        return Err(Unusable::Unreadable);
    }
    if fields.len() > MOST_FIELDS || long_name {
        return Err(Unusable::TooLarge);
    }
    Ok((Fields::new(fields), files))
}

fn of_text(body: &Bytes) -> Result<Vec<(String, String)>, Unusable> {
    let decoded: Vec<(String, String)> =
        serde_urlencoded::from_bytes(body).map_err(|_| Unusable::Unreadable)?;
    Ok(decoded
        .into_iter()
        .map(|(name, value)| (name, value.replace("\r\n", "\n")))
        .collect())
}

async fn of_parts(mut form: Multipart) -> Result<(Vec<(String, String)>, Vec<SentFile>), Unusable> {
    let mut fields = Vec::new();
    let mut files = Vec::new();
    while let Some(part) = form.next_field().await? {
        if fields.len() + files.len() > MOST_FIELDS {
            return Err(Unusable::TooLarge);
        }
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let content = part.bytes().await?;
        match file {
            Some(file) => files.push(SentFile {
                field: name,
                name: file,
                content: content.into(),
            }),
            None => {
                let text = String::from_utf8(content.into()).map_err(|_| Unusable::Unreadable)?;
                fields.push((name, text.replace("\r\n", "\n")));
            }
        }
    }
    Ok((fields, files))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

    use axum::body::Body;

    use super::*;

    const TEXT: &str = "application/x-www-form-urlencoded";
    const PARTS: &str = "multipart/form-data; boundary=x";

    fn request(kind: &str, body: impl Into<Body>) -> Request {
        Request::post("/")
            .header(header::CONTENT_TYPE, kind)
            .body(body.into())
            .unwrap()
    }

    fn part(name: &str, file: Option<&str>, content: &str) -> String {
        let file = file.map_or_else(String::new, |file| format!("; filename=\"{file}\""));
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{content}\r\n")
    }

    fn parts(parts: &[String]) -> Request {
        request(PARTS, format!("{}--x--\r\n", parts.concat()))
    }

    #[tokio::test]
    async fn both_ways_of_sending_a_form_give_the_same_fields() {
        let text = read(request(TEXT, "a=1&a=2&b=one%0D%0Atwo"), 1_000)
            .await
            .unwrap();
        let sent = [
            part("a", None, "1"),
            part("a", None, "2"),
            part("b", None, "one\r\ntwo"),
        ];
        assert_eq!(text, read(parts(&sent), 1_000).await.unwrap());
        let (text, _) = text;
        assert_eq!(text.raw("b"), "one\ntwo");
        assert_eq!(text.all("a").collect::<Vec<_>>(), ["1", "2"]);
    }

    #[tokio::test]
    async fn a_file_comes_to_the_byte_with_its_name_and_a_text_must_be_one() {
        let mut sent = parts(&[part("file", Some("list.md"), "# One\r\n")]);
        let (fields, files) = read(sent, 1_000).await.unwrap();
        assert_eq!(fields, Fields::default());
        assert_eq!((&*files[0].field, &*files[0].name), ("file", "list.md"));
        assert_eq!(files[0].content, b"# One\r\n");

        let latin = |file| {
            let (before, after) = (
                "--x\r\nContent-Disposition: form-data; name=\"a\"",
                "\r\n--x--\r\n",
            );
            let mut body = format!("{before}{file}\r\n\r\n").into_bytes();
            body.push(0xe9);
            body.extend_from_slice(after.as_bytes());
            request(PARTS, body)
        };
        sent = latin("; filename=\"a.md\"");
        assert_eq!(read(sent, 1_000).await.unwrap().1[0].content, [0xe9]);
        assert_eq!(read(latin(""), 1_000).await, Err(Unusable::Unreadable));
    }

    #[tokio::test]
    async fn the_commands_own_limit_counts_and_not_that_of_other_requests() {
        let long = "x".repeat(5_000);
        for (largest, fits) in [(10_000, true), (4_000, false)] {
            for mut request in [
                request(TEXT, format!("text={long}")),
                parts(&[part("text", None, &long)]),
            ] {
                DefaultBodyLimit::max(10).apply(&mut request);
                let fields = read(request, largest).await;
                if fits {
                    assert_eq!(fields.unwrap().0.raw("text"), long);
                } else {
                    assert_eq!(fields, Err(Unusable::TooLarge));
                }
            }
        }
    }

    #[tokio::test]
    async fn there_are_only_so_many_fields_and_their_names_are_only_so_long() {
        let many = |count: usize| vec!["a=1"; count].join("&");
        assert!(read(request(TEXT, many(MOST_FIELDS)), 10_000).await.is_ok());
        assert_eq!(
            read(request(TEXT, many(MOST_FIELDS + 1)), 10_000).await,
            Err(Unusable::TooLarge)
        );
        let sent = vec![part("a", None, "1"); MOST_FIELDS + 1];
        assert_eq!(read(parts(&sent), 100_000).await, Err(Unusable::TooLarge));
        let name = "n".repeat(LONGEST_NAME + 1);
        assert_eq!(
            read(request(TEXT, format!("{name}=1")), 10_000).await,
            Err(Unusable::TooLarge)
        );
    }

    #[tokio::test]
    async fn what_is_no_form_is_refused() {
        for request in [
            request(TEXT, "a=one%00two"),
            parts(&[part("a", None, "one\0two")]),
            request("multipart/form-data", "a=1"),
            request(PARTS, "a=1"),
            request(PARTS, part("a", None, "cut off")),
        ] {
            assert_eq!(read(request, 1_000).await, Err(Unusable::Unreadable));
        }
    }
}
