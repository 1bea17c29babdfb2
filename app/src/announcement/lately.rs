//! The newest announcements as other pages show them.

use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::*;
use services::announcement::AnnouncementLine;

use super::announcement_path;
use crate::{
    address::address,
    ui::{DateText, DayFormat, Icon, Item, List, MarginSection, Section},
};

/// A section of the front door; nothing where nothing was announced.
pub fn announced_lately(lines: Vec<AnnouncementLine>) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let items = lines
        .into_iter()
        .map(|line| {
            let day = day_of(line.posted_at);
            let href = announcement_path(line.number);
            view! {
                <Item
                    icon=Icon::Megaphone
                    title=view! { <a href=href>{line.title}</a> }.into_any()
                    aside=view! { <DateText day=day format=DayFormat::Short /> }.into_any()
                />
            }
        })
        .collect_view();
    view! {
        <Section title="Announced">
            <List dense=true>{items}</List>
            <p><a href="/announcements">"All announcements"</a></p>
        </Section>
    }
    .into_any()
}

/// A part of a group’s margin; nothing where nothing was announced for it.
pub fn announced_for_group(slug: &str, lines: Vec<AnnouncementLine>) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let all = address("/announcements", &[("group", slug)]);
    let items = lines
        .into_iter()
        .map(|line| {
            let day = day_of(line.posted_at);
            view! {
                <li>
                    <a href=announcement_path(line.number)>{line.title}</a>
                    <span class="hint">", "<DateText day=day format=DayFormat::Short /></span>
                </li>
            }
        })
        .collect_view();
    view! {
        <MarginSection title="Announced">
            <ul class="margin-links">{items}<li><a href=all>"All its announcements"</a></li></ul>
        </MarginSection>
    }
    .into_any()
}

fn day_of(microseconds: i64) -> domain::Day {
    Timestamp::from_microsecond(microseconds)
        .unwrap_or_default()
        .to_zoned(TimeZone::UTC)
        .date()
}
