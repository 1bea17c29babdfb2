//! Where settings come from: the command line, the environment, a file. A value keeps its origin for messages.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fmt, fs, io,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use toml::Spanned;

use super::{
    problem::{ConfigurationError, Problem},
    settings::{DEVELOPERS_VARIABLES, SETTINGS, VARIABLE_PREFIX},
    sign_in::{self, GivenProvider},
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

/// The key of the providers' tables in the file.
const SIGN_IN: &str = "sign_in";

/// Everything that was given.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// The settings.
    pub values: Values,
    /// The sign-in providers.
    pub providers: Vec<GivenProvider>,
}

/// The providers' tables, with the places of their keys.
#[derive(Deserialize)]
struct Tables {
    #[serde(default)]
    sign_in: Vec<BTreeMap<Spanned<String>, toml::Value>>,
}

/// The file that is read when none is named.
pub const DEFAULT_FILE: &str = "charterhouse.toml";

/// Reads the file: the one that was named, or the default one if there is one.
pub(super) fn file(
    named: Option<&Path>,
    problems: &mut Vec<Problem>,
) -> Result<Sources, ConfigurationError> {
    let path = named.unwrap_or(Path::new(DEFAULT_FILE));
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if named.is_none() && error.kind() == io::ErrorKind::NotFound => {
            return Ok(Sources::default());
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
    let of_key = |key: &Spanned<String>| Origin::File {
        path: path.to_owned(),
        line: line_of(key.span().start),
    };
    let mut sources = Sources::default();
    for (key, value) in table {
        let origin = of_key(&key);
        if key.get_ref() == SIGN_IN {
            match toml::from_str::<Tables>(&text) {
                Ok(tables) => {
                    sources.providers = tables
                        .sign_in
                        .into_iter()
                        .map(|table| provider(table, &origin, of_key, problems))
                        .collect();
                }
                Err(_) => problems.push(Problem::Value {
                    origin,
                    key: SIGN_IN,
                    found: written(&value),
                    expected: "tables, each under a line [[sign_in]]",
                }),
            }
            continue;
        }
        let Some(known) = known_key(key.get_ref()) else {
            problems.push(Problem::Unknown {
                origin,
                found: key.into_inner(),
            });
            continue;
        };
        let value = written(&value);
        sources.values.insert(known, Given { value, origin });
    }
    Ok(sources)
}

/// What one table says of a provider.
fn provider(
    table: BTreeMap<Spanned<String>, toml::Value>,
    tables: &Origin,
    of_key: impl Fn(&Spanned<String>) -> Origin,
    problems: &mut Vec<Problem>,
) -> GivenProvider {
    let first = table.keys().min_by_key(|key| key.span().start);
    let mut given = GivenProvider {
        origin: first.map_or_else(|| tables.clone(), &of_key),
        values: BTreeMap::new(),
    };
    for (key, value) in table {
        let origin = of_key(&key);
        match sign_in::field(key.get_ref()) {
            Some(field) => {
                let value = written(&value);
                given.values.insert(field, Given { value, origin });
            }
            None => problems.push(Problem::UnknownOfProvider {
                origin,
                found: key.into_inner(),
            }),
        }
    }
    given
}

/// A value as text. What is no setting's value is then named as what it is.
fn written(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Float(number) => number.to_string(),
        toml::Value::Boolean(flag) => flag.to_string(),
        toml::Value::Datetime(moment) => moment.to_string(),
        toml::Value::Array(values) => values
            .iter()
            .map(|value| value.as_str().unwrap_or("…"))
            .collect::<Vec<_>>()
            .join(", "),
        toml::Value::Table(_) => "{…}".to_owned(),
    }
}

/// Reads the environment into what the file gave: a variable wins.
pub(super) fn environment(
    variables: impl Iterator<Item = (OsString, OsString)>,
    sources: &mut Sources,
    problems: &mut Vec<Problem>,
) {
    // In the order of their names, so that providers are always offered in the same order.
    let variables: BTreeMap<OsString, OsString> = variables.collect();
    for (name, value) in variables {
        let Some(name) = name.to_str() else { continue };
        let Some(key) = name.strip_prefix(VARIABLE_PREFIX) else {
            continue;
        };
        if DEVELOPERS_VARIABLES.contains(&name) {
            continue;
        }
        let given = Given {
            // What is no UTF-8 then fails as the value that it is shown as.
            value: value.to_string_lossy().into_owned(),
            origin: Origin::Variable(name.to_owned()),
        };
        if let Some(of_provider) = name.strip_prefix(sign_in::VARIABLE_PREFIX) {
            match key_and_field(of_provider) {
                Some((key, field)) => add_to_provider(&mut sources.providers, key, field, given),
                None => problems.push(Problem::UnknownOfProvider {
                    origin: given.origin,
                    found: of_provider.to_owned(),
                }),
            }
            continue;
        }
        match known_key(&key.to_lowercase()) {
            None => problems.push(Problem::Unknown {
                origin: given.origin,
                found: name.to_owned(),
            }),
            Some(known) => drop(sources.values.insert(known, given)),
        }
    }
}

/// `MY_FORGE_CLIENT_ID` is the field `client_id` of the provider `my-forge`.
fn key_and_field(of_provider: &str) -> Option<(String, &'static str)> {
    let lower = of_provider.to_lowercase();
    sign_in::FIELDS
        .iter()
        .filter(|field| field.key != "key")
        .find_map(|field| {
            let key = lower.strip_suffix(field.key)?.strip_suffix('_')?;
            (!key.is_empty()).then(|| (key.replace('_', "-"), field.key))
        })
}

fn add_to_provider(
    providers: &mut Vec<GivenProvider>,
    key: String,
    field: &'static str,
    given: Given,
) {
    if let Some(provider) = providers.iter_mut().find(|provider| provider.key() == key) {
        provider.values.insert(field, given);
        return;
    }
    let origin = given.origin.clone();
    let named = Given {
        value: key,
        origin: origin.clone(),
    };
    providers.push(GivenProvider {
        origin,
        values: BTreeMap::from([("key", named), (field, given)]),
    });
}

fn known_key(key: &str) -> Option<&'static str> {
    SETTINGS
        .iter()
        .map(|setting| setting.key)
        .find(|known| *known == key)
}
