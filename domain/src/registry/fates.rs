//! What became of the groups that a file does not name: as answered, else as their links tell.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Answer, Answers, CompareError, EndingMost, Question, QuestionReason, Registry,
    evidence::{Candidate, Fate, Pointers, fate},
    matching::{Matched, match_entries},
};
use crate::{community::Community, group::Group, ids::GroupId, slug::name_key};

/// How a group ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// That entry of the file carries it on.
    Merged(usize),
    /// Nothing of it is left.
    Dissolved,
}

/// What a file means for the groups that are recorded.
pub(super) struct Fates {
    /// The group of each living entry that has one, renamed ones too.
    pub(super) matched: Matched,
    /// The groups that ended, in the order of their names.
    pub(super) endings: Vec<(GroupId, Ending)>,
    /// The answers that decided something.
    pub(super) used: Vec<Answer>,
}

/// Tells what became of every group.
///
/// A group that is renamed is known from then on: its subgroups are found by name under it, and whatever shares a
/// link with it merged into it. So one round of renames follows another until there is none.
pub(super) fn fates(
    community: &Community,
    registry: &Registry,
    answers: &Answers,
) -> Result<Fates, CompareError> {
    let pointers = Pointers::of(registry);
    let (mut certain, renames) = answered_renames(community, registry, answers)?;
    loop {
        let (matched, stated_ended): (Matched, Matched) =
            match_entries(community, registry, &certain)
                .into_iter()
                .partition(|(place, _)| registry.lists_alive(*place));
        let stated_ended: BTreeSet<GroupId> = stated_ended.into_values().collect();
        let continuing: BTreeMap<usize, &Group> = matched
            .iter()
            .filter_map(|(place, group)| Some((*place, community.groups.get(group)?)))
            .collect();
        let mut used = renames.clone();
        let mut renamed: BTreeMap<usize, Vec<&Group>> = BTreeMap::new();
        let mut endings = Vec::new();
        let mut questions = Vec::new();
        for group in gone(community, registry, &matched) {
            let fate = match answered_ending(group, registry, answers)? {
                Some((answer, ending)) => {
                    used.push(answer);
                    endings.push((group.id, ending));
                    continue;
                }
                None if stated_ended.contains(&group.id) => Fate::Ended,
                None => fate(group, registry, &pointers, &continuing, &community.people),
            };
            match fate {
                Fate::Renamed(place) => renamed.entry(place).or_default().push(group),
                Fate::Merged(place) => endings.push((group.id, Ending::Merged(place))),
                Fate::Ended => endings.push((group.id, Ending::Dissolved)),
                Fate::Unclear(candidates) => {
                    for (place, reason) in candidates {
                        questions.extend(question(group, place, reason, registry, &continuing));
                    }
                }
            }
        }
        let mut more_is_known = false;
        for (place, groups) in renamed {
            match groups[..] {
                [group] => {
                    certain.insert(place, group.id);
                    more_is_known = true;
                }
                // Several groups cannot all be one: which was renamed and which merged is a question.
                _ => questions.extend(groups.iter().filter_map(|group| {
                    question(
                        group,
                        place,
                        QuestionReason::SharedLinks,
                        registry,
                        &continuing,
                    )
                })),
            }
        }
        if more_is_known {
            continue;
        }
        stop_if_most_end(community, registry, endings.len(), answers.ending_most)?;
        if !questions.is_empty() {
            return Err(CompareError::Questions(questions));
        }
        return Ok(Fates {
            matched,
            endings,
            used,
        });
    }
}

/// The living groups of the kinds that the format lists, in the order of their names.
fn listed<'a>(community: &'a Community, registry: &'a Registry) -> impl Iterator<Item = &'a Group> {
    community.groups.values().filter(|group| {
        let now = group.now();
        now.state.is_alive() && registry.kinds.contains(&now.kind)
    })
}

fn gone<'a>(community: &'a Community, registry: &'a Registry, matched: &Matched) -> Vec<&'a Group> {
    let named: BTreeSet<GroupId> = matched.values().copied().collect();
    let mut gone: Vec<&Group> = listed(community, registry)
        .filter(|group| !named.contains(&group.id))
        .collect();
    gone.sort_by_key(|group| group.now().name.to_lowercase());
    gone
}

/// More than half of the groups that the file could name.
fn stop_if_most_end(
    community: &Community,
    registry: &Registry,
    ending: usize,
    ending_most: EndingMost,
) -> Result<(), CompareError> {
    let alive = listed(community, registry).count();
    match ending_most {
        EndingMost::Stops if ending * 2 > alive => Err(CompareError::EndsMost { ending, alive }),
        EndingMost::Stops | EndingMost::IsMeant => Ok(()),
    }
}

/// The entries that answers give to groups that are gone, with those answers.
///
/// In a chain of renames (A is called B, B is called C) B is not gone, as A's entry has its name: it counts as gone
/// when the answer for A takes that entry.
fn answered_renames(
    community: &Community,
    registry: &Registry,
    answers: &Answers,
) -> Result<(Matched, Vec<Answer>), CompareError> {
    let plain = match_entries(community, registry, &Matched::new());
    let mut gone = gone(community, registry, &plain);
    let mut waiting: Vec<&(String, String)> = answers.renames.iter().collect();
    let mut certain = Matched::new();
    let mut used = Vec::new();
    loop {
        let next = waiting.iter().enumerate().find_map(|(which, (old, _))| {
            let group = gone.iter().position(|group| is_called(group, old))?;
            Some((which, group))
        });
        let Some((which, group)) = next else {
            return Ok((certain, used));
        };
        let (old, new) = waiting.remove(which);
        let group = gone.remove(group);
        let place = find_entry(registry, new, &plain)?;
        if certain.contains_key(&place) {
            return Err(CompareError::RenamedTwice(new.clone()));
        }
        if let Some(holder) = plain.get(&place).and_then(|id| community.groups.get(id)) {
            if !waiting.iter().any(|(old, _)| is_called(holder, old)) {
                return Err(CompareError::IsAnother {
                    old: old.clone(),
                    new: new.clone(),
                });
            }
            gone.push(holder);
        }
        certain.insert(place, group.id);
        used.push(Answer::Rename(old.clone(), new.clone()));
    }
}

/// The first answer that says how this group, which is gone, ended.
fn answered_ending(
    group: &Group,
    registry: &Registry,
    answers: &Answers,
) -> Result<Option<(Answer, Ending)>, CompareError> {
    if let Some((old, into)) = answers.merges.iter().find(|(old, _)| is_called(group, old)) {
        let place = find_entry(registry, into, &Matched::new())?;
        let answer = Answer::Merge(old.clone(), into.clone());
        return Ok(Some((answer, Ending::Merged(place))));
    }
    let ended = answers.ended.iter().find(|name| is_called(group, name));
    Ok(ended.map(|name| (Answer::Ended(name.clone()), Ending::Dissolved)))
}

fn is_called(group: &Group, name: &str) -> bool {
    let now = group.now();
    name_key(&now.name) == name_key(name) || now.slug.as_str() == name
}

/// The entry of that name or address; of several, one that is no known group.
fn find_entry(registry: &Registry, name: &str, known: &Matched) -> Result<usize, CompareError> {
    registry
        .alive()
        .filter(|(_, entry)| {
            let slug = entry.slug.as_ref();
            name_key(&entry.name) == name_key(name)
                || slug.is_some_and(|slug| slug.as_str() == name)
        })
        .map(|(place, _)| place)
        .min_by_key(|place| known.contains_key(place))
        .ok_or_else(|| CompareError::NoSuchEntry(name.to_owned()))
}

fn question(
    gone: &Group,
    place: usize,
    reason: QuestionReason,
    registry: &Registry,
    continuing: &BTreeMap<usize, &Group>,
) -> Option<Question> {
    let entry = registry.groups.get(place)?;
    Some(Question {
        gone: gone.now().name.clone(),
        candidate: entry.name.clone(),
        candidate_is: if continuing.contains_key(&place) {
            Candidate::Known
        } else {
            Candidate::New
        },
        reason,
    })
}
