//! The committee's seats in the demo's story: who held which from when to when.

use domain::{Day, committee::CommitteeEvent, ids::PersonId};
use serde::Deserialize;

/// A seat; seats are numbered in their order.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitteeSeatStory {
    /// Where it has a name.
    #[serde(default)]
    pub title: String,
    /// From which day there is this seat.
    pub since: Day,
    /// Who held it, one after the other.
    #[serde(default)]
    pub terms: Vec<TermStory>,
}

/// Someone's time in a seat.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermStory {
    /// Who.
    pub who: String,
    /// The first day.
    pub since: Day,
    /// The day on which it is meant to end.
    pub ends_on: Option<Day>,
    /// The first day without them.
    pub until: Option<Day>,
}

/// Something that happens to a seat, which is given by its number.
#[derive(Clone, Copy)]
pub enum Seating<'s> {
    Added(u32, &'s CommitteeSeatStory),
    Filled(u32, &'s TermStory),
    Vacated(u32, &'s TermStory),
}

impl<'s> Seating<'s> {
    /// Everything that happens to the seats with its day; what ends on a day comes before what begins on it.
    pub fn all(seats: &'s [CommitteeSeatStory]) -> Vec<(Day, Self)> {
        let mut all = Vec::new();
        for (number, seat) in (1..).zip(seats) {
            all.push((seat.since, Self::Added(number, seat)));
            for term in &seat.terms {
                all.push((term.since, Self::Filled(number, term)));
                all.extend(term.until.map(|until| (until, Self::Vacated(number, term))));
            }
        }
        all
    }

    /// Who takes or leaves the seat.
    pub fn who(self) -> Option<&'s str> {
        match self {
            Self::Added(..) => None,
            Self::Filled(_, term) | Self::Vacated(_, term) => Some(&term.who),
        }
    }

    /// The event of that day; `calendar` puts a day of the story into today's calendar.
    pub fn event(
        self,
        on: Day,
        person: Option<PersonId>,
        calendar: impl Fn(Day) -> Day,
    ) -> Option<CommitteeEvent> {
        match self {
            Self::Added(seat, story) => Some(CommitteeEvent::SeatAdded {
                seat,
                title: story.title.clone(),
                since: on,
            }),
            Self::Filled(seat, term) => Some(CommitteeEvent::SeatFilled {
                seat,
                person: person?,
                since: on,
                ends_on: term.ends_on.map(calendar),
            }),
            Self::Vacated(seat, _) => Some(CommitteeEvent::SeatVacated {
                seat,
                person: person?,
                until: on,
            }),
        }
    }
}
