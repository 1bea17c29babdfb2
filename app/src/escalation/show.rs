//! `/escalations/N`: one disagreement: the problem, both cases, the alternate, where it stands, and what can be done.

use domain::escalation::{Case, EscalationState};
use leptos::prelude::*;
use services::{
    ReadError,
    escalation::{EscalationRead, escalation},
    text,
};

use super::{
    ladder::Ladder,
    next::Next,
    words::{badge, group, group_name, moment, person, stands},
};
use crate::{
    outcome::done,
    page::{PageTitle, context, holds_for_now, page, parameter},
    ui::{Banner, BannerKind, Columns, Crumb, Document, MarginSection, PageHeader, Section},
};

/// The page.
#[component]
pub fn EscalationPage() -> impl IntoView {
    let context = context();
    let number = parameter("number");
    let done = done(&[
        (
            "opened",
            "The leads of the group are asked. Everyone sees here where it stands.",
        ),
        ("replied", "Your answer stands below."),
        (
            "case",
            "Your side’s case stands here. You can write it anew until it is over.",
        ),
        ("affected", "The group has a part in it; its leads see it."),
        ("alternate", "Your alternate proposal stands here."),
        (
            "climbed",
            "It is a step further up. Whoever is asked there sees it.",
        ),
        ("settled", "It is settled. Thank you."),
        ("withdrawn", "It is withdrawn."),
        ("decided", "The decision is recorded, and ends it."),
    ]);
    page(async move {
        holds_for_now();
        let number = number.parse().map_err(|_| ReadError::NotFound)?;
        let read = escalation(&context, number).await?;
        Ok(drawn(&read, done))
    })
}

fn drawn(read: &EscalationRead, done: Option<String>) -> AnyView {
    let record = &read.record;
    let names = &read.names;
    let title = format!("{}: {}", record.number, record.title);
    let state = badge(record.state.words(), record.is_open());
    let decided = outcome(read);
    let problem = text::markdown_among_others(&record.problem);
    let tried = text::markdown_among_others(&record.tried);
    let alternate = record.alternate.as_ref().map(|alternate| {
        let body = text::markdown_among_others(&alternate.body);
        let link = text::safe_address(&alternate.link).map(|link| {
            let link = link.to_owned();
            view! { <p><a href=link.clone() rel="nofollow noopener">{link.clone()}</a></p> }
        });
        let title = alternate.title.clone();
        view! {
            <Section title="The alternate proposal" id="alternate">
                <h3>{title}</h3>
                <Document html=body.html />
                {link}
            </Section>
        }
    });
    let own = case(
        "The case of who disagrees",
        &record.own_case,
        read,
        "Not written yet. Only who disagrees writes it.",
    );
    let other_title = format!("The case of {}", group_name(names, record.group));
    let other_missing = if record.step.without_other_case {
        "Not written in its time; the committee may decide without it."
    } else {
        "Not written yet. Only the leads of the group write it; they are invited to."
    };
    let other = case(&other_title, &record.other_case, read, other_missing);
    let next = view! { <Next read=read.clone() /> };
    let ladder = view! { <Ladder record=record.clone() names=names.clone() /> };
    view! {
        <PageTitle subject=format!("Escalation {title}") />
        <PageHeader
            title=record.title.clone()
            trail=vec![Crumb::link("/escalations", "Escalations"), Crumb::here(record.number.to_string())]
            state=state
            lede=stands(record, names, read.now)
        />
        {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
        {decided}
        <Columns margin=margin(read)>
            {next}
            <Section title="The underlying problem"><Document html=problem.html /></Section>
            <Section title="What was tried before"><Document html=tried.html /></Section>
            {own}
            {other}
            {alternate}
            {ladder}
        </Columns>
    }
    .into_any()
}

/// What came of it.
fn outcome(read: &EscalationRead) -> Option<AnyView> {
    let words = match &read.record.state {
        EscalationState::Open => return None,
        EscalationState::Settled { how, decision, .. } => {
            let said = text::markdown_among_others(how);
            let by = decision.map(|number| {
                view! { <p>"By "<a href=format!("/decisions/{number}")>"decision "{number.to_string()}</a>"."</p> }
            });
            view! { <Document html=said.html />{by} }.into_any()
        }
        EscalationState::Withdrawn { reason, .. } => {
            let said = text::markdown_among_others(reason);
            view! { <Document html=said.html /> }.into_any()
        }
        EscalationState::Decided { decision, .. } => {
            let number = decision.to_string();
            view! {
                <p>"The committee decided: "<a href=format!("/decisions/{number}")>"decision "{number.clone()}</a>"."</p>
            }
            .into_any()
        }
    };
    Some(view! { <Section title="What came of it">{words}</Section> }.into_any())
}

/// A side's case: the last wording, and the earlier ones behind it.
fn case(title: &str, wordings: &[Case], read: &EscalationRead, missing: &'static str) -> AnyView {
    let title = title.to_owned();
    let Some((newest, earlier)) = wordings.split_last() else {
        return view! { <Section title=title><p class="hint">{missing}</p></Section> }.into_any();
    };
    let body = text::markdown_among_others(&newest.text);
    let before = (!earlier.is_empty()).then(|| {
        let lines = earlier
            .iter()
            .rev()
            .map(|case| {
                let body = text::markdown_among_others(&case.text);
                view! {
                    <li>
                        <p class="hint">{person(&read.names, case.by)}", "{moment(case.at)}</p>
                        <Document html=body.html />
                    </li>
                }
            })
            .collect_view();
        view! {
            <details class="panel">
                <summary>"Earlier wordings"</summary>
                <ul class="comments panel-content">{lines}</ul>
            </details>
        }
    });
    let by = person(&read.names, newest.by);
    let when = moment(newest.at);
    view! {
        <Section title=title>
            <p class="hint">{by}", "{when}</p>
            <Document html=body.html />
            {before}
        </Section>
    }
    .into_any()
}

fn margin(read: &EscalationRead) -> AnyView {
    let record = &read.record;
    let names = &read.names;
    let decision = record.decision.map(|number| {
        view! {
            <MarginSection title="Disagrees with">
                <p><a href=format!("/decisions/{number}")>"Decision "{number.to_string()}</a></p>
            </MarginSection>
        }
    });
    let affected = record
        .affected
        .iter()
        .map(|id| view! { <li>{group(names, *id)}</li> })
        .collect_view();
    let affected = (!record.affected.is_empty()).then(|| {
        view! { <MarginSection title="Affects also"><ul class="margin-links">{affected}</ul></MarginSection> }
    });
    let due = record.is_open().then(|| {
        let until = moment(record.due());
        view! { <MarginSection title="Time until"><p>{until}</p></MarginSection> }
    });
    let days = record.days;
    let opener = person(names, record.opened_by);
    let other = group(names, record.group);
    let since = moment(record.opened_at);
    view! {
        <MarginSection title="Between">
            <p>{opener}" and "{other}", since "{since}</p>
        </MarginSection>
        {decision}
        {affected}
        {due}
        <MarginSection title="How it goes">
            <p>"Each step has "{days}" days. It comes onto the committee’s agenda with the problem and both sides’ arguments; a side that writes nothing in its time is gone without, and that is said."</p>
            <p>"The committee records its decision by someone who has no part in it: neither who disagrees nor a lead of a group concerned."</p>
        </MarginSection>
    }
    .into_any()
}
