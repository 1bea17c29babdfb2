//! `/groups/SLUG/charter/diff`: what changed between two versions of a charter.

use domain::group::Charter;
use leptos::prelude::*;
use services::{
    ReadError,
    group::{self, Charters},
    history::Name,
    text,
};

use super::place::{at_todays_address, group_path, requested, trail};
use crate::{
    page::{PageTitle, context, page, parameter, query},
    ui::{Button, Choice, DateText, Difference, Empty, PageHeader, Select, short_date},
};

/// Two versions, word by word; the last two unless asked otherwise.
#[component]
pub fn CharterDifferencePage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let (from, to) = (query("from"), query("to"));
    let requested = requested();
    page(async move {
        let read = group::charters(&context, &slug)
            .await
            .map_err(at_todays_address(&requested))?;
        let name = Name {
            slug: read.slug.clone(),
            name: read.group.now().name.clone(),
        };
        let title = format!("Changes of {}’s charter", name.name);
        let header = view! {
            <PageTitle subject=title.clone() />
            <PageHeader title=title trail=trail(&name, Some("Changes of the charter"), None) />
        };
        let count = read.group.charters.len();
        let (Some(newest), true) = (read.group.charter(), count > 1) else {
            if from.is_some() || to.is_some() {
                return Err(ReadError::NotFound);
            }
            return Ok(view! {
                {header}
                <Empty title="There is nothing to compare yet">
                    <p>"Here will be what changed from one charter to the next, once there are two."</p>
                </Empty>
            }
            .into_any());
        };
        let to = chosen(&read, to, newest.number)?;
        let from = chosen(&read, from, to.number.saturating_sub(1).max(1))?;
        let lines = text::difference(&from.body, &to.body);
        let label = format!("Charter {} and charter {}", from.number, to.number);
        let path = format!("{}/charter", group_path(&name.slug));
        Ok(view! {
            {header}
            <form class="form-line" method="get" action=format!("{path}/diff") aria-label="Versions">
                <Select name="from" label="From" choices=choices(&read) selected=from.number.to_string() />
                <Select name="to" label="To" choices=choices(&read) selected=to.number.to_string() />
                <Button text="Compare" />
            </form>
            <Difference lines=lines label=label />
            <p class="document-note">
                <a href=format!("{path}?version={}", from.number)>"Charter "{from.number}</a>
                ", adopted "<DateText day=from.adopted_on />", and "
                <a href=format!("{path}?version={}", to.number)>"charter "{to.number}</a>
                ", adopted "<DateText day=to.adopted_on />"."
            </p>
        }
        .into_any())
    })
}

/// The version that was asked for, or the other one where none was.
fn chosen(read: &Charters, asked: Option<String>, otherwise: u32) -> Result<&Charter, ReadError> {
    let number = match asked {
        None => otherwise,
        Some(typed) => typed.parse().map_err(|_| ReadError::NotFound)?,
    };
    read.numbered(number).ok_or(ReadError::NotFound)
}

fn choices(read: &Charters) -> Vec<Choice> {
    read.group
        .charters
        .iter()
        .rev()
        .map(|charter| {
            Choice::new(
                charter.number.to_string(),
                format!(
                    "Charter {}, {}",
                    charter.number,
                    short_date(charter.adopted_on)
                ),
            )
        })
        .collect()
}
