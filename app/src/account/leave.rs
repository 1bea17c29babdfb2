//! `/account/leave`: what goes and what stays when one leaves, and the leaving; `/account/left`: that it is done.

use domain::leaving::NameAfterLeaving;
use leptos::prelude::*;
use services::account::{self, LeaveError, Leaving};

use super::{
    consequences::Consequences,
    frame::{AccountFrame, AccountPart, mine},
};
use crate::{
    command::{Done, Failure, Filled, Running, Submission, filled},
    page::{PageTitle, context, page},
    ui::{Banner, BannerKind, Button, Field, Item, List, PageHeader, Section, SubmitLook},
};

/// Where the page and its form are.
pub const ADDRESS: &str = "/account/leave";

/// The page.
#[component]
pub fn LeavePage() -> impl IntoView {
    let context = context();
    let form = filled(ADDRESS);
    page(async move {
        let person = mine(&context)?;
        let leaving = account::leaving(&context, person).await?;
        let (name, handle) = context.actor().person().map_or_else(
            || (String::new(), String::new()),
            |acting| (acting.name.clone(), acting.handle.to_string()),
        );
        Ok(view! {
            <AccountFrame
                part=AccountPart::Leaving
                title="Leaving"
                lede="You can leave at any time. Your account goes; the community’s record of what happened stays."
            >
                {seats(&leaving)}
                <Section title="What goes">
                    <ul class="plain-list">
                        <li>"The accounts you sign in with: nobody is signed in as you any more."</li>
                        <li>"All your sessions and tokens, at once."</li>
                        <li>"Your profile: time zone, pronouns, what of it was public."</li>
                        <li>"Your seats in groups, and any on the oversight committee or as an administrator. Where you are thanked as an emeritus lead, the thanks stay."</li>
                    </ul>
                </Section>
                <Section title="What stays">
                    <ul class="plain-list">{stays(leaving.name, &name)}</ul>
                    <p class="hint">
                        <a href="/policy">"The community’s policy"</a>" decides under which name. Backups that were made before keep what they had until they are removed."
                    </p>
                </Section>
                <Section title="Leave">
                    <form class="form" method="post" action=ADDRESS>
                        <Field
                            name="handle"
                            label=format!("To confirm, type your handle: {handle}")
                            value=form.value("handle", "")
                            error=form.problem("handle")
                            autocomplete="off"
                            required=true
                        />
                        <div class="buttons"><Button text="Leave for good" look=SubmitLook::Filled /></div>
                    </form>
                </Section>
            </AccountFrame>
        }
        .into_any())
    })
}

/// The seats that end, and which lead rules that breaks.
fn seats(leaving: &Leaving) -> Option<AnyView> {
    if leaving.seats.is_empty() && leaving.duties.is_empty() {
        return None;
    }
    let duties = leaving.duties.iter().map(|standing| {
        view! { <Item title=standing.words().into_any() secondary="Of the community".into_any() /> }
    });
    let rows = leaving
        .seats
        .iter()
        .map(|seat| {
            let href = format!("/groups/{}", seat.group.slug);
            let title = view! { <a href=href>{seat.group.name.clone()}</a> }.into_any();
            view! { <Item title=title secondary=seat.role.word().into_any() /> }
        })
        .collect_view();
    let duties = duties.collect_view();
    let led = leaving
        .seats
        .iter()
        .filter(|seat| seat.role.leads())
        .count();
    let groups = leaving.groups.clone();
    Some(
        view! {
            <Section title="What you hold">
                <Banner kind=BannerKind::Problem>
                    <p>"What you hold ends with your leaving; it is kinder to hand it over first."</p>
                </Banner>
                <List>{rows}{duties}</List>
                <Consequences groups=groups led=led />
            </Section>
        }
        .into_any(),
    )
}

fn stays(under: NameAfterLeaving, name: &str) -> AnyView {
    match under {
        NameAfterLeaving::Kept => view! {
            <li>{format!("What you did, under your name, {name}: seats, standing, organizations, with their days.")}</li>
            <li>"Your page in the record, with the accounts that the record knows as yours."</li>
            <li>"If you sign in again with one of them, you are the same person again, without your seats."</li>
        }
        .into_any(),
        NameAfterLeaving::Pseudonym => view! {
            <li>"What you did, under a pseudonym: seats, standing, organizations, with their days."</li>
            <li>"Your name, your handle and your logins are taken out of the record, also out of its past. The address of your page ends."</li>
            <li>"This cannot be undone. If you sign in again, you are someone new."</li>
        }
        .into_any(),
    }
}

/// `POST /account/leave`.
pub fn leave(submission: Submission) -> Running {
    Box::pin(async move {
        let person = mine(&submission.context)?;
        let mut form = Filled::of(&submission);
        let typed = form.fields.text("handle").to_owned();
        match account::leave(&submission.context, person, &typed).await {
            Ok(()) => Ok(Done::GoTo("/account/left".to_owned())),
            Err(LeaveError::Denied(denied)) => Err(denied.into()),
            Err(LeaveError::NotConfirmed) => {
                form.refuse("handle", "That is not your handle. Nothing was done.");
                Err(Failure::Invalid(form))
            }
            Err(LeaveError::Write(error)) => Err(error.into()),
        }
    })
}

/// The page that one sees then, as anyone may.
#[component]
pub fn LeftPage() -> impl IntoView {
    view! {
        <PageTitle subject="You have left" />
        <PageHeader
            title="You have left"
            lede="Your account is gone, and you are signed out everywhere. Thank you for what you did here."
        />
        <p><a href="/">"To the front page"</a></p>
    }
}
