//! The roadmaps of many groups as a drawing: the lifelines, looking forward. Places along a row are percentages, so that it
//! fits any width while words keep their size.

use domain::{
    Day,
    roadmap::{Freshness, ItemState, Month, RoadmapItem},
};
use leptos::prelude::*;
use services::roadmap::{Timeline, TimelineRow};

use super::item::{ItemStateBadge, class_of};
use crate::group::group_path;

/// A line's height, what stands around the lines of a row, and the months above the rows, in pixels;
/// `style/parts/roadmap.css` has the same.
const LINE: usize = 26;
const AROUND: usize = 18;
const MONTHS: usize = 36;
/// As many items of a month as a row shows.
const LINES: usize = 5;

/// The drawing, with what its colours mean.
#[component]
pub fn Drawing(read: Timeline, today: Day, children: Children) -> impl IntoView {
    let rows: Vec<Row> = read
        .rows
        .iter()
        .map(|row| Row::of(row, &read.months, read.this_month))
        .collect();
    let names = rows
        .iter()
        .map(|row| {
            let stale = row
                .stale
                .then(|| view! { <span class="roadmap-stale">"Stale"</span> });
            view! {
                <li class=format!("lines-{}", row.lines)>
                    <a href=row.href.clone()>{row.name.clone()}</a>{stale}
                </li>
            }
        })
        .collect_view();
    let height = MONTHS + rows.iter().map(Row::height).sum::<usize>();
    let mut top = MONTHS;
    let drawn = rows
        .iter()
        .map(|row| {
            let view = row.draw(top, read.months.len());
            top += row.height();
            view
        })
        .collect_view();
    let (first, last) = (
        read.months.first().copied().unwrap_or(read.this_month),
        read.months.last().copied().unwrap_or(read.this_month),
    );
    let caption = format!(
        "Roadmaps of {} from {} to {}. The same as a table follows.",
        domain::words::counted(rows.len(), "group", "groups"),
        first.words(),
        last.words()
    );
    let states = ItemState::ALL
        .into_iter()
        .map(|state| view! { <li><ItemStateBadge state=state /></li> })
        .collect_view();
    view! {
        <figure class="roadmaps">
            <figcaption class="visually-hidden" id="roadmaps-title">{caption}</figcaption>
            <div class="roadmaps-chart">
                <ol class="roadmaps-names" data-keys="list">{names}</ol>
                <svg class="roadmaps-plot" role="img" aria-labelledby="roadmaps-title" height=height>
                    {grid(&read.months, read.this_month, height)}
                    {today_line(&read.months, today, height)}
                    {drawn}
                </svg>
            </div>
            <ul class="legend" aria-label="What the colours mean">{states}</ul>
            <details class="lifelines-table">
                <summary>"As a table"</summary>
                {children()}
            </details>
        </figure>
    }
}

/// A group's row: what stands in which month.
struct Row {
    name: String,
    href: String,
    stale: bool,
    lines: usize,
    blocks: Vec<Block>,
    empty: bool,
}

/// One item, or how many more there are.
struct Block {
    month: usize,
    line: usize,
    class: &'static str,
    words: String,
    title: String,
}

impl Row {
    fn of(row: &TimelineRow, months: &[Month], this_month: Month) -> Self {
        let mut blocks = Vec::new();
        let mut lines = 1;
        for (place, month) in months.iter().enumerate() {
            let items: Vec<&RoadmapItem> = row
                .items
                .iter()
                .filter(|item| item.shown_in(this_month) == *month)
                .collect();
            let more = items.len().saturating_sub(LINES);
            // The last line says how many there are besides.
            let shown = if more > 0 { LINES - 1 } else { items.len() };
            for (line, item) in items.iter().take(shown).enumerate() {
                blocks.push(Block {
                    month: place,
                    line,
                    class: class_of(item.state),
                    words: item.outcome.clone(),
                    title: title(item, this_month),
                });
            }
            if more > 0 {
                let words = format!("and {} more", items.len() - shown);
                blocks.push(Block {
                    month: place,
                    line: shown,
                    class: "item-more",
                    words: words.clone(),
                    title: words,
                });
            }
            lines = lines.max(items.len().min(LINES));
        }
        Self {
            name: row.group.name.clone(),
            href: format!("{}/roadmap", group_path(&row.group.slug)),
            stale: matches!(row.freshness, Freshness::Stale { .. }),
            lines,
            empty: blocks.is_empty(),
            blocks,
        }
    }

    fn height(&self) -> usize {
        self.lines * LINE + AROUND
    }

    fn draw(&self, top: usize, months: usize) -> AnyView {
        let blocks = self
            .blocks
            .iter()
            .map(|block| block.draw(top + AROUND / 2, months))
            .collect_view();
        let bottom = top + self.height();
        let nothing = self.empty.then(|| {
            let (x, y) = (percent(1, months, 1.0), top + self.height() / 2 + 4);
            view! { <text class="roadmaps-nothing" x=x y=y>"Nothing in these months"</text> }
        });
        view! {
            <g>
                <line class="roadmaps-rule" x1="0" x2="100%" y1=bottom y2=bottom />
                {nothing}
                {blocks}
            </g>
        }
        .into_any()
    }
}

impl Block {
    fn draw(&self, top: usize, months: usize) -> AnyView {
        let width = format!("{:.2}%", 100.0 / months.max(1) as f64 - 1.0);
        let (x, y) = (percent(self.month, months, 0.5), top + self.line * LINE + 2);
        view! {
            <svg class=format!("roadmaps-item {}", self.class) x=x y=y width=width height="22">
                <title>{self.title.clone()}</title>
                <rect class="block" x="0.5" y="0.5" width="99%" height="21" rx="4" />
                <g transform="translate(12 11)">{glyph(self.class)}</g>
                // Words of HTML end with an ellipsis where there is no more room; those of SVG do not.
                <foreignObject class="roadmaps-words" x="23" y="1" width="85%" height="20">
                    <p>{self.words.clone()}</p>
                </foreignObject>
            </svg>
        }
        .into_any()
    }
}

/// "Faster starts, at risk, November 2026"
fn title(item: &RoadmapItem, this_month: Month) -> String {
    let when = if item.is_overdue(this_month) {
        format!("carried over from {}", item.month.words())
    } else {
        item.month.words()
    };
    format!(
        "{}, {}, {when}",
        item.outcome,
        item.state.words().to_lowercase()
    )
}

/// The state's shape, so that colour is not alone.
fn glyph(class: &str) -> AnyView {
    match class {
        "item-in-progress" => {
            view! { <circle class="shape" r="4" /><circle class="shape-full" r="1.75" /> }
                .into_any()
        }
        "item-at-risk" => view! { <path class="shape" d="M0-4.5 4.5 3.5-4.5 3.5Z" /> }.into_any(),
        "item-done" => view! { <path class="shape" d="M-4 0-1 3 4-3" /> }.into_any(),
        "item-dropped" => view! { <path class="shape" d="M-3-3 3 3M3-3-3 3" /> }.into_any(),
        "item-planned" => {
            view! { <circle class="shape" r="4" stroke-dasharray="2 1.6" /> }.into_any()
        }
        _ => ().into_any(),
    }
}

/// A line at the beginning of each month, and its name above it.
fn grid(months: &[Month], this_month: Month, height: usize) -> AnyView {
    let count = months.len();
    months
        .iter()
        .enumerate()
        .map(|(place, month)| {
            let x = percent(place, count, 0.0);
            let middle = percent(place, count, 50.0 / count.max(1) as f64);
            let class = if *month == this_month {
                "year-label roadmaps-now"
            } else {
                "year-label"
            };
            view! {
                <line class="year" x1=x.clone() x2=x y1="28" y2=height />
                <text class=class x=middle y="18">{month.short()}</text>
            }
        })
        .collect_view()
        .into_any()
}

fn today_line(months: &[Month], today: Day, height: usize) -> AnyView {
    let this_month = Month::of(today);
    let Some(place) = months.iter().position(|month| *month == this_month) else {
        return ().into_any();
    };
    let count = months.len().max(1) as f64;
    let part = f64::from(today.day() - 1) / f64::from(this_month.last_day().day());
    let x = percent(place, months.len(), part * 100.0 / count);
    view! { <line class="last-day" x1=x.clone() x2=x y1="26" y2=height /> }.into_any()
}

/// Where a month begins, and so many per cent of the drawing further.
fn percent(place: usize, months: usize, further: f64) -> String {
    format!(
        "{:.2}%",
        place as f64 * 100.0 / months.max(1) as f64 + further
    )
}
