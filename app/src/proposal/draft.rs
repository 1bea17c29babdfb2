//! `/proposals/drafts/ID`: a draft, written part by part, with what is still missing.

use domain::{
    ids::PersonId,
    permission::{Action, Resource},
    proposal::{Answer, Request},
};
use leptos::prelude::*;
use services::{
    Context, ReadError, group,
    history::Names,
    person::{self, Meant},
    policy,
    proposal::{
        self, Draft, DraftError, answer_draft_nomination, lead_findings, load, overlaps, save,
        submit, throw_away,
    },
};
use uuid::Uuid;

use super::{
    draft_form::{DraftForm, Reading},
    failure, read_draft,
};
use crate::{
    command::{Command, Done, Failure, Filled, Running, Submission, filled},
    page::{PageTitle, context, page, parameter, query, require},
    ui::{
        Banner, BannerKind, Columns, Crumb, FindingLine, Findings, MarginSection, PageHeader,
        Section,
    },
};

const PAGE: &str = "/proposals/drafts/{id}";

/// What can be sent from the page.
pub const COMMANDS: &[Command] = &[
    Command::new(PAGE, PAGE, keep).with_body(2 * 1024 * 1024, Action::TakePart),
    Command::new("/proposals/drafts/{id}/throw-away", PAGE, discard),
    Command::new("/proposals/drafts/{id}/nomination", PAGE, answer),
];

/// What a draft is called before it has a name.
pub fn title_of(request: &Request) -> String {
    match request {
        Request::Form { name, .. } if name.is_empty() => "A new group".to_owned(),
        Request::Form { name, .. } => format!("Form {name}"),
        Request::Recharter { .. }
        | Request::ChangeLeads { .. }
        | Request::Rename { .. }
        | Request::Merge { .. }
        | Request::Convert { .. }
        | Request::Dissolve { .. }
        | Request::Revive { .. } => format!("{} a group", request.kind().verb()),
    }
}

fn read_error(error: DraftError) -> ReadError {
    match error {
        DraftError::NotFound | DraftError::TooMany | DraftError::Stale(_) => ReadError::NotFound,
        DraftError::Denied(denied) => ReadError::Denied(denied),
        DraftError::Write(error) => ReadError::Damaged(error.to_string()),
    }
}

/// The page.
#[component]
pub fn DraftPage() -> impl IntoView {
    let context = context();
    let id = parameter("id");
    let saved = query("done").as_deref() == Some("saved");
    let form = filled(&format!("/proposals/drafts/{id}"));
    page(async move {
        require(&context, Action::TakePart, Resource::Community)?;
        let id: Uuid = id.parse().map_err(|_| ReadError::NotFound)?;
        let draft = load(&context, id).await.map_err(read_error)?;
        let versions = policy::versions(&context.database).await?;
        let rules = policy::in_force(&versions, context.today())
            .map(|version| version.rules.clone())
            .unwrap_or_else(domain::policy::Policy::istio);
        let findings = lead_findings(&context, &draft.request, &rules).await?;
        let alike = overlaps(&context, &draft.request).await?;
        let groups = group::living(&context).await?;
        let names = proposal::names_of_request(&context, &draft.request, &draft.co_authors).await?;
        let reader = context.actor().person_id();
        let writes = reader.is_some_and(|reader| draft.is_written_by(reader));
        let missing = draft.request.missing();
        let title = title_of(&draft.request);
        let checklist = if missing.is_empty() {
            view! { <p>"Nothing is missing. You can submit it."</p> }.into_any()
        } else {
            let lines = missing
                .into_iter()
                .map(|missing| view! { <li>{missing.words()}</li> })
                .collect_view();
            view! { <ul class="missing">{lines}</ul> }.into_any()
        };
        let found = findings.map(|findings| {
            let lines = findings
                .after
                .into_iter()
                .map(|finding| view! { <FindingLine verdict=finding.verdict text=finding.evidence /> })
                .collect_view();
            view! { <MarginSection title="Lead rules"><Findings>{lines}</Findings></MarginSection> }
        });
        let answers = nominees(&draft, &names);
        let alike = (!alike.is_empty()).then(|| {
            let lines = alike
                .into_iter()
                .map(|line| {
                    let passages = line
                        .passages
                        .into_iter()
                        .map(|passage| view! { <li>{passage}</li> })
                        .collect_view();
                    view! {
                        <li>
                            <a href=format!("/groups/{}", line.name.slug)>{line.name.name}</a>
                            ", "{line.per_cent}" % alike"
                            <ul class="passages">{passages}</ul>
                        </li>
                    }
                })
                .collect_view();
            view! {
                <MarginSection title="Groups that overlap">
                    <p>"The committee wants few groups. Would a subgroup of one of these do?"</p>
                    <ul class="overlaps">{lines}</ul>
                </MarginSection>
            }
        });
        let margin = view! {
            <MarginSection title="Still missing">{checklist}</MarginSection>
            {answers}
            {found}
            {alike}
        }
        .into_any();
        let body = if writes {
            let reading = Reading {
                draft: &draft,
                names: &names,
                rules: &rules,
                groups: &groups,
            };
            view! { <DraftForm fields=reading.fields(&form) draft=draft.id.to_string() version=version_of(&form, &draft) /> }
                .into_any()
        } else {
            nomination(&draft)
        };
        let preview = draft.request.charter().filter(|text| !text.trim().is_empty()).map(|text| {
            let rendered = services::text::markdown(&text);
            view! { <Section title="The charter as it will read"><crate::ui::Document html=rendered.html /></Section> }
        });
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader
                title=title
                trail=vec![Crumb::link("/proposals", "Proposals"), Crumb::here("Draft")]
                lede="A draft. Save as often as you like; nobody but its authors and nominees sees it before you submit it."
            />
            {saved.then(|| view! { <Banner kind=BannerKind::Notice><p>"Saved."</p></Banner> })}
            {(!form.problem("").is_empty()).then(|| view! {
                <Banner kind=BannerKind::Problem><p>{form.problem("")}</p></Banner>
            })}
            <Columns margin=margin>{body}{preview}</Columns>
        }
        .into_any())
    })
}

/// The version that the form was written from: after a conflict the one that is stored, so that saving again is meant.
fn version_of(form: &Filled, draft: &Draft) -> String {
    form.shown
        .get("version")
        .cloned()
        .unwrap_or_else(|| draft.version.to_string())
}

fn nominees(draft: &Draft, names: &Names) -> Option<AnyView> {
    let nominees = draft.request.nominees();
    (!nominees.is_empty()).then(|| {
        let lines = nominees
            .iter()
            .map(|nomination| {
                let name = names
                    .person(nomination.person)
                    .map_or_else(String::new, |name| name.name.clone());
                let said = draft
                    .answers
                    .iter()
                    .rev()
                    .find(|(person, _)| *person == nomination.person)
                    .map_or("has not answered", |(_, answer)| match answer {
                        Answer::Accepted => "accepted",
                        Answer::Declined => "declined",
                    });
                view! { <li>{name}": "{said}</li> }
            })
            .collect_view();
        view! { <MarginSection title="Nominees"><ul>{lines}</ul></MarginSection> }.into_any()
    })
}

/// What a nominee sees: the draft, and the question.
fn nomination(draft: &Draft) -> AnyView {
    let action = format!("/proposals/drafts/{}/nomination", draft.id);
    view! {
        <Section title="You are nominated as a lead">
            <p>"Its authors will see your answer, and so will everyone once the proposal is submitted. You can change it later."</p>
            <form class="form" method="post" action=action>
                <div class="buttons">
                    <button class="button button-filled" type="submit" name="answer" value="accepted">"Accept"</button>
                    <button class="button" type="submit" name="answer" value="declined">"Decline"</button>
                </div>
            </form>
        </Section>
    }
    .into_any()
}

fn id_of(submission: &Submission) -> Result<Uuid, Failure> {
    submission
        .parameter("id")
        .parse()
        .map_err(|_| Failure::NotFound)
}

fn keep(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::TakePart, Resource::Community)?;
        let context = &submission.context;
        let id = id_of(&submission)?;
        let mut form = Filled::of(&submission);
        let mut draft = load(context, id)
            .await
            .map_err(|error| failure::of_draft(error, form.clone()))?;
        draft.request = read_draft::request(context, &mut form, &draft.request).await?;
        draft.summary = form.optional("summary", 2_000);
        draft.co_authors = co_authors(context, &mut form).await?;
        form.checked()?;
        draft.version = form.fields.text("version").parse().unwrap_or(0);
        save(context, &draft)
            .await
            .map_err(|error| failure::of_draft(error, form.clone()))?;
        if form.fields.text("then") == "submit" {
            let number = submit(context, id)
                .await
                .map_err(|error| failure::of_act(error, form))?;
            return Ok(Done::GoTo(format!("/proposals/{number}?done=submitted")));
        }
        Ok(Done::GoTo(format!("/proposals/drafts/{id}?done=saved")))
    })
}

/// The people in a list with commas.
async fn co_authors(context: &Context, form: &mut Filled) -> Result<Vec<PersonId>, Failure> {
    let typed = form.optional("co_authors", 500);
    let mut people = Vec::new();
    for name in typed
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        match person::meant(context, name).await? {
            Meant::One(person) => people.push(person),
            Meant::Several | Meant::Nobody => {
                form.refuse(
                    "co_authors",
                    format!("“{name}” is nobody’s handle; it is the last part of the address of their page."),
                );
            }
        }
    }
    Ok(people)
}

fn discard(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::TakePart, Resource::Community)?;
        let id = id_of(&submission)?;
        throw_away(&submission.context, id)
            .await
            .map_err(|error| failure::of_draft(error, Filled::of(&submission)))?;
        Ok(Done::GoTo("/proposals".to_owned()))
    })
}

fn answer(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::TakePart, Resource::Community)?;
        let id = id_of(&submission)?;
        let said = match submission.fields.text("answer") {
            "accepted" => Answer::Accepted,
            _ => Answer::Declined,
        };
        answer_draft_nomination(&submission.context, id, said)
            .await
            .map_err(|error| failure::of_act(error, Filled::of(&submission)))?;
        Ok(Done::GoTo(format!("/proposals/drafts/{id}?done=saved")))
    })
}
