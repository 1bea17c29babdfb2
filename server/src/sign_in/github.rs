//! Signing in with GitHub or GitHub Enterprise: OAuth 2 with PKCE, then the API is asked who it is.

use domain::{identity::ProvenAccount, person::Account};
use http::{Request, StatusCode, header};
use oauth2::{
    AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointNotSet,
    EndpointSet, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, TokenResponse as _, TokenUrl,
    basic::BasicClient, url::ParseError,
};
use serde::Deserialize;

use super::{
    attempt::Attempt,
    client::Client,
    provider::tidy,
    trouble::{Failed, Trouble, without_token},
};
use crate::configuration::Secret;

/// The version of GitHub's API that is spoken.
const API_VERSION: &str = "2022-11-28";

type OAuth = BasicClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointSet>;

/// GitHub, as this installation is known there.
pub struct GitHub {
    oauth: OAuth,
    api_url: String,
}

/// What `GET /user` says that is of use here.
#[derive(Deserialize)]
struct User {
    id: u64,
    login: String,
    name: Option<String>,
}

/// Where GitHub is.
pub struct Addresses<'a> {
    /// Where people are sent.
    pub authorize: &'a str,
    /// Where the server asks for a token.
    pub token: &'a str,
    /// Where the server asks who it is.
    pub api: &'a str,
    /// Where people come back to.
    pub back: &'a str,
}

impl GitHub {
    /// GitHub at these addresses.
    ///
    /// # Errors
    /// When one of them is no address.
    pub fn new(addresses: &Addresses<'_>, id: &str, secret: &Secret) -> Result<Self, ParseError> {
        let oauth = BasicClient::new(ClientId::new(id.to_owned()))
            .set_client_secret(ClientSecret::new(secret.exposed().to_owned()))
            .set_auth_uri(AuthUrl::new(addresses.authorize.to_owned())?)
            .set_token_uri(TokenUrl::new(addresses.token.to_owned())?)
            .set_redirect_uri(RedirectUrl::new(addresses.back.to_owned())?)
            .set_auth_type(AuthType::RequestBody);
        Ok(Self {
            oauth,
            api_url: addresses.api.to_owned(),
        })
    }

    /// Where people are sent. No scope is asked for: what is public of an account is enough.
    pub fn begin(&self, attempt: &Attempt) -> String {
        let state = CsrfToken::new(attempt.state.clone());
        let verifier = PkceCodeVerifier::new(attempt.verifier.clone());
        let (address, _) = self
            .oauth
            .authorize_url(|| state)
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        address.into()
    }

    /// Whose account it is.
    ///
    /// # Errors
    /// When GitHub does not say so.
    pub async fn prove(
        &self,
        client: &Client,
        key: &str,
        attempt: &Attempt,
        code: String,
    ) -> Result<ProvenAccount, Failed> {
        let token = self
            .oauth
            .exchange_code(AuthorizationCode::new(code))
            .set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier.clone()))
            .request_async(client)
            .await
            .map_err(without_token)?;
        let user = self.user(client, token.access_token().secret()).await?;
        let login = tidy(&user.login).ok_or_else(|| Failed::nonsense("the login is empty"))?;
        Ok(ProvenAccount {
            name: user
                .name
                .as_deref()
                .and_then(tidy)
                .unwrap_or_else(|| login.clone()),
            account: Account {
                provider: key.to_owned(),
                login,
            },
            subject: user.id.to_string(),
            login_is_proof: true,
        })
    }

    async fn user(&self, client: &Client, token: &str) -> Result<User, Failed> {
        let request = Request::get(format!("{}/user", self.api_url))
            .header(header::ACCEPT, "application/vnd.github+json")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header("x-github-api-version", API_VERSION)
            .body(Vec::new())
            .map_err(Failed::ours)?;
        let answer = client.ask(request).await?;
        if answer.status() != StatusCode::OK {
            let trouble = if answer.status().is_server_error() {
                Trouble::Unreachable
            } else {
                Trouble::Nonsense
            };
            return Err(Failed::new(
                trouble,
                format!("GET /user is answered with {}", answer.status()),
            ));
        }
        serde_json::from_slice(answer.body())
            .map_err(|error| Failed::nonsense(format!("GET /user cannot be read: {error}")))
    }

    /// Whether its API answers at all.
    ///
    /// # Errors
    /// When it does not.
    pub async fn reach(&self, client: &Client) -> Result<(), Failed> {
        let request = Request::get(&self.api_url)
            .header(header::ACCEPT, "application/vnd.github+json")
            .body(Vec::new())
            .map_err(Failed::ours)?;
        client.ask(request).await?;
        Ok(())
    }
}
