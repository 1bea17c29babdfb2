//! Proposals and decisions as they stood at the end of a past day.

use domain::{
    decision::Outcome,
    proposal::{Choice, ProposalCommand, ProposalState},
};
use services::{
    ReadError, decision,
    proposal::{DecisionWords, Wanted, act, comment_on, page, queue, resolve_comment, take},
};

use crate::{
    proposals::{EIGHTY_HOURS, approved, as_person, words},
    support::{day, on_each_database},
};

on_each_database! {
    async fn a_past_day_shows_what_was_open_and_what_was_said_by_then(house: &House) {
        // Submitted on the 22nd, and both seats are for it.
        let (number, [author, _, mei, ravi]) = approved(house).await;
        let said = comment_on(&author, number, String::new(), "Thanks.".to_owned()).await.unwrap();
        house.clock.pass(EIGHTY_HOURS);
        // On the 25th the second seat changes its mind and back, and it is decided.
        for choice in [Choice::Abstain, Choice::Approve] {
            let command = ProposalCommand::StatePosition {
                revision: 1,
                choice,
                rationale: "On second thought.".to_owned(),
            };
            act(&ravi, number, command).await.unwrap();
        }
        resolve_comment(&author, number, said).await.unwrap();
        let first = take(&mei, number, 1, Outcome::Formed, words()).await.unwrap();

        let [before, then, today] = ["2026-11-21", "2026-11-22", "2026-11-25"].map(day);
        assert!(matches!(page(&mei, number, None, Some(before)).await, Err(ReadError::NotFound)));
        let past = page(&mei, number, None, Some(then)).await.unwrap();
        assert_eq!(past.record.state, ProposalState::InReview);
        assert_eq!(past.record.positions.len(), 2);
        assert!(past.ready.is_none() && past.recusals.is_empty());
        assert_eq!(past.comments[0].resolved_by, None);
        let now = page(&mei, number, None, None).await.unwrap();
        assert_eq!(now.record.positions.len(), 4);
        assert!(now.comments[0].resolved_by.is_some());

        let numbers = async |wanted, past| {
            let read = queue(&mei, wanted, None, past).await.unwrap();
            read.lines.iter().map(|line| (line.number, line.state)).collect::<Vec<_>>()
        };
        assert_eq!(numbers(Wanted::Open, Some(before)).await, []);
        assert_eq!(numbers(Wanted::Open, Some(then)).await, [(number, ProposalState::InReview)]);
        assert_eq!(numbers(Wanted::Ended, Some(then)).await, []);
        assert_eq!(numbers(Wanted::Open, Some(today)).await, []);
        assert_eq!(numbers(Wanted::Ended, Some(today)).await, [(number, ProposalState::Decided)]);
        assert_eq!(numbers(Wanted::Ended, None).await, [(number, ProposalState::Decided)]);

        assert!(decision::list(&mei, &decision::Wanted { past: Some(then), ..Default::default() }, None).await.unwrap().lines.is_empty());
        let decided = decision::list(&mei, &decision::Wanted { past: Some(today), ..Default::default() }, None).await.unwrap();
        assert_eq!(decided.lines[0].number, first);
        assert!(matches!(
            decision::page(&mei, &first.to_string(), Some(then)).await,
            Err(ReadError::NotFound)
        ));
    }

    async fn a_decision_held_until_a_later_one_took_its_place(house: &House) {
        let (number, [author, _, mei, ravi]) = approved(house).await;
        house.clock.pass(EIGHTY_HOURS);
        let first = take(&mei, number, 1, Outcome::Formed, words()).await.unwrap();
        let lead = as_person(&house.context, author.actor().person_id().unwrap(), &[]);
        let group = services::group::meant(&lead, "ambient-storage").await.unwrap().unwrap();
        let asked = domain::proposal::Request::Rename {
            group,
            name: "Storage".to_owned(),
            reason: "It is all storage.".to_owned(),
        };
        let draft = services::proposal::begin(&lead, asked).await.unwrap();
        let number = services::proposal::submit(&lead, draft).await.unwrap();
        for seat in [&mei, &ravi] {
            let command = ProposalCommand::StatePosition {
                revision: 1,
                choice: Choice::Approve,
                rationale: "Shorter.".to_owned(),
            };
            act(seat, number, command).await.unwrap();
        }
        house.clock.pass(EIGHTY_HOURS);
        let supersedes = DecisionWords { supersedes: vec![first], ..words() };
        let second = take(&mei, number, 1, Outcome::Approved, supersedes).await.unwrap();
        let superseded = async |past| {
            let read = decision::page(&mei, &first.to_string(), past).await.unwrap().decision;
            read.superseded_by
        };
        assert_eq!(superseded(Some(day("2026-11-25"))).await, None);
        assert_eq!(superseded(Some(day("2026-11-29"))).await, Some(second));
        assert_eq!(superseded(None).await, Some(second));
    }
}
