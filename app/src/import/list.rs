//! `/admin/imports`: a form for files, those that wait to be imported, and what was imported so far.

use domain::{
    permission::{Action, Resource},
    words::counted,
};
use jiff::Timestamp;
use leptos::prelude::*;
use services::registry::{
    ImportLine,
    drafts::{self, DraftLine, Kind},
    imports,
};

use super::{ADDRESS, draft_address};
use crate::{
    address::address,
    admin::{AdminPage, AdminTab},
    command::{Filled, filled},
    page::{context, page, query, require},
    ui::{
        Banner, BannerKind, Button, Checkbox, Choice, DateText, DayFormat, Empty, Field, Item,
        List, Pagination, Radios, Section, SubmitLook, Table, TextArea, TimestampText,
    },
};

/// As many file names as a line names.
const NAMED: usize = 3;

/// The page.
#[component]
pub fn ImportsPage() -> impl IntoView {
    let context = context();
    let sent = filled(ADDRESS);
    let after = query("after");
    let done = match query("done").as_deref() {
        Some("imported") => Some("The files were imported as they were shown."),
        Some("discarded") => Some("The files were thrown away. Nothing was imported."),
        Some(_) | None => None,
    };
    page(async move {
        require(&context, Action::Administer, Resource::Community)?;
        let place = after.as_deref().and_then(|after| after.parse().ok());
        let so_far = imports(&context.database, place).await?;
        let waiting = waiting(drafts::newest(&context).await?);
        let next = so_far
            .next
            .map(|next| address(ADDRESS, &[("after", &next.to_string())]));
        let first = place.map(|_| ADDRESS.to_owned());
        let table = table(so_far.imports);
        let form = form(&sent);
        Ok(view! {
            <AdminPage
                tab=AdminTab::Imports
                title="Imports"
                lede="Take in what the community keeps in files. You see what a file means before anything is written."
            >
                {done.map(|words| view! {
                    <Banner kind=BannerKind::Notice><p>{words}</p></Banner>
                })}
                {form}
                {waiting}
                <Section title="Imported so far">
                    {table}
                    <Pagination first=first next=next />
                </Section>
            </AdminPage>
        }
        .into_any())
    })
}

fn form(sent: &Filled) -> AnyView {
    let unreadable: Vec<String> = sent
        .problems
        .iter()
        .filter(|(field, _)| field == "unreadable")
        .map(|(_, line)| line.clone())
        .collect();
    let again = if unreadable.is_empty() {
        sent.problem("files")
    } else {
        "Choose the files again once they are mended, or leave out the rows that cannot be read."
            .to_owned()
    };
    let problem = (!unreadable.is_empty()).then(|| {
        let lines = unreadable
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view();
        view! {
            <Banner kind=BannerKind::Problem>
                <p>"Not everything could be read. Nothing was written."</p>
                <ul class="file-problems">{lines}</ul>
            </Banner>
        }
    });
    let kinds = vec![
        Choice::new(
            Kind::Registry.key(),
            "Registries: groups, leads, charters, links",
        ),
        Choice::new(
            Kind::Organization.key(),
            "Lists of an organization: members, administrators, emeritus, teams",
        ),
    ];
    let value = |name: &str| sent.fields.raw(name).to_owned();
    let kind = sent.value("kind", Kind::Registry.key());
    let (text, as_of) = (value("text"), value("as_of"));
    let skips = sent.is_ticked("skip_bad_rows", false);
    let (kind_problem, as_of_problem) = (sent.problem("kind"), sent.problem("as_of"));
    view! {
        {problem}
        <Section title="Hand in files">
            <form class="form import-form" method="post" action=ADDRESS enctype="multipart/form-data">
                <Radios
                    name="kind" label="What they are" choices=kinds selected=kind error=kind_problem
                />
                <Files problem=again />
                <TextArea
                    name="text" label="Or paste the text of a file" value=text rows=4
                />
                <Field
                    name="as_of" label="The day whose state it shows" kind="date" value=as_of
                    error=as_of_problem
                    hint="Without it the date in the file’s name (2024-03-07-registry.md), else today."
                />
                <Checkbox
                    name="skip_bad_rows" label="Leave out rows that cannot be read, and take in the rest"
                    ticked=skips
                />
                <div class="buttons">
                    <Button text="Show what they mean" look=SubmitLook::Filled />
                </div>
            </form>
        </Section>
    }
    .into_any()
}

/// The choice of files.
#[component]
fn Files(problem: String) -> impl IntoView {
    let invalid = (!problem.is_empty()).then_some("true");
    let described = match invalid {
        Some(_) => "field-files-hint field-files-error",
        None => "field-files-hint",
    };
    view! {
        <div class="field">
            <label for="field-files">"Files"</label>
            <p class="field-hint" id="field-files-hint">
                "Markdown tables, YAML or JSON, in UTF-8; one or several, 16 MB together. The format is told from the content."
            </p>
            <input
                class="input input-files" type="file" name="files" id="field-files" multiple=true
                aria-describedby=described aria-invalid=invalid
            />
            {(!problem.is_empty()).then(|| view! {
                <p class="field-error" id="field-files-error">
                    {crate::ui::Icon::CircleAlert.view()}<span>{problem}</span>
                </p>
            })}
        </div>
    }
}

/// Files that were handed in and are not imported yet.
fn waiting(drafts: Vec<DraftLine>) -> Option<AnyView> {
    if drafts.is_empty() {
        return None;
    }
    let rows = drafts
        .into_iter()
        .map(|draft| {
            let mut names = draft.files.iter().take(NAMED).cloned().collect::<Vec<_>>();
            if draft.files.len() > NAMED {
                names.push(format!("{} more", draft.files.len() - NAMED));
            }
            let href = draft_address(&draft.id.to_string());
            let title = view! { <a href=href>{names.join(", ")}</a> }.into_any();
            let by = draft.by.map(|by| format!(" by {}", by.name));
            let at = Timestamp::from_microsecond(draft.created_at).ok();
            let secondary = view! {
                "Handed in"{by}{at.map(|at| view! { ", "<TimestampText at=at /> })}
            }
            .into_any();
            view! { <Item title=title secondary=secondary /> }
        })
        .collect_view();
    Some(
        view! {
            <Section title="Handed in, not imported">
                <p class="hint">"Each is kept for a day."</p>
                <List>{rows}</List>
            </Section>
        }
        .into_any(),
    )
}

fn table(imports: Vec<ImportLine>) -> AnyView {
    if imports.is_empty() {
        return view! {
            <Empty title="Nothing was imported yet">
                <p>"Here will be each file, with the day that it shows and how much it told."</p>
            </Empty>
        }
        .into_any();
    }
    let rows = imports
        .into_iter()
        .map(|line| {
            let at = Timestamp::from_microsecond(line.imported_at).ok();
            let events = usize::try_from(line.events).unwrap_or(usize::MAX);
            let by = match line.by {
                Some(by) => {
                    let href = format!("/people/{}", by.slug);
                    view! { <a href=href>{by.name}</a> }.into_any()
                }
                None => "the command line".into_any(),
            };
            view! {
                <tr>
                    <th scope="row">{line.file}</th>
                    <td>{line.format}</td>
                    <td><DateText day=line.as_of format=DayFormat::Short /></td>
                    <td>{counted(events, "event", "events")}</td>
                    <td>{at.map(|at| view! { <TimestampText at=at /> })}</td>
                    <td>{by}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table id="imports" caption="Files that were imported, the newest first" caption_hidden=true>
            <thead>
                <tr>
                    <th scope="col">"File"</th>
                    <th scope="col">"Format"</th>
                    <th scope="col">"As of"</th>
                    <th scope="col">"Told"</th>
                    <th scope="col">"Imported"</th>
                    <th scope="col">"By"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}
