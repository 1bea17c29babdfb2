//! Damage in the layouts of Istio's family is told.

use super::{layouts, problems};

/// A sound layout with one part replaced, and what is told of it.
fn told_of(layout: &str, old: &str, new: &str) -> Vec<String> {
    assert!(layout.contains(old), "{old}");
    problems(&layout.replacen(old, new, 1))
}

#[test]
fn what_the_layouts_allow_lets_no_damage_through() {
    for (layout, old, new, found) in [
        // A cell is missing in the middle.
        (
            layouts::PROSE,
            "| Bo Sample | Red     | [bo-x]",
            "| Bo Sample | [bo-x]",
            "3 cells in the row “Bo Sample”",
        ),
        (
            layouts::LEADS_IN_ROWS,
            "| Web&UI | [@cy-x](https://github.com/cy-x), Di Specimen and @ed-x |",
            "| Web&UI |",
            "2 cells in the row “Web&UI”",
        ),
        // Neighbours changed places, or slipped by one.
        (
            layouts::PROSE,
            "| Red     | [bo-x](https://github.com/bo-x)",
            "| [bo-x](https://github.com/bo-x) | Red",
            "“Red” where a link to a profile should be",
        ),
        (
            layouts::PROSE,
            "Forum                | [mesh-dev@](https://forum.example/dev) |         |",
            "[mesh-dev@](https://forum.example/dev) | Forum",
            "a row without the artifact's name",
        ),
        (
            layouts::PROSE,
            "| Charter                    | TODO (historical, older than the process) |",
            "| See below, older than the process | Charter |",
            "“Charter” as the See below",
        ),
        (
            layouts::LEADS_IN_ROWS,
            "| Docs  | [ada-x](https://github.com/ada-x),",
            "| [ada-x](https://github.com/ada-x) | Docs ",
            "“ada-x” where the group's name should be",
        ),
        (
            layouts::LEADS_IN_ROWS,
            "[@cy-x](https://github.com/cy-x), Di Specimen and @ed-x | The UI, all of it",
            "The UI, all of it | [@cy-x](https://github.com/cy-x)",
            "“The UI, all of it” in the row “Web&UI”",
        ),
        (
            layouts::LEADS_IN_ROWS,
            "| Data  | TBD                                            | Data |",
            "|  | Data  | TBD |",
            "“” where the group's name should be",
        ),
        // The header is gone, and the first row stands in its place.
        (
            layouts::FORMER,
            "| &nbsp; | Leads       | Profile                           | Duration  |\n| ------ | ----------- | --------------------------------- | --------- |\n| &nbsp; | Di Specimen | [di-x](https://github.com/di-x) | 2018-2019 |",
            "| &nbsp; | Di Specimen | n/a | 2018-2019 |\n| ------ | ----------- | --- | --------- |\n",
            "a row as the header of a table",
        ),
        (
            layouts::PROSE,
            "| Artifact                   | Link                            |\n| -------------------------- | ------------------------------- |\n| Charter                    | TODO (historical, older than the process) |\n",
            "| Charter | TODO (historical) |\n|---|---|\n",
            "a row as the header of a table",
        ),
        (
            layouts::LEADS_IN_ROWS,
            "| Group | Lead                                           | Description |\n",
            "",
            "rows of a table without a header",
        ),
        // The line of dashes is gone.
        (
            layouts::PROSE,
            "-------------------- | ----\nCommunity",
            "Community",
            "rows of a table without a header",
        ),
        // The table was cut off.
        (
            layouts::PROSE,
            "| Community Meeting VC       | See the top of the [Meeting notes](https://notes.example/api) |",
            "| Community Meeting VC       | See the top of the [Meeting notes](https://not",
            "as the Community Meeting VC",
        ),
        (
            layouts::PROSE,
            "[bo-x](https://github.com/bo-x)",
            "[bo-x](https://github.c",
            "where a link to a profile should be",
        ),
        (
            layouts::LEADS_IN_ROWS,
            "[@cy-x](https://github.com/cy-x), Di Specimen and @ed-x",
            "[@cy-x](https://github.c",
            "in the row “Web&UI”",
        ),
        // Leads of a group that is not in the table.
        (
            layouts::LEADS_BELOW,
            "## Core\n",
            "## Cores\n",
            "one group's table below the heading “Cores”",
        ),
        (
            layouts::LEADS_BELOW,
            "(https://chat.example/o) |",
            "(https://chat.example/o |",
            "“[#wg-o](https://chat.example/o” in the row “Observe and Eval”",
        ),
    ] {
        let told = told_of(layout, old, new);
        assert!(
            told.iter().any(|problem| problem.contains(found)),
            "{found}: {told:?}"
        );
    }
}

#[test]
fn links_that_changed_places_are_told() {
    let page = "\
| Group | Design Docs | Slack Channel | Meeting Notes | Meeting Link | Description |
|---|---|---|---|---|---|
| Docs | [Folder](https://a.example) | [#docs](https://b.example) | [Notes](https://c.example) | [Meet](https://d.example) | Docs |
";
    for (old, new, found) in [
        (
            "[Notes](https://c.example) | [Meet](https://d.example)",
            "[Meet](https://d.example) | [Notes](https://c.example)",
            "“Notes” in the row “Docs”",
        ),
        (
            "[Folder](https://a.example) | [#docs](https://b.example)",
            "[#docs](https://b.example) | [Folder](https://a.example)",
            "“#docs” in the row “Docs”",
        ),
        (
            "[#docs](https://b.example) | [Notes](https://c.example) | [Meet](https://d.example)",
            "| [#docs](https://b.example) | [Notes](https://c.example)",
            "“#docs” in the row “Docs”",
        ),
    ] {
        let told = told_of(page, old, new);
        assert!(told[0].contains(found), "{found}: {told:?}");
    }
}

#[test]
fn a_description_that_is_only_a_link_is_told() {
    let told = told_of(
        layouts::LEADS_IN_ROWS,
        "| Docs & website |",
        "| [Roadmap](https://plan.example) |",
    );
    assert!(
        told[0].contains("expected a description in words"),
        "{told:?}"
    );
}
