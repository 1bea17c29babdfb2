//! Disagreements of the demo: one on every rung of the ladder, and some that are over. Each step is decided by the rules.

use domain::{
    Day,
    decision::{Decider, DecisionEvent, RecordedDecision},
    escalation::{Alternate, Asked, Escalation, EscalationCommand, Facts, Rung, decide},
    event::{DatedEvent, Event},
    ids::{EscalationId, GroupId, NewIds, PersonId},
    standing::Standing,
};
use jiff::{Timestamp, tz::TimeZone};

use super::{
    telling::{TellingError, Told},
    written::{at, group_at, leads_of, next_number},
};

/// Who does something.
#[derive(Clone, Copy)]
enum Who {
    Opener,
    LeadOf(&'static str),
    Committee,
}

/// What they do.
#[derive(Clone, Copy)]
enum What {
    Answer(&'static str),
    Case(&'static str),
    BringIn(&'static str),
    Alternate(&'static str, &'static str),
    Climb,
    Settle(&'static str),
    Withdraw(&'static str),
    Decide(&'static str, &'static str),
}

/// A disagreement.
struct Tale {
    title: &'static str,
    opener: &'static str,
    group: &'static str,
    affected: &'static [&'static str],
    problem: &'static str,
    tried: &'static str,
    opened: i32,
    /// So many days ago, at that hour, someone did something.
    steps: &'static [(i32, i8, Who, What)],
}

const TALES: &[Tale] = &[
    Tale {
        title: "Messages are sent again without a key",
        opener: "temesgen-w",
        group: "routing",
        affected: &["observability"],
        problem: "A message that is sent again is counted twice: nobody can tell it from a new one.",
        tried: "Asked in the channel of the group in the spring, and at its meeting in June. Both times the answer was that it had always been so.",
        opened: 26,
        steps: &[
            (
                25,
                10,
                Who::LeadOf("routing"),
                What::Answer(
                    "A key costs every sensor eight bytes in every message. Sensors at sea pay for each of them.",
                ),
            ),
            (24, 9, Who::Opener, What::Climb),
            (
                23,
                15,
                Who::LeadOf("observability"),
                What::Answer("We take out what was counted twice by hand, every Monday."),
            ),
            (
                22,
                11,
                Who::LeadOf("routing"),
                What::Answer("Then let us count differently; the message stays as it is."),
            ),
            (
                21,
                9,
                Who::Opener,
                What::Alternate(
                    "A key only where a message is sent again",
                    "The first message carries none. Whoever sends it again adds a key made of its content: no sensor pays for what arrives at once.",
                ),
            ),
            (21, 10, Who::Opener, What::Climb),
            (
                18,
                14,
                Who::LeadOf("documentation"),
                What::Answer("That can be explained in two sentences, which is a good sign."),
            ),
            (
                17,
                9,
                Who::Opener,
                What::Case(
                    "What is measured must be right without anyone mending it on Mondays. The alternate costs nothing where nothing goes wrong.",
                ),
            ),
            (
                16,
                16,
                Who::LeadOf("routing"),
                What::Case(
                    "Every change of the message has to be understood by sensors that nobody can reach for years. They ignore what they do not know; we have no proof that all of them do.",
                ),
            ),
            (15, 9, Who::Opener, What::Climb),
            (
                4,
                17,
                Who::Committee,
                What::Decide(
                    "Messages that are sent again carry a key made of their content",
                    "Both sides agree that counting twice is wrong. The test of the last weeks shows that sensors of all four makers ignore the key. **Routing** adds it with the next version; **Observability** says in a month whether Mondays are free.",
                ),
            ),
        ],
    },
    Tale {
        title: "Refusing unknown fields stops upgrades at sea",
        opener: "parisa-zarrinbaf",
        group: "user-experience",
        affected: &["field-operations"],
        problem: "Files at sea have fields that no longer mean anything. When they are refused, an upgrade stops in a place where nobody is.",
        tried: "Asked the leads after the decision; they think that such files should be mended before the upgrade.",
        opened: 24,
        steps: &[
            (
                22,
                10,
                Who::LeadOf("user-experience"),
                What::Answer("The check can be run on land before."),
            ),
            (21, 10, Who::Opener, What::Climb),
            (
                20,
                12,
                Who::LeadOf("field-operations"),
                What::Answer("We have no list of the files at sea."),
            ),
            (
                19,
                9,
                Who::LeadOf("user-experience"),
                What::Answer("Then let us make one."),
            ),
            (
                18,
                9,
                Who::Opener,
                What::Alternate(
                    "Refuse only in files that name their version",
                    "Old files name none. They are read as before; a new one says which version it is written for, and is read strictly.",
                ),
            ),
            (18, 10, Who::Opener, What::Climb),
            (
                12,
                9,
                Who::Opener,
                What::Case(
                    "Nobody can mend what nobody has a list of. An upgrade that stops at sea costs a ship a day.",
                ),
            ),
            (
                10,
                15,
                Who::LeadOf("user-experience"),
                What::Case(
                    "Two ways of reading are two ways of being wrong. A month of ignored typing errors is what we come from.",
                ),
            ),
            (9, 9, Who::Opener, What::Climb),
        ],
    },
    Tale {
        title: "Identities live too short for winter",
        opener: "temesgen-w",
        group: "identity",
        affected: &[],
        problem: "An identity lives for thirty days. Buoys under ice are silent for longer, and have to be fetched.",
        tried: "Wrote to the list in the autumn. The leads answered that a longer life is a risk.",
        opened: 12,
        steps: &[
            (
                10,
                10,
                Who::LeadOf("identity"),
                What::Answer("Whoever steals a buoy has its identity for as long as it lives."),
            ),
            (
                8,
                9,
                Who::Opener,
                What::Alternate(
                    "A second, longer identity that is only good for asking for a new one",
                    "It opens nothing but that one door, and is good for one year.",
                ),
            ),
            (6, 9, Who::Opener, What::Climb),
            (
                4,
                15,
                Who::LeadOf("routing"),
                What::Answer("The north would thank you."),
            ),
            (
                3,
                9,
                Who::Opener,
                What::Case("Fetching forty buoys costs more than all we do for them in a year."),
            ),
        ],
    },
    Tale {
        title: "Screens without words",
        opener: "parisa-zarrinbaf",
        group: "user-experience",
        affected: &["documentation"],
        problem: "The new harbour view has pictures without words. Who does not know them cannot ask anyone what they mean.",
        tried: "Said so when it was shown. The answer was that there is no room.",
        opened: 9,
        steps: &[
            (
                7,
                11,
                Who::LeadOf("user-experience"),
                What::Answer("We can show the words when one points at a picture."),
            ),
            (5, 9, Who::Opener, What::Climb),
            (
                4,
                12,
                Who::LeadOf("documentation"),
                What::Answer("Nobody points with gloves on."),
            ),
            (2, 9, Who::Opener, What::BringIn("localization")),
        ],
    },
    Tale {
        title: "The weekly report names no files",
        opener: "temesgen-w",
        group: "observability",
        affected: &[],
        problem: "The report says how many routes took no message, and not which.",
        tried: "Asked in the discussion of the page on matching.",
        opened: 2,
        steps: &[],
    },
    Tale {
        title: "Meetings at night",
        opener: "parisa-zarrinbaf",
        group: "documentation",
        affected: &[],
        problem: "The group meets when it is night for a third of its people.",
        tried: "Asked the leads in their meeting.",
        opened: 33,
        steps: &[
            (
                31,
                10,
                Who::LeadOf("documentation"),
                What::Answer("We take turns from next month on."),
            ),
            (
                30,
                9,
                Who::Opener,
                What::Settle("The meeting is at two times, in turns. Thank you."),
            ),
        ],
    },
    Tale {
        title: "A label for every ship",
        opener: "temesgen-w",
        group: "observability",
        affected: &[],
        problem: "Without a label for the ship nobody can ask for one ship alone.",
        tried: "Asked in the channel.",
        opened: 45,
        steps: &[
            (
                44,
                10,
                Who::LeadOf("observability"),
                What::Answer(
                    "Ten thousand ships are ten thousand series. There is a log for that.",
                ),
            ),
            (
                43,
                9,
                Who::Opener,
                What::Withdraw("The log has it, I did not know. Withdrawn."),
            ),
        ],
    },
];

/// Tells them, after everything else was told.
///
/// # Errors
/// When the rules refuse a step.
pub fn tell_escalations(
    told: &mut Told,
    days: u32,
    policy_version: u32,
    today: Day,
    ids: &mut dyn NewIds,
) -> Result<(), TellingError> {
    let mut tales: Vec<&Tale> = TALES.iter().collect();
    tales.sort_by_key(|tale| std::cmp::Reverse(tale.opened));
    let mut number = 0;
    for tale in tales {
        let opener = person(told, tale.opener);
        let group = group_at(told, tale.group);
        // Where the story has not come that far yet, nobody disagrees.
        let (Some(opener), Some(group)) = (opener, group) else {
            continue;
        };
        let known = tale
            .affected
            .iter()
            .all(|slug| group_at(told, slug).is_some());
        if leads_of(told, group).is_empty() || !known {
            continue;
        }
        number += 1;
        let mut chronicle = Chronicle {
            today,
            policy_version,
            id: EscalationId(ids.new_id()),
            number,
            tale,
            opener,
            group,
        };
        chronicle.tell(told, days)?;
    }
    Ok(())
}

fn person(told: &Told, handle: &str) -> Option<PersonId> {
    told.after
        .people
        .values()
        .find(|person| person.handle.as_str() == handle)
        .map(|person| person.id)
}

/// Who would be asked for these groups.
fn asked(told: &Told, groups: &[GroupId], opener: PersonId) -> Vec<Asked> {
    groups
        .iter()
        .flat_map(|group| {
            leads_of(told, *group)
                .into_iter()
                .map(|person| Asked {
                    group: *group,
                    person,
                })
                .collect::<Vec<_>>()
        })
        .filter(|asked| asked.person != opener)
        .collect()
}

/// A disagreement that is being told.
struct Chronicle<'t> {
    today: Day,
    policy_version: u32,
    id: EscalationId,
    number: u32,
    tale: &'t Tale,
    opener: PersonId,
    group: GroupId,
}

impl Chronicle<'_> {
    fn tell(&mut self, told: &mut Told, days: u32) -> Result<(), TellingError> {
        let affected: Vec<GroupId> = self
            .tale
            .affected
            .iter()
            .filter_map(|slug| group_at(told, slug))
            .collect();
        let opening = EscalationCommand::Open {
            title: self.tale.title.to_owned(),
            group: self.group,
            decision: None,
            problem: self.tale.problem.to_owned(),
            tried: self.tale.tried.to_owned(),
            affected,
            asked: asked(told, &[self.group], self.opener),
            days,
        };
        let when = at(self.today, self.tale.opened, 9);
        self.step(told, self.opener, when, opening)?;
        for (days_ago, hour, who, what) in self.tale.steps {
            let when = at(self.today, *days_ago, *hour);
            let Some(person) = self.who(told, *who) else {
                return Ok(());
            };
            let Some(command) = self.command(told, *what, person, when) else {
                return Ok(());
            };
            self.step(told, person, when, command)?;
        }
        Ok(())
    }

    fn record<'c>(&self, told: &'c Told) -> Option<&'c Escalation> {
        told.after.escalations.get(&self.id)
    }

    fn who(&self, told: &Told, who: Who) -> Option<PersonId> {
        match who {
            Who::Opener => Some(self.opener),
            Who::LeadOf(slug) => leads_of(told, group_at(told, slug)?).first().copied(),
            // A seat without a part in it.
            Who::Committee => {
                let record = self.record(told)?;
                told.after
                    .people
                    .values()
                    .filter(|person| {
                        person
                            .standing_on(&Standing::Committee, self.today)
                            .is_some()
                    })
                    .map(|person| person.id)
                    .find(|person| {
                        !record.parties().any(|party| party == *person)
                            && !self.leads(told, *person, &record.affected)
                            && !self.leads(told, *person, &[self.group])
                    })
            }
        }
    }

    fn leads(&self, told: &Told, person: PersonId, groups: &[GroupId]) -> bool {
        groups
            .iter()
            .any(|group| leads_of(told, *group).contains(&person))
    }

    fn command(
        &self,
        told: &mut Told,
        what: What,
        person: PersonId,
        when: Timestamp,
    ) -> Option<EscalationCommand> {
        let record = self.record(told)?;
        Some(match what {
            What::Answer(text) => EscalationCommand::Answer(text.to_owned()),
            What::Case(text) => EscalationCommand::StateCase(text.to_owned()),
            What::BringIn(slug) => {
                let group = group_at(told, slug)?;
                EscalationCommand::BringIn {
                    group,
                    asked: asked(told, &[group], self.opener),
                }
            }
            What::Alternate(title, body) => EscalationCommand::LinkAlternate(Alternate {
                title: title.to_owned(),
                body: body.to_owned(),
                link: String::new(),
            }),
            What::Climb => {
                let groups: Vec<GroupId> = if record.next_rung() == Some(Rung::AllLeads) {
                    std::iter::once(self.group)
                        .chain(record.affected.iter().copied())
                        .collect()
                } else {
                    Vec::new()
                };
                EscalationCommand::Climb(asked(told, &groups, self.opener))
            }
            What::Settle(how) => EscalationCommand::Settle {
                how: how.to_owned(),
                decision: None,
            },
            What::Withdraw(reason) => EscalationCommand::Withdraw(reason.to_owned()),
            What::Decide(title, reasons) => {
                let on = when.to_zoned(TimeZone::UTC).date();
                let number = next_number(told, on.year());
                let decision = RecordedDecision {
                    decider: Decider::Committee,
                    context: self.tale.problem.to_owned(),
                    options: String::new(),
                    reasons: reasons.to_owned(),
                    links: Vec::new(),
                    supersedes: Vec::new(),
                    escalation: Some(self.number),
                    policy_version: self.policy_version,
                    recorded_by: person,
                    at: when,
                };
                told.events.push(DatedEvent {
                    on,
                    event: Event::Decision {
                        number,
                        title: title.to_owned(),
                        group: Some(self.group),
                        change: DecisionEvent::Recorded {
                            decision: Box::new(decision),
                        },
                    },
                });
                EscalationCommand::Decide(number)
            }
        })
    }

    fn step(
        &self,
        told: &mut Told,
        person: PersonId,
        when: Timestamp,
        command: EscalationCommand,
    ) -> Result<(), TellingError> {
        let record = self.record(told);
        let affected = record.map_or(&[][..], |record| record.affected.as_slice());
        let facts = Facts {
            now: when,
            person,
            leads_group: self.leads(told, person, &[self.group]),
            leads_affected: self.leads(told, person, affected),
            on_committee: told.after.people.get(&person).is_some_and(|person| {
                person
                    .standing_on(&Standing::Committee, self.today)
                    .is_some()
            }),
        };
        let change =
            decide(record, command, &facts).map_err(|refusal| TellingError::Escalation {
                title: self.tale.title.to_owned(),
                refusal,
            })?;
        let event = DatedEvent {
            on: when.to_zoned(TimeZone::UTC).date(),
            event: Event::Escalation {
                escalation: self.id,
                number: self.number,
                title: self.tale.title.to_owned(),
                group: self.group,
                change,
            },
        };
        told.after.apply(&event)?;
        told.events.push(event);
        Ok(())
    }
}
