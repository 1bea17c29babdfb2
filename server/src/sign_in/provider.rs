//! A sign-in provider, whichever kind it is.

use std::sync::Arc;

use domain::identity::{NamedAdministrator, ProvenAccount};

use super::{
    attempt::Attempt,
    client::Client,
    github::{Addresses, GitHub},
    open_id::OpenId,
    trouble::Failed,
};
use crate::configuration::{Configuration, ProviderKind, ProviderSettings};

/// The longest login or name that is kept, in characters.
const LONGEST_NAME: usize = 80;

/// The providers of an installation, with whom the configuration makes an administrator. Cheap to clone.
#[derive(Clone)]
pub struct Providers {
    all: Arc<[Provider]>,
    administrators: Arc<[NamedAdministrator]>,
}

/// A provider.
pub struct Provider {
    /// What the house calls it.
    pub key: String,
    /// What people read.
    pub title: String,
    client: Client,
    kind: Kind,
}

enum Kind {
    GitHub(Box<GitHub>),
    OpenId(Box<OpenId>),
}

impl Providers {
    /// The providers of a configuration.
    ///
    /// # Errors
    /// When an address is none, nobody knows where people come back to, or TLS cannot be set up.
    pub fn of(configuration: &Configuration) -> anyhow::Result<Self> {
        let client = Client::new()?;
        let all = configuration
            .sign_in
            .iter()
            .map(|settings| {
                let site = configuration
                    .site_url()
                    .ok_or_else(|| anyhow::anyhow!("there is no public_url to come back to"))?;
                let back = format!("{site}/sign-in/{}/callback", settings.key);
                Ok(Provider {
                    key: settings.key.clone(),
                    title: settings.title.clone(),
                    client: client.clone(),
                    kind: kind(settings, &back)?,
                })
            })
            .collect::<anyhow::Result<_>>()?;
        Ok(Self {
            all,
            administrators: configuration.administrators.clone().into(),
        })
    }

    /// All, in the order in which they are offered.
    pub fn iter(&self) -> impl Iterator<Item = &Provider> {
        self.all.iter()
    }

    /// The provider with that key.
    pub fn with_key(&self, key: &str) -> Option<&Provider> {
        self.iter().find(|provider| provider.key == key)
    }

    /// Whom the configuration makes an administrator.
    pub fn administrators(&self) -> &[NamedAdministrator] {
        &self.administrators
    }
}

fn kind(settings: &ProviderSettings, back: &str) -> anyhow::Result<Kind> {
    let (id, secret) = (&settings.client_id, &settings.client_secret);
    Ok(match &settings.kind {
        ProviderKind::GitHub {
            authorize_url,
            token_url,
            api_url,
        } => {
            let addresses = Addresses {
                authorize: authorize_url,
                token: token_url,
                api: api_url,
                back,
            };
            Kind::GitHub(Box::new(GitHub::new(&addresses, id, secret)?))
        }
        ProviderKind::OpenId {
            issuer,
            logins_are_unique,
        } => {
            let provider = OpenId::new(issuer, back, id, secret, *logins_are_unique)?;
            Kind::OpenId(Box::new(provider))
        }
    })
}

impl Provider {
    /// Where people are sent to sign in.
    ///
    /// # Errors
    /// When the provider cannot be reached or makes no sense.
    pub async fn begin(&self, attempt: &Attempt) -> Result<String, Failed> {
        match &self.kind {
            Kind::GitHub(github) => Ok(github.begin(attempt)),
            Kind::OpenId(open_id) => open_id.begin(&self.client, attempt).await,
        }
    }

    /// Whose account it is with which someone comes back.
    ///
    /// # Errors
    /// When the provider does not say so.
    pub async fn prove(&self, attempt: &Attempt, code: String) -> Result<ProvenAccount, Failed> {
        match &self.kind {
            Kind::GitHub(github) => github.prove(&self.client, &self.key, attempt, code).await,
            Kind::OpenId(open_id) => open_id.prove(&self.client, &self.key, attempt, code).await,
        }
    }

    /// Whether an answer that names its issuer may come from this provider.
    pub fn is_from(&self, issuer: &str) -> bool {
        match &self.kind {
            Kind::GitHub(_) => true,
            Kind::OpenId(open_id) => open_id.is_from(issuer),
        }
    }

    /// Whether it can be reached.
    ///
    /// # Errors
    /// When it cannot.
    pub async fn reach(&self) -> Result<(), Failed> {
        match &self.kind {
            Kind::GitHub(github) => github.reach(&self.client).await,
            Kind::OpenId(open_id) => open_id.reach(&self.client).await,
        }
    }
}

/// A login or name as the record keeps it: in one line and of a decent length; `None` where nothing is left.
pub fn tidy(text: &str) -> Option<String> {
    let spaced: String = text
        .chars()
        .map(|one| if one.is_control() { ' ' } else { one })
        .take(LONGEST_NAME)
        .collect();
    let tidy = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    (!tidy.is_empty()).then_some(tidy)
}
