//! The seats of two people who turn out to be one.

use super::{Group, GroupEvent, ReplayError};
use crate::{
    Day,
    days::Days,
    ids::{GroupId, PersonId},
    seat::{Role, Seat},
};

/// The seats of a group, held and past, as they would be had two people never been merged, given everything that happened
/// to it; `None` where no seats of theirs are merged there.
///
/// # Errors
/// When the record is damaged.
pub fn seats_without_merge(
    id: GroupId,
    events: &[(Day, GroupEvent)],
    from: PersonId,
    into: PersonId,
) -> Result<Option<Vec<Seat>>, ReplayError> {
    // A merge that was undone, or is to be, never was.
    let stands = |place: usize, one: PersonId, other: PersonId| {
        !events.iter().skip(place).any(|(_, later)| {
            matches!(later, GroupEvent::SeatsReturned { from, into, .. } if *from == one && *into == other)
        })
    };
    let mut merged = false;
    let mut group = None;
    for (place, (on, event)) in events.iter().enumerate() {
        let stays = match event {
            GroupEvent::SeatsReturned { .. } => false,
            GroupEvent::SeatsMoved {
                from: one,
                into: other,
            } if stands(place, *one, *other) => {
                let these = *one == from && *other == into;
                merged |= these;
                !these
            }
            GroupEvent::SeatsMoved { .. } => false,
            GroupEvent::Formed { .. }
            | GroupEvent::Activated
            | GroupEvent::Renamed { .. }
            | GroupEvent::Converted { .. }
            | GroupEvent::ClosingBegun
            | GroupEvent::Dissolved
            | GroupEvent::FinalReportGiven { .. }
            | GroupEvent::MergedInto { .. }
            | GroupEvent::Revived { .. }
            | GroupEvent::Described { .. }
            | GroupEvent::CharterAdopted { .. }
            | GroupEvent::LinkAdded { .. }
            | GroupEvent::LinkChanged { .. }
            | GroupEvent::LinkRemoved { .. }
            | GroupEvent::StakeholdersChanged { .. }
            | GroupEvent::SeatTaken { .. }
            | GroupEvent::SeatAreaChanged { .. }
            | GroupEvent::SeatLeft { .. } => true,
        };
        if stays {
            group = Some(Group::after(group, id, *on, event)?);
        }
    }
    Ok(group.filter(|_| merged).map(|group| group.seats))
}

impl Group {
    /// Gives the seats of one person to another. Where both held the same one at once, it is the other's.
    pub(super) fn move_seats(&mut self, from: PersonId, into: PersonId) {
        let (theirs, others): (Vec<Seat>, Vec<Seat>) = std::mem::take(&mut self.seats)
            .into_iter()
            .partition(|seat| seat.person == from || seat.person == into);
        let joined = Role::ALL
            .into_iter()
            .flat_map(|role| joined(role, &theirs, from, into));
        self.seats = others.into_iter().chain(joined).collect();
        self.seats.sort_by_key(|seat| seat.since);
    }
}

/// One role of the two as one person's, oldest first.
fn joined(role: Role, theirs: &[Seat], from: PersonId, into: PersonId) -> Vec<Seat> {
    let days = |seat: &Seat| Days {
        since: seat.since,
        until: seat.until,
    };
    let of = |person: PersonId| {
        theirs
            .iter()
            .filter(move |seat| seat.role == role && seat.person == person)
    };
    let held: Vec<Days> = of(into).map(days).collect();
    let mut all: Vec<(bool, Seat)> = of(into).map(|seat| (false, seat.clone())).collect();
    for seat in of(from) {
        all.extend(days(seat).without(&held).into_iter().map(|days| {
            let seat = Seat {
                person: into,
                since: days.since,
                held_since: days.since,
                until: days.until,
                ..seat.clone()
            };
            (true, seat)
        }));
    }
    all.sort_by_key(|(_, seat)| seat.since);
    let mut joined: Vec<(bool, Seat)> = Vec::with_capacity(all.len());
    for (moved, mut seat) in all {
        if let Some((last_moved, last)) = joined.last_mut()
            && last.until == Some(seat.since)
            && (moved || *last_moved)
        {
            if last.area == seat.area {
                last.until = seat.until;
                *last_moved = true;
                continue;
            }
            seat.held_since = last.held_since;
        } else if let Some((_, last)) = joined.last()
            && seat.held_since < seat.since
            && last.until == Some(seat.since)
        {
            seat.held_since = last.held_since;
        }
        joined.push((moved, seat));
    }
    joined.into_iter().map(|(_, seat)| seat).collect()
}
