//! Asking for a page over and over, with `wrk`.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::command;

/// How long and how hard.
#[derive(Clone, Copy)]
pub struct Load {
    /// Seconds for each page.
    pub seconds: u32,
    /// Connections at once.
    pub connections: u32,
}

/// What a load found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// Answers in a second.
    pub rate: f64,
    /// Half of the answers took at most this long, in milliseconds.
    pub median: f64,
    /// All but one in a hundred took at most this long, in milliseconds.
    pub p99: f64,
}

impl Load {
    /// Asks a loopback address for as long as this load says, after a short warming.
    pub fn run(self, address: &str) -> Result<Figures> {
        self.wrk(address, 1)?;
        figures(&self.wrk(address, self.seconds)?)
    }

    fn wrk(self, address: &str, seconds: u32) -> Result<String> {
        command::output(Command::new("wrk").args([
            "--threads=1",
            &format!("--connections={}", self.connections),
            &format!("--duration={seconds}s"),
            "--latency",
            "--header=Accept-Encoding: br",
            address,
        ]))
    }
}

/// Reads what wrk printed. Answers other than 2xx make the figures worthless.
fn figures(printed: &str) -> Result<Figures> {
    ensure!(
        !printed.contains("Non-2xx") && !printed.contains("Socket errors"),
        "not every answer was good:\n{printed}"
    );
    let after = |word: &str| {
        printed
            .lines()
            .map(str::trim)
            .find_map(|line| line.strip_prefix(word))
            .map(str::trim)
            .with_context(|| format!("wrk printed no {word}:\n{printed}"))
    };
    Ok(Figures {
        rate: after("Requests/sec:")?.parse()?,
        median: milliseconds(after("50%")?)?,
        p99: milliseconds(after("99%")?)?,
    })
}

/// `1.25ms`, `830.00us` or `1.02s` in milliseconds.
fn milliseconds(text: &str) -> Result<f64> {
    let unit = text
        .find(|character: char| character.is_ascii_alphabetic())
        .with_context(|| format!("“{text}” has no unit"))?;
    let number: f64 = text[..unit].parse()?;
    Ok(match &text[unit..] {
        "us" => number / 1_000.0,
        "ms" => number,
        "s" => number * 1_000.0,
        other => anyhow::bail!("wrk measured in {other}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = "Running 5s test @ http://127.0.0.1:3000/groups\n  1 threads and 16 connections\n  Thread Stats   Avg      Stdev     Max   +/- Stdev\n    Latency     1.20ms    0.40ms   9.00ms   80.00%\n  Latency Distribution\n     50%  830.00us\n     75%    1.10ms\n     90%    1.60ms\n     99%    2.50ms\n  100 requests in 5.00s, 1.00MB read\nRequests/sec:  12345.60\nTransfer/sec:      1.00MB\n";

    #[test]
    fn the_figures_are_in_milliseconds() -> Result<()> {
        assert_eq!(
            figures(PRINTED)?,
            Figures {
                rate: 12_345.6,
                median: 0.83,
                p99: 2.5
            }
        );
        Ok(())
    }

    #[test]
    fn figures_of_error_pages_are_refused() {
        let printed = format!("{PRINTED}  Non-2xx or 3xx responses: 7\n");
        assert!(figures(&printed).is_err());
    }
}
