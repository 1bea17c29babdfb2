//! Reads the fields of a form, in either of the ways in which browsers send one, within limits.

use app::command::Fields;
use axum::{
    body::Bytes,
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request, multipart::MultipartError},
    http::{StatusCode, header},
    response::Response,
};

use crate::notice;

/// The most fields that a form may have.
const MOST_FIELDS: usize = 500;

/// The longest name of a field, in bytes.
const LONGEST_NAME: usize = 100;

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

/// Reads a form of at most `largest` bytes, whatever the limit for other requests is. A file's field has its content, and
/// its name under the field's with `.name` behind it.
///
/// # Errors
/// Why what was sent is no form.
pub async fn read(mut request: Request, largest: usize) -> Result<Fields, Unusable> {
    DefaultBodyLimit::max(largest).apply(&mut request);
    let is_multipart = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("multipart/form-data"));
    let fields = if is_multipart {
        let form = Multipart::from_request(request, &())
            .await
            .map_err(|_| Unusable::Unreadable)?;
        of_parts(form).await?
    } else {
        let body = Bytes::from_request(request, &())
            .await
            .map_err(|rejection| Unusable::of(rejection.status()))?;
        of_text(&body)?
    };
    let long_name = fields.iter().any(|(name, _)| name.len() > LONGEST_NAME);
    if fields.len() > MOST_FIELDS || long_name {
        return Err(Unusable::TooLarge);
    }
    Ok(Fields::new(fields))
}

fn of_text(body: &Bytes) -> Result<Vec<(String, String)>, Unusable> {
    let decoded: Vec<(String, String)> =
        serde_urlencoded::from_bytes(body).map_err(|_| Unusable::Unreadable)?;
    Ok(decoded
        .into_iter()
        .map(|(name, value)| (name, value.replace("\r\n", "\n")))
        .collect())
}

async fn of_parts(mut form: Multipart) -> Result<Vec<(String, String)>, Unusable> {
    let mut fields = Vec::new();
    while let Some(part) = form.next_field().await? {
        if fields.len() > MOST_FIELDS {
            return Err(Unusable::TooLarge);
        }
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let text = String::from_utf8_lossy(&part.bytes().await?).into_owned();
        match file {
            Some(file) => {
                fields.push((format!("{name}.name"), file));
                fields.push((name, text));
            }
            None => fields.push((name, text.replace("\r\n", "\n"))),
        }
    }
    Ok(fields)
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
        assert_eq!(text.raw("b"), "one\ntwo");
        assert_eq!(text.all("a").collect::<Vec<_>>(), ["1", "2"]);
    }

    #[tokio::test]
    async fn a_file_has_its_name_beside_its_content() {
        let fields = read(parts(&[part("file", Some("list.md"), "# One\r\n")]), 1_000)
            .await
            .unwrap();
        assert_eq!(fields.raw("file.name"), "list.md");
        assert_eq!(fields.raw("file"), "# One\r\n");
    }

    #[tokio::test]
    async fn the_commands_own_limit_counts_and_not_that_of_other_requests() {
        let long = "x".repeat(5_000);
        for (largest, fits) in [(10_000, true), (4_000, false)] {
            for mut request in [
                request(TEXT, format!("text={long}")),
                parts(&[part("text", Some("long.md"), &long)]),
            ] {
                DefaultBodyLimit::max(10).apply(&mut request);
                let fields = read(request, largest).await;
                if fits {
                    assert_eq!(fields.unwrap().raw("text"), long);
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
            request("multipart/form-data", "a=1"),
            request(PARTS, "a=1"),
            request(PARTS, part("a", None, "cut off")),
        ] {
            assert_eq!(read(request, 1_000).await, Err(Unusable::Unreadable));
        }
    }
}
