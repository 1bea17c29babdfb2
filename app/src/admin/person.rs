//! `/admin/people/HANDLE`: one person's standing with its evidence, and what they sign in with.

use domain::{
    permission::{Action, Resource},
    person::{StandingStatement, StatementRefusal},
    standing::{HeldStanding, Precision, Standing},
};
use leptos::prelude::*;
use services::{
    admin::{self, PersonRecord},
    history::Name,
};

use super::{AdminPage, AdminTab, DayField, identities::Identities};
use crate::{
    address::address,
    command::{Done, Failure, Filled, Running, Submission, filled},
    outcome::{done, failure},
    page::{context, page, parameter, query, require},
    person::Evidence,
    ui::{
        Banner, BannerKind, Button, Choice, Columns, Crumb, DateText, DayFormat, Empty, Field,
        MarginSection, Section, Select, SubmitLook, Table, TextArea, long_date,
    },
};

/// One person, for who administers their record.
#[component]
pub fn AdminPersonPage() -> impl IntoView {
    let context = context();
    let handle = parameter("handle");
    let done = done(&[
        ("standing", "The standing is in the record."),
        (
            "merged",
            "The two are one. It can be undone on the other’s page.",
        ),
        (
            "unmerged",
            "They are someone of their own again, with what they held.",
        ),
    ]);
    let asked = query("standing");
    page(async move {
        require(&context, Action::Administer, Resource::Community)?;
        let record = admin::person(&context, &handle).await?;
        let filled = filled(&format!("/admin/people/{}/standing", record.handle));
        let edited = asked
            .as_deref()
            .and_then(|wanted| record.standings.iter().find(|held| place(held) == wanted))
            .cloned();
        let margin = margin(&record);
        let handle = record.handle.clone();
        if let Some(into) = record.merged_into.clone() {
            return Ok(merged(&record, into, done));
        }
        let standings = standings(&record);
        let identities = record.identities.clone();
        let named = handle.clone();
        Ok(view! {
            <AdminPage
                tab=AdminTab::People
                title=record.name.clone()
                trail=vec![Crumb::here(record.name)]
                done=done
            >
                <Columns margin=margin>
                    <Section title="Standing">{standings}</Section>
                    <Section title="State a standing" id="state">
                        <StatementForm handle=handle filled=filled edited=edited />
                    </Section>
                    <Identities handle=named identities=identities />
                </Columns>
            </AdminPage>
        }
        .into_any())
    })
}

/// The page of someone whose record another one carries on.
fn merged(record: &PersonRecord, into: Name, done: Option<String>) -> AnyView {
    let undo = format!("/admin/people/{}/merge/undo", record.handle);
    let refused = filled(&undo).problem("with");
    let href = format!("/admin/people/{}", into.slug);
    view! {
        <AdminPage
            tab=AdminTab::People
            title=record.name.clone()
            trail=vec![Crumb::here(record.name.clone())]
            done=done
        >
            {(!refused.is_empty()).then(|| view! {
                <Banner kind=BannerKind::Problem><p>{refused}</p></Banner>
            })}
            <Section title="Merged">
                <p>
                    "They turned out to be "<a href=href>{into.name.clone()}</a>
                    ", who carries their record on."
                </p>
                <p>
                    "When the merge is undone, both hold what they would had it never been. What was told since stays with "
                    {into.name}"."
                </p>
                <form method="post" action=undo>
                    <Button text="Undo the merge" look=SubmitLook::Filled />
                </form>
            </Section>
        </AdminPage>
    }
    .into_any()
}

/// By which a row's "Correct" finds its standing again: "member.2024-05-01".
fn place(held: &HeldStanding) -> String {
    format!("{}.{}", held.standing.key(), held.since)
}

fn standings(record: &PersonRecord) -> AnyView {
    if record.standings.is_empty() {
        return view! {
            <Empty title="No standing is known">
                <p>"Standing comes with an organization’s lists, or is stated below."</p>
            </Empty>
        }
        .into_any();
    }
    let rows = record
        .standings
        .iter()
        .map(|held| {
            let correct = match held.standing {
                Standing::Committee => view! { <a href="/admin/committee">"Seats"</a> }.into_any(),
                Standing::Member
                | Standing::Maintainer
                | Standing::Administrator
                | Standing::Emeritus
                | Standing::Team(_) => {
                    let href = address(
                        &format!("/admin/people/{}", record.handle),
                        &[("standing", &place(held))],
                    );
                    let words = held.standing.words();
                    view! {
                        <a href=format!("{href}#state")>
                            "Correct"<span class="visually-hidden">" "{words}</span>
                        </a>
                    }
                    .into_any()
                }
            };
            let until = match held.until {
                Some(until) => view! { <DateText day=until format=DayFormat::Short /> }.into_any(),
                None => "today".into_any(),
            };
            view! {
                <tr>
                    <th scope="row">{held.standing.words()}</th>
                    <td><DateText day=held.since format=DayFormat::Short /></td>
                    <td>{until}</td>
                    <td>{evidence(held.clone())}</td>
                    <td>{correct}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table id="standings" caption="Standing, what is held first" caption_hidden=true>
            <thead>
                <tr>
                    <th scope="col">"Standing"</th>
                    <th scope="col">"Since"</th>
                    <th scope="col">"Until"</th>
                    <th scope="col">"Evidence"</th>
                    <th scope="col"><span class="visually-hidden">"Correct it"</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// What shows a standing, or the list that it was read from.
pub(super) fn evidence(held: HeldStanding) -> AnyView {
    match (held.evidence.is_empty(), held.precision) {
        (false, _) => view! { <Evidence text=held.evidence /> }.into_any(),
        (true, Precision::AtTheLatest) => format!(
            "A list of {} shows it; it may be older",
            long_date(held.since)
        )
        .into_any(),
        (true, Precision::Exact) => "A list shows it".into_any(),
    }
}

#[component]
fn StatementForm(handle: String, filled: Filled, edited: Option<HeldStanding>) -> impl IntoView {
    let action = format!("/admin/people/{handle}/standing");
    let (kind, team) = match edited.as_ref().map(|held| &held.standing) {
        Some(Standing::Team(name)) => ("team".to_owned(), name.clone()),
        Some(other) => (other.key(), String::new()),
        None => (Standing::Member.key(), String::new()),
    };
    let since = edited
        .as_ref()
        .map(|held| held.since.to_string())
        .unwrap_or_default();
    let until = edited
        .as_ref()
        .and_then(|held| held.until)
        .map(|until| until.to_string())
        .unwrap_or_default();
    let shows = edited.map(|held| held.evidence).unwrap_or_default();
    let choices = [
        Standing::Member,
        Standing::Maintainer,
        Standing::Emeritus,
        Standing::Administrator,
    ]
    .into_iter()
    .map(|standing| Choice::new(standing.key(), standing.words()))
    .chain([Choice::new("team", "In a team")])
    .collect();
    view! {
        <form class="form" method="post" action=action>
            <Select
                name="standing" label="Standing" choices=choices
                selected=filled.value("standing", &kind) error=filled.problem("standing")
            />
            <Field
                name="team" label="Team" hint="Only for someone in a team: its name."
                value=filled.value("team", &team) error=filled.problem("team") autocomplete="off"
            />
            <div class="form-line">
                <DayField name="since" label="Since" filled=filled.clone() otherwise=since />
                <DayField
                    name="until" label="Until, if it ended" filled=filled.clone() otherwise=until
                />
            </div>
            <TextArea
                name="evidence" label="Evidence" rows=3 required=true
                hint="A sentence or a link that shows it. Everyone can read it on their page."
                value=filled.value("evidence", &shows) error=filled.problem("evidence")
            />
            <p class="hint">
                "It stands for what the record says of the same standing in these days. Nothing is lost: the history keeps both."
            </p>
            <Button text="State it" look=SubmitLook::Filled />
        </form>
    }
}

/// `POST /admin/people/{handle}/standing`.
pub fn state_standing(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::Administer, Resource::Community)?;
        let handle = submission.parameter("handle").to_owned();
        let mut filled = Filled::of(&submission);
        let standing = match filled.fields.text("standing") {
            "team" => Some(Standing::Team(filled.fields.text("team").to_owned())),
            key => Standing::of_key(key).filter(|standing| !matches!(standing, Standing::Team(_))),
        };
        if standing.is_none() {
            filled.refuse("standing", "Choose one of these.");
        }
        let since = filled.optional_day("since");
        if since.is_none() && filled.problem("since").is_empty() {
            filled.refuse("since", "Say since which day.");
        }
        let until = filled.optional_day("until");
        filled.checked()?;
        let (Some(standing), Some(since)) = (standing, since) else {
            return Err(Failure::Invalid(filled));
        };
        let statement = StandingStatement {
            standing,
            since,
            until,
            evidence: filled.fields.text("evidence").to_owned(),
        };
        match admin::state_standing(&submission.context, &handle, statement).await {
            Ok(()) => Ok(Done::GoTo(format!("/admin/people/{handle}?done=standing"))),
            Err(error) => Err(failure(error, filled, field_of)),
        }
    })
}

/// The field that a refusal is about.
fn field_of(refusal: &StatementRefusal) -> &'static str {
    match refusal {
        StatementRefusal::BeginsLater => "since",
        StatementRefusal::EndsLater
        | StatementRefusal::EndsBefore
        | StatementRefusal::LastAdministrator => "until",
        StatementRefusal::NoEvidence | StatementRefusal::LongEvidence => "evidence",
        StatementRefusal::NoTeam | StatementRefusal::LongTeam => "team",
        StatementRefusal::BySeat | StatementRefusal::Known => "standing",
    }
}

fn margin(record: &PersonRecord) -> AnyView {
    let public = format!("/people/{}", record.handle);
    let merge = format!("/admin/people/{}/merge", record.handle);
    let accounts = (!record.accounts.is_empty()).then(|| {
        let accounts = record
            .accounts
            .iter()
            .map(|account| view! { <li>{format!("{} at {}", account.login, account.provider_name())}</li> })
            .collect_view();
        view! {
            <MarginSection title="Accounts that files name"><ul>{accounts}</ul></MarginSection>
        }
    });
    let carried_on = (!record.merged.is_empty()).then(|| {
        let merged = record
            .merged
            .iter()
            .map(|other| {
                let href = format!("/admin/people/{}", other.slug);
                view! { <li><a href=href>{other.name.clone()}</a></li> }
            })
            .collect_view();
        view! { <p>"Carries on the record of"</p><ul class="margin-links">{merged}</ul> }
    });
    let history = address("/history", &[("person", &record.handle)]);
    let registered_on = record.registered_on;
    view! {
        <MarginSection title="Elsewhere">
            <ul class="margin-links">
                <li><a href=public>"Their page in the record"</a></li>
                <li><a href=history>"Everything that happened"</a></li>
            </ul>
            <p class="hint">"In the record since "<DateText day=registered_on />"."</p>
        </MarginSection>
        {accounts}
        <MarginSection title="The same person">
            {carried_on}
            <p><a href=merge>"Merge someone into them"</a></p>
        </MarginSection>
    }
    .into_any()
}
