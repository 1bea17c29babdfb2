//! Every setting: its key, what it takes, what it does. The command line's help is made from this list.

use super::sign_in;

/// One setting. In a file it is `key`, in the environment `CHARTERHOUSE_KEY`.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The key in the file.
    pub key: &'static str,
    /// What holds where nothing is given, in words.
    pub default: &'static str,
    /// What a value must be.
    pub expected: &'static str,
    /// What it does.
    pub help: &'static str,
}

impl Setting {
    /// The name of the environment variable.
    #[must_use]
    pub fn variable(&self) -> String {
        format!("{VARIABLE_PREFIX}{}", self.key.to_uppercase())
    }
}

/// What the names of the environment variables begin with.
pub const VARIABLE_PREFIX: &str = "CHARTERHOUSE_";

/// Variables of the developer's commands, which mean nothing here.
pub const DEVELOPERS_VARIABLES: [&str; 3] = [
    "CHARTERHOUSE_BIN",
    "CHARTERHOUSE_TEST_POSTGRES",
    "CHARTERHOUSE_TEST_PYTHON",
];

/// Where the server listens.
pub const LISTEN: Setting = Setting {
    key: "listen",
    default: "127.0.0.1:3000",
    expected: "an IP address and a port such as 127.0.0.1:3000 or [::]:3000",
    help: "Where `serve` listens. Port 0 takes a free one.",
};

/// The folder of the SQLite database.
pub const DATA: Setting = Setting {
    key: "data",
    default: "./data",
    expected: "a folder",
    help: "The folder of the SQLite database charterhouse.db; made when missing.",
};

/// Another database.
pub const DATABASE: Setting = Setting {
    key: "database",
    default: "the SQLite database in the data folder",
    expected: "sqlite://FILE or postgres://USER:PASSWORD@HOST/NAME",
    help: "Another database. PostgreSQL allows several servers at once.",
};

/// The community's name.
pub const COMMUNITY: Setting = Setting {
    key: "community",
    default: "Community; for the demo community its own",
    expected: "a name of 1 to 60 letters",
    help: "What the community is called, on every page and in exports.",
};

/// Whether readers come through TLS.
pub const BEHIND_TLS: Setting = Setting {
    key: "behind_tls",
    default: "true where public_url begins with https, else false",
    expected: "true or false",
    help: "Whether readers come by HTTPS, through a proxy: adds Strict-Transport-Security and secure cookies.",
};

/// How many proxies are trusted.
pub const TRUSTED_PROXIES: Setting = Setting {
    key: "trusted_proxies",
    default: "0",
    expected: "a number of proxies, at most 10",
    help: "How many proxies every request comes through. A reader's address is then the one that so many from the right end of X-Forwarded-For; with 0 the header means nothing.",
};

/// So many proxies are believable.
pub const MOST_PROXIES: usize = 10;

/// The limit on sign-ins.
pub const SIGN_INS_A_MINUTE: Setting = Setting {
    key: "sign_ins_a_minute",
    default: "20",
    expected: "a number, 0 for no limit",
    help: "How many steps of sign-ins (to the provider, and back) one person may take in a minute. One address may do four times as much, here and below: several people may be behind it.",
};

/// The limit on writes.
pub const WRITES_A_MINUTE: Setting = Setting {
    key: "writes_a_minute",
    default: "60",
    expected: "a number, 0 for no limit",
    help: "How many forms one person may send in a minute.",
};

/// The limit on searches.
pub const SEARCHES_A_MINUTE: Setting = Setting {
    key: "searches_a_minute",
    default: "60",
    expected: "a number, 0 for no limit",
    help: "How often one person may search in a minute.",
};

/// Where readers reach the site.
pub const PUBLIC_URL: Setting = Setting {
    key: "public_url",
    default: "where it listens, on an address of this machine alone",
    expected: "an address without a path, such as https://house.example",
    help: "Where readers reach the site. Sign-in providers send people back there.",
};

/// Who administers.
pub const ADMINISTRATORS: Setting = Setting {
    key: "administrators",
    default: "nobody",
    expected: "PROVIDER:LOGIN, several with commas between them",
    help: "Who becomes an administrator by signing in; the way to the first. PROVIDER is a sign-in provider’s key; where its logins are chosen, LOGIN is the provider’s own id (sub).",
};

/// The size of the page cache.
pub const PAGE_CACHE_BYTES: Setting = Setting {
    key: "page_cache_bytes",
    default: "25165824",
    expected: "a number of bytes, 0 for none",
    help: "The most memory for rendered pages. With 0, every page is rendered for every reader.",
};

/// What is logged.
pub const LOG: Setting = Setting {
    key: "log",
    default: "info,sea_orm_migration=warn",
    expected: "a filter such as info or warn,server=debug",
    help: "What is logged, on the standard error output.",
};

/// How it is logged.
pub const LOG_FORMAT: Setting = Setting {
    key: "log_format",
    default: "text",
    expected: "text or json",
    help: "How it is logged: lines for people, or JSON for programs.",
};

/// All of them, in the order of the help.
pub const SETTINGS: [Setting; 14] = [
    LISTEN,
    DATA,
    DATABASE,
    COMMUNITY,
    BEHIND_TLS,
    TRUSTED_PROXIES,
    SIGN_INS_A_MINUTE,
    WRITES_A_MINUTE,
    SEARCHES_A_MINUTE,
    PUBLIC_URL,
    ADMINISTRATORS,
    PAGE_CACHE_BYTES,
    LOG,
    LOG_FORMAT,
];

/// The part of the command line's help that explains the settings.
#[must_use]
pub fn help() -> String {
    let mut text = String::from(
        "Configuration:\n  Each key may be given in the file (TOML: `listen = \"127.0.0.1:3000\"`) or as the environment variable beside it.\n  An option of the command line wins over a variable, a variable over the file.\n",
    );
    for setting in SETTINGS {
        text.push_str(&format!(
            "\n  {}  ({})\n      {}\n      Expected: {}. Default: {}.\n",
            setting.key,
            setting.variable(),
            setting.help,
            setting.expected,
            setting.default
        ));
    }
    text.push_str(&sign_in::help());
    text
}
