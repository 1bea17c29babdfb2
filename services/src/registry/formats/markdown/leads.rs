//! Tables of leads and of those who hold other seats.

use domain::{
    person::Account,
    registry::{PersonEntry, Registry, SeatEntry},
    seat::Role,
    slug::name_key,
};

use super::{
    accounts::account,
    columns::Column,
    groups::{Wrong, is_whole},
    page::{Cell, Row, Table},
    references::{GroupNames, Reference},
};
use crate::registry::formats::{
    problem::{Problems, RowOf, quoted},
    words::{is_login, is_no_organization, is_nothing, organization},
};

/// Reads a table with a row for each person and their groups.
pub(super) fn leads(
    table: &Table,
    names: &GroupNames,
    registry: &mut Registry,
    problems: &mut Problems,
) {
    for row in &table.rows {
        if !is_whole(table, row, RowOf::Person, problems) {
            continue;
        }
        match seats(table, row, names) {
            Ok(seats) => {
                for (place, seat) in seats {
                    if let Some(entry) = registry.groups.get_mut(place) {
                        entry.seats.push(seat);
                    }
                }
            }
            Err((found, expected)) => problems.add(RowOf::Person, row.line, found, expected),
        }
    }
}

/// Reads the leads of one group, or of a `part` of it.
pub(super) fn section_leads(
    table: &Table,
    part: Option<&str>,
    problems: &mut Problems,
) -> Vec<SeatEntry> {
    let mut seats = Vec::new();
    for row in &table.rows {
        if !is_whole(table, row, RowOf::Person, problems) {
            continue;
        }
        match person(table, row, &GroupNames::default()) {
            Ok(person) => seats.push(section_seat(table, row, part, person)),
            Err((found, expected)) => problems.add(RowOf::Person, row.line, found, expected),
        }
    }
    seats
}

/// A seat in a section. For which part of the group may stand in parentheses behind the name.
fn section_seat(
    table: &Table,
    row: &Row,
    part: Option<&str>,
    mut person: PersonEntry,
) -> SeatEntry {
    let mut area = table
        .cell(row, &Column::Area)
        .and_then(Cell::said)
        .or_else(|| part.map(str::to_owned));
    let in_words = |area: &str| area.chars().all(|c| c.is_alphabetic() || c == ' ');
    if let Some((name, behind)) = person
        .name
        .as_deref()
        .and_then(|name| name.strip_suffix(')')?.rsplit_once(" ("))
        && in_words(behind)
    {
        area.get_or_insert_with(|| behind.trim().to_owned());
        person.name = Some(name.trim().to_owned());
    }
    SeatEntry {
        line: row.line,
        role: table.people().map_or(Role::Lead, |(_, role)| role),
        area: area.filter(|area| !area.is_empty()),
        person,
    }
}

fn seats(table: &Table, row: &Row, names: &GroupNames) -> Result<Vec<(usize, SeatEntry)>, Wrong> {
    let person = person(table, row, names)?;
    let called = person.name.clone().unwrap_or_default();
    let role = match table.cell(row, &Column::Role).map(Cell::text) {
        None => table.people().map_or(Role::Lead, |(_, role)| role),
        Some(word) => Role::ALL
            .into_iter()
            .find(|role| name_key(role.word()) == name_key(&word))
            .ok_or_else(|| (quoted(&word), Role::ALL.map(Role::word).join(", ")))?,
    };
    let area = table.cell(row, &Column::Area).map(Cell::text);
    let area = area.filter(|area| !area.is_empty());
    let cell = table
        .cell(row, &Column::Groups)
        .or_else(|| table.cell(row, &Column::Group));
    let references: Vec<Reference> = match cell {
        Some(cell) if !cell.has_picture() => names.all(cell).map_err(|found| {
            (
                format!("“{called}” as a lead of {}", quoted(&found)),
                names.words(),
            )
        })?,
        Some(_) | None => Vec::new(),
    };
    if references.is_empty() {
        return Err((format!("no group in the row of “{called}”"), names.words()));
    }
    Ok(references
        .into_iter()
        .map(|(place, part)| {
            let seat = SeatEntry {
                line: row.line,
                role,
                area: area.clone().or(part),
                person: person.clone(),
            };
            (place, seat)
        })
        .collect())
}

fn person(table: &Table, row: &Row, names: &GroupNames) -> Result<PersonEntry, Wrong> {
    let empty = Cell::default();
    let cell = |column| table.cell(row, &column);
    let name = table
        .people()
        .and_then(|(column, _)| table.cell(row, column))
        .unwrap_or(&empty);
    let known = match account(name) {
        Some(account) => Some(account),
        None => profile(table, row)?,
    };
    let text = name.text();
    let is_name = !text.is_empty()
        && !name.has_picture()
        && (name.is_literal() || reads_as_name(&text, known.is_some(), names));
    if !is_name {
        let found = if name.has_picture() {
            "a picture".to_owned()
        } else {
            quoted(&text)
        };
        return Err((
            format!("{found} where a name should be"),
            format!("{}; the cells of the row may be shifted", table.row_words()),
        ));
    }
    let company = cell(Column::Company).unwrap_or(&empty);
    if company.has_picture() || account(company).is_some() {
        return Err((
            format!(
                "{} in the row of “{text}” where an organization should be",
                quoted(&company.text())
            ),
            format!("{}; the cells of the row may be shifted", table.row_words()),
        ));
    }
    Ok(PersonEntry {
        name: Some(text),
        account: match cell(Column::Account).and_then(Cell::said) {
            Some(stated) => Some(other_account(&stated)?),
            None => known,
        },
        organization: stated_organization(company),
    })
}

/// The account of the column of profiles: a link, an address, `@login`, or under another head than “Profile” a login.
fn profile(table: &Table, row: &Row) -> Result<Option<Account>, Wrong> {
    let Some(place) = table.place(&Column::Profile) else {
        return Ok(None);
    };
    let empty = Cell::default();
    let cell = row.cells.get(place).unwrap_or(&empty);
    let Some(text) = cell.said() else {
        return Ok(None);
    };
    if let Some(known) = account(&cell.with_bare_addresses()) {
        return Ok(Some(known));
    }
    // Under “Profile” a plain word may well be an organization that slipped.
    let may_be_plain = table
        .header
        .get(place)
        .is_some_and(|head| name_key(head) != "profile");
    let login = match text.strip_prefix('@') {
        Some(login) => Some(login),
        None if may_be_plain => Some(text.as_str()),
        None => None,
    };
    match login.filter(|login| !cell.has_link() && is_login(login)) {
        Some(login) => Ok(Some(Account::github(login.to_owned()))),
        None => Err((
            format!("{} where a link to a profile should be", quoted(&text)),
            format!("{}; the cells of the row may be shifted", table.row_words()),
        )),
    }
}

/// Whether a text is taken for a name: not for nothing, nor for a list of groups, nor for a link that was cut off.
pub(crate) fn reads_as_name(text: &str, has_account: bool, names: &GroupNames) -> bool {
    text.chars().any(char::is_alphanumeric)
        && !is_nothing(text)
        && !text.contains("](")
        && (has_account || names.in_text(text).is_err())
}

/// An organization, also one that is called like a word for none where the cell says so literally.
fn stated_organization(company: &Cell) -> Option<Option<String>> {
    let text = company.text();
    if company.is_literal() && (is_nothing(&text) || is_no_organization(&text)) {
        Some(Some(text))
    } else {
        organization(&text)
    }
}

/// `LOGIN at PROVIDER`.
fn other_account(text: &str) -> Result<Account, Wrong> {
    match text.rsplit_once(" at ") {
        Some((login, provider)) if !login.trim().is_empty() && !provider.trim().is_empty() => {
            Ok(Account {
                provider: provider.trim().to_owned(),
                login: login.trim().to_owned(),
            })
        }
        Some(_) | None => Err((
            quoted(text),
            "an account such as “ada at gitlab”".to_owned(),
        )),
    }
}
