//! People, their accounts and the organizations they were with.

mod merge;
mod statement;

use serde::{Deserialize, Serialize};

pub use crate::affiliation::Affiliation;
pub use merge::{Absorbed, Holdings, MergeRefusal, merge, without_merge};
pub use statement::{StandingStatement, StatementRefusal, state};

use crate::{
    Day, affiliation,
    ids::{OrganizationId, PersonId},
    leaving::NameAfterLeaving,
    slug::Slug,
    standing::{HeldStanding, Precision, Standing},
};

/// An account at a provider. Two spellings of a login that differ in letter case are one account.
#[derive(Clone, Debug, Eq, Serialize, Deserialize)]
pub struct Account {
    /// `github`, or the name of another provider.
    pub provider: String,
    /// The login as last written.
    pub login: String,
}

impl Account {
    /// An account on GitHub.
    pub fn github(login: impl Into<String>) -> Self {
        Self {
            provider: "github".to_owned(),
            login: login.into(),
        }
    }

    /// The provider as it writes itself.
    #[must_use]
    pub fn provider_name(&self) -> &str {
        match self.provider.as_str() {
            "github" => "GitHub",
            other => other,
        }
    }

    /// The same with its login taken out of the record: that there was one is all that is left.
    #[must_use]
    pub fn taken_out(self) -> Self {
        Self {
            login: String::new(),
            ..self
        }
    }

    /// Whether the login was taken out of the record.
    #[must_use]
    pub fn is_taken_out(&self) -> bool {
        self.login.is_empty()
    }

    /// What two spellings of the same account have in common.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}:{}", self.provider, self.login.to_lowercase())
    }
}

impl PartialEq for Account {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

/// What happened to one person's record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PersonEvent {
    /// The record first names them.
    Registered {
        /// Part of the address of their page.
        handle: Slug,
        /// As written.
        name: String,
        /// Where given.
        account: Option<Account>,
    },
    /// Their name changed.
    Renamed {
        /// The name before.
        before: String,
        /// The name now.
        name: String,
    },
    /// An account became known as theirs.
    AccountLinked {
        /// Which.
        account: Account,
    },
    /// An account of theirs has another login at its provider now.
    AccountRenamed {
        /// As it was known.
        before: Account,
        /// As it is now.
        account: Account,
    },
    /// An account is no longer known as theirs: someone else has its login now, or it was unlinked.
    AccountLost {
        /// Which.
        account: Account,
    },
    /// They are with another organization, or with none that is known.
    AffiliationChanged {
        /// Where they were.
        before: Option<OrganizationId>,
        /// Where they are.
        organization: Option<OrganizationId>,
    },
    /// They say with which organization they have been since a day, which may have passed, or that they were with none.
    AffiliationStated {
        /// Where the record had them on that day.
        before: Option<OrganizationId>,
        /// Where they were.
        organization: Option<OrganizationId>,
        /// From when.
        since: Day,
    },
    /// They gained a standing.
    StandingGained {
        /// Which.
        standing: Standing,
        /// How well the day is known.
        precision: Precision,
    },
    /// They no longer have a standing.
    StandingLost {
        /// Which.
        standing: Standing,
    },
    /// An administrator stated since when, and until when, they have or had a standing. It stands for what the record said
    /// of the same standing in these days.
    StandingStated {
        /// Which.
        standing: Standing,
        /// The first day; it may be long past.
        since: Day,
        /// The first day without it, where it ended.
        until: Option<Day>,
        /// What shows it: a sentence or a link.
        evidence: String,
    },
    /// They turned out to be someone else in the record, who carries theirs on.
    MergedInto {
        /// Who.
        into: PersonId,
    },
    /// They are someone of their own after all.
    MergeUndone {
        /// Who carried their record on.
        from: PersonId,
        /// What they hold again.
        holdings: Holdings,
    },
    /// Someone else in the record turned out to be them.
    Absorbed {
        /// Who.
        person: PersonId,
        /// What they were called.
        name: String,
        /// What they held.
        holdings: Holdings,
    },
    /// Who was taken for them is someone else after all.
    Released {
        /// Who.
        person: PersonId,
        /// What is left to them.
        holdings: Holdings,
    },
    /// They left: their account is gone, the record stays.
    Left {
        /// Under which name it stays.
        name: NameAfterLeaving,
    },
}

impl PersonEvent {
    /// The stable name of the kind of event.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "person_registered",
            Self::Renamed { .. } => "person_renamed",
            Self::AccountLinked { .. } => "account_linked",
            Self::AccountRenamed { .. } => "account_renamed",
            Self::AccountLost { .. } => "account_lost",
            Self::AffiliationChanged { .. } => "affiliation_changed",
            Self::AffiliationStated { .. } => "affiliation_stated",
            Self::StandingGained { .. } => "standing_gained",
            Self::StandingLost { .. } => "standing_lost",
            Self::StandingStated { .. } => "standing_stated",
            Self::MergedInto { .. } => "person_merged",
            Self::MergeUndone { .. } => "person_merge_undone",
            Self::Absorbed { .. } => "person_absorbed",
            Self::Released { .. } => "person_released",
            Self::Left { .. } => "person_left",
        }
    }
}

/// A person as their events tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Part of the address of their page.
    pub handle: Slug,
    /// The name as last written.
    pub name: String,
    /// Their accounts.
    pub accounts: Vec<Account>,
    /// Organizations, oldest first; at most one without an end.
    pub affiliations: Vec<Affiliation>,
    /// Standing, oldest first.
    pub standings: Vec<HeldStanding>,
    /// Who carries their record on, where they turned out to be someone else.
    pub merged_into: Option<PersonId>,
    /// Whose records they carry on.
    pub absorbed: Vec<Absorbed>,
    /// The day of the first event.
    pub registered_on: Day,
    /// The day of the newest event.
    pub changed_on: Day,
}

/// Why a line of history does not fit what came before it: the record is damaged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PersonReplayError {
    /// The first event is another than the registration.
    #[error("the record of this person does not begin with its registration")]
    NotRegistered,
    /// Registered twice.
    #[error("this person is registered twice")]
    RegisteredTwice,
    /// An event is dated before the one it follows.
    #[error("an event of {on} follows one of {newest}")]
    OutOfOrder {
        /// The day of the event.
        on: Day,
        /// The day of the newest one before it.
        newest: Day,
    },
}

impl Person {
    /// The person after one more event. Events are given in the order of history.
    ///
    /// # Errors
    /// When the event does not fit what came before it.
    pub fn after(
        before: Option<Self>,
        id: PersonId,
        on: Day,
        event: &PersonEvent,
    ) -> Result<Self, PersonReplayError> {
        match before {
            None => Self::registered(id, on, event),
            Some(person) if on < person.changed_on => Err(PersonReplayError::OutOfOrder {
                on,
                newest: person.changed_on,
            }),
            Some(mut person) => {
                person.apply(on, event)?;
                person.changed_on = on;
                Ok(person)
            }
        }
    }

    fn registered(id: PersonId, on: Day, event: &PersonEvent) -> Result<Self, PersonReplayError> {
        let PersonEvent::Registered {
            handle,
            name,
            account,
        } = event
        else {
            return Err(PersonReplayError::NotRegistered);
        };
        Ok(Self {
            id,
            handle: handle.clone(),
            name: name.clone(),
            accounts: account
                .iter()
                .filter(|account| !account.is_taken_out())
                .cloned()
                .collect(),
            affiliations: Vec::new(),
            standings: Vec::new(),
            merged_into: None,
            absorbed: Vec::new(),
            registered_on: on,
            changed_on: on,
        })
    }

    fn apply(&mut self, on: Day, event: &PersonEvent) -> Result<(), PersonReplayError> {
        match event {
            PersonEvent::Registered { .. } => return Err(PersonReplayError::RegisteredTwice),
            PersonEvent::Renamed { name, .. } => self.name.clone_from(name),
            PersonEvent::AccountLinked { account } => {
                if !account.is_taken_out() && !self.accounts.contains(account) {
                    self.accounts.push(account.clone());
                }
            }
            PersonEvent::AccountRenamed { before, account } => {
                self.accounts
                    .retain(|held| held != before && held != account);
                self.accounts.push(account.clone());
            }
            PersonEvent::AccountLost { account } => self.accounts.retain(|held| held != account),
            PersonEvent::AffiliationChanged { organization, .. } => {
                let before = std::mem::take(&mut self.affiliations);
                self.affiliations = affiliation::changed(before, on, *organization);
            }
            PersonEvent::AffiliationStated {
                organization,
                since,
                ..
            } => {
                // Nobody knows today where they will be.
                let since = (*since).min(on);
                self.affiliations = affiliation::stated(&self.affiliations, since, *organization);
            }
            PersonEvent::StandingGained {
                standing,
                precision,
            } => {
                if self.standing_on(standing, on).is_none() {
                    self.standings.push(HeldStanding {
                        standing: standing.clone(),
                        since: on,
                        precision: *precision,
                        until: None,
                        evidence: String::new(),
                    });
                }
            }
            PersonEvent::StandingLost { standing } => {
                for held in &mut self.standings {
                    if held.standing == *standing {
                        held.until.get_or_insert(on);
                    }
                }
                // One that was gained and lost on the same day was never seen.
                self.standings.retain(|held| held.until != Some(held.since));
            }
            PersonEvent::StandingStated {
                standing,
                since,
                until,
                evidence,
            } => self.take_statement(standing, *since, *until, evidence),
            PersonEvent::MergedInto { into } => {
                self.hold(&Holdings::default());
                self.merged_into = Some(*into);
            }
            PersonEvent::MergeUndone { holdings, .. } => {
                self.hold(holdings);
                self.merged_into = None;
            }
            PersonEvent::Absorbed {
                person,
                name,
                holdings,
            } => self.absorb(*person, name, holdings),
            PersonEvent::Released { person, holdings } => {
                self.hold(holdings);
                self.absorbed.retain(|absorbed| absorbed.person != *person);
            }
            // What they were and did stays; what ends with the leaving is told by events of its own.
            PersonEvent::Left { .. } => {}
        }
        Ok(())
    }

    /// Where they are, as far as the record knows.
    #[must_use]
    pub fn organization_now(&self) -> Option<OrganizationId> {
        self.affiliations
            .iter()
            .find(|affiliation| affiliation.until.is_none())
            .map(|affiliation| affiliation.organization)
    }

    /// Where they were on that day, as far as the record knows.
    #[must_use]
    pub fn organization_on(&self, day: Day) -> Option<OrganizationId> {
        affiliation::organization_on(&self.affiliations, day)
    }

    /// The standing of that kind held on that day.
    #[must_use]
    pub fn standing_on(&self, standing: &Standing, day: Day) -> Option<&HeldStanding> {
        self.standings
            .iter()
            .find(|held| held.standing == *standing && held.holds_on(day))
    }
}

/// An organization that people are with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// Part of the address of its page.
    pub slug: Slug,
    /// The name as first written.
    pub name: String,
    /// The one it belongs to: the lead rules count affiliates as one.
    pub parent: Option<OrganizationId>,
}

/// What happened to an organization's record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OrganizationEvent {
    /// The record first names it.
    Registered {
        /// Part of the address of its page.
        slug: Slug,
        /// As written.
        name: String,
    },
    /// It belongs to another one, or no longer does.
    ParentChanged {
        /// Before.
        before: Option<OrganizationId>,
        /// Now.
        parent: Option<OrganizationId>,
    },
}

impl OrganizationEvent {
    /// The stable name of the kind of event.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "organization_registered",
            Self::ParentChanged { .. } => "organization_parent_changed",
        }
    }
}
