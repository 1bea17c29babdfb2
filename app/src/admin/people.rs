//! `/admin/people`: everyone in the record, found by name, handle or account.

use domain::permission::{Action, Resource};
use leptos::prelude::*;
use services::person::{AsOf, PEOPLE_A_PAGE, PeopleList, PeopleWanted, PersonLine, list};

use super::{AdminPage, AdminTab};
use crate::{
    address::address,
    page::{context, page, query, require},
    ui::{Button, Empty, Field, Item, List, Pagination},
};

/// The list.
#[component]
pub fn AdminPeoplePage() -> impl IntoView {
    let context = context();
    let name = query("name")
        .map(|name| name.trim().to_owned())
        .unwrap_or_default();
    let after = query("after");
    page(async move {
        require(&context, Action::Administer, Resource::Community)?;
        let searches = !name.is_empty();
        let wanted = PeopleWanted {
            list: PeopleList::Everyone,
            name: searches.then(|| name.clone()),
            after: after.clone(),
            as_of: AsOf::Today(context.today()),
        };
        let read = list(&context.database, &wanted).await?;
        let next = read
            .people
            .last()
            .filter(|_| read.more && !searches)
            .map(|last| address("/admin/people", &[("after", &last.handle)]));
        let first = (after.is_some() && !searches).then(|| "/admin/people".to_owned());
        let too_many = (read.more && searches).then(|| {
            view! {
                <p class="hint">
                    {format!("These are the first {PEOPLE_A_PAGE}. Type more of the name to find others.")}
                </p>
            }
        });
        let body = if read.people.is_empty() {
            nothing(&name)
        } else {
            let rows = read.people.into_iter().map(row).collect_view();
            view! { <List>{rows}</List> }.into_any()
        };
        Ok(view! {
            <AdminPage
                tab=AdminTab::People
                title="People"
                lede="State someone’s standing, see what they sign in with, or merge two who are one."
            >
                <form class="form-line" method="get" action="/admin/people" role="search" aria-label="People">
                    <Field name="name" label="Name, handle or account" kind="search" value=name />
                    <div class="buttons">
                        <Button text="Show" />
                        {searches.then(|| view! { <a href="/admin/people">"Clear"</a> })}
                    </div>
                </form>
                {body}
                {too_many}
                <Pagination first=first next=next />
            </AdminPage>
        }
        .into_any())
    })
}

fn row(person: PersonLine) -> AnyView {
    let href = format!("/admin/people/{}", person.handle);
    let title = view! { <a href=href>{person.name}</a> }.into_any();
    let facts: Vec<String> = person
        .organization
        .map(|organization| organization.name)
        .into_iter()
        .chain(
            person
                .standings
                .iter()
                .map(domain::standing::Standing::words),
        )
        .collect();
    let handle = person.handle.into_any();
    view! { <Item title=title secondary=facts.join(" · ").into_any() aside=handle /> }.into_any()
}

fn nothing(name: &str) -> AnyView {
    if name.is_empty() {
        view! {
            <Empty title="The record names nobody">
                <p>"People come with a registry or an organization’s lists, and with signing in."</p>
            </Empty>
        }
        .into_any()
    } else {
        let title = format!("Nobody has a name or account that begins with “{name}”");
        view! { <Empty title=title><p>"Look for another part of the name."</p></Empty> }.into_any()
    }
}
