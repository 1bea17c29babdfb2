//! What a trial came to, and what can be done next: import, answer, go on although most groups would end, throw away.

use domain::{
    registry::{Answer, Answers},
    words::{capitalized, counted, number},
};
use leptos::prelude::*;
use services::registry::drafts::{FileInWords, TrialOutcome};

use super::questions::{asked, given};
use crate::{
    command::Filled,
    ui::{Banner, BannerKind, Button, Checkbox, DateText, DayFormat, Empty, Section, SubmitLook},
};

/// What came of it.
pub fn outcome(action: &str, outcome: TrialOutcome, answers: &Answers, sent: &Filled) -> AnyView {
    let discard = discard(action);
    let given = given(action, answers);
    let main = match outcome {
        TrialOutcome::Means { events: 0, .. } => view! {
            <Empty title="Nothing new">
                <p>"The record says all of this already. There is nothing to import."</p>
            </Empty>
        }
        .into_any(),
        TrialOutcome::Means {
            files,
            events,
            agreement,
            unused,
        } => means(action, files, events, &agreement.to_string(), unused),
        TrialOutcome::Asks { file, questions } => asked(action, &file, &questions, sent),
        TrialOutcome::EndsMost {
            file,
            ending,
            alive,
        } => ends_most(action, &file, ending, alive, sent),
        TrialOutcome::Refused(why) => view! {
            <Banner kind=BannerKind::Problem>
                <p>"It cannot be imported as it is. Nothing was written."</p>
                <ul class="file-problems"><li>{why}</li></ul>
            </Banner>
        }
        .into_any(),
    };
    view! {
        {main}
        {given}
        {discard}
    }
    .into_any()
}

fn means(
    action: &str,
    files: Vec<FileInWords>,
    events: usize,
    agreement: &str,
    unused: Vec<Answer>,
) -> AnyView {
    let told = format!(
        "{} from {}",
        counted(events, "event", "events"),
        counted(files.len(), "file", "files")
    );
    let unused = (!unused.is_empty()).then(|| {
        let lines = unused
            .iter()
            .map(|answer| view! { <li>{format!("{}: no file is missing that group.", answer.in_words())}</li> })
            .collect_view();
        view! {
            <Banner kind=BannerKind::Notice>
                <p>"Some answers are not needed:"</p>
                <ul>{lines}</ul>
            </Banner>
        }
    });
    let files = files.into_iter().map(file).collect_view();
    let (action, agreement) = (action.to_owned(), agreement.to_owned());
    view! {
        {unused}
        <form class="form" method="post" action=action>
            <input type="hidden" name="step" value="import" />
            <input type="hidden" name="agreement" value=agreement />
            <p>{format!("{}. This and nothing else is imported.", capitalized(&told))}</p>
            <div class="buttons">
                <Button text="Import what is shown" look=SubmitLook::Filled />
            </div>
        </form>
        {files}
    }
    .into_any()
}

/// The events of a file, those about the same things counted together.
fn file(file: FileInWords) -> AnyView {
    let about = file
        .about
        .iter()
        .map(|(subject, number)| format!("{}: {number}", subject.words()))
        .collect::<Vec<_>>()
        .join(" · ");
    let more = file.events.saturating_sub(file.sentences.len());
    let lines = file
        .sentences
        .into_iter()
        .map(|(on, sentence)| {
            view! {
                <li>
                    <DateText day=on format=DayFormat::Short />
                    <span>{sentence}</span>
                </li>
            }
        })
        .collect_view();
    let title = format!("{}: {}", file.file, counted(file.events, "event", "events"));
    view! {
        <Section title=title>
            <p class="hint">{about}</p>
            <ol class="event-lines">{lines}</ol>
            {(more > 0).then(|| view! {
                <p class="hint">{format!("And {} more.", number(more))}</p>
            })}
        </Section>
    }
    .into_any()
}

fn ends_most(action: &str, file: &str, ending: usize, alive: usize, sent: &Filled) -> AnyView {
    let words = format!(
        "{file} would end {} of {}. Most likely it is the wrong file, or a part of one.",
        number(ending),
        counted(alive, "group", "groups")
    );
    let label = format!(
        "It is meant: {} really ended",
        counted(ending, "group", "groups")
    );
    let problem = sent.problem("ending_most");
    let action = action.to_owned();
    view! {
        <Banner kind=BannerKind::Problem><p>{words}</p></Banner>
        <form class="form" method="post" action=action>
            <input type="hidden" name="step" value="end_most" />
            <Checkbox name="ending_most" label=label error=problem />
            <div class="buttons"><Button text="Go on" look=SubmitLook::Filled /></div>
        </form>
    }
    .into_any()
}

fn discard(action: &str) -> AnyView {
    let action = action.to_owned();
    view! {
        <form method="post" action=action>
            <input type="hidden" name="step" value="discard" />
            <Button text="Throw the files away" />
        </form>
    }
    .into_any()
}
