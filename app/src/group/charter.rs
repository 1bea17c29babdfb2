//! `/groups/SLUG/charter`: a charter alone, the one in force or an earlier version.

use leptos::prelude::*;
use services::{ReadError, group, history::Name, text};

use super::{
    place::{at_todays_address, group_path, requested, trail},
    show::Outline,
};
use crate::{
    page::{PageTitle, context, page, parameter, query},
    ui::{Columns, DateText, DayFormat, Document, Empty, MarginSection, PageHeader, long_date},
};

/// A charter as a document.
#[component]
pub fn CharterPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let version = query("version");
    let requested = requested();
    page(async move {
        let read = group::charters(&context, &slug)
            .await
            .map_err(at_todays_address(&requested))?;
        let charter = match version {
            None => read.on(context.today()),
            Some(number) => Some(
                number
                    .parse()
                    .ok()
                    .and_then(|number| read.numbered(number))
                    .ok_or(ReadError::NotFound)?,
            ),
        };
        let name = Name {
            slug: read.slug.clone(),
            name: read.group.now().name.clone(),
        };
        let title = format!("Charter of {}", name.name);
        let trail = trail(&name, Some("Charter"), None);
        let Some(charter) = charter else {
            return Ok(view! {
                <PageTitle subject=title.clone() />
                <PageHeader title=title trail=trail />
                <Empty title="No charter is in the record">
                    <p>"Here will be the group’s charter and its versions, once one is adopted or imported."</p>
                </Empty>
            }
            .into_any());
        };
        let newest = read.group.charter().map(|newest| newest.number);
        let lede = if Some(charter.number) == newest {
            format!(
                "Charter {}, adopted {}.",
                charter.number,
                long_date(charter.adopted_on)
            )
        } else {
            format!(
                "Charter {}, adopted {}, which no longer holds.",
                charter.number,
                long_date(charter.adopted_on)
            )
        };
        let rendered = text::markdown(&charter.body);
        let path = format!("{}/charter", group_path(&name.slug));
        let shown = charter.number;
        let versions = read
            .group
            .charters
            .iter()
            .rev()
            .map(|charter| {
                let number = charter.number;
                let current = (number == shown).then_some("page");
                view! {
                    <li>
                        <a href=format!("{path}?version={number}") aria-current=current>"Charter "{number}</a>
                        ", "<DateText day=charter.adopted_on format=DayFormat::Short />
                    </li>
                }
            })
            .collect_view();
        let compare = (read.group.charters.len() > 1).then(|| {
            view! { <p><a href=format!("{path}/diff")>"Compare versions"</a></p> }
        });
        let margin = view! {
            <MarginSection title="Versions"><ul class="versions">{versions}</ul>{compare}</MarginSection>
        }
        .into_any();
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader title=title trail=trail lede=lede />
            <Columns margin=margin>
                <Outline headings=rendered.headings />
                <Document html=rendered.html />
            </Columns>
        }
        .into_any())
    })
}
