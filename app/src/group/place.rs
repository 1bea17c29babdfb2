//! Where a group's pages are.

use domain::Day;
use leptos::prelude::*;
use services::{ReadError, history::Name};

use crate::{
    past::on_same_day,
    site::RequestPath,
    ui::{Crumb, Tab, Tabs},
};

/// A group's page.
pub fn group_path(slug: &str) -> String {
    format!("/groups/{slug}")
}

/// For the trail of a group's pages: all groups, the group, and where the reader is.
pub fn trail(name: &Name, here: Option<&str>, past: Option<Day>) -> Vec<Crumb> {
    let mut trail = vec![Crumb::link(on_same_day("/groups", past), "Groups")];
    match here {
        None => trail.push(Crumb::here(&name.name)),
        Some(here) => trail.extend([
            Crumb::link(on_same_day(&group_path(&name.slug), past), &name.name),
            Crumb::here(here),
        ]),
    }
    trail
}

/// The pages of a group. `aside` stands at the right end.
#[component]
pub fn GroupTabs(
    slug: String,
    name: String,
    current: &'static str,
    #[prop(optional)] aside: Option<AnyView>,
) -> impl IntoView {
    let path = group_path(&slug);
    let tabs = vec![
        Tab::new(path.clone(), "Charter"),
        Tab::new(format!("{path}/roadmap"), "Roadmap"),
        Tab::new(format!("{path}/meetings"), "Meetings"),
        Tab::new(format!("{path}/reports"), "Reports"),
        Tab::new(format!("{path}/documents"), "Documents"),
        Tab::new(format!("{path}/decisions"), "Decisions"),
        Tab::new(format!("{path}/history"), "History"),
    ];
    let aside = aside.unwrap_or_else(|| ().into_any());
    view! { <Tabs label=name tabs=tabs current=current aside=aside /> }
}

/// The path and query of the request, to be asked for before anything is awaited.
pub fn requested() -> String {
    use_context::<RequestPath>().unwrap_or_default().0
}

/// An error as the page shows it. Services name a moved group's address of today; what is behind it in the path, and the
/// query, stay.
pub fn at_todays_address(requested: &str) -> impl Fn(ReadError) -> ReadError {
    let rest = requested
        .strip_prefix("/groups/")
        .and_then(|rest| rest.find(['/', '?']).map(|end| rest[end..].to_owned()))
        .unwrap_or_default();
    move |error| match error {
        ReadError::Moved(slug) => ReadError::Moved(format!("{}{rest}", group_path(&slug))),
        ReadError::NotFound
        | ReadError::Database(_)
        | ReadError::Denied(_)
        | ReadError::Damaged(_) => error,
    }
}

#[cfg(test)]
mod tests {
    use services::ReadError;

    use super::at_todays_address;

    #[test]
    fn a_former_address_keeps_what_is_behind_it() {
        let moved = |requested: &str| {
            let error = at_todays_address(requested)(ReadError::Moved("policy".to_owned()));
            match error {
                ReadError::Moved(to) => to,
                ReadError::NotFound
                | ReadError::Database(_)
                | ReadError::Denied(_)
                | ReadError::Damaged(_) => error.to_string(),
            }
        };
        assert_eq!(moved("/groups/mixer"), "/groups/policy");
        assert_eq!(
            moved("/groups/mixer?on=2019-03-07"),
            "/groups/policy?on=2019-03-07"
        );
        assert_eq!(
            moved("/groups/mixer/charter/diff?from=1"),
            "/groups/policy/charter/diff?from=1"
        );
    }
}
