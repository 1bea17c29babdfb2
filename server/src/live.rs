//! `GET /meetings/KEY/live/events`: tells whoever has a meeting's live page open that something of it changed. What changed
//! is on the page itself, which they load again.
//!
//! One task asks the database for each meeting that somebody follows here, however many follow it, and ends with the last of
//! them. It sees what was changed through any instance.

use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::schedule::MeetingAddress;
use futures_util::stream;
use tokio::sync::watch;

use crate::{notice, routes::House};

/// How often the mark of a meeting is read.
const PAUSE: Duration = Duration::from_millis(400);

/// How long nothing is said at most: proxies cut off what is silent.
const SILENCE: Duration = Duration::from_secs(20);

/// How long one answer goes on; the browser asks again by itself.
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// As many follow meetings at once; the rest load the page again themselves.
const MOST_FOLLOWERS: usize = 1_000;

/// The meetings that somebody follows.
#[derive(Clone, Default)]
pub struct LiveMeetings(Arc<Inner>);

#[derive(Default)]
struct Inner {
    followed: Mutex<HashMap<String, watch::Sender<String>>>,
    closed: watch::Sender<bool>,
}

impl LiveMeetings {
    /// Ends all answers: the process is about to.
    pub fn close(&self) {
        self.0.closed.send_replace(true);
    }

    /// The mark of a meeting, now and whenever it changes; nothing where too many follow already.
    fn follow(
        &self,
        house: &House,
        meeting: &MeetingAddress,
        mark: String,
    ) -> Option<watch::Receiver<String>> {
        let mut followed = self
            .0
            .followed
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let key = meeting.to_string();
        let followers: usize = followed.values().map(watch::Sender::receiver_count).sum();
        if followers >= MOST_FOLLOWERS {
            return None;
        }
        if let Some(sender) = followed.get(&key) {
            return Some(sender.subscribe());
        }
        let (sender, receiver) = watch::channel(mark);
        followed.insert(key, sender);
        tokio::spawn(watched(self.clone(), house.clone(), meeting.clone()));
        Some(receiver)
    }

    /// Tells the mark to who follows; false when nobody does any more, and the meeting is forgotten.
    fn tell(&self, key: &str, mark: Option<String>) -> bool {
        let mut followed = self
            .0
            .followed
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let Some(sender) = followed.get(key) else {
            return false;
        };
        if sender.receiver_count() == 0 {
            followed.remove(key);
            return false;
        }
        if let Some(mark) = mark {
            sender.send_if_modified(|known| {
                let changed = *known != mark;
                *known = mark;
                changed
            });
        }
        true
    }
}

async fn watched(meetings: LiveMeetings, house: House, meeting: MeetingAddress) {
    let key = meeting.to_string();
    let mut fails = false;
    loop {
        tokio::time::sleep(PAUSE).await;
        let mark = services::minutes::mark_of(house.context(), &meeting).await;
        if let Err(error) = &mark
            && !fails
        {
            tracing::error!(%error, meeting = key, "a live meeting cannot be followed");
        }
        fails = mark.is_err();
        if !meetings.tell(&key, mark.ok()) {
            return;
        }
    }
}

/// The answer: a line whenever something changed.
pub async fn events(State(house): State<House>, Path(key): Path<String>) -> Response {
    let Ok(address) = MeetingAddress::new(&key) else {
        return not_found();
    };
    let mark = match services::meeting::find(house.context(), &address).await {
        Ok(_) => services::minutes::mark_of(house.context(), &address).await,
        Err(error) => Err(error),
    };
    let mark = match mark {
        Ok(mark) => mark,
        Err(services::ReadError::NotFound) => return not_found(),
        Err(error) => {
            tracing::error!(%error, meeting = key, "a live meeting cannot be followed");
            return unavailable();
        }
    };
    let live = house.live().clone();
    let Some(marks) = live.follow(&house, &address, mark) else {
        return unavailable();
    };
    let closed = live.0.closed.subscribe();
    let until = tokio::time::Instant::now() + LONGEST;
    let body = stream::unfold(Some((marks, closed, true)), move |state| async move {
        let (mut marks, mut closed, first) = state?;
        if first {
            let mark = marks.borrow_and_update().clone();
            let line = format!("retry: 2000\ndata: {mark}\n\n");
            return Some((Ok::<_, Infallible>(line), Some((marks, closed, false))));
        }
        let line = tokio::select! {
            changed = marks.changed() => match changed {
                Ok(()) => format!("data: {}\n\n", *marks.borrow_and_update()),
                Err(_) => return None,
            },
            () = tokio::time::sleep(SILENCE) => ":\n\n".to_owned(),
            _ = closed.wait_for(|closed| *closed) => return None,
            () = tokio::time::sleep_until(until) => return None,
        };
        Some((Ok(line), Some((marks, closed, false))))
    });
    (
        [
            (
                header::CONTENT_TYPE,
                HeaderValue::from_static("text/event-stream"),
            ),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            // Proxies that buffer would hold back what is said.
            (
                header::HeaderName::from_static("x-accel-buffering"),
                HeaderValue::from_static("no"),
            ),
        ],
        Body::from_stream(body),
    )
        .into_response()
}

fn not_found() -> Response {
    notice::page(
        StatusCode::NOT_FOUND,
        "There is no such meeting",
        "Look at where the address comes from.",
    )
}

fn unavailable() -> Response {
    notice::page(
        StatusCode::SERVICE_UNAVAILABLE,
        "This meeting cannot be followed just now",
        "Load its page again to see what changed.",
    )
}
