#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::{fs, path::PathBuf};

use super::*;

fn variables(given: &[(&str, &str)]) -> impl Iterator<Item = (OsString, OsString)> {
    given
        .iter()
        .map(|(name, value)| (OsString::from(name), OsString::from(value)))
        .collect::<Vec<_>>()
        .into_iter()
}

fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("charterhouse.toml");
    fs::write(&path, text).unwrap();
    (folder, path)
}

fn option(key: &'static str, name: &'static str, value: &str) -> Values {
    Values::from([(
        key,
        Given {
            value: value.to_owned(),
            origin: Origin::Option(name),
        },
    )])
}

#[test]
fn an_option_wins_over_a_variable_and_a_variable_over_the_file() {
    let (_folder, path) =
        file("listen = \"127.0.0.1:1\"\ncommunity = \"File\"\nbehind_tls = true\n");
    let configuration = Configuration::read(
        Some(&path),
        variables(&[
            ("CHARTERHOUSE_LISTEN", "127.0.0.1:2"),
            ("CHARTERHOUSE_COMMUNITY", "007"),
        ]),
        option("listen", "--listen", "127.0.0.1:3"),
    )
    .unwrap();
    assert_eq!(configuration.listen.port(), 3);
    assert_eq!(configuration.community.as_deref(), Some("007"));
    assert!(configuration.behind_tls);
}

#[test]
fn a_wrong_value_is_named_with_its_line_or_variable_and_what_was_expected() {
    let (_folder, path) = file("# The house.\n\nlisten = \"everywhere\"\nlisten_on = 3\n");
    let error = Configuration::read(
        Some(&path),
        variables(&[
            ("CHARTERHOUSE_PAGE_CACHE_BYTES", "much"),
            ("CHARTERHOUSE_COMUNITY", "Loom"),
            ("CHARTERHOUSE_TEST_POSTGRES", "postgres://elsewhere"),
            ("CHARTERHOUSE_TEST_PYTHON", "/somewhere/python"),
        ]),
        Values::new(),
    )
    .unwrap_err()
    .to_string();
    let path = path.display();
    assert!(error.contains(&format!(
        "{path}:3: listen is “everywhere”; expected an IP address and a port"
    )));
    assert!(error.contains(&format!("{path}:4: there is no setting “listen_on”")));
    assert!(error.contains(
        "CHARTERHOUSE_PAGE_CACHE_BYTES: page_cache_bytes is “much”; expected a number of bytes"
    ));
    assert!(error.contains("there is no setting “CHARTERHOUSE_COMUNITY”"));
    assert_eq!(error.lines().count(), 4);
}

#[test]
fn a_file_that_is_no_toml_is_named_with_the_line() {
    let (_folder, path) = file("community = \"Loom\"\nlisten 3000\n");
    let error = Configuration::read(Some(&path), variables(&[]), Values::new()).unwrap_err();
    assert!(
        matches!(error, ConfigurationError::NoToml { line: 2, .. }),
        "{error}"
    );
}

#[test]
fn a_file_that_was_named_must_be_there() {
    let missing = PathBuf::from("/nowhere/charterhouse.toml");
    assert!(matches!(
        Configuration::read(Some(&missing), variables(&[]), Values::new()),
        Err(ConfigurationError::Unreadable { .. })
    ));
}

#[test]
fn a_data_folder_of_the_command_line_wins_over_a_database_of_the_environment() {
    let of_environment = [("CHARTERHOUSE_DATABASE", "postgres://house@db/house")];
    let without = Configuration::read(None, variables(&of_environment), Values::new()).unwrap();
    assert_eq!(without.database, "postgres://house@db/house");
    let with = Configuration::read(
        None,
        variables(&of_environment),
        option("data", "--data", "/srv/what?"),
    )
    .unwrap();
    assert_eq!(with.database, "sqlite:///srv/what%3F/charterhouse.db");
}

#[test]
fn a_password_is_in_no_message() {
    let error = Configuration::read(
        None,
        variables(&[("CHARTERHOUSE_DATABASE", "mysql://house:s3cret@db/house")]),
        Values::new(),
    )
    .unwrap_err()
    .to_string();
    assert!(error.contains("mysql://house@db/house") && !error.contains("s3cret"));
}

#[test]
fn the_help_explains_every_setting() {
    let help = help();
    for setting in settings::SETTINGS {
        assert!(help.contains(&format!("{}  ({})", setting.key, setting.variable())));
    }
}

#[test]
fn several_providers_come_from_the_file_and_the_environment() {
    let (_folder, path) = file(
        "public_url = \"https://house.example/\"\nadministrators = [\"github:ada\", \"my-forge:17\"]\n\
         [[sign_in]]\nprovider = \"github\"\nclient_id = \"a\"\nbase_url = \"https://ghe.example/\"\n",
    );
    let configuration = Configuration::read(
        Some(&path),
        variables(&[
            ("CHARTERHOUSE_SIGN_IN_GITHUB_CLIENT_SECRET", "s3cret"),
            ("CHARTERHOUSE_SIGN_IN_MY_FORGE_PROVIDER", "oidc"),
            (
                "CHARTERHOUSE_SIGN_IN_MY_FORGE_ISSUER",
                "https://forge.example",
            ),
            ("CHARTERHOUSE_SIGN_IN_MY_FORGE_CLIENT_ID", "b"),
            (
                "CHARTERHOUSE_SIGN_IN_MY_FORGE_CLIENT_SECRET",
                "other-s3cret",
            ),
            ("CHARTERHOUSE_SIGN_IN_MY_FORGE_TITLE", "Our forge"),
        ]),
        Values::new(),
    )
    .unwrap();
    let keys: Vec<&str> = configuration
        .sign_in
        .iter()
        .map(|provider| provider.key.as_str())
        .collect();
    assert_eq!(keys, ["github", "my-forge"]);
    assert_eq!(
        configuration.sign_in[0].kind,
        sign_in::ProviderKind::GitHub {
            authorize_url: "https://ghe.example/login/oauth/authorize".to_owned(),
            token_url: "https://ghe.example/login/oauth/access_token".to_owned(),
            api_url: "https://ghe.example/api/v3".to_owned(),
        }
    );
    assert_eq!(configuration.sign_in[0].title, "GitHub");
    assert_eq!(configuration.sign_in[1].title, "Our forge");
    assert_eq!(configuration.administrators.len(), 2);
    assert_eq!(
        configuration.site_url().as_deref(),
        Some("https://house.example")
    );
    assert!(configuration.behind_tls, "readers come by HTTPS");
    let shown = format!("{configuration:?}");
    assert!(!shown.contains("s3cret"), "{shown}");
}

#[test]
fn whatever_is_wrong_with_a_provider_is_named_with_its_place() {
    let (_folder, path) = file(
        "listen = \"0.0.0.0:80\"\n[[sign_in]]\nprovider = \"gitlab\"\nkey = \"lab\"\n\
         [[sign_in]]\nprovider = \"oidc\"\nkey = \"demo\"\nisuer = \"https://a.example\"\nclient_id = \"a\"\nclient_secret = \"\"\n\
         [[sign_in]]\nprovider = \"github\"\nclient_id = \"a\"\nclient_secret = \"b\"\nissuer = \"x\"\nbase_url = \"http://ghe.example\"\n\
         [[sign_in]]\nprovider = \"github\"\nclient_id = \"a\"\nclient_secret = \"b\"\n\
         [[sign_in]]\nkey = \"github\"\nclient_id = \"a\"\nclient_secret = \"b\"\n",
    );
    let error = Configuration::read(
        Some(&path),
        variables(&[
            ("CHARTERHOUSE_SIGN_IN_LAB_SECRET", "s3cret"),
            ("CHARTERHOUSE_ADMINISTRATORS", "ada"),
        ]),
        Values::new(),
    )
    .unwrap_err()
    .to_string();
    let file = path.display();
    for expected in [
        format!("{file}:3: provider is “gitlab”; expected github or oidc"),
        format!("{file}:7: key is “demo”; expected 1 to 40 lower-case letters"),
        format!("{file}:8: a sign-in provider has no “isuer”; expected one of provider, key"),
        format!("{file}:10: client_secret is “”; expected what the provider gave"),
        format!("{file}:6: the sign-in provider “demo” has no issuer; expected an https address"),
        format!("{file}:15: issuer is nothing that this kind of sign-in provider has"),
        format!("{file}:16: base_url is “http://ghe.example”; expected an https address"),
        format!("{file}:22: key is “github”; expected 1 to 40 lower-case letters"),
        "CHARTERHOUSE_SIGN_IN_LAB_SECRET: a sign-in provider has no “LAB_SECRET”".to_owned(),
        "CHARTERHOUSE_ADMINISTRATORS: administrators is “ada”; expected PROVIDER:LOGIN".to_owned(),
        "there are sign-in providers but no public_url".to_owned(),
    ] {
        assert!(error.contains(&expected), "{expected}\nis not in\n{error}");
    }
    assert!(!error.contains("s3cret"));
}

#[test]
fn the_help_explains_every_field_of_a_provider() {
    let help = help();
    for field in sign_in::FIELDS {
        assert!(
            help.contains(&format!("\n  {}\n", field.key)),
            "{}",
            field.key
        );
    }
}
