//! `/admin/committee/NUMBER`: one seat: filled while it is vacant, its term changed or vacated while it is held.

use domain::{
    Day,
    committee::CommitteeRefusal,
    permission::{Action, Resource},
};
use leptos::prelude::*;
use services::{
    ReadError,
    committee::{self, FillRefusal, HolderLine, SeatLine, Vacated, seats},
};

use super::{AdminPage, AdminTab, DayField, committee::required_day};
use crate::{
    command::{Done, Failure, Filled, Running, Submission, filled},
    committee::seat_name,
    outcome::{done, failure},
    page::{context, page, parameter, query, require},
    ui::{
        Banner, BannerKind, Button, Checkbox, Columns, Crumb, DateText, DayFormat, Empty, Field,
        Item, List, MarginSection, Section, SubmitLook,
    },
};

/// One seat, for who administers it.
#[component]
pub fn AdminSeatPage() -> impl IntoView {
    let context = context();
    let today = context.today();
    let number = parameter("number");
    let who = query("who").unwrap_or_default();
    let done = done(&[
        ("added", "The seat is there, vacant."),
        (
            "filled",
            "The seat is held, and its holder is on the committee.",
        ),
        ("term", "The term ends on another day now."),
        ("vacated", "The seat is vacant."),
    ]);
    page(async move {
        require(&context, Action::Administer, Resource::Community)?;
        let read = seats(&context).await?;
        let seat = read
            .seats
            .into_iter()
            .find(|seat| seat.number.to_string() == number)
            .ok_or(ReadError::NotFound)?;
        let title = seat_name(seat.number, &seat.title);
        let address = format!("/admin/committee/{}", seat.number);
        let refused = ["fill", "term", "vacate", "end"]
            .into_iter()
            .map(|what| filled(&format!("{address}/{what}")).problem(""))
            .find(|problem| !problem.is_empty())
            .map(|problem| view! { <Banner kind=BannerKind::Problem><p>{problem}</p></Banner> });
        let forms = match &seat.holder {
            Some(holder) => held(&address, holder, today),
            None => vacant(&address, &who, today),
        };
        let margin = view! {
            <MarginSection title="This seat">
                <p>"There is this seat since "<DateText day=seat.since />"."</p>
                <p><a href="/committee">"The committee’s page"</a></p>
            </MarginSection>
        }
        .into_any();
        Ok(view! {
            <AdminPage
                tab=AdminTab::Committee
                title=title.clone()
                trail=vec![Crumb::here(title)]
                done=done
            >
                {refused}
                <Columns margin=margin>
                    {forms}
                    <Section title="Who held it">{past(seat)}</Section>
                </Columns>
            </AdminPage>
        }
        .into_any())
    })
}

fn vacant(address: &str, who: &str, today: Day) -> AnyView {
    let fill = format!("{address}/fill");
    let filled = filled(&fill);
    let end = format!("{address}/end");
    let who_typed = filled.value("who", who);
    view! {
        <Section title="Vacant: fill it">
            <form class="form" method="post" action=fill>
                <Field
                    name="who" label="Who" hint="Their handle or account, or the address of their page."
                    value=who_typed error=filled.problem("who")
                    autocomplete="off" required=true
                />
                <div class="form-line">
                    <DayField
                        name="since" label="Since" filled=filled.clone()
                        otherwise=today.to_string()
                    />
                    <DayField name="ends_on" label="Term ends, if it does" filled=filled />
                </div>
                <Button text="Fill the seat" look=SubmitLook::Filled />
            </form>
        </Section>
        <Section title="End the seat">
            <p>"The committee has one seat less then. Who held it stays in the record."</p>
            <form method="post" action=end>
                <Button text="End the seat" />
            </form>
        </Section>
    }
    .into_any()
}

fn held(address: &str, holder: &HolderLine, today: Day) -> AnyView {
    let term = format!("{address}/term");
    let vacate = format!("{address}/vacate");
    let (term_filled, vacate_filled) = (filled(&term), filled(&vacate));
    let ends_on = holder
        .ends_on
        .map(|day| day.to_string())
        .unwrap_or_default();
    let href = format!("/admin/people/{}", holder.person.slug);
    let name = holder.person.name.clone();
    let thanks = format!("Thank {name} as an emeritus");
    let thanked = vacate_filled.is_ticked("thanked", false);
    let since = holder.since;
    view! {
        <Section title="Held">
            <p>
                <a href=href>{name}</a>" holds it since "<DateText day=since />"."
            </p>
            <form class="form" method="post" action=term>
                <DayField
                    name="ends_on" label="Term ends" hint="Empty where the term has no end."
                    filled=term_filled otherwise=ends_on
                />
                <Button text="Change the term" />
            </form>
        </Section>
        <Section title="Vacate the seat">
            <form class="form" method="post" action=vacate>
                <DayField
                    name="until" label="The first day without them" filled=vacate_filled
                    otherwise=today.to_string()
                />
                <Checkbox
                    name="thanked" label=thanks ticked=thanked
                />
                <Button text="Vacate the seat" look=SubmitLook::Filled />
            </form>
        </Section>
    }
    .into_any()
}

fn past(seat: SeatLine) -> AnyView {
    if seat.past.is_empty() {
        return view! { <Empty title="Nobody held it before" /> }.into_any();
    }
    let rows = seat
        .past
        .into_iter()
        .map(|held| {
            let href = format!("/admin/people/{}", held.person.slug);
            let title = view! { <a href=href>{held.person.name}</a> }.into_any();
            let until = held
                .until
                .map(|until| view! { " to "<DateText day=until format=DayFormat::Short /> });
            let days = view! { <DateText day=held.since format=DayFormat::Short />{until} };
            view! { <Item title=title aside=days.into_any() /> }
        })
        .collect_view();
    view! { <List>{rows}</List> }.into_any()
}

/// The seat that an address names.
fn number(submission: &Submission) -> Result<u32, Failure> {
    submission
        .parameter("number")
        .parse()
        .map_err(|_| Failure::NotFound)
}

fn shown(number: u32, done: &str) -> Done {
    Done::GoTo(format!("/admin/committee/{number}?done={done}"))
}

/// `POST /admin/committee/{number}/fill`.
pub fn fill(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::Administer, Resource::Community)?;
        let number = number(&submission)?;
        let mut filled = Filled::of(&submission);
        let who = filled.required("who", 200, "Say who.");
        let ends_on = filled.optional_day("ends_on");
        let since = required_day(&mut filled, "since")?;
        filled.checked()?;
        match committee::fill(&submission.context, number, &who, since, ends_on).await {
            Ok(()) => Ok(shown(number, "filled")),
            Err(error) => Err(failure(error, filled, |refusal| match refusal {
                FillRefusal::Nobody(_) => "who",
                FillRefusal::Seat(refusal) => field_of(refusal),
            })),
        }
    })
}

/// `POST /admin/committee/{number}/term`.
pub fn change_term(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::Administer, Resource::Community)?;
        let number = number(&submission)?;
        let mut filled = Filled::of(&submission);
        let ends_on = filled.optional_day("ends_on");
        filled.checked()?;
        match committee::change_term(&submission.context, number, ends_on).await {
            Ok(()) => Ok(shown(number, "term")),
            Err(error) => Err(failure(error, filled, field_of)),
        }
    })
}

/// `POST /admin/committee/{number}/vacate`.
pub fn vacate(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::Administer, Resource::Community)?;
        let number = number(&submission)?;
        let mut filled = Filled::of(&submission);
        let how = Vacated {
            until: required_day(&mut filled, "until")?,
            thanked: filled.fields.ticked("thanked"),
        };
        match committee::vacate(&submission.context, number, how).await {
            Ok(()) => Ok(shown(number, "vacated")),
            Err(error) => Err(failure(error, filled, |refusal| match refusal {
                CommitteeRefusal::ToCome | CommitteeRefusal::EndsBefore => "until",
                CommitteeRefusal::NoSeat
                | CommitteeRefusal::Filled
                | CommitteeRefusal::Vacant
                | CommitteeRefusal::BeforeSeat(_)
                | CommitteeRefusal::BeforeVacant(_)
                | CommitteeRefusal::HoldsAnother
                | CommitteeRefusal::LongTitle
                | CommitteeRefusal::Unchanged => "",
            })),
        }
    })
}

/// `POST /admin/committee/{number}/end`.
pub fn end_seat(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::Administer, Resource::Community)?;
        let number = number(&submission)?;
        let filled = Filled::of(&submission);
        match committee::end_seat(&submission.context, number).await {
            Ok(()) => Ok(Done::GoTo("/admin/committee?done=ended".to_owned())),
            Err(error) => Err(failure(error, filled, field_of)),
        }
    })
}

/// The field that a refusal is about; an empty name for the form as a whole.
pub(super) fn field_of(refusal: &CommitteeRefusal) -> &'static str {
    match refusal {
        CommitteeRefusal::ToCome
        | CommitteeRefusal::BeforeSeat(_)
        | CommitteeRefusal::BeforeVacant(_) => "since",
        CommitteeRefusal::EndsBefore | CommitteeRefusal::Unchanged => "ends_on",
        CommitteeRefusal::HoldsAnother => "who",
        CommitteeRefusal::LongTitle => "title",
        CommitteeRefusal::NoSeat | CommitteeRefusal::Filled | CommitteeRefusal::Vacant => "",
    }
}
