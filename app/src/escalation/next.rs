//! What the reader can do to an escalation now, the most urgent first.

use domain::escalation::Rung;
use leptos::prelude::*;
use services::escalation::EscalationRead;

use crate::{
    command::{Filled, filled},
    ui::{Banner, BannerKind, Button, Field, Section, SubmitLook, TextArea},
};

/// The forms that are the reader's.
#[component]
pub fn Next(read: EscalationRead) -> impl IntoView {
    let reader = read.reader;
    if !read.record.is_open() || !reader.takes_part {
        return ().into_any();
    }
    let base = format!("/escalations/{}", read.record.number);
    let answer_open = match read.record.rung() {
        Rung::Leads => reader.opener || reader.leads_group || reader.asked,
        Rung::AllLeads => {
            reader.opener || reader.leads_group || reader.leads_affected || reader.asked
        }
        Rung::Community | Rung::Committee => true,
    };
    let party = reader.opener || reader.leads_group || reader.leads_affected;
    let asked = reader
        .asked
        .then(|| view! { <p>"You are asked to answer, for your group."</p> });
    let verdict = (reader.on_committee && read.record.rung() == Rung::Committee).then(|| {
        if reader.recused {
            view! { <p>"You sit on the committee and have a part in this: another seat records the decision."</p> }
                .into_any()
        } else {
            verdict(&base)
        }
    });
    let parts = view! {
        {asked}
        {verdict}
        {reader.opener.then(|| climb(&read, &base))}
        {answer_open.then(|| folded(
            "Answer", reader.asked,
            text_form(format!("{base}/answers"), "Your answer", "Markdown. It stands here under your name.", "Answer", 5),
        ))}
        {(reader.opener || reader.leads_group).then(|| case_form(&read, &base))}
        {reader.opener.then(|| alternate_form(&read, &base))}
        {(party || reader.on_committee).then(|| affected_form(&base))}
        {reader.opener.then(|| settle_forms(&base))}
    };
    let problem = [
        "climb",
        "answers",
        "case",
        "alternate",
        "affected",
        "settle",
        "withdraw",
        "decide",
    ]
    .into_iter()
    .map(|form| filled(&format!("{base}/{form}")).problem(""))
    .find(|problem| !problem.is_empty());
    view! {
        <Section title="What you can do" id="next">
            {problem.map(|problem| view! { <Banner kind=BannerKind::Problem><p>{problem}</p></Banner> })}
            {parts}
        </Section>
    }
    .into_any()
}

fn folded(summary: &'static str, open: bool, form: (Filled, AnyView)) -> AnyView {
    let (filled, form) = form;
    let open = open || filled.was_sent();
    view! { <details class="panel" open=open><summary>{summary}</summary>{form}</details> }
        .into_any()
}

fn text_form(
    action: String,
    label: &'static str,
    hint: &'static str,
    button: &'static str,
    rows: u32,
) -> (Filled, AnyView) {
    let form = filled(&action);
    let apart = action.rsplit('/').next().unwrap_or_default().to_owned();
    let drawn = view! {
        <form class="form panel-content" method="post" action=action>
            <TextArea name="text" apart=apart label=label hint=hint rows=rows value=form.value("text", "") error=form.problem("text") />
            <div class="buttons"><Button text=button /></div>
        </form>
    }
    .into_any();
    (form, drawn)
}

/// The way up, or what is missing for it.
fn climb(read: &EscalationRead, base: &str) -> AnyView {
    let Some(next) = read.record.next_rung() else {
        return ().into_any();
    };
    let missing = read.record.missing(read.now);
    if !missing.is_empty() {
        let lines = missing
            .iter()
            .map(|missing| view! { <li>{missing.to_string()}</li> })
            .collect_view();
        let whither = whither(next);
        return view! { <p>"Before it can go "{whither}":"</p><ul>{lines}</ul> }.into_any();
    }
    let text = format!("Take it {}", whither(next));
    let without = (next == Rung::Committee && read.record.other_case.is_empty()).then(|| {
        view! { <p class="hint">"The other side wrote no case in its time. The committee is told, and may decide without it."</p> }
    });
    view! {
        <form method="post" action=format!("{base}/climb")>
            {without}
            <Button text=text look=SubmitLook::Filled />
        </form>
    }
    .into_any()
}

fn whither(rung: Rung) -> &'static str {
    match rung {
        Rung::Leads => "to the leads of the group",
        Rung::AllLeads => "to the leads of all affected groups",
        Rung::Community => "before the community",
        Rung::Committee => "onto the committee’s agenda",
    }
}

fn case_form(read: &EscalationRead, base: &str) -> AnyView {
    let action = format!("{base}/case");
    let form = filled(&action);
    let (wordings, label) = if read.reader.opener {
        (&read.record.own_case, "Your case, as who disagrees")
    } else {
        (&read.record.other_case, "Your group’s case")
    };
    let written = wordings.last().map_or("", |case| case.text.as_str());
    let open = form.was_sent() || wordings.is_empty();
    let summary = if wordings.is_empty() {
        "Write your side’s case"
    } else {
        "Write your side’s case anew"
    };
    view! {
        <details class="panel" open=open>
            <summary>{summary}</summary>
            <form class="form panel-content" method="post" action=action>
                <TextArea name="text" apart="case" label=label hint="What speaks for your side. Markdown. The other side writes its own; earlier wordings stay." rows=8 value=form.value("text", written) error=form.problem("text") />
                <div class="buttons"><Button text="Keep the case" /></div>
            </form>
        </details>
    }
    .into_any()
}

fn alternate_form(read: &EscalationRead, base: &str) -> AnyView {
    let action = format!("{base}/alternate");
    let form = filled(&action);
    let written = read.record.alternate.clone();
    let (title, body, link) = written
        .map(|alternate| (alternate.title, alternate.body, alternate.link))
        .unwrap_or_default();
    view! {
        <details class="panel" open=form.was_sent()>
            <summary>"Write an alternate proposal"</summary>
            <form class="form panel-content" method="post" action=action>
                <Field name="title" apart="alternate" label="What should be done instead" hint="In a line." value=form.value("title", &title) error=form.problem("title") />
                <TextArea name="body" apart="alternate" label="How" hint="Markdown." rows=8 value=form.value("body", &body) error=form.problem("body") />
                <Field name="link" apart="alternate" label="Where there is more" hint="An address; it may be empty." value=form.value("link", &link) error=form.problem("link") />
                <div class="buttons"><Button text="Keep the alternate" /></div>
            </form>
        </details>
    }
    .into_any()
}

fn affected_form(base: &str) -> AnyView {
    let action = format!("{base}/affected");
    let form = filled(&action);
    view! {
        <details class="panel" open=form.was_sent()>
            <summary>"Bring in another affected group"</summary>
            <form class="form panel-content" method="post" action=action>
                <Field name="group" apart="affected" label="The group" hint="Its name. Its leads are told, and asked where all affected leads are." value=form.value("group", "") error=form.problem("group") />
                <div class="buttons"><Button text="Bring it in" /></div>
            </form>
        </details>
    }
    .into_any()
}

fn settle_forms(base: &str) -> AnyView {
    let action = format!("{base}/settle");
    let form = filled(&action);
    let withdraw = text_form(format!("{base}/withdraw"), "Why", "", "Withdraw it", 3);
    view! {
        <details class="panel" open=form.was_sent()>
            <summary>"It is settled"</summary>
            <form class="form panel-content" method="post" action=action>
                <TextArea name="text" apart="settle" label="How" rows=3 value=form.value("text", "") error=form.problem("text") />
                <Field name="decision" apart="settle" label="By which decision" hint="Its number, where there is one." value=form.value("decision", "") error=form.problem("decision") />
                <div class="buttons"><Button text="It is settled" /></div>
            </form>
        </details>
        {folded("Withdraw it", false, withdraw)}
    }
    .into_any()
}

fn verdict(base: &str) -> AnyView {
    let action = format!("{base}/decide");
    let form = filled(&action);
    view! {
        <details class="panel" open=true>
            <summary>"Record the committee’s decision"</summary>
            <form class="form panel-content" method="post" action=action>
                <Field name="title" apart="decide" label="What was decided" hint="In a line." value=form.value("title", "") error=form.problem("title") />
                <TextArea name="options" apart="decide" label="Options" hint="What could have been done. Markdown; it may be empty." rows=4 value=form.value("options", "") error=form.problem("options") />
                <TextArea name="text" apart="decide" label="Reasons" hint="Why, with what both sides said. Markdown." rows=8 value=form.value("text", "") error=form.problem("text") />
                <Field name="supersedes" apart="decide" label="In the place of" hint="Numbers of decisions that no longer hold, such as 2026-014." value=form.value("supersedes", "") error=form.problem("supersedes") />
                <p class="hint">"It gets the next number, ends the escalation, and is never edited."</p>
                <div class="buttons"><Button text="Record it" look=SubmitLook::Filled /></div>
            </form>
        </details>
    }
    .into_any()
}
