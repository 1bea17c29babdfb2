//! `/account/sessions`: the browsers in which one is signed in, and signing them out.

use domain::browser;
use leptos::prelude::*;
use services::session::{self, Ending, OwnError, SessionLine};

use super::frame::{AccountFrame, AccountPart, mine, moment};
use crate::{
    command::{Done, Failure, Running, Submission},
    page::{context, page},
    ui::{Item, List, Section},
};

/// Where the page is.
pub const ADDRESS: &str = "/account/sessions";

/// The page.
#[component]
pub fn SessionsPage() -> impl IntoView {
    let context = context();
    page(async move {
        let person = mine(&context)?;
        let sessions = session::own(&context, person).await?;
        let this = context
            .actor()
            .person()
            .and_then(|acting| acting.session())
            .map(str::to_owned);
        let others = sessions
            .iter()
            .filter(|session| Some(&session.key) != this.as_ref())
            .count();
        let rows = sessions
            .into_iter()
            .map(|session| {
                let is_this = Some(&session.key) == this.as_ref();
                row(session, is_this)
            })
            .collect_view();
        Ok(view! {
            <AccountFrame
                part=AccountPart::Sessions
                title="Your sessions"
                lede="The browsers in which you are signed in. Sign out what you do not know."
                done=vec![
                    ("ended", "That session is signed out."),
                    ("others", "All other sessions are signed out."),
                    ("none", "That session had ended already."),
                ]
            >
                <List>{rows}</List>
                <Section title="Sign out several">
                    <form class="buttons" method="post" action="/account/sessions/end">
                        {(others > 0).then(|| view! {
                            <button class="button" type="submit" name="session" value="others">
                                "Sign out all others"
                            </button>
                        })}
                        <button class="button" type="submit" name="session" value="all">
                            "Sign out everywhere, here too"
                        </button>
                    </form>
                </Section>
            </AccountFrame>
        }
        .into_any())
    })
}

fn row(session: SessionLine, is_this: bool) -> AnyView {
    let browser = browser::in_words(&session.user_agent);
    let title = view! { <span>{browser.clone()}</span> }.into_any();
    let secondary = view! {
        "Began "{moment(session.created_at)}"; last seen "{moment(session.seen_at)}
    }
    .into_any();
    let aside = if is_this {
        view! { <span class="this-one">"This one"</span> }.into_any()
    } else {
        view! {
            <form method="post" action="/account/sessions/end">
                <button class="button" type="submit" name="session" value=session.key>
                    "Sign out"
                    <span class="visually-hidden">": "{browser}</span>
                </button>
            </form>
        }
        .into_any()
    };
    view! { <Item title=title secondary=secondary aside=aside /> }.into_any()
}

/// `POST /account/sessions/end`.
pub fn end(submission: Submission) -> Running {
    Box::pin(async move {
        let context = &submission.context;
        let person = mine(context)?;
        let this = context.actor().person().and_then(|acting| acting.session());
        let which = submission.fields.text("session");
        let (ending, address) = match (which, this) {
            ("all", _) => (Ending::All, "/".to_owned()),
            ("others", Some(this)) => (Ending::AllBut(this), format!("{ADDRESS}?done=others")),
            (key, _) => (Ending::One(key), format!("{ADDRESS}?done=ended")),
        };
        match session::end_own(context, person, ending).await {
            Ok(0) => Ok(Done::GoTo(format!("{ADDRESS}?done=none"))),
            Ok(_) => Ok(Done::GoTo(address)),
            Err(OwnError::Denied(denied)) => Err(Failure::Denied(denied)),
            Err(OwnError::Write(error)) => Err(error.into()),
        }
    })
}
