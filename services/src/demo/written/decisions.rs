//! Decisions of the demo's leads, with alternates beside them.

use domain::{
    Day,
    decision::{Decider, DecisionEvent, DecisionNumber, RecordedDecision},
    event::{DatedEvent, Event},
    ids::NewIds,
};

use super::{super::telling::Told, at, day, group_at, leads_of, next_number};

/// A decision of a group's leads.
struct DecisionTale {
    group: &'static str,
    days_ago: i32,
    title: &'static str,
    context: &'static str,
    options: &'static str,
    reasons: &'static str,
    link: &'static str,
    /// Whether it takes the place of the one told before it.
    supersedes: bool,
    /// What a lead of that other group would do instead, and what the leads said to it.
    alternate: Option<(
        &'static str,
        &'static str,
        &'static str,
        Option<&'static str>,
    )>,
}

const DECISIONS: &[DecisionTale] = &[
    DecisionTale {
        group: "observability",
        days_ago: 20,
        title: "The harbour is a label, not a part of a measure’s name",
        context: "Some teams name their measures after the harbour. Nobody can then ask for all harbours at once.",
        options: "1. Names with the harbour in them, and a list that maps them\n2. One name, and the harbour as a label",
        reasons: "A label can be asked for with and without it. The list of the first option would have to be kept by hand.",
        link: "https://docs.tidewater.example/gauges/names",
        supersedes: false,
        alternate: None,
    },
    DecisionTale {
        group: "routing",
        days_ago: 18,
        title: "A route may not say that those behind it are not looked at",
        context: "Large files are slow to match. A route that ends the search would help some of them.",
        options: "1. A word `last` that ends the search\n2. Nothing: make matching faster",
        reasons: "Whoever adds a route at the end must be sure that it is looked at.",
        link: "https://docs.tidewater.example/routing/last",
        supersedes: false,
        alternate: None,
    },
    DecisionTale {
        group: "routing",
        days_ago: 5,
        title: "A route may end the search, if the file says so at its top",
        context: "The measurements of the last weeks: in files with more than 400 routes, matching takes most of the time.",
        options: "1. As decided before: no\n2. A word `last`, anywhere\n3. A word `last`, in files that announce it in their first line",
        reasons: "The third keeps what the earlier decision wanted: nobody is surprised, since the first line says it.",
        link: "https://docs.tidewater.example/routing/last",
        supersedes: true,
        alternate: Some((
            "user-experience",
            "Split large files instead",
            "A file with 400 routes is four files. Each harbour has its own already; the merge step can keep them apart, and nothing needs to be announced.",
            Some(
                "We tried it with two harbours: the merged order is then the order of the files’ names, which nobody reads. It stays possible beside this.",
            ),
        )),
    },
    DecisionTale {
        group: "user-experience",
        days_ago: 9,
        title: "Unknown fields are refused, not ignored",
        context: "A typing error in a field’s name was ignored for a month at one harbour.",
        options: "1. Ignore, as now\n2. Warn\n3. Refuse",
        reasons: "A warning is read by nobody at night. What is refused is mended at once.",
        link: "",
        supersedes: false,
        alternate: Some((
            "documentation",
            "Refuse only in new files",
            "Old files have fields that nobody dares to take out. Refusing them stops an upgrade at sea.",
            None,
        )),
    },
];

/// Tells them, in the order of their days.
pub fn tell_decisions(told: &mut Told, policy_version: u32, today: Day, ids: &mut dyn NewIds) {
    let mut before: Option<DecisionNumber> = None;
    let mut tales: Vec<&DecisionTale> = DECISIONS.iter().collect();
    tales.sort_by_key(|tale| std::cmp::Reverse(tale.days_ago));
    for tale in tales {
        let Some(group) = group_at(told, tale.group) else {
            continue;
        };
        let Some(recorded_by) = leads_of(told, group).first().copied() else {
            continue;
        };
        let on = day(today, tale.days_ago);
        let number = next_number(told, on.year());
        let supersedes = before.filter(|_| tale.supersedes).into_iter().collect();
        let decision = RecordedDecision {
            decider: Decider::Leads,
            context: tale.context.to_owned(),
            options: tale.options.to_owned(),
            reasons: tale.reasons.to_owned(),
            links: Some(tale.link.to_owned())
                .filter(|link| !link.is_empty())
                .into_iter()
                .collect(),
            supersedes,
            escalation: None,
            policy_version,
            recorded_by,
            at: at(today, tale.days_ago, 14),
        };
        let mut add = |days_ago: i32, change: DecisionEvent| {
            told.events.push(DatedEvent {
                on: day(today, days_ago),
                event: Event::Decision {
                    number,
                    title: tale.title.to_owned(),
                    group: Some(group),
                    change,
                },
            });
        };
        let recorded = DecisionEvent::Recorded {
            decision: Box::new(decision),
        };
        add(tale.days_ago, recorded);
        if tale.group == "routing" {
            before = Some(number);
        }
        let Some((other, title, body, answer)) = tale.alternate else {
            continue;
        };
        let author = told
            .after
            .groups
            .values()
            .find(|group| group.now().slug.as_str() == other)
            .and_then(|group| group.seats_held().find(|seat| seat.role.leads()))
            .map(|seat| seat.person);
        let Some(by) = author else {
            continue;
        };
        let alternate = ids.new_id();
        let mut add = |days_ago: i32, change: DecisionEvent| {
            told.events.push(DatedEvent {
                on: day(today, days_ago),
                event: Event::Decision {
                    number,
                    title: tale.title.to_owned(),
                    group: Some(group),
                    change,
                },
            });
        };
        add(
            tale.days_ago - 2,
            DecisionEvent::AlternateAttached {
                alternate,
                title: title.to_owned(),
                body: body.to_owned(),
                link: String::new(),
                by,
                at: at(today, tale.days_ago - 2, 9),
            },
        );
        if let Some(answer) = answer {
            add(
                tale.days_ago - 3,
                DecisionEvent::AlternateAnswered {
                    alternate,
                    answer: answer.to_owned(),
                    by: recorded_by,
                    at: at(today, tale.days_ago - 3, 16),
                },
            );
        }
    }
}
