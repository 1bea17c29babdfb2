//! The checklists of a group: what turns an approved proposal into an active group, and a closing group into a dissolved one.

use domain::{
    Day,
    community::Community,
    event::{DatedEvent, Event},
    group::{self, GroupCommand, GroupEvent, GroupState, Refusal},
    ids::{GroupId, PersonId},
    permission::{Action, Denied, Resource},
    policy::{ChecklistTask, Policy},
};
use jiff::Span;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, prelude::Expr,
};
use uuid::Uuid;

use crate::{
    Context, ReadError, WriteError,
    entities::{self, task},
    history::Names,
    policy, record,
};

/// What the portal has done itself when a group is formed by a decision, and what shows it.
const REGISTERED: (&str, &str) = (
    "register",
    "Done by the portal: the decision put the group into the registry, and into its export.",
);

/// Which checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checklist {
    /// From the decision to the active group.
    SettingUp,
    /// From the decision to the dissolved group.
    Closing,
}

impl Checklist {
    fn key(self) -> &'static str {
        match self {
            Self::SettingUp => "setup",
            Self::Closing => "closing",
        }
    }

    /// The one that a group in that state works through.
    fn of_state(state: GroupState) -> Option<Self> {
        match state {
            GroupState::SettingUp => Some(Self::SettingUp),
            GroupState::Closing => Some(Self::Closing),
            GroupState::Active | GroupState::Dissolved | GroupState::Merged => None,
        }
    }
}

/// Under which name the steps of a checklist of the policy are kept.
pub(crate) fn key(of: domain::policy::Checklist) -> &'static str {
    match of {
        domain::policy::Checklist::Setup => Checklist::SettingUp.key(),
        domain::policy::Checklist::Closing => Checklist::Closing.key(),
    }
}

/// A step of a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its id.
    pub id: Uuid,
    /// What is to be done.
    pub sentence: String,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// By which day.
    pub due_on: Day,
    /// What shows that it is done; a link or a sentence.
    pub evidence: String,
    /// Who did it, and when in microseconds since 1970; nobody for what the portal did.
    pub done: Option<(Option<PersonId>, i64)>,
    /// Counts the changes.
    pub version: i32,
}

/// A checklist with what its page shows.
#[derive(Clone, Debug)]
pub struct ChecklistPage {
    /// The group.
    pub group: GroupId,
    /// Its address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Which checklist; none where the group works through none.
    pub checklist: Option<Checklist>,
    /// Its steps, in their order.
    pub tasks: Vec<Task>,
    /// Names of owners and doers.
    pub names: Names,
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum ChecklistError {
    /// There is no such group or step.
    #[error("there is no such step")]
    NotFound,
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Someone changed the step meanwhile.
    #[error("Someone else changed this step meanwhile. Look at it again.")]
    Stale,
    /// Steps are open.
    #[error("Some steps are still open.")]
    StepsOpen,
    /// The group does not take it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database failed.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<sea_orm::DbErr> for ChecklistError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Write(error.into())
    }
}

impl From<ReadError> for ChecklistError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::NotFound | ReadError::Moved(_) => Self::NotFound,
            ReadError::Denied(denied) => Self::Denied(denied),
            ReadError::Database(_) | ReadError::Damaged(_) => Self::Write(error.into()),
        }
    }
}

/// Begins the checklists that changes of groups on a day call for, in the transaction of these changes.
pub(crate) async fn begin(
    transaction: &DatabaseTransaction,
    context: &Context,
    on: Day,
    changes: &[(GroupId, GroupEvent)],
    after: &Community,
    policy: &Policy,
) -> Result<(), WriteError> {
    for (group, change) in changes {
        let (checklist, tasks) = match change {
            GroupEvent::Formed { .. } | GroupEvent::Revived { .. } => {
                (Checklist::SettingUp, &policy.setup_checklist)
            }
            GroupEvent::ClosingBegun => (Checklist::Closing, &policy.closing_checklist),
            GroupEvent::Activated
            | GroupEvent::Renamed { .. }
            | GroupEvent::Converted { .. }
            | GroupEvent::Dissolved
            | GroupEvent::MergedInto { .. }
            | GroupEvent::Described { .. }
            | GroupEvent::CharterAdopted { .. }
            | GroupEvent::LinkAdded { .. }
            | GroupEvent::LinkChanged { .. }
            | GroupEvent::LinkRemoved { .. }
            | GroupEvent::StakeholdersChanged { .. }
            | GroupEvent::SeatTaken { .. }
            | GroupEvent::SeatAreaChanged { .. }
            | GroupEvent::SeatLeft { .. }
            | GroupEvent::SeatsMoved { .. }
            | GroupEvent::SeatsReturned { .. } => continue,
        };
        let Some(record) = after.groups.get(group) else {
            continue;
        };
        let owner = record
            .seats_held()
            .find(|seat| seat.role.leads())
            .map(|seat| seat.person);
        // A group that comes back begins its checklist anew.
        task::Entity::delete_many()
            .filter(task::Column::GroupId.eq(group.0))
            .filter(task::Column::Checklist.eq(checklist.key()))
            .exec(transaction)
            .await?;
        let rows: Vec<task::ActiveModel> = tasks
            .iter()
            .zip(1..)
            .map(|(step, place)| {
                row(
                    (context, on),
                    *group,
                    checklist,
                    step,
                    place,
                    &record.now().name,
                    owner,
                )
            })
            .collect();
        if !rows.is_empty() {
            task::Entity::insert_many(rows)
                .exec_without_returning(transaction)
                .await?;
        }
    }
    Ok(())
}

fn row(
    (context, on): (&Context, Day),
    group: GroupId,
    checklist: Checklist,
    step: &ChecklistTask,
    place: i32,
    name: &str,
    owner: Option<PersonId>,
) -> task::ActiveModel {
    let (key, evidence) = REGISTERED;
    let done = checklist == Checklist::SettingUp && step.key == key;
    let days = i32::try_from(step.due_after_days).unwrap_or(i32::MAX);
    task::ActiveModel {
        id: Set(context.new_id()),
        group_id: Set(group.0),
        checklist: Set(checklist.key().to_owned()),
        place: Set(place),
        key: Set(step.key.clone()),
        sentence: Set(step.sentence.replace("GROUP", name)),
        owner_id: Set(owner.map(|owner| owner.0)),
        due_on: Set(on.saturating_add(Span::new().days(days)).to_string()),
        evidence: Set(if done {
            evidence.to_owned()
        } else {
            String::new()
        }),
        done_by: Set(None),
        done_at: Set(done.then(|| context.now())),
        version: Set(1),
    }
}

/// The checklist that a group works through. Four queries.
///
/// # Errors
/// When there is no such group, the database fails or the record is damaged.
pub async fn page(context: &Context, slug: &str) -> Result<ChecklistPage, ReadError> {
    let connection = context.database.connection();
    let row = entities::group::Entity::find()
        .filter(entities::group::Column::Slug.eq(slug))
        .one(connection)
        .await?
        .ok_or(ReadError::NotFound)?;
    let checklist = GroupState::ALL
        .into_iter()
        .find(|state| state.key() == row.state)
        .and_then(Checklist::of_state);
    let tasks = match checklist {
        Some(checklist) => tasks(connection, GroupId(row.id), checklist).await?,
        None => Vec::new(),
    };
    let people = tasks
        .iter()
        .flat_map(|task| {
            task.owner
                .into_iter()
                .chain(task.done.and_then(|(by, _)| by))
        })
        .collect();
    Ok(ChecklistPage {
        group: GroupId(row.id),
        slug: row.slug,
        name: row.name,
        checklist,
        names: Names::of(connection, Default::default(), people, Default::default()).await?,
        tasks,
    })
}

async fn tasks(
    connection: &impl ConnectionTrait,
    group: GroupId,
    checklist: Checklist,
) -> Result<Vec<Task>, ReadError> {
    let rows = task::Entity::find()
        .filter(task::Column::GroupId.eq(group.0))
        .filter(task::Column::Checklist.eq(checklist.key()))
        .order_by_asc(task::Column::Place)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Task {
                id: row.id,
                sentence: row.sentence,
                owner: row.owner_id.map(PersonId),
                due_on: record::day_of(&row.due_on)?,
                evidence: row.evidence,
                done: row.done_at.map(|at| (row.done_by.map(PersonId), at)),
                version: row.version,
            })
        })
        .collect()
}

/// What is said of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// It is done; this shows it.
    Done(String),
    /// It is not done after all.
    Open,
    /// Someone else sees to it.
    Owner(PersonId),
}

/// Says something of a step of a group’s checklist.
///
/// # Errors
/// When the actor may not, someone changed it since `version`, or the database fails.
pub async fn report(
    context: &Context,
    slug: &str,
    step: Uuid,
    version: i32,
    report: Report,
) -> Result<(), ChecklistError> {
    let page = page(context, slug).await?;
    context.may(Action::RunGroup, Resource::Group(page.group))?;
    if !page.tasks.iter().any(|task| task.id == step) {
        return Err(ChecklistError::NotFound);
    }
    let by = context.actor().person_id().map(|person| person.0);
    let mut change = task::Entity::update_many().col_expr(
        task::Column::Version,
        Expr::value(version.saturating_add(1)),
    );
    change = match report {
        Report::Done(evidence) => change
            .col_expr(task::Column::Evidence, Expr::value(evidence))
            .col_expr(task::Column::DoneBy, Expr::value(by))
            .col_expr(task::Column::DoneAt, Expr::value(Some(context.now()))),
        Report::Open => change
            .col_expr(task::Column::DoneBy, Expr::value(None::<Uuid>))
            .col_expr(task::Column::DoneAt, Expr::value(None::<i64>)),
        Report::Owner(owner) => change.col_expr(task::Column::OwnerId, Expr::value(Some(owner.0))),
    };
    let changed = change
        .filter(task::Column::Id.eq(step))
        .filter(task::Column::Version.eq(version))
        .exec(context.database.connection())
        .await?;
    if changed.rows_affected == 1 {
        Ok(())
    } else {
        Err(ChecklistError::Stale)
    }
}

/// Ends a checklist of which every step is done: the group becomes active, or is dissolved.
///
/// # Errors
/// When steps are open, the actor may not, or the database fails.
pub async fn finish(context: &Context, slug: &str) -> Result<(), ChecklistError> {
    let page = page(context, slug).await?;
    context.may(Action::RunGroup, Resource::Group(page.group))?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let group = record::group(transaction, page.group, None)
                    .await?
                    .ok_or(ChecklistError::NotFound)?;
                let state = group.now().state;
                let Some(checklist) = Checklist::of_state(state) else {
                    return Err(Refusal::WrongState(state).into());
                };
                let steps = tasks(transaction, page.group, checklist).await?;
                if steps.iter().any(|step| step.done.is_none()) {
                    return Err(ChecklistError::StepsOpen);
                }
                let command = match checklist {
                    Checklist::SettingUp => GroupCommand::Activate,
                    Checklist::Closing => GroupCommand::Dissolve,
                };
                let on = own.today();
                let rules = policy::rules_on(transaction, on).await?;
                let authorities = own.actor().authorities(Some(page.group));
                let changes = group::decide(Some(&group), command, on, &authorities, &rules)?;
                let mut after = Community::default();
                after.groups.insert(page.group, group);
                let events: Vec<DatedEvent> = changes
                    .into_iter()
                    .map(|change| DatedEvent {
                        on,
                        event: Event::Group {
                            group: page.group,
                            change,
                        },
                    })
                    .collect();
                for event in &events {
                    after.apply(event).map_err(WriteError::from)?;
                }
                record::append(transaction, &own, newest, &events, None, &after).await?;
                Ok(())
            })
        })
        .await
}
