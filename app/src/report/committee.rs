//! Which reports take the committee's time: flagged ones, and missing ones.

use leptos::prelude::*;
use services::{
    Context, ReadError,
    report::{Flagged, Owed, OwedWhy, flagged, missing},
};

use super::{report_path, title_of};
use crate::{
    group::group_path,
    ui::{DateText, DayFormat, Icon, Item, List, Section},
};

/// The section for the committee's page; nothing where no report needs it. Five queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn for_the_committee(context: &Context) -> Result<Option<AnyView>, ReadError> {
    let (flagged, missing) = (flagged(context).await?, missing(context).await?);
    if flagged.is_empty() && missing.is_empty() {
        return Ok(None);
    }
    let rows: Vec<AnyView> = flagged
        .iter()
        .map(flagged_line)
        .chain(missing.iter().map(missing_line))
        .collect();
    Ok(Some(
        view! {
            <Section title="Reports" id="reports">
                <List>{rows}</List>
                <p><a href="/reports">"All reports"</a></p>
            </Section>
        }
        .into_any(),
    ))
}

fn flagged_line(entry: &Flagged) -> AnyView {
    let href = report_path(&entry.name.slug, entry.period);
    let title = format!("{}, {}", title_of(entry.period), entry.name.name);
    let comments = entry
        .flags
        .iter()
        .map(|flag| {
            let by = flag
                .by
                .as_ref()
                .map_or_else(|| "someone".to_owned(), |name| name.name.clone());
            format!("Flagged by {by}: {}", flag.comment)
        })
        .collect::<Vec<_>>()
        .join(" ");
    view! {
        <Item
            title=view! { <a href=href>{title}</a> }.into_any()
            icon=Icon::CircleAlert secondary=comments.into_any()
        />
    }
    .into_any()
}

fn missing_line(entry: &Owed) -> AnyView {
    let href = format!("{}/reports", group_path(&entry.name.slug));
    let (title, why) = match &entry.why {
        OwedWhy::Period(period) => (
            format!("{}, {}", title_of(*period), entry.name.name),
            "Missing".to_owned(),
        ),
        OwedWhy::Asked { reason } => (
            format!("A report of {}", entry.name.name),
            format!("Missing, though the committee asked: {reason}"),
        ),
    };
    let due = view! { "Due "<DateText day=entry.due_on format=DayFormat::Short /> }.into_any();
    view! {
        <Item
            title=view! { <a href=href>{title}</a> }.into_any()
            icon=Icon::CircleDashed secondary=why.into_any() aside=due
        />
    }
    .into_any()
}
