//! Which groups a cell names: by name, or by a link to `#ADDRESS`.

use std::collections::BTreeMap;

use domain::slug::{Slug, name_key};

use super::page::{Cell, Piece};

/// A group that a cell names, by its place in the file, with the part of it that is meant.
pub(crate) type Reference = (usize, Option<String>);

/// The names by which a file's groups may be meant.
#[derive(Default)]
pub(crate) struct GroupNames {
    /// `None` where several groups have the name.
    by_name: BTreeMap<String, Option<usize>>,
    by_address: BTreeMap<String, usize>,
    names: Vec<String>,
    /// The length of the longest name, in bytes.
    longest: usize,
}

impl GroupNames {
    /// The groups in the order of the file, each with its name and address, where it has one.
    pub(crate) fn of<'a>(groups: impl Iterator<Item = (&'a str, Option<&'a Slug>)>) -> Self {
        let mut known = Self::default();
        for (place, (name, slug)) in groups.enumerate() {
            known
                .by_name
                .entry(name_key(name))
                .and_modify(|known| *known = None)
                .or_insert(Some(place));
            if let Some(slug) = slug {
                known.by_address.insert(slug.to_string(), place);
            }
            known.longest = known.longest.max(name.len());
            known.names.push(name.to_owned());
        }
        // An anchor of the page leads to a group by its name.
        for (place, name) in known.names.iter().enumerate() {
            if let Some(slug) = Slug::of_name(name) {
                known.by_address.entry(slug.into()).or_insert(place);
            }
        }
        known
    }

    /// Makes a group known that was left out; its place is behind all others.
    pub(super) fn add_left_out(&mut self, name: &str) {
        let behind = self.names.len();
        self.longest = self.longest.max(name.len());
        self.by_name.entry(name_key(name)).or_insert(Some(behind));
    }

    /// Makes each name mean the first group that has it.
    pub(super) fn mean_the_first(&mut self) {
        for (place, name) in self.names.iter().enumerate().rev() {
            self.by_name.insert(name_key(name), Some(place));
        }
    }

    /// The words for “expected …”.
    pub(super) fn words(&self) -> String {
        const LISTED: usize = 12;
        let mut names: Vec<&str> = self.names.iter().take(LISTED).map(String::as_str).collect();
        if self.names.len() > LISTED {
            names.push("…");
        }
        format!("one of the groups of the table: {}", names.join(", "))
    }

    /// The one group that a cell names; else what it says instead.
    pub(super) fn one(&self, cell: &Cell) -> Result<usize, String> {
        match self.all(cell)?[..] {
            [(place, None)] => Ok(place),
            _ => Err(cell.text()),
        }
    }

    /// All groups that a cell names, separated by commas; else the first part that names none.
    pub(super) fn all(&self, cell: &Cell) -> Result<Vec<Reference>, String> {
        let mut references: Vec<Reference> = Vec::new();
        let mut text = String::new();
        let mut after_link = false;
        let take = |text: &mut String, references: &mut Vec<Reference>, after_link: bool| {
            let taken = std::mem::take(text);
            let mut rest = taken.as_str();
            if after_link {
                let (area, more) = rest.split_once(',').unwrap_or((rest, ""));
                match (dashed(area), references.last_mut()) {
                    (Some(area), Some(last)) => last.1 = Some(area.to_owned()),
                    (None, _) if !area.trim().is_empty() => return Err(area.trim().to_owned()),
                    (None | Some(_), _) => {}
                }
                rest = more;
            }
            references.extend(self.in_text(rest)?);
            Ok(())
        };
        for piece in &cell.pieces {
            match piece {
                Piece::Link {
                    text: name, url, ..
                } => {
                    match url
                        .strip_prefix('#')
                        .and_then(|slug| self.by_address.get(slug))
                    {
                        Some(place) => {
                            take(&mut text, &mut references, after_link)?;
                            references.push((*place, None));
                            after_link = true;
                        }
                        None => text.push_str(name),
                    }
                }
                Piece::Text(more) => text.push_str(more),
                Piece::Picture | Piece::Literally => {}
            }
        }
        take(&mut text, &mut references, after_link)?;
        Ok(references)
    }

    /// The groups that a text names: at each step the longest name that fits, since a name may hold
    /// a comma, a dash or “and”.
    pub(crate) fn in_text(&self, text: &str) -> Result<Vec<Reference>, String> {
        let mut references = Vec::new();
        let mut rest = text.trim_start_matches(is_separator);
        while !rest.is_empty() {
            let longest = ends(self.within_reach(rest), rest.len())
                .into_iter()
                .rev()
                .find_map(|end| {
                    let name = rest.get(..end)?;
                    Some((end, (*self.by_name.get(&name_key(name))?)?))
                });
            let Some((end, place)) = longest else {
                let first = rest.split(',').next().unwrap_or(rest);
                return Err(first.trim().to_owned());
            };
            let behind = rest.get(end..).unwrap_or_default();
            let (area, more) = match dashed(behind) {
                Some(_) => {
                    let (area, more) = behind.split_once(',').unwrap_or((behind, ""));
                    (dashed(area).map(str::to_owned), more)
                }
                None => (None, behind.strip_prefix(" and ").unwrap_or(behind)),
            };
            references.push((place, area));
            rest = more.trim_start_matches(is_separator);
        }
        Ok(references)
    }

    /// The beginning of a text in which a name could end, whatever its punctuation and spaces.
    fn within_reach<'a>(&self, text: &'a str) -> &'a str {
        let mut reach = (self.longest * 2 + 16).min(text.len());
        while !text.is_char_boundary(reach) {
            reach += 1;
        }
        text.get(..reach).unwrap_or(text)
    }
}

/// Whether a character only stands between names.
fn is_separator(character: char) -> bool {
    character.is_whitespace() || character == ',' || character == ';'
}

/// Where a name could end in the beginning of a text of that length, in rising order.
fn ends(text: &str, length: usize) -> Vec<usize> {
    let mut ends: Vec<usize> = [",", ";", " and ", " - ", " – ", " — "]
        .iter()
        .flat_map(|border| text.match_indices(border).map(|(place, _)| place))
        .chain((text.len() == length).then_some(length))
        .collect();
    ends.sort_unstable();
    ends
}

/// What follows a dash that stands at the beginning.
fn dashed(text: &str) -> Option<&str> {
    let text = text.trim();
    ["- ", "– ", "— "]
        .iter()
        .find_map(|dash| text.strip_prefix(dash))
        .map(str::trim)
        .filter(|area| !area.is_empty())
}
