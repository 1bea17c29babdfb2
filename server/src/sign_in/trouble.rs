//! What can go wrong between here and a provider, and what people read of it. Nothing that a provider or an address says is
//! ever shown: it goes to the log.

use std::{error::Error, fmt};

use axum::http::StatusCode;
use oauth2::{RequestTokenError, StandardErrorResponse, basic::BasicErrorResponseType};
use serde::Deserialize;

use super::client::ClientError;

/// Why someone is not signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The provider cannot be reached.
    Unreachable,
    /// The person, or the provider, said no.
    Refused,
    /// The provider's answer makes no sense, or does not hold.
    Nonsense,
    /// The provider does not take what this installation shows it: its client's id or secret.
    NotKnownThere,
    /// What the person brought back was used before, or is too old.
    TooLate,
    /// Nothing was begun in this browser that this would be the end of.
    NotBegunHere,
    /// The account is somebody else's.
    SomebodyElses,
    /// The record knows the account as somebody else's.
    RecordedOfAnother,
    /// The house itself failed.
    Ours,
}

impl Trouble {
    /// The status of the page that says so.
    pub fn status(self) -> StatusCode {
        match self {
            Self::Unreachable | Self::Nonsense | Self::NotKnownThere => StatusCode::BAD_GATEWAY,
            Self::Refused => StatusCode::FORBIDDEN,
            Self::TooLate | Self::NotBegunHere => StatusCode::BAD_REQUEST,
            Self::SomebodyElses | Self::RecordedOfAnother => StatusCode::CONFLICT,
            Self::Ours => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// What people read; `provider` is what it is called.
    pub fn sentence(self, provider: &str) -> String {
        match self {
            Self::Unreachable => format!(
                "{provider} cannot be reached from here just now. That is nothing you did; try again in a moment."
            ),
            Self::Refused => format!("{provider} says that you did not agree, so nothing was done."),
            Self::Nonsense => format!(
                "{provider} gave an answer that does not hold, so nothing was done. It is in the log of whoever runs this site."
            ),
            Self::NotKnownThere => format!(
                "{provider} does not accept this site: the client id or secret that whoever runs it has set is wrong. Tell them."
            ),
            Self::TooLate => {
                format!("{provider} no longer stands by this sign-in: it took too long, or was used before. Begin again.")
            }
            Self::NotBegunHere => {
                "This is not the end of a sign-in that was begun in this browser, or it was used before. Begin again.".to_owned()
            }
            Self::SomebodyElses => format!(
                "Somebody else signs in with this {provider} account. If that is you under another name, ask an administrator to make the two people one."
            ),
            Self::RecordedOfAnother => format!(
                "The record knows this {provider} account as somebody else’s. If that is you under another name, ask an administrator to make the two people one."
            ),
            Self::Ours => {
                "Something went wrong on our side, and it is in the log. Try again in a moment.".to_owned()
            }
        }
    }
}

/// A trouble with what the log is to know of it.
#[derive(Debug)]
pub struct Failed {
    /// What people read.
    pub trouble: Trouble,
    /// For the log; without secrets.
    pub detail: String,
}

impl Failed {
    /// A trouble with a detail.
    pub fn new(trouble: Trouble, detail: impl fmt::Display) -> Self {
        Self {
            trouble,
            detail: detail.to_string(),
        }
    }

    /// An answer that makes no sense.
    pub fn nonsense(detail: impl fmt::Display) -> Self {
        Self::new(Trouble::Nonsense, detail)
    }

    /// A failure of the house's own.
    pub fn ours(detail: impl fmt::Display) -> Self {
        Self::new(Trouble::Ours, detail)
    }
}

impl From<ClientError> for Failed {
    fn from(error: ClientError) -> Self {
        let trouble = match &error {
            ClientError::Unreachable(_) => Trouble::Unreachable,
            ClientError::TooLarge | ClientError::Malformed(_) => Trouble::Nonsense,
        };
        Self::new(trouble, chain(&error))
    }
}

/// An error as GitHub gives it, with status 200.
#[derive(Deserialize)]
struct ErrorInBody {
    error: String,
}

/// What it means that a provider gave no token.
pub fn without_token(
    error: RequestTokenError<ClientError, StandardErrorResponse<BasicErrorResponseType>>,
) -> Failed {
    match error {
        RequestTokenError::Request(error) => error.into(),
        RequestTokenError::ServerResponse(answer) => of_code(answer.error().as_ref()),
        RequestTokenError::Parse(error, body) => {
            match serde_json::from_slice::<ErrorInBody>(&body) {
                Ok(answer) => of_code(&answer.error),
                Err(_) => Failed::nonsense(format!("the token cannot be read: {error}")),
            }
        }
        RequestTokenError::Other(error) => Failed::nonsense(error),
    }
}

/// What an error code of a provider means. GitHub has words of its own.
pub fn of_code(code: &str) -> Failed {
    let trouble = match code {
        "access_denied" => Trouble::Refused,
        "invalid_client" | "unauthorized_client" | "incorrect_client_credentials" => {
            Trouble::NotKnownThere
        }
        "invalid_grant" | "bad_verification_code" => Trouble::TooLate,
        "temporarily_unavailable" | "server_error" => Trouble::Unreachable,
        _ => Trouble::Nonsense,
    };
    let code: String = code.chars().take(60).collect();
    Failed::new(trouble, format!("it answers with the error {code:?}"))
}

/// An error with its causes.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}
