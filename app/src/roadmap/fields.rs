//! The rows of the form of a roadmap: from the roadmap, from what was typed, and back.

use domain::roadmap::{
    ItemPart, ItemState, Month, RoadmapItem, RoadmapProblem, Written, WrittenItem,
};

use crate::command::{Fields, Filled};

/// A row as it stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The item's number, empty for a new one.
    pub number: String,
    /// What will be there.
    pub outcome: String,
    /// By which month, as it is written in the form.
    pub month: String,
    /// The state's name.
    pub state: String,
    /// One address a line.
    pub links: String,
}

/// The fields of a row by the name and its place, from 1.
pub fn name(part: &str, place: usize) -> String {
    format!("{part}_{place}")
}

/// The rows of a form that shows a roadmap; an empty one at the end of an empty roadmap.
pub fn of_items(items: &[RoadmapItem]) -> Vec<Row> {
    let rows: Vec<Row> = items
        .iter()
        .map(|item| Row {
            number: item.number.to_string(),
            outcome: item.outcome.clone(),
            month: item.month.to_string(),
            state: item.state.key().to_owned(),
            links: item.links.join("\n"),
        })
        .collect();
    if rows.is_empty() {
        vec![Row::default()]
    } else {
        rows
    }
}

/// The rows that were typed.
pub fn typed(fields: &Fields) -> Vec<Row> {
    (1..=domain::roadmap::MOST_ITEMS + 1)
        .take_while(|place| fields.has(&name("outcome", *place)))
        .map(|place| {
            let text = |part: &str| fields.raw(&name(part, place)).to_owned();
            Row {
                number: text("number"),
                outcome: text("outcome"),
                month: text("month"),
                state: text("state"),
                links: text("links"),
            }
        })
        .collect()
}

/// The same form with other rows.
pub fn with_rows(filled: &Filled, rows: Vec<Row>) -> Filled {
    let kept = ["version", "summary"]
        .into_iter()
        .map(|field| (field.to_owned(), filled.fields.raw(field).to_owned()));
    let rows = (1..).zip(rows).flat_map(|(place, row): (usize, Row)| {
        [
            ("number", row.number),
            ("outcome", row.outcome),
            ("month", row.month),
            ("state", row.state),
            ("links", row.links),
        ]
        .map(|(part, value)| (name(part, place), value))
    });
    Filled {
        fields: Fields::new(kept.chain(rows).collect()),
        ..filled.clone()
    }
}

/// What was written: rows in which nothing was typed are no items.
pub fn written(fields: &Fields) -> (Written, Vec<usize>) {
    let mut places = Vec::new();
    let items = (1..)
        .zip(typed(fields))
        .filter(|(_, row)| {
            let empty = row.outcome.trim().is_empty() && row.links.trim().is_empty();
            !(empty && row.number.is_empty())
        })
        .map(|(place, row)| {
            places.push(place);
            WrittenItem {
                number: row.number.trim().parse().ok(),
                outcome: row.outcome,
                month: row.month.trim().parse::<Month>().ok(),
                state: ItemState::of_key(row.state.trim()).unwrap_or(ItemState::Planned),
                links: row
                    .links
                    .lines()
                    .map(str::trim)
                    .filter(|line| !line.is_empty())
                    .map(str::to_owned)
                    .collect(),
            }
        })
        .collect();
    let written = Written {
        on_version: fields.text("version").parse().unwrap_or(0),
        items,
        summary: fields.text("summary").to_owned(),
    };
    (written, places)
}

/// The field that a problem is about; `places` says in which row each item stands.
pub fn field_of(problem: &RoadmapProblem, places: &[usize]) -> String {
    match problem.at {
        None => String::new(),
        Some((item, part)) => {
            let part = match part {
                ItemPart::Outcome => "outcome",
                ItemPart::Month => "month",
                ItemPart::Links => "links",
            };
            name(part, places.get(item).copied().unwrap_or(item + 1))
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::roadmap::{ItemState, RoadmapItem};

    use super::*;

    #[test]
    fn a_roadmap_that_is_put_into_the_form_and_read_again_is_the_same() {
        let items = [RoadmapItem {
            number: 4,
            outcome: "Faster starts".to_owned(),
            month: "2026-11".parse().unwrap_or_else(|_| panic!("a month")),
            state: ItemState::AtRisk,
            links: vec![
                "https://a.example".to_owned(),
                "https://b.example".to_owned(),
            ],
        }];
        let mut rows = of_items(&items);
        rows.push(Row::default());
        let form = with_rows(&Filled::default(), rows.clone());
        assert_eq!(typed(&form.fields), rows);
        let (written, places) = written(&form.fields);
        assert_eq!(places, [1], "an empty row is no item");
        assert_eq!(written.items[0].number, Some(4));
        assert_eq!(written.items[0].links, items[0].links);
        assert_eq!(written.items[0].state, ItemState::AtRisk);
    }
}
