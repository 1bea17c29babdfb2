//! The story as events: every change of a group is decided by the rules, every event fits those before it.

use std::collections::BTreeMap;

use domain::{
    Day,
    actor::{Authorities, Authority},
    community::{Community, CommunityReplayError},
    escalation::EscalationRefusal,
    event::{DatedEvent, Event},
    group::{GroupCommand, Refusal, decide},
    ids::{GroupId, NewIds, OrganizationId, PersonId},
    person::{Account, OrganizationEvent, PersonEvent},
    policy::{Policy, PolicyEvent},
    proposal::ProposalRefusal,
    seat::Role,
    slug::Slug,
    standing::{Precision, Standing},
};
use jiff::{Span, civil::date};

use super::{
    announcements::tell_announcements,
    charters::charter,
    committee::Seating,
    escalations::tell_escalations,
    plans::tell_plans,
    proposals::tell_proposals,
    story::{GroupStory, Happening, OrganizationStory, PersonStory, Said, Story},
    written::tell_written,
};

/// The day on which the story was written: what it says of this day is told of today.
const WRITTEN_ON: Day = date(2026, 11, 22);

/// From here on the story moves with the calendar, so that it never looks stale.
const RECENT: Day = date(2026, 1, 1);

/// Why the story cannot be told: it does not hold to the rules.
#[derive(Debug, thiserror::Error)]
pub enum TellingError {
    /// A key, a file or a standing that nothing is known of.
    #[error("the demo’s story names “{0}”, which it does not know")]
    Unknown(String),
    /// A name of which no address can be made.
    #[error("the demo’s story has a name without letters: “{0}”")]
    NoAddress(String),
    /// The rules refuse a change.
    #[error("the demo’s story: {group} on {on}: {refusal}")]
    Refused {
        /// The group's key.
        group: String,
        /// The day.
        on: Day,
        /// What the rules say.
        refusal: Refusal,
    },
    /// The rules refuse a step of a proposal.
    #[error("the demo’s story: {proposal}: {refusal}")]
    Proposal {
        /// What it is called.
        proposal: String,
        /// What the rules say.
        refusal: ProposalRefusal,
    },
    /// The rules refuse a step of a roadmap or a report.
    #[error("the demo’s story: {0}")]
    Plan(String),
    /// The rules refuse a step of an escalation.
    #[error("the demo’s story: {title}: {refusal}")]
    Escalation {
        /// What it is called.
        title: String,
        /// What the rules say.
        refusal: EscalationRefusal,
    },
    /// An event does not fit those before it.
    #[error("the demo’s story: {0}")]
    DoesNotFit(#[from] CommunityReplayError),
}

/// The story as the record has it.
#[derive(Debug)]
pub struct Told {
    /// The events, in the order of history.
    pub events: Vec<DatedEvent>,
    /// The community that they make.
    pub after: Community,
}

/// Tells the story up to today.
///
/// # Errors
/// When the story does not hold to the rules.
pub fn tell(story: &Story, today: Day, ids: &mut dyn NewIds) -> Result<Told, TellingError> {
    let mut teller = Teller {
        today,
        keys: Keys::of(story, ids),
        rules: Policy::istio(),
        told: Told {
            events: Vec::new(),
            after: Community::default(),
        },
    };
    for (on, chapter) in chapters(story) {
        teller.tell(in_this_calendar(on, today), chapter)?;
    }
    let mut told = teller.told;
    let version = u32::try_from(story.policies.len()).unwrap_or(u32::MAX);
    tell_proposals(&mut told, &teller.rules, version, today, ids)?;
    tell_announcements(&mut told, today, ids)?;
    tell_plans(&mut told, &teller.rules, today)?;
    tell_written(&mut told, &teller.rules, version, today, ids)?;
    let days = teller.rules.escalation_days;
    tell_escalations(&mut told, days, version, today, ids)?;
    // The sort keeps the order of those of one day.
    told.events.sort_by_key(|event| event.on);
    Ok(told)
}

/// A day of the story as a day of the calendar that `today` is in.
fn in_this_calendar(on: Day, today: Day) -> Day {
    let days = WRITTEN_ON
        .until(today)
        .map_or(0, |since_written| since_written.get_days());
    if on < RECENT && days > 0 {
        on
    } else {
        on.saturating_add(Span::new().days(days))
    }
}

/// One thing that happens on a day.
#[derive(Clone, Copy)]
enum Chapter<'s> {
    Policy(usize, &'s super::story::AdoptedPolicy),
    Organization(&'s str, &'s OrganizationStory),
    PartOf(&'s str, &'s str),
    Person(&'s str, &'s PersonStory),
    With(&'s str, &'s str),
    Standing(&'s str, &'s str),
    Renamed(&'s str, &'s str),
    Account(&'s str, &'s str),
    Said(&'s str, &'s Said),
    Left(&'s str),
    Group(&'s GroupStory, &'s Happening),
    Committee(Seating<'s>),
}

/// Everything that happens, by day; on one day rules come before organizations, people and groups.
fn chapters(story: &Story) -> Vec<(Day, Chapter<'_>)> {
    let mut all = Vec::new();
    for (index, policy) in story.policies.iter().enumerate() {
        all.push((policy.on, Chapter::Policy(index, policy)));
    }
    for (key, organization) in &story.organizations {
        all.push((organization.since, Chapter::Organization(key, organization)));
    }
    for (key, organization) in &story.organizations {
        for (on, parent) in &organization.part_of {
            all.push((*on, Chapter::PartOf(key, parent)));
        }
    }
    for (key, person) in &story.people {
        let days = [
            &person.with,
            &person.standing,
            &person.renamed,
            &person.accounts,
        ];
        let first = days.into_iter().filter_map(|days| days.keys().next()).min();
        all.extend(first.map(|on| (*on, Chapter::Person(key, person))));
    }
    for (key, person) in &story.people {
        all.extend(
            person
                .with
                .iter()
                .map(|(on, what)| (*on, Chapter::With(key, what))),
        );
        all.extend(
            person
                .standing
                .iter()
                .map(|(on, what)| (*on, Chapter::Standing(key, what))),
        );
        all.extend(
            person
                .renamed
                .iter()
                .map(|(on, what)| (*on, Chapter::Renamed(key, what))),
        );
        all.extend(
            person
                .accounts
                .iter()
                .map(|(on, what)| (*on, Chapter::Account(key, what))),
        );
        all.extend(
            person
                .said
                .iter()
                .map(|(on, what)| (*on, Chapter::Said(key, what))),
        );
        all.extend(person.left.map(|on| (on, Chapter::Left(key))));
    }
    for group in &story.groups {
        for (on, happenings) in &group.history {
            all.extend(
                happenings
                    .iter()
                    .map(|what| (*on, Chapter::Group(group, what))),
            );
        }
    }
    all.extend(
        Seating::all(&story.committee)
            .into_iter()
            .map(|(on, seating)| (on, Chapter::Committee(seating))),
    );
    // The sort keeps the order of those of one day.
    all.sort_by_key(|(on, _)| *on);
    all
}

/// The ids of whom the story names.
struct Keys {
    organizations: BTreeMap<String, OrganizationId>,
    people: BTreeMap<String, PersonId>,
    groups: BTreeMap<String, GroupId>,
}

impl Keys {
    fn of(story: &Story, ids: &mut dyn NewIds) -> Self {
        Self {
            organizations: story
                .organizations
                .keys()
                .map(|key| (key.clone(), OrganizationId(ids.new_id())))
                .collect(),
            people: story
                .people
                .keys()
                .map(|key| (key.clone(), PersonId(ids.new_id())))
                .collect(),
            groups: story
                .groups
                .iter()
                .map(|group| (group.key.clone(), GroupId(ids.new_id())))
                .collect(),
        }
    }

    fn organization(&self, key: &str) -> Result<OrganizationId, TellingError> {
        known(&self.organizations, key)
    }

    fn person(&self, key: &str) -> Result<PersonId, TellingError> {
        known(&self.people, key)
    }

    fn group(&self, key: &str) -> Result<GroupId, TellingError> {
        known(&self.groups, key)
    }
}

fn known<Id: Copy>(ids: &BTreeMap<String, Id>, key: &str) -> Result<Id, TellingError> {
    ids.get(key)
        .copied()
        .ok_or_else(|| TellingError::Unknown(key.to_owned()))
}

struct Teller {
    today: Day,
    keys: Keys,
    rules: Policy,
    told: Told,
}

impl Teller {
    fn tell(&mut self, on: Day, chapter: Chapter<'_>) -> Result<(), TellingError> {
        match chapter {
            Chapter::Policy(index, adopted) => {
                self.rules = adopted.rules.clone();
                self.add(
                    on,
                    Event::Policy {
                        change: PolicyEvent::Adopted {
                            version: u32::try_from(index + 1).unwrap_or(u32::MAX),
                            policy: Box::new(adopted.rules.clone()),
                            reason: adopted.reason.trim().to_owned(),
                        },
                    },
                )
            }
            Chapter::Organization(key, story) => {
                let change = OrganizationEvent::Registered {
                    slug: address(&story.name)?,
                    name: story.name.clone(),
                };
                self.organization(on, key, change)
            }
            Chapter::PartOf(key, parent) => {
                let id = self.keys.organization(key)?;
                let before = self
                    .told
                    .after
                    .organizations
                    .get(&id)
                    .and_then(|now| now.parent);
                let parent = self.organization_or_none(parent)?;
                self.organization(on, key, OrganizationEvent::ParentChanged { before, parent })
            }
            Chapter::Person(key, story) => {
                let login = match &story.login {
                    Some(login) => login.clone(),
                    None => address(&story.name)?.to_string(),
                };
                let change = PersonEvent::Registered {
                    handle: address(&login)?,
                    name: story.name.clone(),
                    account: Some(Account::github(login)),
                };
                self.person(on, key, change)
            }
            Chapter::With(key, organization) => {
                let before = self.record_of(key)?.and_then(|now| now.organization_now());
                let organization = self.organization_or_none(organization)?;
                let change = PersonEvent::AffiliationChanged {
                    before,
                    organization,
                };
                self.person(on, key, change)
            }
            Chapter::Standing(key, changes) => changes
                .split_whitespace()
                .try_for_each(|change| self.person(on, key, standing(change)?)),
            Chapter::Renamed(key, name) => {
                let before = self
                    .record_of(key)?
                    .map_or_else(String::new, |now| now.name.clone());
                let change = PersonEvent::Renamed {
                    before,
                    name: name.to_owned(),
                };
                self.person(on, key, change)
            }
            Chapter::Account(key, change) => self.person(on, key, change_of_account(change)?),
            Chapter::Said(key, said) => {
                let change = PersonEvent::AffiliationStated {
                    before: self
                        .record_of(key)?
                        .and_then(|now| now.organization_on(said.since)),
                    organization: self.organization_or_none(&said.with)?,
                    since: said.since,
                };
                self.person(on, key, change)
            }
            Chapter::Left(key) => {
                let name = self.rules.name_after_leaving;
                self.person(on, key, PersonEvent::Left { name })
            }
            Chapter::Committee(seating) => {
                let person = seating.who().map(|key| self.keys.person(key)).transpose()?;
                let today = self.today;
                match seating.event(on, person, |day| in_this_calendar(day, today)) {
                    Some(change) => self.add(on, Event::Committee { change }),
                    None => Ok(()),
                }
            }
            Chapter::Group(story, happening) => {
                for command in self.commands(happening)? {
                    self.decide(on, &story.key, command, authority(happening))?;
                }
                Ok(())
            }
        }
    }

    fn add(&mut self, on: Day, event: Event) -> Result<(), TellingError> {
        let event = DatedEvent { on, event };
        self.told.after.apply(&event)?;
        self.told.events.push(event);
        Ok(())
    }

    fn organization(
        &mut self,
        on: Day,
        key: &str,
        change: OrganizationEvent,
    ) -> Result<(), TellingError> {
        let organization = self.keys.organization(key)?;
        self.add(
            on,
            Event::Organization {
                organization,
                change,
            },
        )
    }

    fn organization_or_none(&self, key: &str) -> Result<Option<OrganizationId>, TellingError> {
        match key {
            "none" => Ok(None),
            key => self.keys.organization(key).map(Some),
        }
    }

    fn person(&mut self, on: Day, key: &str, change: PersonEvent) -> Result<(), TellingError> {
        let person = self.keys.person(key)?;
        self.add(on, Event::Person { person, change })
    }

    fn record_of(&self, key: &str) -> Result<Option<&domain::person::Person>, TellingError> {
        let id = self.keys.person(key)?;
        Ok(self.told.after.people.get(&id))
    }

    fn decide(
        &mut self,
        on: Day,
        key: &str,
        command: GroupCommand,
        authority: Authority,
    ) -> Result<(), TellingError> {
        let group = self.keys.group(key)?;
        let changes = decide(
            self.told.after.groups.get(&group),
            command,
            on,
            &Authorities::new([authority]),
            &self.rules,
        )
        .map_err(|refusal| TellingError::Refused {
            group: key.to_owned(),
            on,
            refusal,
        })?;
        changes
            .into_iter()
            .try_for_each(|change| self.add(on, Event::Group { group, change }))
    }

    /// What has to be decided for something to happen.
    fn commands(&self, happening: &Happening) -> Result<Vec<GroupCommand>, TellingError> {
        let seat = |who: &str, role, area: &Option<String>| {
            Ok::<_, TellingError>(GroupCommand::TakeSeat {
                person: self.keys.person(who)?,
                role,
                area: area.clone(),
            })
        };
        let leave = |who: &str, role| {
            Ok::<_, TellingError>(GroupCommand::LeaveSeat {
                person: self.keys.person(who)?,
                role,
            })
        };
        let parent_of =
            |key: &Option<String>| key.as_deref().map(|key| self.keys.group(key)).transpose();
        let command = match happening {
            Happening::Form {
                name, kind, parent, ..
            } => GroupCommand::Form {
                name: name.clone(),
                slug: address(name)?,
                kind: *kind,
                parent: parent_of(parent)?,
            },
            Happening::Activate => GroupCommand::Activate,
            Happening::Rename(name) => GroupCommand::Rename {
                name: name.clone(),
                slug: address(name)?,
            },
            Happening::Convert { kind, parent } => GroupCommand::Convert {
                kind: *kind,
                parent: parent_of(parent)?,
            },
            Happening::Close => GroupCommand::BeginClosing,
            Happening::FinalReport { by, body } => GroupCommand::GiveFinalReport {
                body: body.clone(),
                by: self.keys.person(by)?,
            },
            Happening::Dissolve => GroupCommand::Dissolve,
            Happening::MergeInto(into) => GroupCommand::MergeInto(self.keys.group(into)?),
            Happening::Revive => GroupCommand::Revive,
            Happening::Describe(sentence) => GroupCommand::Describe(sentence.clone()),
            Happening::Charter(file) => GroupCommand::AdoptCharter(
                charter(file)
                    .ok_or_else(|| TellingError::Unknown(file.clone()))?
                    .to_owned(),
            ),
            Happening::Link(link) => GroupCommand::AddLink(link.clone()),
            Happening::Relink { before, link } => GroupCommand::ChangeLink {
                before: before.clone(),
                link: link.clone(),
            },
            Happening::Unlink(link) => GroupCommand::RemoveLink(link.clone()),
            Happening::Stakeholders(groups) => GroupCommand::SetStakeholders(
                groups
                    .iter()
                    .map(|key| self.keys.group(key))
                    .collect::<Result<_, _>>()?,
            ),
            Happening::Lead(who) => seat(who, Role::Lead, &None)?,
            Happening::Seat { who, role, area } => seat(who, *role, area)?,
            Happening::Area { who, area } => GroupCommand::ChangeSeatArea {
                person: self.keys.person(who)?,
                role: Role::Lead,
                area: area.clone(),
            },
            Happening::Leave(who) => leave(who, Role::Lead)?,
            Happening::Emeritus(who) => {
                return Ok(vec![
                    leave(who, Role::Lead)?,
                    seat(who, Role::EmeritusLead, &None)?,
                ]);
            }
            Happening::Delegate(who) => seat(who, Role::Delegate, &None)?,
            Happening::EndDelegation(who) => leave(who, Role::Delegate)?,
        };
        Ok(vec![command])
    }
}

/// The committee decides; what was at work before there was one, the first registry states.
fn authority(happening: &Happening) -> Authority {
    match happening {
        Happening::Form { at_work: true, .. } => Authority::Registry,
        Happening::Form { .. }
        | Happening::Activate
        | Happening::Rename(_)
        | Happening::Convert { .. }
        | Happening::Close
        | Happening::FinalReport { .. }
        | Happening::Dissolve
        | Happening::MergeInto(_)
        | Happening::Revive
        | Happening::Describe(_)
        | Happening::Charter(_)
        | Happening::Link(_)
        | Happening::Relink { .. }
        | Happening::Unlink(_)
        | Happening::Stakeholders(_)
        | Happening::Lead(_)
        | Happening::Seat { .. }
        | Happening::Area { .. }
        | Happening::Leave(_)
        | Happening::Emeritus(_)
        | Happening::Delegate(_)
        | Happening::EndDelegation(_) => Authority::Committee,
    }
}

fn address(name: &str) -> Result<Slug, TellingError> {
    Slug::of_name(name).ok_or_else(|| TellingError::NoAddress(name.to_owned()))
}

/// `+member` or `-member`; the story knows its days to the day.
/// `forge:ada` becomes known, `-forge:ada` no longer is, `forge:ada>lovelace` has another login.
fn change_of_account(change: &str) -> Result<PersonEvent, TellingError> {
    let account = |text: &str| {
        let (provider, login) = text
            .split_once(':')
            .ok_or_else(|| TellingError::Unknown(change.to_owned()))?;
        Ok::<_, TellingError>(Account {
            provider: provider.to_owned(),
            login: login.to_owned(),
        })
    };
    Ok(match (change.strip_prefix('-'), change.split_once('>')) {
        (Some(lost), _) => PersonEvent::AccountLost {
            account: account(lost)?,
        },
        (None, Some((before, login))) => {
            let before = account(before)?;
            PersonEvent::AccountRenamed {
                account: Account {
                    provider: before.provider.clone(),
                    login: login.to_owned(),
                },
                before,
            }
        }
        (None, None) => PersonEvent::AccountLinked {
            account: account(change)?,
        },
    })
}

fn standing(change: &str) -> Result<PersonEvent, TellingError> {
    let unknown = || TellingError::Unknown(change.to_owned());
    let of = |key: &str| Standing::of_key(key).ok_or_else(unknown);
    match change.split_at_checked(1) {
        Some(("+", key)) => Ok(PersonEvent::StandingGained {
            standing: of(key)?,
            precision: Precision::Exact,
        }),
        Some(("-", key)) => Ok(PersonEvent::StandingLost { standing: of(key)? }),
        Some(_) | None => Err(unknown()),
    }
}
