//! `/announcements/N`: one announcement, as a document to link to.

use domain::{
    announcement::AnnouncementRefusal,
    permission::{Action, Resource},
};
use leptos::prelude::*;
use services::{
    Context, ReadError,
    announcement::{AnnouncementLine, one, take_back},
    text,
};

use super::{announcement_path, by_whom, posted};
use crate::{
    address::address,
    command::{Command, Done, Failure, Filled, Running, Submission, filled},
    outcome,
    page::{PageTitle, context, page, parameter},
    ui::{
        Banner, BannerKind, Button, Columns, Crumb, Document, MarginSection, PageHeader, TextArea,
    },
};

/// Taking an announcement back.
pub const TAKE_BACK: Command = Command::new(
    "/announcements/{number}/take-back",
    "/announcements/{number}",
    retract,
);

/// The page.
#[component]
pub fn AnnouncementPage() -> impl IntoView {
    let context = context();
    let number = parameter("number");
    let done = outcome::done(&[
        (
            "posted",
            "It is announced: everyone can read it here, and the feed has it.",
        ),
        (
            "taken-back",
            "It is taken back. It stays here, with your reason above it.",
        ),
    ]);
    page(async move {
        let number = number.parse().map_err(|_| ReadError::NotFound)?;
        let (line, names) = one(&context, number).await?;
        let lede = by_whom(&line, &names);
        let taken_back = (!line.taken_back.is_empty()).then(|| {
            let reason = line.taken_back.clone();
            view! {
                <Banner kind=BannerKind::Problem>
                    <p><strong>"This was taken back: "</strong>{reason}</p>
                </Banner>
            }
        });
        let group = line.group.and_then(|group| names.group(group)).cloned();
        let about = group.map(|name| {
            let all = address("/announcements", &[("group", &name.slug)]);
            view! {
                <MarginSection title="For">
                    <ul class="margin-links">
                        <li><a href=format!("/groups/{}", name.slug)>{name.name}</a></li>
                        <li><a href=all>"All its announcements"</a></li>
                    </ul>
                </MarginSection>
            }
        });
        let proposal = line.occasion.proposal().map(|proposal| {
            view! {
                <MarginSection title="About">
                    <p><a href=format!("/proposals/{proposal}")>"Proposal "{proposal}</a></p>
                </MarginSection>
            }
        });
        let by = names.person(line.by).cloned().map(|name| {
            view! {
                <MarginSection title="Announced">
                    <p>"By "<a href=format!("/people/{}", name.slug)>{name.name.clone()}</a>", "{posted(line.posted_at)}</p>
                </MarginSection>
            }
        });
        let take_back = (line.taken_back.is_empty() && may_take_back(&context, &line))
            .then(|| taking_back(number));
        let rendered = text::markdown(&line.body);
        let margin = view! { {about}{proposal}{by}{take_back} }.into_any();
        let title = line.title.clone();
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader
                title=title
                trail=vec![Crumb::link("/announcements", "Announcements"), Crumb::here(line.occasion.words())]
                lede=lede
            />
            {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
            {taken_back}
            <Columns margin=margin><Document html=rendered.html /></Columns>
        }
        .into_any())
    })
}

/// Whoever announced it, and who could announce for the same group.
fn may_take_back(context: &Context, line: &AnnouncementLine) -> bool {
    context.actor().person_id() == Some(line.by)
        || context
            .may(
                Action::RunGroup,
                line.group.map_or(Resource::Community, Resource::Group),
            )
            .is_ok()
}

fn taking_back(number: u32) -> AnyView {
    let to = format!("{}/take-back", announcement_path(number));
    let form = filled(&to);
    let open = form.was_sent();
    view! {
        <MarginSection title="Was it wrong?">
            <details class="panel" open=open>
                <summary>"Take it back"</summary>
                <form class="form panel-content" method="post" action=to>
                    <TextArea
                        name="reason" label="Why" rows=3
                        hint="It stays here for all to read, with this above it. Nobody can undo that."
                        value=form.value("reason", "") error=form.problem("reason")
                    />
                    <Button text="Take back" />
                </form>
            </details>
        </MarginSection>
    }
    .into_any()
}

fn retract(submission: Submission) -> Running {
    Box::pin(async move {
        let number: u32 = submission
            .parameter("number")
            .parse()
            .map_err(|_| Failure::NotFound)?;
        let (line, _) = one(&submission.context, number).await?;
        // Before anything else is looked at.
        if !may_take_back(&submission.context, &line) {
            let to = line.group.map_or(Resource::Community, Resource::Group);
            submission.context.may(Action::RunGroup, to)?;
        }
        let mut form = Filled::of(&submission);
        let reason = form.optional("reason", 1_000);
        form.checked()?;
        take_back(&submission.context, number, reason)
            .await
            .map_err(|error| outcome::failure(error, form, field_of))?;
        let path = announcement_path(number);
        Ok(Done::GoTo(format!("{path}?done=taken-back")))
    })
}

fn field_of(refusal: &AnnouncementRefusal) -> &'static str {
    match refusal {
        AnnouncementRefusal::NoReason | AnnouncementRefusal::TakenBack => "reason",
        AnnouncementRefusal::NoTitle => "title",
        AnnouncementRefusal::NoBody => "body",
    }
}
