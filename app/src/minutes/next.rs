//! What happens next with minutes: review, approval, publication.

use domain::minutes::{MinutesCommand, MinutesRefusal, MinutesState};
use jiff::Span;
use leptos::prelude::*;
use services::{
    CommandError, Context,
    minutes::{self, MinutesPage as Read, PaperRefused},
};

use super::minutes_path;
use crate::{
    command::{Command, Done, Failure, Filled, Running, Submission, filled},
    outcome,
    ui::{DateField, MarginSection, SubmitLook, long_date},
};

const PAGE: &str = "/meetings/{key}/minutes";

/// `POST /meetings/KEY/minutes/act`: review, back to the draft, approval, publication.
pub const ACT: Command = Command::new("/meetings/{key}/minutes/act", PAGE, act);

/// `POST /meetings/KEY/minutes/afresh`: the draft is made from the notes again.
pub const AFRESH: Command = Command::new("/meetings/{key}/minutes/afresh", PAGE, afresh);

/// The way on, and what can be done now.
pub fn next_steps(context: &Context, read: &Read, keeps: bool) -> Option<AnyView> {
    let state = read.state?;
    let key = read.meeting.address.to_string();
    let action = format!("{}/act", minutes_path(&key));
    let form = filled(&action);
    let problem = form.problem("");
    let (right, resource) = read.right_to_approve();
    let approves = context.may(right, resource).is_ok();
    let today = context.today();
    let (words, forms) = match state {
        MinutesState::Draft => (
            "A draft, made from what was noted. It goes into review when those who keep it have looked it through."
                .to_owned(),
            keeps.then(|| review(&action, &form, read, today)),
        ),
        MinutesState::InReview => in_review(read, &action, keeps, approves, today),
        MinutesState::Approved => (
            "Approved; to be published.".to_owned(),
            approves.then(|| button(&action, "publish", "Publish", SubmitLook::Filled)),
        ),
        MinutesState::Published => (
            "They stand. What is wrong with them is corrected by a new version; the old one stays."
                .to_owned(),
            None,
        ),
    };
    let afresh = (keeps && state == MinutesState::Draft && read.is_edited).then(|| {
        let action = format!("{}/afresh", minutes_path(&key));
        let version = read.draft_version.to_string();
        view! {
            <details class="minutes-afresh">
                <summary>"Make it from the notes again"</summary>
                <form class="form" method="post" action=action>
                    <p class="hint">"What was edited in the draft by hand goes."</p>
                    <input type="hidden" name="version" value=version />
                    <crate::ui::Button text="Make it again" />
                </form>
            </details>
        }
    });
    let unnumbered = unnumbered(read, keeps || approves);
    Some(
        view! {
            <MarginSection title="What happens next">
                <p>{words}</p>
                {unnumbered}
                {(!problem.is_empty()).then(|| view! { <p class="field-error" role="alert">{problem}</p> })}
                {forms}
                {afresh}
            </MarginSection>
        }
        .into_any(),
    )
}

/// What was decided and has no number yet, while the text can still link it.
fn unnumbered(read: &Read, works_on_them: bool) -> Option<AnyView> {
    let lines: Vec<AnyView> = read
        .decisions
        .iter()
        .filter(|noted| noted.number.is_none())
        .map(|noted| view! { <li>{noted.decided.clone()}</li> }.into_any())
        .collect();
    let is_asked = works_on_them
        && read
            .state
            .is_some_and(|state| state != MinutesState::Published);
    (is_asked && !lines.is_empty()).then(|| {
        view! {
            <p><a href="#decisions">"Decided, but not recorded as a decision yet"</a>":"</p>
            <ul class="margin-links">{lines}</ul>
        }
        .into_any()
    })
}

fn in_review(
    read: &Read,
    action: &str,
    keeps: bool,
    approves: bool,
    today: domain::Day,
) -> (String, Option<AnyView>) {
    let goes_on = read.review_until.filter(|until| *until >= today);
    let words = match (goes_on, &read.later_meeting) {
        (Some(until), _) => format!(
            "In review until {}: tell those who keep them what is wrong. Then the next meeting approves them.",
            long_date(until)
        ),
        (None, Some(_)) => {
            "The review is over, and the next meeting has begun: it can approve them.".to_owned()
        }
        (None, None) => {
            "The review is over. The next meeting approves them; without one they can be published as they are."
                .to_owned()
        }
    };
    let approve = (approves && goes_on.is_none()).then(|| {
        if read.later_meeting.is_some() {
            button(action, "approve", "Approved: publish", SubmitLook::Filled)
        } else {
            button(action, "publish", "Publish", SubmitLook::Outlined)
        }
    });
    let back = keeps.then(|| button(action, "back", "Back to the draft", SubmitLook::Outlined));
    (
        words,
        Some(view! { <div class="buttons">{approve}{back}</div> }.into_any()),
    )
}

fn review(action: &str, form: &Filled, read: &Read, today: domain::Day) -> AnyView {
    let until = today.saturating_add(Span::new().days(i64::from(read.review_days)));
    let until = form.fields.text("until").parse().unwrap_or(until);
    let action = action.to_owned();
    view! {
        <form class="form" method="post" action=action>
            <input type="hidden" name="step" value="review" />
            <DateField name="until" label="In review until" value=Some(until) error=form.problem("until") />
            <crate::ui::Button text="Put into review" look=SubmitLook::Filled />
        </form>
    }
    .into_any()
}

fn button(action: &str, step: &'static str, words: &'static str, look: SubmitLook) -> AnyView {
    let action = action.to_owned();
    view! {
        <form method="post" action=action>
            <input type="hidden" name="step" value=step />
            <crate::ui::Button text=words look=look />
        </form>
    }
    .into_any()
}

/// What the rules, or another writer, have against it.
pub fn failure(error: CommandError<PaperRefused>, mut form: Filled) -> Failure {
    if let CommandError::Refused(refusal @ PaperRefused::Stale) = error {
        form.refuse("", refusal.to_string());
        return Failure::Conflict(form);
    }
    outcome::failure(error, form, |refusal| match refusal {
        PaperRefused::Rule(MinutesRefusal::EndsBeforeToday) => "until",
        PaperRefused::NoReason => "reason",
        PaperRefused::TooLong => "text",
        PaperRefused::Rule(_) | PaperRefused::Stale | PaperRefused::None | PaperRefused::Same => "",
    })
}

fn act(submission: Submission) -> Running {
    Box::pin(async move {
        let key = submission.parameter("key").to_owned();
        let mut form = Filled::of(&submission);
        let step = form.fields.text("step").to_owned();
        let (command, done) = match step.as_str() {
            "review" => {
                let until = form.optional_day("until");
                let today = submission.context.today();
                let command = MinutesCommand::Review {
                    until: until.unwrap_or(today),
                };
                (command, "review")
            }
            "approve" => (MinutesCommand::Approve, "approved"),
            "publish" => (MinutesCommand::Publish, "published"),
            // Whatever else is sent changes the least.
            _ => (MinutesCommand::BackToDraft, "back"),
        };
        let context = &submission.context;
        minutes::may_keep(context, &key).await?;
        form.checked()?;
        minutes::act(context, &key, command, true)
            .await
            .map_err(|error| failure(error, form))?;
        Ok(Done::GoTo(format!("{}?done={done}", minutes_path(&key))))
    })
}

fn afresh(submission: Submission) -> Running {
    Box::pin(async move {
        let key = submission.parameter("key").to_owned();
        let form = Filled::of(&submission);
        let version = form.fields.text("version").parse().unwrap_or(0);
        minutes::from_notes(&submission.context, &key, version)
            .await
            .map_err(|error| failure(error, form))?;
        Ok(Done::GoTo(format!("{}?done=afresh", minutes_path(&key))))
    })
}
