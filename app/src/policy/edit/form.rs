//! The form of the rules: every field of a policy, why it is adopted, and from when it holds.

use domain::{
    group::GroupKind,
    leaving::NameAfterLeaving,
    policy::{Checklist, EarlyClose, Electorate},
    seat::Role,
};
use leptos::prelude::*;
use services::policy::PolicyVersion;

use super::{ADDRESS, fields, tasks};
use crate::{
    command::Filled,
    policy::difference::differences,
    ui::{Banner, BannerKind, Checkboxes, Choice, Field, Radios, Section, TextArea, long_date},
};

/// The form with what stands in it, to be adopted after `newest`.
pub fn form(filled: &Filled, newest: Option<&PolicyVersion>) -> AnyView {
    let made_from = newest.map_or(0, |version| version.number).to_string();
    let setup = tasks::rows(
        filled,
        Checklist::Setup,
        "What turns an approved proposal into an active group",
    );
    let closing = tasks::rows(
        filled,
        Checklist::Closing,
        "What turns a closing group into a dissolved one",
    );
    view! {
        {problems(filled)}
        <form class="form policy-form" method="post" action=ADDRESS>
            <input type="hidden" name=fields::MADE_FROM value=made_from />
            // Enter in a field does what the first button of a form does: it must be this one.
            <button class="visually-hidden" type="submit" name="step" value="show" tabindex="-1" aria-hidden="true">
                "Show what changes"
            </button>
            {names(filled)}
            {leads(filled)}
            {deciding(filled)}
            <Section title="Setting up">
                {setup}
            </Section>
            <Section title="Closing">
                {closing}
            </Section>
            {running(filled)}
            {health(filled)}
            {leaving(filled)}
            {adopting(filled)}
            <div class="buttons">
                <button class="button button-filled" type="submit" name="step" value="show">
                    "Show what changes"
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// How many fields need another look, with a way to each.
fn problems(filled: &Filled) -> Option<AnyView> {
    if filled.problems.is_empty() {
        return None;
    }
    let whole = filled.problem("");
    let links = filled
        .problems
        .iter()
        .filter(|(field, _)| !field.is_empty())
        .map(|(field, problem)| {
            view! { <li><a href=format!("#field-{field}")>{problem.clone()}</a></li> }
        })
        .collect_view();
    Some(
        view! {
            <Banner kind=BannerKind::Problem>
                <p>"Nothing was adopted. "{whole}</p>
                <ul>{links}</ul>
            </Banner>
        }
        .into_any(),
    )
}

/// What someone else adopted while the form was filled in: what is sent next is compared with that.
pub fn conflict(filled: &Filled, versions: &[PolicyVersion]) -> Option<AnyView> {
    let newest = versions.first()?;
    let made_from = filled.fields.text(fields::MADE_FROM);
    if made_from.is_empty() || made_from == newest.number.to_string() {
        return None;
    }
    let before = versions
        .iter()
        .find(|version| version.number.to_string() == made_from)
        .map(|version| &version.rules);
    let label = format!("and version {}", newest.number);
    let (parts, _) = differences(before, &newest.rules, &label);
    let (number, reason) = (newest.number, newest.reason.clone());
    let holds_from = long_date(newest.holds_from);
    Some(
        view! {
            <Banner kind=BannerKind::Problem>
                <p>
                    {format!("Version {number} was adopted while you were writing. It holds from {holds_from}: “{reason}”")}
                </p>
                <p>
                    "What you typed is below. Look at what that version changed, put into your form what shall stay of it, and show what changes again."
                </p>
            </Banner>
            <details class="policy-conflict" open=true>
                <summary>{format!("What version {number} changed")}</summary>
                {parts}
            </details>
        }
        .into_any(),
    )
}

/// A line of text or a number, as typed.
fn line(
    filled: &Filled,
    name: &'static str,
    label: &'static str,
    mode: Option<&'static str>,
) -> AnyView {
    view! {
        <Field
            name=name label=label inputmode=mode
            value=filled.fields.raw(name).to_owned() error=filled.problem(name)
        />
    }
    .into_any()
}

fn number(filled: &Filled, name: &'static str, label: &'static str) -> AnyView {
    line(filled, name, label, Some("numeric"))
}

fn names(filled: &Filled) -> AnyView {
    let kinds = GroupKind::ALL
        .into_iter()
        .map(|kind| Choice::new(kind.key(), kind.words()))
        .collect();
    let ticked = filled.fields.all("kinds").map(str::to_owned).collect();
    let problem = filled.problem("kinds");
    let names = [
        line(filled, "title", "What these rules are called", None),
        line(
            filled,
            "committee",
            "What the deciding committee is called",
            None,
        ),
    ];
    view! {
        <Section title="Names">
            <div class="field-grid">{names}</div>
            <Checkboxes
                name="kinds" label="Kinds of group that can be formed" choices=kinds ticked=ticked
                error=problem
            />
        </Section>
    }
    .into_any()
}

fn leads(filled: &Filled) -> AnyView {
    let roles = Role::ALL
        .into_iter()
        .filter(|role| role.leads())
        .map(|role| Choice::new(role.key(), role.word()))
        .collect();
    let roles_field = "lead_rules.roles";
    let ticked = filled.fields.all(roles_field).map(str::to_owned).collect();
    let enforcement = vec![
        Choice::new(fields::WARN, "It is shown; it stops nothing"),
        Choice::new(
            fields::STOP,
            "It stops a new decision unless the committee waives it with a reason",
        ),
    ];
    let numbers = [
        ("lead_rules.fewest_leads", "Fewest leads"),
        ("lead_rules.most_leads", "Most leads"),
        ("lead_rules.fewest_organizations", "Fewest organizations"),
        ("lead_rules.member_months", "Member for, months"),
        ("lead_rules.maintainer_months", "Maintainer for, months"),
    ]
    .map(|(name, label)| number(filled, name, label));
    let problem = filled.problem(roles_field);
    let enforced = filled.fields.text(fields::ENFORCEMENT).to_owned();
    view! {
        <Section title="Leads">
            <div class="field-grid">{numbers}</div>
            <Checkboxes
                name=roles_field label="Who counts as leading a group" choices=roles ticked=ticked
                error=problem
            />
            <Radios
                name=fields::ENFORCEMENT label="What a rule that does not hold does"
                choices=enforcement selected=enforced
            />
        </Section>
    }
    .into_any()
}

/// One of several ways, with the fields that belong to it.
fn way(
    filled: &Filled,
    name: &'static str,
    value: &'static str,
    words: &'static str,
    inside: Vec<AnyView>,
) -> AnyView {
    let id = format!("field-{name}-{value}");
    let checked = filled.fields.text(name) == value;
    view! {
        <div class="way">
            <div class="choice">
                <input type="radio" name=name id=id.clone() value=value checked=checked />
                <label for=id>{words}</label>
            </div>
            {(!inside.is_empty()).then(|| view! { <div class="field-grid">{inside}</div> })}
        </div>
    }
    .into_any()
}

fn deciding(filled: &Filled) -> AnyView {
    let concern = vec![
        Choice::new(fields::BLOCKS, "Nothing is decided while one is open"),
        Choice::new(
            fields::IS_SHOWN,
            "It is shown beside the tally; it stops nothing",
        ),
    ];
    let method = fields::METHOD;
    let ways = [
        way(
            filled,
            method,
            fields::CONSENSUS,
            "Consensus: all who state a position agree",
            vec![number(
                filled,
                fields::CONSENSUS_QUORUM,
                "Seats that state one, per cent at least",
            )],
        ),
        way(
            filled,
            method,
            fields::SHARE_OF_SEATS,
            "A share of all seats agrees; for a simple majority write 51",
            vec![number(
                filled,
                fields::SEATS_SHARE,
                "Seats that agree, per cent at least",
            )],
        ),
        way(
            filled,
            method,
            fields::SHARE_OF_POSITIONS,
            "A share of the stated positions agrees",
            vec![
                number(
                    filled,
                    fields::POSITIONS_SHARE,
                    "Positions that agree, per cent at least",
                ),
                number(
                    filled,
                    fields::POSITIONS_QUORUM,
                    "Seats that state one, per cent at least",
                ),
            ],
        ),
    ];
    let reviews = [
        number(
            filled,
            "decision.shortest_review_hours",
            "Shortest review, hours",
        ),
        number(
            filled,
            "decision.longest_review_hours",
            "Longest review, hours; empty for no end",
        ),
    ];
    let selected = filled.fields.text(fields::OPEN_CONCERN).to_owned();
    let electorate = Electorate::ALL
        .into_iter()
        .map(|one| Choice::new(one.key(), one.sentence()))
        .collect();
    let elected = filled.fields.text(fields::ELECTORATE).to_owned();
    let early = EarlyClose::ALL
        .into_iter()
        .map(|one| Choice::new(one.key(), one.sentence()))
        .collect();
    let closed = filled.fields.text(fields::EARLY_CLOSE).to_owned();
    view! {
        <Section title="Deciding">
            <Radios name=fields::ELECTORATE label="Who decides" choices=electorate selected=elected />
            <fieldset class="field ways">
                <legend>"What carries a decision"</legend>
                {ways}
            </fieldset>
            <div class="field-grid">{reviews}</div>
            <Radios
                name=fields::EARLY_CLOSE label="When all have stated a position" choices=early selected=closed
            />
            <Radios
                name=fields::OPEN_CONCERN label="What an open concern does" choices=concern
                selected=selected
            />
        </Section>
    }
    .into_any()
}

fn running(filled: &Filled) -> AnyView {
    let cadence = fields::CADENCE;
    let roadmap = [
        number(filled, "roadmap_months", "A roadmap looks ahead, months"),
        number(
            filled,
            "roadmap_stale_after_days",
            "It is stale without a look after, days",
        ),
        number(
            filled,
            "agenda_freeze_hours",
            "An agenda is frozen before its meeting, hours",
        ),
        number(
            filled,
            "escalation_days",
            "Time to answer in an escalation, days",
        ),
    ];
    let meetings = [
        number(
            filled,
            "minutes_review_days",
            "Minutes are in review for, days",
        ),
        number(
            filled,
            "recording_due_days",
            "A recording is missing after, days",
        ),
    ];
    let ways = [
        way(
            filled,
            cadence,
            fields::AS_APPROPRIATE,
            "As appropriate",
            Vec::new(),
        ),
        way(
            filled,
            cadence,
            fields::EVERY_WEEKS,
            "Every so many weeks",
            vec![number(filled, fields::WEEKS, "Weeks")],
        ),
        way(
            filled,
            cadence,
            fields::EVERY_MONTHS,
            "Every so many months",
            vec![number(filled, fields::MONTHS, "Months")],
        ),
    ];
    let due = number(
        filled,
        "report_due_after_days",
        "A report is due after its time, days",
    );
    view! {
        <Section title="Running">
            <div class="field-grid">{roadmap}</div>
            <div class="field-grid">{meetings}</div>
            <fieldset class="field ways">
                <legend>"How often a group reports to the committee"</legend>
                {ways}
            </fieldset>
            <div class="field-grid">
                {due}
            </div>
        </Section>
    }
    .into_any()
}

fn health(filled: &Filled) -> AnyView {
    let numbers = [
        ("health.no_meeting_after_days", "Without a meeting, days"),
        (
            "health.no_minutes_after_days",
            "Without minutes of a meeting, days",
        ),
        (
            "health.leads_quiet_after_days",
            "Without an act of a lead, days",
        ),
        ("health.warn_days", "Warned before that, days"),
        ("health.grace_days", "Can be mended after it for, days"),
    ]
    .map(|(name, label)| number(filled, name, label));
    view! {
        <Section title="When a group stands out to the committee">
            <div class="field-grid">{numbers}</div>
        </Section>
    }
    .into_any()
}

fn leaving(filled: &Filled) -> AnyView {
    let choices = NameAfterLeaving::ALL
        .into_iter()
        .map(|name| Choice::new(name.key(), name.sentence()))
        .collect();
    let selected = filled.fields.text(fields::NAME_AFTER_LEAVING).to_owned();
    view! {
        <Section title="Leaving">
            <Radios
                name=fields::NAME_AFTER_LEAVING label="When someone leaves" choices=choices
                selected=selected
            />
        </Section>
    }
    .into_any()
}

fn adopting(filled: &Filled) -> AnyView {
    let holds_from = fields::HOLDS_FROM;
    let value = |name: &str| filled.fields.raw(name).to_owned();
    let (why, from) = (value(fields::REASON), value(holds_from));
    let why_problem = filled.problem(fields::REASON);
    let from_problem = filled.problem(holds_from);
    view! {
        <Section title="Adopting">
            <TextArea
                name=fields::REASON label="Why" rows=3 value=why error=why_problem
                hint="It is kept with the version, and everyone can read it."
            />
            <Field
                name=holds_from label="The day from which it holds" kind="date"
                hint="Today or later. What was decided before keeps the rules of its day."
                value=from error=from_problem
            />
        </Section>
    }
    .into_any()
}
