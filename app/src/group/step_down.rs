//! `/groups/SLUG/step-down`: a lead leaves their seat, after reading what that means for the group.

use domain::{
    group::Refusal,
    lead_rules::Turn,
    permission::{Action, Resource},
    words::enumerated,
};
use leptos::prelude::*;
use services::group::{self, SteppingDown};

use super::place::{at_todays_address, group_path, requested, trail};
use crate::{
    command::{Command, Done, Filled, Running, Submission, filled},
    outcome::failure,
    page::{PageTitle, context, page, parameter},
    ui::{Choice, FindingLine, Findings, PageHeader, Radios, Section},
};

/// Stepping down.
pub const STEP_DOWN: Command = Command::new(
    "/groups/{slug}/step-down",
    "/groups/{slug}/step-down",
    step_down,
);

/// The page.
#[component]
pub fn StepDownPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let requested = requested();
    page(async move {
        let read = group::stepping_down(&context, &slug)
            .await
            .map_err(at_todays_address(&requested))?;
        Ok(drawn(read))
    })
}

fn drawn(read: SteppingDown) -> AnyView {
    let name = read.group.name.clone();
    let path = format!("{}/step-down", group_path(&read.group.slug));
    let form = filled(&path);
    let lede = format!("You lead {name}. You can leave that at any time; nobody has to agree.");
    let others: Vec<&str> = read.others.iter().map(|name| name.name.as_str()).collect();
    let remaining = match others.as_slice() {
        [] => format!("Nobody would lead {name} then. The committee sees that at once."),
        [one] => format!("{one} would go on leading it alone."),
        several => format!("{} would go on leading it.", enumerated(several)),
    };
    let consequences = consequences(&read);
    let choices = vec![
        Choice::new("emeritus", "Yes, as an emeritus lead"),
        Choice::new("leave", "No, just leave"),
    ];
    let problem = form.problem("");
    let title = format!("Step down as a lead of {name}");
    let back = group_path(&read.group.slug);
    view! {
        <PageTitle subject=title.clone() />
        <PageHeader title=title trail=trail(&read.group, Some("Step down"), None) lede=lede />
        {(!problem.is_empty()).then(|| view! { <p class="field-error">{problem}</p> })}
        <Section title="What becomes of the group">
            <p>{remaining}</p>
            {consequences}
        </Section>
        <Section title="Leave the seat">
            <form class="form" method="post" action=path>
                <Radios
                    name="remembered" label="Shall the group remember you?" choices=choices
                    selected=form.value("remembered", "emeritus")
                />
                <p class="field-hint">"It holds from today and is part of the record. To lead it again you would be nominated, and the committee would decide."</p>
                <div class="buttons">
                    <button class="button button-filled" type="submit">"Step down"</button>
                    <a href=back>"Stay"</a>
                </div>
            </form>
        </Section>
    }
    .into_any()
}

/// The rules that would not hold or could no longer be told, with what would mend them.
fn consequences(read: &SteppingDown) -> AnyView {
    let lines: Vec<AnyView> = read
        .rules
        .iter()
        .filter(|rule| match rule.turn {
            Turn::Breaks | Turn::Blurs => true,
            Turn::Mends | Turn::Opens | Turn::Stays => false,
        })
        .map(|rule| {
            let remedy = rule.remedy.clone();
            view! {
                <FindingLine verdict=rule.after.verdict text=format!("{}.", rule.after.evidence)>
                    {remedy}
                </FindingLine>
            }
            .into_any()
        })
        .collect();
    if lines.is_empty() {
        return view! { <p>"No lead rule that holds today would fail."</p> }.into_any();
    }
    view! {
        <p>"These lead rules would not hold any more:"</p>
        <Findings>{lines}</Findings>
    }
    .into_any()
}

fn step_down(submission: Submission) -> Running {
    Box::pin(async move {
        let slug = submission.parameter("slug").to_owned();
        let (id, _) = group::named(&submission.context, &slug).await?;
        submission
            .context
            .may(Action::StepDown, Resource::Group(id))?;
        let form = Filled::of(&submission);
        let emeritus = form.fields.text("remembered") != "leave";
        group::step_down(&submission.context, &slug, emeritus)
            .await
            .map_err(|error| failure(error, form, |_: &Refusal| ""))?;
        let path = group_path(&slug);
        Ok(Done::GoTo(format!("{path}?done=stepped-down")))
    })
}
