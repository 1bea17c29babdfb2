//! `charterhouse import` as it is typed.

use crate::support::{Kind, Place, registry};

const GROUPS: &str = "# Working Groups\n\n\
    | Group | Design Docs | Discussion Forum | Slack Channel |\n\
    | --- | --- | --- | --- |\n\
    | Paths | [Folder](https://docs.example/paths) | [Forum](https://forum.example/paths) | #paths |\n\
    | Seals | [Folder](https://docs.example/seals) | [Forum](https://forum.example/seals) | #seals |\n\
    | Tests | [Folder](https://docs.example/tests) | [Forum](https://forum.example/tests) | #tests |\n";

fn place() -> Place {
    let place = Place::fresh(Kind::Sqlite);
    place.done(&["migrate"]);
    place
}

#[test]
fn a_dry_run_prints_the_events_and_writes_nothing() {
    let place = place();
    let file = place.file("2024-01-01.json", &registry(2, 1));
    let printed = place.done(&["import", "registry", &file, "--dry-run"]);
    assert!(
        printed.contains("2024-01-01  Group 0 was formed as"),
        "{printed}"
    );
    assert!(printed.contains("A dry run, nothing was written"));
    let written = place.done(&["import", "registry", &file]);
    assert!(written.contains("2024-01-01  Group 0 was formed as"));
    assert_eq!(
        place.done(&["import", "registry", &file]).trim(),
        "Nothing new."
    );
}

#[test]
fn the_day_of_a_file_is_given_or_in_its_name_or_today_and_is_told() {
    let place = place();
    let told = |arguments: &[&str]| {
        let arguments = [&["import", "registry", "--dry-run"], arguments].concat();
        String::from_utf8(place.run(&arguments).stderr).unwrap()
    };
    let dated = place.file("2024-01-01-groups.json", &registry(1, 1));
    let plain = place.file("groups.json", &registry(1, 1));
    assert!(told(&[&dated]).contains("as of 2024-01-01 (from its name)"));
    assert!(told(&[&dated, "--as-of", "2023-05-06"]).contains("as of 2023-05-06 (given)"));
    assert!(told(&[&plain]).contains("(today, as its name has no date)"));
    assert!(
        told(&[&dated, &plain, "--as-of", "2023-05-06"]).contains("--as-of is the day of one file")
    );
}

#[test]
fn an_open_question_is_told_with_what_to_type_and_nothing_is_written() {
    let place = place();
    let first = place.file("2024-01-01.md", GROUPS);
    place.done(&["import", "registry", &first]);
    let before = place.exported("2026-01-01");
    // The same words in another group's name, and not one link in common.
    let renamed = GROUPS
        .replace("Paths", "Paths and Routes")
        .replace("/paths", "/routes")
        .replace("#paths", "#routes");
    let second = place.file("2024-02-01.md", &renamed);
    let output = place.run(&["import", "registry", &second]);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{message}");
    assert!(
        message.contains("--rename \"Paths=Paths and Routes\""),
        "{message}"
    );
    assert_eq!(place.exported("2026-01-01"), before);
    let printed = place.done(&[
        "import",
        "registry",
        &second,
        "--rename",
        "Paths=Paths and Routes",
    ]);
    assert!(printed.contains("renamed"), "{printed}");
}

#[test]
fn a_malformed_file_is_refused_with_its_line_and_the_rest_taken_in_when_told_so() {
    let place = place();
    let broken = GROUPS.replace(
        "| Seals | [Folder](https://docs.example/seals) ",
        "| Seals ",
    );
    let file = place.file("2024-01-01.md", &broken);
    let output = place.run(&["import", "registry", &file]);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(message.contains(&format!("{file}:6: ")), "{message}");
    assert!(message.contains("expected"), "{message}");
    let output = place.run(&["import", "registry", &file, "--skip-bad-rows"]);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{message}");
    assert!(
        message.contains(&format!("left out: {file}:6: ")),
        "{message}"
    );
    assert!(place.exported("2026-01-01").contains("Tests"));
}

#[test]
fn a_file_of_100_megabytes_is_refused_without_being_read() {
    let place = place();
    let path = place.path("large.md");
    std::fs::File::create(&path)
        .unwrap()
        .set_len(100 * 1024 * 1024)
        .unwrap();
    let output = place.run(&["import", "registry", &path.display().to_string()]);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(
        message.contains("found 100 MB; expected at most"),
        "{message}"
    );
}

#[test]
fn an_import_that_would_end_most_groups_stops_unless_told_to_go_on() {
    let place = place();
    let first = place.file("2024-01-01.json", &registry(5, 1));
    place.done(&["import", "registry", &first]);
    let second = place.file("2024-02-01.json", &registry(1, 1));
    let output = place.run(&["import", "registry", &second]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--end-most-groups"));
    place.done(&["import", "registry", &second, "--end-most-groups"]);
}

#[test]
fn what_is_exported_and_imported_again_changes_nothing() {
    let place = place();
    let first = place.file("2024-01-01.json", &registry(5, 1));
    place.done(&["import", "registry", &first]);
    for format in ["markdown", "yaml", "json"] {
        let output = place
            .path(&format!("2024-03-01.{format}"))
            .display()
            .to_string();
        place.done(&[
            "export", "registry", "--format", format, "--output", &output,
        ]);
        let printed = place.done(&["import", "registry", &output]);
        assert_eq!(printed.trim(), "Nothing new.", "{format}");
    }
}

#[test]
fn a_wrong_setting_ends_the_program_with_the_code_for_that() {
    let place = place();
    let output = place
        .command(&["check"])
        .env("CHARTERHOUSE_LISTEN", "everywhere")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8_lossy(&output.stderr)
            .contains("CHARTERHOUSE_LISTEN: listen is “everywhere”; expected")
    );
}
