//! What a file cannot tell, with the answers to choose from; and what was answered so far.

use domain::registry::{Answer, Answers, EndingMost, Question};
use leptos::prelude::*;

use crate::{
    command::Filled,
    ui::{Banner, BannerKind, Button, Choice, Field, Icon, Section, Select, SubmitLook},
};

/// The questions, those about one group together.
pub fn asked(action: &str, file: &str, questions: &[Question], sent: &Filled) -> AnyView {
    let mut groups: Vec<Vec<&Question>> = Vec::new();
    for question in questions {
        match groups
            .iter_mut()
            .find(|group| group.iter().any(|other| other.gone == question.gone))
        {
            Some(group) => group.push(question),
            None => groups.push(vec![question]),
        }
    }
    let problem = sent.problem("answer");
    let error = (!problem.is_empty()).then(|| {
        view! { <p class="field-error">{Icon::CircleAlert.view()}<span>{problem}</span></p> }
    });
    let fieldsets = groups
        .iter()
        .enumerate()
        .map(|(number, questions)| about_one(number, questions, sent))
        .collect_view();
    let words = format!("{file} does not tell what became of every group.");
    let action = action.to_owned();
    view! {
        <Section title="What the file cannot tell">
            <p>{words}</p>
            <form class="form" method="post" action=action>
                <input type="hidden" name="step" value="answer" />
                {fieldsets}
                {error}
                <div class="buttons"><Button text="Answer" look=SubmitLook::Filled /></div>
            </form>
        </Section>
    }
    .into_any()
}

/// The questions about one group that is gone: one answer settles them.
fn about_one(number: usize, questions: &[&Question], sent: &Filled) -> AnyView {
    let gone = questions
        .first()
        .map_or_else(String::new, |question| question.gone.clone());
    let why = questions
        .iter()
        .map(|question| {
            format!(
                "“{}” shares {} with it.",
                question.candidate,
                question.reason.words()
            )
        })
        .collect::<Vec<_>>()
        .join(" ");
    let mut answers: Vec<Answer> = Vec::new();
    for answer in questions.iter().flat_map(|question| question.answers()) {
        if !answers.contains(&answer) {
            answers.push(answer);
        }
    }
    // That it ended comes last, however many candidates there are.
    answers.sort_by_key(|answer| matches!(answer, Answer::Ended(_)));
    let name = format!("answer.{number}");
    let chosen = sent.fields.text(&name).to_owned();
    let choices = answers
        .into_iter()
        .enumerate()
        .map(|(place, answer)| {
            let id = format!("field-{name}-{place}");
            let value = value_of(&answer);
            let checked = value == chosen;
            let name = name.clone();
            view! {
                <div class="choice">
                    <input type="radio" name=name id=id.clone() value=value checked=checked />
                    <label for=id>{answer.in_words()}</label>
                </div>
            }
        })
        .collect_view();
    let legend = format!("What became of “{gone}”?");
    let field = format!("gone.{number}");
    view! {
        <fieldset class="field">
            <legend>{legend}</legend>
            <p class="field-hint">{why}</p>
            <input type="hidden" name=field value=gone />
            {choices}
        </fieldset>
    }
    .into_any()
}

/// What the form sends for an answer.
fn value_of(answer: &Answer) -> String {
    match answer {
        Answer::Rename(_, new) => format!("rename:{new}"),
        Answer::Merge(_, into) => format!("merge:{into}"),
        Answer::Ended(_) => "ended:".to_owned(),
    }
}

/// What was answered so far, with a way to take it back, and to answer what was not asked.
pub fn given(action: &str, answers: &Answers) -> AnyView {
    let mut said: Vec<String> = answers
        .all()
        .map(|answer| format!("{}.", answer.in_words()))
        .collect();
    match answers.ending_most {
        EndingMost::IsMeant => said.push("Most groups may end.".to_owned()),
        EndingMost::Stops => {}
    }
    let given = (!said.is_empty()).then(|| {
        let action = action.to_owned();
        let lines = said
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view();
        view! {
            <Banner kind=BannerKind::Notice>
                <p>"You said:"</p>
                <ul>{lines}</ul>
                <form method="post" action=action>
                    <input type="hidden" name="step" value="forget" />
                    <Button text="Take it back" />
                </form>
            </Banner>
        }
    });
    let became = vec![
        Choice::new("rename", "was renamed to"),
        Choice::new("merge", "was merged into"),
        Choice::new("ended", "ended"),
    ];
    let action = action.to_owned();
    view! {
        {given}
        <details class="unasked">
            <summary>"Say what became of a group without being asked"</summary>
            <form class="form form-line" method="post" action=action>
                <input type="hidden" name="step" value="answer" />
                <Field name="gone" label="The group that is gone" />
                <Select name="became" label="It" choices=became />
                <Field name="candidate" label="The group of the file" />
                <div class="buttons"><Button text="Say so" /></div>
            </form>
        </details>
    }
    .into_any()
}
