//! The demo's schedule, planned and changed by the use cases themselves as its people would have: series of the
//! committee, of all groups together and of three groups, with a meeting just held and one coming, one moved, one
//! cancelled and one of its own. The zones are of both hemispheres, with and without daylight saving time.

use std::collections::BTreeSet;

use domain::{
    Day,
    actor::{Actor, Credential},
    ids::{GroupId, PersonId},
    schedule::{About, Convener, Nth, Pattern, Recurrence, Weekday},
    slug::Slug,
    standing::Standing,
    time_zone::TimeZoneName,
};
use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Time, time},
    tz::TimeZone,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::DemoError;
use crate::{
    Context, ReadError, actor,
    entities::{seat, standing},
    group,
    meeting::{self, Meeting, Move, NewMeeting},
    person::{role_of, standing_of},
    schedule::{self, NewSeries, Wanted},
};

/// Plans the demo's series and what became of some of their meetings.
pub(super) async fn plan(context: &Context) -> Result<(), DemoError> {
    let today = context.today();
    let committee = on_committee(context).await?;
    let combined = NewSeries {
        convener: Convener::Combined,
        about: about(
            "Combined working group meeting",
            "All working groups together: what each has done, what it needs from the others, and what is new to everyone. \
             Groups that are new introduce themselves.\n\nAnyone may come, and anyone signed in can add an item to the agenda.",
            "https://meet.tidewater.example/combined",
        ),
        pattern: Pattern {
            recurrence: Recurrence::Weekly {
                weeks: 2,
                weekdays: BTreeSet::from([Weekday::of(working_day_before(today))]),
            },
            ..pattern(
                same_fortnight(working_day_before(today)),
                time(16, 0, 0, 0),
                60,
                "Europe/Lisbon",
            )
        },
    };
    let combined = planned(&committee, ago(today, 728), combined).await?;
    let weekly = NewSeries {
        convener: Convener::Committee,
        about: about(
            "TOC meeting",
            "The oversight committee decides what is ready, and hears what needs it. Its agenda fills itself from what is \
             open. The meeting is public.",
            "https://meet.tidewater.example/toc",
        ),
        pattern: Pattern {
            recurrence: Recurrence::each_week(Weekday::of(working_day_after(today))),
            ..pattern(ago(today, 700), time(15, 0, 0, 0), 60, "Europe/Berlin")
        },
    };
    let weekly = planned(&committee, ago(today, 701), weekly).await?;
    routing(context, today).await?;
    documentation(context, today).await?;
    observability(context, today).await?;
    exceptions(&committee, context, &combined, &weekly).await?;
    field_operations(context, today).await
}

/// Weekly, and by a day later since a fortnight ago, as it was announced.
async fn routing(context: &Context, today: Day) -> Result<(), DemoError> {
    let Some((group, lead)) = lead_of(context, "routing").await? else {
        return Ok(());
    };
    let series = NewSeries {
        convener: Convener::Group { group },
        about: about(
            "Routing review",
            "Proposals that came in by Tuesday noon, one after the other. Whoever wrote one is there.",
            "https://meet.tidewater.example/routing",
        ),
        pattern: Pattern {
            recurrence: Recurrence::each_week(Weekday::Wednesday),
            ..pattern(ago(today, 364), time(15, 0, 0, 0), 45, "America/New_York")
        },
    };
    let slug = planned(&lead, ago(today, 365), series.clone()).await?;
    let from = ago(today, 15);
    let pattern = Pattern {
        from,
        recurrence: Recurrence::each_week(Weekday::Thursday),
        ..series.pattern
    };
    let then = lead.at(moment(ago(today, 19), 10));
    schedule::change_series(&then, slug.as_str(), 1, series.about, pattern).await?;
    Ok(())
}

/// Weekly, where the clocks stay as they are.
async fn documentation(context: &Context, today: Day) -> Result<(), DemoError> {
    let Some((group, lead)) = lead_of(context, "documentation").await? else {
        return Ok(());
    };
    let series = NewSeries {
        convener: Convener::Group { group },
        about: about(
            "Writing hour",
            "We write together, each on their own page, and read to each other in the last ten minutes.",
            "https://meet.tidewater.example/docs",
        ),
        pattern: Pattern {
            recurrence: Recurrence::each_week(Weekday::Thursday),
            ..pattern(
                ago(today, 239),
                time(11, 0, 0, 0),
                60,
                "Africa/Johannesburg",
            )
        },
    };
    planned(&lead, ago(today, 240), series).await?;
    Ok(())
}

/// Monthly, where summer is in December.
async fn observability(context: &Context, today: Day) -> Result<(), DemoError> {
    let Some((group, lead)) = lead_of(context, "observability").await? else {
        return Ok(());
    };
    let series = NewSeries {
        convener: Convener::Group { group },
        about: about(
            "Observability call",
            "What broke, who noticed, and how we would have noticed sooner.",
            "https://meet.tidewater.example/observability",
        ),
        pattern: Pattern {
            recurrence: Recurrence::Monthly {
                months: 1,
                nth: Nth::First,
                weekday: Weekday::Tuesday,
            },
            ..pattern(ago(today, 179), time(9, 30, 0, 0), 50, "Australia/Sydney")
        },
    };
    planned(&lead, ago(today, 180), series).await?;
    Ok(())
}

/// The combined meeting after the one just held is an hour later; the committee does not meet the week after the next.
async fn exceptions(
    committee: &Context,
    context: &Context,
    combined: &Slug,
    weekly: &Slug,
) -> Result<(), DemoError> {
    let yesterday = context
        .instant()
        .saturating_sub(SignedDuration::from_hours(20))
        .unwrap_or_default();
    let then = committee.at(yesterday);
    if let Some(next) = coming(context, combined, 0).await? {
        let zone = next.zone.zone();
        let starts = instant(next.starts_at).to_zoned(zone).datetime();
        let to = Move {
            starts: starts.saturating_add(1.hour()),
            minutes: 60,
            place: next.place.clone(),
            join_link: next.join_link.clone(),
            reason: "The harbours’ yearly meeting ends only then.".to_owned(),
        };
        meeting::move_to(&then, &next.address, next.version, to).await?;
    }
    if let Some(next) = coming(context, weekly, 1).await? {
        let reason = "Most of the committee is at sea that week.".to_owned();
        meeting::cancel(&then, &next.address, next.version, reason).await?;
    }
    Ok(())
}

/// One meeting of no series.
async fn field_operations(context: &Context, today: Day) -> Result<(), DemoError> {
    let Some((group, lead)) = lead_of(context, "field-operations").await? else {
        return Ok(());
    };
    let day = working_day_after(today.saturating_add(23.days()));
    let wanted = NewMeeting {
        convener: Convener::Group { group },
        about: About {
            place: "Harbour office, Lyttelton".to_owned(),
            ..about(
                "Winter drill",
                "One afternoon in which we break a network on purpose and see who notices. Bring boots.",
                "",
            )
        },
        starts: day.to_datetime(time(13, 0, 0, 0)),
        minutes: 180,
        zone: zone("Pacific/Auckland"),
    };
    let then = lead.at(moment(ago(today, 6), 8));
    meeting::plan_meeting(&then, wanted).await?;
    Ok(())
}

/// Plans a series on a day, unless it is there.
async fn planned(who: &Context, on: Day, series: NewSeries) -> Result<Slug, DemoError> {
    Ok(schedule::plan_series(&who.at(moment(on, 9)), series).await?)
}

/// The meeting of a series that comes after so many others.
async fn coming(
    context: &Context,
    series: &Slug,
    after: usize,
) -> Result<Option<Meeting>, ReadError> {
    let stored = schedule::series(context, series.as_str()).await?;
    let wanted = Wanted {
        series: Some(stored.series.id),
        ..Wanted::default()
    };
    let read = schedule::coming(context, wanted, None).await?;
    let now = context.now();
    Ok(read
        .meetings
        .into_iter()
        .filter(|meeting| meeting.starts_at > now)
        .nth(after))
}

fn about(title: &str, description: &str, join_link: &str) -> About {
    About {
        title: title.to_owned(),
        description: description.to_owned(),
        place: "Online".to_owned(),
        join_link: join_link.to_owned(),
    }
}

fn pattern(from: Day, time: Time, minutes: u16, name: &str) -> Pattern {
    Pattern {
        from,
        until: None,
        recurrence: Recurrence::each_week(Weekday::Monday),
        time,
        minutes,
        zone: zone(name),
    }
}

fn zone(name: &str) -> TimeZoneName {
    TimeZoneName::new(name).unwrap_or_else(|_| TimeZoneName::utc())
}

fn ago(today: Day, days: i32) -> Day {
    today.saturating_sub(days.days())
}

/// Two years before, in a week from which every second one has that day.
fn same_fortnight(day: Day) -> Day {
    ago(day, 52 * 14)
}

fn is_working_day(day: Day) -> bool {
    !matches!(Weekday::of(day), Weekday::Saturday | Weekday::Sunday)
}

/// The last working day that is over.
fn working_day_before(today: Day) -> Day {
    (1..4)
        .map(|days| ago(today, days))
        .find(|day| is_working_day(*day))
        .unwrap_or(today)
}

/// The first working day after tomorrow.
fn working_day_after(today: Day) -> Day {
    (2..5)
        .map(|days| today.saturating_add(days.days()))
        .find(|day| is_working_day(*day))
        .unwrap_or(today)
}

fn moment(day: Day, hour: i8) -> Timestamp {
    day.at(hour, 0, 0, 0)
        .to_zoned(TimeZone::UTC)
        .map(|zoned| zoned.timestamp())
        .unwrap_or_default()
}

pub(super) fn instant(microseconds: i64) -> Timestamp {
    Timestamp::from_microsecond(microseconds).unwrap_or_default()
}

/// Who has been on the committee for longest.
pub(super) async fn on_committee(context: &Context) -> Result<Context, DemoError> {
    let rows = standing::Entity::find()
        .filter(standing::Column::Until.is_null())
        .order_by_asc(standing::Column::Since)
        .order_by_asc(standing::Column::PersonId)
        .all(context.database.connection())
        .await?;
    for row in rows {
        if standing_of(&row.standing)? == Standing::Committee {
            return acting(context, PersonId(row.person_id)).await;
        }
    }
    Err(DemoError::Refused("nobody is on the committee".to_owned()))
}

/// Whoever has led a group for longest, and which group that is; nothing where no such group has a lead.
pub(super) async fn lead_of(
    context: &Context,
    slug: &str,
) -> Result<Option<(GroupId, Context)>, DemoError> {
    let Some(group) = group::meant(context, slug).await? else {
        return Ok(None);
    };
    let rows = seat::Entity::find()
        .filter(seat::Column::GroupId.eq(group.0))
        .filter(seat::Column::Until.is_null())
        .order_by_asc(seat::Column::Since)
        .order_by_asc(seat::Column::PersonId)
        .all(context.database.connection())
        .await?;
    for row in rows {
        if role_of(&row.role)?.leads() {
            let lead = acting(context, PersonId(row.person_id)).await?;
            return Ok(Some((group, lead)));
        }
    }
    Ok(None)
}

/// The same context with that person acting, with what they are today.
async fn acting(context: &Context, person: PersonId) -> Result<Context, DemoError> {
    let actor = actor::acting(context, person, Credential::Session(String::new())).await?;
    Ok(context.acting(actor.unwrap_or(Actor::Visitor)))
}
