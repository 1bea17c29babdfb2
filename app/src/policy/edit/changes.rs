//! What adopting the rules would change: their sentences, and what the lead rules find for the groups.

use domain::words::{capitalized, counted, enumerated, number};
use leptos::prelude::*;
use services::{
    Context, ReadError,
    group::{LeadRulesCompared, compare_lead_rules},
    history::Name,
    policy::PolicyVersion,
};

use super::{ADDRESS, fields};
use crate::{
    admin::{AdminPage, AdminTab},
    command::Filled,
    policy::difference::differences,
    ui::{Crumb, Section, long_date},
};

/// As many groups as a list names.
const NAMED: usize = 12;

/// The page of the second step; the form has nothing wrong.
pub async fn changes(
    context: &Context,
    mut filled: Filled,
    newest: Option<&PolicyVersion>,
) -> Result<AnyView, ReadError> {
    let rules = fields::read(&mut filled);
    let before = newest.map(|version| &version.rules);
    let next = newest.map_or(1, |version| version.number + 1);
    let compared = match before {
        Some(before) => compare_lead_rules(context, &before.lead_rules, &rules.lead_rules).await?,
        None => LeadRulesCompared::default(),
    };
    let label = format!("and version {next}");
    let (parts, same) = differences(before, &rules, &label);
    let renamed = before
        .filter(|before| before.title != rules.title)
        .map(|before| {
            format!(
                "They are called “{}” instead of “{}”.",
                rules.title, before.title
            )
        });
    let nothing = parts.is_empty().then(|| {
        view! { <p>"No sentence of the rules changes, only a name or the key of a task."</p> }
    });
    let holds_from = filled
        .fields
        .text(fields::HOLDS_FROM)
        .parse()
        .map_or_else(|_| String::new(), long_date);
    let hidden = filled
        .fields
        .pairs()
        .filter(|(name, _)| *name != "step")
        .map(|(name, value)| {
            view! { <input type="hidden" name=name.to_owned() value=value.to_owned() /> }
        })
        .collect_view();
    let reason = filled.fields.text(fields::REASON).to_owned();
    let meaning = meaning(&compared, newest);
    Ok(view! {
        <AdminPage
            tab=AdminTab::Policy
            title=format!("Version {next}: what changes")
            lede=format!("It would hold from {holds_from}. Nothing is adopted yet.")
            trail=vec![Crumb::here("What changes")]
        >
            <div class="main policy-changes">
                <figure class="quoted">
                    <blockquote>{reason}</blockquote>
                    <figcaption>"The reason that is kept with it"</figcaption>
                </figure>
                {renamed.map(|words| view! { <p>{words}</p> })}
                {nothing}
                {parts}
                {same}
                <Section title="What it means for the groups">
                    {meaning}
                </Section>
                <form method="post" action=ADDRESS>
                    {hidden}
                    <div class="buttons">
                        <button class="button button-filled" type="submit" name="step" value="adopt">
                            {format!("Adopt version {next}")}
                        </button>
                        <button class="button" type="submit" name="step" value="edit">
                            "Change something"
                        </button>
                    </div>
                </form>
            </div>
        </AdminPage>
    }
    .into_any())
}

fn meaning(compared: &LeadRulesCompared, newest: Option<&PolicyVersion>) -> AnyView {
    let Some(newest) = newest else {
        return view! { <p>"There were no rules before: every group is looked at for the first time."</p> }
            .into_any();
    };
    let now = format!(
        "{} of {} fail a lead rule of version {} today.",
        capitalized(&number(compared.failing_before)),
        counted(compared.groups, "group", "groups"),
        newest.number
    );
    let line = |names: &[Name], one: &str, many: &str| {
        if names.is_empty() {
            return format!("None {many}.");
        }
        let verb = if names.len() == 1 { one } else { many };
        let mut named: Vec<String> = names
            .iter()
            .take(NAMED)
            .map(|name| name.name.clone())
            .collect();
        if names.len() > NAMED {
            named.push(format!("{} more", number(names.len() - NAMED)));
        }
        let named: Vec<&str> = named.iter().map(String::as_str).collect();
        format!(
            "{} {verb}: {}.",
            capitalized(&number(names.len())),
            enumerated(&named)
        )
    };
    view! {
        <ul>
            <li>{now}</li>
            <li>{line(&compared.newly_failing, "would newly fail one", "would newly fail one")}</li>
            <li>{line(&compared.no_longer_failing, "would no longer fail any", "would no longer fail any")}</li>
        </ul>
        <p class="hint">
            "Looked at with today’s leads and what is known of them today. No group is changed by it."
        </p>
    }
    .into_any()
}
