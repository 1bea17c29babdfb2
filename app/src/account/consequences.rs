//! Which groups' lead rules would find something else: before and after, with what would mend it.

use domain::{
    lead_rules::{RuleTurned, Turn},
    words::{capitalized, number},
};
use leptos::prelude::*;
use services::group::GroupTurned;

use crate::ui::{FindingLine, Findings};

/// The groups, or that none is concerned.
#[component]
pub fn Consequences(
    groups: Vec<GroupTurned>,
    /// How many groups the person leads.
    led: usize,
) -> impl IntoView {
    if groups.is_empty() {
        let words = match led {
            0 => "You lead no group, so no group’s lead rules are concerned.",
            1 => "The lead rules of the group that you lead find the same as now.",
            _ => "The lead rules of the groups that you lead find the same as now.",
        };
        return view! { <p>{words}</p> }.into_any();
    }
    let broken = groups
        .iter()
        .filter(|group| group.rules.iter().any(|rule| rule.turn == Turn::Breaks))
        .count();
    let summary = match broken {
        0 => {
            "No group’s lead rules would be broken, but they would find something else:".to_owned()
        }
        1 => "The lead rules of one group would be broken.".to_owned(),
        many => format!("The lead rules of {} groups would be broken.", number(many)),
    };
    let groups = groups
        .into_iter()
        .map(|turned| {
            let href = format!("/groups/{}", turned.group.slug);
            let rules = turned.rules.into_iter().map(rule).collect_view();
            view! {
                <section class="consequence">
                    <h3><a href=href>{turned.group.name}</a></h3>
                    {rules}
                </section>
            }
        })
        .collect_view();
    view! {
        <p class="consequences-summary">{capitalized(&summary)}</p>
        {groups}
    }
    .into_any()
}

fn rule(rule: RuleTurned) -> AnyView {
    view! {
        <Findings>
            <FindingLine
                verdict=rule.before.verdict
                text=format!("Now: {}", rule.before.evidence)
            />
            <FindingLine verdict=rule.after.verdict text=format!("Then: {}", rule.after.evidence) />
        </Findings>
        {rule.remedy.map(|remedy| view! { <p class="hint">{remedy}</p> })}
    }
    .into_any()
}
