//! The committee’s queue: what needs the reader first, then by the time that is left.

use std::collections::BTreeSet;

use domain::{lead_rules::Finding, proposal::Verdict};

use super::{
    facts::found_for_each,
    queue::{QueueLine, line, open_entries},
};
use crate::{Context, ReadError, history::Names};

/// An entry of the committee’s queue.
#[derive(Clone, Debug)]
pub struct CommitteeLine {
    /// How it stands.
    pub line: QueueLine,
    /// Seats with what they stated on the newest revision, in the ballot’s order.
    pub marks: Vec<Mark>,
    /// What the lead rules find for what is asked.
    pub findings: Vec<Finding>,
    /// The open concerns’ names.
    pub concerns: Vec<String>,
}

/// What a seat has stated, as one mark of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// For what is proposed.
    For,
    /// For another outcome.
    Otherwise,
    /// Against it, or for changes first.
    Against,
    /// Abstains.
    Abstains,
    /// Has no part in it.
    Recused,
    /// Nothing, or only before the last change.
    Silent,
}

/// The committee’s queue.
#[derive(Clone, Debug, Default)]
pub struct CommitteeQueue {
    /// What needs the reader first; then what could be decided; then by the time that is left.
    pub lines: Vec<CommitteeLine>,
    /// Names of people.
    pub names: Names,
}

/// Every open proposal, at most a page of them, ordered by what needs the reader and by the time that is left. Eleven queries,
/// however many proposals there are.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn committee_queue(context: &Context) -> Result<CommitteeQueue, ReadError> {
    let connection = context.database.connection();
    let entries = open_entries(context).await?;
    let asked: Vec<_> = entries
        .iter()
        .map(|entry| (&entry.record.revision().request, &entry.rules))
        .collect();
    let findings = found_for_each(connection, &asked, context.today()).await?;
    let people: BTreeSet<_> = entries.iter().map(|entry| entry.record.author).collect();
    let names = Names::of_people(connection, people).await?;
    let mut lines: Vec<CommitteeLine> = entries
        .iter()
        .zip(findings)
        .map(|(entry, findings)| CommitteeLine {
            line: line(entry, context, None),
            marks: marks(&entry.record),
            findings,
            concerns: entry
                .record
                .open_concerns()
                .map(|concern| concern.title.clone())
                .collect(),
        })
        .collect();
    lines.sort_by_key(|entry| {
        let tally = &entry.line.tally;
        let ready = match tally.verdict {
            Verdict::Ready(_) | Verdict::Lapsed(_) => true,
            Verdict::NotYet(_) | Verdict::NotOpen => false,
        };
        // What waits for its authors has no time that runs.
        let waits = matches!(tally.verdict, Verdict::NotOpen);
        (
            entry.line.ask.is_none(),
            waits,
            !ready,
            tally.ends.unwrap_or(tally.not_before),
            entry.line.number,
        )
    });
    Ok(CommitteeQueue { lines, names })
}

fn marks(record: &domain::proposal::Proposal) -> Vec<Mark> {
    use domain::proposal::Choice;
    let newest = record.revision().number;
    let mut marks: Vec<Mark> = record
        .ballot
        .electors
        .iter()
        .map(|elector| match record.position_of(elector.person) {
            None => Mark::Silent,
            Some(position) => match position.choice {
                Choice::Recuse => Mark::Recused,
                Choice::Approve
                | Choice::SubgroupOf { .. }
                | Choice::SubsumeInto { .. }
                | Choice::RequestChanges
                | Choice::Decline
                | Choice::Abstain
                    if position.revision < newest =>
                {
                    Mark::Silent
                }
                Choice::Approve => Mark::For,
                Choice::SubgroupOf { .. } | Choice::SubsumeInto { .. } => Mark::Otherwise,
                Choice::RequestChanges | Choice::Decline => Mark::Against,
                Choice::Abstain => Mark::Abstains,
            },
        })
        .collect();
    marks.sort_by_key(|mark| *mark as u8);
    marks
}
