//! What happens to a person’s record, as sentences.

use domain::{
    Day,
    ids::{OrganizationId, PersonId},
    leaving::NameAfterLeaving,
    person::PersonEvent,
    standing::{Precision, Standing},
};

use super::{
    Part, Words,
    names::{long, text},
};

impl Words<'_> {
    pub(super) fn of_person(&self, id: PersonId, change: &PersonEvent) -> Vec<Part> {
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
