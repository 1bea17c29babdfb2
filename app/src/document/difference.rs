//! `/groups/SLUG/documents/PAGE/diff`: what changed between any two versions of a page.

use leptos::prelude::*;
use services::{document, text};

use super::{folder_path, trail};
use crate::{
    group::{at_todays_address, requested},
    page::{PageTitle, context, page, parameter, query},
    proposal::moment_of,
    ui::{Button, Choice, Difference, Document, PageHeader, Select},
};

/// So many versions are offered to compare, the last ones.
const OFFERED: u32 = 100;

/// Two versions, word by word; the last two unless asked otherwise. A version compared with itself is shown as it was.
#[component]
pub fn DocumentDifferencePage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let at = parameter("page");
    let (from, to) = (query("from"), query("to"));
    let requested = requested();
    page(async move {
        let number = |asked: Option<String>| -> Result<Option<u32>, services::ReadError> {
            asked
                .map(|typed| typed.parse().map_err(|_| services::ReadError::NotFound))
                .transpose()
        };
        let read = document::compared(&context, &slug, &at, number(from)?, number(to)?)
            .await
            .map_err(at_todays_address(&requested))?;
        let path = format!("{}/{at}", folder_path(&read.group.slug));
        let title = format!("Changes of {}", read.title);
        let (one, other) = (read.from.number, read.to.number);
        // A page that was saved a thousand times is compared with its last hundred texts, and with what the address names.
        let choices: Vec<Choice> = (1..=read.newest)
            .rev()
            .filter(|number| *number + OFFERED > read.newest || *number == one || *number == other)
            .map(|number| Choice::new(number.to_string(), format!("Version {number}")))
            .collect();
        let same = one == other;
        let body = if same {
            let rendered = text::markdown(&read.to.body);
            view! { <Document html=rendered.html /> }.into_any()
        } else {
            let lines = text::difference(&read.from.body, &read.to.body);
            let label = format!("Version {one} and version {other}");
            view! { <Difference lines=lines label=label /> }.into_any()
        };
        let renamed = (read.from.title != read.to.title).then(|| {
            let (before, after) = (read.from.title.clone(), read.to.title.clone());
            view! { <p>"It was called “"{before}"”, and is called “"{after}"” then."</p> }
        });
        let lede = if same {
            format!(
                "Version {one}, as it was saved {}.",
                moment_of(read.to.written_at)
            )
        } else {
            format!(
                "From version {one}, saved {}, to version {other}, saved {}.",
                moment_of(read.from.written_at),
                moment_of(read.to.written_at)
            )
        };
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader title=title trail=trail(&read.group, Some((&at, &read.title)), "Changes") lede=lede />
            <form class="form-line" method="get" action=format!("{path}/diff") aria-label="Versions">
                <Select name="from" label="From" choices=choices.clone() selected=one.to_string() />
                <Select name="to" label="To" choices=choices selected=other.to_string() />
                <div class="buttons"><Button text="Compare" /></div>
            </form>
            {renamed}
            {body}
            <p class="document-note"><a href=format!("{path}/history")>"All versions"</a></p>
        }
        .into_any())
    })
}
