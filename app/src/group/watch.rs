//! What the committee watches beside its queue: groups that are out of the lead rules, and steps that are overdue.

use leptos::prelude::*;
use services::{
    Context, ReadError,
    checklist::{Checklist, OverdueStep, overdue},
    group::{BrokenRule, OutOfRules, out_of_rules},
};

use super::place::group_path;
use crate::{
    address::address,
    ui::{DateText, DayFormat, FindingLine, Findings, Item, List, Section},
};

/// So many overdue steps are named.
const STEPS: u64 = 30;

/// So many groups that are out of the rules are named.
const GROUPS: usize = 30;

/// Both sections; what has nothing says so.
pub async fn watched(context: &Context) -> Result<AnyView, ReadError> {
    let out = out_of_rules(context, None).await?;
    let steps = overdue(context, STEPS).await?;
    Ok(view! {
        <Section title="Out of the lead rules" id="lead-rules">{groups(out)}</Section>
        <Section title="Overdue steps" id="overdue">{overdue_steps(steps)}</Section>
    }
    .into_any())
}

fn groups(mut out: Vec<OutOfRules>) -> AnyView {
    if out.is_empty() {
        return view! { <p class="secondary">"Every group is led as the policy wants it."</p> }
            .into_any();
    }
    let more = out.len().saturating_sub(GROUPS);
    out.truncate(GROUPS);
    let rest = (more > 0).then(|| view! { <p class="hint">"And "{more}" more."</p> });
    view! { {out_of_rules_list(out)}{rest} }.into_any()
}

/// Groups that are out of the lead rules, each with what would mend it.
pub fn out_of_rules_list(out: Vec<OutOfRules>) -> AnyView {
    let items = out
        .into_iter()
        .map(|group| {
            let href = group_path(&group.group.slug);
            let change = change_leads(&group.group.name);
            view! {
                <Item
                    title=view! { <a href=href>{group.group.name}</a> }.into_any()
                    secondary=broken(group.rules)
                    aside=view! { <a href=change>"Propose a change of leads"</a> }.into_any()
                />
            }
        })
        .collect_view();
    view! { <List>{items}</List> }.into_any()
}

/// Where a change of a group’s leads is proposed.
fn change_leads(name: &str) -> String {
    address(
        "/proposals/new",
        &[("kind", "change_leads"), ("group", name)],
    )
}

/// The rules that do not hold, with what would mend each.
fn broken(rules: Vec<BrokenRule>) -> AnyView {
    let lines = rules
        .into_iter()
        .map(|rule| {
            let remedy = rule.remedy;
            view! {
                <FindingLine verdict=rule.finding.verdict text=format!("{}.", rule.finding.evidence)>
                    {remedy}
                </FindingLine>
            }
        })
        .collect_view();
    view! { <Findings>{lines}</Findings> }.into_any()
}

/// Steps with whose they are and since when they are due.
pub fn overdue_steps(steps: Vec<OverdueStep>) -> AnyView {
    if steps.is_empty() {
        return view! { <p class="secondary">"No step of a group that is set up or closed is overdue."</p> }
            .into_any();
    }
    let items = steps
        .into_iter()
        .map(|step| {
            let href = format!("{}/checklist", group_path(&step.group.slug));
            let what = match step.checklist {
                Checklist::SettingUp => "Setting up",
                Checklist::Closing => "Closing",
            };
            let owner = step
                .owner
                .map_or_else(|| "nobody".to_owned(), |name| name.name);
            view! {
                <Item
                    title=view! { <a href=href>{step.sentence}</a> }.into_any()
                    secondary=view! { {what}" "{step.group.name}", seen to by "{owner} }.into_any()
                    aside=view! { "Due "<DateText day=step.due_on format=DayFormat::Short /> }.into_any()
                />
            }
        })
        .collect_view();
    view! { <List>{items}</List> }.into_any()
}
