//! A group's life as its lifeline shows it: stretches in one state, and what happened at their turns.

use domain::{
    Day,
    group::{Group, GroupState},
    ids::GroupId,
    seat::Seat,
};

/// A group's life up to a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Life {
    /// Its first day.
    pub formed_on: Day,
    /// The stretches in which it lived, oldest first, each in one state.
    pub stretches: Vec<Stretch>,
    /// What happened, oldest first.
    pub turns: Vec<Turn>,
}

/// A stretch of a life in one state; never `Dissolved` or `Merged`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first day.
    pub since: Day,
    /// The first day after it; `None` while it lasts.
    pub until: Option<Day>,
    /// The state.
    pub state: GroupState,
}

/// Something that a lifeline marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The day.
    pub on: Day,
    /// What.
    pub kind: TurnKind,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TurnKind {
    /// It came to be.
    Formed,
    /// It has a new name.
    Renamed {
        /// The name before.
        before: String,
    },
    /// A charter was adopted after it was formed.
    Chartered {
        /// Its number, from 1.
        number: u32,
    },
    /// Those who lead it changed.
    LeadsChanged,
    /// It ended.
    Dissolved,
    /// It ended and another group carries its work on.
    Merged {
        /// Which.
        into: Option<GroupId>,
    },
    /// It came back.
    Revived,
}

/// What a life is read from: a period of a group, whether it comes from the record or from the tables.
pub(super) struct Phase<'p> {
    pub since: Day,
    pub until: Option<Day>,
    pub name: &'p str,
    pub state: GroupState,
    pub successor: Option<GroupId>,
}

impl Life {
    /// The life of a group with all of its past, as far as that is known to the group.
    pub(super) fn of(group: &Group) -> Self {
        let phases = group.periods.iter().map(|period| Phase {
            since: period.since,
            until: period.until,
            name: &period.name,
            state: period.state,
            successor: period.successor,
        });
        let charters = group.charters.iter().map(|charter| charter.adopted_on);
        let mut life = Self::from_phases(phases, charters);
        life.add_changes_of_leads(&group.seats);
        life
    }

    /// The life that these periods, oldest first, and the days of the charters tell.
    pub(super) fn from_phases<'p>(
        phases: impl IntoIterator<Item = Phase<'p>>,
        charters: impl IntoIterator<Item = Day>,
    ) -> Self {
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut turns: Vec<Turn> = Vec::new();
        let mut before: Option<Phase<'p>> = None;
        for phase in phases {
            let mut turn = |kind| {
                turns.push(Turn {
                    on: phase.since,
                    kind,
                });
            };
            match &before {
                None => turn(TurnKind::Formed),
                Some(last) => {
                    if last.name != phase.name {
                        turn(TurnKind::Renamed {
                            before: last.name.to_owned(),
                        });
                    }
                    if last.state.is_alive() != phase.state.is_alive() {
                        turn(match phase.state {
                            GroupState::Merged => TurnKind::Merged {
                                into: phase.successor,
                            },
                            GroupState::Dissolved => TurnKind::Dissolved,
                            GroupState::SettingUp | GroupState::Active | GroupState::Closing => {
                                TurnKind::Revived
                            }
                        });
                    }
                }
            }
            if phase.state.is_alive() {
                match stretches.last_mut() {
                    Some(last) if last.state == phase.state && last.until == Some(phase.since) => {
                        last.until = phase.until;
                    }
                    Some(_) | None => stretches.push(Stretch {
                        since: phase.since,
                        until: phase.until,
                        state: phase.state,
                    }),
                }
            }
            before = Some(phase);
        }
        let formed_on = turns.first().map_or(Day::default(), |turn| turn.on);
        turns.extend((1..).zip(charters).filter(|(_, day)| *day > formed_on).map(
            |(number, on)| Turn {
                on,
                kind: TurnKind::Chartered { number },
            },
        ));
        turns.sort_by_key(|turn| turn.on);
        Self {
            formed_on,
            stretches,
            turns,
        }
    }

    /// Marks the days on which a lead came or went, but for those on which the group itself did.
    fn add_changes_of_leads(&mut self, seats: &[Seat]) {
        let mut days: Vec<Day> = seats
            .iter()
            .filter(|seat| seat.role.leads())
            .flat_map(|seat| {
                // A change of area is no change of leads.
                let taken = (seat.since == seat.held_since).then_some(seat.since);
                let left = seat.until.filter(|until| {
                    !seats.iter().any(|next| {
                        next.person == seat.person && next.role == seat.role && next.since == *until
                    })
                });
                taken.into_iter().chain(left)
            })
            .filter(|day| {
                self.turns.iter().all(|turn| {
                    turn.on != *day
                        || matches!(
                            turn.kind,
                            TurnKind::Renamed { .. } | TurnKind::Chartered { .. }
                        )
                })
            })
            .collect();
        days.sort_unstable();
        days.dedup();
        self.turns.extend(days.into_iter().map(|on| Turn {
            on,
            kind: TurnKind::LeadsChanged,
        }));
        self.turns.sort_by_key(|turn| turn.on);
    }

    /// The groups that it was merged into.
    pub(super) fn merged_into(&self) -> impl Iterator<Item = GroupId> {
        self.turns.iter().filter_map(|turn| match &turn.kind {
            TurnKind::Merged { into } => *into,
            TurnKind::Formed
            | TurnKind::Renamed { .. }
            | TurnKind::Chartered { .. }
            | TurnKind::LeadsChanged
            | TurnKind::Dissolved
            | TurnKind::Revived => None,
        })
    }

    /// The day on which it ended for good; `None` while it lives.
    #[must_use]
    pub fn ended_on(&self) -> Option<Day> {
        self.stretches.last().and_then(|last| last.until)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn phase(since: Day, until: Option<Day>, name: &str, state: GroupState) -> Phase<'_> {
        Phase {
            since,
            until,
            name,
            state,
            successor: None,
        }
    }

    #[test]
    fn a_life_has_a_gap_between_its_end_and_its_revival() {
        let (one, two, three) = (date(2018, 1, 1), date(2020, 1, 1), date(2022, 1, 1));
        let life = Life::from_phases(
            [
                phase(one, Some(two), "Performance", GroupState::Active),
                phase(two, Some(three), "Performance", GroupState::Dissolved),
                phase(three, None, "Speed", GroupState::Active),
            ],
            [one, three],
        );
        let kinds: Vec<&TurnKind> = life.turns.iter().map(|turn| &turn.kind).collect();
        assert_eq!(
            kinds,
            [
                &TurnKind::Formed,
                &TurnKind::Dissolved,
                &TurnKind::Renamed {
                    before: "Performance".to_owned()
                },
                &TurnKind::Revived,
                &TurnKind::Chartered { number: 2 },
            ]
        );
        let stretches: Vec<(Day, Option<Day>)> = life
            .stretches
            .iter()
            .map(|stretch| (stretch.since, stretch.until))
            .collect();
        assert_eq!(stretches, [(one, Some(two)), (three, None)]);
        assert_eq!(life.ended_on(), None);
    }

    #[test]
    fn a_new_name_does_not_break_a_stretch() {
        let (one, two) = (date(2018, 1, 1), date(2020, 1, 1));
        let life = Life::from_phases(
            [
                phase(one, Some(two), "Mixer", GroupState::Active),
                phase(two, None, "Policy", GroupState::Active),
            ],
            [],
        );
        assert_eq!(life.stretches.len(), 1);
    }
}
