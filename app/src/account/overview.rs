//! `/account`: the way to all parts of one's account.

use leptos::prelude::*;

use super::frame::{AccountFrame, AccountPart, mine};
use crate::{
    page::{context, page},
    ui::{Item, List},
};

/// The overview.
#[component]
pub fn AccountPage() -> impl IntoView {
    let context = context();
    page(async move {
        mine(&context)?;
        let name = context
            .actor()
            .person()
            .map_or_else(String::new, |acting| acting.name.clone());
        let parts = AccountPart::ALL
            .into_iter()
            .filter(|part| *part != AccountPart::Overview)
            .map(|part| {
                let title = view! { <a href=part.address()>{part.word()}</a> }.into_any();
                view! { <Item title=title secondary=part.about().into_any() /> }
            })
            .collect_view();
        Ok(view! {
            <AccountFrame
                part=AccountPart::Overview
                title="Your account"
                lede=format!("You are signed in as {name}.")
            >
                <List>{parts}</List>
            </AccountFrame>
        }
        .into_any())
    })
}
