//! The numbered steps of a task, with the time that each took.

use std::time::{Duration, Instant};

use anyhow::{Error, Result};

/// Reports a task's steps while they run.
pub struct Steps {
    task: &'static str,
    total: usize,
    started: Instant,
    done: Vec<(&'static str, Duration)>,
}

impl Steps {
    /// A task that will take `total` steps.
    pub fn new(task: &'static str, total: usize) -> Self {
        Self {
            task,
            total,
            started: Instant::now(),
            done: Vec::new(),
        }
    }

    /// Runs one step. A failure closes the report and is handed on.
    pub fn run<T>(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Result<T>,
    ) -> Result<T, Error> {
        let number = self.done.len() + 1;
        eprintln!("[{number}/{}] {name} ...", self.total);
        let started = Instant::now();
        let result = work();
        let took = started.elapsed();
        match &result {
            Ok(_) => {
                eprintln!("[{number}/{}] {name}: done in {}", self.total, text(took));
                self.done.push((name, took));
            }
            Err(_) => eprintln!(
                "{}: FAILED in step {number} of {}, {name}, after {}",
                self.task,
                self.total,
                text(self.started.elapsed())
            ),
        }
        result
    }

    /// One line that sums up what was done, with times.
    pub fn summary(&self) -> String {
        let steps: Vec<_> = self
            .done
            .iter()
            .map(|(name, took)| format!("{name} {}", text(*took)))
            .collect();
        format!(
            "{}: {} of {} steps passed in {} ({})",
            self.task,
            self.done.len(),
            self.total,
            text(self.started.elapsed()),
            steps.join(", ")
        )
    }
}

/// A duration as people say it: tenths of a second below ten, then seconds, then minutes.
fn text(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", duration.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        60.. => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_as_precise_as_its_size_asks() {
        let texts = [1_250, 12_900, 125_000].map(|millis| text(Duration::from_millis(millis)));
        assert_eq!(texts, ["1.2 s", "12 s", "2 min 05 s"]);
    }

    #[test]
    fn the_summary_counts_only_steps_that_passed() {
        let mut steps = Steps::new("test", 2);
        assert!(steps.run("formatting", || Ok(())).is_ok());
        assert!(
            steps
                .run("clippy", || anyhow::bail!("a warning") as Result<()>)
                .is_err()
        );
        assert!(steps.summary().starts_with("test: 1 of 2 steps passed in "));
    }
}
