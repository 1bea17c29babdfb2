//! What the files of a draft would mean for the record as it is now: a dry run, in words.

use domain::{
    Day,
    org::OrgStatement,
    registry::{Answer, CompareError, Question, Registry},
};
use uuid::Uuid;

use super::{Draft, Kind, find};
use crate::{
    Context, ReadError, WriteError,
    history::Subject,
    policy,
    registry::{
        Agreement, DayFrom, ImportError, ImportFile, ImportReport, Mode, ReadFile,
        formats::{self, RowProblem},
        import, import_organization,
    },
};

/// As many events of a file as a trial lists; all are counted.
pub const LISTED_EVENTS: usize = 200;

/// The longest sentence that a trial shows, in characters.
const LONGEST_SENTENCE: usize = 400;

/// A draft with what it would mean.
#[derive(Debug)]
pub struct Trial {
    /// The draft.
    pub draft: Draft,
    /// Its files, in the order of their days.
    pub files: Vec<FileRead>,
    /// What they would mean.
    pub outcome: TrialOutcome,
}

/// A file, and what was left out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRead {
    /// Its name.
    pub name: String,
    /// Its format.
    pub format: &'static str,
    /// The day whose state it shows.
    pub as_of: Day,
    /// How that is known.
    pub day_from: DayFrom,
    /// The rows that were left out.
    pub left_out: Vec<RowProblem>,
}

/// What files would mean.
#[derive(Debug)]
pub enum TrialOutcome {
    /// These events.
    Means {
        /// By file; files that say nothing new are not among them.
        files: Vec<FileInWords>,
        /// How many events there are in all.
        events: usize,
        /// The fingerprint of all that.
        agreement: Agreement,
        /// What was answered and is not needed: no file is missing that group.
        unused: Vec<Answer>,
    },
    /// A file leaves something open.
    Asks {
        /// Which file.
        file: String,
        /// What is open.
        questions: Vec<Question>,
    },
    /// Most groups would end: most likely it is the wrong file.
    EndsMost {
        /// Which file.
        file: String,
        /// How many would end.
        ending: usize,
        /// How many are alive.
        alive: usize,
    },
    /// It cannot be imported; why, in words.
    Refused(String),
}

/// What one file would mean, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileInWords {
    /// Its name.
    pub file: String,
    /// The day whose state it shows.
    pub as_of: Day,
    /// How many events it tells.
    pub events: usize,
    /// How many of them are about what.
    pub about: Vec<(Subject, usize)>,
    /// The first of them, each with its day.
    pub sentences: Vec<(Day, String)>,
}

impl FileInWords {
    fn of(report: &ImportReport) -> Self {
        let about = Subject::ALL
            .into_iter()
            .map(|subject| {
                let number = report
                    .events
                    .iter()
                    .filter(|dated| subject.kinds().contains(&dated.event.kind()))
                    .count();
                (subject, number)
            })
            .filter(|(_, number)| *number > 0)
            .collect();
        Self {
            file: report.file.clone(),
            as_of: report.as_of,
            events: report.events.len(),
            about,
            sentences: report
                .in_words()
                .take(LISTED_EVENTS)
                .map(|(on, sentence)| (on, shortened(sentence)))
                .collect(),
        }
    }
}

fn shortened(sentence: String) -> String {
    match sentence.char_indices().nth(LONGEST_SENTENCE) {
        Some((end, _)) => format!("{}…", sentence.get(..end).unwrap_or_default()),
        None => sentence,
    }
}

/// The statements of a draft’s files, of either kind.
pub(super) enum Statements {
    Registry(Vec<ReadFile<Registry>>),
    Organization(Vec<ReadFile<OrgStatement>>),
}

/// Reads the files of a draft again. What could be read when they were handed in can be read now.
pub(super) async fn statements(context: &Context, draft: &Draft) -> Result<Statements, ReadError> {
    let handed_in = draft.handed_in(context.today());
    let damaged = |error: formats::ReadError| ReadError::Damaged(error.to_string());
    Ok(match draft.kind {
        Kind::Registry => Statements::Registry(
            draft
                .files
                .iter()
                .map(|file| handed_in.registry(&file.name, file.content.as_bytes()))
                .collect::<Result<_, _>>()
                .map_err(damaged)?,
        ),
        Kind::Organization => {
            let committee = policy::committee(context).await?;
            Statements::Organization(
                draft
                    .files
                    .iter()
                    .map(|file| {
                        handed_in.organization(&file.name, file.content.as_bytes(), &committee)
                    })
                    .collect::<Result<_, _>>()
                    .map_err(damaged)?,
            )
        }
    })
}

/// Does with the statements as the mode says.
pub(super) async fn run(
    context: &Context,
    draft: &Draft,
    statements: Statements,
    mode: Mode,
) -> Result<Vec<ImportReport>, ImportError> {
    match statements {
        Statements::Registry(files) => {
            import(context, taken(files), draft.answers.clone(), mode).await
        }
        Statements::Organization(files) => import_organization(context, taken(files), mode).await,
    }
}

fn taken<S>(files: Vec<ReadFile<S>>) -> Vec<ImportFile<S>> {
    files.into_iter().map(|read| read.file).collect()
}

fn described<S>(files: &[ReadFile<S>]) -> Vec<FileRead> {
    let mut described: Vec<FileRead> = files
        .iter()
        .map(|read| FileRead {
            name: read.file.name.clone(),
            format: read.file.format,
            as_of: read.file.as_of,
            day_from: read.day_from,
            left_out: read.left_out.clone(),
        })
        .collect();
    described.sort_by_key(|file| file.as_of);
    described
}

/// Tries a draft on the record: nothing is written.
///
/// # Errors
/// When the actor may not, the draft is gone, or the database fails.
pub async fn trial(context: &Context, id: Uuid) -> Result<Trial, ReadError> {
    let draft = find(context, id).await?;
    let statements = statements(context, &draft).await?;
    let files = match &statements {
        Statements::Registry(files) => described(files),
        Statements::Organization(files) => described(files),
    };
    let outcome = match run(context, &draft, statements, Mode::DryRun).await {
        Ok(reports) => {
            let used: Vec<Answer> = reports
                .iter()
                .flat_map(|report| report.used_answers.iter().cloned())
                .collect();
            TrialOutcome::Means {
                agreement: Agreement::on(&reports).map_err(|error| match error {
                    WriteError::Database(error) => ReadError::Database(error),
                    WriteError::Damaged(what) => ReadError::Damaged(what),
                })?,
                events: reports.iter().map(|report| report.events.len()).sum(),
                files: reports
                    .iter()
                    .filter(|report| !report.events.is_empty())
                    .map(FileInWords::of)
                    .collect(),
                unused: draft.answers.unused(&used),
            }
        }
        Err(ImportError::Compare {
            file,
            source: CompareError::Questions(questions),
        }) => TrialOutcome::Asks { file, questions },
        Err(ImportError::Compare {
            file,
            source: CompareError::EndsMost { ending, alive },
        }) => TrialOutcome::EndsMost {
            file,
            ending,
            alive,
        },
        Err(ImportError::Write(WriteError::Database(error))) => {
            return Err(ReadError::Database(error));
        }
        Err(
            error @ (ImportError::Compare { .. }
            | ImportError::Person { .. }
            | ImportError::Older { .. }
            | ImportError::ToCome { .. }
            | ImportError::Differs
            | ImportError::Write(WriteError::Damaged(_))),
        ) => TrialOutcome::Refused(error.to_string()),
    };
    Ok(Trial {
        draft,
        files,
        outcome,
    })
}
