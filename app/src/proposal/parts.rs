//! What the parts of a proposal’s page share.

use domain::ids::PersonId;
use leptos::prelude::*;
use services::history::Names;

use crate::{
    command::Filled,
    ui::{Button, TextArea},
};

/// What the reader is to the proposal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    /// Who, if they have signed in.
    pub person: Option<PersonId>,
    /// Whether they decide on it.
    pub elector: bool,
    /// Whether they may discuss.
    pub takes_part: bool,
    /// Whether they wrote it.
    pub writes: bool,
}

pub fn name(names: &Names, person: PersonId) -> String {
    names
        .person(person)
        .map_or_else(String::new, |name| name.name.clone())
}

/// The form that was sent to that address, if it is shown again.
pub fn sent(form: &Filled, address: &str) -> Filled {
    if form.sent_to == address {
        form.clone()
    } else {
        Filled::default()
    }
}

/// A form with one text and one button.
pub fn one_text(
    action: String,
    label: &'static str,
    button: &'static str,
    form: &Filled,
) -> AnyView {
    let form = sent(form, &action);
    // A page has several of these: each is known by the end of its address.
    let apart = action.rsplit('/').take(2).collect::<Vec<_>>().join("-");
    view! {
        <form class="form" method="post" action=action>
            <TextArea name="text" apart=apart label=label rows=3 value=form.value("text", "") error=form.problem("text") />
            <div class="buttons"><Button text=button /></div>
        </form>
    }
    .into_any()
}
