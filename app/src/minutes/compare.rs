//! `/meetings/KEY/minutes/diff`: what a correction changed.

use leptos::prelude::*;
use services::{ReadError, minutes};

use super::{minutes_path, trail};
use crate::{
    page::{PageTitle, context, page, parameter, query},
    ui::{Difference, PageHeader},
};

/// The page.
#[component]
pub fn MinutesDifferencePage() -> impl IntoView {
    let context = context();
    let key = parameter("key");
    let (from, to) = (query("from"), query("to"));
    page(async move {
        let number = |typed: Option<String>, otherwise: i32| match typed {
            None => Ok(otherwise),
            Some(typed) => typed.parse().map_err(|_| ReadError::NotFound),
        };
        let newest = minutes::paper(&context, &key, None)
            .await?
            .versions
            .first()
            .map_or(0, |version| version.number);
        let to = number(to, newest)?;
        let from = number(from, (to - 1).max(1))?;
        let (meeting, lines) = minutes::compared(&context, &key, from, to).await?;
        let title = format!("Minutes: version {from} and version {to}");
        let path = minutes_path(&key);
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader title=title.clone() trail=trail(&meeting, "What changed") />
            <p class="hint">
                <a href=format!("{path}?version={from}")>"Version "{from}</a>" · "
                <a href=format!("{path}?version={to}")>"Version "{to}</a>
            </p>
            <Difference lines=lines label=title />
        }
        .into_any())
    })
}
