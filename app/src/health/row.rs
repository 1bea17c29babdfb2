//! One group on the dashboard: how it is doing, what shows it, and the proposal that could follow from it.

use domain::{
    health::{Aspect, Finding, Health},
    words::enumerated,
};
use leptos::prelude::*;
use services::health::{Ask, GroupHealth};

use super::badge::{FindingWithEvidence, HealthBadge};
use crate::{command::filled, ui::StateBadge};

/// The row of a group.
pub fn row(group: GroupHealth) -> AnyView {
    let slug = group.name.slug.clone();
    let (standing_out, rest): (Vec<Finding>, Vec<Finding>) = group
        .findings
        .into_iter()
        .partition(|finding| finding.health.stands_out() || finding.health == Health::Warned);
    let none = standing_out
        .is_empty()
        .then(|| view! { <p class="hint">{nothing_late(&rest)}</p> });
    let more = (!rest.is_empty()).then(|| {
        let count = rest.len();
        view! {
            <details>
                <summary>
                    {format!("{count} more")}<span class="visually-hidden">{format!(" of {}", group.name.name)}</span>
                </summary>
                <ul class="findings">{lines(rest, &slug)}</ul>
            </details>
        }
    });
    let lines = lines(standing_out, &slug);
    view! {
        <tr>
            <th scope="row" class="health-group">
                <a href=format!("/groups/{slug}")>{group.name.name.clone()}</a>
                <StateBadge state=group.state />
            </th>
            <td data-label="Health"><HealthBadge health=group.health /></td>
            <td data-label="What shows it">{none}<ul class="findings">{lines}</ul>{more}</td>
            <td data-label="What could follow">{draft(&slug, &group.name.name)}</td>
        </tr>
    }
    .into_any()
}

/// That nothing is late, and what the record cannot tell of.
fn nothing_late(rest: &[Finding]) -> String {
    let mut unknown: Vec<String> = rest
        .iter()
        .filter(|finding| finding.health == Health::NoEvidence)
        .map(|finding| finding.aspect.words().to_lowercase())
        .collect();
    unknown.dedup();
    let unknown: Vec<&str> = unknown.iter().map(String::as_str).collect();
    if unknown.is_empty() {
        "Nothing is late.".to_owned()
    } else {
        format!(
            "Nothing is late. The record cannot tell of: {}.",
            enumerated(&unknown)
        )
    }
}

fn lines(findings: Vec<Finding>, slug: &str) -> AnyView {
    findings
        .into_iter()
        .map(|finding| {
            let evidence = evidence(&finding, slug);
            view! { <FindingWithEvidence finding=finding evidence=evidence /> }
        })
        .collect_view()
        .into_any()
}

/// Where the evidence of a finding is.
fn evidence(finding: &Finding, slug: &str) -> String {
    match finding.aspect {
        Aspect::LeadRule(_) => format!("/groups/{slug}#lead-rules"),
        Aspect::Checklist => format!("/groups/{slug}/checklist"),
        Aspect::Roadmap => format!("/groups/{slug}/roadmap"),
        Aspect::Reports => format!("/groups/{slug}/reports"),
        Aspect::LeadActivity => format!("/groups/{slug}/history"),
        Aspect::Meetings | Aspect::Minutes | Aspect::Recordings => match &finding.meeting {
            Some(meeting) => format!("/meetings/{meeting}"),
            None => format!("/groups/{slug}/meetings"),
        },
    }
}

/// The form that begins a proposal with what stands out as its reasons.
fn draft(slug: &str, name: &str) -> AnyView {
    let action = format!("/toc/health/{slug}/draft");
    let problem = filled(&action).problem("");
    let refused = !problem.is_empty();
    let about = format!(": {name}");
    let button = |ask: Ask, words: &'static str| {
        let about = about.clone();
        view! {
            <button class="button" type="submit" name="ask" value=ask.key()>
                {words}<span class="visually-hidden">{about}</span>
            </button>
        }
    };
    view! {
        <details open=refused>
            <summary>
                "Draft a proposal"<span class="visually-hidden">{about.clone()}</span>
            </summary>
            <form method="post" action=action>
                <p class="hint">"What stands out becomes its reasons. Nobody sees the draft until you submit it."</p>
                <div class="buttons">
                    {button(Ask::Recharter, "To recharter it")}
                    {button(Ask::Dissolve, "To dissolve it")}
                </div>
                {refused.then(|| view! { <p class="field-error" role="alert">{problem}</p> })}
            </form>
        </details>
    }
    .into_any()
}
