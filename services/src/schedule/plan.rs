//! Planning, changing and ending series.

use domain::{
    Day,
    ids::SeriesId,
    schedule::{About, Convener, Pattern, ScheduleEvent, Series},
    slug::Slug,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction,
    EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};

use super::{ScheduleRefusal, StoredSeries, Subject, read, stored, tell};
use crate::{
    CommandError, Context, WriteError,
    entities::{meeting, series as row},
    meeting::follow_series,
    record,
};

/// A series that someone plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSeries {
    /// Whose.
    pub convener: Convener,
    /// What is said of it.
    pub about: About,
    /// When it is.
    pub pattern: Pattern,
}

type Refused = CommandError<ScheduleRefusal>;

/// Plans a series and gives its address.
///
/// # Errors
/// When the actor may not, something is wrong with it, or the database fails.
pub async fn plan_series(context: &Context, wanted: NewSeries) -> Result<Slug, Refused> {
    let (action, resource) = wanted.convener.right_to_run();
    context.may(action, resource)?;
    let about = wanted.about.trimmed();
    let problems = [about.problems(), wanted.pattern.problems()].concat();
    if !problems.is_empty() {
        return Err(CommandError::Refused(ScheduleRefusal::Invalid(problems)));
    }
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let wished = Slug::of_name(&about.title).unwrap_or_else(Slug::unnamed);
                let slug = free_slug(transaction, wished).await?;
                let (id, now) = (SeriesId(own.new_id()), own.now());
                let patterns = vec![wanted.pattern.clone()];
                row::Model {
                    id: id.0,
                    slug: slug.to_string(),
                    convener: wanted.convener.key().to_owned(),
                    group_id: wanted.convener.group().map(|group| group.0),
                    title: about.title.clone(),
                    description: about.description.clone(),
                    place: about.place.clone(),
                    join_link: about.join_link.clone(),
                    patterns: to_json(&patterns)?,
                    until: wanted.pattern.until.map(|day| day.to_string()),
                    sequence: 0,
                    created_at: now,
                    changed_at: now,
                    version: 1,
                }
                .into_active_model()
                .reset_all()
                .insert(transaction)
                .await?;
                let subject = Subject {
                    series: Some(id),
                    slug: slug.clone(),
                    title: about.title.clone(),
                    group: wanted.convener.group(),
                };
                let change = ScheduleEvent::SeriesScheduled {
                    convener: wanted.convener,
                    about: Box::new(about),
                    pattern: Box::new(wanted.pattern),
                };
                tell(transaction, &own, newest, subject, change).await?;
                Ok(slug)
            })
        })
        .await
}

/// Changes what is said of a series, and when it is from `pattern.from` on.
///
/// # Errors
/// When the actor may not, something is wrong with it, someone changed it since `version`, or the database fails.
pub async fn change_series(
    context: &Context,
    slug: &str,
    version: i32,
    about: About,
    pattern: Pattern,
) -> Result<(), Refused> {
    let about = about.trimmed();
    let before = may_run(context, slug).await?;
    let mut problems = about.problems();
    let same_time = before.series.newest().is_some_and(|newest| {
        Pattern {
            from: newest.from,
            ..pattern.clone()
        } == *newest
    });
    if !same_time {
        problems.extend(pattern.problems());
    }
    if !problems.is_empty() {
        return Err(CommandError::Refused(ScheduleRefusal::Invalid(problems)));
    }
    if !same_time && pattern.from < context.today() {
        return Err(CommandError::Refused(ScheduleRefusal::Passed));
    }
    let (own, slug) = (context.clone(), slug.to_owned());
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let before = current(transaction, &slug, version).await?;
                let patterns = if same_time {
                    before.series.patterns.clone()
                } else {
                    before.series.patterns_with(pattern.clone())
                };
                let after = Series {
                    about: about.clone(),
                    patterns,
                    ..before.series.clone()
                };
                store(transaction, &own, &before, &after).await?;
                let why = format!("The series is at another time from {} on.", pattern.from);
                follow_series(transaction, &own, &before.series, &after, &why).await?;
                let pattern_before = before.series.newest().cloned();
                let change = ScheduleEvent::SeriesChanged {
                    before: Box::new(before.series.about.clone()),
                    about: Box::new(about),
                    pattern_before: Box::new(pattern_before.unwrap_or_else(|| pattern.clone())),
                    pattern: Box::new(pattern),
                };
                tell(transaction, &own, newest, subject(&after), change).await?;
                Ok(())
            })
        })
        .await
}

/// Ends a series: `last` is the last day on which there can be a meeting.
///
/// # Errors
/// When the actor may not, the day has passed, someone changed it since `version`, or the database fails.
pub async fn end_series(
    context: &Context,
    slug: &str,
    version: i32,
    last: Day,
) -> Result<(), Refused> {
    may_run(context, slug).await?;
    // Yesterday as the last day means that there is none from today on.
    if last < context.today().yesterday().unwrap_or(Day::MIN) {
        return Err(CommandError::Refused(ScheduleRefusal::Passed));
    }
    let (own, slug) = (context.clone(), slug.to_owned());
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let before = current(transaction, &slug, version).await?;
                end(transaction, &own, newest, &before, last).await?;
                Ok(())
            })
        })
        .await
}

/// Ends a series within a transaction, and gives the number of the newest event then.
pub(super) async fn end(
    transaction: &DatabaseTransaction,
    context: &Context,
    newest: i64,
    before: &StoredSeries,
    last: Day,
) -> Result<i64, WriteError> {
    let after = Series {
        patterns: before.series.patterns_until(last),
        ..before.series.clone()
    };
    store(transaction, context, before, &after).await?;
    row::ActiveModel {
        id: Set(before.series.id.0),
        until: Set(Some(last.to_string())),
        ..Default::default()
    }
    .update(transaction)
    .await?;
    let why = "The series has ended.";
    follow_series(transaction, context, &before.series, &after, why).await?;
    let change = ScheduleEvent::SeriesEnded { last };
    tell(transaction, context, newest, subject(&after), change).await
}

async fn may_run(context: &Context, slug: &str) -> Result<StoredSeries, Refused> {
    let stored = stored::series(context, slug).await?;
    let (action, resource) = stored.series.convener.right_to_run();
    context.may(action, resource)?;
    Ok(stored)
}

async fn current(
    connection: &impl ConnectionTrait,
    slug: &str,
    version: i32,
) -> Result<StoredSeries, Refused> {
    let stored = read(&stored::found(connection, slug).await?)?;
    if stored.version == version {
        Ok(stored)
    } else {
        Err(CommandError::Refused(ScheduleRefusal::Stale))
    }
}

async fn store(
    transaction: &DatabaseTransaction,
    context: &Context,
    before: &StoredSeries,
    after: &Series,
) -> Result<(), WriteError> {
    row::ActiveModel {
        id: Set(after.id.0),
        title: Set(after.about.title.clone()),
        description: Set(after.about.description.clone()),
        place: Set(after.about.place.clone()),
        join_link: Set(after.about.join_link.clone()),
        patterns: Set(to_json(&after.patterns)?),
        until: Set(after.until().map(|day| day.to_string())),
        sequence: Set(before.sequence.saturating_add(1)),
        changed_at: Set(context.now()),
        version: Set(before.version.saturating_add(1)),
        ..Default::default()
    }
    .update(transaction)
    .await?;
    Ok(())
}

/// What a change of a series is told about.
fn subject(series: &Series) -> Subject {
    Subject {
        series: Some(series.id),
        slug: series.slug.clone(),
        title: series.about.title.clone(),
        group: series.convener.group(),
    }
}

fn to_json(patterns: &[Pattern]) -> Result<String, WriteError> {
    serde_json::to_string(patterns).map_err(|error| WriteError::Damaged(error.to_string()))
}

/// The address, or the first with a number behind it, that no series has and no meeting of its own.
pub(crate) async fn free_slug(
    connection: &impl ConnectionTrait,
    wished: Slug,
) -> Result<Slug, WriteError> {
    let prefix = format!("{wished}%");
    let mut taken: Vec<String> = row::Entity::find()
        .select_only()
        .column(row::Column::Slug)
        .filter(row::Column::Slug.like(&prefix))
        .into_tuple()
        .all(connection)
        .await?;
    let alone: Vec<String> = meeting::Entity::find()
        .select_only()
        .column(meeting::Column::Key)
        .filter(meeting::Column::SeriesId.is_null())
        .filter(meeting::Column::Key.like(&prefix))
        .into_tuple()
        .all(connection)
        .await?;
    taken.extend(
        alone
            .iter()
            .filter_map(|key| domain::schedule::MeetingAddress::new(key).ok())
            .map(|address| address.slug.to_string()),
    );
    Ok(wished.free(|slug| taken.iter().any(|other| other == slug.as_str())))
}
