//! `/escalations/new`: disagreeing, for the record.

use domain::permission::{Action, Resource};
use leptos::prelude::*;
use services::{decision, group};

use crate::{
    command::filled,
    page::{PageTitle, context, page, query, require},
    ui::{
        Button, Choice, Columns, Crumb, Field, MarginSection, PageHeader, Select, SubmitLook,
        TextArea,
    },
};

/// The form.
#[component]
pub fn NewEscalationPage() -> impl IntoView {
    let context = context();
    let of = query("group").unwrap_or_default();
    let about = query("decision").unwrap_or_default();
    let form = filled("/escalations/new");
    page(async move {
        require(&context, Action::TakePart, Resource::Community)?;
        let groups = group::living(&context).await?;
        let choices: Vec<Choice> = std::iter::once(Choice::new("", "Choose the group"))
            .chain(
                groups
                    .iter()
                    .map(|(_, name)| Choice::new(name.slug.clone(), name.name.clone())),
            )
            .collect();
        let title = match about.as_str() {
            "" => String::new(),
            number => decision::page(&context, number, None)
                .await
                .map(|read| read.decision.title)
                .unwrap_or_default(),
        };
        let about_it = (!title.is_empty()).then(|| {
            let href = format!("/decisions/{about}");
            view! { <p>"About "<a href=href>"decision "{about.clone()}</a>": "{title}</p> }
        });
        let margin = view! {
            <MarginSection title="What happens next">
                <p>"The leads of the group are asked to answer, and to write their side’s case. Everyone sees where it stands and until when they have time."</p>
                <p>"If that does not settle it, you take it up: to the leads of all affected groups, with an alternate proposal before the community, and in the end onto the committee’s agenda."</p>
                <p>"It cannot come there without the underlying problem and both sides’ arguments. Each side writes its own."</p>
            </MarginSection>
        }
        .into_any();
        Ok(view! {
            <PageTitle subject="Escalate" />
            <PageHeader
                title="Escalate"
                trail=vec![Crumb::link("/escalations", "Escalations"), Crumb::here("New")]
                lede="For a disagreement with a decision or a design of a group that talking to its leads has not settled."
            />
            <Columns margin=margin>
                {about_it}
                <form class="form" method="post" action="/escalations/new">
                    <Select name="group" label="The group" choices=choices selected=form.value("group", &of) error=form.problem("group") />
                    <Field name="decision" label="The decision" hint="Its number, such as 2026-014; empty where it is about something else." value=form.value("decision", &about) error=form.problem("decision") />
                    <Field name="title" label="What it is about" hint="In a line." value=form.value("title", "") error=form.problem("title") />
                    <TextArea name="problem" label="The underlying problem" hint="Not yet who is right: what has to work, and does not. Markdown." rows=6 value=form.value("problem", "") error=form.problem("problem") />
                    <TextArea name="tried" label="What was tried" hint="Whom you asked, when, and what came of it. The first recourse is to talk to the leads of the group." rows=5 value=form.value("tried", "") error=form.problem("tried") />
                    <Field name="affected" label="Other groups that it affects" hint="Their names, with commas between them; it may be empty. More can be brought in later." value=form.value("affected", "") error=form.problem("affected") />
                    <div class="buttons"><Button text="Ask the leads" look=SubmitLook::Filled /></div>
                </form>
            </Columns>
        }
        .into_any())
    })
}
