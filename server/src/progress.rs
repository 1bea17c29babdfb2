//! Says on the standard error output what a long command is doing.

use std::{
    io::{IsTerminal as _, Write as _},
    time::{Duration, Instant},
};

use tokio::task::JoinHandle;

/// What takes less is not worth saying.
const QUICK: Duration = Duration::from_millis(700);

/// How often the time is brought up to date.
const TICK: Duration = Duration::from_millis(200);

/// Says what a command is doing: at a terminal with the time that goes by, else one line for what takes long.
pub struct Progress {
    terminal: bool,
}

/// One thing that a command is doing.
pub struct Phase {
    task: JoinHandle<()>,
    terminal: bool,
}

impl Default for Progress {
    fn default() -> Self {
        Self {
            terminal: std::io::stderr().is_terminal(),
        }
    }
}

impl Progress {
    /// Begins something; a `Phase` that is dropped or ended says no more.
    #[must_use]
    pub fn phase(&self, words: &str) -> Phase {
        let (words, terminal) = (words.to_owned(), self.terminal);
        let task = tokio::spawn(async move {
            let begun = Instant::now();
            tokio::time::sleep(QUICK).await;
            if !terminal {
                eprintln!("{words} …");
                return;
            }
            loop {
                eprint!("\r{words} … {} s", begun.elapsed().as_secs());
                std::io::stderr().flush().ok();
                tokio::time::sleep(TICK).await;
            }
        });
        Phase { task, terminal }
    }
}

impl Phase {
    /// It is done.
    pub fn end(self) {}
}

impl Drop for Phase {
    fn drop(&mut self) {
        self.task.abort();
        if self.terminal {
            // Clears the line.
            eprint!("\r\u{1b}[2K");
        }
    }
}
