//! `/proposals/drafts/ID`: a draft, written part by part, with what is still missing.

mod command;

use domain::{
    permission::{Action, Resource},
    policy::Policy,
    proposal::Request,
};
use leptos::prelude::*;
use services::{
    Context, ReadError, group,
    history::Names,
    policy,
    proposal::{
        self, Draft, DraftError, candidates, candidates_called, lead_findings, load, overlaps,
    },
    text,
};
use uuid::Uuid;

pub use command::COMMANDS;

use super::{
    draft_form::{DraftForm, Reading, Written},
    overlapping::overlapping,
    words::moment_of,
};
use crate::{
    command::{Filled, filled},
    page::{PageTitle, context, page, parameter, query, require},
    site::Site,
    ui::{
        Banner, BannerKind, Columns, Crumb, Difference, FindingLine, Findings, MarginSection,
        PageHeader, Section,
    },
};

const PAGE: &str = "/proposals/drafts/{id}";

/// What is shown once when someone else saved the draft meanwhile: the text that was typed.
const TYPED: &str = "typed";

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

/// The same with the name of the group that it is about.
fn called(request: &Request, names: &Names) -> String {
    match request.group().and_then(|group| names.group(group)) {
        Some(name) => format!("{} {}", request.kind().verb(), name.name),
        None => title_of(request),
    }
}

fn read_error(error: DraftError) -> ReadError {
    match error {
        DraftError::NotFound | DraftError::TooMany | DraftError::Stale(_) => ReadError::NotFound,
        DraftError::Denied(denied) => ReadError::Denied(denied),
        DraftError::Write(error) => ReadError::Damaged(error.to_string()),
    }
}

/// The page. `?people=` searches for whom to nominate.
#[component]
pub fn DraftPage() -> impl IntoView {
    let context = context();
    let site = expect_context::<Site>();
    let id = parameter("id");
    let saved = query("done").as_deref() == Some("saved");
    let form = filled(&format!("/proposals/drafts/{id}"));
    let searched = query("people").unwrap_or_default();
    page(async move {
        require(&context, Action::TakePart, Resource::Community)?;
        let id: Uuid = id.parse().map_err(|_| ReadError::NotFound)?;
        let draft = load(&context, id).await.map_err(read_error)?;
        let versions = policy::versions(&context.database).await?;
        let rules = policy::in_force(&versions, context.today())
            .map(|version| version.rules.clone())
            .unwrap_or_else(Policy::istio);
        let groups = group::living(&context).await?;
        let names = proposal::names_of_request(&context, &draft.request, &draft.co_authors).await?;
        let writes = context
            .actor()
            .person_id()
            .is_some_and(|reader| draft.is_written_by(reader));
        let title = called(&draft.request, &names);
        let margin = margin(&context, &draft, &rules).await?;
        let conflict = conflict(&form, &draft, &names);
        let body = if writes {
            let people: Vec<_> = draft
                .request
                .nominees()
                .iter()
                .map(|nomination| nomination.person)
                .collect();
            let nominated = candidates(&context, &people, &rules).await?;
            let found = candidates_called(&context, &searched, &rules).await?;
            let reading = Reading {
                draft: &draft,
                names: &names,
                rules: &rules,
                groups: &groups,
                nominated: &nominated,
                searched: &searched,
                found: &found,
            };
            let written = Written {
                form: &form,
                draft: &draft,
            };
            let saved = format!("Saved {}.", moment_of(draft.changed_at));
            view! {
                <DraftForm
                    fields=reading.fields(&written) draft=draft.id.to_string()
                    version=version_of(&form, &draft) saved=saved unsaved=form.was_sent()
                />
                <script type="module" src=site.asset("draft.js")></script>
            }
            .into_any()
        } else {
            nomination(&draft)
        };
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader
                title=title
                trail=vec![Crumb::link("/proposals", "Proposals"), Crumb::here("Draft")]
                lede="A draft. You can leave and come back; nobody but its authors and nominees sees it before you submit it."
            />
            {saved.then(|| view! { <Banner kind=BannerKind::Notice><p>"Saved."</p></Banner> })}
            {(!form.problem("").is_empty()).then(|| view! {
                <Banner kind=BannerKind::Problem><p>{form.problem("")}</p></Banner>
            })}
            <div id="draft-conflict" data-live="">{conflict}</div>
            <Columns margin=margin>{body}</Columns>
        }
        .into_any())
    })
}

/// What someone saved meanwhile beside what was typed, word by word.
fn conflict(form: &Filled, draft: &Draft, names: &Names) -> Option<AnyView> {
    let typed = form.shown.get(TYPED)?;
    let stored = proposal::as_text(&draft.request, names);
    let lines = text::difference(&stored, typed);
    let mine = format!("/proposals/drafts/{}", draft.id);
    let at = moment_of(draft.changed_at);
    Some(
        view! {
            <Section title="What was saved meanwhile, and what you wrote">
                <p>"Struck out is what another tab or another author saved "{at}"; marked as new is what you wrote, which stands in the form below."</p>
                <Difference lines=lines label="What was saved, and what you wrote" />
                <div class="buttons">
                    <button class="button button-filled" type="submit" form="draft-form" name="then" value="save">"Keep what I wrote"</button>
                    <a class="button" href=mine data-draft="theirs">"Take what was saved"</a>
                </div>
            </Section>
        }
        .into_any(),
    )
}

/// The version that the form was written from: after a conflict the one that is stored, so that saving again is meant.
fn version_of(form: &Filled, draft: &Draft) -> String {
    if form.shown.contains_key(TYPED) || !form.was_sent() {
        draft.version.to_string()
    } else {
        form.fields.text("version").to_owned()
    }
}

/// What is missing, what the lead rules find, and which groups overlap; the script renews it with every save.
async fn margin(context: &Context, draft: &Draft, rules: &Policy) -> Result<AnyView, ReadError> {
    let findings = lead_findings(context, &draft.request, rules).await?;
    let alike = overlaps(context, &draft.request).await?;
    let mut missing: Vec<String> = draft
        .request
        .missing()
        .into_iter()
        .map(|missing| missing.words().to_owned())
        .collect();
    missing.extend(
        draft
            .unreadable
            .iter()
            .filter(|unreadable| !unreadable.problem.is_empty())
            .map(|unreadable| unreadable.problem.clone()),
    );
    let checklist = if missing.is_empty() {
        view! { <p>"Nothing is missing. You can submit it."</p> }.into_any()
    } else {
        let lines = missing
            .into_iter()
            .map(|missing| view! { <li>{missing}</li> })
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
    let decides = rules.who_decides();
    Ok(view! {
        <div id="draft-margin" data-live="">
            <MarginSection title="Still missing">{checklist}</MarginSection>
            {found}
            {overlapping(alike)}
        </div>
        <MarginSection title="What happens next">
            <p>"Submitting announces it and opens it for comments. "{decides}" It forms the group, makes it a subgroup, gives its work to a group, asks for changes, or declines."</p>
        </MarginSection>
    }
    .into_any())
}

/// What a nominee sees: the draft, and the question.
fn nomination(draft: &Draft) -> AnyView {
    let action = format!("/proposals/drafts/{}/nomination", draft.id);
    let preview = draft
        .request
        .charter()
        .filter(|text| !text.trim().is_empty())
        .map(|markdown| {
            let rendered = text::markdown(&markdown);
            view! { <Section title="The charter as it will read"><crate::ui::Document html=rendered.html /></Section> }
        });
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
        {preview}
    }
    .into_any()
}
