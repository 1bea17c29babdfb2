//! Signing in with any OpenID Connect provider: it tells by discovery where its parts are and what it signs with.

use std::time::Duration;

use domain::{identity::ProvenAccount, person::Account};
use oauth2::{
    AuthType, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
};
use openidconnect::{
    AccessToken, ClaimsVerificationError, DiscoveryError, IssuerUrl, Nonce, OAuth2TokenResponse,
    SubjectIdentifier, TokenResponse as _, UserInfoError,
    core::{
        CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreIdToken, CoreIdTokenClaims,
        CoreProviderMetadata, CoreUserInfoClaims,
    },
    url::ParseError,
};
use tokio::{sync::Mutex, time::Instant};

use super::{
    attempt::Attempt,
    client::{Client, ClientError},
    provider::tidy,
    trouble::{Failed, without_token},
};
use crate::configuration::Secret;

/// How long what a provider tells of itself is believed.
const BELIEVED: Duration = Duration::from_secs(10 * 60);

/// The longest id of an account that the standard allows, in characters.
const LONGEST_SUBJECT: usize = 255;

type OpenIdClient = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// An OpenID Connect provider, as this installation is known there.
pub struct OpenId {
    issuer: IssuerUrl,
    client_id: ClientId,
    client_secret: ClientSecret,
    back: RedirectUrl,
    logins_are_unique: bool,
    told: Mutex<Option<(Instant, CoreProviderMetadata)>>,
}

impl OpenId {
    /// The provider of an issuer; people come back to `back`.
    ///
    /// # Errors
    /// When an address is none.
    pub fn new(
        issuer: &str,
        back: &str,
        id: &str,
        secret: &Secret,
        logins_are_unique: bool,
    ) -> Result<Self, ParseError> {
        Ok(Self {
            issuer: IssuerUrl::new(issuer.to_owned())?,
            client_id: ClientId::new(id.to_owned()),
            client_secret: ClientSecret::new(secret.exposed().to_owned()),
            back: RedirectUrl::new(back.to_owned())?,
            logins_are_unique,
            told: Mutex::new(None),
        })
    }

    /// What the provider tells of itself: asked for anew now and then.
    async fn metadata(&self, client: &Client) -> Result<CoreProviderMetadata, Failed> {
        let mut told = self.told.lock().await;
        if let Some((at, metadata)) = &*told
            && at.elapsed() < BELIEVED
        {
            return Ok(metadata.clone());
        }
        let metadata = CoreProviderMetadata::discover_async(self.issuer.clone(), client)
            .await
            .map_err(undiscovered)?;
        *told = Some((Instant::now(), metadata.clone()));
        Ok(metadata)
    }

    async fn forget(&self) {
        *self.told.lock().await = None;
    }

    fn client(&self, metadata: CoreProviderMetadata) -> OpenIdClient {
        // Secrets go into a header unless the provider wants them in the body only.
        let in_body = metadata
            .token_endpoint_auth_methods_supported()
            .is_some_and(|methods| {
                !methods.contains(&CoreClientAuthMethod::ClientSecretBasic)
                    && methods.contains(&CoreClientAuthMethod::ClientSecretPost)
            });
        let secret = Some(self.client_secret.clone());
        CoreClient::from_provider_metadata(metadata, self.client_id.clone(), secret)
            .set_redirect_uri(self.back.clone())
            .set_auth_type(if in_body {
                AuthType::RequestBody
            } else {
                AuthType::BasicAuth
            })
    }

    /// Where people are sent.
    ///
    /// # Errors
    /// When the provider cannot be reached or makes no sense.
    pub async fn begin(&self, client: &Client, attempt: &Attempt) -> Result<String, Failed> {
        let provider = self.client(self.metadata(client).await?);
        let state = CsrfToken::new(attempt.state.clone());
        let nonce = Nonce::new(attempt.nonce.clone());
        let verifier = PkceCodeVerifier::new(attempt.verifier.clone());
        let (address, _, _) = provider
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                || state,
                || nonce,
            )
            .add_scope(Scope::new("profile".to_owned()))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        Ok(address.into())
    }

    /// Whose account it is: signature, issuer, audience, age and nonce of what the provider says are checked.
    ///
    /// # Errors
    /// When the provider does not say so, or what it says does not hold.
    pub async fn prove(
        &self,
        client: &Client,
        key: &str,
        attempt: &Attempt,
        code: String,
    ) -> Result<ProvenAccount, Failed> {
        let provider = self.client(self.metadata(client).await?);
        let token = provider
            .exchange_code(AuthorizationCode::new(code))
            .map_err(Failed::nonsense)?
            .set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier.clone()))
            .request_async(client)
            .await
            .map_err(without_token)?;
        let id_token = token
            .id_token()
            .ok_or_else(|| Failed::nonsense("there is no ID token"))?;
        let nonce = Nonce::new(attempt.nonce.clone());
        let claims = match verified(&provider, id_token, &nonce) {
            Ok(claims) => claims,
            // The provider may have new keys.
            Err(ClaimsVerificationError::SignatureVerification(_)) => {
                self.forget().await;
                let provider = self.client(self.metadata(client).await?);
                verified(&provider, id_token, &nonce).map_err(Failed::nonsense)?
            }
            Err(error) => return Err(Failed::nonsense(error)),
        };
        let mut said = Said::of_id_token(&claims);
        if said.login.is_none() || said.name.is_none() {
            let token = token.access_token().clone();
            said.add(info(&provider, client, token, claims.subject()).await?);
        }
        self.proven(key, claims.subject(), said)
    }

    fn proven(
        &self,
        key: &str,
        subject: &SubjectIdentifier,
        said: Said,
    ) -> Result<ProvenAccount, Failed> {
        let subject = subject.as_str().to_owned();
        if subject.is_empty() || subject.chars().count() > LONGEST_SUBJECT {
            return Err(Failed::nonsense("the subject is empty or too long"));
        }
        let login = said
            .login
            .or_else(|| said.name.clone())
            .or_else(|| tidy(&subject))
            .ok_or_else(|| Failed::nonsense("nothing names the account"))?;
        Ok(ProvenAccount {
            name: said.name.unwrap_or_else(|| login.clone()),
            account: Account {
                provider: key.to_owned(),
                login,
            },
            subject,
            login_is_proof: self.logins_are_unique,
        })
    }

    /// Whether it tells of itself.
    ///
    /// # Errors
    /// When it does not.
    pub async fn reach(&self, client: &Client) -> Result<(), Failed> {
        self.metadata(client).await.map(drop)
    }

    /// Whether an answer that names its issuer comes from this provider.
    pub fn is_from(&self, issuer: &str) -> bool {
        issuer.trim_end_matches('/') == self.issuer.as_str().trim_end_matches('/')
    }
}

fn verified(
    provider: &OpenIdClient,
    token: &CoreIdToken,
    nonce: &Nonce,
) -> Result<CoreIdTokenClaims, ClaimsVerificationError> {
    token.claims(&provider.id_token_verifier(), nonce).cloned()
}

/// What the provider says of the account when asked for more; nothing where it has no place to ask.
async fn info(
    provider: &OpenIdClient,
    client: &Client,
    token: AccessToken,
    subject: &SubjectIdentifier,
) -> Result<Said, Failed> {
    let Ok(request) = provider.user_info(token, Some(subject.clone())) else {
        return Ok(Said::default());
    };
    let claims: CoreUserInfoClaims = request.request_async(client).await.map_err(|error| {
        if let UserInfoError::Request(error) = error {
            error.into()
        } else {
            Failed::nonsense(error)
        }
    })?;
    Ok(Said {
        login: claims
            .preferred_username()
            .and_then(|login| tidy(login.as_str())),
        name: claims
            .name()
            .and_then(|name| name.get(None))
            .and_then(|name| tidy(name.as_str())),
    })
}

/// What a provider says of an account beside its id.
#[derive(Default)]
struct Said {
    login: Option<String>,
    name: Option<String>,
}

impl Said {
    fn of_id_token(claims: &CoreIdTokenClaims) -> Self {
        Self {
            login: claims
                .preferred_username()
                .and_then(|login| tidy(login.as_str())),
            name: claims
                .name()
                .and_then(|name| name.get(None))
                .and_then(|name| tidy(name.as_str())),
        }
    }

    fn add(&mut self, more: Self) {
        self.login = self.login.take().or(more.login);
        self.name = self.name.take().or(more.name);
    }
}

fn undiscovered(error: DiscoveryError<ClientError>) -> Failed {
    if let DiscoveryError::Request(error) = error {
        error.into()
    } else {
        Failed::nonsense(format!("what it tells of itself cannot be used: {error}"))
    }
}
