//! A large charter, many comments and many proposals cost no more queries, and no time that grows faster than they do.

use std::time::{Duration, Instant};

use domain::proposal::{CharterDraft, Request};
use services::{
    Context, decision,
    proposal::{
        COMMENTS_A_PAGE, Wanted, begin, comment_on, committee_queue, is_elector, overlaps, page,
        queue, submit,
    },
};

use crate::{
    proposals::{as_person, people, storage},
    support::{House, on_each_database},
};

/// A charter of so many kilobytes.
fn long(kilobytes: usize) -> String {
    "- **Readings** that a gauge sent while it was `offline` are kept for as long as somebody may ask. \n"
        .repeat(kilobytes * 10)
}

async fn proposed(author: &Context, lead: domain::ids::PersonId, kilobytes: usize) -> u32 {
    let mut asked = storage(lead);
    if let Request::Form { charter, .. } = &mut asked {
        **charter = CharterDraft {
            goals: long(kilobytes),
            ..(**charter).clone()
        };
    }
    let draft = begin(author, asked).await.unwrap();
    submit(author, draft).await.unwrap()
}

/// How many queries each page of a proposal sends.
async fn queries(house: &House, reader: &Context, number: u32) -> [u64; 6] {
    let asked = page(reader, number, None, None).await.unwrap();
    let request = asked.record.revision().request.clone();
    [
        house.queries(page(reader, number, None, None)).await,
        house.queries(queue(reader, Wanted::Open, None, None)).await,
        house.queries(committee_queue(reader)).await,
        house
            .queries(decision::list(reader, &decision::Wanted::default(), None))
            .await,
        house.queries(overlaps(reader, &request)).await,
        house.queries(is_elector(reader, number)).await,
    ]
}

/// The quickest of several times: what the machine does besides counts for as little as it can.
async fn time(reader: &Context, number: u32) -> Duration {
    let mut quickest = Duration::MAX;
    for _ in 0..5 {
        let begun = Instant::now();
        let read = page(reader, number, None, None).await.unwrap();
        let rendered: usize = read
            .comments
            .iter()
            .map(|comment| services::text::markdown(&comment.body).html.len())
            .sum();
        let charter = read.record.revision().request.charter().unwrap();
        let html = services::text::markdown(&charter).html.len();
        assert!(rendered + html > 0);
        quickest = quickest.min(begun.elapsed());
    }
    quickest
}

on_each_database! {
    async fn neither_a_charter_nor_comments_nor_proposals_make_a_page_ask_more(house: &House) {
        let people = people(house).await;
        let author = as_person(&house.context, people[0], &[]);
        let reader = as_person(&house.context, people[2], &[domain::standing::Standing::Committee]);
        let small = proposed(&author, people[1], 1).await;
        comment_on(&author, small, String::new(), "Well.".to_owned()).await.unwrap();
        let few = queries(house, &reader, small).await;

        let large = proposed(&author, people[1], 200).await;
        for number in 0..500 {
            let body = format!("Comment **{number}**: is `retention` ours?");
            comment_on(&author, large, String::new(), body).await.unwrap();
        }
        for _ in 0..20 {
            proposed(&author, people[1], 1).await;
        }
        assert_eq!(queries(house, &reader, large).await, few);

        // Comments come in pages, so that five hundred cost what a hundred do.
        let read = page(&reader, large, None, None).await.unwrap();
        assert_eq!(read.comments.len() as u64, COMMENTS_A_PAGE);
        assert!(read.more_comments.is_some());

        // Ten times the text may take ten times as long, and more beside a busy machine: but not the square of it.
        let middle = proposed(&author, people[1], 20).await;
        let (tenth, whole) = (time(&reader, middle).await, time(&reader, large).await);
        assert!(
            whole < tenth * 30 + Duration::from_millis(200),
            "20 KB took {tenth:?}, 200 KB and five hundred comments {whole:?}"
        );
    }
}
