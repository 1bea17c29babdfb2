//! What can be done while a proposal is open: holds, changes, waivers, a new revision, an answer to a nomination.

use domain::{
    lead_rules::{LeadRule, Verdict as RuleVerdict},
    proposal::{Answer, ProposalState},
};
use leptos::prelude::*;

use super::{
    parts::{Reader, name, one_text, sent},
    show::Shared,
};
use crate::{
    command::Filled,
    ui::{Button, Choice as FormChoice, Radios, Section, TextArea},
};

/// Holds, and what the authors, nominees and electors can do besides.
#[component]
pub fn Holds(read: StoredValue<Shared>, form: Filled, reader: Reader) -> impl IntoView {
    read.with_value(|read| {
        let record = &read.record;
        let base = read.base.clone();
        if !record.state.is_open() {
            return ().into_any();
        }
        let in_review = record.state == ProposalState::InReview;
        let holds = record
            .holds
            .iter()
            .map(|hold| {
                let own = (reader.person == Some(hold.by) && reader.elector).then(|| {
                    view! {
                        <form method="post" action=format!("{base}/release")>
                            <Button text="Lift my hold" />
                        </form>
                    }
                });
                view! { <li>{name(&read.names, hold.by)}" holds it: "{hold.reason.clone()}{own}</li> }
            })
            .collect_view();
        let holding = record.holds.iter().any(|hold| Some(hold.by) == reader.person);
        let elector = (reader.elector && in_review).then(|| {
            let hold = (!holding).then(|| {
                view! {
                    <details><summary>"Hold the decision"</summary>
                        {one_text(format!("{base}/hold"), "Why", "Hold", &form)}
                    </details>
                }
            });
            view! {
                {hold}
                <details><summary>"Give it back to its authors"</summary>
                    {one_text(format!("{base}/changes"), "What is to change", "Request changes", &form)}
                </details>
                {waive(read, &base, &form)}
            }
        });
        let authors = reader.writes.then(|| {
            view! {
                <form class="form" method="post" action=format!("{base}/revise")>
                    <Button text="Write a new revision" />
                </form>
                <details><summary>"Withdraw it"</summary>
                    {one_text(format!("{base}/withdraw"), "Why", "Withdraw", &form)}
                </details>
            }
        });
        let nominated = record
            .revision()
            .request
            .nominees()
            .iter()
            .any(|nomination| Some(nomination.person) == reader.person);
        let nominee = nominated.then(|| {
            let said = reader.person.and_then(|person| record.answer_of(person));
            let pressed = |answer| if said == Some(answer) { "true" } else { "false" };
            view! {
                <p>"You are nominated as a lead."</p>
                <form class="buttons" method="post" action=format!("{base}/nomination")>
                    <button class="button" type="submit" name="answer" value="accepted" aria-pressed=pressed(Answer::Accepted)>"Accept"</button>
                    <button class="button" type="submit" name="answer" value="declined" aria-pressed=pressed(Answer::Declined)>"Decline"</button>
                </form>
            }
        });
        let anything = !record.holds.is_empty() || reader.elector || reader.writes || nominated;
        anything
            .then(|| {
                view! {
                    <Section title="What can be done">
                        <ul class="holds">{holds}</ul>{nominee}{authors}{elector}
                    </Section>
                }
            })
            .into_any()
    })
}

/// The form that waives a lead rule; only where one does not hold.
fn waive(read: &Shared, base: &str, form: &Filled) -> Option<AnyView> {
    let failing: Vec<FormChoice> = read
        .stops
        .iter()
        .filter(|finding| finding.verdict != RuleVerdict::Pass)
        .flat_map(|finding| {
            let rule = rule_key(finding.rule);
            match finding.rule {
                LeadRule::NumberOfLeads | LeadRule::Organizations => {
                    vec![FormChoice::new(rule, finding.evidence.clone())]
                }
                LeadRule::Membership | LeadRule::Maintainership => finding
                    .about
                    .iter()
                    .map(|person| {
                        FormChoice::new(
                            format!("{rule}:{}", person.0),
                            format!("{}: {}", name(&read.names, *person), finding.evidence),
                        )
                    })
                    .collect(),
            }
        })
        .collect();
    if failing.is_empty() {
        return None;
    }
    let action = format!("{base}/waive");
    let form = sent(form, &action);
    Some(
        view! {
            <details open=form.was_sent()>
                <summary>"Waive a lead rule"</summary>
                <form class="form" method="post" action=action>
                    <Radios name="rule" label="Which" choices=failing selected=form.value("rule", "") error=form.problem("rule") />
                    <TextArea name="text" apart="waive" label="Why" rows=3 value=form.value("text", "") error=form.problem("text") />
                    <div class="buttons"><Button text="Waive" /></div>
                </form>
            </details>
        }
        .into_any(),
    )
}

/// The name of a lead rule in forms.
pub fn rule_key(rule: LeadRule) -> &'static str {
    match rule {
        LeadRule::NumberOfLeads => "number_of_leads",
        LeadRule::Organizations => "organizations",
        LeadRule::Membership => "membership",
        LeadRule::Maintainership => "maintainership",
    }
}
