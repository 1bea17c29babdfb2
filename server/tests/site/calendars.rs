//! The calendars, read back by a program that has nothing to do with the house (`server/tests/calendars`).

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use axum::http::StatusCode;
use domain::{
    actor::{Actor, Credential},
    ids::PersonId,
    schedule::MeetingState,
};
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::Deserialize;
use services::{
    Context,
    meeting::{self, Meeting, Move},
    schedule::{self, Wanted},
};

use crate::support::Site;

/// A meeting as somebody finds it: when it begins and ends, what it is called, whether it is cancelled.
type Found = (String, String, String, bool);

#[derive(Deserialize)]
struct ReadBack {
    title: String,
    starts: String,
    ends: String,
    cancelled: bool,
}

/// The Python that `cargo xtask test` makes with the parsers in it.
fn python() -> PathBuf {
    let python = match env::var_os("CHARTERHOUSE_TEST_PYTHON") {
        Some(python) => PathBuf::from(python),
        None => {
            let cache = env::var_os("XDG_CACHE_HOME").map_or_else(
                || Path::new(&env::var_os("HOME").unwrap()).join(".cache"),
                PathBuf::from,
            );
            cache.join("charterhouse/python/bin/python")
        }
    };
    assert!(
        python.is_file(),
        "there is no {}: `cargo xtask test` makes it",
        python.display()
    );
    python
}

/// What a program finds in a calendar between two instants.
fn read_back(calendar: &str, from: Timestamp, until: Timestamp) -> BTreeSet<Found> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("meetings.ics");
    fs::write(&file, calendar).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/calendars/read_back.py");
    let second = |at: Timestamp| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let output = Command::new(python())
        .arg(script)
        .arg(&file)
        .args([second(from), second(until)])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}\n{calendar}",
        String::from_utf8_lossy(&output.stderr)
    );
    let found: Vec<ReadBack> = serde_json::from_slice(&output.stdout).unwrap();
    found
        .into_iter()
        .map(|found| {
            let title = found.title.trim_start_matches("Cancelled: ").to_owned();
            (found.starts, found.ends, title, found.cancelled)
        })
        .collect()
}

/// What the pages show between two instants; what is cancelled and over is in no calendar.
async fn shown(
    context: &Context,
    wanted: Wanted,
    from: Timestamp,
    until: Timestamp,
) -> BTreeSet<Found> {
    let second = |microseconds: i64| {
        Timestamp::from_microsecond(microseconds)
            .unwrap()
            .strftime("%Y-%m-%dT%H:%M:%SZ")
            .to_string()
    };
    schedule::between(
        context,
        wanted,
        from.as_microsecond(),
        until.as_microsecond(),
    )
    .await
    .unwrap()
    .meetings
    .into_iter()
    .map(|meeting| {
        let cancelled = meeting.state == MeetingState::Cancelled;
        (meeting, cancelled)
    })
    .filter(|(meeting, cancelled)| !cancelled || meeting.ends_at > context.now())
    .map(|(meeting, cancelled)| {
        (
            second(meeting.starts_at),
            second(meeting.ends_at),
            meeting.title,
            cancelled,
        )
    })
    .collect()
}

async fn on_committee(site: &Site) -> Context {
    let id = site
        .texts(
            "SELECT lower(hex(person_id)) FROM standings WHERE standing = 'committee' AND until IS NULL ORDER BY since",
        )
        .await
        .remove(0);
    let context = site.context().await;
    let person = PersonId(id.parse().unwrap());
    let actor = services::actor::acting(&context, person, Credential::Session(String::new()))
        .await
        .unwrap();
    context.acting(actor.unwrap_or(Actor::Visitor))
}

/// Moves the second and cancels the third of the coming meetings of every series, as of a moment.
async fn disturb(context: &Context, at: Timestamp) {
    let then = context.at(at);
    for stored in schedule::series_list(&then, None).await.unwrap().series {
        let wanted = Wanted {
            series: Some(stored.series.id),
            ..Wanted::default()
        };
        let coming: Vec<Meeting> = schedule::coming(&then, wanted, None)
            .await
            .unwrap()
            .meetings
            .into_iter()
            .filter(|meeting| meeting.state == MeetingState::Planned && !meeting.moved)
            .collect();
        let [_, second, third, ..] = coming.as_slice() else {
            panic!("{} has few meetings", stored.series.slug);
        };
        let starts = Timestamp::from_microsecond(second.starts_at)
            .unwrap()
            .to_zoned(second.zone.zone())
            .datetime();
        let to = Move {
            starts: starts.checked_add(26.hours()).unwrap(),
            minutes: 75,
            place: "Elsewhere; upstairs, left".to_owned(),
            join_link: second.join_link.clone(),
            reason: "A holiday".to_owned(),
        };
        meeting::move_to(&then, &second.address, second.version, to)
            .await
            .unwrap();
        let reason = "Nobody is there".to_owned();
        meeting::cancel(&then, &third.address, third.version, reason)
            .await
            .unwrap();
    }
}

/// Two years around now.
fn two_years(context: &Context) -> (Timestamp, Timestamp) {
    let now = context.instant();
    let days = |days: i64| SignedDuration::from_hours(24 * days);
    (now - days(340), now + days(391))
}

#[tokio::test]
async fn a_program_finds_in_the_calendar_what_the_pages_show() {
    let site = Site::of_tidewater().await;
    let context = on_committee(&site).await;
    let (from, until) = two_years(&context);
    for days in [150, 40] {
        let then = context.instant() - SignedDuration::from_hours(24 * days);
        disturb(&context, then).await;
    }
    disturb(&context, context.instant()).await;
    let answer = site.get("/meetings.ics", &[]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.header("content-type"),
        "text/calendar; charset=utf-8"
    );
    let calendar = answer.text();
    for zone in [
        "Europe/Lisbon",
        "Europe/Berlin",
        "America/New_York",
        "Australia/Sydney",
        "Africa/Johannesburg",
    ] {
        assert!(calendar.contains(&format!("TZID:{zone}\r\n")), "{zone}");
    }
    let expected = shown(&context, Wanted::default(), from, until).await;
    let found = read_back(calendar, from, until);
    let missing: Vec<_> = expected.difference(&found).collect();
    let too_many: Vec<_> = found.difference(&expected).collect();
    assert!(
        missing.is_empty() && too_many.is_empty(),
        "missing {missing:#?}\ntoo many {too_many:#?}\n{calendar}"
    );
    assert!(expected.len() > 250, "{}", expected.len());
    assert!(expected.iter().filter(|found| found.3).count() >= 5);

    // It sees the difference when one exception is left out.
    for kept in ["RECURRENCE-ID", "EXDATE"] {
        let without = without_one(calendar, kept);
        assert_ne!(read_back(&without, from, until), expected, "{kept}");
    }
}

/// The calendar without the first component, or line, that has such a property.
fn without_one(calendar: &str, property: &str) -> String {
    if property == "EXDATE" {
        let at = calendar.find("\r\nEXDATE").unwrap();
        let end = calendar[at + 2..].find("\r\n").unwrap() + at + 2;
        return format!("{}{}", &calendar[..at], &calendar[end..]);
    }
    let at = calendar.find(property).unwrap();
    let begin = calendar[..at].rfind("BEGIN:VEVENT").unwrap();
    let last = "END:VEVENT\r\n";
    let end = calendar[begin..].find(last).unwrap() + begin + last.len();
    format!("{}{}", &calendar[..begin], &calendar[end..])
}

#[tokio::test]
async fn each_calendar_has_what_it_is_of_and_a_tag() {
    let site = Site::of_tidewater().await;
    let context = on_committee(&site).await;
    disturb(&context, context.instant()).await;
    let (from, until) = two_years(&context);
    for stored in schedule::series_list(&context, None).await.unwrap().series {
        let path = format!("/meetings/series/{}/meetings.ics", stored.series.slug);
        let answer = site.get(&path, &[]).await;
        let wanted = Wanted {
            series: Some(stored.series.id),
            ..Wanted::default()
        };
        let expected = shown(&context, wanted, from, until).await;
        assert_eq!(read_back(answer.text(), from, until), expected, "{path}");
        let tag = answer.header("etag").to_owned();
        let again = site.get(&path, &[("if-none-match", &tag)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path}");
    }
    let group = services::group::meant(&context, "routing").await.unwrap();
    let wanted = Wanted {
        group,
        ..Wanted::default()
    };
    let expected = shown(&context, wanted, from, until).await;
    let answer = site.get("/groups/routing/meetings.ics", &[]).await;
    assert_eq!(read_back(answer.text(), from, until), expected);
    for none in [
        "/meetings/series/none/meetings.ics",
        "/groups/none/meetings.ics",
    ] {
        let answer = site.get(none, &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{none}");
    }
}

#[tokio::test]
async fn ones_own_calendar_has_an_address_that_can_be_revoked() {
    let site = Site::of_tidewater().await;
    let cookie = site.sign_in("kalyani-deshmukhe").await;
    let cookie = [("cookie", cookie.as_str())];
    let made = site.post("/account/calendar", &cookie, "").await;
    let place = made
        .text()
        .split('"')
        .find(|text| text.starts_with("/meetings/mine.ics?key="))
        .unwrap()
        .to_owned();
    let kept = site.texts("SELECT hash FROM calendar_addresses").await;
    assert!(!place.ends_with(&kept[0]), "only the hash is kept");
    let own = site.get(&place, &[]).await;
    assert_eq!(own.status, StatusCode::OK);
    for (title, is_there) in [
        ("Writing hour", true),
        ("Combined working group meeting", true),
        ("Routing review", false),
        ("TOC meeting", false),
    ] {
        assert_eq!(
            own.text().contains(&format!("SUMMARY:{title}")),
            is_there,
            "{title}"
        );
    }
    let another = site.post("/account/calendar", &cookie, "").await;
    assert_eq!(another.status, StatusCode::OK);
    assert_eq!(site.get(&place, &[]).await.status, StatusCode::NOT_FOUND);
    let revoked = site.post("/account/calendar/revoke", &cookie, "").await;
    assert_eq!(revoked.header("location"), "/account/calendar?done=revoked");
    assert!(
        site.texts("SELECT hash FROM calendar_addresses")
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn stable_addresses_lead_to_the_next_meeting() {
    let site = Site::of_tidewater().await;
    let context = on_committee(&site).await;
    let next = schedule::next(&context, Wanted::default())
        .await
        .unwrap()
        .unwrap();
    let answer = site.get("/meetings/next", &[]).await;
    assert_eq!(answer.status, StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(
        answer.header("location"),
        format!("/meetings/{}", next.address)
    );
    assert_eq!(answer.header("cache-control"), "no-store");
    let answer = site.get("/meetings/series/toc-meeting/next", &[]).await;
    assert!(
        answer
            .header("location")
            .starts_with("/meetings/toc-meeting-")
    );
    let answer = site.get("/meetings/series/none/next", &[]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}
