//! What an import found, in words.

use std::io::{self, Write};

use services::registry::{ImportReport, Mode};

/// Prints each event, and then how many there were.
///
/// # Errors
/// When the output cannot be written, but for a reader who has seen enough.
pub fn print(reports: &[ImportReport], mode: Mode) -> io::Result<()> {
    let mut output = io::BufWriter::new(io::stdout().lock());
    match write(reports, mode, &mut output).and_then(|()| output.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome,
    }
}

fn write(reports: &[ImportReport], mode: Mode, output: &mut impl Write) -> io::Result<()> {
    for report in reports.iter().filter(|report| !report.events.is_empty()) {
        writeln!(output, "{}, as of {}:", report.file, report.as_of)?;
        for (on, sentence) in report.in_words() {
            writeln!(output, "  {on}  {sentence}")?;
        }
    }
    let events: usize = reports.iter().map(|report| report.events.len()).sum();
    let files = reports
        .iter()
        .filter(|report| !report.events.is_empty())
        .count();
    let found = format!(
        "{} from {}",
        counted(events, "event"),
        counted(files, "file")
    );
    match (events, mode) {
        (0, _) => writeln!(output, "Nothing new."),
        (_, Mode::Write | Mode::WriteIf(_)) => writeln!(output, "Written: {found}."),
        (_, Mode::DryRun) => writeln!(output, "A dry run, nothing was written: {found}."),
    }
}

fn counted(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}
