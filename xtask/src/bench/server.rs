//! The release server under measurement.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use crate::command;

/// Whether the page cache is on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Cache {
    /// As it is delivered.
    On,
    /// Every page is rendered afresh.
    Off,
}

/// A running server, ended when dropped.
pub struct Server {
    child: Child,
    port: u16,
    log: PathBuf,
}

/// An answer as it came over the wire.
pub struct Page {
    /// The bytes, compressed as they are.
    pub body: Vec<u8>,
    /// How they are compressed.
    pub encoding: Option<String>,
}

/// What it took to render a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rendering {
    /// How long.
    pub milliseconds: f64,
    /// How many queries.
    pub queries: u32,
}

impl Rendering {
    /// Reads `render;dur=1.25, queries;desc="4"`.
    fn read(timing: &str) -> Option<Self> {
        let (duration, queries) = timing
            .strip_prefix("render;dur=")?
            .split_once(", queries;desc=")?;
        Some(Self {
            milliseconds: duration.parse().ok()?,
            queries: queries.trim_matches('"').parse().ok()?,
        })
    }
}

impl Server {
    /// Starts the program on a free port of the loopback address.
    pub fn start(program: &Path, data: &Path, cache: Cache) -> Result<Self> {
        let port = free_port()?;
        let log = data.join("server.log");
        let mut serve = Command::new(program);
        serve
            .arg("serve")
            .arg("--data")
            .arg(data)
            .env("CHARTERHOUSE_LISTEN", format!("127.0.0.1:{port}"))
            // All load comes from one address.
            .env("CHARTERHOUSE_SEARCHES_A_MINUTE", "0")
            .env("CHARTERHOUSE_WRITES_A_MINUTE", "0")
            .stdout(Stdio::null())
            .stderr(fs::File::create(&log)?);
        match cache {
            Cache::On => {}
            Cache::Off => {
                serve.env("CHARTERHOUSE_PAGE_CACHE_BYTES", "0");
            }
        }
        let child = serve.spawn().context("could not start the server")?;
        let server = Self { child, port, log };
        wait_for(port)?;
        Ok(server)
    }

    /// The full address of a path.
    pub fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Asks for a path once.
    pub fn fetch(&self, path: &str) -> Result<Page> {
        let (head, body) = self.get(path, "br")?;
        Ok(Page {
            body,
            encoding: header(&head, "content-encoding"),
        })
    }

    /// The path of the stylesheet, as the front page names it.
    pub fn stylesheet(&self) -> Result<String> {
        let (_, body) = self.get("/", "identity")?;
        let page = String::from_utf8(body)?;
        page.split('"')
            .find(|text| text.starts_with("/assets/main") && text.ends_with(".css"))
            .map(str::to_owned)
            .context("the front page names no stylesheet")
    }

    /// What it takes to render a path: what the server says in the answer's `Server-Timing`.
    pub fn rendering(&self, path: &str) -> Result<Rendering> {
        let (head, _) = self.get(path, "br")?;
        header(&head, "server-timing")
            .and_then(|timing| Rendering::read(&timing))
            .with_context(|| format!("the answer does not say what it took:\n{head}"))
    }

    /// The quickest of several renderings.
    pub fn best_rendering(&self, path: &str, times: usize) -> Result<Rendering> {
        let mut best = self.rendering(path)?;
        for _ in 1..times {
            let next = self.rendering(path)?;
            if next.milliseconds < best.milliseconds {
                best = next;
            }
        }
        Ok(best)
    }

    /// Resident memory, in megabytes.
    pub fn memory(&self) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let kilobytes: f64 = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
            .context("the process has no VmRSS")?;
        Ok(kilobytes / 1_024.0)
    }

    fn get(&self, path: &str, encoding: &str) -> Result<(String, Vec<u8>)> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: {encoding}\r\nConnection: close\r\n\r\n"
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let end = answer
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
            .context("the answer has no head")?;
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        ensure!(
            head.starts_with("HTTP/1.1 200"),
            "{path} answered {}; the log is {}",
            head.lines().next().unwrap_or_default(),
            self.log.display()
        );
        ensure!(
            header(&head, "transfer-encoding").is_none(),
            "{path} came in chunks, its bytes cannot be compared"
        );
        Ok((head, answer.split_off(end + 4)))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        command::stop(&mut self.child, "TERM");
    }
}

fn header(head: &str, name: &str) -> Option<String> {
    head.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name)
            .then(|| value.trim().to_owned())
    })
}

/// A port on the loopback address that nothing listens on.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Waits up to a minute until something listens on the port.
pub fn wait_for(port: u16) -> Result<()> {
    for _ in 0..600 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(());
        }
        sleep(Duration::from_millis(100));
    }
    bail!("nothing listens on port {port} after a minute")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_says_what_a_page_took() {
        let read = Rendering::read("render;dur=1.25, queries;desc=\"4\"");
        let wanted = Rendering {
            milliseconds: 1.25,
            queries: 4,
        };
        assert_eq!(read, Some(wanted));
        assert_eq!(Rendering::read("render;dur=1.25"), None);
    }
}
