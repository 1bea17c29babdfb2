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
