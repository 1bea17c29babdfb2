//! The tables of leads and of other seats.

use std::collections::BTreeMap;

use domain::{ids::PersonId, seat::Role, slug::name_key};

use super::{
    Writer,
    cells::{has_profile, is_listable},
    sheet::Sheet,
};
use crate::registry::formats::{
    markdown::{Reference, reads_as_name},
    markdown_text::{link, literal_text, marked, text},
    write::ListedSeat,
};

/// A seat with the place of its group.
type PlacedSeat<'a> = (usize, &'a ListedSeat<'a>);

impl Writer<'_> {
    /// A row for each person and role; one more for each part of a group that a list cannot hold.
    pub(super) fn people(&self, header: &[&'static str], is_meant: impl Fn(Role) -> bool) -> Sheet {
        let mut sheet = Sheet {
            header: header.to_vec(),
            ..Sheet::default()
        };
        let mut rows: BTreeMap<(String, PersonId, Role), Vec<PlacedSeat<'_>>> = BTreeMap::new();
        for (place, listed) in self.groups.iter().enumerate() {
            for seat in listed.seats.iter().filter(|seat| is_meant(seat.role)) {
                let key = (seat.person.name.to_lowercase(), seat.person.id, seat.role);
                rows.entry(key).or_default().push((place, seat));
            }
        }
        for seats in rows.values() {
            let Some((_, first)) = seats.first() else {
                continue;
            };
            let listable = |seat: &ListedSeat<'_>| seat.area.is_none_or(is_listable);
            let references: Vec<Reference> = seats
                .iter()
                .filter(|(_, seat)| listable(seat))
                .flat_map(|(place, seat)| parts(*place, seat.area))
                .collect();
            if !references.is_empty() {
                let groups = self.references(&references, &mut sheet.addressed);
                let row = self.person(header, first, &groups, "");
                sheet.rows.push(row);
            }
            for (place, seat) in seats.iter().filter(|(_, seat)| !listable(seat)) {
                let group = self.references(&[(*place, None)], &mut sheet.addressed);
                let row = self.person(header, seat, &group, seat.area.unwrap_or_default());
                sheet.rows.push(row);
            }
        }
        sheet
    }

    fn person(
        &self,
        header: &[&str],
        seat: &ListedSeat<'_>,
        groups: &str,
        area: &str,
    ) -> Vec<String> {
        let name = &seat.person.name;
        let profile = seat.account().filter(|account| has_profile(account));
        let spelled = match profile {
            Some(account) => link(name, &format!("https://github.com/{}", account.login)),
            None => String::new(),
        };
        let spelled = match (reads_as_name(name, profile.is_some(), &self.names), profile) {
            (true, Some(_)) => spelled,
            // Else its row would read as if name and organization had changed places.
            (true, None) if self.organizations.contains(&name_key(name)) => marked(name),
            (true, None) => text(name),
            (false, Some(_)) => format!("{}{spelled}", marked("")),
            (false, None) => marked(name),
        };
        let other = seat.account().filter(|account| !has_profile(account));
        header
            .iter()
            .map(|column| match *column {
                "Name" => spelled.clone(),
                "Account" => other.map_or_else(String::new, |account| {
                    text(&format!("{} at {}", account.login, account.provider))
                }),
                "Company" => seat.organization.map_or_else(String::new, literal_text),
                "Role" => seat.role.word().to_owned(),
                "Groups" => groups.to_owned(),
                _ => text(area),
            })
            .collect()
    }
}

fn parts(place: usize, area: Option<&str>) -> Vec<Reference> {
    match area {
        None => vec![(place, None)],
        Some(area) => area
            .split(", ")
            .map(|part| (place, Some(part.to_owned())))
            .collect(),
    }
}
