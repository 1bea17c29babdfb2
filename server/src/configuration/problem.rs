//! What is wrong with a configuration, and where.

use std::{fmt, io, path::PathBuf};

use super::{
    settings::{PUBLIC_URL, SETTINGS, Setting},
    sign_in::FIELDS,
    sources::{Given, Origin},
};

/// Why there is no configuration to work with.
#[derive(Debug, thiserror::Error)]
pub enum ConfigurationError {
    /// The file cannot be read.
    #[error("the configuration file {} cannot be read: {source}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is no TOML.
    #[error("{}:{line}: no TOML: {message}", .path.display())]
    NoToml {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What the parser says.
        message: String,
    },
    /// Keys or values are wrong; all of them are told at once.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Wrong(Vec<Problem>),
}

/// One key or value that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No setting has that name.
    Unknown {
        /// Where it was given.
        origin: Origin,
        /// The name.
        found: String,
    },
    /// The value is none that the setting takes.
    Value {
        /// Where it was given.
        origin: Origin,
        /// The setting's key.
        key: &'static str,
        /// The value; a password in it is not shown.
        found: String,
        /// What it must be.
        expected: &'static str,
    },
    /// A sign-in provider lacks something.
    Missing {
        /// Where the provider was given.
        origin: Origin,
        /// The provider's key, if it has one.
        of: String,
        /// What it lacks.
        key: &'static str,
        /// What it must be.
        expected: &'static str,
    },
    /// A sign-in provider has what no provider has.
    UnknownOfProvider {
        /// Where it was given.
        origin: Origin,
        /// The name.
        found: String,
    },
    /// A sign-in provider has what only other kinds of provider have.
    OfOtherProviders {
        /// Where it was given.
        origin: Origin,
        /// What.
        key: &'static str,
    },
    /// There are sign-in providers, but nobody knows where they are to send people back to.
    NoPublicUrl,
}

impl Problem {
    pub(super) fn of_value(setting: &Setting, given: &Given) -> Self {
        Self::Value {
            origin: given.origin.clone(),
            key: setting.key,
            found: services::without_password(&given.value),
            expected: setting.expected,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { origin, found } => {
                write!(
                    formatter,
                    "{origin}: there is no setting “{found}”; expected one of "
                )?;
                for (place, setting) in SETTINGS.iter().enumerate() {
                    let comma = if place == 0 { "" } else { ", " };
                    match origin {
                        Origin::Variable(_) => write!(formatter, "{comma}{}", setting.variable())?,
                        Origin::Option(_) | Origin::File { .. } => {
                            write!(formatter, "{comma}{}", setting.key)?;
                        }
                    }
                }
                Ok(())
            }
            Self::Value {
                origin,
                key,
                found,
                expected,
            } => write!(
                formatter,
                "{origin}: {key} is “{found}”; expected {expected}"
            ),
            Self::Missing {
                origin,
                of,
                key,
                expected,
            } => write!(
                formatter,
                "{origin}: the sign-in provider “{of}” has no {key}; expected {expected}"
            ),
            Self::UnknownOfProvider { origin, found } => {
                let fields = FIELDS.map(|field| field.key).join(", ");
                write!(
                    formatter,
                    "{origin}: a sign-in provider has no “{found}”; expected one of {fields}"
                )
            }
            Self::OfOtherProviders { origin, key } => write!(
                formatter,
                "{origin}: {key} is nothing that this kind of sign-in provider has"
            ),
            Self::NoPublicUrl => write!(
                formatter,
                "there are sign-in providers but no public_url: they would not know where to send people back to; expected {}",
                PUBLIC_URL.expected
            ),
        }
    }
}
