//! Running other programs, so that a failure says which one and why.

use std::env;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// Lines of a failed program's output that its error repeats.
const SHOWN_LINES: usize = 20;

/// Runs a program whose output a person wants to see. Fails when it does.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("could not start {}", name(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", line(command));
    }
    Ok(())
}

/// Runs a program and gives what it wrote to its standard output. A failure repeats the end of
/// what it said.
pub fn output(command: &mut Command) -> Result<String> {
    let Output {
        status,
        stdout,
        stderr,
    } = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("could not start {}", name(command)))?;
    let stdout = String::from_utf8_lossy(&stdout).into_owned();
    if !status.success() {
        let said = format!("{stdout}{}", String::from_utf8_lossy(&stderr));
        bail!(
            "{} failed ({status}):\n{}",
            line(command),
            last_lines(&said, SHOWN_LINES)
        );
    }
    Ok(stdout)
}

/// The last lines of a text.
pub fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<_> = text.trim_end().lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

/// Where a program is, if it is in the search path.
pub fn find(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

/// Asks a child to end with a signal (as `kill` names it), and ends it after five seconds.
pub fn stop(child: &mut Child, signal: &str) {
    let asked = Command::new("kill")
        .args(["-s", signal, &child.id().to_string()])
        .status();
    if asked.is_ok() {
        for _ in 0..50 {
            match child.try_wait() {
                Ok(None) => sleep(Duration::from_millis(100)),
                Ok(Some(_)) | Err(_) => return,
            }
        }
    }
    // It may have ended in between, which is what we want.
    child.kill().ok();
    child.wait().ok();
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

fn line(command: &Command) -> String {
    let arguments = command.get_args().map(|word| word.to_string_lossy());
    let words: Vec<_> = std::iter::once(command.get_program().to_string_lossy())
        .chain(arguments)
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_program_is_named_with_what_it_said() {
        let failed = output(Command::new("sh").args(["-c", "echo no such town >&2; exit 3"]));
        let message = failed.map_err(|error| error.to_string());
        assert!(
            matches!(&message, Err(text) if text.contains("exit 3") && text.ends_with("no such town")),
            "{message:?}"
        );
    }

    #[test]
    fn a_child_that_ignores_the_signal_is_ended_all_the_same() -> Result<()> {
        let mut child = Command::new("sh")
            .args(["-c", "trap '' TERM; while :; do sleep 0.1; done"])
            .spawn()?;
        sleep(Duration::from_millis(200));
        stop(&mut child, "TERM");
        assert!(child.try_wait()?.is_some());
        Ok(())
    }
}
