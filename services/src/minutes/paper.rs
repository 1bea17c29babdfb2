//! The minutes of a meeting as a page.

use std::collections::BTreeSet;

use domain::{
    Day,
    ids::{GroupId, MeetingId, PersonId},
    minutes::{MinutesState, RecordingState},
    permission::{Action, Resource},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    NotedDecision, PromisedAction,
    live::{actions, decisions},
    sitting::{address, resource, sitting_of},
    versions::{generated, later_meeting, right_to_approve},
};
use crate::{
    Context, ReadError,
    entities::{meeting as meeting_row, minutes},
    history::Names,
    meeting::{self, Meeting},
    policy, record, recording,
    text::{DifferenceLine, difference},
};

/// So many versions are listed.
const MOST_VERSIONS: u64 = 200;

/// A version of the minutes, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionLine {
    /// Its number.
    pub number: i32,
    /// What was wrong with the one before; empty for the first.
    pub reason: String,
    /// Who wrote it; nobody for what was kept elsewhere.
    pub by: Option<PersonId>,
    /// When, in microseconds since 1970.
    pub at: i64,
}

/// The minutes of a meeting.
#[derive(Clone, Debug)]
pub struct MinutesPage {
    /// What the schedule says of it.
    pub meeting: Meeting,
    /// How far they are; none before the meeting has ended.
    pub state: Option<MinutesState>,
    /// The last day of the review.
    pub review_until: Option<Day>,
    /// The text, in Markdown: the draft, or the version that is shown.
    pub text: String,
    /// Counts the edits of the draft.
    pub draft_version: i32,
    /// Whether the draft was edited by hand, and is not made from the notes any more.
    pub is_edited: bool,
    /// The versions, newest first.
    pub versions: Vec<VersionLine>,
    /// The version that is shown; none for a draft.
    pub shown: Option<i32>,
    /// At which meeting, by whom and when they were approved.
    pub approved: Option<(String, PersonId, i64)>,
    /// The later meeting that could approve them.
    pub later_meeting: Option<String>,
    /// How far the recording is.
    pub recording: RecordingState,
    /// Where it is.
    pub recording_link: String,
    /// What is said of it.
    pub recording_note: String,
    /// What the notes say was decided.
    pub decisions: Vec<NotedDecision>,
    /// What someone said they would do.
    pub actions: Vec<PromisedAction>,
    /// For how many days the policy keeps minutes in review.
    pub review_days: u32,
    /// Who kept the notes.
    pub scribe: Option<PersonId>,
    /// Names of whom it speaks of.
    pub names: Names,
}

impl MinutesPage {
    /// What one must be allowed to keep the records of.
    #[must_use]
    pub fn resource(&self) -> Resource {
        resource(self.meeting.convener, self.scribe)
    }

    /// What one must be allowed to approve and publish.
    #[must_use]
    pub fn right_to_approve(&self) -> (Action, Resource) {
        right_to_approve(self.meeting.convener)
    }
}

/// The minutes of the meeting at that address, in a version or as they stand. Seventeen queries at most.
///
/// # Errors
/// When there is no such meeting or version, or the database fails.
pub async fn paper(
    context: &Context,
    meeting: &str,
    version: Option<i32>,
) -> Result<MinutesPage, ReadError> {
    let connection = context.database.connection();
    let meeting = meeting::find(context, &address(meeting)?).await?;
    let today = context.today();
    let rules = policy::rules_on(connection, today).await?;
    let mut page = MinutesPage {
        state: None,
        review_until: None,
        text: String::new(),
        draft_version: 0,
        is_edited: false,
        versions: Vec::new(),
        shown: None,
        approved: None,
        later_meeting: None,
        recording: RecordingState::NotExpected,
        recording_link: String::new(),
        recording_note: String::new(),
        decisions: Vec::new(),
        actions: Vec::new(),
        review_days: rules.minutes_review_days,
        scribe: None,
        names: Names::default(),
        meeting,
    };
    let Some(id) = page.meeting.id else {
        return Ok(page);
    };
    let (Some(row), Some(sitting)) = (
        meeting_row::Entity::find_by_id(id.0)
            .one(connection)
            .await?,
        sitting_of(connection, id.0).await?,
    ) else {
        return Ok(page);
    };
    page.state = sitting
        .minutes_state
        .as_deref()
        .and_then(MinutesState::of_key);
    page.review_until = sitting
        .review_until
        .as_deref()
        .map(record::day_of)
        .transpose()?;
    page.draft_version = sitting.draft_version;
    page.is_edited = !sitting.draft.is_empty();
    page.scribe = sitting.scribe_id.map(PersonId);
    page.approved = sitting
        .approved_at_meeting
        .clone()
        .zip(sitting.approved_by)
        .zip(sitting.approved_at)
        .map(|((at, by), when)| (at, PersonId(by), when));
    page.recording = recording::shown(
        &sitting.recording_state,
        page.meeting.address.day,
        today,
        rules.recording_due_days,
    );
    page.recording_link.clone_from(&sitting.recording_link);
    page.recording_note.clone_from(&sitting.recording_note);
    page.decisions = decisions(connection, &[id.0]).await?;
    page.actions = actions(connection, &[id.0]).await?;
    page.later_meeting = later_meeting(connection, &row).await?;
    page.versions = version_lines(context, id).await?;
    match page.state {
        Some(MinutesState::Published) => {
            let number = version.unwrap_or(sitting.minutes_version);
            page.text = body(context, id, number).await?;
            page.shown = Some(number);
        }
        Some(MinutesState::Draft | MinutesState::InReview | MinutesState::Approved) => {
            page.text = if sitting.draft.is_empty() {
                generated(connection, &row, &sitting).await?
            } else {
                sitting.draft.clone()
            };
        }
        None => {}
    }
    let people: BTreeSet<PersonId> = page
        .versions
        .iter()
        .filter_map(|version| version.by)
        .chain(page.scribe)
        .chain(page.approved.iter().map(|(_, by, _)| *by))
        .chain(page.actions.iter().filter_map(|action| action.owner))
        .collect();
    let groups: BTreeSet<GroupId> = page.meeting.convener.group().into_iter().collect();
    page.names = Names::of(connection, groups, people, BTreeSet::new()).await?;
    Ok(page)
}

async fn version_lines(
    context: &Context,
    meeting: MeetingId,
) -> Result<Vec<VersionLine>, ReadError> {
    type Row = (i32, String, Option<uuid::Uuid>, i64);
    let rows: Vec<Row> = minutes::Entity::find()
        .select_only()
        .columns([
            minutes::Column::Version,
            minutes::Column::Reason,
            minutes::Column::WrittenBy,
            minutes::Column::WrittenAt,
        ])
        .filter(minutes::Column::MeetingId.eq(meeting.0))
        .order_by_desc(minutes::Column::Version)
        .limit(MOST_VERSIONS)
        .into_tuple()
        .all(context.database.connection())
        .await?;
    Ok(rows
        .into_iter()
        .map(|(number, reason, by, at)| VersionLine {
            number,
            reason,
            by: by.map(PersonId),
            at,
        })
        .collect())
}

async fn body(context: &Context, meeting: MeetingId, version: i32) -> Result<String, ReadError> {
    minutes::Entity::find()
        .filter(minutes::Column::MeetingId.eq(meeting.0))
        .filter(minutes::Column::Version.eq(version))
        .one(context.database.connection())
        .await?
        .map(|row| row.body)
        .ok_or(ReadError::NotFound)
}

/// What changed between two versions. Four queries at most.
///
/// # Errors
/// When there is no such meeting or version, or the database fails.
pub async fn compared(
    context: &Context,
    meeting: &str,
    from: i32,
    to: i32,
) -> Result<(Meeting, Vec<DifferenceLine>), ReadError> {
    let meeting = meeting::find(context, &address(meeting)?).await?;
    let id = meeting.id.ok_or(ReadError::NotFound)?;
    let before = body(context, id, from).await?;
    let after = body(context, id, to).await?;
    Ok((meeting, difference(&before, &after)))
}
