//! Where settings come from: the command line, the environment, a file. A value keeps its origin for messages.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fmt, fs, io,
    path::{Path, PathBuf},
};

use toml::Spanned;

use super::{
    problem::{ConfigurationError, Problem},
    settings::{DEVELOPERS_VARIABLES, SETTINGS, VARIABLE_PREFIX},
};

/// Where a value was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// An option of the command line.
    Option(&'static str),
    /// An environment variable.
    Variable(String),
    /// A line of a file, from 1.
    File {
        /// The file.
        path: PathBuf,
        /// The line.
        line: usize,
    },
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Option(name) => write!(formatter, "{name}"),
            Self::Variable(name) => write!(formatter, "{name}"),
            Self::File { path, line } => write!(formatter, "{}:{line}", path.display()),
        }
    }
}

/// A value as it was written, with its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The value.
    pub value: String,
    /// Where it was given.
    pub origin: Origin,
}

/// What was given, by the settings' keys.
pub type Values = BTreeMap<&'static str, Given>;

/// The file that is read when none is named.
pub const DEFAULT_FILE: &str = "charterhouse.toml";

/// Reads the file: the one that was named, or the default one if there is one.
pub(super) fn file(
    named: Option<&Path>,
    problems: &mut Vec<Problem>,
) -> Result<Values, ConfigurationError> {
    let path = named.unwrap_or(Path::new(DEFAULT_FILE));
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if named.is_none() && error.kind() == io::ErrorKind::NotFound => {
            return Ok(Values::new());
        }
        Err(source) => {
            return Err(ConfigurationError::Unreadable {
                path: path.to_owned(),
                source,
            });
        }
    };
    let line_of = |offset: usize| {
        1 + text
            .bytes()
            .take(offset)
            .filter(|byte| *byte == b'\n')
            .count()
    };
    let table: BTreeMap<Spanned<String>, toml::Value> =
        toml::from_str(&text).map_err(|error| ConfigurationError::NoToml {
            path: path.to_owned(),
            line: line_of(error.span().map_or(0, |span| span.start)),
            message: error.message().to_owned(),
        })?;
    let mut values = Values::new();
    for (key, value) in table {
        let origin = Origin::File {
            path: path.to_owned(),
            line: line_of(key.span().start),
        };
        let Some(known) = known_key(key.get_ref()) else {
            problems.push(Problem::Unknown {
                origin,
                found: key.into_inner(),
            });
            continue;
        };
        // What is no setting's value is then named as what it is.
        let value = match value {
            toml::Value::String(text) => text,
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Float(number) => number.to_string(),
            toml::Value::Boolean(flag) => flag.to_string(),
            toml::Value::Datetime(moment) => moment.to_string(),
            toml::Value::Array(_) => "[…]".to_owned(),
            toml::Value::Table(_) => "{…}".to_owned(),
        };
        values.insert(known, Given { value, origin });
    }
    Ok(values)
}

/// Reads the environment.
pub(super) fn environment(
    variables: impl Iterator<Item = (OsString, OsString)>,
    problems: &mut Vec<Problem>,
) -> Values {
    let mut values = Values::new();
    for (name, value) in variables {
        let Some(name) = name.to_str() else { continue };
        let Some(key) = name.strip_prefix(VARIABLE_PREFIX) else {
            continue;
        };
        if DEVELOPERS_VARIABLES.contains(&name) {
            continue;
        }
        let origin = Origin::Variable(name.to_owned());
        match known_key(&key.to_lowercase()) {
            None => problems.push(Problem::Unknown {
                origin,
                found: name.to_owned(),
            }),
            Some(known) => {
                // What is no UTF-8 then fails as the value that it is shown as.
                let value = value.to_string_lossy().into_owned();
                values.insert(known, Given { value, origin });
            }
        }
    }
    values
}

fn known_key(key: &str) -> Option<&'static str> {
    SETTINGS
        .iter()
        .map(|setting| setting.key)
        .find(|known| *known == key)
}
