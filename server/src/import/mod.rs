//! `charterhouse import`: brings in what a community has kept in files so far.

mod file;
mod outcome;
mod questions;

use std::{io::IsTerminal as _, path::PathBuf};

use domain::{
    Day,
    registry::{Answers, CompareError, EndingMost},
};
use services::registry::{
    HandedIn, ImportError, Mode, formats::BadRows, import, import_organization,
};

use crate::{
    cli::Failure,
    configuration::Configuration,
    database::{self, Beginning, Schema},
    progress::Progress,
};

/// The command line of `import`.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Take in registry files: groups, leads, charters, links
    #[command(
        long_about = "Take in registry files: Markdown tables as Istio's WORKING-GROUPS.md, YAML as Kubernetes' \
        sigs.yaml, or what `export registry` wrote. The format is told from the content.\n\n\
        Each file is compared with what is recorded as of its day, and what is new is written as events of that day: all \
        of it, or, when anything is wrong, nothing."
    )]
    Registry(RegistryArguments),
    /// Take in an organization's lists: members, admins, emeritus, teams
    #[command(
        long_about = "Take in an organization's lists in YAML: `members:`, `admins:`, `emeritus:`, `teams:`. They are \
        the evidence for the lead rules."
    )]
    Org(OrgArguments),
}

/// What both kinds of import take.
#[derive(clap::Args)]
pub struct CommonArguments {
    /// The files, in any order: they are taken in by their days
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The day whose state the file shows, such as 2024-03-07; without it the one in its name, else today. For one
    /// registry, or for the lists of an organization together
    #[arg(long, value_name = "DATE")]
    as_of: Option<Day>,
    /// Print what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Leave out rows that cannot be read, list them, and take in the rest
    #[arg(long)]
    skip_bad_rows: bool,
}

/// The command line of `import registry`.
#[derive(clap::Args)]
pub struct RegistryArguments {
    #[command(flatten)]
    common: CommonArguments,
    /// The group OLD is called NEW in the file
    #[arg(long, value_name = "OLD=NEW", value_parser = pair)]
    rename: Vec<(String, String)>,
    /// The group A is gone from the file, and B carries its work on
    #[arg(long, value_name = "A=B", value_parser = pair)]
    merge: Vec<(String, String)>,
    /// The group NAME ended; whatever looks like it in the file is another one
    #[arg(long, value_name = "NAME")]
    ended: Vec<String>,
    /// Go on even if more than half of the groups would end
    #[arg(long)]
    end_most_groups: bool,
}

/// The command line of `import org`.
#[derive(clap::Args)]
pub struct OrgArguments {
    #[command(flatten)]
    common: CommonArguments,
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((old, new)) if !old.trim().is_empty() && !new.trim().is_empty() => {
            Ok((old.trim().to_owned(), new.trim().to_owned()))
        }
        Some(_) | None => Err("expected two names with = between them".to_owned()),
    }
}

impl CommonArguments {
    fn mode(&self) -> Mode {
        if self.dry_run {
            Mode::DryRun
        } else {
            Mode::Write
        }
    }

    fn handed_in(&self, today: Day) -> HandedIn {
        HandedIn {
            as_of: self.as_of,
            today,
            bad_rows: if self.skip_bad_rows {
                BadRows::Skip
            } else {
                BadRows::Refuse
            },
        }
    }
}

/// Does the import.
///
/// # Errors
/// When a file or the database cannot be read, or what is in a file cannot be taken in; nothing was written then.
pub async fn run(configuration: &Configuration, command: Command) -> Result<(), Failure> {
    match command {
        Command::Registry(arguments) => registry(configuration, arguments).await,
        Command::Org(arguments) => organization(configuration, arguments).await,
    }
}

async fn registry(
    configuration: &Configuration,
    arguments: RegistryArguments,
) -> Result<(), Failure> {
    let common = &arguments.common;
    // An organization's lists may well be of one day; registries of one day would end each other's groups.
    if common.as_of.is_some() && common.files.len() > 1 {
        return Err(Failure::told(
            "--as-of is the day of one file: give one file, or put the day of each in its name (2024-03-07-registry.md).",
        ));
    }
    let context = database::open(configuration, Schema::MigrateSqlite, Beginning::Preset).await?;
    let progress = Progress::default();
    let handed_in = common.handed_in(context.today());
    let files = file::read_all(common, &progress, |name, bytes| {
        handed_in.registry(name, bytes)
    })?;
    let mut answers = Answers {
        renames: arguments.rename,
        merges: arguments.merge,
        ended: arguments.ended,
        ending_most: if arguments.end_most_groups {
            EndingMost::IsMeant
        } else {
            EndingMost::Stops
        },
    };
    let reports = loop {
        let phase = progress.phase("Comparing with the record");
        let outcome = import(&context, files.clone(), answers.clone(), common.mode()).await;
        phase.end();
        match outcome {
            Ok(reports) => break reports,
            Err(error) => match open_questions(&error) {
                None => return Err(explained(error)),
                Some((file, questions)) if can_ask() => {
                    if !questions::ask(file, questions, &mut answers)? {
                        return Err(Failure::told("Stopped; nothing was written."));
                    }
                }
                Some((file, questions)) => return Err(questions::listed(file, questions)),
            },
        }
    };
    let used: Vec<_> = reports
        .iter()
        .flat_map(|report| report.used_answers.iter().cloned())
        .collect();
    for answer in answers.unused(&used) {
        eprintln!("{answer} was not needed: no file is missing that group.");
    }
    outcome::print(&reports, common.mode())?;
    Ok(context.database.close().await?)
}

async fn organization(
    configuration: &Configuration,
    arguments: OrgArguments,
) -> Result<(), Failure> {
    let common = &arguments.common;
    let context = database::open(configuration, Schema::MigrateSqlite, Beginning::Preset).await?;
    let committee = services::policy::committee(&context).await?;
    let progress = Progress::default();
    let handed_in = common.handed_in(context.today());
    let files = file::read_all(common, &progress, |name, bytes| {
        handed_in.organization(name, bytes, &committee)
    })?;
    let phase = progress.phase("Comparing with the record");
    let outcome = import_organization(&context, files, common.mode()).await;
    phase.end();
    outcome::print(&outcome.map_err(explained)?, common.mode())?;
    Ok(context.database.close().await?)
}

fn open_questions(error: &ImportError) -> Option<(&str, &[domain::registry::Question])> {
    if let ImportError::Compare {
        file,
        source: CompareError::Questions(questions),
    } = error
    {
        Some((file, questions))
    } else {
        None
    }
}

/// The error, with what can be done about it.
fn explained(error: ImportError) -> Failure {
    let ends_most = matches!(
        error,
        ImportError::Compare {
            source: CompareError::EndsMost { .. },
            ..
        }
    );
    let hint = if ends_most {
        "\nIf it is, give --end-most-groups."
    } else {
        ""
    };
    Failure::told(format!("{error}{hint}\nNothing was written."))
}

/// Questions are asked where someone can answer them.
fn can_ask() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}
