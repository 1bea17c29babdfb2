//! `POST /groups/SLUG/reports/ask`: the committee asks a group for a report.

use domain::{
    Day,
    permission::{Action, Resource},
    report::LONGEST_COMMENT,
};
use jiff::ToSpan;
use leptos::prelude::*;
use services::report;

use super::failure;
use crate::{
    command::{Command, Done, Filled, Running, Submission},
    ui::{Button, DateField, Section, TextArea},
};

/// The command.
pub const ASK: Command = Command::new("/groups/{slug}/reports/ask", "/groups/{slug}/reports", ask);

/// The form, for the committee.
#[component]
pub fn AskForm(path: String, form: Filled, today: Day) -> impl IntoView {
    let in_two_weeks = today.saturating_add(14.days());
    let due = form
        .value("due_on", &in_two_weeks.to_string())
        .trim()
        .parse()
        .ok();
    view! {
        <Section title="Ask for a report">
            <form class="form" method="post" action=path>
                <TextArea
                    name="reason" label="Why" rows=3 required=true
                    hint="The leads see it, and so does everyone else."
                    value=form.value("reason", "") error=form.problem("reason")
                />
                <DateField name="due_on" label="By when" value=due error=form.problem("due_on") />
                <Button text="Ask" />
            </form>
        </Section>
    }
}

fn ask(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::Decide, Resource::Community)?;
        let slug = submission.parameter("slug").to_owned();
        let mut form = Filled::of(&submission);
        let reason = form.required(
            "reason",
            LONGEST_COMMENT,
            "Say why: the leads will read it.",
        );
        let due_on = form.optional_day("due_on");
        if due_on.is_none() && form.problem("due_on").is_empty() {
            form.refuse("due_on", "Choose a day.");
        }
        form.checked()?;
        let due_on = due_on.unwrap_or(submission.context.today());
        report::ask(&submission.context, &slug, reason, due_on)
            .await
            .map_err(|error| failure(error, form, "reason"))?;
        Ok(Done::GoTo(format!("/groups/{slug}/reports?done=asked")))
    })
}
