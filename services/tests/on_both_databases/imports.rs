//! An import takes in what is new, all of it or nothing, and an export is the way back.

use domain::{
    Day,
    link::LinkKind,
    registry::{Answers, CompareError, EndingMost, Registry},
    seat::Role,
    standing::Standing,
};
use services::{
    record,
    registry::{
        ImportError, ImportFile, Mode,
        formats::{self, BadRows, ExportFormat},
        import, import_organization,
    },
};

use crate::support::{Entry, House, day, on_each_database, registry};

fn file(on: &str, groups: Vec<Entry>) -> ImportFile<Registry> {
    ImportFile {
        name: format!("registry-{on}.md"),
        format: "hand-made",
        as_of: day(on),
        statement: registry(groups),
    }
}

fn early() -> Vec<Entry> {
    vec![
        Entry::named("Routing")
            .about("How requests find their way.")
            .linked(
                LinkKind::Documents,
                "Folder",
                "https://documents.example/routing",
            )
            .lead("Amara Osei", "Northwind")
            .seat(Role::Delegate, "Noor Haddad", "Harbour Cloud"),
        Entry::named("Identity").chartered("## Mission\n\nWho is who | and why."),
        Entry::named("Rotation").part_of(1),
    ]
}

fn late() -> Vec<Entry> {
    vec![
        Entry::named("Paths & Routes")
            .about("How requests find their way.")
            .linked(
                LinkKind::Documents,
                "Folder",
                "https://documents.example/routing",
            )
            .lead("Jonas Lindqvist", "Harbour Cloud")
            .with_a_stake_of("Identity"),
        Entry::named("Identity").chartered("## Mission\n\nWho is who, and since when."),
    ]
}

async fn newest(house: &House) -> i64 {
    record::newest_seq(&house.context.database).await.unwrap()
}

on_each_database! {
    async fn the_same_file_twice_changes_nothing(house: &House) {
        assert!(!house.import("2020-01-15", early()).await.is_empty());
        let before = newest(house).await;
        assert_eq!(house.import("2020-01-15", early()).await, []);
        assert_eq!(house.import("2021-01-15", early()).await, []);
        assert_eq!(newest(house).await, before);
    }

    async fn a_dry_run_tells_the_events_and_writes_nothing(house: &House) {
        let before = newest(house).await;
        let reports = import(
            &house.context,
            vec![file("2020-01-15", early()), file("2021-01-15", late())],
            Answers::default(),
            Mode::DryRun,
        )
        .await
        .unwrap();
        assert!(reports.iter().all(|report| !report.events.is_empty()));
        assert_eq!(newest(house).await, before);
        let community = record::community_on(&house.context.database, None).await.unwrap();
        assert!(community.groups.is_empty());
    }

    async fn files_are_taken_in_by_their_days_whatever_their_order(house: &House) {
        import(
            &house.context,
            vec![file("2021-01-15", late()), file("2020-01-15", early())],
            Answers::default(),
            Mode::Write,
        )
        .await
        .unwrap();
        let community = record::community_on(&house.context.database, None).await.unwrap();
        let renamed = community
            .groups
            .values()
            .find(|group| group.now().name == "Paths & Routes")
            .unwrap();
        assert_eq!(renamed.formed_on, day("2020-01-15"));
        assert_eq!(renamed.now().since, day("2021-01-15"));
    }

    async fn when_one_file_is_refused_none_is_taken_in(house: &House) {
        let before = newest(house).await;
        let refused = import(
            &house.context,
            vec![
                file("2020-01-15", early()),
                file("2021-01-15", vec![Entry::named("Something else")]),
            ],
            Answers::default(),
            Mode::Write,
        )
        .await;
        assert!(
            matches!(
                &refused,
                Err(ImportError::Compare { file, source: CompareError::EndsMost { .. } })
                    if file == "registry-2021-01-15.md"
            ),
            "{refused:?}"
        );
        assert_eq!(newest(house).await, before);
    }

    async fn an_older_file_is_taken_in_only_if_it_says_nothing_new(house: &House) {
        house.import("2020-01-15", early()).await;
        house.import("2021-01-15", late()).await;
        assert_eq!(house.import("2020-06-01", early()).await, []);
        let refused = import(
            &house.context,
            vec![file("2020-06-01", late())],
            Answers { ending_most: EndingMost::IsMeant, ..Answers::default() },
            Mode::Write,
        )
        .await;
        assert!(
            matches!(&refused, Err(ImportError::Older { newest, .. }) if *newest == day("2021-01-15")),
            "{refused:?}"
        );
    }

    async fn a_file_of_a_day_to_come_is_refused(house: &House) {
        let before = newest(house).await;
        let tomorrow = house.context.today().tomorrow().unwrap();
        let refused = import(
            &house.context,
            vec![file(&tomorrow.to_string(), late()), file("2020-01-15", early())],
            Answers::default(),
            Mode::Write,
        )
        .await;
        assert!(
            matches!(&refused, Err(ImportError::ToCome { as_of, .. }) if *as_of == tomorrow),
            "{refused:?}"
        );
        assert_eq!(newest(house).await, before);
    }

    async fn what_was_exported_says_nothing_new(house: &House) {
        house.import("2020-01-15", early()).await;
        house.import("2021-01-15", late()).await;
        for on in ["2020-01-15", "2020-12-31", "2021-01-15", "2026-11-22"] {
            for format in [ExportFormat::Markdown, ExportFormat::Yaml, ExportFormat::Json] {
                assert_eq!(export_and_import(house, day(on), format).await, [], "{format:?} of {on}");
            }
        }
    }

    async fn lists_of_an_organization_are_evidence_of_standing(house: &House) {
        house.import("2020-01-15", early()).await;
        let list = |on: &str, text: &str| {
            let reading = formats::read_org(
                "org.yaml",
                text.as_bytes(),
                "Oversight Committee",
                BadRows::Refuse,
            )
            .unwrap();
            ImportFile {
                name: "org.yaml".to_owned(),
                format: "organization",
                as_of: day(on),
                statement: reading.statement,
            }
        };
        let both = list("2020-02-01", "members:\n- Amara-Osei\n- noor-haddad\n");
        let one = list("2020-03-01", "members:\n- amara-osei\n");
        import_organization(&house.context, vec![both.clone()], Mode::Write).await.unwrap();
        let again = import_organization(&house.context, vec![both], Mode::Write).await.unwrap();
        assert!(again.iter().all(|report| report.events.is_empty()));
        import_organization(&house.context, vec![one], Mode::Write).await.unwrap();

        let community = record::community_on(&house.context.database, None).await.unwrap();
        let members: Vec<(&str, bool)> = community
            .people
            .values()
            .filter(|person| !person.standings.is_empty())
            .map(|person| {
                let held = person.standing_on(&Standing::Member, day("2020-03-01"));
                (person.name.as_str(), held.is_some())
            })
            .collect();
        assert_eq!(members.len(), 2);
        assert!(members.contains(&("Amara Osei", true)));
        assert!(members.contains(&("Noor Haddad", false)));
    }
}

async fn export_and_import(
    house: &House,
    on: Day,
    format: ExportFormat,
) -> Vec<domain::event::DatedEvent> {
    let community = record::community_on(&house.context.database, Some(on))
        .await
        .unwrap();
    let text = formats::write(format, &community, "Tidewater", on).unwrap();
    let reading = formats::read("export", text.as_bytes(), BadRows::Refuse).unwrap();
    let files = vec![ImportFile {
        name: "export".to_owned(),
        format: "export",
        as_of: on,
        statement: reading.registry,
    }];
    import(&house.context, files, Answers::default(), Mode::Write)
        .await
        .unwrap()
        .into_iter()
        .flat_map(|report| report.events)
        .collect()
}
