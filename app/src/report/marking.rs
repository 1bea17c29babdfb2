//! What a member of the committee says of a report: read, or flagged with a comment; and what came of talking about it.

use domain::{
    permission::{Action, Resource},
    report::{LONGEST_COMMENT, Mark},
};
use leptos::prelude::*;
use services::{
    history::Names,
    report::{self, MarkLine, ReportPage},
};

use super::{failure, list::badge, period_in, report_path};
use crate::{
    command::{Command, Done, Filled, Running, Submission, filled},
    ui::{Button, Icon, MarginSection, TextArea},
};

const PAGE: &str = "/groups/{slug}/reports/{period}";

/// `POST /groups/SLUG/reports/PERIOD/mark`.
pub const MARK: Command = Command::new("/groups/{slug}/reports/{period}/mark", PAGE, mark);

/// `POST /groups/SLUG/reports/PERIOD/discuss`.
pub const DISCUSS: Command = Command::new("/groups/{slug}/reports/{period}/discuss", PAGE, discuss);

/// What each of them says.
pub fn marks(marks: &[MarkLine], names: &Names) -> AnyView {
    if marks.is_empty() {
        return view! { <p class="hint">"Nobody of the committee has read it yet."</p> }.into_any();
    }
    let who = |line: &MarkLine| match names.person(line.person) {
        Some(name) => {
            let href = format!("/people/{}", name.slug);
            view! { <a href=href>{name.name.clone()}</a> }.into_any()
        }
        None => "someone".into_any(),
    };
    let mut read = Vec::new();
    let mut flags = Vec::new();
    for line in marks {
        match &line.mark {
            Mark::Read => {
                let comma = (!read.is_empty()).then_some(", ");
                read.push(view! { {comma}{who(line)} }.into_any());
            }
            Mark::Flagged { comment } => {
                let (class, words) = if line.settled {
                    ("report-read", "Flagged, discussed")
                } else {
                    ("report-flagged", "Flagged")
                };
                let state = badge(class, Icon::CircleAlert, words.to_owned());
                let comment = comment.clone();
                flags.push(view! { <li>{state}" by "{who(line)}<p>{comment}</p></li> }.into_any());
            }
        }
    }
    let read = (!read.is_empty()).then(|| {
        let state = badge("report-read", Icon::Check, "Read".to_owned());
        view! { <li>{state}" by "{read}</li> }
    });
    view! { <ul class="report-marks">{flags}{read}</ul> }.into_any()
}

/// The forms, for the committee.
#[component]
pub fn Marking(read: ReportPage, path: String) -> impl IntoView {
    let own = read
        .marks
        .iter()
        .find(|mark| Some(mark.person) == read.reader)
        .map(|line| line.mark.clone());
    let form = filled(&format!("{path}/mark"));
    let settling = filled(&format!("{path}/discuss"));
    let flagged = read.marks.iter().any(MarkLine::is_open_flag);
    let comment = match &own {
        Some(Mark::Flagged { comment }) => comment.clone(),
        Some(Mark::Read) | None => String::new(),
    };
    let (is_read, leads) = (own == Some(Mark::Read), read.leads);
    let mark_to = format!("{path}/mark");
    let flag_to = mark_to.clone();
    let settle = flagged.then(|| {
        view! {
            <MarginSection title="After the meeting">
                <form class="form" method="post" action=format!("{path}/discuss")>
                    <TextArea
                        name="outcome" label="What came of it" rows=3 required=true
                        hint="It settles the flags."
                        value=settling.value("outcome", "")
                        error=[settling.problem("outcome"), settling.problem("")].concat()
                    />
                    <Button text="Note it" />
                </form>
            </MarginSection>
        }
    });
    view! {
        <MarginSection title="What you say">
            {leads.then(|| view! { <p class="hint">"You lead this group: whether its report needs no discussion is for the others of the committee to say."</p> })}
            {(!is_read && !leads).then(|| view! {
                <form class="form" method="post" action=mark_to>
                    <input type="hidden" name="mark" value="read" />
                    <Button text="Read, no discussion needed" />
                </form>
            })}
            {is_read.then(|| view! { <p class="hint">"You have read it."</p> })}
            <form class="form" method="post" action=flag_to>
                <input type="hidden" name="mark" value="flagged" />
                <TextArea
                    name="comment" label="What is to be talked about" rows=3 required=true
                    value=form.value("comment", &comment)
                    error=[form.problem("comment"), form.problem("")].concat()
                />
                <Button text="Flag it for a meeting" />
            </form>
        </MarginSection>
        {settle}
    }
}

fn mark(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::Decide, Resource::Community)?;
        let slug = submission.parameter("slug").to_owned();
        let period = period_in(submission.parameter("period"))?;
        let mut form = Filled::of(&submission);
        let (mark, done) = if form.fields.text("mark") == "flagged" {
            let comment = form.required(
                "comment",
                LONGEST_COMMENT,
                "Say what is to be talked about.",
            );
            form.checked()?;
            (Mark::Flagged { comment }, "flagged")
        } else {
            (Mark::Read, "read")
        };
        report::mark(&submission.context, &slug, period, mark)
            .await
            .map_err(|error| failure(error, form, "comment"))?;
        Ok(Done::GoTo(format!(
            "{}?done={done}",
            report_path(&slug, period)
        )))
    })
}

fn discuss(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::Decide, Resource::Community)?;
        let slug = submission.parameter("slug").to_owned();
        let period = period_in(submission.parameter("period"))?;
        let mut form = Filled::of(&submission);
        let outcome = form.required("outcome", LONGEST_COMMENT, "Say what came of it.");
        form.checked()?;
        report::discuss(&submission.context, &slug, period, outcome)
            .await
            .map_err(|error| failure(error, form, "outcome"))?;
        Ok(Done::GoTo(format!(
            "{}?done=discussed",
            report_path(&slug, period)
        )))
    })
}
