//! `/policy/diff?from=&to=`: what two versions of the rules say differently, word by word.

use domain::policy::{Policy, RuleInWords};
use leptos::prelude::*;
use services::{
    ReadError,
    policy::{PolicyVersion, versions},
    text::{DifferenceKind, difference},
};

use crate::{
    page::{PageTitle, context, page, query},
    ui::{
        Button, Choice, Columns, Crumb, DateText, Difference, Empty, MarginSection, PageHeader,
        Section, Select, short_date,
    },
};

/// The differences between two versions; without a choice those of the newest from the one before.
#[component]
pub fn PolicyDifferencePage() -> impl IntoView {
    let context = context();
    let (from, to) = (query("from"), query("to"));
    page(async move {
        let versions = versions(&context.database).await?;
        let numbered = |number: &str| {
            versions
                .iter()
                .find(|version| version.number.to_string() == number)
        };
        let to = match &to {
            Some(number) => numbered(number),
            None => versions.first(),
        }
        .ok_or(ReadError::NotFound)?;
        let from = match &from {
            Some(number) => numbered(number),
            None => versions
                .iter()
                .find(|version| version.number < to.number)
                .or(Some(to)),
        }
        .ok_or(ReadError::NotFound)?;
        Ok(comparison(from, to, &versions))
    })
}

fn comparison(from: &PolicyVersion, to: &PolicyVersion, versions: &[PolicyVersion]) -> AnyView {
    let title = format!("Policy: versions {} and {}", from.number, to.number);
    let (changed, same) = by_heading(Some(&from.rules), &to.rules);
    let lede = if changed.is_empty() {
        "Both versions say the same.".to_owned()
    } else {
        format!(
            "They differ in: {}.",
            changed
                .iter()
                .map(|part| part.heading.to_lowercase())
                .collect::<Vec<_>>()
                .join(", ")
        )
    };
    let parts = changed
        .into_iter()
        .map(|part| {
            let label = format!(
                "{}: versions {} and {}",
                part.heading, from.number, to.number
            );
            view! {
                <Section title=part.heading>
                    <Difference lines=part.lines label=label />
                </Section>
            }
        })
        .collect_view();
    let unchanged = unchanged(&same);
    let only_one = (versions.len() < 2).then(|| {
        view! {
            <Empty title="There is one version only">
                <p>"Here will be what a new version says differently."</p>
            </Empty>
        }
    });
    view! {
        <PageTitle subject=title.clone() />
        <PageHeader
            title=title
            lede=lede
            trail=vec![Crumb::link("/policy", "Policy"), Crumb::here("Differences")]
        />
        <Columns margin=margin(from, to, versions)>
            {only_one}
            {parts}
            {unchanged}
        </Columns>
    }
    .into_any()
}

/// What two sets of rules say differently, part by part, and a line about what is the same. `label` names the second: "and
/// version 4".
pub(super) fn differences(
    from: Option<&Policy>,
    to: &Policy,
    label: &str,
) -> (Vec<AnyView>, Option<AnyView>) {
    let (changed, same) = by_heading(from, to);
    let parts = changed
        .into_iter()
        .map(|part| {
            let label = format!("{}: the version before {label}", part.heading);
            view! {
                <Section title=part.heading>
                    <Difference lines=part.lines label=label />
                </Section>
            }
            .into_any()
        })
        .collect();
    (parts, unchanged(&same))
}

fn unchanged(same: &[&str]) -> Option<AnyView> {
    (!same.is_empty()).then(|| {
        view! { <p class="hint">{format!("Unchanged: {}.", same.join(", ").to_lowercase())}</p> }
            .into_any()
    })
}

/// A part of the policy that the versions word differently.
struct Part {
    heading: &'static str,
    lines: Vec<services::text::DifferenceLine>,
}

/// The parts that differ, and the headings of those that do not.
fn by_heading(from: Option<&Policy>, to: &Policy) -> (Vec<Part>, Vec<&'static str>) {
    let (before, after) = (
        from.map(Policy::in_words).unwrap_or_default(),
        to.in_words(),
    );
    let text = |rules: &[RuleInWords], heading: &str| {
        rules
            .iter()
            .filter(|rule| rule.heading == heading)
            .map(|rule| format!("{}\n", rule.sentence))
            .collect::<String>()
    };
    let mut headings: Vec<&'static str> = Vec::new();
    for rule in after.iter().chain(&before) {
        if !headings.contains(&rule.heading) {
            headings.push(rule.heading);
        }
    }
    let mut changed = Vec::new();
    let mut same = Vec::new();
    for heading in headings {
        let lines = difference(&text(&before, heading), &text(&after, heading));
        if lines.iter().any(|line| line.kind != DifferenceKind::Same) {
            changed.push(Part { heading, lines });
        } else {
            same.push(heading);
        }
    }
    (changed, same)
}

fn margin(from: &PolicyVersion, to: &PolicyVersion, versions: &[PolicyVersion]) -> AnyView {
    let choices = || -> Vec<Choice> {
        versions
            .iter()
            .map(|version| {
                let number = version.number.to_string();
                let text = format!("Version {number}, from {}", short_date(version.holds_from));
                Choice::new(number, text)
            })
            .collect()
    };
    let PolicyVersion {
        number,
        holds_from,
        reason,
        ..
    } = to.clone();
    let why = (!reason.is_empty()).then(|| {
        view! {
            <MarginSection title=format!("Why version {number} was adopted")>
                <p>{reason}</p>
                <p class="hint">"It holds from "<DateText day=holds_from />"."</p>
            </MarginSection>
        }
    });
    let (from_choices, to_choices) = (choices(), choices());
    let (from, to) = (from.number.to_string(), number.to_string());
    view! {
        {why}
        <MarginSection title="Compare others">
            <form class="form" method="get" action="/policy/diff">
                <Select name="from" label="From" choices=from_choices selected=from />
                <Select name="to" label="To" choices=to_choices selected=to />
                <Button text="Compare" />
            </form>
        </MarginSection>
    }
    .into_any()
}
