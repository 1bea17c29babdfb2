//! `/committee`: the seats, who holds them until when, and who held them before.

use leptos::prelude::*;
use services::{
    committee::{HolderLine, SeatLine, Seats, seats},
    policy,
};

use super::{Ends, seat_name};
use crate::{
    page::{PageTitle, context, page},
    ui::{Columns, DateText, DayFormat, Empty, MarginSection, PageHeader, Person, Section, Table},
};

/// The committee.
#[component]
pub fn CommitteePage() -> impl IntoView {
    let context = context();
    page(async move {
        let read = seats(&context).await?;
        let versions = policy::versions(&context.database).await?;
        let rules =
            policy::in_force(&versions, context.today()).map(|version| version.rules.clone());
        let name = rules.as_ref().map_or_else(
            || "Oversight committee".to_owned(),
            |rules| rules.committee.clone(),
        );
        let margin = view! {
            {rules.map(|rules| view! {
                <MarginSection title="How it decides">
                    <p>{rules.who_decides()}</p>
                    <p><a href="/policy">"The rules in words"</a></p>
                </MarginSection>
            })}
        }
        .into_any();
        let past = past(&read);
        let lede = lede(&read);
        let body = body(read);
        Ok(view! {
            <PageTitle subject=name.clone() />
            <PageHeader title=name lede=lede />
            <Columns margin=margin>
                {body}
                {past}
            </Columns>
        }
        .into_any())
    })
}

/// "Seven seats, one of them vacant."
fn lede(read: &Seats) -> String {
    let seats = read.seats.len();
    if seats == 0 {
        return "Who takes part in its decisions.".to_owned();
    }
    let vacant = read
        .seats
        .iter()
        .filter(|seat| seat.holder.is_none())
        .count();
    let counted = domain::words::capitalized(&domain::words::counted(seats, "seat", "seats"));
    match vacant {
        0 => format!("{counted}, all of them held."),
        some => format!("{counted}, {} of them vacant.", domain::words::number(some)),
    }
}

fn body(read: Seats) -> AnyView {
    if read.seats.is_empty() && read.without_seat.is_empty() {
        return view! {
            <Empty title="Nobody is on the committee yet">
                <p>"Here will be its seats, who holds each, and until when. An administrator adds them."</p>
            </Empty>
        }
        .into_any();
    }
    let seats = (!read.seats.is_empty()).then(|| {
        let rows = read.seats.into_iter().map(seat).collect_view();
        view! {
            <Table id="seats" caption="Seats of the committee" caption_hidden=true>
                <thead>
                    <tr>
                        <th scope="col">"Seat"</th>
                        <th scope="col">"Held by"</th>
                        <th scope="col">"Since"</th>
                        <th scope="col">"Term ends"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        }
    });
    let listed = (!read.without_seat.is_empty()).then(|| {
        let people = read
            .without_seat
            .into_iter()
            .map(|listed| {
                let href = format!("/people/{}", listed.person.slug);
                let since = format!("listed since {}", crate::ui::long_date(listed.since));
                view! { <li><Person name=listed.person.name href=href secondary=since /></li> }
            })
            .collect_view();
        view! {
            <Section title="On the committee by a list">
                <p>"A list of the organization names them; no seat is recorded for them."</p>
                <ul class="people">{people}</ul>
            </Section>
        }
    });
    view! { <Section title="Seats">{seats}</Section> {listed} }.into_any()
}

fn seat(seat: SeatLine) -> AnyView {
    let name = seat_name(seat.number, &seat.title);
    match seat.holder {
        None => view! {
            <tr>
                <th scope="row">{name}</th>
                <td colspan="3"><span class="secondary">"Vacant"</span></td>
            </tr>
        }
        .into_any(),
        Some(holder) => {
            let href = format!("/people/{}", holder.person.slug);
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td><a href=href>{holder.person.name.clone()}</a></td>
                    <td><DateText day=holder.since format=DayFormat::Short /></td>
                    <td><Ends holder=holder /></td>
                </tr>
            }
            .into_any()
        }
    }
}

/// Everyone who held a seat before, the last ones first.
fn past(read: &Seats) -> Option<AnyView> {
    let mut past: Vec<(u32, HolderLine)> = read
        .seats
        .iter()
        .chain(&read.ended)
        .flat_map(|seat| seat.past.iter().map(|held| (seat.number, held.clone())))
        .collect();
    past.sort_by_key(|(_, held)| std::cmp::Reverse(held.until));
    (!past.is_empty()).then(|| {
        let rows = past
            .into_iter()
            .map(|(number, held)| {
                let href = format!("/people/{}", held.person.slug);
                let until = held
                    .until
                    .map(|until| view! { <DateText day=until format=DayFormat::Short /> });
                view! {
                    <tr>
                        <th scope="row"><a href=href>{held.person.name}</a></th>
                        <td>{format!("Seat {number}")}</td>
                        <td><DateText day=held.since format=DayFormat::Short /></td>
                        <td>{until}</td>
                    </tr>
                }
            })
            .collect_view();
        view! {
            <Section title="Who held a seat before">
                <Table id="past-holders" caption="Past holders, the last ones first" caption_hidden=true>
                    <thead>
                        <tr>
                            <th scope="col">"Name"</th>
                            <th scope="col">"Seat"</th>
                            <th scope="col">"From"</th>
                            <th scope="col">"To"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </Table>
            </Section>
        }
        .into_any()
    })
}
