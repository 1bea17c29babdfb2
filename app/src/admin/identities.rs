//! What someone signs in with, on their page of the administration: linked and unlinked on an administrator's word.

use domain::{
    permission::{Action, Resource},
    person::Account,
};
use jiff::Timestamp;
use leptos::prelude::*;
use services::{
    admin::{self, Identity},
    identity::{LinkError, UnlinkError, link_by_administrator, unlink_by_administrator},
};

use crate::{
    command::{Done, Failure, Filled, Running, Submission, filled},
    site::Site,
    ui::{Banner, BannerKind, Button, Choice, Field, Section, Select, Table},
};

/// The longest key of a provider, login or id that is taken.
const LONGEST: usize = 60;

/// The accounts of the person with that handle, with the forms that link one and unlink one.
#[component]
pub fn Identities(handle: String, identities: Vec<Identity>) -> impl IntoView {
    let link = format!("/admin/people/{handle}/identities");
    let unlink = format!("{link}/unlink");
    let refused = filled(&unlink).problem("");
    let linking = filled(&link);
    let mut choices: Vec<Choice> = expect_context::<Site>()
        .sign_in
        .iter()
        .filter(|way| way.key != "demo")
        .map(|way| Choice::new(way.key.clone(), way.title.clone()))
        .collect();
    if choices.is_empty() {
        choices.push(Choice::new("github", "GitHub"));
    }
    let list = if identities.is_empty() {
        view! { <p class="secondary">"Nothing is linked that they could sign in with."</p> }
            .into_any()
    } else {
        table(identities, &unlink)
    };
    view! {
        <Section title="Accounts to sign in with">
            {(!refused.is_empty()).then(|| view! {
                <Banner kind=BannerKind::Problem><p>{refused}</p></Banner>
            })}
            {list}
        </Section>
        <Section title="Link an account">
            <form class="form" method="post" action=link>
                <Select
                    name="provider" label="At" choices=choices
                    selected=linking.value("provider", "") error=linking.problem("provider")
                />
                <Field
                    name="login" label="Login" value=linking.value("login", "")
                    error=linking.problem("login") autocomplete="off" required=true
                />
                <Field
                    name="subject" label="The provider’s own id of it, where you know it"
                    hint="Without it, whoever next proves to have this login there signs in as them. Link only what you are sure of."
                    value=linking.value("subject", "") error=linking.problem("subject")
                    autocomplete="off"
                />
                <Button text="Link the account" />
            </form>
        </Section>
    }
}

fn table(identities: Vec<Identity>, unlink: &str) -> AnyView {
    let rows = identities
        .into_iter()
        .map(|identity| {
            let signed_in = if identity.signed_in_at == 0 {
                "never".to_owned()
            } else {
                day(identity.signed_in_at)
            };
            view! {
                <tr>
                    <th scope="row">{identity.login.clone()}</th>
                    <td>{identity.provider.clone()}</td>
                    <td>{day(identity.linked_at)}</td>
                    <td>{signed_in}</td>
                    <td>
                        <form method="post" action=unlink.to_owned()>
                            <input type="hidden" name="provider" value=identity.provider />
                            <input type="hidden" name="subject" value=identity.subject />
                            <button class="button" type="submit">
                                "Unlink"<span class="visually-hidden">" "{identity.login}</span>
                            </button>
                        </form>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table id="identities" caption="Accounts to sign in with" caption_hidden=true>
            <thead>
                <tr>
                    <th scope="col">"Account"</th>
                    <th scope="col">"At"</th>
                    <th scope="col">"Linked"</th>
                    <th scope="col">"Last signed in"</th>
                    <th scope="col"><span class="visually-hidden">"Unlink"</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn day(at: i64) -> String {
    Timestamp::from_microsecond(at)
        .map(|at| at.strftime("%-d %b %Y").to_string())
        .unwrap_or_default()
}

/// `POST /admin/people/{handle}/identities`.
pub fn link_identity(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::Administer, Resource::Community)?;
        let record = admin::person(&submission.context, submission.parameter("handle")).await?;
        let mut filled = Filled::of(&submission);
        let provider = filled.required("provider", LONGEST, "Choose where the account is.");
        let login = filled.required("login", LONGEST, "Say which account.");
        let subject = filled.optional("subject", 255);
        filled.checked()?;
        let account = Account { provider, login };
        let subject = (!subject.is_empty()).then_some(subject);
        match link_by_administrator(&submission.context, record.id, account, subject).await {
            Ok(()) => Ok(Done::GoTo(format!(
                "/admin/people/{}?done=linked",
                record.handle
            ))),
            Err(LinkError::Refused(_)) => {
                filled.refuse(
                    "login",
                    "This account is someone else’s in the record. If the two are one, merge them.",
                );
                Err(Failure::Invalid(filled))
            }
            Err(LinkError::Denied(denied)) => Err(Failure::Denied(denied)),
            Err(LinkError::NoPerson) => Err(Failure::NotFound),
            Err(LinkError::Write(error)) => Err(Failure::Broken(error)),
        }
    })
}

/// `POST /admin/people/{handle}/identities/unlink`.
pub fn unlink_identity(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::Administer, Resource::Community)?;
        let record = admin::person(&submission.context, submission.parameter("handle")).await?;
        let mut filled = Filled::of(&submission);
        let (provider, subject) = (
            filled.fields.text("provider").to_owned(),
            filled.fields.text("subject").to_owned(),
        );
        // Of whoever was merged into them, too.
        let owner = record
            .identities
            .iter()
            .find(|identity| identity.provider == provider && identity.subject == subject)
            .map_or(record.id, |identity| identity.person);
        match unlink_by_administrator(&submission.context, owner, provider, subject).await {
            Ok(()) => Ok(Done::GoTo(format!(
                "/admin/people/{}?done=unlinked",
                record.handle
            ))),
            Err(UnlinkError::NotLinked | UnlinkError::Last) => {
                filled.refuse("", "This account is not linked to them any more.");
                Err(Failure::Invalid(filled))
            }
            Err(UnlinkError::Denied(denied)) => Err(Failure::Denied(denied)),
            Err(UnlinkError::Write(error)) => Err(Failure::Broken(error)),
        }
    })
}
