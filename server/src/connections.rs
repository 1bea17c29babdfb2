//! Accepts connections, within limits that a slow or greedy client cannot stretch.

use std::{convert::Infallible, io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{body::Body, extract::Request, response::Response};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};

/// As many connections at once; more wait to be accepted.
const MOST_CONNECTIONS: usize = 2_048;

/// How long a request's head may take, and how long a connection may wait for its next request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);

/// The most that is kept of a request that is being read; its head must fit.
const READ_BUFFER: usize = 32 * 1024;

/// The most headers of a request.
const MOST_HEADERS: usize = 64;

/// How long answers that were begun have when the process is to end.
const GRACE: Duration = Duration::from_secs(10);

/// Serves until `stop` comes to its end, and then answers what was begun. Requests carry the [`SocketAddr`] that they come
/// from.
pub async fn serve<A>(
    listener: TcpListener,
    answer: impl Fn(Request) -> A + Clone + Send + 'static,
    stop: impl Future<Output = ()>,
) where
    A: Future<Output = Response> + Send + 'static,
{
    let slots = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &slots) => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, peer, slot)) => {
                let answer = answer.clone();
                let service = service_fn(move |request: Request<Incoming>| {
                    let mut request = request.map(Body::new);
                    request.extensions_mut().insert::<SocketAddr>(peer);
                    let answering = answer(request);
                    async { Ok::<_, Infallible>(answering.await) }
                });
                let connection = http1::Builder::new()
                    .timer(TokioTimer::new())
                    .header_read_timeout(HEAD_TIMEOUT)
                    .max_buf_size(READ_BUFFER)
                    .max_headers(MOST_HEADERS)
                    .serve_connection(TokioIo::new(stream), service);
                let connection = graceful.watch(connection);
                tokio::spawn(async move {
                    if let Err(error) = connection.await {
                        tracing::debug!(%error, "a connection broke");
                    }
                    drop(slot);
                });
            }
            Err(error) => {
                // Out of files, most likely: others have to end first.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(GRACE) => tracing::warn!("some answers were cut off at the end"),
    }
}

async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let slot = Arc::clone(slots)
        .acquire_owned()
        .await
        .map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    // Without it a small answer may wait for the client's acknowledgement of the last one.
    stream.set_nodelay(true)?;
    Ok((stream, peer, slot))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

    use axum::response::IntoResponse as _;
    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        sync::oneshot,
    };

    use super::*;

    /// What a server that tells each client its address answers to a request's head.
    async fn answer(head: &str) -> (String, SocketAddr) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut stream = TcpStream::connect(listener.local_addr().unwrap())
            .await
            .unwrap();
        let say_where_from = async |request: Request| {
            let peer = request.extensions().get::<SocketAddr>().copied();
            peer.unwrap().to_string().into_response()
        };
        let (end, stop) = oneshot::channel::<()>();
        let server = tokio::spawn(serve(listener, say_where_from, async {
            stop.await.ok();
        }));
        // The server may answer, and close, before it has read everything.
        stream.write_all(head.as_bytes()).await.ok();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.ok();
        let own = stream.local_addr().unwrap();
        drop(stream);
        end.send(()).unwrap();
        server.await.unwrap();
        (String::from_utf8(answer).unwrap(), own)
    }

    #[tokio::test]
    async fn a_request_carries_the_address_that_it_comes_from() {
        let (answer, own) =
            answer("GET / HTTP/1.1\r\nHost: house\r\nConnection: close\r\n\r\n").await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(answer.ends_with(&own.to_string()), "{answer}");
    }

    #[tokio::test]
    async fn a_head_that_is_too_large_is_refused() {
        let long = "x".repeat(4 * READ_BUFFER);
        let many = "X-Header: 1\r\n".repeat(MOST_HEADERS + 1);
        for headers in [format!("X-Header: {long}\r\n"), many] {
            let head =
                format!("GET / HTTP/1.1\r\nHost: house\r\n{headers}Connection: close\r\n\r\n");
            let (answer, _) = answer(&head).await;
            assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
        }
    }
}
