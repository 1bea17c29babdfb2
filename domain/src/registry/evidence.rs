//! What became of a group that a file no longer names: what its links, leads and words tell.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use super::{Answer, GroupEntry, Registry};
use crate::{
    group::Group,
    ids::PersonId,
    person::{Account, Person},
    slug::name_key,
};

/// Something that the file alone cannot tell; the answer is a rename, a merge or an end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The group that is gone from the file.
    pub gone: String,
    /// The group of the file that may be it, or may carry it on.
    pub candidate: String,
    /// Whether the candidate can be the same group.
    pub candidate_is: Candidate,
    /// Why it may.
    pub reason: QuestionReason,
}

/// Whether the community knows a candidate already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Candidate {
    /// It is new in the file: it may be the group that is gone, under another name.
    New,
    /// It is another group: it can only carry on what is gone.
    Known,
}

/// Why a group may be another one under a new name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionReason {
    /// They share links, and so do others.
    SharedLinks,
    /// They share leads.
    SharedLeads,
    /// Their names or descriptions have words in common.
    SharedWords,
}

impl QuestionReason {
    /// The words for “They share …”.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::SharedLinks => "links, but so do others",
            Self::SharedLeads => "leads",
            Self::SharedWords => "words of their names or descriptions",
        }
    }
}

impl Question {
    /// What can be answered to it.
    #[must_use]
    pub fn answers(&self) -> Vec<Answer> {
        let (gone, candidate) = (&self.gone, &self.candidate);
        let renamed = match self.candidate_is {
            Candidate::New => Some(Answer::Rename(gone.clone(), candidate.clone())),
            Candidate::Known => None,
        };
        renamed
            .into_iter()
            .chain([
                Answer::Merge(gone.clone(), candidate.clone()),
                Answer::Ended(gone.clone()),
            ])
            .collect()
    }
}

impl fmt::Display for Question {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (gone, candidate) = (&self.gone, &self.candidate);
        let merge = Answer::Merge(gone.clone(), candidate.clone());
        let ended = Answer::Ended(gone.clone());
        let share = self.reason.words();
        match self.candidate_is {
            Candidate::New => write!(
                formatter,
                "Is “{gone}” now “{candidate}”? They share {share}. Answer {}, {merge} or {ended}.",
                Answer::Rename(gone.clone(), candidate.clone())
            ),
            Candidate::Known => write!(
                formatter,
                "Did “{gone}” merge into “{candidate}”? They share {share}. Answer {merge} or {ended}."
            ),
        }
    }
}

/// What became of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is that entry of the file under another name.
    Renamed(usize),
    /// That entry of the file carries it on.
    Merged(usize),
    /// Nothing of it is left.
    Ended,
    /// The file cannot tell.
    Unclear(Vec<(usize, QuestionReason)>),
}

/// The links of the file by what they point at, with the entries that list them.
pub(super) struct Pointers(BTreeMap<String, BTreeSet<usize>>);

impl Pointers {
    pub(super) fn of(registry: &Registry) -> Self {
        let mut by_address: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (place, entry) in registry.alive() {
            for url in entry
                .links
                .iter()
                .flatten()
                .filter_map(|link| link.url.as_deref())
            {
                by_address
                    .entry(address_key(url))
                    .or_default()
                    .insert(place);
            }
        }
        Self(by_address)
    }
}

/// A link without what varies from year to year: query, fragment, last slash.
fn address_key(url: &str) -> String {
    url.split(['?', '#'])
        .next()
        .unwrap_or(url)
        .trim_end_matches('/')
        .to_lowercase()
}

/// What links tell of a group that is gone. `continuing` gives the group of each entry that has one; the others are
/// new in the file.
pub(super) fn fate(
    gone: &Group,
    registry: &Registry,
    pointers: &Pointers,
    continuing: &BTreeMap<usize, &Group>,
    people: &BTreeMap<PersonId, Person>,
) -> Fate {
    let mut renamed: BTreeMap<usize, usize> = BTreeMap::new();
    let mut merged: BTreeMap<usize, usize> = BTreeMap::new();
    let own: BTreeSet<String> = addresses(gone);
    for address in &own {
        let Some(places) = pointers.0.get(address) else {
            continue;
        };
        // An address that several groups of the file share is the community's, not one group's.
        let [place] = places.iter().copied().collect::<Vec<_>>()[..] else {
            continue;
        };
        match continuing.get(&place) {
            None => *renamed.entry(place).or_default() += 1,
            Some(group) if !addresses(group).contains(address) => {
                *merged.entry(place).or_default() += 1;
            }
            Some(_) => {}
        }
    }
    match (strongest(&renamed), strongest(&merged)) {
        (Strongest::One(place), _) => Fate::Renamed(place),
        (Strongest::None, Strongest::One(place)) => Fate::Merged(place),
        (Strongest::None, Strongest::None) => from_likeness(gone, registry, continuing, people),
        (Strongest::Several, _) => Fate::Unclear(shared(&renamed)),
        (Strongest::None, Strongest::Several) => Fate::Unclear(shared(&merged)),
    }
}

fn shared(places: &BTreeMap<usize, usize>) -> Vec<(usize, QuestionReason)> {
    places
        .keys()
        .map(|place| (*place, QuestionReason::SharedLinks))
        .collect()
}

enum Strongest {
    None,
    One(usize),
    Several,
}

fn strongest(counts: &BTreeMap<usize, usize>) -> Strongest {
    let Some(most) = counts.values().max() else {
        return Strongest::None;
    };
    let mut best = counts.iter().filter(|(_, count)| *count == most);
    match (best.next(), best.next()) {
        (Some((place, _)), None) => Strongest::One(*place),
        (Some(_), Some(_)) => Strongest::Several,
        (None, _) => Strongest::None,
    }
}

fn addresses(group: &Group) -> BTreeSet<String> {
    group
        .links_listed()
        .filter_map(|link| link.url.as_deref())
        .map(address_key)
        .collect()
}

/// Without a link in common, likeness only raises the question.
fn from_likeness(
    gone: &Group,
    registry: &Registry,
    continuing: &BTreeMap<usize, &Group>,
    people: &BTreeMap<PersonId, Person>,
) -> Fate {
    let candidates: Vec<(usize, QuestionReason)> = registry
        .alive()
        .filter(|(place, _)| !continuing.contains_key(place))
        .filter_map(|(place, entry)| Some((place, likeness(gone, entry, people)?)))
        .collect();
    if candidates.is_empty() {
        Fate::Ended
    } else {
        Fate::Unclear(candidates)
    }
}

fn likeness(
    gone: &Group,
    entry: &GroupEntry,
    people: &BTreeMap<PersonId, Person>,
) -> Option<QuestionReason> {
    let now = gone.now();
    let leads: BTreeSet<String> = gone
        .seats_held()
        .filter(|seat| seat.role.leads())
        .filter_map(|seat| people.get(&seat.person))
        .map(|person| {
            person
                .accounts
                .first()
                .map_or_else(|| name_key(&person.name), Account::key)
        })
        .collect();
    let named: BTreeSet<String> = entry
        .seats
        .iter()
        .filter(|seat| seat.role.leads())
        .map(|seat| {
            seat.person.account.as_ref().map_or_else(
                || name_key(seat.person.name.as_deref().unwrap_or_default()),
                Account::key,
            )
        })
        .collect();
    if at_least_half(&leads, &named) {
        return Some(QuestionReason::SharedLeads);
    }
    let same_words = at_least_half(&words(&now.name), &words(&entry.name))
        || at_least_half(
            &words(&now.description),
            &words(entry.description.as_deref().unwrap_or_default()),
        );
    same_words.then_some(QuestionReason::SharedWords)
}

fn words(text: &str) -> BTreeSet<String> {
    name_key(text)
        .split(' ')
        .filter(|word| word.chars().count() > 3)
        .map(str::to_owned)
        .collect()
}

/// Whether two sets have half of all their members in common.
fn at_least_half(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let common = one.intersection(other).count();
    common > 0 && common * 2 >= one.union(other).count()
}
