//! `/announcements/new` and `/groups/SLUG/announce`: an announcement is written, previewed and posted.

use domain::{
    announcement::{Announcement, AnnouncementRefusal, LONGEST_BODY, LONGEST_TITLE, Occasion},
    permission::{Action, Resource},
};
use leptos::prelude::*;
use services::{announcement::announce, group, text};

use super::announcement_path;
use crate::{
    command::{Command, Done, Failure, Filled, Running, Submission, filled},
    group::{at_todays_address, group_path, requested},
    outcome::failure,
    page::{PageTitle, context, page, parameter, require},
    ui::{Crumb, Document, Field, PageHeader, Section, TextArea},
};

/// What can be sent from these pages.
pub const ANNOUNCE_COMMANDS: &[Command] = &[
    Command::new("/announcements/new", "/announcements/new", to_everyone),
    Command::new(
        "/groups/{slug}/announce",
        "/groups/{slug}/announce",
        for_group,
    ),
];

/// The form for the community as a whole.
#[component]
pub fn AnnouncePage() -> impl IntoView {
    let context = context();
    page(async move {
        require(&context, Action::RunGroup, Resource::Community)?;
        let trail = vec![
            Crumb::link("/announcements", "Announcements"),
            Crumb::here("Announce something"),
        ];
        Ok(drawn(
            "Announce something",
            "To the community as a whole. What concerns one group is announced from its page.",
            trail,
            "/announcements/new",
        ))
    })
}

/// The form for one group.
#[component]
pub fn GroupAnnouncePage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let requested = requested();
    page(async move {
        let (id, name) = group::named(&context, &slug)
            .await
            .map_err(at_todays_address(&requested))?;
        require(&context, Action::RunGroup, Resource::Group(id))?;
        let path = group_path(&name.slug);
        let trail = vec![
            Crumb::link("/groups", "Groups"),
            Crumb::link(path.clone(), name.name.clone()),
            Crumb::here("Announce something"),
        ];
        Ok(drawn(
            &format!("Announce something for {}", name.name),
            "It stands among the announcements, on the group’s page and in the feed, with your name.",
            trail,
            &format!("{path}/announce"),
        ))
    })
}

fn drawn(title: &str, lede: &str, trail: Vec<Crumb>, to: &str) -> AnyView {
    let form = filled(to);
    let previewed = form.shown.contains_key("preview");
    let preview = previewed.then(|| {
        let rendered = text::markdown(form.fields.text("body"));
        let title = form.fields.text("title").to_owned();
        view! {
            <Section title="So it will stand">
                <div class="card announcement-preview">
                    <h3>{title}</h3>
                    <Document html=rendered.html />
                </div>
            </Section>
        }
    });
    let buttons = if previewed {
        view! {
            <button class="button" type="submit" name="step" value="preview">"Preview again"</button>
            <button class="button button-filled" type="submit" name="step" value="post">"Post the announcement"</button>
        }
        .into_any()
    } else {
        view! {
            <button class="button button-filled" type="submit" name="step" value="preview">"Preview"</button>
        }
        .into_any()
    };
    let action = to.to_owned();
    view! {
        <PageTitle subject=title.to_owned() />
        <PageHeader title=title.to_owned() lede=lede.to_owned() trail=trail />
        {preview}
        <form class="form form-wide" method="post" action=action>
            <Field
                name="title" label="Title" required=true
                hint="A sentence that says what is new."
                value=form.value("title", "") error=form.problem("title")
            />
            <TextArea
                name="body" label="Text" rows=10 required=true
                hint="In Markdown. Nobody can edit it later: it can only be taken back, with a reason."
                value=form.value("body", "") error=form.problem("body")
            />
            <div class="buttons">{buttons}</div>
        </form>
    }
    .into_any()
}

fn to_everyone(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::RunGroup, Resource::Community)?;
        posted(&submission, None).await
    })
}

fn for_group(submission: Submission) -> Running {
    Box::pin(async move {
        let slug = submission.parameter("slug").to_owned();
        let (id, name) = group::named(&submission.context, &slug).await?;
        submission
            .context
            .may(Action::RunGroup, Resource::Group(id))?;
        posted(&submission, Some(name.slug.as_str())).await
    })
}

/// Shows what it would look like, or posts it.
async fn posted(submission: &Submission, slug: Option<&str>) -> Result<Done, Failure> {
    let mut form = Filled::of(submission);
    let title = form.required("title", LONGEST_TITLE, "Say in a sentence what is new.");
    let body = form.required("body", LONGEST_BODY, "Write what the community is to know.");
    form.checked()?;
    if form.fields.text("step") != "post" {
        return Ok(Done::Show(form.showing("preview", "yes")));
    }
    let announcement = Announcement {
        title,
        body,
        occasion: Occasion::News,
    };
    let number = announce(&submission.context, slug, announcement)
        .await
        .map_err(|error| failure(error, form, field_of))?;
    let path = announcement_path(number);
    Ok(Done::GoTo(format!("{path}?done=posted")))
}

fn field_of(refusal: &AnnouncementRefusal) -> &'static str {
    match refusal {
        AnnouncementRefusal::NoTitle => "title",
        AnnouncementRefusal::NoBody
        | AnnouncementRefusal::TakenBack
        | AnnouncementRefusal::NoReason => "body",
    }
}
