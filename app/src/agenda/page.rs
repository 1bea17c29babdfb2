//! `/meetings/KEY/agenda`: an agenda by itself, as one prints it.

use domain::schedule::MeetingAddress;
use leptos::prelude::*;
use services::{ReadError, meeting};

use super::{
    commands::AGENDA_DONE,
    shown::{Shown, agenda_of_meeting},
    words::when,
};
use crate::{
    outcome::done,
    page::{PageTitle, context, holds_for_now, page, parameter},
    ui::{Banner, BannerKind, Crumb, PageHeader},
};

/// The page.
#[component]
pub fn AgendaPage() -> impl IntoView {
    let context = context();
    let key = parameter("key");
    let done = done(AGENDA_DONE);
    holds_for_now();
    page(async move {
        let address = MeetingAddress::new(&key).map_err(|_| ReadError::NotFound)?;
        let meeting = meeting::find(&context, &address).await?;
        let agenda = agenda_of_meeting(&context, &meeting, Shown::Alone).await?;
        let title = format!("Agenda: {}", meeting.title);
        let subject = format!("{title}, {}", address.day);
        let trail = vec![
            Crumb::link("/meetings", "Meetings"),
            Crumb::link(format!("/meetings/{address}"), meeting.title.clone()),
            Crumb::here("Agenda"),
        ];
        let lede = place_and_time(&meeting);
        Ok(view! {
            <PageTitle subject=subject />
            <PageHeader title=title trail=trail lede=lede />
            {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
            {agenda}
        }
        .into_any())
    })
}

/// “Wednesday, 2 December 2026, 17:00 to 18:00 (Europe/Lisbon). Online.”
pub fn place_and_time(meeting: &meeting::Meeting) -> String {
    let place = if meeting.place.is_empty() {
        String::new()
    } else {
        format!(" {}.", meeting.place)
    };
    format!("{}.{place}", when(meeting))
}
