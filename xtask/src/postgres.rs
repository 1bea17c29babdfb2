//! A PostgreSQL cluster for one run of the tests, thrown away at the end.

use std::env;
use std::fs::{self, File};
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::command;
use crate::install::user_id;

/// What makes the cluster fast, as nobody needs it after a crash, and roomy, as every test has a
/// pool of its own.
const SETTINGS: [&str; 7] = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=500",
    "log_min_messages=warning",
];

/// A running cluster. Dropping it, and Ctrl-C, stop the server and delete its files.
pub struct Cluster {
    port: u16,
    running: Arc<Mutex<Option<Running>>>,
}

struct Running {
    server: Child,
    folder: PathBuf,
}

impl Cluster {
    /// Makes a cluster with the server programs in `programs` and starts it on a free loopback
    /// port.
    pub fn start(programs: &Path) -> Result<Self> {
        let account = Account::find()?;
        let folder = env::temp_dir().join(format!("charterhouse-postgres-{}", process::id()));
        fs::create_dir(&folder).with_context(|| format!("could not make {}", folder.display()))?;
        let started = account
            .own(&folder)
            .and_then(|()| start_server(programs, &folder, &account));
        match started {
            Ok((server, port)) => {
                let running = Arc::new(Mutex::new(Some(Running { server, folder })));
                let interrupted = Arc::clone(&running);
                ctrlc::set_handler(move || {
                    stop(&interrupted);
                    process::exit(130);
                })?;
                let cluster = Self { port, running };
                cluster.wait(programs)?;
                Ok(cluster)
            }
            Err(error) => {
                fs::remove_dir_all(&folder).ok();
                Err(error)
            }
        }
    }

    /// The address of its database `postgres`, for a user who may create more.
    pub fn url(&self) -> String {
        format!("postgres://charterhouse@127.0.0.1:{}/postgres", self.port)
    }

    fn wait(&self, programs: &Path) -> Result<()> {
        for _ in 0..150 {
            let ready = Command::new(programs.join("pg_isready"))
                .args(["--quiet", "--host", "127.0.0.1", "--port"])
                .arg(self.port.to_string())
                .status()
                .context("could not start pg_isready")?;
            if ready.success() {
                return Ok(());
            }
            sleep(Duration::from_millis(200));
        }
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let log = running
            .as_ref()
            .and_then(|running| fs::read_to_string(running.folder.join("log")).ok())
            .unwrap_or_default();
        bail!(
            "PostgreSQL did not start:\n{}",
            command::last_lines(&log, 20)
        );
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        stop(&self.running);
    }
}

fn start_server(programs: &Path, folder: &Path, account: &Account) -> Result<(Child, u16)> {
    let data = folder.join("data");
    command::output(
        account
            .command(&programs.join("initdb"), folder)
            .args(["--auth=trust", "--username=charterhouse", "--encoding=UTF8"])
            .args(["--locale=C.UTF-8", "--no-sync", "--pgdata"])
            .arg(&data),
    )?;
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let log = File::create(folder.join("log"))?;
    let mut server = account.command(&programs.join("postgres"), folder);
    server.arg("-D").arg(&data).args(["-p", &port.to_string()]);
    for setting in SETTINGS {
        server.args(["-c", setting]);
    }
    let server = server
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        // A Ctrl-C at the terminal is for this task, which then stops the server itself.
        .process_group(0)
        .spawn()
        .context("could not start postgres")?;
    Ok((server, port))
}

fn stop(running: &Mutex<Option<Running>>) {
    let running = running
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take();
    if let Some(mut running) = running {
        // PostgreSQL's immediate shutdown.
        command::stop(&mut running.server, "QUIT");
        if let Err(error) = fs::remove_dir_all(&running.folder) {
            eprintln!("could not delete {}: {error}", running.folder.display());
        }
    }
}

/// The user that PostgreSQL runs as: it refuses to run as root.
struct Account {
    ids: Option<(u32, u32)>,
}

impl Account {
    fn find() -> Result<Self> {
        if user_id()? != 0 {
            return Ok(Self { ids: None });
        }
        let ids = ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| Some((id("-u", name)?, id("-g", name)?)))
            .context("there is neither a user postgres nor a user nobody to run PostgreSQL as")?;
        Ok(Self { ids: Some(ids) })
    }

    fn own(&self, folder: &Path) -> Result<()> {
        if let Some((user, group)) = self.ids {
            chown(folder, Some(user), Some(group))?;
        }
        Ok(())
    }

    fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(folder);
        if let Some((user, group)) = self.ids {
            command.uid(user).gid(group);
        }
        command
    }
}

fn id(kind: &str, name: &str) -> Option<u32> {
    command::output(Command::new("id").args([kind, name]))
        .ok()?
        .trim()
        .parse()
        .ok()
}
