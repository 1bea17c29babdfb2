use std::collections::BTreeSet;

use domain::community::Community;
use proptest::prelude::*;

use super::{
    DAY, FORMATS, generated::registry, layouts, markdown, own, sound, take_in, yaml, years,
};
use crate::registry::formats::write;

/// Writes a community in every format, reads that back and compares.
fn changes_nothing(community: &Community) -> Result<(), TestCaseError> {
    for format in FORMATS {
        let written = write(format, community, "Mesh | [community]", DAY).unwrap();
        let reading = sound(&written);
        let (events, _) = take_in(community, &reading.registry);
        prop_assert!(events.is_empty(), "{format:?}: {events:#?}\n{written}");
    }
    Ok(())
}

#[test]
fn what_was_read_is_written_and_read_back_as_it_was() {
    let files = [markdown::PAGE, markdown::SECTIONS, yaml::SIGS, own::OWN];
    for file in files.into_iter().chain(layouts::ALL).chain(years::ALL) {
        let registry = sound(file).registry;
        let (_, community) = take_in(&Community::default(), &registry);
        let (again, _) = take_in(&community, &registry);
        assert!(again.is_empty(), "importing twice: {again:#?}");
        changes_nothing(&community).unwrap();
    }
}

#[test]
fn an_empty_community_is_written_and_read_back() {
    changes_nothing(&Community::default()).unwrap();
}

#[test]
fn a_page_has_only_the_columns_that_say_something() {
    let (_, community) = take_in(&Community::default(), &sound(markdown::PAGE).registry);
    let page = write(super::ExportFormat::Markdown, &community, "Mesh", DAY).unwrap();
    assert!(
        page.contains("| Group | Design Docs | Chat Channel | Meeting Link | Description |"),
        "{page}"
    );
    assert!(
        page.contains(
            "| [Ada Example](https://github.com/ada-x) | Blue | Data - Plane - Tracing, Docs |"
        ),
        "{page}"
    );
}

#[test]
fn another_installation_gets_the_same_groups_from_an_export() {
    let (_, community) = take_in(&Community::default(), &sound(yaml::SIGS).registry);
    for format in FORMATS {
        let written = write(format, &community, "Mesh", DAY).unwrap();
        let (_, copy) = take_in(&Community::default(), &sound(&written).registry);
        let groups = |community: &Community| -> BTreeSet<_> {
            let groups = community.groups.values();
            groups
                .map(|group| {
                    (
                        group.now().slug.clone(),
                        group.now().name.clone(),
                        group.now().kind,
                    )
                })
                .collect()
        };
        assert_eq!(groups(&copy), groups(&community), "{format:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back_as_it_was(registry in registry()) {
        let (_, community) = take_in(&Community::default(), &registry);
        let (again, _) = take_in(&community, &registry);
        prop_assert!(again.is_empty(), "the registry itself is stable: {again:#?}");
        changes_nothing(&community)?;
    }
}
