//! The figures as a Markdown table.

use super::load::{Figures, Load};
use super::server::{Page, Rendering};

/// One line of the report.
pub struct Row {
    groups: usize,
    path: String,
    bytes: usize,
    way: Way,
    served: Figures,
    memory: f64,
}

/// How the page came about.
enum Way {
    Cached { nginx: Figures },
    Uncached { queries: u32 },
}

impl Row {
    /// A page from the cache, beside nginx serving the same bytes.
    pub fn cached(
        groups: usize,
        path: &str,
        page: &Page,
        served: Figures,
        nginx: Figures,
        memory: f64,
    ) -> Self {
        Self {
            groups,
            path: path.to_owned(),
            bytes: page.body.len(),
            way: Way::Cached { nginx },
            served,
            memory,
        }
    }

    /// A page rendered afresh for every request.
    pub fn uncached(
        groups: usize,
        path: &str,
        page: &Page,
        served: Figures,
        queries: u32,
        memory: f64,
    ) -> Self {
        Self {
            groups,
            path: path.to_owned(),
            bytes: page.body.len(),
            way: Way::Uncached { queries },
            served,
            memory,
        }
    }
}

/// A page of meetings, rendered by itself.
pub struct MeetingsRow {
    /// Its name.
    pub page: &'static str,
    /// In a community with few meetings.
    pub few: Rendering,
    /// In one with many.
    pub many: Rendering,
}

/// The whole report.
pub fn text(rows: &[Row], meetings: &[MeetingsRow], load: Load) -> String {
    let mut text = format!(
        "{} connections, {} s a page, bodies in brotli, everything on one machine.\n\n\
         Cached (nginx serves the same bytes from a file, in the same run):\n\n\
         | groups | page | bytes | requests/s | p50 ms | p99 ms | nginx requests/s | nginx p99 ms | of nginx | memory MB |\n\
         |---:|---|---:|---:|---:|---:|---:|---:|---:|---:|\n",
        load.connections, load.seconds
    );
    for row in rows {
        if let Way::Cached { nginx } = &row.way {
            text.push_str(&format!(
                "| {} | `{}` | {} | {:.0} | {:.2} | {:.2} | {:.0} | {:.2} | {:.0} % | {:.0} |\n",
                row.groups,
                row.path,
                row.bytes,
                row.served.rate,
                row.served.median,
                row.served.p99,
                nginx.rate,
                nginx.p99,
                100.0 * row.served.rate / nginx.rate,
                row.memory
            ));
        }
    }
    text.push_str(
        "\nUncached (every request is rendered from the database):\n\n\
         | groups | page | bytes | requests/s | p50 ms | p99 ms | queries | memory MB |\n\
         |---:|---|---:|---:|---:|---:|---:|---:|\n",
    );
    for row in rows {
        if let Way::Uncached { queries } = row.way {
            text.push_str(&format!(
                "| {} | `{}` | {} | {:.0} | {:.2} | {:.2} | {} | {:.0} |\n",
                row.groups,
                row.path,
                row.bytes,
                row.served.rate,
                row.served.median,
                row.served.p99,
                queries,
                row.memory
            ));
        }
    }
    text.push_str(
        "\nFew and many meetings (one request at a time, uncached, the best of 20 by `Server-Timing`):\n\n\
         | page | few, ms | queries | many, ms | queries |\n\
         |---|---:|---:|---:|---:|\n",
    );
    for MeetingsRow { page, few, many } in meetings {
        text.push_str(&format!(
            "| {page} | {:.2} | {} | {:.2} | {} |\n",
            few.milliseconds, few.queries, many.milliseconds, many.queries
        ));
    }
    text
}
