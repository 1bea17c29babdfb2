//! Every event reads as a sentence.

use domain::{link::LinkKind, registry::Answers};
use services::{
    history::{Names, words::sentence},
    record,
};

use crate::support::{Entry, on_each_database};

on_each_database! {
    async fn an_import_reads_as_sentences(house: &House) {
        house.import("2018-03-01", vec![
            Entry::named("Mixer").about("Policy and telemetry.").lead("Amara Osei", "Northwind"),
            Entry::named("Routing").linked(LinkKind::Chat, "#routing", "https://chat.example/routing"),
            Entry::named("Performance"),
        ]).await;
        let events = house.import_with(
            "2019-06-01",
            vec![
                Entry::named("Policy and Telemetry")
                    .about("Policy and observability.")
                    .lead("Jonas Lindqvist", "Harbour Cloud"),
                Entry::named("Routing").linked(LinkKind::Chat, "#routing", "https://chat.example/paths"),
                Entry::named("Retries").part_of(1),
            ],
            Answers {
                renames: vec![("Mixer".to_owned(), "Policy and Telemetry".to_owned())],
                merges: vec![("Performance".to_owned(), "Routing".to_owned())],
                ..Answers::default()
            },
        ).await;
        let community = record::community_on(&house.context.database, None).await.unwrap();
        let names = Names::of_community(&community);
        let mut sentences: Vec<String> = events
            .iter()
            .map(|dated| sentence(&dated.event, &names).to_string())
            .collect();
        sentences.sort();
        assert_eq!(sentences, [
            "Amara Osei is no longer a lead of Policy and Telemetry",
            "Chat “#routing” of Routing now leads to “https://chat.example/paths”, before “https://chat.example/routing”",
            "Harbour Cloud came into the record",
            "Jonas Lindqvist became a lead of Policy and Telemetry",
            "Jonas Lindqvist came into the record with the GitHub account jonas-lindqvist",
            "Jonas Lindqvist is with Harbour Cloud",
            "Performance was merged into Routing",
            "Retries was formed as a subgroup of Routing",
            "The description of Policy and Telemetry changed: “Policy and telemetry.” → “Policy and observability.”",
            "“Mixer” was renamed to Policy and Telemetry",
        ]);
    }
}
