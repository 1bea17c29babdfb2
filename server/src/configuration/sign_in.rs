//! The sign-in providers: tables `[[sign_in]]` of the file, and variables `CHARTERHOUSE_SIGN_IN_KEY_FIELD`.

use std::{collections::BTreeMap, fmt};

use axum::http::Uri;
use domain::identity::NamedAdministrator;

use super::{
    problem::Problem,
    sources::{Given, Origin},
};

/// What the names of the providers' environment variables begin with.
pub const VARIABLE_PREFIX: &str = "CHARTERHOUSE_SIGN_IN_";

/// The longest key of a provider.
const LONGEST_KEY: usize = 40;

/// One thing to say of a provider.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its key in the table.
    pub key: &'static str,
    /// What a value must be.
    pub expected: &'static str,
    /// What it does.
    pub help: &'static str,
}

const KEY: Field = Field {
    key: "key",
    expected: "1 to 40 lower-case letters, digits and hyphens, unlike other providers’, and not demo",
    help: "What the house calls it, in addresses (/sign-in/KEY) and in the record. Never change it: accounts are known by it. Imports call GitHub `github`. Without it, that of a provider github is github.",
};

const PROVIDER: Field = Field {
    key: "provider",
    expected: "github or oidc",
    help: "What it is: GitHub, also GitHub Enterprise, or any OpenID Connect provider.",
};

const TITLE: Field = Field {
    key: "title",
    expected: "a name of 1 to 60 letters",
    help: "What people read: “Sign in with TITLE”. Without it GitHub, or the key.",
};

const CLIENT_ID: Field = Field {
    key: "client_id",
    expected: "what the provider calls this installation",
    help: "As the provider gave it.",
};

const CLIENT_SECRET: Field = Field {
    key: "client_secret",
    expected: "what the provider gave with it",
    help: "As the provider gave it. Better given as a variable than in the file; it is never shown or logged.",
};

const ISSUER: Field = Field {
    key: "issuer",
    expected: "an https address; http only on this machine",
    help: "oidc: where the provider is; the rest it tells itself.",
};

const LOGINS: Field = Field {
    key: "logins",
    expected: "unique or chosen",
    help: "oidc: whether nobody can have a login that another has (unique). Only then is someone of the record known by a login when they first sign in. Default: chosen.",
};

const BASE_URL: Field = Field {
    key: "base_url",
    expected: "an https address; http only on this machine",
    help: "github: where GitHub Enterprise is. Default: https://github.com.",
};

const AUTHORIZE_URL: Field = Field {
    key: "authorize_url",
    expected: "an https address; http only on this machine",
    help: "github: where people are sent. Default: BASE_URL/login/oauth/authorize.",
};

const TOKEN_URL: Field = Field {
    key: "token_url",
    expected: "an https address; http only on this machine",
    help: "github: where the server asks for a token. Default: BASE_URL/login/oauth/access_token.",
};

const API_URL: Field = Field {
    key: "api_url",
    expected: "an https address; http only on this machine",
    help: "github: where the server asks who it is. Default: https://api.github.com, or BASE_URL/api/v3.",
};

/// All, in the order of the help.
pub const FIELDS: [Field; 11] = [
    PROVIDER,
    KEY,
    TITLE,
    CLIENT_ID,
    CLIENT_SECRET,
    ISSUER,
    LOGINS,
    BASE_URL,
    AUTHORIZE_URL,
    TOKEN_URL,
    API_URL,
];

/// The field of that name.
pub fn field(key: &str) -> Option<&'static str> {
    FIELDS
        .iter()
        .map(|field| field.key)
        .find(|known| *known == key)
}

/// Something that is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes it.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret, for whom it is shared with.
    #[must_use]
    pub fn exposed(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(not shown)")
    }
}

/// A sign-in provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderSettings {
    /// What the house calls it.
    pub key: String,
    /// What people read.
    pub title: String,
    /// What it calls this installation.
    pub client_id: String,
    /// What it gave with that.
    pub client_secret: Secret,
    /// What it is.
    pub kind: ProviderKind,
}

/// What a provider is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProviderKind {
    /// GitHub, or GitHub Enterprise.
    GitHub {
        /// Where people are sent.
        authorize_url: String,
        /// Where the server asks for a token.
        token_url: String,
        /// Where the server asks who it is.
        api_url: String,
    },
    /// Any OpenID Connect provider.
    OpenId {
        /// Where it is.
        issuer: String,
        /// Whether nobody can have a login there that another has.
        logins_are_unique: bool,
    },
}

/// What was given of a provider, by the fields' keys.
#[derive(Clone, Debug)]
pub struct GivenProvider {
    /// Where it was first spoken of.
    pub origin: Origin,
    /// The values.
    pub values: BTreeMap<&'static str, Given>,
}

impl GivenProvider {
    /// The key that it goes by; empty where it has none yet.
    pub fn key(&self) -> &str {
        match (self.values.get(KEY.key), self.values.get(PROVIDER.key)) {
            (Some(key), _) => &key.value,
            (None, Some(provider)) if provider.value == "github" => "github",
            (None, _) => "",
        }
    }
}

/// The providers that were given; what is wrong is added to `problems`.
pub(super) fn providers(
    given: &[GivenProvider],
    problems: &mut Vec<Problem>,
) -> Vec<ProviderSettings> {
    let mut providers: Vec<ProviderSettings> = Vec::new();
    for table in given {
        let mut reader = Reader { table, problems };
        let Some(provider) = reader.provider() else {
            continue;
        };
        if providers.iter().any(|other| other.key == provider.key) {
            reader.wrong(&KEY);
        } else {
            providers.push(provider);
        }
    }
    providers
}

struct Reader<'r> {
    table: &'r GivenProvider,
    problems: &'r mut Vec<Problem>,
}

impl Reader<'_> {
    /// `None` where something is wrong, which is noted then; all of it is.
    fn provider(&mut self) -> Option<ProviderSettings> {
        let before = self.problems.len();
        let key = self.table.key().to_owned();
        if !is_key(&key) {
            self.wrong(&KEY);
        }
        let github = match self.text(&PROVIDER) {
            Some(kind) if kind == "github" => true,
            Some(kind) if kind == "oidc" => false,
            None if key == "github" => true,
            Some(_) | None => {
                self.wrong(&PROVIDER);
                return None;
            }
        };
        let title = self.text(&TITLE).unwrap_or_else(|| {
            if github {
                "GitHub".to_owned()
            } else {
                key.clone()
            }
        });
        if !(1..=60).contains(&title.chars().count()) {
            self.wrong(&TITLE);
        }
        let client_id = self.required(&CLIENT_ID);
        let client_secret = Secret(self.required(&CLIENT_SECRET));
        let kind = if github {
            self.github()
        } else {
            self.open_id()
        };
        (self.problems.len() == before).then_some(ProviderSettings {
            key,
            title,
            client_id,
            client_secret,
            kind,
        })
    }

    fn github(&mut self) -> ProviderKind {
        self.none_of(&[ISSUER, LOGINS]);
        let base = self.address(&BASE_URL, "https://github.com");
        let api = match self.text(&BASE_URL) {
            None => "https://api.github.com".to_owned(),
            Some(_) => format!("{base}/api/v3"),
        };
        ProviderKind::GitHub {
            authorize_url: self.address(&AUTHORIZE_URL, &format!("{base}/login/oauth/authorize")),
            token_url: self.address(&TOKEN_URL, &format!("{base}/login/oauth/access_token")),
            api_url: self.address(&API_URL, &api),
        }
    }

    fn open_id(&mut self) -> ProviderKind {
        self.none_of(&[BASE_URL, AUTHORIZE_URL, TOKEN_URL, API_URL]);
        let issuer = self.required(&ISSUER);
        if !issuer.is_empty() && !is_address(&issuer) {
            self.wrong(&ISSUER);
        }
        let logins_are_unique = match self.text(&LOGINS).as_deref() {
            Some("unique") => true,
            None | Some("chosen") => false,
            Some(_) => {
                self.wrong(&LOGINS);
                false
            }
        };
        ProviderKind::OpenId {
            issuer,
            logins_are_unique,
        }
    }

    fn text(&self, field: &Field) -> Option<String> {
        self.table
            .values
            .get(field.key)
            .map(|given| given.value.trim().to_owned())
    }

    fn required(&mut self, field: &Field) -> String {
        let text = self.text(field).unwrap_or_default();
        if text.is_empty() {
            self.wrong(field);
        }
        text
    }

    /// An address without a slash at its end.
    fn address(&mut self, field: &Field, default: &str) -> String {
        let text = self.text(field).unwrap_or_else(|| default.to_owned());
        let text = text.trim_end_matches('/');
        if !is_address(text) {
            self.wrong(field);
        }
        text.to_owned()
    }

    fn none_of(&mut self, fields: &[Field]) {
        for field in fields {
            if let Some(given) = self.table.values.get(field.key) {
                self.problems.push(Problem::OfOtherProviders {
                    origin: given.origin.clone(),
                    key: field.key,
                });
            }
        }
    }

    /// Notes that a field is wrong, or missing.
    fn wrong(&mut self, field: &Field) {
        self.problems.push(match self.table.values.get(field.key) {
            None => Problem::Missing {
                origin: self.table.origin.clone(),
                of: self.table.key().to_owned(),
                key: field.key,
                expected: field.expected,
            },
            Some(given) => Problem::Value {
                origin: given.origin.clone(),
                key: field.key,
                found: if field.key == CLIENT_SECRET.key {
                    String::new()
                } else {
                    given.value.clone()
                },
                expected: field.expected,
            },
        });
    }
}

fn is_key(key: &str) -> bool {
    (1..=LONGEST_KEY).contains(&key.len())
        && key != app::DEMO_KEY
        && key.starts_with(|first: char| first.is_ascii_lowercase())
        && key
            .chars()
            .all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '-')
}

/// Whether secrets may be sent there: by TLS, or to this machine.
fn is_address(text: &str) -> bool {
    text.parse::<Uri>().is_ok_and(|uri| {
        let host = uri.host().unwrap_or_default();
        match uri.scheme_str() {
            Some("https") => !host.is_empty(),
            Some("http") => is_this_machine(host),
            Some(_) | None => false,
        }
    })
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost"
        || host
            .trim_start_matches('[')
            .trim_end_matches(']')
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// Where readers reach the site, without a slash at its end.
pub(super) fn public_url(text: &str) -> Option<String> {
    let text = text.trim_end_matches('/');
    let uri: Uri = text.parse().ok()?;
    let scheme_fits = matches!(uri.scheme_str(), Some("https" | "http"));
    let is_bare = uri.path() == "/" && uri.query().is_none();
    let authority = uri.authority()?;
    (scheme_fits && is_bare && !authority.as_str().contains('@')).then(|| text.to_owned())
}

/// The people of a list of `PROVIDER:LOGIN`, by commas.
pub(super) fn administrators(text: &str) -> Option<Vec<NamedAdministrator>> {
    text.split(',')
        .map(str::trim)
        .filter(|one| !one.is_empty())
        .map(|one| {
            let (provider, who) = one.split_once(':')?;
            (is_key(provider) && !who.is_empty()).then(|| NamedAdministrator {
                provider: provider.to_owned(),
                who: who.to_owned(),
            })
        })
        .collect()
}

/// The part of the help that explains the providers.
pub(super) fn help() -> String {
    let mut text = String::from(
        "\nSign-in providers:\n  Any number at once, each a table of the file:\n\n      public_url = \"https://house.example\"\n      administrators = [\"github:ada\"]\n\n      [[sign_in]]\n      provider = \"github\"\n      client_id = \"…\"\n      client_secret = \"…\"\n\n  Each field may be given as a variable too, CHARTERHOUSE_SIGN_IN_KEY_FIELD with the provider’s key in capitals and _ for -,\n  such as CHARTERHOUSE_SIGN_IN_GITHUB_CLIENT_SECRET. A variable wins over the file; variables alone make a provider as well.\n  At the provider, register PUBLIC_URL/sign-in/KEY/callback as the address to come back to.\n",
    );
    for field in FIELDS {
        text.push_str(&format!(
            "\n  {}\n      {}\n      Expected: {}.\n",
            field.key, field.help, field.expected
        ));
    }
    text
}
