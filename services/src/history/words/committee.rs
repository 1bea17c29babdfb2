//! What happens to the seats of the committee, as sentences.

use domain::{Day, committee::CommitteeEvent};

use super::{
    Part, Words,
    names::{long, text},
};

impl Words<'_> {
    pub(super) fn of_committee(&self, change: &CommitteeEvent) -> Vec<Part> {
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
}
