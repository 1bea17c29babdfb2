//! What an installation can set. Values come from options, `CHARTERHOUSE_*` and a file, in this order of strength.

mod problem;
mod settings;
mod sign_in;
mod sources;

#[cfg(test)]
mod tests;

use std::{ffi::OsString, net::SocketAddr, path::Path, str::FromStr};

use domain::identity::NamedAdministrator;
use tracing_subscriber::EnvFilter;

pub use problem::{ConfigurationError, Problem};
pub use settings::{Setting, help};
pub use sign_in::{ProviderKind, ProviderSettings, Secret};
pub use sources::{Given, Origin, Values};

/// The settings of a process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    /// Where the server listens.
    pub listen: SocketAddr,
    /// The address of the database.
    pub database: String,
    /// What the community is called, if that was given.
    pub community: Option<String>,
    /// Whether readers come by HTTPS.
    pub behind_tls: bool,
    /// How many proxies are in front of the server.
    pub trusted_proxies: usize,
    /// How many steps of sign-ins one person may take in a minute; 0 for any number, as below.
    pub sign_ins_a_minute: u32,
    /// How many forms they may send.
    pub writes_a_minute: u32,
    /// How often they may search.
    pub searches_a_minute: u32,
    /// Where readers reach the site, if that was given.
    pub public_url: Option<String>,
    /// The sign-in providers.
    pub sign_in: Vec<ProviderSettings>,
    /// Who becomes an administrator by signing in.
    pub administrators: Vec<NamedAdministrator>,
    /// The most memory for rendered pages, in bytes; none at 0.
    pub page_cache_bytes: u64,
    /// The filter of the log, known to be one.
    pub log: String,
    /// How the log is written.
    pub log_format: LogFormat,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

impl Configuration {
    /// Reads the file (the default one may be missing) and the environment; `options` win over both.
    ///
    /// # Errors
    /// When the file cannot be read, or a key or value is wrong; all that are wrong are named.
    pub fn read(
        named_file: Option<&Path>,
        variables: impl Iterator<Item = (OsString, OsString)>,
        options: Values,
    ) -> Result<Self, ConfigurationError> {
        let mut problems = Vec::new();
        let mut sources = sources::file(named_file, &mut problems)?;
        sources::environment(variables, &mut sources, &mut problems);
        sources.values.extend(options);
        let sign_in = sign_in::providers(&sources.providers, &mut problems);
        let mut reader = Reader {
            values: sources.values,
            problems,
        };
        let configuration = reader.configuration(sign_in);
        if reader.problems.is_empty() {
            Ok(configuration)
        } else {
            Err(ConfigurationError::Wrong(reader.problems))
        }
    }
}

impl Configuration {
    /// Where readers reach the site: as given, or where it listens, if that is on this machine alone.
    #[must_use]
    pub fn site_url(&self) -> Option<String> {
        let listens = || {
            self.listen
                .ip()
                .is_loopback()
                .then(|| format!("http://{}", self.listen))
        };
        self.public_url.clone().or_else(listens)
    }
}

struct Reader {
    values: Values,
    problems: Vec<Problem>,
}

impl Reader {
    fn configuration(&mut self, sign_in: Vec<ProviderSettings>) -> Configuration {
        let public_url = self.value(&settings::PUBLIC_URL, None, |text| {
            sign_in::public_url(text).map(Some)
        });
        let by_https = public_url
            .as_ref()
            .is_some_and(|address| address.starts_with("https:"));
        let configuration = Configuration {
            listen: self.value(
                &settings::LISTEN,
                SocketAddr::from(([127, 0, 0, 1], 3000)),
                |text| text.parse().ok(),
            ),
            database: self.database(),
            community: self.value(&settings::COMMUNITY, None, |text| {
                let name = text.trim();
                let fits = (1..=60).contains(&name.chars().count());
                fits.then(|| Some(name.to_owned()))
            }),
            trusted_proxies: self.value(&settings::TRUSTED_PROXIES, 0, |text| {
                parsed(text).filter(|proxies| *proxies <= settings::MOST_PROXIES)
            }),
            sign_ins_a_minute: self.value(&settings::SIGN_INS_A_MINUTE, 20, parsed),
            writes_a_minute: self.value(&settings::WRITES_A_MINUTE, 60, parsed),
            searches_a_minute: self.value(&settings::SEARCHES_A_MINUTE, 60, parsed),
            behind_tls: self.value(&settings::BEHIND_TLS, by_https, parsed),
            public_url,
            sign_in,
            administrators: self.value(
                &settings::ADMINISTRATORS,
                Vec::new(),
                sign_in::administrators,
            ),
            page_cache_bytes: self.value(&settings::PAGE_CACHE_BYTES, 24 * 1024 * 1024, parsed),
            log: self.value(
                &settings::LOG,
                "info,sea_orm_migration=warn".to_owned(),
                |text| EnvFilter::try_new(text).is_ok().then(|| text.to_owned()),
            ),
            log_format: self.value(&settings::LOG_FORMAT, LogFormat::Text, |text| match text {
                "text" => Some(LogFormat::Text),
                "json" => Some(LogFormat::Json),
                _ => None,
            }),
        };
        if !configuration.sign_in.is_empty() && configuration.site_url().is_none() {
            self.problems.push(Problem::NoPublicUrl);
        }
        configuration
    }

    /// The database that is named, else the one in the data folder. A folder named on the command line wins over a
    /// database named elsewhere.
    fn database(&mut self) -> String {
        let folder = self.value(&settings::DATA, "./data".to_owned(), |text| {
            (!text.is_empty() && !text.contains('\0')).then(|| text.to_owned())
        });
        let in_folder = sqlite_address(&Path::new(&folder).join("charterhouse.db"));
        let named = self.value(&settings::DATABASE, None, |text| {
            ["sqlite:", "postgres://", "postgresql://"]
                .iter()
                .any(|scheme| text.starts_with(scheme))
                .then(|| Some(text.to_owned()))
        });
        let by_option = |setting: &Setting| {
            self.values
                .get(setting.key)
                .is_some_and(|given| matches!(given.origin, Origin::Option(_)))
        };
        match named {
            Some(named) if !by_option(&settings::DATA) || by_option(&settings::DATABASE) => named,
            Some(_) | None => in_folder,
        }
    }

    fn value<T>(
        &mut self,
        setting: &Setting,
        default: T,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> T {
        let Some(given) = self.values.get(setting.key) else {
            return default;
        };
        match parse(given.value.trim()) {
            Some(value) => value,
            None => {
                self.problems.push(Problem::of_value(setting, given));
                default
            }
        }
    }
}

fn parsed<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

/// The address of a SQLite file. The characters that end a path in an address are written as it wants them.
fn sqlite_address(file: &Path) -> String {
    let path = file
        .to_string_lossy()
        .replace('%', "%25")
        .replace('?', "%3F")
        .replace('#', "%23");
    format!("sqlite://{path}")
}
