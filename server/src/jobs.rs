//! What the server does again and again beside answering requests.

use std::time::Duration;

use futures_util::future::BoxFuture;
use tokio::{sync::watch, task::JoinSet};

use crate::routes::House;

/// Something to do again and again. Each server does it: it must not matter that others do it too.
#[derive(Clone, Copy)]
struct Job {
    /// What it does, for the log.
    name: &'static str,
    /// How long to wait before each time.
    pause: Duration,
    run: fn(House) -> Run,
}

/// One time. What is wrong is for the log.
type Run = BoxFuture<'static, Result<(), String>>;

const JOBS: &[Job] = &[
    Job {
        name: "remove the sessions that have ended",
        pause: Duration::from_secs(5 * 60),
        run: |house| {
            Box::pin(async move {
                match services::session::clean_up(house.context()).await {
                    Ok(0) => Ok(()),
                    Ok(ended) => {
                        tracing::debug!(ended, "sessions that have ended were removed");
                        Ok(())
                    }
                    Err(error) => Err(error.to_string()),
                }
            })
        },
    },
    Job {
        name: "remove the files that nobody has imported within a day",
        pause: Duration::from_secs(60 * 60),
        run: |house| {
            Box::pin(async move {
                services::registry::drafts::clean_up(house.context())
                    .await
                    .map(|_| ())
                    .map_err(|error| error.to_string())
            })
        },
    },
    Job {
        name: "freeze the committee's agenda when its time has come",
        pause: Duration::from_secs(60),
        run: |house| {
            Box::pin(async move {
                services::agenda::freeze(house.context())
                    .await
                    .map(|_| ())
                    .map_err(|error| error.to_string())
            })
        },
    },
    Job {
        name: "forget who has not come near a rate limit lately",
        pause: Duration::from_secs(60),
        run: |house| {
            Box::pin(async move {
                house.rate_limits().forget_the_rested();
                Ok(())
            })
        },
    },
];

/// The jobs of a server that runs.
pub struct Jobs {
    stop: watch::Sender<()>,
    running: JoinSet<()>,
}

impl Jobs {
    /// Starts all of them.
    #[must_use]
    pub fn start(house: &House) -> Self {
        Self::start_these(house, JOBS)
    }

    fn start_these(house: &House, jobs: &[Job]) -> Self {
        let (stop, stopped) = watch::channel(());
        let mut running = JoinSet::new();
        for job in jobs {
            running.spawn(again_and_again(house.clone(), *job, stopped.clone()));
        }
        Self { stop, running }
    }

    /// Ends them; what one has begun it brings to its end, so that no transaction is left in the middle.
    pub async fn stop(self) {
        let Self { stop, mut running } = self;
        drop(stop);
        while running.join_next().await.is_some() {}
    }
}

/// Does a job until the channel closes. A failure is logged when it begins and when it is over, not each time.
async fn again_and_again(house: House, job: Job, mut stopped: watch::Receiver<()>) {
    let mut fails = false;
    loop {
        tokio::select! {
            () = tokio::time::sleep(with_jitter(job.pause, &house)) => {}
            _ = stopped.changed() => return,
        }
        match (job.run)(house.clone()).await {
            Ok(()) => {
                if fails {
                    tracing::info!(job = job.name, "a job works again");
                }
                fails = false;
            }
            Err(error) => {
                if !fails {
                    tracing::error!(error, job = job.name, "a job fails");
                }
                fails = true;
            }
        }
    }
}

/// The pause, longer by up to a quarter: servers that were started together do not work in step.
fn with_jitter(pause: Duration, house: &House) -> Duration {
    let [chance, ..] = house.context().new_secret();
    pause + pause / 4 * u32::from(chance) / 255
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    async fn house() -> House {
        let database = services::Database::connect("sqlite::memory:")
            .await
            .unwrap();
        database.migrate().await.unwrap();
        let configuration =
            crate::Configuration::read(None, std::iter::empty(), Default::default()).unwrap();
        House::new(&configuration, services::Context::new(database))
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn a_job_is_done_again_and_again_also_after_it_failed_and_not_after_the_end() {
        static TIMES: AtomicUsize = AtomicUsize::new(0);
        let job = Job {
            name: "count and fail",
            pause: Duration::from_millis(1),
            run: |_| {
                Box::pin(async {
                    TIMES.fetch_add(1, Ordering::SeqCst);
                    Err("it always does".to_owned())
                })
            },
        };
        let jobs = Jobs::start_these(&house().await, &[job]);
        while TIMES.load(Ordering::SeqCst) < 3 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        jobs.stop().await;
        let times = TIMES.load(Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert_eq!(TIMES.load(Ordering::SeqCst), times);
    }

    #[tokio::test]
    async fn what_a_job_has_begun_it_ends_before_the_server_does() {
        static STATE: AtomicUsize = AtomicUsize::new(0);
        let job = Job {
            name: "take a while",
            pause: Duration::from_millis(1),
            run: |_| {
                Box::pin(async {
                    STATE.store(1, Ordering::SeqCst);
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    STATE.store(2, Ordering::SeqCst);
                    Ok(())
                })
            },
        };
        let jobs = Jobs::start_these(&house().await, &[job]);
        while STATE.load(Ordering::SeqCst) != 1 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        jobs.stop().await;
        assert_eq!(STATE.load(Ordering::SeqCst), 2);
    }

    #[tokio::test]
    async fn a_pause_is_a_little_longer_at_most() {
        let house = house().await;
        let pause = Duration::from_secs(60);
        for _ in 0..100 {
            let with = with_jitter(pause, &house);
            assert!(with >= pause && with <= pause * 5 / 4, "{with:?}");
        }
    }
}
