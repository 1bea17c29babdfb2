//! The leads that a group's own row names.

use domain::{
    person::Account,
    registry::{PersonEntry, SeatEntry},
    seat::Role,
};

use super::{
    accounts::login,
    page::{Cell, Piece},
};
use crate::registry::formats::words::{folded, is_login, is_nothing, is_pending, organization};

/// One of the people that a cell names.
#[derive(Default)]
struct Named {
    link: Option<(String, String)>,
    text: String,
}

/// The people of a cell: linked to their accounts, as `@login`, or by name; separated by commas, lines or “and”.
/// Parentheses behind one hold the organization.
///
/// # Errors
/// What the cell says instead: it may belong to another column.
pub(super) fn named_leads(cell: &Cell, role: Role, line: usize) -> Result<Vec<SeatEntry>, String> {
    if cell.has_picture() || cell.has_broken_link() {
        return Err(cell.text());
    }
    let mut seats = Vec::new();
    for named in people(&cell.with_bare_addresses()) {
        let is_blank = is_nothing(&named.text) || is_pending(&named.text);
        if named.link.is_none() && is_blank {
            continue;
        }
        seats.push(SeatEntry {
            line,
            role,
            area: None,
            person: person(&named).ok_or_else(|| cell.text())?,
        });
    }
    Ok(seats)
}

fn people(cell: &Cell) -> Vec<Named> {
    let mut found = vec![Named::default()];
    for piece in &cell.pieces {
        match piece {
            Piece::Text(text) => {
                let text = without_mail(text);
                let text = text.replace(" and ", ",").replace(" & ", ",");
                for (place, part) in text.split([',', ';', '\n']).enumerate() {
                    if place > 0 {
                        found.push(Named::default());
                    }
                    if let Some(last) = found.last_mut() {
                        last.text.push_str(part);
                    }
                }
            }
            Piece::Link { text, url, .. } if url.starts_with("mailto:") => {
                if let Some(last) = found.last_mut() {
                    last.text.push_str(&without_mail(text));
                }
            }
            Piece::Link { text, url, .. } => {
                let link = Some((text.clone(), url.clone()));
                match found.last_mut() {
                    Some(last) if last.link.is_none() => last.link = link,
                    Some(_) | None => found.push(Named {
                        link,
                        text: String::new(),
                    }),
                }
            }
            Piece::Picture | Piece::Literally => {}
        }
    }
    for named in &mut found {
        named.text = folded(&named.text);
    }
    found
}

/// A text without the mail addresses in it: how to reach someone is theirs to say.
fn without_mail(text: &str) -> String {
    text.split_inclusive([' ', ',', ';', '\n'])
        .map(|word| {
            let bare = word.trim_matches(|c: char| c.is_whitespace() || "(),;<>".contains(c));
            let is_mail = bare
                .split_once('@')
                .is_some_and(|(before, host)| !before.is_empty() && host.contains('.'));
            if is_mail {
                // What follows it still parts one name from the next.
                word.get(word.trim_end_matches([' ', ',', ';', '\n']).len()..)
                    .unwrap_or_default()
            } else {
                word
            }
        })
        .collect()
}

fn person(named: &Named) -> Option<PersonEntry> {
    let (rest, company) = match named
        .text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('))
    {
        Some((rest, company)) => (rest.trim(), Some(company)),
        None => (named.text.as_str(), None),
    };
    let organization = company.and_then(organization);
    let (name, account) = match &named.link {
        Some((text, url)) if rest.is_empty() => {
            let login = login(text, url)?;
            let name = text.trim_start_matches('@');
            let is_name = !name.is_empty() && !name.eq_ignore_ascii_case(login) && name != url;
            (is_name.then(|| name.to_owned()), Some(login))
        }
        Some(_) => return None,
        None => match rest.strip_prefix('@') {
            Some(login) => (None, Some(login).filter(|login| is_login(login))),
            None => (Some(rest.to_owned()).filter(|name| is_name(name)), None),
        },
    };
    (name.is_some() || account.is_some()).then(|| PersonEntry {
        name,
        account: account.map(Account::github),
        organization,
    })
}

/// Whether a plain text can be a person's name: few words, of which the first and the last are written like names.
fn is_name(text: &str) -> bool {
    const LONGEST: usize = 5;
    let words: Vec<&str> = text.split(' ').collect();
    let is_written_so =
        |word: &&str| word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    words.len() <= LONGEST
        && words.first().is_some_and(is_written_so)
        && words.last().is_some_and(is_written_so)
}
