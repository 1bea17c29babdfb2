//! `/account/data`: what is held on oneself, and the way to take it away.

use domain::words::counted;
use leptos::prelude::*;
use services::account::{Held, held};

use super::frame::{AccountFrame, AccountPart, mine};
use crate::{
    page::{context, page},
    ui::{Section, Table},
};

/// The page.
#[component]
pub fn DataPage() -> impl IntoView {
    let context = context();
    page(async move {
        let person = mine(&context)?;
        let held = held(&context, person).await?;
        Ok(view! {
            <AccountFrame
                part=AccountPart::Data
                title="Your data"
                lede="Everything that is held on you here. The public record is part of it."
            >
                <Section title="What there is">{table(&held)}</Section>
                <Section title="Take it away">
                    <p>
                        "One file in JSON, with all of it. What would let someone else be you (keys of sessions, tokens) is not in it."
                    </p>
                    <p class="buttons">
                        <a class="button button-filled" href="/account/data.json" download="">
                            "Download your data"
                        </a>
                    </p>
                </Section>
            </AccountFrame>
        }
        .into_any())
    })
}

fn table(held: &Held) -> AnyView {
    let rows = [
        (
            "Who you are",
            "you",
            format!("{}, known here as {}", held.person.name, held.person.handle),
        ),
        (
            "What you say of yourself",
            "you, and everyone what you made public",
            if held.profile.is_some() {
                "a profile"
            } else {
                "nothing"
            }
            .to_owned(),
        ),
        (
            "Accounts at providers",
            "everyone",
            counted(held.accounts.len(), "account", "accounts"),
        ),
        (
            "Accounts you have signed in with",
            "you and administrators",
            counted(held.identities.len(), "account", "accounts"),
        ),
        (
            "Organizations",
            "everyone",
            counted(held.affiliations.len(), "affiliation", "affiliations"),
        ),
        (
            "Standing",
            "everyone",
            counted(held.standings.len(), "standing", "standings"),
        ),
        (
            "Seats",
            "everyone",
            counted(
                held.seats.len() + held.committee_terms.len(),
                "seat",
                "seats",
            ),
        ),
        (
            "Sessions",
            "you",
            counted(held.sessions.len(), "session", "sessions"),
        ),
        (
            "Your last visit, for telling what changed since",
            "you",
            if held.visits.is_empty() {
                "nothing"
            } else {
                "two moments at most"
            }
            .to_owned(),
        ),
        (
            "Tokens",
            "you and administrators",
            counted(held.tokens.len(), "token", "tokens"),
        ),
        (
            "Lines of the record about you",
            "everyone",
            counted(held.events.len(), "line", "lines"),
        ),
        (
            "What you did here",
            "you and administrators",
            counted(held.audit.len(), "line", "lines"),
        ),
    ]
    .map(|(what, who, how_much)| {
        view! {
            <tr>
                <th scope="row">{what}</th>
                <td>{how_much}</td>
                <td>{who}</td>
            </tr>
        }
    });
    view! {
        <Table id="held" caption="What is held on you" caption_hidden=true>
            <thead>
                <tr>
                    <th scope="col">"What"</th>
                    <th scope="col">"How much"</th>
                    <th scope="col">"Who can see it"</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().collect_view()}</tbody>
        </Table>
    }
    .into_any()
}
