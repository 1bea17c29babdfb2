//! A checklist as rows of a form. A row that is emptied is no task; there are always some empty ones at the end.

use domain::policy::{Checklist, PolicyField, TaskPart};
use leptos::prelude::*;

use super::fields::{TypedTask, typed_tasks};
use crate::{command::Filled, ui::Icon};

/// As many empty rows as are at the end.
const EMPTY_ROWS: usize = 3;

/// The rows of a checklist.
pub fn rows(filled: &Filled, checklist: Checklist, title: &'static str) -> AnyView {
    let mut tasks = typed_tasks(&filled.fields, checklist);
    tasks.extend(std::iter::repeat_n(TypedTask::default(), EMPTY_ROWS));
    let rows = tasks
        .into_iter()
        .enumerate()
        .map(|(place, task)| row(filled, checklist, place, task))
        .collect_view();
    let name = PolicyField::Checklist(checklist).to_string();
    let problem = filled.problem(&name);
    let hint_id = format!("field-{name}-hint");
    let described = hint_id.clone();
    view! {
        <fieldset class="field task-rows" id=format!("field-{name}") aria-describedby=described>
            <legend>{title}</legend>
            <p class="field-hint" id=hint_id>
                "GROUP stands for the group’s name. Empty a row to remove its task; the order is that of the rows."
            </p>
            {rows}
            {error(format!("field-{name}-error"), problem)}
        </fieldset>
        <div class="buttons">
            <button class="button" type="submit" name="step" value="edit">"More empty rows"</button>
        </div>
    }
    .into_any()
}

fn row(filled: &Filled, checklist: Checklist, place: usize, task: TypedTask) -> AnyView {
    let input = |part: TaskPart, label: &'static str, value: String| {
        let name = PolicyField::Task(checklist, place, part).to_string();
        let id = format!("field-{name}");
        let error_id = format!("{id}-error");
        let problem = filled.problem(&name);
        let invalid = (!problem.is_empty()).then_some("true");
        let described = (!problem.is_empty()).then(|| error_id.clone());
        let mode = (part == TaskPart::DueAfterDays).then_some("numeric");
        let class = match part {
            TaskPart::Key => "field task-key",
            TaskPart::Sentence => "field task-sentence",
            TaskPart::DueAfterDays => "field task-due",
        };
        view! {
            <div class=class>
                <label for=id.clone()>
                    {label}<span class="visually-hidden">{format!(", task {}", place + 1)}</span>
                </label>
                <input
                    class="input" type="text" name=name id=id value=value inputmode=mode
                    aria-invalid=invalid aria-describedby=described
                />
                {error(error_id, problem)}
            </div>
        }
    };
    view! {
        <div class="task-row">
            {input(TaskPart::Key, "Key", task.key)}
            {input(TaskPart::Sentence, "What is to be done", task.sentence)}
            {input(TaskPart::DueAfterDays, "Due, days", task.due_after_days)}
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
