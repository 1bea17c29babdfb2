//! What stands on a meeting's page below when and where it is: each noun that belongs to meetings adds its part here.

use leptos::prelude::*;
use services::{Context, ReadError, meeting::Meeting};

use crate::{
    agenda::{Shown, agenda_of_meeting},
    minutes::minutes_section,
    ui::Section,
};

/// The parts, in their order.
pub async fn parts(context: &Context, meeting: &Meeting) -> Result<Vec<AnyView>, ReadError> {
    let agenda = agenda_section(context, meeting).await?;
    let minutes = minutes_section(context, meeting).await?;
    Ok(std::iter::once(agenda).chain(minutes).collect())
}

/// What it will talk about, or talked about.
async fn agenda_section(context: &Context, meeting: &Meeting) -> Result<AnyView, ReadError> {
    let agenda = agenda_of_meeting(context, meeting, Shown::Meeting).await?;
    Ok(view! { <Section title="Agenda">{agenda}</Section> }.into_any())
}
