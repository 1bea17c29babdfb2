//! The parts of a proposal’s page in which people say something: positions, concerns, holds, the decision, comments.

use domain::{
    ids::PersonId,
    lead_rules::{LeadRule, Verdict as RuleVerdict},
    proposal::{Answer, ProposalKind, ProposalState},
};
use leptos::prelude::*;
use services::{history::Names, text};

use super::{
    show::Shared,
    words::{choice_key, choice_words, moment, moment_of, outcome_words},
};
use crate::{
    command::Filled,
    ui::{
        Button, Choice as FormChoice, DateField, Document, Empty, Field, Radios, Section,
        SubmitLook, TextArea,
    },
};

/// What the reader is to the proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    /// Who, if they have signed in.
    pub person: Option<PersonId>,
    /// Whether they decide on it.
    pub elector: bool,
    /// Whether they may discuss.
    pub takes_part: bool,
    /// Whether they wrote it.
    pub writes: bool,
}

fn name(names: &Names, person: PersonId) -> String {
    names
        .person(person)
        .map_or_else(String::new, |name| name.name.clone())
}

/// The form that was sent to that address, if it is shown again.
fn sent(form: &Filled, address: &str) -> Filled {
    if form.sent_to == address {
        form.clone()
    } else {
        Filled::default()
    }
}

/// A form with one text and one button.
fn one_text(action: String, label: &'static str, button: &'static str, form: &Filled) -> AnyView {
    let form = sent(form, &action);
    view! {
        <form class="form" method="post" action=action>
            <TextArea name="text" label=label rows=3 value=form.value("text", "") error=form.problem("text") />
            <div class="buttons"><Button text=button /></div>
        </form>
    }
    .into_any()
}

/// The reader’s own position.
#[component]
pub fn StatePosition(read: StoredValue<Shared>, form: Filled, reader: Reader) -> impl IntoView {
    read.with_value(|read| {
        let record = &read.record;
        let number = record.number;
        let action = format!("/proposals/{number}/position");
        let form = sent(&form, &action);
        let revision = record.revision().number;
        let own = reader.person.and_then(|person| record.position_of(person));
        let hint = match own {
            None => "You have stated nothing yet.".to_owned(),
            Some(position) if position.revision < revision => format!(
                "Before the last change you stated: {}. Confirm it or change it.",
                choice_words(position.choice, record.kind(), &read.names)
            ),
            Some(position) => format!(
                "You stated: {}. You can change it.",
                choice_words(position.choice, record.kind(), &read.names)
            ),
        };
        let recusals = (!read.recusals.is_empty()).then(|| {
            let reasons = read
                .recusals
                .iter()
                .map(|reason| reason.words())
                .collect::<Vec<_>>()
                .join("; ");
            view! { <p class="field-hint">"You may want to recuse: "{reasons}"."</p> }
        });
        let mut choices = vec![FormChoice::new(
            "approve",
            if record.kind() == ProposalKind::Form { "Form the group" } else { "Approve" },
        )];
        if record.kind() == ProposalKind::Form {
            choices.extend([
                FormChoice::new("subgroup_of", "Make it a subgroup of the group named below"),
                FormChoice::new("subsume_into", "Give its work to the group named below"),
            ]);
        }
        choices.extend([
            FormChoice::new("request_changes", "Request changes"),
            FormChoice::new("decline", "Decline"),
            FormChoice::new("abstain", "Abstain"),
            FormChoice::new("recuse", "Recuse: have no part in it"),
        ]);
        let selected = own.map_or("", |position| choice_key(position.choice));
        let other = (record.kind() == ProposalKind::Form).then(|| {
            view! {
                <Field
                    name="group" label="Of or into which group"
                    value=form.value("group", "") error=form.problem("group")
                />
            }
        });
        view! {
            <section class="section card" id="position">
                <h2>"Your position on revision "{revision}</h2>
                <p class="field-hint">{hint}</p>
                {recusals}
                <form class="form" method="post" action=action>
                    <input type="hidden" name="revision" value=revision.to_string() />
                    <Radios
                        name="choice" label="I want to" choices=choices
                        selected=form.value("choice", selected) error=form.problem("choice")
                    />
                    {other}
                    <TextArea
                        name="rationale" label="Why" rows=4
                        value=form.value("rationale", "") error=form.problem("rationale")
                    />
                    <div class="buttons"><Button text="State position" look=SubmitLook::Filled /></div>
                </form>
            </section>
        }
        .into_any()
    })
}

/// Who stated what and why, and what they stated before.
#[component]
pub fn Positions(read: StoredValue<Shared>) -> impl IntoView {
    read.with_value(|read| {
        let record = &read.record;
        let newest = record.revision().number;
        let lines = record
            .ballot
            .electors
            .iter()
            .map(|elector| {
                let all: Vec<_> = record
                    .positions
                    .iter()
                    .rev()
                    .filter(|position| position.elector == elector.person)
                    .collect();
                let stated = all.first().map(|position| {
                    let before = (position.revision < newest)
                        .then_some(", before the last change");
                    let rationale = text::markdown(&position.rationale);
                    view! {
                        <p class="position-choice">
                            {choice_words(position.choice, record.kind(), &read.names)}{before}
                        </p>
                        <Document html=rationale.html />
                    }
                });
                let earlier = (all.len() > 1).then(|| {
                    let lines = all
                        .iter()
                        .skip(1)
                        .map(|position| {
                            view! {
                                <li>
                                    {moment(position.at)}": "
                                    {choice_words(position.choice, record.kind(), &read.names)}
                                    ", on revision "{position.revision}": "{position.rationale.clone()}
                                </li>
                            }
                        })
                        .collect_view();
                    view! { <details><summary>"Stated before"</summary><ul>{lines}</ul></details> }
                });
                let silent = all.is_empty().then(|| view! { <p class="hint">"Nothing yet"</p> });
                view! {
                    <li>
                        <p class="position-elector">{name(&read.names, elector.person)}</p>
                        {stated}{silent}{earlier}
                    </li>
                }
            })
            .collect_view();
        let counts = read
            .tally
            .counts
            .iter()
            .map(|count| {
                view! { <li>{count.positions}" to "{outcome_words(count.outcome, &read.names)}</li> }
            })
            .collect_view();
        let list = if record.ballot.electors.is_empty() {
            view! { <Empty title="Nobody had a seat when this ballot opened" /> }.into_any()
        } else {
            view! { <ul class="counts">{counts}</ul><ul class="positions">{lines}</ul> }.into_any()
        };
        view! { <Section title="Positions" id="positions">{list}</Section> }
    })
}

/// Concerns with their answers.
#[component]
pub fn Concerns(read: StoredValue<Shared>, form: Filled, reader: Reader) -> impl IntoView {
    read.with_value(|read| {
        let record = &read.record;
        let base = format!("/proposals/{}", record.number);
        let open = record.state.is_open();
        let lines = record
            .concerns
            .iter()
            .map(|concern| {
                let id = concern.id.0;
                let body = text::markdown(&concern.body);
                let answers = concern
                    .answers
                    .iter()
                    .map(|(by, answer, at)| {
                        let answer = text::markdown(answer);
                        view! {
                            <li>
                                <p class="hint">{name(&read.names, *by)}", "{moment(*at)}</p>
                                <Document html=answer.html />
                            </li>
                        }
                    })
                    .collect_view();
                let resolved = concern.resolved.as_ref().map(|(how, at)| {
                    view! { <p class="resolved">"Resolved "{moment(*at)}": "{how.clone()}</p> }
                });
                let is_open = concern.resolved.is_none() && open;
                let answer = (is_open && reader.takes_part).then(|| {
                    one_text(format!("{base}/concerns/{id}/answer"), "Answer", "Answer the concern", &form)
                });
                let resolve = (is_open && reader.elector && reader.person == Some(concern.owner)).then(|| {
                    one_text(format!("{base}/concerns/{id}/resolve"), "How it was resolved", "Resolve my concern", &form)
                });
                view! {
                    <li id=format!("concern-{id}")>
                        <h3>{concern.title.clone()}</h3>
                        <p class="hint">{name(&read.names, concern.owner)}", "{moment(concern.at)}", on revision "{concern.revision}</p>
                        <Document html=body.html />
                        <ul class="answers">{answers}</ul>
                        {resolved}{answer}{resolve}
                    </li>
                }
            })
            .collect_view();
        let action = format!("{base}/concerns");
        let raised = sent(&form, &action);
        let raise = (reader.elector && record.state == ProposalState::InReview).then(|| {
            view! {
                <details open=raised.was_sent()>
                    <summary>"Raise a concern"</summary>
                    <form class="form" method="post" action=action>
                        <Field name="title" label="In a few words" value=raised.value("title", "") error=raised.problem("title") />
                        <TextArea name="body" label="What it is" rows=4 value=raised.value("body", "") error=raised.problem("body") />
                        <div class="buttons"><Button text="Raise a concern" /></div>
                    </form>
                </details>
            }
        });
        let none = record.concerns.is_empty().then(|| view! { <p class="hint">"Nobody has raised one."</p> });
        view! { <Section title="Concerns" id="concerns">{none}<ul class="concerns">{lines}</ul>{raise}</Section> }
    })
}

/// Holds, and what the authors, nominees and electors can do besides.
#[component]
pub fn Holds(read: StoredValue<Shared>, form: Filled, reader: Reader) -> impl IntoView {
    read.with_value(|read| {
        let record = &read.record;
        let base = format!("/proposals/{}", record.number);
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
                    <TextArea name="text" label="Why" rows=3 value=form.value("text", "") error=form.problem("text") />
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

/// The decision, where it can be taken: what it would do, and the words that go with it.
#[component]
pub fn Deciding(read: StoredValue<Shared>, form: Filled, reader: Reader) -> impl IntoView {
    read.with_value(|read| {
        let Some((outcome, effects)) = (if reader.elector { read.ready.clone() } else { None }) else {
            return read
                .obstacle
                .clone()
                .filter(|_| reader.elector)
                .map(|obstacle| {
                    view! { <Section title="The decision"><p class="field-error"><span>{obstacle}</span></p></Section> }
                })
                .into_any();
        };
        let action = format!("/proposals/{}/decide", read.record.number);
        let form = sent(&form, &action);
        let key = match outcome {
            domain::decision::Outcome::Formed => "formed".to_owned(),
            domain::decision::Outcome::SubgroupOf { group } => format!("subgroup_of:{}", group.0),
            domain::decision::Outcome::SubsumedInto { group } => format!("subsumed_into:{}", group.0),
            domain::decision::Outcome::Approved => "approved".to_owned(),
            domain::decision::Outcome::Declined => "declined".to_owned(),
        };
        let what = if effects.is_empty() {
            view! { <p>"Nothing changes in the registry."</p> }.into_any()
        } else {
            let lines = effects
                .iter()
                .map(|effect| view! { <li>{effect_words(effect, &read.names)}</li> })
                .collect_view();
            view! { <p>"At the same moment:"</p><ul>{lines}</ul> }.into_any()
        };
        let day = |field: &str| form.fields.text(field).parse().ok();
        view! {
            <section class="section card" id="decision">
                <h2>"Take the decision: "{outcome_words(outcome, &read.names)}</h2>
                {what}
                <form class="form" method="post" action=action>
                    <input type="hidden" name="revision" value=read.record.revision().number.to_string() />
                    <input type="hidden" name="outcome" value=key />
                    <TextArea name="reasons" label="Reasons" rows=4 hint="They stand on the decision for ever." value=form.value("reasons", "") error=form.problem("reasons") />
                    <TextArea name="conditions" label="Conditions" rows=2 hint="If there are any." value=form.value("conditions", "") error=form.problem("conditions") />
                    <div class="form-line">
                        <DateField name="review_on" label="Look at it again on" value=day("review_on") error=form.problem("review_on") />
                        <DateField name="reapply_from" label="May come back from" value=day("reapply_from") error=form.problem("reapply_from") />
                        <Field name="supersedes" label="Supersedes" hint="Like 2026-014." value=form.value("supersedes", "") error=form.problem("supersedes") />
                    </div>
                    <div class="buttons"><Button text="Decide" look=SubmitLook::Outlined /></div>
                </form>
            </section>
        }
        .into_any()
    })
}

/// What a decision does to a group, as a line of a list.
fn effect_words(effect: &domain::group::GroupEvent, names: &Names) -> String {
    use domain::group::GroupEvent;
    let group = |id| {
        names
            .group(id)
            .map_or_else(String::new, |name| name.name.clone())
    };
    match effect {
        GroupEvent::Formed {
            name, group_kind, ..
        } => {
            format!(
                "{name} is formed as a {}, to be set up",
                group_kind.words().to_lowercase()
            )
        }
        GroupEvent::SeatTaken { person, role, .. } => format!(
            "{} becomes {}",
            name(names, *person),
            role.word().to_lowercase()
        ),
        GroupEvent::SeatLeft { person, role } => format!(
            "{} is no longer {}",
            name(names, *person),
            role.word().to_lowercase()
        ),
        GroupEvent::Renamed { before, name, .. } => {
            format!("“{before}” is called “{name}”; its old address leads to the new one")
        }
        GroupEvent::Converted { group_kind, .. } => {
            format!("it becomes a {}", group_kind.words().to_lowercase())
        }
        GroupEvent::CharterAdopted { number, .. } => format!("charter {number} is adopted"),
        GroupEvent::Described { .. } => "it gets its description".to_owned(),
        GroupEvent::LinkAdded { link } => format!("the link “{}” is listed", link.label),
        GroupEvent::ClosingBegun => "its closing begins, with a checklist".to_owned(),
        GroupEvent::MergedInto { into } => {
            format!("it ends, and {} carries its work on", group(*into))
        }
        GroupEvent::Revived { .. } => "it comes back, to be set up".to_owned(),
        other @ (GroupEvent::Activated
        | GroupEvent::Dissolved
        | GroupEvent::LinkChanged { .. }
        | GroupEvent::LinkRemoved { .. }
        | GroupEvent::StakeholdersChanged { .. }
        | GroupEvent::SeatAreaChanged { .. }
        | GroupEvent::SeatsMoved { .. }
        | GroupEvent::SeatsReturned { .. }) => other.kind().replace('_', " "),
    }
}

/// What people say, on the whole and on passages.
#[component]
pub fn Comments(read: StoredValue<Shared>, form: Filled, reader: Reader) -> impl IntoView {
    read.with_value(|read| {
        let base = format!("/proposals/{}", read.record.number);
        let lines = read
            .comments
            .iter()
            .map(|comment| {
                let body = text::markdown(&comment.body);
                let passage = (!comment.passage.is_empty())
                    .then(|| view! { <blockquote class="passage">{comment.passage.clone()}</blockquote> });
                let may_resolve = comment.resolved_by.is_none()
                    && (reader.person == Some(comment.author) || reader.writes);
                let resolve = may_resolve.then(|| {
                    view! {
                        <form method="post" action=format!("{base}/comments/{}/resolve", comment.id)>
                            <Button text="Mark as resolved" />
                        </form>
                    }
                });
                let resolved = comment.resolved_by.map(|by| {
                    view! { <p class="resolved">"Resolved by "{name(&read.names, by)}</p> }
                });
                view! {
                    <li id=format!("comment-{}", comment.id)>
                        <p class="hint">
                            {name(&read.names, comment.author)}", "{moment_of(comment.written_at)}
                            ", on revision "{comment.revision}
                        </p>
                        {passage}
                        <Document html=body.html />
                        {resolved}{resolve}
                    </li>
                }
            })
            .collect_view();
        let none = read.comments.is_empty().then(|| view! { <p class="hint">"Nobody has said anything yet."</p> });
        let more = read.more_comments.map(|after| {
            view! { <p><a href=format!("{base}?comments_after={after}#comments")>"More comments"</a></p> }
        });
        let action = format!("{base}/comments");
        let form = sent(&form, &action);
        let say = reader.takes_part.then(|| {
            view! {
                <form class="form" method="post" action=action>
                    <TextArea name="body" label="Say something" hint="Markdown. It stands here under your name." rows=4 value=form.value("body", "") error=form.problem("body") />
                    <Field name="passage" label="About a passage" hint="Paste it here, word for word; leave it empty for the whole." value=form.value("passage", "") error=form.problem("passage") />
                    <div class="buttons"><Button text="Comment" /></div>
                </form>
            }
        });
        view! { <Section title="Discussion" id="comments">{none}<ul class="comments">{lines}</ul>{more}{say}</Section> }
    })
}
