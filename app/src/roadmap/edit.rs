//! `/groups/SLUG/roadmap/edit`: the next version of a roadmap, row by row.

use domain::{
    permission::{Action, Resource},
    roadmap::{ItemState, MOST_ITEMS, Month, RoadmapRefusal},
};
use leptos::prelude::*;
use services::{
    Context, ReadError,
    roadmap::{self, RoadmapError, RoadmapPage as Read},
};

use super::{
    difference::changes,
    fields::{Row, field_of, name, of_items, typed, with_rows, written},
};
use crate::{
    command::{Command, Done, Failure, Filled, Running, Submission, filled},
    group::{at_todays_address, group_path, requested, trail},
    page::{PageTitle, context, page, parameter, require},
    ui::{Banner, BannerKind, Columns, Field, Icon, MarginSection, PageHeader, SubmitLook},
};

const PAGE: &str = "/groups/{slug}/roadmap/edit";

/// `POST /groups/SLUG/roadmap/edit`: more rows, fewer rows, or the next version.
pub const EDIT: Command = Command {
    largest_body: 256 * 1024,
    ..Command::new(PAGE, PAGE, run)
};

/// What stands in the form when someone published meanwhile.
const NEWEST: &str = "newest";

/// The form.
#[component]
pub fn RoadmapEditPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let requested = requested();
    page(async move {
        let read = roadmap::page(&context, &slug, None)
            .await
            .map_err(at_todays_address(&requested))?;
        require(&context, Action::RunGroup, Resource::Group(read.id))?;
        let path = format!("{}/roadmap", group_path(&read.group.slug));
        let form = filled(&format!("{path}/edit"));
        let conflict = conflict(&context, &read, &form, &path).await?;
        let problem = form.problem("");
        let newest = read.current.as_ref().map_or(0, |current| current.newest);
        let version = form
            .shown
            .get(NEWEST)
            .cloned()
            .unwrap_or_else(|| form.value("version", &newest.to_string()));
        let rows = if form.was_sent() {
            typed(&form.fields)
        } else {
            of_items(
                read.current
                    .as_ref()
                    .map_or(&[][..], |current| &current.version.items),
            )
        };
        let rows = rows_of(&read, &form, rows);
        let title = format!("Edit the {} Group Roadmap", read.group.name);
        let lede = format!(
            "What you write becomes version {}. Versions before it stay as they are.",
            newest.saturating_add(1)
        );
        let margin = margin(&read);
        let back = path.clone();
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader title=title trail=trail(&read.group, Some("Edit the roadmap"), None) lede=lede />
            {conflict}
            {(!problem.is_empty()).then(|| view! {
                <Banner kind=BannerKind::Problem><p>{problem}</p></Banner>
            })}
            <Columns margin=margin>
                <form class="form roadmap-form" method="post" action=format!("{path}/edit")>
                    // Whoever presses Enter in a field publishes, and adds no row.
                    <button class="visually-hidden" type="submit" name="step" value="publish" tabindex="-1">
                        "Publish"
                    </button>
                    <input type="hidden" name="version" value=version />
                    {rows}
                    <div class="buttons">
                        <button class="button" type="submit" name="step" value="add">"Add an item"</button>
                    </div>
                    <Field
                        name="summary" label="What changed" value=form.value("summary", "")
                        hint="A sentence for the list of versions; may be empty."
                        error=form.problem("summary") autocomplete="off"
                    />
                    <div class="buttons">
                        <button class=button_class(SubmitLook::Filled) type="submit" name="step" value="publish">
                            "Publish"
                        </button>
                        <a class="button" href=back>"Leave it as it is"</a>
                    </div>
                </form>
            </Columns>
        }
        .into_any())
    })
}

fn button_class(look: SubmitLook) -> &'static str {
    match look {
        SubmitLook::Filled => "button button-filled",
        SubmitLook::Outlined => "button",
    }
}

/// What the other one changed meanwhile.
async fn conflict(
    context: &Context,
    read: &Read,
    form: &Filled,
    path: &str,
) -> Result<Option<AnyView>, ReadError> {
    let Some(newest) = form.shown.get(NEWEST).and_then(|text| text.parse().ok()) else {
        return Ok(None);
    };
    let from: u32 = form.fields.text("version").parse().unwrap_or(0);
    let what = if from == 0 {
        None
    } else {
        roadmap::difference(context, &read.group.slug, Some(from), Some(newest))
            .await?
            .compared
            .map(|(_, _, turns)| changes(turns))
    };
    let href = path.to_owned();
    Ok(Some(
        view! {
            <Banner kind=BannerKind::Problem>
                <p>
                    "Someone published "<a href=href>"version "{newest}</a>
                    " while you wrote. What you typed is below, and nothing of it is lost; publish it to put it in the place of theirs."
                </p>
            </Banner>
            {what.map(|what| view! {
                <details class="roadmap-conflict" open=true>
                    <summary>"What they changed"</summary>
                    {what}
                </details>
            })}
        }
        .into_any(),
    ))
}

fn rows_of(read: &Read, form: &Filled, rows: Vec<Row>) -> AnyView {
    let count = rows.len();
    rows.into_iter()
        .zip(1..)
        .map(|(row, place)| row_of(read, form, row, place, count))
        .collect_view()
        .into_any()
}

fn row_of(read: &Read, form: &Filled, row: Row, place: usize, count: usize) -> AnyView {
    let outcome = name("outcome", place);
    let month = name("month", place);
    let state = name("state", place);
    let links = name("links", place);
    let months = months(read, &row.month);
    let states = ItemState::ALL
        .into_iter()
        .map(|state| (state.key().to_owned(), state.words().to_owned()))
        .collect();
    let remove = (count > 1).then(|| {
        view! {
            <button class="button" type="submit" name="step" value=format!("remove-{place}")>
                "Remove"<span class="visually-hidden">{format!(" item {place}")}</span>
            </button>
        }
    });
    let escaped = row.links.replace('&', "&amp;").replace('<', "&lt;");
    let (problem, links_problem) = (form.problem(&outcome), form.problem(&links));
    let (outcome_error, links_error) = (format!("{outcome}-error"), format!("{links}-error"));
    view! {
        <fieldset class="roadmap-row">
            <legend>{format!("Item {place}")}</legend>
            <input type="hidden" name=name("number", place) value=row.number />
            <div class="field roadmap-row-outcome">
                <label for=format!("field-{outcome}")>"Outcome"</label>
                <input
                    class="input" type="text" id=format!("field-{outcome}") name=outcome value=row.outcome
                    autocomplete="off"
                    aria-invalid=(!problem.is_empty()).then_some("true")
                    aria-describedby=(!problem.is_empty()).then(|| outcome_error.clone())
                />
                {error(outcome_error, problem)}
            </div>
            {select(month.clone(), "By", months, &row.month, form.problem(&month))}
            {select(state.clone(), "State", states, &row.state, form.problem(&state))}
            <div class="field roadmap-row-links">
                <label for=format!("field-{links}")>"Links, one a line"</label>
                <textarea
                    class="input" id=format!("field-{links}") name=links rows="2"
                    aria-invalid=(!links_problem.is_empty()).then_some("true")
                    aria-describedby=(!links_problem.is_empty()).then(|| links_error.clone())
                    inner_html=format!("\n{escaped}")
                ></textarea>
                {error(links_error, links_problem)}
            </div>
            <div class="buttons">{remove}</div>
        </fieldset>
    }
    .into_any()
}

/// The months that a roadmap looks ahead, and before them the one that the item had.
fn months(read: &Read, own: &str) -> Vec<(String, String)> {
    let ahead = i32::try_from(read.months).unwrap_or(3);
    let mut months: Vec<Month> = (0..ahead)
        .map(|month| read.this_month.plus(month))
        .collect();
    months.extend(own.parse::<Month>());
    months.sort_unstable();
    months.dedup();
    months
        .into_iter()
        .map(|month| (month.to_string(), month.words()))
        .collect()
}

fn select(
    name: String,
    label: &'static str,
    choices: Vec<(String, String)>,
    selected: &str,
    problem: String,
) -> AnyView {
    let id = format!("field-{name}");
    let error_id = format!("{id}-error");
    let options = choices
        .into_iter()
        .map(|(value, words)| {
            let chosen = value == selected;
            view! { <option value=value selected=chosen>{words}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select
                class="input" id=id name=name
                aria-invalid=(!problem.is_empty()).then_some("true")
                aria-describedby=(!problem.is_empty()).then(|| error_id.clone())
            >
                {options}
            </select>
            {error(error_id, problem)}
        </div>
    }
    .into_any()
}

fn error(id: String, problem: String) -> Option<AnyView> {
    (!problem.is_empty()).then(|| {
        view! {
            <p class="field-error" id=id>{Icon::CircleAlert.view()}<span>{problem}</span></p>
        }
        .into_any()
    })
}

fn margin(read: &Read) -> AnyView {
    let last = read
        .this_month
        .plus(i32::try_from(read.months).unwrap_or(3) - 1)
        .words();
    view! {
        <MarginSection title="What happens next">
            <p>"Everyone sees the new version at once, with what changed. Publishing also says that the roadmap is right as of today."</p>
        </MarginSection>
        <MarginSection title="How to write it">
            <p>"An outcome says what will be there for others, not what the group will be busy with."</p>
            <p>{format!("It looks ahead to {last}. An item that was due before and is not done keeps its month until you choose another: it is shown as carried over.")}</p>
        </MarginSection>
    }
    .into_any()
}

fn run(submission: Submission) -> Running {
    Box::pin(async move {
        let context = &submission.context;
        let slug = submission.parameter("slug").to_owned();
        let mut form = Filled::of(&submission);
        let id = roadmap::page(context, &slug, None).await?.id;
        context.may(Action::RunGroup, Resource::Group(id))?;
        let step = form.fields.text("step").to_owned();
        if step == "add" {
            let mut rows = typed(&form.fields);
            if rows.len() < MOST_ITEMS {
                rows.push(Row::default());
            }
            return Ok(Done::Show(with_rows(&form, rows)));
        }
        if let Some(place) = step
            .strip_prefix("remove-")
            .and_then(|place| place.parse::<usize>().ok())
        {
            let mut rows = typed(&form.fields);
            if (1..=rows.len()).contains(&place) && rows.len() > 1 {
                rows.remove(place - 1);
            }
            return Ok(Done::Show(with_rows(&form, rows)));
        }
        let (written, places) = written(&form.fields);
        match roadmap::publish(context, &slug, written).await {
            Ok(_) => Ok(Done::GoTo(format!("/groups/{slug}/roadmap?done=published"))),
            Err(RoadmapError::NotFound) => Err(Failure::NotFound),
            Err(RoadmapError::Denied(denied)) => Err(Failure::Denied(denied)),
            Err(error @ RoadmapError::Ended) => {
                form.refuse("", error.to_string());
                Err(Failure::Invalid(form))
            }
            Err(RoadmapError::Failed(error)) => Err(Failure::Broken(error)),
            Err(RoadmapError::Refused(refusal)) => Err(match refusal {
                RoadmapRefusal::Stale { newest } => {
                    Failure::Conflict(form.showing(NEWEST, newest.to_string()))
                }
                RoadmapRefusal::None => Failure::NotFound,
                RoadmapRefusal::Unchanged => {
                    form.refuse(
                        "",
                        "Nothing is different from the version before. If it is still right, say so on the roadmap’s page.",
                    );
                    Failure::Invalid(form)
                }
                RoadmapRefusal::Problems(problems) => {
                    for problem in problems {
                        let field = field_of(&problem, &places);
                        form.refuse(&field, problem.problem);
                    }
                    Failure::Invalid(form)
                }
            }),
        }
    })
}
