//! `charterhouse serve`.

use std::{io::Write as _, sync::Arc};

use anyhow::Context as _;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

use crate::{
    configuration::Configuration,
    connections,
    database::{self, Beginning, Schema},
    front::Front,
    jobs::Jobs,
    newest_event,
    routes::House,
};

/// The command line of `serve`.
#[derive(clap::Args)]
#[command(
    long_about = "Serve the site until interrupted (Ctrl-C, SIGTERM); requests that were begun are answered first.\n\n\
    A SQLite database is made and brought up to date at the start. A PostgreSQL database, which several servers may \
    share, must be up to date: run `charterhouse migrate` before the new version starts, or give --migrate."
)]
pub struct Arguments {
    /// Where to listen, such as 127.0.0.1:3000
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<String>,
    /// Bring a PostgreSQL database up to date first; SQLite always is
    #[arg(long)]
    migrate: bool,
    /// Fill an empty database with the invented community Tidewater
    #[arg(long)]
    demo: bool,
}

/// Serves until the process is told to end.
///
/// # Errors
/// When the database cannot be opened or the address not listened on.
pub async fn run(mut configuration: Configuration, arguments: &Arguments) -> anyhow::Result<()> {
    let schema = if arguments.migrate {
        Schema::Migrate
    } else {
        Schema::MigrateSqlite
    };
    let beginning = if arguments.demo {
        Beginning::Demo
    } else {
        Beginning::Preset
    };
    let context = database::open(&configuration, schema, beginning).await?;
    let stop = stop_signal()?;
    let listener = TcpListener::bind(configuration.listen)
        .await
        .with_context(|| format!("{} cannot be listened on", configuration.listen))?;
    let address = listener.local_addr()?;
    // Port 0 has become a port: without a public_url, people come back from a sign-in there.
    configuration.listen = address;

    let house = House::new(&configuration, context.clone()).await?;
    let follower = tokio::spawn(newest_event::follow(house.clone()));
    let jobs = Jobs::start(&house);
    println!("Charterhouse is at http://{address}");
    std::io::stdout().flush()?;
    tracing::info!(%address, "serving");
    if configuration.behind_tls && configuration.trusted_proxies == 0 {
        tracing::warn!(
            "behind_tls says that readers come through a proxy, and trusted_proxies says that there is none: \
             all readers then have the proxy's address, and one of them can use up the rate limits of all"
        );
    }

    let live = house.live().clone();
    let stop = async move {
        stop.await;
        // Answers that go on for as long as a meeting does end now.
        live.close();
    };
    let front = Arc::new(Front::new(house));
    let answer = move |request| {
        let front = Arc::clone(&front);
        async move { front.answer(request).await }
    };
    connections::serve(listener, answer, stop).await;
    follower.abort();
    jobs.stop().await;
    tracing::info!("stopped");
    Ok(context.database.close().await?)
}

/// Comes to its end when the process is told to.
fn stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
