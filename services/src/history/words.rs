//! Events as sentences. The one place that knows how each kind of event reads, for every page and for the importer.

use std::fmt;

use domain::{
    Day,
    committee::CommitteeEvent,
    decision::DecisionNumber,
    event::Event,
    group::{GroupEvent, GroupKind, GroupState},
    ids::{GroupId, OrganizationId, PersonId},
    leaving::NameAfterLeaving,
    link::Link,
    person::{OrganizationEvent, PersonEvent},
    policy::PolicyEvent,
    seat::Role,
    standing::{Precision, Standing},
};

use super::{Names, words_of_proposal};

/// What happened: a sentence without a full stop, in parts, so that a page can link whom it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its parts in order; spaces are in the texts.
    pub parts: Vec<Part>,
}

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Plain words.
    Text(String),
    /// A group, with its address of today.
    Group {
        /// The address.
        slug: String,
        /// The name: today's, or the one that the event speaks of.
        name: String,
    },
    /// A person.
    Person {
        /// The address.
        handle: String,
        /// The name.
        name: String,
    },
    /// An organization.
    Organization {
        /// The address.
        slug: String,
        /// The name.
        name: String,
    },
    /// A version of a group's charter; the words are "charter 2".
    Charter {
        /// The group's address.
        slug: String,
        /// The version.
        number: u32,
    },
    /// A proposal; the words are its title.
    Proposal {
        /// Its number.
        number: u32,
        /// What it was called then.
        title: String,
    },
    /// A decision, by its number.
    Decision(DecisionNumber),
    /// A value that no longer holds.
    Before(String),
    /// A value that holds from then on.
    After(String),
    /// A text that was reworded: to be shown word by word.
    Reworded {
        /// Before.
        before: String,
        /// From then on.
        after: String,
    },
}

impl fmt::Display for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => formatter.write_str(text),
            Self::Group { name, .. }
            | Self::Person { name, .. }
            | Self::Organization { name, .. } => formatter.write_str(name),
            Self::Charter { number, .. } => write!(formatter, "charter {number}"),
            Self::Proposal { number, title } => write!(formatter, "proposal {number}, {title}"),
            Self::Decision(number) => write!(formatter, "decision {number}"),
            Self::Before(value) | Self::After(value) => write!(formatter, "“{value}”"),
            Self::Reworded { before, after } => write!(formatter, "“{before}” → “{after}”"),
        }
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|part| part.fmt(formatter))
    }
}

/// What an event says, in words.
#[must_use]
pub fn sentence(event: &Event, names: &Names) -> Sentence {
    let words = Words { names };
    let parts = match event {
        Event::Group { group, change } => words.of_group(*group, change),
        Event::Person { person, change } => words.of_person(*person, change),
        Event::Organization {
            organization,
            change,
        } => words.of_organization(*organization, change),
        Event::Proposal {
            number,
            title,
            change,
            ..
        } => words_of_proposal::of_proposal(&words, *number, title, change),
        Event::Committee { change } => words.of_committee(change),
        Event::Policy { change } => match change {
            PolicyEvent::Adopted {
                version, reason, ..
            } => {
                let mut parts = vec![text(format!(
                    "Version {version} of the policy holds from this day"
                ))];
                if !reason.is_empty() {
                    parts.extend([text(": "), text(reason.trim_end_matches('.'))]);
                }
                parts
            }
        },
    };
    Sentence { parts }
}

/// The wording, with the names that it uses.
pub(super) struct Words<'n> {
    names: &'n Names,
}

impl Words<'_> {
    fn of_group(&self, id: GroupId, change: &GroupEvent) -> Vec<Part> {
        let group = || self.group(id);
        match change {
            GroupEvent::Formed {
                name,
                group_kind,
                parent,
                state,
                ..
            } => {
                let mut parts = vec![self.group_called(id, name), text(" was formed as ")];
                parts.extend(self.sort(*group_kind, *parent));
                parts.extend(being_set_up(*state));
                parts
            }
            GroupEvent::Activated => vec![group(), text(" became active")],
            GroupEvent::Renamed {
                before,
                name,
                slug_before,
                slug,
            } if before == name => vec![
                text("The address of "),
                group(),
                text(" changed from "),
                Part::Before(slug_before.to_string()),
                text(" to "),
                Part::After(slug.to_string()),
            ],
            GroupEvent::Renamed { before, name, .. } => vec![
                Part::Before(before.clone()),
                text(" was renamed to "),
                self.group_called(id, name),
            ],
            GroupEvent::Converted {
                kind_before,
                group_kind,
                parent_before,
                parent,
            } => {
                let mut parts = vec![group(), text(" became ")];
                parts.extend(self.sort(*group_kind, *parent));
                parts.push(text("; it was "));
                parts.extend(self.sort(*kind_before, *parent_before));
                parts
            }
            GroupEvent::ClosingBegun => vec![group(), text(" began to close")],
            GroupEvent::Dissolved => vec![group(), text(" was dissolved")],
            GroupEvent::MergedInto { into } => {
                vec![group(), text(" was merged into "), self.group(*into)]
            }
            GroupEvent::Revived { state } => {
                let mut parts = vec![group(), text(" was revived")];
                parts.extend(being_set_up(*state));
                parts
            }
            GroupEvent::Described {
                before,
                description,
            } => described(group(), before, description),
            GroupEvent::CharterAdopted { number, .. } => vec![
                group(),
                text(" adopted "),
                match self.names.group(id) {
                    Some(name) => Part::Charter {
                        slug: name.slug.clone(),
                        number: *number,
                    },
                    None => text(format!("charter {number}")),
                },
            ],
            GroupEvent::LinkAdded { link } => {
                let mut parts = vec![text(format!("{} was added to ", called(link))), group()];
                parts.extend(target(link).map(Part::After).into_iter().flat_map(colon));
                parts
            }
            GroupEvent::LinkChanged { before, link } => link_changed(group(), before, link),
            GroupEvent::LinkRemoved { link } => {
                let mut parts = vec![text(format!("{} was removed from ", called(link))), group()];
                parts.extend(target(link).map(Part::Before).into_iter().flat_map(colon));
                parts
            }
            GroupEvent::StakeholdersChanged {
                before,
                stakeholders,
            } => self.stakeholders_changed(group(), before, stakeholders),
            GroupEvent::SeatTaken { person, role, area } => {
                let mut parts = vec![
                    self.person(*person),
                    text(format!(" became {} of ", with_article(*role))),
                    group(),
                ];
                if let Some(area) = area {
                    parts.push(text(format!(", for {area}")));
                }
                parts
            }
            GroupEvent::SeatAreaChanged {
                person,
                role,
                before,
                area,
            } => {
                let whole = || "the whole group".to_owned();
                vec![
                    self.person(*person),
                    text(format!(", {} of ", with_article(*role))),
                    group(),
                    text(", went from "),
                    Part::Before(before.clone().unwrap_or_else(whole)),
                    text(" to "),
                    Part::After(area.clone().unwrap_or_else(whole)),
                ]
            }
            GroupEvent::SeatsMoved { from, into } => vec![
                text("The seats of "),
                self.person(*from),
                text(" in "),
                group(),
                text(" are those of "),
                self.person(*into),
            ],
            GroupEvent::SeatsReturned { from, into, .. } => vec![
                text("The seats of "),
                self.person(*from),
                text(" and "),
                self.person(*into),
                text(" in "),
                group(),
                text(" are each their own again"),
            ],
            GroupEvent::SeatLeft { person, role } => vec![
                self.person(*person),
                text(format!(" is no longer {} of ", with_article(*role))),
                group(),
            ],
        }
    }

    fn of_person(&self, id: PersonId, change: &PersonEvent) -> Vec<Part> {
        let person = || self.person(id);
        match change {
            PersonEvent::Registered { name, account, .. } => {
                let mut parts = vec![self.person_called(id, name), text(" came into the record")];
                if let Some(account) = account.as_ref().filter(|account| !account.is_taken_out()) {
                    parts.push(text(format!(
                        " with the {} account {}",
                        account.provider_name(),
                        account.login
                    )));
                }
                parts
            }
            // Their names were taken out of the record when they left.
            PersonEvent::Renamed { before, name } if before == name => {
                vec![person(), text(" changed their name")]
            }
            PersonEvent::Renamed { before, name } => vec![
                Part::Before(before.clone()),
                text(" is now called "),
                self.person_called(id, name),
            ],
            PersonEvent::AccountLinked { account } if account.is_taken_out() => vec![
                text(format!(
                    "A {} account became known as that of ",
                    account.provider_name()
                )),
                person(),
            ],
            PersonEvent::AccountLinked { account } => vec![
                text(format!(
                    "The {} account {} became known as that of ",
                    account.provider_name(),
                    account.login
                )),
                person(),
            ],
            PersonEvent::AccountRenamed { before, account } => vec![
                text(format!("The {} account ", account.provider_name())),
                Part::Before(before.login.clone()),
                text(" of "),
                person(),
                text(" is now called "),
                Part::After(account.login.clone()),
            ],
            PersonEvent::AccountLost { account } => vec![
                text(format!(
                    "The {} account {} is no longer known as that of ",
                    account.provider_name(),
                    account.login
                )),
                person(),
            ],
            PersonEvent::AffiliationChanged {
                before,
                organization,
            } => match (before, organization) {
                (Some(before), Some(organization)) => vec![
                    person(),
                    text(" went from "),
                    self.organization(*before),
                    text(" to "),
                    self.organization(*organization),
                ],
                (None, Some(organization)) => {
                    vec![
                        person(),
                        text(" is with "),
                        self.organization(*organization),
                    ]
                }
                (Some(before), None) => {
                    vec![
                        person(),
                        text(" is no longer with "),
                        self.organization(*before),
                    ]
                }
                (None, None) => vec![person(), text(" is with no organization that is known")],
            },
            PersonEvent::AffiliationStated {
                before,
                organization,
                since,
            } => self.affiliation_stated(person(), *before, *organization, *since),
            PersonEvent::StandingGained {
                standing,
                precision,
            } => {
                let verb = match precision {
                    Precision::Exact => "became",
                    Precision::AtTheLatest => "is listed as",
                };
                vec![person(), text(format!(" {verb} {}", held_as(standing)))]
            }
            PersonEvent::StandingLost { standing } => {
                vec![
                    person(),
                    text(format!(" is no longer {}", held_as(standing))),
                ]
            }
            PersonEvent::MergedInto { into } => {
                vec![person(), text(" turned out to be "), self.person(*into)]
            }
            PersonEvent::MergeUndone { from, .. } => vec![
                person(),
                text(" is not "),
                self.person(*from),
                text(" after all"),
            ],
            PersonEvent::Absorbed {
                person: other,
                name,
                ..
            } => vec![
                person(),
                text(" carries on the record of "),
                self.person_called(*other, name),
            ],
            PersonEvent::Released { person: other, .. } => vec![
                person(),
                text(" no longer carries on the record of "),
                self.person(*other),
            ],
            PersonEvent::StandingStated {
                standing,
                since,
                until,
                evidence,
            } => {
                let days = match until {
                    None => format!("has been {} since {}", held_as(standing), long(*since)),
                    Some(until) => format!(
                        "was {} from {} to {}",
                        held_as(standing),
                        long(*since),
                        long(*until)
                    ),
                };
                let mut parts = vec![person(), text(format!(" {days}"))];
                if !evidence.is_empty() {
                    parts.push(text(format!(": {}", evidence.trim_end_matches('.'))));
                }
                parts
            }
            PersonEvent::Left { name } => vec![
                person(),
                text(match name {
                    NameAfterLeaving::Kept => " left",
                    NameAfterLeaving::Pseudonym => " left, and their name with them",
                }),
            ],
        }
    }

    fn affiliation_stated(
        &self,
        person: Part,
        before: Option<OrganizationId>,
        organization: Option<OrganizationId>,
        since: Day,
    ) -> Vec<Part> {
        let since = text(format!(" since {}", since.strftime("%-d %B %Y")));
        let mut parts = match organization {
            Some(organization) => vec![
                person,
                text(" has been with "),
                self.organization(organization),
                since,
            ],
            None => vec![person, text(" has been with no organization"), since],
        };
        if let Some(before) = before.filter(|before| Some(*before) != organization) {
            parts.extend([text("; until then with "), self.organization(before)]);
        }
        parts
    }

    fn of_committee(&self, change: &CommitteeEvent) -> Vec<Part> {
        let ends = |ends_on: &Option<Day>| match ends_on {
            Some(day) => format!(", for a term until {}", long(*day)),
            None => String::new(),
        };
        match change {
            CommitteeEvent::SeatAdded { seat, title, .. } if title.is_empty() => {
                vec![text(format!("The committee gained seat {seat}"))]
            }
            CommitteeEvent::SeatAdded { seat, title, .. } => {
                vec![text(format!("The committee gained seat {seat}, {title}"))]
            }
            CommitteeEvent::SeatEnded { seat } => {
                vec![text(format!("The committee has no seat {seat} any more"))]
            }
            CommitteeEvent::SeatFilled {
                seat,
                person,
                since,
                ends_on,
            } => vec![
                self.person(*person),
                text(format!(
                    " holds seat {seat} of the committee since {}{}",
                    long(*since),
                    ends(ends_on)
                )),
            ],
            CommitteeEvent::TermChanged {
                seat,
                person,
                ends_on,
                ..
            } => vec![
                text("The term of "),
                self.person(*person),
                text(match ends_on {
                    Some(day) => {
                        format!(" in seat {seat} of the committee ends on {}", long(*day))
                    }
                    None => format!(" in seat {seat} of the committee has no end"),
                }),
            ],
            CommitteeEvent::SeatVacated {
                seat,
                person,
                until,
            } => vec![
                self.person(*person),
                text(format!(
                    " no longer holds seat {seat} of the committee since {}",
                    long(*until)
                )),
            ],
            CommitteeEvent::HolderMoved { from, into, .. } => vec![
                text("What "),
                self.person(*from),
                text(" held in the committee is that of "),
                self.person(*into),
            ],
            CommitteeEvent::HolderReturned { from, into, .. } => vec![
                text("What "),
                self.person(*into),
                text(" held in the committee for "),
                self.person(*from),
                text(" is theirs again"),
            ],
        }
    }

    fn of_organization(&self, id: OrganizationId, change: &OrganizationEvent) -> Vec<Part> {
        let organization = self.organization(id);
        match change {
            OrganizationEvent::Registered { .. } => {
                vec![organization, text(" came into the record")]
            }
            OrganizationEvent::ParentChanged { before, parent } => match (before, parent) {
                (_, Some(parent)) => vec![
                    organization,
                    text(" became part of "),
                    self.organization(*parent),
                ],
                (Some(before), None) => vec![
                    organization,
                    text(" is no longer part of "),
                    self.organization(*before),
                ],
                (None, None) => vec![organization, text(" is part of no other organization")],
            },
        }
    }

    /// "a subgroup of X", "a committee".
    fn sort(&self, kind: GroupKind, parent: Option<GroupId>) -> Vec<Part> {
        let kind = text(format!("a {}", kind.words().to_lowercase()));
        match parent {
            Some(parent) => vec![kind, text(" of "), self.group(parent)],
            None => vec![kind],
        }
    }

    fn stakeholders_changed(
        &self,
        group: Part,
        before: &[GroupId],
        after: &[GroupId],
    ) -> Vec<Part> {
        let only_in = |these: &[GroupId], others: &[GroupId]| -> Vec<Part> {
            these
                .iter()
                .filter(|id| !others.contains(id))
                .map(|id| self.group(*id))
                .collect()
        };
        let (gained, lost) = (only_in(after, before), only_in(before, after));
        let mut parts = Vec::new();
        if !gained.is_empty() {
            parts.extend(enumerated(gained));
            parts.push(text(" gained a stake in "));
            parts.push(group.clone());
        }
        if !lost.is_empty() {
            if !parts.is_empty() {
                parts.push(text("; "));
            }
            let one = lost.len() == 1;
            parts.extend(enumerated(lost));
            parts.push(text(if one {
                " no longer has a stake in "
            } else {
                " no longer have a stake in "
            }));
            parts.push(group);
        }
        parts
    }

    pub(super) fn group(&self, id: GroupId) -> Part {
        match self.names.group(id) {
            Some(name) => Part::Group {
                slug: name.slug.clone(),
                name: name.name.clone(),
            },
            None => text("a group that is not in the record"),
        }
    }

    /// A group by the name that it had.
    fn group_called(&self, id: GroupId, called: &str) -> Part {
        match self.names.group(id) {
            Some(name) => Part::Group {
                slug: name.slug.clone(),
                name: called.to_owned(),
            },
            None => text(called),
        }
    }

    pub(super) fn person(&self, id: PersonId) -> Part {
        match self.names.person(id) {
            Some(name) => Part::Person {
                handle: name.slug.clone(),
                name: name.name.clone(),
            },
            None => text("someone who is not in the record"),
        }
    }

    /// A person by the name that they had.
    fn person_called(&self, id: PersonId, called: &str) -> Part {
        match self.names.person(id) {
            Some(name) => Part::Person {
                handle: name.slug.clone(),
                name: called.to_owned(),
            },
            None => text(called),
        }
    }

    fn organization(&self, id: OrganizationId) -> Part {
        match self.names.organization(id) {
            Some(name) => Part::Organization {
                slug: name.slug.clone(),
                name: name.name.clone(),
            },
            None => text("an organization that is not in the record"),
        }
    }
}

pub(super) fn text(words: impl Into<String>) -> Part {
    Part::Text(words.into())
}

fn colon(part: Part) -> [Part; 2] {
    [text(": "), part]
}

fn being_set_up(state: GroupState) -> Option<Part> {
    match state {
        GroupState::SettingUp => Some(text(", to be set up")),
        GroupState::Active | GroupState::Closing | GroupState::Dissolved | GroupState::Merged => {
            None
        }
    }
}

fn described(group: Part, before: &str, after: &str) -> Vec<Part> {
    if before.is_empty() {
        vec![
            group,
            text(" was described: "),
            Part::After(after.to_owned()),
        ]
    } else if after.is_empty() {
        vec![
            text("The description of "),
            group,
            text(" was taken away: "),
            Part::Before(before.to_owned()),
        ]
    } else {
        vec![
            text("The description of "),
            group,
            text(" changed: "),
            Part::Reworded {
                before: before.to_owned(),
                after: after.to_owned(),
            },
        ]
    }
}

fn link_changed(group: Part, before: &Link, after: &Link) -> Vec<Part> {
    let mut parts = vec![text(format!("{} of ", called(before))), group];
    let mut changed = false;
    for (what, before, after) in [
        (" is now called ", Some(&before.label), Some(&after.label)),
        (" now leads to ", before.url.as_ref(), after.url.as_ref()),
        (" is now ", before.detail.as_ref(), after.detail.as_ref()),
    ] {
        if before == after {
            continue;
        }
        parts.push(text(format!("{}{what}", if changed { ";" } else { "" })));
        parts.push(match after {
            Some(after) => Part::After(after.clone()),
            None => text("nothing more"),
        });
        if let Some(before) = before {
            parts.extend([text(", before "), Part::Before(before.clone())]);
        }
        changed = true;
    }
    parts
}

/// "The chat “#routing”", "Documents “Folder”".
fn called(link: &Link) -> String {
    if link.label.eq_ignore_ascii_case(link.kind.word()) {
        link.kind.word().to_owned()
    } else {
        format!("{} “{}”", link.kind.word(), link.label)
    }
}

fn target(link: &Link) -> Option<String> {
    match (&link.url, &link.detail) {
        (Some(url), Some(detail)) => Some(format!("{detail}, {url}")),
        (Some(only), None) | (None, Some(only)) => Some(only.clone()),
        (None, None) => None,
    }
}

fn with_article(role: Role) -> &'static str {
    match role {
        Role::Lead => "a lead",
        Role::Chair => "a chair",
        Role::TechLead => "a tech lead",
        Role::Delegate => "a delegate",
        Role::Liaison => "the liaison",
        Role::EmeritusLead => "an emeritus lead",
    }
}

/// "1 May 2024"
fn long(day: Day) -> String {
    day.strftime("%-d %B %Y").to_string()
}

fn held_as(standing: &Standing) -> String {
    match standing {
        Standing::Member => "a member".to_owned(),
        Standing::Maintainer => "a maintainer".to_owned(),
        Standing::Committee => "one of the oversight committee".to_owned(),
        Standing::Administrator => "an administrator".to_owned(),
        Standing::Emeritus => "an emeritus maintainer".to_owned(),
        Standing::Team(name) => format!("one of team {name}"),
    }
}

/// "A, B and C"
fn enumerated(items: Vec<Part>) -> Vec<Part> {
    let count = items.len();
    let mut parts = Vec::with_capacity(count * 2);
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            parts.push(text(if index + 1 == count { " and " } else { ", " }));
        }
        parts.push(item);
    }
    parts
}
