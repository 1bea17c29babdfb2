//! What the server asks sign-in providers with: bounded in time and size, and never led elsewhere.

use std::{pin::Pin, time::Duration};

use oauth2::{AsyncHttpClient, HttpRequest, HttpResponse};

/// How long the provider may take to be reached.
const CONNECT: Duration = Duration::from_secs(5);

/// How long it may take to answer.
const ANSWER: Duration = Duration::from_secs(10);

/// The largest answer that is read, in bytes.
const LARGEST_ANSWER: usize = 256 * 1024;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The provider cannot be reached, or breaks off.
    #[error(transparent)]
    Unreachable(#[from] reqwest::Error),
    /// The answer is larger than any that makes sense.
    #[error("the answer is larger than {LARGEST_ANSWER} bytes")]
    TooLarge,
    /// The answer is no HTTP.
    #[error(transparent)]
    Malformed(#[from] http::Error),
}

/// Asks providers. Cheap to clone.
#[derive(Clone)]
pub struct Client(reqwest::Client);

impl Client {
    /// A client.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new() -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .timeout(ANSWER)
            // A provider that leads elsewhere would make the server ask whatever it likes.
            .redirect(reqwest::redirect::Policy::none())
            .user_agent("Charterhouse")
            .build()?;
        Ok(Self(client))
    }

    /// Asks.
    ///
    /// # Errors
    /// When there is no answer, or none that can be read.
    pub async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, ClientError> {
        let mut answer = self.0.execute(request.try_into()?).await?;
        let mut head = http::Response::builder().status(answer.status());
        for (name, value) in answer.headers() {
            head = head.header(name, value);
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await? {
            if body.len() + chunk.len() > LARGEST_ANSWER {
                return Err(ClientError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(head.body(body)?)
    }
}

impl<'c> AsyncHttpClient<'c> for Client {
    type Error = ClientError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, ClientError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.ask(request))
    }
}
