//! `/meetings/series/SERIES/notes`: notes that were kept elsewhere, pasted and cut into meetings and items, with a preview.

use domain::permission::Action;
use leptos::prelude::*;
use services::{
    CommandError,
    minutes::{self, Fate, PasteRefused, Pasted, PastedMeeting},
    recording, schedule,
};

use super::minutes_path;
use crate::{
    address::address,
    command::{Command, Done, Failure, Filled, Running, Submission, filled},
    outcome,
    page::{PageTitle, context, holds_for_now, page, parameter, require},
    ui::{
        Banner, BannerKind, Checkbox, Columns, Crumb, MarginSection, PageHeader, Section,
        SubmitLook, TextArea, long_date,
    },
};

const PAGE: &str = "/meetings/series/{series}/notes";

/// `POST /meetings/series/SERIES/notes`: a preview, or taking them in.
pub const PASTE: Command = Command {
    // A document of the longest allowed, as forms send it.
    largest_body: 4 * 1024 * 1024,
    before_reading: Some(Action::TakePart),
    ..Command::new(PAGE, PAGE, run)
};

/// `POST /meetings/series/SERIES/recorded`: whether the meetings of a series are recorded.
pub const RECORDED: Command =
    Command::new("/meetings/series/{series}/recorded", PAGE, record_series);

/// The page.
#[component]
pub fn PasteNotesPage() -> impl IntoView {
    let context = context();
    holds_for_now();
    let slug = parameter("series");
    let done = outcome::done(&[(
        "recorded",
        "Noted. It holds for meetings that begin from now on.",
    )]);
    page(async move {
        let series = schedule::series(&context, &slug).await?.series;
        let (action, resource) = series.convener.right_to_keep_records();
        require(&context, action, resource)?;
        let path = format!("/meetings/series/{}/notes", series.slug);
        let form = filled(&path);
        let problem = form.problem("");
        let text = form.fields.raw("text").to_owned();
        let pasted = if form.was_sent() && problem.is_empty() {
            match minutes::try_notes(&context, &slug, &text).await {
                Ok(pasted) => Some(pasted),
                // What cannot be cut was refused by the command, and says why.
                Err(CommandError::Refused(_)) => None,
                Err(CommandError::Denied(denied)) => return Err(denied.into()),
                Err(CommandError::NotFound) => return Err(services::ReadError::NotFound),
                Err(CommandError::Failed(error)) => return Err(of_write(error)),
            }
        } else {
            None
        };
        let (runs, resource) = series.convener.right_to_run();
        let recorded = context
            .may(runs, resource)
            .is_ok()
            .then_some(recording::of_series(&context, series.id).await?);
        let recorded = recorded.map(|recorded| recorded_form(series.slug.as_str(), recorded));
        let preview = pasted.as_ref().map(preview);
        let takes = pasted
            .as_ref()
            .is_some_and(|pasted| count(pasted, Fate::TakenIn) > 0);
        let title = "Notes that were kept elsewhere";
        let trail = vec![
            Crumb::link("/meetings", "Meetings"),
            Crumb::link(
                format!("/meetings/series/{}", series.slug),
                series.about.title.clone(),
            ),
            Crumb::here("Notes"),
        ];
        let margin = margin(recorded);
        Ok(view! {
            <PageTitle subject=format!("{title}: {}", series.about.title) />
            <PageHeader
                title=title trail=trail
                lede="Paste the document in which the notes of these meetings were kept: each meeting in it becomes one here, with minutes to the letter."
            />
            {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
            {(!problem.is_empty()).then(|| view! { <Banner kind=BannerKind::Problem><p>{problem}</p></Banner> })}
            <Columns margin=margin>
                {preview}
                <form class="form" method="post" action=path>
                    {takes.then(|| view! {
                        <div class="buttons">
                            <button class="button button-filled" type="submit" name="step" value="take">
                                "Take these meetings in"
                            </button>
                        </div>
                    })}
                    <TextArea
                        name="text" label="The document" value=text rows=18
                        hint="Each meeting begins with a heading that has its day, such as “## December 19, 2022”."
                    />
                    <div class="buttons">
                        <crate::ui::Button
                            text="Show what it would become"
                            look=if takes { SubmitLook::Outlined } else { SubmitLook::Filled }
                        />
                    </div>
                </form>
            </Columns>
        }
        .into_any())
    })
}

fn of_write(error: services::WriteError) -> services::ReadError {
    match error {
        services::WriteError::Database(error) => services::ReadError::Database(error),
        services::WriteError::Damaged(what) => services::ReadError::Damaged(what),
    }
}

fn margin(recorded: Option<AnyView>) -> AnyView {
    view! {
        <MarginSection title="What is recognised">
            <p>"Who was there (“Attendees”), who kept the notes, the recording’s link, topics as items of the agenda, “AI:” and “Action:” as action items, “Decision:” as decisions."</p>
            <p>"What is not recognised stays where it is: the minutes are the text as you paste it."</p>
        </MarginSection>
        <MarginSection title="What happens next">
            <p>"You see what it would become before anything is written. Meetings that have minutes here already stay as they are."</p>
        </MarginSection>
        {recorded}
    }
    .into_any()
}

fn recorded_form(slug: &str, recorded: bool) -> AnyView {
    let action = format!("/meetings/series/{slug}/recorded");
    view! {
        <MarginSection title="Recordings">
            <form class="form" method="post" action=action>
                <Checkbox name="recorded" label="These meetings are recorded" ticked=recorded />
                <p class="hint">"Then a recording is expected after each, and missing when nobody publishes it."</p>
                <crate::ui::Button text="Note it" />
            </form>
        </MarginSection>
    }
    .into_any()
}

fn count(pasted: &Pasted, fate: Fate) -> usize {
    pasted
        .meetings
        .iter()
        .filter(|meeting| meeting.fate == fate)
        .count()
}

fn preview(pasted: &Pasted) -> AnyView {
    let taken = count(pasted, Fate::TakenIn);
    let words = match taken {
        0 => "Nothing of it is new: these meetings have minutes already, or are still to come."
            .to_owned(),
        1 => "One meeting would be taken in.".to_owned(),
        many => format!("{many} meetings would be taken in."),
    };
    let before = (!pasted.before.trim().is_empty()).then(|| {
        let text = pasted.before.trim().to_owned();
        view! {
            <details class="pasted-before">
                <summary>"Before the first meeting: it is not taken in"</summary>
                <pre class="pasted-source">{text}</pre>
            </details>
        }
    });
    let meetings = pasted.meetings.iter().map(meeting).collect_view();
    view! {
        <Section title="What it would become" id="preview">
            <p>{words}</p>
            {before}
            {meetings}
        </Section>
    }
    .into_any()
}

fn meeting(pasted: &PastedMeeting) -> AnyView {
    let noted = &pasted.noted;
    let fate = match pasted.fate {
        Fate::TakenIn => "Would be taken in",
        Fate::StillToCome => "Still to come: stays out",
        Fate::HasMinutes => "Has minutes here already: stays out",
        Fate::ToldBefore => "The document tells of this day before: stays out",
    };
    let names = |present: bool| {
        noted
            .people
            .iter()
            .filter(|person| person.present == present)
            .map(|person| person.name.clone())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let line = |label: &'static str, value: String| {
        (!value.is_empty()).then(|| view! { <p><strong>{label}": "</strong>{value}</p> })
    };
    let items = noted
        .items
        .iter()
        .zip(pasted.groups.iter().chain(std::iter::repeat(&Vec::new())))
        .map(|(item, groups)| {
            let groups = (!groups.is_empty()).then(|| {
                view! { <span class="hint">" about "{groups.join(", ")}</span> }
            });
            let decisions = item
                .decisions
                .iter()
                .map(|decided| view! { <li>"Decided: "{decided.clone()}</li> })
                .collect_view();
            let actions = item
                .actions
                .iter()
                .map(|action| {
                    let who = if action.who.is_empty() {
                        "somebody".to_owned()
                    } else {
                        action.who.clone()
                    };
                    view! { <li>"Action for "{who}": "{action.task.clone()}</li> }
                })
                .collect_view();
            view! {
                <li>
                    {item.title.clone()}
                    {groups}
                    <ul class="pasted-did">{decisions}{actions}</ul>
                </li>
            }
        })
        .collect_view();
    let source = noted.source.clone();
    let recording = noted
        .recording
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    let href = (pasted.fate == Fate::HasMinutes).then(|| {
        let path = minutes_path(&pasted.address.to_string());
        view! { " "<a href=path>"See them"</a> }
    });
    view! {
        <details class="pasted-meeting" open=pasted.fate == Fate::TakenIn>
            <summary>
                <strong>{long_date(noted.day)}</strong>
                <span class="hint">" · "{fate}</span>
            </summary>
            {href}
            {line("Present", names(true))}
            {line("Not present", names(false))}
            {line("Scribe", noted.scribe.clone().unwrap_or_default())}
            {line("Recording", recording)}
            <ol class="pasted-items">{items}</ol>
            <details>
                <summary>"The text to the letter"</summary>
                <pre class="pasted-source">{source}</pre>
            </details>
        </details>
    }
    .into_any()
}

fn failure(error: CommandError<PasteRefused>, form: Filled) -> Failure {
    outcome::failure(error, form, |refusal| match refusal {
        PasteRefused::NoMeeting | PasteRefused::NothingNew | PasteRefused::TooMuch => "",
    })
}

fn run(submission: Submission) -> Running {
    Box::pin(async move {
        let slug = submission.parameter("series").to_owned();
        let context = &submission.context;
        let form = Filled::of(&submission);
        let text = form.fields.raw("text").replace("\r\n", "\n");
        if form.fields.text("step") == "take" {
            let taken = minutes::take_in(context, &slug, &text)
                .await
                .map_err(|error| failure(error, form))?;
            return Ok(Done::GoTo(match taken.as_slice() {
                [one] => format!("{}?done=taken", minutes_path(&one.to_string())),
                [] | [_, ..] => address(
                    "/meetings",
                    &[("view", "past"), ("series", &slug), ("done", "taken")],
                ),
            }));
        }
        minutes::try_notes(context, &slug, &text)
            .await
            .map_err(|error| failure(error, form.clone()))?;
        Ok(Done::Show(form))
    })
}

fn record_series(submission: Submission) -> Running {
    Box::pin(async move {
        let slug = submission.parameter("series").to_owned();
        let recorded = submission.fields.ticked("recorded");
        recording::record_series(&submission.context, &slug, recorded)
            .await
            .map_err(|error| {
                outcome::failure(error, Filled::of(&submission), |never| match *never {})
            })?;
        Ok(Done::GoTo(format!(
            "/meetings/series/{slug}/notes?done=recorded"
        )))
    })
}
