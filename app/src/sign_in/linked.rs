//! `/account/sign-in`: the accounts that one signs in with; one more can be linked, and all but the last unlinked.

use domain::permission::{Action, Resource};
use jiff::Timestamp;
use leptos::prelude::*;
use services::{
    ReadError,
    identity::{IdentityLine, UnlinkError, link_key, of_person, unlink},
};

use crate::{
    account::frame::{AccountFrame, AccountPart},
    address::address,
    command::{Command, Done, Failure, Filled, Running, Submission, filled},
    page::{context, page, require},
    site::Site,
    ui::{Banner, BannerKind, DateText, Empty, Icon, Item, List, Section},
};

/// Where the page is.
const ADDRESS: &str = "/account/sign-in";

/// What the page's form is sent to.
const UNLINK: &str = "/account/sign-in/unlink";

/// Unlinks an account.
pub const UNLINK_COMMAND: Command = Command::new(UNLINK, ADDRESS, |submission| {
    Box::pin(unlink_one(submission)) as Running
});

async fn unlink_one(submission: Submission) -> Result<Done, Failure> {
    let mut form = Filled::of(&submission);
    let text = |field: &str| submission.fields.text(field).to_owned();
    match unlink(&submission.context, text("provider"), text("subject")).await {
        Ok(()) => Ok(Done::GoTo(address(ADDRESS, &[("done", "unlinked")]))),
        Err(UnlinkError::Denied(denied)) => Err(denied.into()),
        Err(UnlinkError::Last) => {
            form.refuse(
                "",
                "This is the only account that you can sign in with. Link another first, or you could not come back.",
            );
            Err(Failure::Invalid(form))
        }
        Err(UnlinkError::NotLinked) => {
            form.refuse(
                "",
                "That account is not linked any more. What is linked is below.",
            );
            Err(Failure::Conflict(form))
        }
        Err(UnlinkError::Write(error)) => Err(error.into()),
    }
}

/// The page.
#[component]
pub fn LinkedAccountsPage() -> impl IntoView {
    let context = context();
    let site = expect_context::<Site>();
    let problems = [filled(ADDRESS), filled(UNLINK)]
        .map(|form| form.problem(""))
        .concat();
    page(async move {
        let person = context.actor().person_id();
        let resource = person.map_or(Resource::Community, Resource::Account);
        require(&context, Action::KeepAccount, resource)?;
        let identities = match person {
            Some(person) => of_person(&context, person).await?,
            None => Vec::new(),
        };
        let is_last = identities.len() == 1;
        let lines = identities
            .into_iter()
            .map(|identity| line(&site, identity, is_last))
            .collect::<Result<Vec<_>, _>>()?;
        let linked = if lines.is_empty() {
            view! {
                <Empty title="No account is linked">
                    <p>"The accounts that you sign in with are listed here, once you have signed in with one."</p>
                </Empty>
            }
            .into_any()
        } else {
            view! { <List>{lines}</List> }.into_any()
        };
        Ok(view! {
            <AccountFrame
                part=AccountPart::SignIn
                title="How you sign in"
                lede="Any of these accounts is a way in. What you do here stands under your name, whichever you came by."
                done=vec![
                    ("linked", "The account is linked. From now on you can sign in with it too."),
                    ("unlinked", "The account is unlinked. Nobody can sign in with it as you any more."),
                ]
            >
                {problem(problems)}
                <Section title="Linked accounts">{linked}</Section>
                {more(&site, link_key(&context))}
            </AccountFrame>
        }
        .into_any())
    })
}

fn problem(problems: String) -> Option<impl IntoView> {
    (!problems.is_empty())
        .then(|| view! { <Banner kind=BannerKind::Problem><p>{problems}</p></Banner> })
}

/// One account, with the button that unlinks it.
fn line(site: &Site, identity: IdentityLine, is_last: bool) -> Result<AnyView, ReadError> {
    let provider = site
        .sign_in
        .iter()
        .find(|way| way.key == identity.provider)
        .map_or_else(|| identity.provider.clone(), |way| way.title.clone());
    let name = format!("{} at {provider}", identity.login);
    let used = match identity.signed_in_at {
        Some(at) => {
            let day = day_of(at)?;
            view! { ", last used on "<DateText day=day /> }.into_any()
        }
        None => view! { ", not used yet" }.into_any(),
    };
    let linked_on = day_of(identity.linked_at)?;
    let secondary = view! { "Linked on "<DateText day=linked_on />{used} }.into_any();
    let aside = if is_last {
        view! { <p class="hint">"The only way in"</p> }.into_any()
    } else {
        view! {
            <form method="post" action=UNLINK>
                <input type="hidden" name="provider" value=identity.provider />
                <input type="hidden" name="subject" value=identity.subject />
                <button class="button" type="submit" aria-label=format!("Unlink {name}")>"Unlink"</button>
            </form>
        }
        .into_any()
    };
    Ok(view! {
        <Item icon=Icon::KeyRound title=name.into_any() secondary=secondary aside=aside />
    }
    .into_any())
}

/// A moment in microseconds as its day in UTC.
fn day_of(microseconds: i64) -> Result<domain::Day, ReadError> {
    Timestamp::from_microsecond(microseconds)
        .map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).date())
        .map_err(|error| ReadError::Damaged(error.to_string()))
}

/// The ways to link one more. Links go out with the session's key, so that no other page can begin that.
fn more(site: &Site, key: Option<String>) -> Option<AnyView> {
    let key = key?;
    let ways: Vec<AnyView> = site
        .sign_in
        .iter()
        .filter(|way| !way.is_demo())
        .map(|way| {
            let href = address(&format!("/sign-in/{}", way.key), &[("link", key.as_str())]);
            let words = format!("Link an account at {}", way.title);
            view! { <li><a class="button" href=href>{Icon::KeyRound.view()}{words}</a></li> }
                .into_any()
        })
        .collect();
    if ways.is_empty() {
        return None;
    }
    Some(
        view! {
            <Section title="Link one more">
                <p>"You go to the provider, show that the account is yours, and come back here."</p>
                <ul class="sign-in-ways">{ways}</ul>
            </Section>
        }
        .into_any(),
    )
}
