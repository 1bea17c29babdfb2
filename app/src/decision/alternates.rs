//! Alternates beside a decision: what others would do instead, and what the leads say to it.

use leptos::prelude::*;
use services::{
    CommandError,
    decision::{self, Alternate, AlternateRefusal, NewAlternate},
    history::Names,
    text,
};

use crate::{
    command::{Command, Done, Filled, Running, Submission, filled},
    outcome::failure,
    proposal::moment_of,
    ui::{Button, Document, Field, Section, TextArea},
};

const PAGE: &str = "/decisions/{number}";

/// The longest title and link, in characters.
const LONGEST_LINE: usize = 500;

/// The longest text, in characters.
const LONGEST_TEXT: usize = 20_000;

/// What can be sent from a decision's page.
pub const ALTERNATE_COMMANDS: &[Command] = &[
    Command::new("/decisions/{number}/alternates", PAGE, attach),
    Command::new(
        "/decisions/{number}/alternates/{alternate}/answer",
        PAGE,
        answer,
    ),
];

/// The alternates with their answers, and the forms for both.
#[component]
pub fn Alternates(
    number: String,
    alternates: Vec<Alternate>,
    names: Names,
    takes_part: bool,
    runs: bool,
) -> impl IntoView {
    let base = format!("/decisions/{number}/alternates");
    if alternates.is_empty() && !takes_part {
        return ().into_any();
    }
    let none = alternates.is_empty().then(|| {
        view! { <p class="hint">"Nobody has put one beside it. Whoever would do it otherwise writes it down here; the leads answer."</p> }
    });
    let lines = alternates
        .iter()
        .map(|alternate| one(alternate, &names, &base, runs))
        .collect_view();
    let form = filled(&base);
    let attach = takes_part.then(|| {
        view! {
            <details class="panel" open=form.was_sent()>
                <summary>"Put an alternate beside it"</summary>
                <form class="form panel-content" method="post" action=base>
                    <Field name="title" label="What you would do instead" hint="In a line." value=form.value("title", "") error=form.problem("title") />
                    <TextArea name="body" label="How, and why it is better" hint="Markdown." rows=8 value=form.value("body", "") error=form.problem("body") />
                    <Field name="link" label="Where there is more" hint="An address; it may be empty." value=form.value("link", "") error=form.problem("link") />
                    <p class="hint">"It stands here under your name, and cannot be edited. The leads answer it here."</p>
                    <div class="buttons"><Button text="Attach" /></div>
                </form>
            </details>
        }
    });
    view! {
        <Section title="Alternates" id="alternates">
            {none}
            <ul class="comments">{lines}</ul>
            {attach}
        </Section>
    }
    .into_any()
}

fn one(alternate: &Alternate, names: &Names, base: &str, runs: bool) -> AnyView {
    let called = |person| {
        names
            .person(person)
            .map_or_else(String::new, |name| name.name.clone())
    };
    let body = text::markdown_among_others(&alternate.body);
    let link = text::safe_address(&alternate.link).map(|link| {
        let link = link.to_owned();
        view! { <p><a href=link.clone() rel="nofollow noopener">{link.clone()}</a></p> }
    });
    let answered = match &alternate.answered {
        Some(answer) => {
            let said = text::markdown_among_others(&answer.text);
            view! {
                <div class="answer">
                    <p class="hint">"Answered by "{called(answer.by)}", "{moment_of(answer.at)}</p>
                    <Document html=said.html />
                </div>
            }
            .into_any()
        }
        None if runs => {
            let action = format!("{base}/{}/answer", alternate.id);
            let form = filled(&action);
            view! {
                <form class="form" method="post" action=action>
                    <TextArea name="text" label="Your answer, for the leads" rows=3 value=form.value("text", "") error=form.problem("text") />
                    <div class="buttons"><Button text="Answer" /></div>
                </form>
            }
            .into_any()
        }
        None => view! { <p class="hint">"The leads have not answered yet."</p> }.into_any(),
    };
    view! {
        <li id=format!("alternate-{}", alternate.id)>
            <h3>{alternate.title.clone()}</h3>
            <p class="hint">{called(alternate.by)}", "{moment_of(alternate.at)}</p>
            <Document html=body.html />
            {link}
            {answered}
        </li>
    }
    .into_any()
}

fn field_of(refusal: &AlternateRefusal) -> &'static str {
    match refusal {
        AlternateRefusal::Address => "link",
        AlternateRefusal::Answered => "text",
        AlternateRefusal::TooMany | AlternateRefusal::OnProposal => "title",
    }
}

fn attach(submission: Submission) -> Running {
    Box::pin(async move {
        submission.context.may(
            domain::permission::Action::TakePart,
            domain::permission::Resource::Community,
        )?;
        let number = submission.parameter("number").to_owned();
        let mut form = Filled::of(&submission);
        let new = NewAlternate {
            title: form.required("title", LONGEST_LINE, "Say in a line what you would do."),
            body: form.required("body", LONGEST_TEXT, "Say how, and why."),
            link: form.optional("link", LONGEST_LINE),
        };
        form.checked()?;
        decision::attach(&submission.context, &number, new)
            .await
            .map_err(|error| failure(error, form, field_of))?;
        Ok(Done::GoTo(format!(
            "/decisions/{number}?done=attached#alternates"
        )))
    })
}

fn answer(submission: Submission) -> Running {
    Box::pin(async move {
        let number = submission.parameter("number").to_owned();
        let read = decision::page(&submission.context, &number, None).await?;
        let of = read.decision.group.map_or(
            domain::permission::Resource::Community,
            domain::permission::Resource::Group,
        );
        submission
            .context
            .may(domain::permission::Action::RunGroup, of)?;
        let id = submission
            .parameter("alternate")
            .parse()
            .map_err(|_| CommandError::<AlternateRefusal>::NotFound)
            .map_err(|error| failure(error, Filled::default(), field_of))?;
        let mut form = Filled::of(&submission);
        let said = form.required("text", LONGEST_TEXT, "Write an answer.");
        form.checked()?;
        decision::answer(&submission.context, &number, id, said)
            .await
            .map_err(|error| failure(error, form, field_of))?;
        Ok(Done::GoTo(format!(
            "/decisions/{number}?done=answered#alternates"
        )))
    })
}
