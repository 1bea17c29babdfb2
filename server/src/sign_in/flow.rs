//! The two ends of a sign-in: `GET /sign-in/{provider}` leaves this site, `GET /sign-in/{provider}/callback` comes back.

use app::command::Filled;
use axum::{
    Extension,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    actor::Actor,
    identity::{LinkRefusal, ProvenAccount},
    permission::{Action, Denied, Resource},
};
use serde::Deserialize;
use services::identity::{LinkError, link, link_key, sign_in};
use tower_sessions::Session;

use super::{
    attempt::{self, Attempt},
    provider::Provider,
    trouble::{Failed, Trouble, of_code},
};
use crate::{
    commands::see_other,
    pages::{self, Asked},
    routes::House,
    session, theme,
};

/// The page of the accounts that one signs in with.
const LINKED_ACCOUNTS: &str = "/account/sign-in";

/// What the way out is asked with.
#[derive(Default, Deserialize)]
pub struct Beginning {
    #[serde(default)]
    return_to: String,
    /// The key of the page's link, where one more account is to be linked.
    link: Option<String>,
}

/// What a provider sends back.
#[derive(Default, Deserialize)]
pub struct Return {
    #[serde(default)]
    state: String,
    code: Option<String>,
    error: Option<String>,
    iss: Option<String>,
}

/// Who asks, and what their answers are drawn with.
pub struct Visit {
    house: House,
    actor: Actor,
    headers: HeaderMap,
}

/// `GET /sign-in/{provider}`: remembers the attempt in the browser's session and leads to the provider.
pub async fn begin(
    State(house): State<House>,
    Extension(actor): Extension<Actor>,
    Path(key): Path<String>,
    beginning: Result<Query<Beginning>, QueryRejection>,
    session: Session,
    headers: HeaderMap,
) -> Response {
    let visit = Visit {
        house,
        actor,
        headers,
    };
    let Some(provider) = visit.house.providers().with_key(&key) else {
        return visit.nothing_here().await;
    };
    let Query(beginning) = beginning.unwrap_or_default();
    let context = visit.house.context().acting(visit.actor.clone());
    let (return_to, links_to) = match &beginning.link {
        None => (attempt::return_to(&beginning.return_to), None),
        Some(given) => {
            let Some(person) = context.actor().person_id() else {
                return visit.denied(Denied::SignIn).await;
            };
            if let Err(denied) = context.may(Action::KeepAccount, Resource::Account(person)) {
                return visit.denied(denied).await;
            }
            if link_key(&context).as_ref() != Some(given) {
                let failed = Failed::new(Trouble::NotBegunHere, "the link’s key is another");
                return visit.trouble(provider, failed, "/", true).await;
            }
            let back = format!("{LINKED_ACCOUNTS}?done=linked");
            let back = HeaderValue::try_from(back).unwrap_or(HeaderValue::from_static("/"));
            (back, Some(person.0))
        }
    };
    let attempt = Attempt::new(&context, &key, &return_to, links_to);
    let return_to = attempt.return_to.clone();
    let sent = async {
        let address = provider.begin(&attempt).await?;
        attempt::keep(
            &session,
            &context,
            attempt,
            context.actor().person().is_some(),
        )
        .await
        .map_err(Failed::ours)?;
        HeaderValue::try_from(address).map_err(Failed::nonsense)
    };
    match sent.await {
        Ok(address) => (
            StatusCode::FOUND,
            [
                (header::LOCATION, address),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            ],
        )
            .into_response(),
        Err(failed) => {
            visit
                .trouble(provider, failed, &return_to, links_to.is_some())
                .await
        }
    }
}

/// `GET /sign-in/{provider}/callback`: finds out who it is and leads back to where they came from.
pub async fn come_back(
    State(house): State<House>,
    Extension(actor): Extension<Actor>,
    Path(key): Path<String>,
    answer: Result<Query<Return>, QueryRejection>,
    session: Session,
    headers: HeaderMap,
) -> Response {
    let visit = Visit {
        house,
        actor,
        headers,
    };
    let Some(provider) = visit.house.providers().with_key(&key) else {
        return visit.nothing_here().await;
    };
    let Query(answer) = answer.unwrap_or_default();
    let context = visit.house.context();
    let attempt = match attempt::take(&session, context, &key, &answer.state).await {
        Ok(Some(attempt)) => attempt,
        Ok(None) => {
            let failed = Failed::new(Trouble::NotBegunHere, "its state is none of this session’s");
            return visit.trouble(provider, failed, "/", false).await;
        }
        Err(error) => {
            return visit
                .trouble(provider, Failed::ours(error), "/", false)
                .await;
        }
    };
    let done = async {
        let proven = proven(provider, &attempt, answer).await?;
        visit.take_in(&session, &attempt, proven).await
    };
    match done.await {
        Ok(()) => see_other(&attempt.return_to),
        Err(failed) => {
            visit
                .trouble(
                    provider,
                    failed,
                    &attempt.return_to,
                    attempt.links_to.is_some(),
                )
                .await
        }
    }
}

/// Whose account it is.
async fn proven(
    provider: &Provider,
    attempt: &Attempt,
    answer: Return,
) -> Result<ProvenAccount, Failed> {
    if answer.iss.is_some_and(|issuer| !provider.is_from(&issuer)) {
        return Err(Failed::nonsense("the answer is another issuer’s"));
    }
    match (answer.error, answer.code) {
        (Some(error), _) => Err(of_code(&error)),
        (None, Some(code)) if !code.is_empty() => provider.prove(attempt, code).await,
        (None, _) => Err(Failed::nonsense("there is neither a code nor an error")),
    }
}

impl Visit {
    /// Signs in, or links the account to whoever began that.
    async fn take_in(
        &self,
        session: &Session,
        attempt: &Attempt,
        proven: ProvenAccount,
    ) -> Result<(), Failed> {
        let context = self.house.context().acting(self.actor.clone());
        let Some(links_to) = attempt.links_to else {
            let administrators = self.house.providers().administrators();
            let person = sign_in(&context, proven, administrators)
                .await
                .map_err(Failed::ours)?;
            let user_agent = self
                .headers
                .get(header::USER_AGENT)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default();
            return session::sign_in(session, &context, person, user_agent)
                .await
                .map_err(Failed::ours);
        };
        if context.actor().person_id().map(|person| person.0) != Some(links_to) {
            return Err(Failed::new(
                Trouble::NotBegunHere,
                "whoever began to link an account is no longer signed in",
            ));
        }
        link(&context, proven).await.map_err(|error| match error {
            LinkError::Refused(refusal) => Failed::new(
                match refusal {
                    LinkRefusal::LinkedToAnother(_) => Trouble::SomebodyElses,
                    LinkRefusal::RecordedOfAnother(_) => Trouble::RecordedOfAnother,
                },
                refusal,
            ),
            LinkError::Denied(denied) => Failed::new(Trouble::NotBegunHere, denied),
            LinkError::NoPerson => Failed::ours(LinkError::NoPerson),
            LinkError::Write(error) => Failed::ours(error),
        })
    }

    /// The page from which one can try again, with what went wrong.
    async fn trouble(
        &self,
        provider: &Provider,
        failed: Failed,
        return_to: &str,
        links: bool,
    ) -> Response {
        tracing::warn!(
            provider = provider.key,
            detail = failed.detail,
            "a sign-in was not done"
        );
        let page = if links { LINKED_ACCOUNTS } else { "/sign-in" };
        let mut filled = Filled {
            sent_to: page.to_owned(),
            ..Filled::default()
        };
        filled.refuse("", failed.trouble.sentence(&provider.title));
        let mut asked = self.asked(app::address(page, &[("return_to", return_to)]));
        asked.filled = Some(filled.showing("again", provider.key.as_str()));
        let mut response = pages::fresh(&self.house, asked)
            .await
            .answer(&HeaderMap::new())
            .await;
        *response.status_mut() = failed.trouble.status();
        response
    }

    async fn denied(&self, denied: Denied) -> Response {
        let mut asked = self.asked(LINKED_ACCOUNTS.to_owned());
        asked.denied = Some(denied);
        self.fresh(asked).await
    }

    async fn nothing_here(&self) -> Response {
        self.fresh(self.asked("/nothing-here".to_owned())).await
    }

    async fn fresh(&self, asked: Asked) -> Response {
        pages::fresh(&self.house, asked)
            .await
            .answer(&HeaderMap::new())
            .await
    }

    fn asked(&self, address: String) -> Asked {
        Asked {
            address,
            theme: theme::chosen(&self.headers),
            actor: self.actor.clone(),
            filled: None,
            denied: None,
        }
    }
}
