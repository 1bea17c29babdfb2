//! `/admin/tokens`: all tokens, whose they are and when they were last used; each can be revoked.

use domain::{
    actor::Scope,
    permission::{Action, Resource},
};
use jiff::Timestamp;
use leptos::prelude::*;
use services::token::{RevokeRefusal, TokenOfSomeone, all, revoke_any};

use super::{AdminPage, AdminTab};
use crate::{
    address::address,
    command::{Done, Filled, Running, Submission, filled},
    outcome::{done, failure},
    page::{context, page, query, require},
    ui::{Banner, BannerKind, Empty, Pagination, Table},
};

/// Where the forms that revoke are sent.
const REVOKE: &str = "/admin/tokens/revoke";

/// All tokens.
#[component]
pub fn AdminTokensPage() -> impl IntoView {
    let context = context();
    let before = query("before").and_then(|id| id.parse().ok());
    let done = done(&[(
        "revoked",
        "The token is revoked. Whoever sends it is refused.",
    )]);
    page(async move {
        require(&context, Action::Administer, Resource::Community)?;
        let read = all(&context, before).await?;
        let refused = filled(REVOKE).problem("token");
        let next = read
            .next
            .map(|id| address("/admin/tokens", &[("before", &id.to_string())]));
        let first = before.is_some().then(|| "/admin/tokens".to_owned());
        let body = if read.tokens.is_empty() {
            view! {
                <Empty title="There is no token">
                    <p>"People make tokens for their scripts on their own account’s page."</p>
                </Empty>
            }
            .into_any()
        } else {
            table(read.tokens)
        };
        Ok(view! {
            <AdminPage
                tab=AdminTab::Tokens
                title="Tokens"
                lede="What scripts sign in with, newest first. The tokens themselves are kept nowhere."
                done=done
            >
                {(!refused.is_empty()).then(|| view! {
                    <Banner kind=BannerKind::Problem><p>{refused}</p></Banner>
                })}
                {body}
                <Pagination first=first next=next />
            </AdminPage>
        }
        .into_any())
    })
}

fn table(tokens: Vec<TokenOfSomeone>) -> AnyView {
    let rows = tokens.into_iter().map(row).collect_view();
    view! {
        <Table id="tokens" caption="All tokens, newest first" caption_hidden=true>
            <thead>
                <tr>
                    <th scope="col">"Token"</th>
                    <th scope="col">"Whose"</th>
                    <th scope="col">"For"</th>
                    <th scope="col">"Last used"</th>
                    <th scope="col">"Ends"</th>
                    <th scope="col"><span class="visually-hidden">"Revoke"</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn row(token: TokenOfSomeone) -> AnyView {
    let href = format!("/admin/people/{}", token.person.slug);
    let scopes: Vec<&str> = token
        .scopes
        .iter()
        .map(|scope| Scope::key(*scope))
        .collect();
    let used = token.used_at.map_or_else(|| "never".to_owned(), day);
    let ends = if token.holds {
        day(token.expires_at)
    } else {
        format!("ended {}", day(token.expires_at))
    };
    view! {
        <tr>
            <th scope="row">{token.name.clone()}</th>
            <td><a href=href>{token.person.name}</a></td>
            <td>{scopes.join(", ")}</td>
            <td>{used}</td>
            <td>{ends}</td>
            <td>
                <form method="post" action=REVOKE>
                    <input type="hidden" name="token" value=token.id.to_string() />
                    <button class="button" type="submit">
                        "Revoke"<span class="visually-hidden">" "{token.name}</span>
                    </button>
                </form>
            </td>
        </tr>
    }
    .into_any()
}

fn day(at: i64) -> String {
    Timestamp::from_microsecond(at)
        .map(|at| at.strftime("%-d %b %Y").to_string())
        .unwrap_or_default()
}

/// `POST /admin/tokens/revoke`.
pub fn revoke_token(submission: Submission) -> Running {
    Box::pin(async move {
        let filled = Filled::of(&submission);
        let id = filled.fields.text("token").parse().ok();
        match revoke_any(&submission.context, id).await {
            Ok(()) => Ok(Done::GoTo("/admin/tokens?done=revoked".to_owned())),
            Err(error) => Err(failure(error, filled, |refusal| match refusal {
                RevokeRefusal::Gone => "token",
            })),
        }
    })
}
