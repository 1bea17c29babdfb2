//! A group from its events: each changes the record in one way.

use super::{Charter, DatedLink, FinalReport, Group, GroupEvent, GroupState, Period};
use crate::{
    Day,
    ids::{GroupId, PersonId},
    link::Link,
    seat::{Role, Seat},
};

/// Why a line of history does not fit what came before it: the record is damaged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReplayError {
    /// The first event is another than the forming.
    #[error("the record of this group does not begin with its forming")]
    NotFormed,
    /// Formed twice.
    #[error("this group is formed twice")]
    FormedTwice,
    /// An event is dated before the one it follows.
    #[error("an event of {on} follows one of {newest}")]
    OutOfOrder {
        /// The day of the event.
        on: Day,
        /// The day of the newest one before it.
        newest: Day,
    },
}

impl Group {
    /// The group after one more event. Events are given in the order of history.
    ///
    /// # Errors
    /// When the event does not fit what came before it.
    pub fn after(
        before: Option<Self>,
        id: GroupId,
        on: Day,
        event: &GroupEvent,
    ) -> Result<Self, ReplayError> {
        match before {
            None => Self::formed(id, on, event),
            Some(group) if on < group.changed_on => Err(ReplayError::OutOfOrder {
                on,
                newest: group.changed_on,
            }),
            Some(mut group) => {
                group.apply(on, event)?;
                group.changed_on = on;
                Ok(group)
            }
        }
    }

    /// The group that all of these events make, `None` without any.
    ///
    /// # Errors
    /// When an event does not fit those before it.
    pub fn replay<'a>(
        id: GroupId,
        events: impl IntoIterator<Item = (Day, &'a GroupEvent)>,
    ) -> Result<Option<Self>, ReplayError> {
        events.into_iter().try_fold(None, |group, (on, event)| {
            Self::after(group, id, on, event).map(Some)
        })
    }

    fn formed(id: GroupId, on: Day, event: &GroupEvent) -> Result<Self, ReplayError> {
        let GroupEvent::Formed {
            name,
            slug,
            group_kind,
            parent,
            state,
        } = event
        else {
            return Err(ReplayError::NotFormed);
        };
        Ok(Self {
            id,
            periods: vec![Period {
                since: on,
                until: None,
                name: name.clone(),
                slug: slug.clone(),
                kind: *group_kind,
                parent: *parent,
                description: String::new(),
                stakeholders: Vec::new(),
                state: *state,
                successor: None,
            }],
            seats: Vec::new(),
            links: Vec::new(),
            charters: Vec::new(),
            final_report: None,
            former_slugs: Vec::new(),
            formed_on: on,
            changed_on: on,
        })
    }

    fn apply(&mut self, on: Day, event: &GroupEvent) -> Result<(), ReplayError> {
        match event {
            GroupEvent::Formed { .. } => return Err(ReplayError::FormedTwice),
            GroupEvent::Activated => self.enter(on, GroupState::Active, None),
            GroupEvent::ClosingBegun => self.enter(on, GroupState::Closing, None),
            GroupEvent::Dissolved => self.end(on, GroupState::Dissolved, None),
            GroupEvent::MergedInto { into } => self.end(on, GroupState::Merged, Some(*into)),
            GroupEvent::FinalReportGiven { body, by } => {
                self.final_report = Some(FinalReport {
                    body: body.clone(),
                    by: *by,
                    on,
                });
            }
            GroupEvent::Revived { state } => {
                self.final_report = None;
                self.enter(on, *state, None);
            }
            GroupEvent::Renamed { name, slug, .. } => {
                let old = self.now().slug.clone();
                if old != *slug {
                    self.former_slugs
                        .retain(|former| former != slug && *former != old);
                    self.former_slugs.push(old);
                }
                self.change_period(on, |period| {
                    period.name.clone_from(name);
                    period.slug = slug.clone();
                });
            }
            GroupEvent::Converted {
                group_kind, parent, ..
            } => self.change_period(on, |period| {
                period.kind = *group_kind;
                period.parent = *parent;
            }),
            GroupEvent::Described { description, .. } => {
                self.change_period(on, |period| period.description.clone_from(description));
            }
            GroupEvent::StakeholdersChanged { stakeholders, .. } => {
                self.change_period(on, |period| period.stakeholders.clone_from(stakeholders));
            }
            GroupEvent::CharterAdopted { number, body } => self.charters.push(Charter {
                number: *number,
                body: body.clone(),
                adopted_on: on,
            }),
            GroupEvent::LinkAdded { link } => self.list_link(on, link),
            GroupEvent::LinkChanged { before, link } => {
                self.unlist_link(on, before);
                self.list_link(on, link);
            }
            GroupEvent::LinkRemoved { link } => self.unlist_link(on, link),
            GroupEvent::SeatTaken { person, role, area } => {
                self.take_seat(on, *person, *role, area);
            }
            GroupEvent::SeatAreaChanged {
                person, role, area, ..
            } => {
                if let Some(held_since) = self.leave_seat(on, *person, *role) {
                    self.seats.push(Seat {
                        person: *person,
                        role: *role,
                        area: area.clone(),
                        since: on,
                        held_since,
                        until: None,
                    });
                }
            }
            GroupEvent::SeatLeft { person, role } => {
                self.leave_seat(on, *person, *role);
            }
            GroupEvent::SeatsMoved { from, into } => self.move_seats(*from, *into),
            GroupEvent::SeatsReturned { seats, .. } => self.seats.clone_from(seats),
        }
        Ok(())
    }

    /// Ends a held seat and gives the day from which it was held; a seat of no day leaves no trace.
    fn leave_seat(&mut self, on: Day, person: PersonId, role: Role) -> Option<Day> {
        let seat = self
            .seats
            .iter_mut()
            .find(|seat| seat.person == person && seat.role == role && seat.until.is_none())?;
        seat.until = Some(on);
        let held_since = seat.held_since;
        self.seats.retain(|seat| seat.until != Some(seat.since));
        Some(held_since)
    }

    fn take_seat(&mut self, on: Day, person: PersonId, role: Role, area: &Option<String>) {
        if self.held(person, role).is_none() {
            self.seats.push(Seat {
                person,
                role,
                area: area.clone(),
                since: on,
                held_since: on,
                until: None,
            });
        }
    }

    fn list_link(&mut self, on: Day, link: &Link) {
        self.links.push(DatedLink {
            link: link.clone(),
            since: on,
            until: None,
        });
    }

    fn unlist_link(&mut self, on: Day, link: &Link) {
        if let Some(dated) = self
            .links
            .iter_mut()
            .find(|dated| dated.until.is_none() && dated.link.same_entry(link))
        {
            dated.until = Some(on);
        }
        self.links.retain(|dated| dated.until != Some(dated.since));
    }

    fn enter(&mut self, on: Day, state: GroupState, successor: Option<GroupId>) {
        self.change_period(on, |period| {
            period.state = state;
            period.successor = successor;
        });
    }

    /// Whoever held a seat when the group ended holds it no longer; links stay for the memorial page.
    fn end(&mut self, on: Day, state: GroupState, successor: Option<GroupId>) {
        self.enter(on, state, successor);
        for seat in &mut self.seats {
            seat.until.get_or_insert(on);
        }
        self.seats.retain(|seat| seat.until != Some(seat.since));
    }

    /// Two changes on one day make one period: nobody could see what was between them.
    fn change_period(&mut self, on: Day, change: impl FnOnce(&mut Period)) {
        let mut next = self.now().clone();
        change(&mut next);
        match self.periods.last_mut() {
            Some(last) if last.since == on => *last = next,
            Some(last) => {
                last.until = Some(on);
                next.since = on;
                self.periods.push(next);
            }
            None => self.periods.push(next),
        }
    }
}
