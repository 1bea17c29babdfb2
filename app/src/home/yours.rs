//! The front door of someone who has signed in: what needs them comes first.

use domain::{Day, duty::summary, group::GroupState, seat::Role};
use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::*;
use services::{
    Context,
    home::{GroupAtHome, Home, Since, Yours},
};

use super::show::{beginning, being_decided};
use crate::{
    duty::Duties,
    history::{Detail, EventLine},
    ui::{
        Banner, BannerKind, Columns, List, MarginSection, PageHeader, Person, Section, long_date,
    },
};

/// The page’s body.
pub fn page(
    yours: Yours,
    home: Home,
    (proposed, announced): (Vec<(u32, String)>, AnyView),
    done: Option<String>,
    context: &Context,
) -> AnyView {
    let today = context.today();
    let title = format!("Good to see you, {}", yours.name);
    let lede = summary(&yours.duties, today);
    let done = done
        .map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> }.into_any());
    let margin = margin(&yours, proposed);
    let changed = match yours.since {
        Some(since) => since_last_time(since, today),
        None => lately(home),
    };
    let quietly = (!yours.lately.is_empty()).then(|| {
        let lines = yours
            .lately
            .into_iter()
            .map(|entry| view! { <EventLine entry=entry /> })
            .collect_view();
        view! { <Section title="Lately in your groups"><List dense=true>{lines}</List></Section> }
    });
    let context = context.clone();
    view! {
        <PageHeader title=title lede=lede />
        {done}
        <Columns margin=margin>
            <Section title="Needs me" id="needs-me">
                <Duties duties=yours.duties list="/" today=today context=context />
            </Section>
            {announced}
            {changed}
            {quietly}
        </Columns>
    }
    .into_any()
}

/// What changed since they were here.
fn since_last_time(since: Since, today: Day) -> AnyView {
    let title = format!("Since {}", moment(since.visit.at, today));
    if since.entries.is_empty() {
        return view! {
            <Section title=title>
                <p class="secondary">"Nothing changed in the record. "<a href="/history">"Everything that happened"</a></p>
            </Section>
        }
        .into_any();
    }
    let lines = since
        .entries
        .into_iter()
        .map(|entry| view! { <EventLine entry=entry detail=Detail::Day /> })
        .collect_view();
    let more = if since.more {
        "There is more: everything that happened"
    } else {
        "Everything that happened"
    };
    view! {
        <Section title=title>
            <List dense=true>{lines}</List>
            <p><a href="/history">{more}</a></p>
        </Section>
    }
    .into_any()
}

/// A moment as one remembers it: “09:20 today”, “yesterday”, “14 August 2024”; in UTC.
fn moment(microseconds: i64, today: Day) -> String {
    let at = Timestamp::from_microsecond(microseconds)
        .unwrap_or_default()
        .to_zoned(TimeZone::UTC);
    let day = at.date();
    if day == today {
        at.strftime("%H:%M UTC today").to_string()
    } else if today.yesterday().is_ok_and(|yesterday| yesterday == day) {
        "yesterday".to_owned()
    } else {
        long_date(day)
    }
}

/// What changed lately, for someone who is here for the first time.
fn lately(home: Home) -> AnyView {
    if home.since.is_none() {
        return beginning();
    }
    let lines = home
        .newest
        .into_iter()
        .map(|entry| view! { <EventLine entry=entry detail=Detail::Day /> })
        .collect_view();
    view! {
        <Section title="What changed lately">
            <List dense=true>{lines}</List>
            <p><a href="/history">"Everything that happened"</a></p>
        </Section>
    }
    .into_any()
}

fn margin(yours: &Yours, proposed: Vec<(u32, String)>) -> AnyView {
    let groups = if yours.groups.is_empty() {
        view! {
            <p class="hint">
                "You lead no group and are no group’s delegate. "<a href="/groups">"All groups"</a>
            </p>
        }
        .into_any()
    } else {
        let groups = yours
            .groups
            .iter()
            .map(|(group, role)| my_group(group, *role))
            .collect_view();
        view! { <ul class="people">{groups}</ul> }.into_any()
    };
    view! {
        <MarginSection title="My groups">{groups}</MarginSection>
        {being_decided(proposed)}
        <MarginSection title="Look around">
            <ul class="margin-links">
                <li><a href="/groups">"All groups"</a></li>
                <li><a href="/proposals/new">"Propose something"</a></li>
                <li><a href="/announcements">"Announcements"</a></li>
                <li><a href="/actions">"Action items"</a></li>
                <li><a href="/reports">"Reports"</a></li>
                <li><a href="/escalations">"Disagreements"</a></li>
                <li><a href="/committee">"Who decides"</a></li>
                <li><a href="/policy">"The rules in words"</a></li>
            </ul>
        </MarginSection>
    }
    .into_any()
}

fn my_group(group: &GroupAtHome, role: Role) -> AnyView {
    let state = match group.state {
        GroupState::Active => String::new(),
        state @ (GroupState::SettingUp
        | GroupState::Closing
        | GroupState::Dissolved
        | GroupState::Merged) => format!(" · {}", state.words().to_lowercase()),
    };
    let secondary = format!("{}{state}", role.word());
    let manage = format!("/groups/{}/manage", group.slug);
    view! {
        <li>
            <Person name=group.name.clone() href=format!("/groups/{}", group.slug) secondary=secondary />
            <a class="my-group-manage" href=manage>
                "What it owes"<span class="visually-hidden">{format!(": {}", group.name)}</span>
            </a>
        </li>
    }
    .into_any()
}
