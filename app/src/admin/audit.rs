//! `/admin/audit`: who did what, newest first.

use domain::permission::{Action, Resource};
use jiff::Timestamp;
use leptos::prelude::*;
use services::audit::{self, AuditLine, AuditWanted, Deed, Via};

use super::{AdminPage, AdminTab};
use crate::{
    address::address,
    page::{context, page, query, require},
    ui::{Button, Choice, Empty, Field, Item, List, Pagination, Select, TimestampText},
};

/// The audit.
#[component]
pub fn AdminAuditPage() -> impl IntoView {
    let context = context();
    let typed = |name| query(name).unwrap_or_default().trim().to_owned();
    let (person, what) = (typed("person"), typed("what"));
    let before = query("before").and_then(|id| id.parse().ok());
    page(async move {
        require(&context, Action::Administer, Resource::Community)?;
        let deed = Deed::of_key(&what);
        let wanted = AuditWanted {
            person: (!person.is_empty()).then(|| person.clone()),
            deed,
            before,
        };
        let read = audit::page(&context, &wanted).await?;
        let href = |before: &str| {
            address(
                "/admin/audit",
                &[("person", &person), ("what", &what), ("before", before)],
            )
        };
        let next = read.next.map(|id| href(&id.to_string()));
        let first = before.is_some().then(|| href(""));
        let narrows = !person.is_empty() || !what.is_empty();
        let unknown = if read.unknown_person {
            format!("Nobody in the record is called “{person}”.")
        } else {
            String::new()
        };
        let choices = std::iter::once(Choice::new("", "Everything"))
            .chain(Deed::ALL.map(|deed| Choice::new(deed.key(), deed.words())))
            .collect();
        let body = if read.lines.is_empty() {
            let title = if narrows {
                "Nothing that fits was done"
            } else {
                "Nothing was done yet"
            };
            view! {
                <Empty title=title>
                    <p>"Here is what people, scripts and the operator did: sign-ins, imports, rules, standing, seats, tokens."</p>
                </Empty>
            }
            .into_any()
        } else {
            let rows = read.lines.into_iter().map(line).collect_view();
            view! { <List dense=true>{rows}</List> }.into_any()
        };
        Ok(view! {
            <AdminPage
                tab=AdminTab::Audit
                title="Audit"
                lede="Who changed what, newest first. What happened to groups and people is in the history as well."
            >
                <form class="form-line filter" method="get" action="/admin/audit" aria-label="Filter">
                    <Field name="person" label="Person" value=person.clone() error=unknown />
                    <Select name="what" label="What" choices=choices selected=what.clone() />
                    <div class="buttons">
                        <Button text="Show" />
                        {narrows.then(|| view! { <a href="/admin/audit">"Show everything"</a> })}
                    </div>
                </form>
                {body}
                <Pagination first=first next=next />
            </AdminPage>
        }
        .into_any())
    })
}

fn line(line: AuditLine) -> AnyView {
    let about = (!line.about.is_empty()).then(|| format!(": {}", line.about));
    let title = view! { {line.done}{about} }.into_any();
    let by = match line.by {
        Some(by) => {
            let href = format!("/admin/people/{}", by.slug);
            let how = match line.via {
                Via::Token => " with a token",
                Via::Session | Via::Operator | Via::Visitor => "",
            };
            view! { "By "<a href=href>{by.name}</a>{how} }.into_any()
        }
        None => match line.via {
            Via::Operator => "By the operator, on the machine itself".into_any(),
            Via::Session | Via::Token => "By someone who is not in the record".into_any(),
            Via::Visitor => "By someone who had not signed in".into_any(),
        },
    };
    let at = Timestamp::from_microsecond(line.at)
        .ok()
        .map(|at| view! { <TimestampText at=at /> });
    view! { <Item title=title secondary=by aside=at.into_any() /> }.into_any()
}
