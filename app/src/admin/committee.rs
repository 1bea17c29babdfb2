//! `/admin/committee`: the committee's seats, the terms that end, and who is on the committee without a seat.

use domain::permission::{Action, Resource};
use leptos::prelude::*;
use services::committee::{self, SeatLine, Seatless, Seats, TermEnd, seats};

use super::{AdminPage, AdminTab, DayField};
use crate::{
    address::address,
    command::{Done, Failure, Filled, Running, Submission, filled},
    committee::{Ends, seat_name},
    outcome::{done, failure},
    page::{context, page, require},
    ui::{
        Banner, BannerKind, Button, Columns, DateText, DayFormat, Empty, Field, Item, List,
        MarginSection, Section, SubmitLook, long_date,
    },
};

/// Where the page and the form that adds a seat are.
const ADDRESS: &str = "/admin/committee";

/// The committee's seats, for who administers them.
#[component]
pub fn AdminCommitteePage() -> impl IntoView {
    let context = context();
    let today = context.today();
    let done = done(&[(
        "ended",
        "The seat is no more. Who held it stays in the record.",
    )]);
    page(async move {
        require(&context, Action::Administer, Resource::Community)?;
        let read = seats(&context).await?;
        let pointed_out = pointed_out(&read);
        let vacant = read
            .seats
            .iter()
            .find(|seat| seat.holder.is_none())
            .map(|seat| seat.number);
        let without_seat = (!read.without_seat.is_empty())
            .then(|| without_seat(read.without_seat.clone(), vacant));
        let list = list(&read.seats);
        let add = add_form(filled(ADDRESS), today);
        let margin = view! {
            <MarginSection title="What everyone sees">
                <p><a href="/committee">"The committee’s page"</a></p>
                <p class="hint">
                    "Whoever holds a seat is on the committee and takes part in its decisions from that day, and no longer once it is vacated."
                </p>
            </MarginSection>
        }
        .into_any();
        Ok(view! {
            <AdminPage
                tab=AdminTab::Committee
                title="Committee seats"
                lede="Who is on the committee, in which seat and until when."
                done=done
            >
                {pointed_out}
                <Columns margin=margin>
                    <Section title="Seats">{list}</Section>
                    {without_seat}
                    <Section title="Add a seat">{add}</Section>
                </Columns>
            </AdminPage>
        }
        .into_any())
    })
}

/// The terms that end soon or are over, in a banner.
fn pointed_out(read: &Seats) -> Option<AnyView> {
    let ending: Vec<String> = read
        .seats
        .iter()
        .filter_map(|seat| {
            let holder = seat.holder.as_ref()?;
            let day = long_date(holder.ends_on?);
            let name = &holder.person.name;
            match holder.end {
                TermEnd::Far => None,
                TermEnd::Soon => Some(format!(
                    "The term of {name} in seat {} ends on {day}.",
                    seat.number
                )),
                TermEnd::Over => Some(format!(
                    "The term of {name} in seat {} ended on {day}.",
                    seat.number
                )),
            }
        })
        .collect();
    (!ending.is_empty()).then(|| {
        let lines = ending
            .into_iter()
            .map(|words| view! { <p>{words}</p> })
            .collect_view();
        view! { <Banner kind=BannerKind::Notice>{lines}</Banner> }.into_any()
    })
}

fn list(seats: &[SeatLine]) -> AnyView {
    if seats.is_empty() {
        return view! {
            <Empty title="The committee has no seats yet">
                <p>"Add one below, then fill it. Whoever a list names on the committee can be given one."</p>
            </Empty>
        }
        .into_any();
    }
    let rows = seats
        .iter()
        .map(|seat| {
            let href = format!("{ADDRESS}/{}", seat.number);
            let title = view! { <a href=href>{seat_name(seat.number, &seat.title)}</a> }.into_any();
            match seat.holder.clone() {
                None => view! { <Item title=title secondary="Vacant".into_any() /> }.into_any(),
                Some(holder) => {
                    let who = view! {
                        {holder.person.name.clone()}
                        ", since "<DateText day=holder.since format=DayFormat::Short />
                    }
                    .into_any();
                    let ends = view! { "Term: "<Ends holder=holder /> }.into_any();
                    view! { <Item title=title secondary=who aside=ends /> }.into_any()
                }
            }
        })
        .collect_view();
    view! { <List>{rows}</List> }.into_any()
}

/// Who is on the committee without a seat, each with the way to a vacant one.
fn without_seat(people: Vec<Seatless>, vacant: Option<u32>) -> AnyView {
    let rows =
        people
            .into_iter()
            .map(|listed| {
                let href = format!("/admin/people/{}", listed.person.slug);
                let title = view! { <a href=href>{listed.person.name.clone()}</a> }.into_any();
                let since = view! {
                    "On the committee by a list, since "
                    <DateText day=listed.since format=DayFormat::Short />" at the latest"
                }
                .into_any();
                let give = vacant.map(|number| {
                let href = address(&format!("{ADDRESS}/{number}"), &[("who", &listed.person.slug)]);
                view! {
                    <a href=href>
                        "Give a seat"<span class="visually-hidden">" to "{listed.person.name}</span>
                    </a>
                }
            });
                view! { <Item title=title secondary=since aside=give.into_any() /> }
            })
            .collect_view();
    let how = if vacant.is_some() {
        "They take part in decisions all the same. Give each a seat, so that its term is known."
    } else {
        "They take part in decisions all the same. Add a seat for each below, so that its term is known."
    };
    view! {
        <Section title="On the committee without a seat">
            <p>{how}</p>
            <List>{rows}</List>
        </Section>
    }
    .into_any()
}

fn add_form(filled: Filled, today: domain::Day) -> AnyView {
    view! {
        <form class="form" method="post" action=ADDRESS>
            <Field
                name="title" label="Title" hint="Where the seat has one: elected by the contributors."
                value=filled.value("title", "") error=filled.problem("title") autocomplete="off"
            />
            <DayField
                name="since" label="There is this seat since" filled=filled
                otherwise=today.to_string()
            />
            <Button text="Add the seat" look=SubmitLook::Filled />
        </form>
    }
    .into_any()
}

/// `POST /admin/committee`.
pub fn add_seat(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::Administer, Resource::Community)?;
        let mut filled = Filled::of(&submission);
        let title = filled.fields.text("title").to_owned();
        let since = required_day(&mut filled, "since")?;
        match committee::add_seat(&submission.context, title, since).await {
            Ok(number) => Ok(Done::GoTo(format!("{ADDRESS}/{number}?done=added"))),
            Err(error) => Err(failure(error, filled, super::seat::field_of)),
        }
    })
}

/// A day that has to be there.
///
/// # Errors
/// The form, where it is missing or is none.
pub(super) fn required_day(filled: &mut Filled, field: &str) -> Result<domain::Day, Failure> {
    match filled.optional_day(field) {
        Some(day) => Ok(day),
        None => {
            if filled.problem(field).is_empty() {
                filled.refuse(field, "Say which day.");
            }
            Err(Failure::Invalid(filled.clone()))
        }
    }
}
