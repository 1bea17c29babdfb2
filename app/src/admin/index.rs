//! `/admin`: what there is to administer, with a line of numbers each.

use domain::{
    permission::{Action, Resource},
    words::{capitalized, counted, number},
};
use jiff::Timestamp;
use leptos::prelude::*;
use services::admin::{Overview, overview};

use super::{AdminPage, AdminTab};
use crate::{
    page::{context, page, require},
    ui::{Item, List, long_date},
};

/// The index.
#[component]
pub fn AdminIndexPage() -> impl IntoView {
    let context = context();
    page(async move {
        require(&context, Action::Administer, Resource::Community)?;
        let numbers = overview(&context).await?;
        let rows = AdminTab::ALL
            .into_iter()
            .filter_map(|tab| line(tab, &numbers).map(|words| (tab, words)))
            .map(|(tab, words)| {
                let title = view! { <a href=tab.href()>{tab.words()}</a> }.into_any();
                view! { <Item title=title secondary=words.into_any() /> }
            })
            .collect_view();
        Ok(view! {
            <AdminPage
                tab=AdminTab::Overview
                title="Administration"
                lede="Who is in the record and as what, the rules, and who changed what. It gives no vote and no pen in any group."
            >
                <List>{rows}</List>
            </AdminPage>
        }
        .into_any())
    })
}

/// What there is behind a tab, in a line; nothing for the index itself.
fn line(tab: AdminTab, numbers: &Overview) -> Option<String> {
    let people = |count: u64, one, several| counted(usize_of(count), one, several);
    let sentence = match tab {
        AdminTab::Overview => return None,
        AdminTab::People => format!(
            "{} in the record",
            people(numbers.people, "person", "people")
        ),
        AdminTab::Standing => format!(
            "{}, {}, {}",
            people(numbers.members, "member", "members"),
            people(numbers.maintainers, "maintainer", "maintainers"),
            people(numbers.administrators, "administrator", "administrators")
        ),
        AdminTab::Committee => seats(numbers),
        AdminTab::Policy => match numbers.policy_version {
            Some(version) => format!("version {version} is the newest"),
            None => "no rules were adopted yet".to_owned(),
        },
        AdminTab::Imports => match numbers.newest_import {
            Some(day) => format!(
                "{} told something new; the newest shows {}",
                people(numbers.imports, "import", "imports"),
                long_date(day)
            ),
            None => "nothing was imported yet".to_owned(),
        },
        AdminTab::Tokens => match numbers.tokens {
            0 => "no token is in force".to_owned(),
            1 => "one token is in force".to_owned(),
            several => format!("{} tokens are in force", number(usize_of(several))),
        },
        AdminTab::Audit => match numbers
            .newest_deed
            .and_then(|at| Timestamp::from_microsecond(at).ok())
        {
            Some(at) => format!("last noted {}", at.strftime("%-d %B %Y, %H:%M UTC")),
            None => "nothing was done yet that it would keep".to_owned(),
        },
    };
    Some(format!("{}.", capitalized(&sentence)))
}

/// "seven seats, one of them vacant"
fn seats(numbers: &Overview) -> String {
    let seats = counted(usize_of(numbers.seats), "seat", "seats");
    match numbers.seats.saturating_sub(numbers.seats_held) {
        _ if numbers.seats == 0 => "no seats yet".to_owned(),
        0 => format!("{seats}, none of them vacant"),
        vacant => format!("{seats}, {} of them vacant", number(usize_of(vacant))),
    }
}

fn usize_of(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_says_in_a_line_what_is_there() {
        let numbers = Overview {
            people: 1,
            seats: 7,
            seats_held: 6,
            ..Overview::default()
        };
        let line = |tab| line(tab, &numbers).unwrap_or_default();
        assert_eq!(line(AdminTab::People), "One person in the record.");
        assert_eq!(
            line(AdminTab::Committee),
            "Seven seats, one of them vacant."
        );
        assert_eq!(line(AdminTab::Tokens), "No token is in force.");
    }
}
