//! `/account/tokens`: tokens for scripts. One is shown when it is made, and never again.

use std::collections::BTreeSet;

use domain::{
    actor::Scope,
    token::{MOST_TOKENS, NewToken, TokenLife, TokenProblem},
};
use leptos::prelude::*;
use services::token::{self, TokenError, TokenLine};

use super::frame::{AccountFrame, AccountPart, mine, moment};
use crate::{
    command::{Done, Failure, Filled, Running, Submission, filled},
    page::{context, page},
    ui::{
        Banner, BannerKind, Button, Checkboxes, Choice, Empty, Field, Item, List, Section, Select,
        SubmitLook,
    },
};

/// Where the page and its form are.
pub const ADDRESS: &str = "/account/tokens";

/// Under which name a new token is shown.
const TOKEN: &str = "token";

/// The page.
#[component]
pub fn TokensPage() -> impl IntoView {
    let context = context();
    let form = filled(ADDRESS);
    page(async move {
        let person = mine(&context)?;
        let tokens = token::own(&context, person).await?;
        let now = context.now();
        let made = form.shown.get(TOKEN).cloned();
        // After a token is made, the form is there for another.
        let form = if made.is_some() {
            Filled::default()
        } else {
            form
        };
        let full = tokens.len() >= MOST_TOKENS;
        let rows = tokens
            .into_iter()
            .map(|token| row(token, now))
            .collect::<Vec<_>>();
        Ok(view! {
            <AccountFrame
                part=AccountPart::Tokens
                title="Your tokens"
                lede="With a token a script acts for you, as far as you may and the token says. It cannot keep your account, make tokens or take positions."
                done=vec![
                    ("revoked", "The token is revoked. Nothing can use it any more."),
                    ("none", "You have no such token."),
                ]
            >
                {made.map(shown_once)}
                <Section title="Make a token">
                    {if full {
                        view! { <p>{TokenProblem::TooMany.to_string()}</p> }.into_any()
                    } else {
                        edit(&form)
                    }}
                </Section>
                <Section title="Your tokens">
                    {if rows.is_empty() {
                        view! {
                            <Empty title="You have no token">
                                <p>"Here will be each of your tokens, with its last use and the way to revoke it."</p>
                            </Empty>
                        }
                        .into_any()
                    } else {
                        view! { <List>{rows}</List> }.into_any()
                    }}
                </Section>
            </AccountFrame>
        }
        .into_any())
    })
}

fn shown_once(token: String) -> AnyView {
    view! {
        <Banner kind=BannerKind::Notice>
            <p>"Your new token. Copy it now: it is not kept, and you will not see it again."</p>
            <p><code class="token">{token}</code></p>
            <p class="hint">"Send it as " <code>"Authorization: Bearer TOKEN"</code>"."</p>
        </Banner>
    }
    .into_any()
}

fn edit(form: &Filled) -> AnyView {
    let scopes = Scope::ALL
        .into_iter()
        .map(|scope| Choice::new(scope.key(), scope.words()))
        .collect();
    let ticked: Vec<String> = if form.was_sent() {
        form.fields.all("scope").map(str::to_owned).collect()
    } else {
        vec![Scope::Read.key().to_owned()]
    };
    let lives = TokenLife::ALL
        .into_iter()
        .map(|life| Choice::new(life.days().to_string(), format!("{} days", life.days())))
        .collect();
    let problem = form.problem("");
    view! {
        <form class="form" method="post" action=ADDRESS>
            {(!problem.is_empty()).then(|| view! {
                <Banner kind=BannerKind::Problem><p>{problem}</p></Banner>
            })}
            <Field
                name="name"
                label="Name"
                hint="After what will use it, such as “minutes script on the build machine”."
                value=form.value("name", "")
                error=form.problem("name")
                autocomplete="off"
                required=true
            />
            <Checkboxes
                name="scope"
                label="What it may be used for"
                choices=scopes
                ticked=ticked
                error=form.problem("scope")
            />
            <Select
                name="days"
                label="How long it holds"
                choices=lives
                selected=form.value("days", "30")
                error=form.problem("days")
            />
            <div class="buttons"><Button text="Make token" look=SubmitLook::Filled /></div>
        </form>
    }
    .into_any()
}

fn row(token: TokenLine, now: i64) -> AnyView {
    let scopes: Vec<&str> = token.scopes.iter().map(|scope| scope.key()).collect();
    let used = match token.used_at {
        Some(at) => view! { "last used "{moment(at)} }.into_any(),
        None => "never used".into_any(),
    };
    let ends = if token.expires_at > now {
        "holds until "
    } else {
        "expired on "
    };
    let title = view! { <span>{token.name.clone()}</span> }.into_any();
    let secondary = view! {
        {format!("For {}; ", scopes.join(", "))}{used}"; "{ends}{moment(token.expires_at)}
    }
    .into_any();
    let aside = view! {
        <form method="post" action="/account/tokens/revoke">
            <button class="button" type="submit" name="token" value=token.id.to_string()>
                "Revoke"
                <span class="visually-hidden">": "{token.name}</span>
            </button>
        </form>
    }
    .into_any();
    view! { <Item title=title secondary=secondary aside=aside /> }.into_any()
}

/// `POST /account/tokens`.
pub fn make(submission: Submission) -> Running {
    Box::pin(async move {
        let person = mine(&submission.context)?;
        let mut form = Filled::of(&submission);
        let unknown = form
            .fields
            .all("scope")
            .any(|key| Scope::of_key(key).is_none());
        if unknown {
            form.refuse("scope", "Choose among these.");
        }
        let life = TokenLife::of_days(form.fields.text("days"));
        let Some(life) = life.filter(|_| !unknown) else {
            if life.is_none() {
                form.refuse("days", "Choose how long it holds.");
            }
            return Err(Failure::Invalid(form));
        };
        let wanted = NewToken {
            name: form.fields.text("name").to_owned(),
            scopes: form
                .fields
                .all("scope")
                .filter_map(Scope::of_key)
                .collect::<BTreeSet<_>>(),
            life,
        };
        match token::make(&submission.context, person, wanted).await {
            Ok(secret) => Ok(Done::Show(form.showing(TOKEN, secret))),
            Err(TokenError::Denied(denied)) => Err(denied.into()),
            Err(TokenError::Wrong(problems)) => {
                for problem in problems {
                    let field = match problem {
                        TokenProblem::NoName | TokenProblem::LongName => "name",
                        TokenProblem::NoScope => "scope",
                        TokenProblem::TooMany => "",
                    };
                    form.refuse(field, problem.to_string());
                }
                Err(Failure::Invalid(form))
            }
            Err(TokenError::Write(error)) => Err(error.into()),
        }
    })
}

/// `POST /account/tokens/revoke`.
pub fn revoke(submission: Submission) -> Running {
    Box::pin(async move {
        let person = mine(&submission.context)?;
        let revoked = match submission.fields.text("token").parse() {
            Ok(id) => token::revoke(&submission.context, person, id).await,
            Err(_) => Ok(false),
        };
        match revoked {
            Ok(true) => Ok(Done::GoTo(format!("{ADDRESS}?done=revoked"))),
            Ok(false) => Ok(Done::GoTo(format!("{ADDRESS}?done=none"))),
            Err(TokenError::Denied(denied)) => Err(denied.into()),
            Err(TokenError::Wrong(_)) => Ok(Done::GoTo(ADDRESS.to_owned())),
            Err(TokenError::Write(error)) => Err(error.into()),
        }
    })
}
