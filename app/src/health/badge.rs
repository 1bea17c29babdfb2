//! Health as icon, word and colour.

use domain::health::{Finding, Health};
use leptos::prelude::*;

use crate::ui::{DateText, Icon};

/// How something is doing.
#[component]
pub fn HealthBadge(health: Health) -> impl IntoView {
    let class = format!("state {}", class_of(health));
    view! { <span class=class>{icon_of(health).view()}<span>{health.words()}</span></span> }
}

/// The class that carries the colour (`style/parts/health.css`).
pub fn class_of(health: Health) -> &'static str {
    match health {
        Health::Well => "health-well",
        Health::InGrace => "health-in-grace",
        Health::Warned => "health-warned",
        Health::Failing => "health-failing",
        Health::NoEvidence => "health-no-evidence",
    }
}

pub fn icon_of(health: Health) -> Icon {
    match health {
        Health::Well => Icon::Check,
        Health::InGrace => Icon::CircleAlert,
        Health::Warned => Icon::Info,
        Health::Failing => Icon::Cross,
        Health::NoEvidence => Icon::CircleDashed,
    }
}

/// What was found of one aspect, with the way to the evidence behind it.
#[component]
pub fn FindingWithEvidence(finding: Finding, #[prop(into)] evidence: String) -> impl IntoView {
    let class = format!("finding {}", class_of(finding.health));
    let words = match finding.health {
        Health::InGrace => "In grace: can be mended until ",
        Health::Warned => "Late after ",
        Health::Failing | Health::NoEvidence | Health::Well => "",
    };
    let grace = finding.until.map(|until| {
        view! { <span class="finding-evidence">{words}<DateText day=until /></span> }
    });
    view! {
        <li class=class>
            {icon_of(finding.health).view()}
            <span>
                <span class="visually-hidden">{finding.health.words()}": "</span>
                <a href=evidence>{finding.aspect.words()}</a>": "{finding.words}
            </span>
            {grace}
        </li>
    }
}
