//! Places for a community's record, the program, and communities of any size.

use std::{
    env, fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::atomic::{AtomicU64, Ordering},
};

use serde_json::{Value, json};
use tempfile::TempDir;

/// Where a record is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    PostgreSql,
}

impl Kind {
    pub const BOTH: [Self; 2] = [Self::Sqlite, Self::PostgreSql];
}

/// A database that is not there yet, or is empty, and a folder for files.
pub struct Place {
    pub folder: TempDir,
    address: String,
    made: Option<String>,
}

impl Place {
    pub fn fresh(kind: Kind) -> Self {
        let folder = tempfile::tempdir().unwrap();
        match kind {
            Kind::Sqlite => Self {
                address: format!("sqlite://{}", folder.path().join("record.db").display()),
                folder,
                made: None,
            },
            Kind::PostgreSql => {
                let name = unique_name();
                ask_postgres(&format!("CREATE DATABASE {name}"));
                Self {
                    folder,
                    address: postgres_address(&name),
                    made: Some(name),
                }
            }
        }
    }

    /// A place with the same content as this one, which nobody has open.
    pub fn copy(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        match &self.made {
            None => {
                for file in fs::read_dir(self.folder.path()).unwrap() {
                    let file = file.unwrap();
                    fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
                }
                Self {
                    address: format!("sqlite://{}", folder.path().join("record.db").display()),
                    folder,
                    made: None,
                }
            }
            Some(original) => {
                let name = unique_name();
                ask_postgres(&format!("CREATE DATABASE {name} TEMPLATE {original}"));
                Self {
                    folder,
                    address: postgres_address(&name),
                    made: Some(name),
                }
            }
        }
    }

    /// The program with this place's database and these arguments.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_charterhouse"));
        command
            .args(arguments)
            .env("CHARTERHOUSE_LOG", "warn")
            .env("CHARTERHOUSE_DATABASE", &self.address)
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs it, and gives what it printed. It must succeed.
    pub fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    /// The whole registry on a day, as JSON.
    pub fn exported(&self, on: &str) -> String {
        self.done(&["export", "registry", "--format", "json", "--as-of", on])
    }

    /// Writes a file into the folder and gives its path.
    pub fn file(&self, name: &str, content: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, content).unwrap();
        path.display().to_string()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The address of the database.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Starts the server and waits until it answers.
    pub fn serve(&self) -> Server {
        self.serve_with(&[], |_| {})
    }

    /// The same with more arguments, and the command changed.
    pub fn serve_with(&self, arguments: &[&str], change: impl FnOnce(&mut Command)) -> Server {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        command.args(arguments);
        change(&mut command);
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .trim()
            .rsplit_once("http://")
            .expect("serve prints its address")
            .1
            .to_owned();
        Server { process, address }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // A test that failed leaves its database for a look.
        if let Some(name) = &self.made
            && !std::thread::panicking()
        {
            ask_postgres(&format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

/// A server that runs until it is dropped.
pub struct Server {
    process: Child,
    address: String,
}

impl Server {
    /// What it answers: head and body.
    pub fn get(&self, path: &str) -> String {
        self.ask("GET", path, &[], "")
    }

    /// The same for any request; a body is a form's.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let headers: String = headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Signs in as someone of the demo and gives the cookie.
    pub fn sign_in(&self, handle: &str) -> String {
        let answer = self.ask("POST", "/sign-in/demo", &[], &format!("person={handle}"));
        let cookie = answer
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: "))
            .unwrap_or_else(|| panic!("a sign-in sets a cookie: {answer}"));
        cookie.split(';').next().unwrap_or_default().to_owned()
    }

    /// Tells it to end, as an operator does, and says whether it did so in order.
    pub fn stop(mut self) -> bool {
        let told = Command::new("kill")
            .args(["-TERM", &self.process.id().to_string()])
            .status()
            .unwrap();
        told.success() && self.process.wait().unwrap().success()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// A registry of so many invented groups, each with leads and a charter. `round` is in every text, so that another
/// round changes every group.
pub fn registry(groups: usize, round: usize) -> String {
    let groups: Vec<Value> = (0..groups)
        .map(|number| {
            let lead = |place: usize| {
                let person = (number * 2 + place) % 997;
                json!({
                    "role": "lead",
                    "name": format!("Person {person}"),
                    "account": { "provider": "github", "login": format!("person-{person}") },
                    "organization": format!("Organization {}", person % 41),
                })
            };
            json!({
                "slug": format!("group-{number}"),
                "name": format!("Group {number}"),
                "kind": "working_group",
                "state": "active",
                "description": format!("Description {number} of round {round}."),
                "charter": format!("# Mission\n\nText {number} of round {round}.\n"),
                "seats": [lead(0), lead(1)],
            })
        })
        .collect();
    json!({
        "charterhouse": 1,
        "community": "Community",
        "as_of": "2024-01-01",
        "groups": groups,
    })
    .to_string()
}

pub fn exists(path: &Path) -> bool {
    path.try_exists().unwrap()
}

fn postgres_server() -> String {
    env::var("CHARTERHOUSE_TEST_POSTGRES")
        .expect("there is no PostgreSQL server to test on: run `cargo xtask test`")
}

fn postgres_address(name: &str) -> String {
    let server = postgres_server();
    let (before, _) = server.rsplit_once('/').unwrap();
    format!("{before}/{name}")
}

fn ask_postgres(statement: &str) {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(async {
            let connection = sea_orm::Database::connect(postgres_server()).await.unwrap();
            sea_orm::ConnectionTrait::execute_unprepared(&connection, statement)
                .await
                .unwrap();
            connection.close().await.unwrap();
        });
}

fn unique_name() -> String {
    static MADE: AtomicU64 = AtomicU64::new(0);
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let moment = std::time::UNIX_EPOCH.elapsed().unwrap().as_nanos();
    format!(
        "charterhouse_process_{}_{number}_{moment}",
        std::process::id()
    )
}
