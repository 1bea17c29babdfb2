//! `/admin/standing`: who is what to the community, and what shows it.

use domain::{
    permission::{Action, Resource},
    standing::{HeldStanding, Standing},
};
use leptos::prelude::*;
use services::{
    admin::{Holders, holders},
    history::Name,
};

use super::{AdminPage, AdminTab, person::evidence};
use crate::{
    address::address,
    page::{context, page, query, require},
    ui::{Columns, DateText, DayFormat, Empty, MarginSection, Pagination, Section, Table},
};

/// Who holds which standing.
#[component]
pub fn AdminStandingPage() -> impl IntoView {
    let context = context();
    let of = query("of").and_then(|key| Standing::of_key(&key));
    let after = query("after");
    page(async move {
        require(&context, Action::Administer, Resource::Community)?;
        let of = of.unwrap_or(Standing::Member);
        let read = holders(&context, &of, after.as_deref()).await?;
        let next = read
            .people
            .last()
            .filter(|_| read.more)
            .map(|(last, _)| href(&of, &last.slug));
        let first = after.is_some().then(|| href(&of, ""));
        let margin = margin(&read, &of);
        let body = if read.people.is_empty() {
            view! {
                <Empty title="Nobody holds this standing today">
                    <p>
                        "Lists of an organization tell of it, or you state it on "
                        <a href="/admin/people">"someone’s page"</a>"."
                    </p>
                </Empty>
            }
            .into_any()
        } else {
            table(read.people, &of)
        };
        Ok(view! {
            <AdminPage
                tab=AdminTab::Standing
                title="Standing"
                lede="Who is what to the community today, since when, and what shows it."
            >
                <Columns margin=margin>
                    <Section title=of.words()>{body}</Section>
                    <Pagination first=first next=next />
                </Columns>
            </AdminPage>
        }
        .into_any())
    })
}

fn href(of: &Standing, after: &str) -> String {
    address("/admin/standing", &[("of", &of.key()), ("after", after)])
}

fn table(people: Vec<(Name, HeldStanding)>, of: &Standing) -> AnyView {
    let rows = people
        .into_iter()
        .map(|(name, held)| {
            let href = format!("/admin/people/{}", name.slug);
            view! {
                <tr>
                    <th scope="row"><a href=href>{name.name}</a></th>
                    <td><DateText day=held.since format=DayFormat::Short /></td>
                    <td>{evidence(held)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table id="holders" caption=of.words() caption_hidden=true>
            <thead>
                <tr>
                    <th scope="col">"Name"</th>
                    <th scope="col">"Since"</th>
                    <th scope="col">"Evidence"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn margin(read: &Holders, of: &Standing) -> AnyView {
    let links = read
        .counts
        .iter()
        .map(|(standing, number)| {
            let here = (standing == of).then_some("page");
            view! {
                <li>
                    <a href=href(standing, "") aria-current=here>{standing.words()}</a>
                    " "<span class="hint">{*number}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <MarginSection title="Held today"><ul class="margin-links">{links}</ul></MarginSection>
    }
    .into_any()
}
