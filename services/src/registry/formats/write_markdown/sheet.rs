//! A table in the making.

use std::collections::BTreeSet;

/// A table whose cells are spelled already.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) header: Vec<&'static str>,
    pub(super) rows: Vec<Vec<String>>,
    /// The groups that its cells name by address.
    pub(super) addressed: BTreeSet<usize>,
}

impl Sheet {
    /// The table; columns in which no row says anything are left out.
    pub(super) fn spelled(&self) -> String {
        let says = |column: usize| {
            let cell = |row: &Vec<String>| row.get(column).is_some_and(|cell| !cell.is_empty());
            column == 0 || self.rows.iter().any(cell)
        };
        let used: Vec<usize> = (0..self.header.len())
            .filter(|column| says(*column))
            .collect();
        let line = |cell: &dyn Fn(usize) -> String| {
            let cells: Vec<String> = used.iter().map(|column| cell(*column)).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let mut spelled = line(&|column| {
            self.header
                .get(column)
                .copied()
                .unwrap_or_default()
                .to_owned()
        });
        spelled.push_str(&line(&|_| "---".to_owned()));
        for row in &self.rows {
            spelled.push_str(&line(&|column| {
                row.get(column).cloned().unwrap_or_default()
            }));
        }
        spelled
    }
}
