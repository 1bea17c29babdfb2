//! The committee's agenda: what is open in the community, read anew each time, and what of it stands on the agenda already.

use std::collections::BTreeSet;

use domain::{
    Day,
    agenda::{AgendaSource, Matter},
    ids::{AgendaItemId, GroupId, PersonId},
    lead_rules::LeadRule,
    proposal::{ProposalKind, Verdict},
    schedule::{AgendaItemState, Convener, MeetingState},
    words,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use super::{
    following::unfrozen,
    read::{Agenda, agenda},
};
use crate::{
    Context, ReadError, action_item,
    entities::{agenda_item, meeting},
    escalation,
    history::Names,
    meeting::Meeting,
    proposal::{OpenProposal, open_proposals},
    report::{self, OwedWhy},
    schedule::{Wanted, next},
};

/// Something that is open and wants the committee's time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenMatter {
    /// What it is.
    pub matter: Matter,
    /// In a line: the item that it becomes.
    pub title: String,
    /// Who brought it up.
    pub by: Option<PersonId>,
    /// The groups that it concerns.
    pub groups: BTreeSet<GroupId>,
    /// Why it is here, a sentence.
    pub why: String,
}

/// The committee's next meeting, its agenda, and what is open beside it.
#[derive(Clone, Debug, Default)]
pub struct TocAgenda {
    /// The meeting; none where none is planned.
    pub meeting: Option<Meeting>,
    /// What stands on its agenda.
    pub agenda: Agenda,
    /// Items that stood for something that is settled meanwhile; until the agenda is frozen they fall off.
    pub settled: BTreeSet<AgendaItemId>,
    /// What is open and does not stand on the agenda, in the order of the sources.
    pub open: Vec<OpenMatter>,
    /// Names of the groups and people that the open matters speak of.
    pub names: Names,
}

/// The committee's next agenda. A fixed number of queries, however much is open.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn toc_agenda(context: &Context) -> Result<TocAgenda, ReadError> {
    let wanted = Wanted {
        of_committee: true,
        ..Wanted::default()
    };
    let meeting = next(context, wanted).await?;
    of_meeting(context, meeting).await
}

/// The agenda of a meeting of the committee's, with what is open beside it; of any other, what stands on it.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn of_meeting(
    context: &Context,
    meeting: Option<Meeting>,
) -> Result<TocAgenda, ReadError> {
    let agenda = match &meeting {
        Some(meeting) => agenda(context, meeting).await?,
        None => Agenda::default(),
    };
    if let Some(meeting) = &meeting
        && !(agenda.is_open && fills_itself(context, meeting).await?)
    {
        return Ok(TocAgenda {
            meeting: Some(meeting.clone()),
            agenda,
            ..TocAgenda::default()
        });
    }
    let until = meeting
        .as_ref()
        .map_or_else(|| context.today(), |meeting| meeting.address.day);
    let all = open_matters(context, until).await?;
    let is_open: BTreeSet<&Matter> = all.iter().map(|open| &open.matter).collect();
    let settled = agenda
        .items
        .iter()
        .filter(|item| {
            item.matter
                .as_ref()
                .is_some_and(|matter| !is_open.contains(matter))
        })
        .map(|item| item.id)
        .collect();
    let mut taken = standing(context).await?;
    taken.extend(agenda.items.iter().filter_map(|item| item.matter.clone()));
    // What the committee declined for this meeting does not come back to it.
    taken.extend(
        agenda
            .set_aside
            .iter()
            .filter_map(|item| item.subject.as_deref().and_then(matter_of)),
    );
    let open: Vec<OpenMatter> = all
        .iter()
        .filter(|open| !taken.contains(&open.matter))
        .cloned()
        .collect();
    let people = open.iter().filter_map(|open| open.by).collect();
    let groups = open
        .iter()
        .flat_map(|open| open.groups.iter().copied())
        .collect();
    let names = Names::of(
        context.database.connection(),
        groups,
        people,
        BTreeSet::new(),
    )
    .await?;
    Ok(TocAgenda {
        meeting,
        agenda,
        settled,
        open,
        names,
    })
}

/// Whether what is open comes on the agenda of that meeting: it is the committee's next that is not frozen, or comes before
/// it.
async fn fills_itself(context: &Context, meeting: &Meeting) -> Result<bool, ReadError> {
    if meeting.convener != Convener::Committee {
        return Ok(false);
    }
    let wanted = Wanted {
        of_committee: true,
        ..Wanted::default()
    };
    let next = unfrozen(context.database.connection(), context, wanted, None).await?;
    Ok(next.is_none_or(|next| meeting.starts_at <= next.starts_at))
}

/// What stands on a coming agenda of the committee's. One query.
async fn standing(context: &Context) -> Result<BTreeSet<Matter>, ReadError> {
    let coming = meeting::Entity::find()
        .select_only()
        .column(meeting::Column::Id)
        .filter(meeting::Column::Convener.eq(Convener::Committee.key()))
        .filter(meeting::Column::EndsAt.gt(context.now()))
        .filter(
            meeting::Column::State
                .is_in([MeetingState::Planned.key(), MeetingState::UnderWay.key()]),
        )
        .into_query();
    let subjects: Vec<Option<String>> = agenda_item::Entity::find()
        .select_only()
        .column(agenda_item::Column::Subject)
        .filter(agenda_item::Column::Subject.is_not_null())
        .filter(agenda_item::Column::State.eq(AgendaItemState::Planned.key()))
        .filter(agenda_item::Column::MeetingId.in_subquery(coming))
        .into_tuple()
        .all(context.database.connection())
        .await?;
    Ok(subjects
        .iter()
        .flatten()
        .filter_map(|subject| matter_of(subject))
        .collect())
}

/// How a form says which matter it means, which is how it is kept.
#[must_use]
pub fn matter_key(matter: &Matter) -> String {
    serde_json::to_string(matter).unwrap_or_default()
}

/// Reads what [`matter_key`] wrote.
#[must_use]
pub fn matter_of(key: &str) -> Option<Matter> {
    serde_json::from_str(key).ok()
}

/// Everything that is open, in the order of the sources; action items that are due by a day.
pub(super) async fn open_matters(
    context: &Context,
    until: Day,
) -> Result<Vec<OpenMatter>, ReadError> {
    let proposals = open_proposals(context).await?;
    let mut open = Vec::new();
    for source in AgendaSource::ALL {
        match source {
            AgendaSource::Decisions => open.extend(proposals.iter().filter_map(to_decide)),
            AgendaSource::Concerns => open.extend(proposals.iter().flat_map(concerns)),
            AgendaSource::Waivers => open.extend(proposals.iter().filter_map(waivers)),
            AgendaSource::Petitions => open.extend(proposals.iter().filter_map(petition)),
            AgendaSource::Reports => open.extend(reports(context).await?),
            AgendaSource::ActionItems => open.extend(actions(context, until).await?),
            AgendaSource::Escalations => open.extend(escalations(context).await?),
        }
    }
    Ok(open)
}

fn of_proposal(open: &OpenProposal, matter: Matter, title: String, why: String) -> OpenMatter {
    OpenMatter {
        matter,
        title,
        by: Some(open.record.author),
        groups: open
            .group
            .into_iter()
            .chain(open.record.revision().request.other_group())
            .collect(),
        why,
    }
}

/// A group asks to be dissolved: that is a petition, whatever the count says.
fn is_petition(open: &OpenProposal) -> bool {
    open.record.kind() == ProposalKind::Dissolve
}

fn to_decide(open: &OpenProposal) -> Option<OpenMatter> {
    let proposal = open.record.number;
    let why = match &open.tally.verdict {
        Verdict::Ready(_) => "The decision can be taken.",
        Verdict::Lapsed(_) => "Its time is over and nothing has carried.",
        Verdict::NotYet(_) | Verdict::NotOpen => return None,
    };
    (!is_petition(open)).then(|| {
        let matter = Matter::Decision { proposal };
        of_proposal(open, matter, open.title.clone(), why.to_owned())
    })
}

fn petition(open: &OpenProposal) -> Option<OpenMatter> {
    let proposal = open.record.number;
    is_petition(open).then(|| {
        let stated = format!("{} of {} positions.", open.tally.stated, open.tally.seats);
        of_proposal(
            open,
            Matter::Petition { proposal },
            open.title.clone(),
            stated,
        )
    })
}

fn concerns(open: &OpenProposal) -> Vec<OpenMatter> {
    open.record
        .open_concerns()
        .map(|concern| {
            let matter = Matter::Concern {
                proposal: open.record.number,
                concern: concern.id,
            };
            let title = format!("Concern about “{}”: {}", open.title, concern.title);
            let why = if concern.answers.is_empty() {
                "Nobody has answered it.".to_owned()
            } else {
                let answers = words::counted(concern.answers.len(), "answer", "answers");
                format!("It has {answers} and is not resolved.")
            };
            OpenMatter {
                by: Some(concern.owner),
                ..of_proposal(open, matter, title, why)
            }
        })
        .collect()
}

fn waivers(open: &OpenProposal) -> Option<OpenMatter> {
    let mut rules: Vec<&'static str> = open
        .unmet
        .iter()
        .map(|(rule, _)| match rule {
            LeadRule::NumberOfLeads => "the number of leads",
            LeadRule::Organizations => "the number of organizations",
            LeadRule::Membership => "membership",
            LeadRule::Maintainership => "maintainership",
        })
        .collect();
    rules.dedup();
    (!rules.is_empty()).then(|| {
        let matter = Matter::Waiver {
            proposal: open.record.number,
        };
        let title = format!("Waivers for “{}”", open.title);
        let why = format!("Not met: {}.", words::enumerated(&rules));
        of_proposal(open, matter, title, why)
    })
}

/// What people said at meetings of the committee or of all groups that they would do by now.
async fn actions(context: &Context, until: Day) -> Result<Vec<OpenMatter>, ReadError> {
    let read = action_item::carried_over(context, None).await?;
    let today = context.today();
    Ok(read
        .lines
        .into_iter()
        .filter_map(|item| {
            let due = item.due.filter(|due| *due <= until)?;
            let when = if due < today { "It was" } else { "It is" };
            let whose = if item.owner.is_none() && !item.owner_name.is_empty() {
                format!(" {} said so.", item.owner_name)
            } else {
                String::new()
            };
            Some(OpenMatter {
                matter: Matter::ActionItem { item: item.id },
                title: format!("Action item: {}", item.task),
                by: item.owner,
                groups: item.group.into_iter().collect(),
                why: format!("{when} due on {}.{whose}", in_words(due)),
            })
        })
        .collect())
}

/// Disagreements that came up every rung, with both sides' arguments.
async fn escalations(context: &Context) -> Result<Vec<OpenMatter>, ReadError> {
    let open = escalation::on_toc_agenda(context).await?;
    Ok(open
        .into_iter()
        .map(|line| OpenMatter {
            matter: Matter::Escalation {
                number: line.number,
            },
            title: format!("Escalation: {}", line.title),
            by: Some(line.opened_by),
            groups: line.affected.into_iter().chain([line.group]).collect(),
            why: if line.without_other_case {
                "The other side wrote no case in its time.".to_owned()
            } else {
                "The problem and both sides’ cases are written down.".to_owned()
            },
        })
        .collect())
}

/// Reports that a member of the committee flagged, and those that were due and are not there.
async fn reports(context: &Context) -> Result<Vec<OpenMatter>, ReadError> {
    let of = |group: GroupId, period: String, title: String, why: String| OpenMatter {
        matter: Matter::Report { group, period },
        title,
        by: None,
        groups: BTreeSet::from([group]),
        why,
    };
    let mut open: Vec<OpenMatter> = report::flagged(context)
        .await?
        .into_iter()
        .map(|flagged| {
            let words: Vec<&str> = flagged
                .flags
                .iter()
                .map(|flag| flag.comment.as_str())
                .collect();
            of(
                flagged.group,
                flagged.period.to_string(),
                format!("Report of {}", flagged.name.name),
                format!("Flagged: {}", words.join(" ")),
            )
        })
        .collect();
    for owed in report::missing(context).await? {
        let (period, why) = match owed.why {
            OwedWhy::Period(period) => (period.to_string(), String::new()),
            OwedWhy::Asked { reason } => (format!("asked-{}", owed.due_on), reason),
        };
        open.push(of(
            owed.group,
            period,
            format!("Missing report of {}", owed.name.name),
            format!("It was due on {}. {why}", in_words(owed.due_on))
                .trim()
                .to_owned(),
        ));
    }
    Ok(open)
}

/// “14 October 2026”
fn in_words(day: Day) -> String {
    day.strftime("%-d %B %Y").to_string()
}
