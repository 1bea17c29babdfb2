//! The recording of a meeting: expected, made, published, or missing.

use std::fmt;

/// How far the recording of a meeting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordingState {
    /// The meeting is not recorded.
    NotExpected,
    /// There is to be one.
    Expected,
    /// It was made, and is not published yet.
    Recorded,
    /// It can be watched.
    Published,
    /// There should be one, and there is none.
    Missing,
}

impl RecordingState {
    /// All, in their order.
    pub const ALL: [Self; 5] = [
        Self::NotExpected,
        Self::Expected,
        Self::Recorded,
        Self::Published,
        Self::Missing,
    ];

    /// The stable name in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotExpected => "not_expected",
            Self::Expected => "expected",
            Self::Recorded => "recorded",
            Self::Published => "published",
            Self::Missing => "missing",
        }
    }

    /// The state with that stable name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// What people read.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NotExpected => "Not recorded",
            Self::Expected => "Expected",
            Self::Recorded => "Recorded, not published yet",
            Self::Published => "Published",
            Self::Missing => "Missing",
        }
    }
}

/// The address of a recording: of the web, with a host, and nothing that a browser would run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordingLink(String);

/// Why an address is none of a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadLink {
    /// It does not begin as it must.
    #[error("Give the address as the browser shows it, beginning with https://.")]
    NotOfTheWeb,
    /// It names no host.
    #[error("The address names no site, such as https://video.example/watch/12.")]
    NoHost,
    /// It holds what no address has.
    #[error("An address has no spaces or line breaks in it.")]
    Spaces,
    /// Nobody writes addresses like that.
    #[error("The address is too long: use one of at most 500 characters.")]
    TooLong,
}

impl RecordingLink {
    /// The longest address, in characters.
    pub const LONGEST: usize = 500;

    /// The address, if it is well-formed.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn new(text: &str) -> Result<Self, BadLink> {
        let text = text.trim();
        if text.chars().count() > Self::LONGEST {
            return Err(BadLink::TooLong);
        }
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(BadLink::Spaces);
        }
        let rest = ["https://", "http://"]
            .iter()
            .find_map(|scheme| {
                let head = text.get(..scheme.len())?;
                head.eq_ignore_ascii_case(scheme)
                    .then(|| text.get(scheme.len()..))?
            })
            .ok_or(BadLink::NotOfTheWeb)?;
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        // What stands before an @ is who signs in there, and has no place in a public address.
        let host = authority.split(':').next().unwrap_or_default();
        let is_name = |part: &str| {
            !part.is_empty()
                && part.chars().all(|c| c.is_alphanumeric() || c == '-')
                && !part.starts_with('-')
                && !part.ends_with('-')
        };
        let port_is_fine = match authority.split_once(':') {
            None => true,
            Some((_, port)) => port.parse::<u16>().is_ok_and(|port| port > 0),
        };
        if host.contains('.') && host.split('.').all(is_name) && port_is_fine {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadLink::NoHost)
        }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The site that has it: `video.example`.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0
            .split_once("://")
            .map_or("", |(_, rest)| rest)
            .split(['/', '?', '#', ':'])
            .next()
            .unwrap_or_default()
    }
}

impl fmt::Display for RecordingLink {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
