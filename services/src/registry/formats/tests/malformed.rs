use super::{BadRows, markdown::PAGE, problems};
use crate::registry::formats::read;

/// The page with one line replaced.
fn with(old: &str, new: &str) -> String {
    assert!(PAGE.contains(old), "{old}");
    PAGE.replace(old, new)
}

#[test]
fn a_missing_cell_is_told_with_its_line_and_what_was_expected() {
    let page = with(
        "| [Report](https://safe.example) | - | Rules",
        "| - | Rules",
    );
    assert_eq!(
        problems(&page),
        [
            "file:9: found 4 cells in the row “Routing and Policy”; expected 5 cells: \
          Group | Design Docs | Slack Channel | Meeting Link | Description"
        ]
    );
}

#[test]
fn a_surplus_cell_is_told() {
    let page = with("Blue  | Docs", "Blue | x | Docs");
    let [problem] = &problems(&page)[..] else {
        panic!("one problem");
    };
    assert!(
        problem.starts_with("file:17: found 5 cells in the row “Ada Example”"),
        "{problem}"
    );
}

#[test]
fn cells_that_slipped_are_told() {
    for (old, new, found) in [
        (
            "| [Folder](https://drive.example/docs) | [#docs](https://chat.example/1) | n/a | User docs, website",
            "| [#docs](https://chat.example/1) | n/a | User docs, website |  |",
            "“User docs, website” in the row “Docs”",
        ),
        (
            "| Docs | [Folder](https://drive.example/docs) | [#docs](https://chat.example/1) | n/a | User docs, website",
            "| Docs | n/a | [Folder](https://drive.example/docs) | n/a | [#docs](https://chat.example/1)",
            "“#docs” in the row “Docs”",
        ),
        (
            "&nbsp; | Bo Sample | Independent | Routing and Policy",
            "Bo Sample | Independent | Routing and Policy |  |",
            "no group in the row of “Independent”",
        ),
        (
            "&nbsp; | Bo Sample | Independent | Routing and Policy",
            "&nbsp; | <img src=\"x\"> | Bo Sample | Routing and Policy",
            "a picture where a name should be",
        ),
        (
            "&nbsp; | Bo Sample | Independent | Routing and Policy",
            "&nbsp; | Routing and Policy, Docs | Bo Sample | Docs",
            "“Routing and Policy, Docs” where a name should be",
        ),
    ] {
        let told = problems(&with(old, new));
        assert!(
            told.iter().any(|problem| problem.contains(found)),
            "{found}: {told:?}"
        );
    }
}

#[test]
fn a_lead_of_a_group_that_is_not_in_the_table_is_told() {
    let page = with("Independent | Routing and Policy", "Independent | Roting");
    assert_eq!(
        problems(&page),
        [
            "file:18: found “Bo Sample” as a lead of “Roting”; expected one of the groups of the table: \
          Docs, Data - Plane, Routing and Policy"
        ]
    );
}

#[test]
fn a_table_without_its_header_is_told() {
    for lost in [
        "| Group | Design Docs | Slack Channel | Meeting Link | Description\n",
        "|-------|-------------|---------------|--------------|------------\n",
        "-------|------|---------|-------\n",
    ] {
        let told = problems(&with(lost, ""));
        assert!(
            told.iter()
                .any(|problem| problem.contains("rows of a table without a header")),
            "{told:?}"
        );
    }
    let first_row = "| Group | Design Docs | Slack Channel | Meeting Link | Description\n\
                     |-------|-------------|---------------|--------------|------------\n\
                     | Docs | [Folder](https://drive.example/docs) | [#docs](https://chat.example/1) | n/a | User docs, website\n";
    let as_header = "| Docs | [Folder](https://drive.example/docs) | [#docs](https://chat.example/1) | n/a | User docs, website\n\
                     |-------|-------------|---------------|--------------|------------\n";
    let told = problems(&with(first_row, as_header));
    assert!(
        told.iter()
            .any(|problem| problem.contains("a row as the header")),
        "{told:?}"
    );
}

#[test]
fn a_group_that_is_listed_twice_is_told() {
    let page = with("| Routing and Policy |", "| DOCS |").replace("Routing and Policy", "Docs");
    let told = problems(&page);
    assert!(
        told[0].contains("a second group “DOCS”; the first is in line 7"),
        "{told:?}"
    );
}

#[test]
fn all_problems_are_told_at_once() {
    let page = with("| - | Rules", "| Rules").replace("Blue  | Docs", "Blue | Dcs");
    assert!(problems(&page).len() >= 2);
}

#[test]
fn skipping_takes_the_rest_and_ends_nothing() {
    let page = with("| - | Rules", "| Rules");
    let reading = read("file", page.as_bytes(), BadRows::Skip).unwrap();
    let names: Vec<&str> = reading
        .registry
        .groups
        .iter()
        .map(|group| group.name.as_str())
        .collect();
    assert_eq!(names, ["Docs", "Data - Plane"]);
    let lines: Vec<usize> = reading.left_out.iter().map(|row| row.line).collect();
    assert_eq!(lines, [9], "those who lead the group are not to blame");
    assert_eq!(
        reading.registry.groups[1].seats.len(),
        2,
        "and lead other groups as before"
    );
    assert!(
        reading.registry.kinds.is_empty(),
        "the group that was left out has not ended"
    );
    assert!(reading.registry.roles.is_empty(), "nor have its leads left");
}

#[test]
fn skipping_leaves_out_the_second_of_two_rows_of_a_group() {
    let page = PAGE.replace("Routing and Policy", "Docs");
    let reading = read("file", page.as_bytes(), BadRows::Skip).unwrap();
    let lines: Vec<usize> = reading
        .registry
        .groups
        .iter()
        .map(|group| group.line)
        .collect();
    assert_eq!(lines, [7, 8]);
}
