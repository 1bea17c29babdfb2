//! How a recording can be shown on a page of its own: the other site's player in a frame, or the file itself.

use super::RecordingLink;

/// The site whose frame shows a video of YouTube without setting cookies before it is played.
const YOUTUBE_WITHOUT_COOKIES: &str = "https://www.youtube-nocookie.com";

/// What the page has to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlayerKind {
    /// The other site's player, in a frame.
    Frame,
    /// A file with pictures.
    Video,
    /// A file with sound only.
    Audio,
}

/// A player of a recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Player {
    /// What shows it.
    pub kind: PlayerKind,
    /// The address that it loads.
    pub source: String,
    /// The only site that it needs: `https://video.example`.
    pub origin: String,
}

impl Player {
    /// The player of a recording at that address; none where the address is of a page that only its own site can show.
    #[must_use]
    pub fn of(link: &RecordingLink) -> Option<Self> {
        let rest = secure(link.as_str())?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at_checked(end)?;
        // It goes into a header, where only these can be written.
        if !authority.is_ascii() {
            return None;
        }
        let authority = authority.to_ascii_lowercase();
        let (path, query) = parts(rest);
        if let Some(id) = of_youtube(&authority, path, query) {
            return Some(Self {
                kind: PlayerKind::Frame,
                source: format!("{YOUTUBE_WITHOUT_COOKIES}/embed/{id}"),
                origin: YOUTUBE_WITHOUT_COOKIES.to_owned(),
            });
        }
        let kind = match path.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "mp4" | "webm" | "ogv" | "m4v" => PlayerKind::Video,
            "mp3" | "ogg" | "oga" | "m4a" => PlayerKind::Audio,
            _ => return None,
        };
        let origin = format!("https://{authority}");
        Some(Self {
            kind,
            source: format!("{origin}{rest}"),
            origin,
        })
    }
}

/// What stands after `https://`; nothing for an address that is not encrypted, which a page that is may not load.
fn secure(address: &str) -> Option<&str> {
    let scheme = "https://";
    address
        .get(..scheme.len())
        .filter(|head| head.eq_ignore_ascii_case(scheme))?;
    address.get(scheme.len()..)
}

fn parts(rest: &str) -> (&str, &str) {
    let rest = rest.split('#').next().unwrap_or_default();
    rest.split_once('?').unwrap_or((rest, ""))
}

/// The id of a video of YouTube.
fn of_youtube<'a>(authority: &str, path: &'a str, query: &'a str) -> Option<&'a str> {
    let path = path.trim_start_matches('/');
    let id = match authority {
        "youtu.be" => path.split('/').next(),
        "youtube.com" | "www.youtube.com" | "m.youtube.com" | "www.youtube-nocookie.com" => {
            match path.split_once('/') {
                Some(("live" | "embed" | "shorts", id)) => id.split('/').next(),
                Some(_) | None if path.trim_end_matches('/') == "watch" => {
                    query.split('&').find_map(|pair| pair.strip_prefix("v="))
                }
                Some(_) | None => None,
            }
        }
        _ => None,
    }?;
    let is_id = id.len() == 11
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    is_id.then_some(id)
}
