//! Seats in words: "Leads Routing and Identity, liaison to Mixer".

use domain::{Day, seat::Role, words::capitalized};
use leptos::prelude::*;
use services::person::SeatLine;

use crate::past::on_same_day;

/// As many groups as are named for one role.
const GROUPS_NAMED: usize = 4;

/// What goes before the groups in which someone has a role.
#[must_use]
pub fn before_groups(role: Role) -> &'static str {
    match role {
        Role::Lead => "leads ",
        Role::Chair => "chairs ",
        Role::TechLead => "tech lead of ",
        Role::Delegate => "delegate of ",
        Role::Liaison => "liaison to ",
        Role::EmeritusLead => "emeritus lead of ",
    }
}

/// What someone holds, or held on a past day, in one line with links to the groups.
#[component]
pub fn SeatsHeld(seats: Vec<SeatLine>, past: Option<Day>) -> impl IntoView {
    seats
        .chunk_by(|one, next| one.role == next.role)
        .enumerate()
        .map(|(place, held)| {
            let words = held.first().map_or("", |seat| before_groups(seat.role));
            let words = if place == 0 {
                capitalized(words)
            } else {
                format!("; {words}")
            };
            let named = held.len().min(GROUPS_NAMED);
            let groups = held
                .iter()
                .take(named)
                .enumerate()
                .map(|(place, seat)| {
                    let between = match place {
                        0 => "",
                        last if last + 1 == held.len() => " and ",
                        _ => ", ",
                    };
                    let href = on_same_day(&format!("/groups/{}", seat.group_slug), past);
                    view! { {between} <a href=href>{seat.group_name.clone()}</a> }
                })
                .collect_view();
            let more = (held.len() > named).then(|| format!(" and {} more", held.len() - named));
            view! { {words} {groups} {more} }
        })
        .collect_view()
}
