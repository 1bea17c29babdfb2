//! Imports: files are read, compared with the record as of their day, and what is new is added, all of it or nothing.

use domain::{
    Day,
    community::Community,
    event::DatedEvent,
    org::{OrgStatement, StandingKind, compare_org},
    registry::{Answer, Answers, CompareError, PersonError, Registry, compare},
    standing::Standing,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, DbErr, EntityTrait,
    sea_query::OnConflict,
};

use super::Agreement;
use crate::{
    Context, ReadError, WriteError,
    audit::{self, Deed},
    entities,
    history::{Names, words},
    policy, record,
};

/// As many files as a note in the audit names.
const NAMED_FILES: usize = 10;

/// A registry file that was read, with the day whose state it shows.
#[derive(Clone, Debug)]
pub struct ImportFile<S> {
    /// Its name, for messages and for the list of imports.
    pub name: String,
    /// The name of its format.
    pub format: &'static str,
    /// The day whose state it shows.
    pub as_of: Day,
    /// What it states.
    pub statement: S,
}

/// Whether what an import finds is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It is only shown.
    DryRun,
    /// It is written.
    Write,
    /// It is written if it is what someone was shown.
    WriteIf(Agreement),
}

/// What one file meant.
#[derive(Clone, Debug)]
pub struct ImportReport {
    /// Its name.
    pub file: String,
    /// The day whose state it shows.
    pub as_of: Day,
    /// What is new in it, in the order of history.
    pub events: Vec<DatedEvent>,
    /// The community after it, for naming the subjects of the events.
    pub after: Community,
    /// The answers that it took. One that no file took may be misspelled, or of an import that was done before.
    pub used_answers: Vec<Answer>,
}

impl ImportReport {
    /// Each event in words, on one line, with its day.
    pub fn in_words(&self) -> impl Iterator<Item = (Day, String)> {
        let names = Names::of_community(&self.after);
        self.events.iter().map(move |dated| {
            let sentence = words::sentence(&dated.event, &names).to_string();
            // A charter's text has several lines.
            let line = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
            (dated.on, line)
        })
    }
}

/// Why an import wrote nothing.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// What a file states cannot be taken in as it is.
    #[error("{file}: {source}")]
    Compare {
        /// The file.
        file: String,
        /// Why.
        source: CompareError,
    },
    /// What a file states of a person cannot be taken in.
    #[error("{file}: {source}")]
    Person {
        /// The file.
        file: String,
        /// Why.
        source: PersonError,
    },
    /// The record already runs past the day of the file, and the file says something new.
    #[error(
        "{file}: the record already runs to {newest}, and this file of {as_of} says something new; import files in the order of their days"
    )]
    Older {
        /// The file.
        file: String,
        /// Its day.
        as_of: Day,
        /// The newest day of the record.
        newest: Day,
    },
    /// The day of the file is still to come: whatever is recorded until then could not be added to the record.
    #[error(
        "{file}: the day {as_of} is still to come; a file shows the state of a day up to today, {today}"
    )]
    ToCome {
        /// The file.
        file: String,
        /// Its day.
        as_of: Day,
        /// Today.
        today: Day,
    },
    /// The files mean something else than what was shown.
    #[error("the files mean something else by now than what was shown")]
    Differs,
    /// Nothing was written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<DbErr> for ImportError {
    fn from(error: DbErr) -> Self {
        Self::Write(WriteError::Database(error))
    }
}

impl From<ReadError> for ImportError {
    fn from(error: ReadError) -> Self {
        Self::Write(error.into())
    }
}

/// Takes in registry files in the order of their days, in one transaction: after a crash all of them are in, or none.
///
/// # Errors
/// When a file leaves a question open, would end most groups, is older than what it would change or of a day to come, or
/// the database fails.
pub async fn import(
    context: &Context,
    mut files: Vec<ImportFile<Registry>>,
    answers: Answers,
    mode: Mode,
) -> Result<Vec<ImportReport>, ImportError> {
    files.sort_by_key(|file| file.as_of);
    has_come(files.last(), context.today())?;
    in_one_transaction(context, mode, move |transaction, context| {
        Box::pin(async move {
            let newest = record::take_pen(transaction).await?;
            let mut pen = Pen {
                transaction,
                context,
                newest,
            };
            let mut reports = Vec::with_capacity(files.len());
            for file in files {
                let before = pen.community_on(file.as_of).await?;
                let rules = policy::rules_on(transaction, file.as_of).await?;
                let comparison = compare(
                    &before,
                    &file.statement,
                    &answers,
                    &rules,
                    file.as_of,
                    &mut pen.context,
                )
                .map_err(|source| ImportError::Compare {
                    file: file.name.clone(),
                    source,
                })?;
                let report = pen
                    .write(&file, comparison.events, comparison.after)
                    .await?;
                reports.push(ImportReport {
                    used_answers: comparison.used_answers,
                    ..report
                });
            }
            Ok(reports)
        })
    })
    .await
}

/// Takes in organization files (members, teams, administrators, emeritus) in the order of their days, in one transaction.
///
/// # Errors
/// When a file is older than what it would change or of a day to come, or the database fails.
pub async fn import_organization(
    context: &Context,
    mut files: Vec<ImportFile<OrgStatement>>,
    mode: Mode,
) -> Result<Vec<ImportReport>, ImportError> {
    files.sort_by_key(|file| file.as_of);
    has_come(files.last(), context.today())?;
    in_one_transaction(context, mode, move |transaction, context| {
        Box::pin(async move {
            let newest = record::take_pen(transaction).await?;
            let mut pen = Pen {
                transaction,
                context,
                newest,
            };
            let mut reports = Vec::with_capacity(files.len());
            for file in files {
                let before = pen.community_on(file.as_of).await?;
                let (events, after) =
                    compare_org(&before, &file.statement, file.as_of, &mut pen.context).map_err(
                        |source| ImportError::Person {
                            file: file.name.clone(),
                            source,
                        },
                    )?;
                reports.push(pen.write(&file, events, after).await?);
                pen.write_rolls(&file.statement, file.as_of).await?;
            }
            Ok(reports)
        })
    })
    .await
}

/// Refuses files of which the last, by their days, is of a day to come.
fn has_come<S>(last: Option<&ImportFile<S>>, today: Day) -> Result<(), ImportError> {
    match last.filter(|file| file.as_of > today) {
        Some(file) => Err(ImportError::ToCome {
            file: file.name.clone(),
            as_of: file.as_of,
            today,
        }),
        None => Ok(()),
    }
}

/// Runs the work and, for a dry run, undoes it.
async fn in_one_transaction(
    context: &Context,
    mode: Mode,
    work: impl for<'t> FnOnce(
        &'t DatabaseTransaction,
        &'t Context,
    ) -> crate::database::Work<'t, Vec<ImportReport>, ImportError>
    + Send
    + 'static,
) -> Result<Vec<ImportReport>, ImportError> {
    let own = context.clone();
    let outcome = context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let reports = work(transaction, &own).await.map_err(Outcome::Failed)?;
                match mode {
                    Mode::DryRun => return Err(Outcome::DryRun(reports)),
                    Mode::WriteIf(shown) if Agreement::on(&reports)? != shown => {
                        return Err(Outcome::Failed(ImportError::Differs));
                    }
                    Mode::Write | Mode::WriteIf(_) => {}
                }
                note(transaction, &own, &reports).await?;
                Ok(reports)
            })
        })
        .await;
    match outcome {
        Ok(reports) | Err(Outcome::DryRun(reports)) => Ok(reports),
        Err(Outcome::Failed(error)) => Err(error),
    }
}

/// Notes in the audit which files told something new.
async fn note(
    transaction: &DatabaseTransaction,
    context: &Context,
    reports: &[ImportReport],
) -> Result<(), DbErr> {
    let told: Vec<&ImportReport> = reports
        .iter()
        .filter(|report| !report.events.is_empty())
        .collect();
    if told.is_empty() {
        return Ok(());
    }
    let mut files: Vec<String> = told
        .iter()
        .take(NAMED_FILES)
        .map(|report| format!("{} of {}", report.file, report.as_of))
        .collect();
    if told.len() > NAMED_FILES {
        files.push(format!("and {} more", told.len() - NAMED_FILES));
    }
    let events: usize = told.iter().map(|report| report.events.len()).sum();
    let about = format!("{}; events: {events}", files.join(", "));
    audit::note(transaction, context, Deed::FilesImported, &about).await
}

/// Why a transaction is rolled back: a dry run is no failure.
enum Outcome {
    DryRun(Vec<ImportReport>),
    Failed(ImportError),
}

impl From<WriteError> for Outcome {
    fn from(error: WriteError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<DbErr> for Outcome {
    fn from(error: DbErr) -> Self {
        Self::Failed(error.into())
    }
}

/// The right to add to the record, for the length of a transaction.
struct Pen<'t> {
    transaction: &'t DatabaseTransaction,
    context: &'t Context,
    newest: i64,
}

impl Pen<'_> {
    async fn community_on(&self, day: Day) -> Result<Community, ImportError> {
        Ok(record::community(self.transaction, Some(day)).await?)
    }

    async fn write<S>(
        &mut self,
        file: &ImportFile<S>,
        events: Vec<DatedEvent>,
        after: Community,
    ) -> Result<ImportReport, ImportError> {
        if !events.is_empty() {
            if let Some(newest) = record::newest_day_after(self.transaction, file.as_of).await? {
                return Err(ImportError::Older {
                    file: file.name.clone(),
                    as_of: file.as_of,
                    newest,
                });
            }
            let import = self.context.new_id();
            self.newest = record::append(
                self.transaction,
                self.context,
                self.newest,
                &events,
                Some(import),
                &after,
            )
            .await?;
            entities::import::ActiveModel {
                id: Set(import),
                file: Set(file.name.clone()),
                format: Set(file.format.to_owned()),
                as_of: Set(file.as_of.to_string()),
                imported_at: Set(self.context.now()),
                events: Set(i64::try_from(events.len()).unwrap_or(i64::MAX)),
                actor_id: Set(self.context.actor().person_id().map(|person| person.0)),
            }
            .insert(self.transaction)
            .await?;
        }
        Ok(ImportReport {
            file: file.name.clone(),
            as_of: file.as_of,
            events,
            after,
            used_answers: Vec::new(),
        })
    }

    async fn write_rolls(&self, statement: &OrgStatement, as_of: Day) -> Result<(), ImportError> {
        // Only absence from these two lists is evidence for a lead rule.
        let rolls: Vec<entities::roll::ActiveModel> = [
            (StandingKind::Member, Standing::Member),
            (StandingKind::Maintainer, Standing::Maintainer),
        ]
        .into_iter()
        .filter(|(kind, _)| statement.states.contains(kind))
        .map(|(_, standing)| entities::roll::ActiveModel {
            standing: Set(standing.key()),
            as_of: Set(as_of.to_string()),
        })
        .collect();
        if rolls.is_empty() {
            return Ok(());
        }
        entities::roll::Entity::insert_many(rolls)
            .on_conflict(
                OnConflict::columns([
                    entities::roll::Column::Standing,
                    entities::roll::Column::AsOf,
                ])
                .update_column(entities::roll::Column::AsOf)
                .to_owned(),
            )
            .exec_without_returning(self.transaction)
            .await?;
        Ok(())
    }
}
