//! `/meetings`: what is coming, what was, and a month at a glance.

use domain::time_zone::TimeZoneName;
use leptos::prelude::*;
use services::{
    Context, ReadError, group,
    history::Name,
    schedule::{self, Meetings, Place, Wanted},
};

use super::{
    line::MeetingDays,
    month::{Calendar, MonthAsked},
    when::{ReaderZone, zone_asked},
};
use crate::{
    address::address,
    group::group_path,
    outcome,
    page::{PageTitle, context, holds_for_now, page, query},
    ui::{
        Banner, BannerKind, Button, Choice, Crumb, Empty, Field, Icon, PageHeader, Pagination,
        Select, Tab, Tabs,
    },
};

/// What the address asks for.
#[derive(Clone, Debug, Default)]
struct Asked {
    view: Option<String>,
    month: Option<String>,
    from: Option<String>,
    group: Option<String>,
    series: Option<String>,
    of: Option<String>,
    zone: Option<String>,
}

/// Which of the three the page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    Coming,
    Past,
    Month,
}

impl View {
    fn of(text: Option<&str>) -> Result<Self, ReadError> {
        match text {
            None | Some("list") => Ok(Self::Coming),
            Some("past") => Ok(Self::Past),
            Some("month") => Ok(Self::Month),
            Some(_) => Err(ReadError::NotFound),
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Coming => "",
            Self::Past => "past",
            Self::Month => "month",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Coming => "Coming",
            Self::Past => "Past",
            Self::Month => "Month",
        }
    }
}

/// What narrows the list.
#[derive(Clone, Debug, Default)]
struct Narrowed {
    wanted: Wanted,
    group: Option<Name>,
    series: Option<Name>,
}

/// The page.
#[component]
pub fn MeetingsPage() -> impl IntoView {
    let context = context();
    holds_for_now();
    let asked = Asked {
        view: query("view"),
        month: query("month"),
        from: query("from"),
        group: query("group"),
        series: query("series"),
        of: query("of"),
        zone: zone_asked(),
    };
    let done = outcome::done(&[(
        "taken",
        "The pasted notes are taken in: each of their meetings is here, with minutes to the letter.",
    )]);
    page(async move {
        let view = View::of(asked.view.as_deref())?;
        let zone = ReaderZone::of(&context, asked.zone.clone()).await?;
        let narrowed = narrowed(&context, &asked).await?;
        let from = match &asked.from {
            None => None,
            Some(typed) => Some(Place::read(typed).ok_or(ReadError::NotFound)?),
        };
        let paged = from.is_some();
        let body = match view {
            View::Coming => {
                let read = schedule::coming(&context, narrowed.wanted, from).await?;
                listed(&context, read, view, &asked, &zone, paged)
            }
            View::Past => {
                let read = schedule::past(&context, narrowed.wanted, from).await?;
                listed(&context, read, view, &asked, &zone, paged)
            }
            View::Month => {
                let month = MonthAsked::of(asked.month.as_deref(), &context, &zone.name())?;
                let (from, until) = month.bounds(&zone.name());
                let read = schedule::between(&context, narrowed.wanted, from, until).await?;
                let path = path(View::Month, &asked, "");
                view! {
                    <Calendar month=month read=read zone=zone.name() path=path now=context.now() />
                }
                .into_any()
            }
        };
        let plans = super::may_plan_something(&context);
        let done =
            done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> });
        let body = view! { {done}{body} }.into_any();
        Ok(drawn(&context, view, &asked, narrowed, zone, plans, body))
    })
}

async fn narrowed(context: &Context, asked: &Asked) -> Result<Narrowed, ReadError> {
    let mut narrowed = Narrowed::default();
    if let Some(slug) = &asked.group {
        let (id, name) = group::named(context, slug)
            .await
            .map_err(|error| match error {
                ReadError::Moved(slug) => {
                    ReadError::Moved(address("/meetings", &[("group", &slug)]))
                }
                ReadError::NotFound
                | ReadError::Database(_)
                | ReadError::Denied(_)
                | ReadError::Damaged(_) => error,
            })?;
        narrowed.wanted.group = Some(id);
        narrowed.group = Some(name);
    }
    if let Some(slug) = &asked.series {
        let stored = schedule::series(context, slug).await?;
        narrowed.wanted.series = Some(stored.series.id);
        narrowed.series = Some(Name {
            slug: stored.series.slug.to_string(),
            name: stored.series.about.title,
        });
    }
    narrowed.wanted.of_committee = asked.of.as_deref() == Some("committee");
    Ok(narrowed)
}

fn path(view: View, asked: &Asked, from: &str) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    address(
        "/meetings",
        &[
            ("view", view.key()),
            ("group", &text(&asked.group)),
            ("series", &text(&asked.series)),
            ("of", &text(&asked.of)),
            ("zone", &text(&asked.zone)),
            ("from", from),
        ],
    )
}

fn listed(
    context: &Context,
    read: Meetings,
    view: View,
    asked: &Asked,
    zone: &ReaderZone,
    paged: bool,
) -> AnyView {
    if read.meetings.is_empty() {
        return nothing(view);
    }
    let next = read
        .next
        .as_ref()
        .map(|place| path(view, asked, &place.to_string()));
    let first = paged.then(|| path(view, asked, ""));
    view! {
        <MeetingDays meetings=read.meetings names=read.names zone=zone.name() now=context.now() />
        <Pagination first=first next=next />
    }
    .into_any()
}

fn nothing(view: View) -> AnyView {
    match view {
        View::Coming | View::Month => view! {
            <Empty title="No meeting is planned">
                <p>"Here will be the meetings to come, of all groups together, of the committee and of each group. Leads plan those of their group, the committee plans the others."</p>
            </Empty>
        }
        .into_any(),
        View::Past => view! {
            <Empty title="No meeting was held yet">
                <p>"Here will be the meetings that were, each with its agenda and what came of it."</p>
            </Empty>
        }
        .into_any(),
    }
}

fn drawn(
    context: &Context,
    view: View,
    asked: &Asked,
    narrowed: Narrowed,
    zone: ReaderZone,
    plans: bool,
    body: AnyView,
) -> AnyView {
    let tabs = [View::Coming, View::Month, View::Past]
        .into_iter()
        .map(|view| Tab::new(path(view, asked, ""), view.word()))
        .chain([Tab::new("/meetings/series", "Series")])
        .collect();
    let explained = zone.explained(context);
    let feed = match (&narrowed.group, &narrowed.series) {
        (_, Some(series)) => format!("/meetings/series/{}/meetings.ics", series.slug),
        (Some(group), None) => format!("{}/meetings.ics", group_path(&group.slug)),
        (None, None) => "/meetings.ics".to_owned(),
    };
    let actions = view! {
        {plans.then(|| view! { <a class="button" href="/meetings/series/new">"Plan a series"</a> })}
        {plans.then(|| view! { <a class="button" href="/meetings/new">"Plan one meeting"</a> })}
        <a class="button" href="/actions">"Action items"</a>
        <a class="calendar-link" href=feed>{Icon::Calendar.view()}"Calendar (iCalendar)"</a>
    }
    .into_any();
    let title = match (&narrowed.series, &narrowed.group) {
        (Some(series), _) => format!("Meetings: {}", series.name),
        (None, Some(group)) => format!("Meetings of {}", group.name),
        (None, None) => "Meetings".to_owned(),
    };
    let trail = if narrowed.series.is_some() || narrowed.group.is_some() {
        vec![
            Crumb::link("/meetings", "Meetings"),
            Crumb::here(title.clone()),
        ]
    } else {
        Vec::new()
    };
    let only = narrowed
        .group
        .map(|group| (group_path(&group.slug), group.name))
        .or(narrowed
            .series
            .map(|series| (format!("/meetings/series/{}", series.slug), series.name)))
        .map(|(href, name)| {
            view! {
                <Banner kind=BannerKind::Notice>
                    <p>"Only the meetings of "<a href=href>{name}</a>". "<a href="/meetings">"Show all meetings"</a></p>
                </Banner>
            }
        });
    view! {
        <PageTitle subject=title.clone() />
        <PageHeader
            title=title trail=trail actions=actions
            lede="Everything that the groups and the committee meet for, in one schedule. Anyone may come."
        />
        {only}
        <Tabs label="Meetings" tabs=tabs current=view.word() />
        <p class="meeting-zone hint">{explained}</p>
        {body}
        {filter(view, asked, &zone.name())}
    }
    .into_any()
}

/// Whose meetings, and in which zone: a form that gets the same page.
fn filter(view: View, asked: &Asked, zone: &TimeZoneName) -> AnyView {
    let of = [
        Choice::new("", "Everyone’s"),
        Choice::new("committee", "The committee’s alone"),
    ];
    let group = asked.group.clone().unwrap_or_default();
    view! {
        <details class="panel meeting-filter">
            <summary>"Show other meetings, or another time zone"</summary>
            <form class="form panel-content" method="get" action="/meetings">
                <input type="hidden" name="view" value=view.key() />
                <Field name="group" label="Group" value=group hint="The last part of its address, such as routing. Empty for all." />
                <Select name="of" label="Whose" choices=of.to_vec() selected=asked.of.clone().unwrap_or_default() />
                <Field
                    name="zone" label="Time zone" value=zone.to_string()
                    hint="Such as Europe/Lisbon." autocomplete="off"
                    suggestions=TimeZoneName::suggestions()
                />
                <div class="buttons"><Button text="Show" /></div>
            </form>
        </details>
    }
    .into_any()
}
