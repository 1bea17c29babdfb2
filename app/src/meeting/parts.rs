//! What stands on a meeting's page below when and where it is: each noun that belongs to meetings adds its part here.

use leptos::prelude::*;
use services::{Context, ReadError, meeting::Meeting};

use crate::{
    agenda::{Shown, agenda_of_meeting},
    ui::Section,
};

/// The parts, in their order.
pub async fn parts(context: &Context, meeting: &Meeting) -> Result<Vec<AnyView>, ReadError> {
    Ok(vec![agenda_section(context, meeting).await?])
}

/// What it will talk about, or talked about.
async fn agenda_section(context: &Context, meeting: &Meeting) -> Result<AnyView, ReadError> {
    let agenda = agenda_of_meeting(context, meeting, Shown::Meeting).await?;
    Ok(view! { <Section title="Agenda">{agenda}</Section> }.into_any())
}
