//! What the leads of a group decide in technical matters, as numbered records in the same sequence as the committee's.

use domain::{
    community::Community,
    decision::{Decider, DecisionEvent, DecisionNumber, RecordedDecision},
    event::{DatedEvent, Event},
    ids::GroupId,
    permission::{Action, Resource},
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use crate::{
    CommandError, Context, ReadError,
    decision::{Decisions, Wanted, holds, list, next_number},
    entities::decision,
    group,
    history::Name,
    policy, record, text,
};

/// The longest title of a decision, in characters.
pub const LONGEST_TITLE: usize = 160;

/// The longest of its other texts, in characters.
pub const LONGEST_TEXT: usize = 20_000;

/// The most links of a decision.
pub const MOST_LINKS: usize = 20;

/// What leads write of a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewDecision {
    /// What was decided, in a line.
    pub title: String,
    /// What the question was, in Markdown.
    pub context: String,
    /// What could have been done, in Markdown.
    pub options: String,
    /// What was decided and why, in Markdown.
    pub reasons: String,
    /// Where there is more.
    pub links: Vec<String>,
    /// Earlier decisions of the group that no longer hold.
    pub supersedes: Vec<DecisionNumber>,
}

/// Whose decision it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whose {
    /// Who decided.
    pub decider: Decider,
    /// The group whose leads they are, or that the committee’s decision is about.
    pub group: Option<GroupId>,
}

/// Why nothing was recorded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecisionRefusal {
    /// It has no title.
    #[error("Say in a line what was decided.")]
    NoTitle,
    /// There is no reason.
    #[error("Say why: a decision without reasons cannot be understood later.")]
    NoReasons,
    /// An address is none that a page may link to.
    #[error("“{0}” is no address that can be linked; it begins with https://, http:// or mailto:.")]
    Address(String),
    /// There are too many links.
    #[error("At most {MOST_LINKS} links.")]
    TooManyLinks,
    /// It is not theirs, or a later one took its place already.
    #[error("They have recorded no decision {0} that still holds.")]
    NoSuchDecision(DecisionNumber),
}

/// The decisions of and about a group, the newest first. Four queries.
///
/// # Errors
/// When there is no such group, the database fails or the record is damaged.
pub async fn of_group(
    context: &Context,
    slug: &str,
    words: &str,
    after: Option<&str>,
) -> Result<(GroupId, Name, Decisions), ReadError> {
    let (id, name) = group::at(context, slug).await?;
    let wanted = Wanted {
        words: words.to_owned(),
        decider: None,
        group: Some(id),
        past: None,
    };
    let decisions = list(context, &wanted, after).await?;
    Ok((id, name, decisions))
}

/// Records a decision of the group at that address and gives its number.
///
/// # Errors
/// When the actor does not run the group, something is missing, or the database fails.
pub async fn take(
    context: &Context,
    slug: &str,
    new: NewDecision,
) -> Result<DecisionNumber, CommandError<DecisionRefusal>> {
    let (group, _) = group::at(context, slug).await?;
    context.may(Action::RunGroup, Resource::Group(group))?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let whose = Whose {
                    decider: Decider::Leads,
                    group: Some(group),
                };
                let (number, _) = record(transaction, &own, newest, whose, new).await?;
                Ok(number)
            })
        })
        .await
}

/// Records a decision of a group's leads or of the committee inside a transaction that has taken the pen; gives its number, and the number of the
/// newest event. The caller has asked whether the actor may.
///
/// # Errors
/// When something is missing, nobody acts, or the database fails.
pub async fn record(
    transaction: &DatabaseTransaction,
    context: &Context,
    newest: i64,
    whose: Whose,
    new: NewDecision,
) -> Result<(DecisionNumber, i64), CommandError<DecisionRefusal>> {
    let recorded_by = context.person_id()?;
    checked(&new).map_err(CommandError::Refused)?;
    for earlier in &new.supersedes {
        let theirs = decision::Entity::find_by_id(earlier.to_string())
            .filter(decision::Column::DecidedBy.eq(whose.decider.key()))
            .filter(decision::Column::ProposalId.is_null());
        let theirs = match (whose.decider, whose.group) {
            (Decider::Leads, Some(group)) => theirs.filter(decision::Column::GroupId.eq(group.0)),
            (Decider::Leads, None) | (Decider::Committee, _) => theirs,
        };
        let is_theirs = theirs.one(transaction).await?.is_some();
        if !is_theirs || !holds(transaction, *earlier).await? {
            return Err(CommandError::Refused(DecisionRefusal::NoSuchDecision(
                *earlier,
            )));
        }
    }
    let on = context.today();
    let number = next_number(transaction, on).await?;
    let policy_version = policy::version_on(transaction, on)
        .await?
        .map_or(0, |version| version.number);
    let decision = RecordedDecision {
        decider: whose.decider,
        context: new.context,
        options: new.options,
        reasons: new.reasons,
        links: new.links,
        supersedes: new.supersedes,
        escalation: None,
        policy_version,
        recorded_by,
        at: context.instant(),
    };
    let events = [DatedEvent {
        on,
        event: Event::Decision {
            number,
            title: new.title,
            group: whose.group,
            change: DecisionEvent::Recorded {
                decision: Box::new(decision),
            },
        },
    }];
    let after = Community::default();
    let newest = record::append(transaction, context, newest, &events, None, &after).await?;
    Ok((number, newest))
}

fn checked(new: &NewDecision) -> Result<(), DecisionRefusal> {
    if new.title.trim().is_empty() {
        return Err(DecisionRefusal::NoTitle);
    }
    if new.reasons.trim().is_empty() {
        return Err(DecisionRefusal::NoReasons);
    }
    if new.links.len() > MOST_LINKS {
        return Err(DecisionRefusal::TooManyLinks);
    }
    match new
        .links
        .iter()
        .find(|link| text::safe_address(link).is_none())
    {
        Some(link) => Err(DecisionRefusal::Address(link.clone())),
        None => Ok(()),
    }
}
