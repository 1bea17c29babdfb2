//! `/proposals/N`: one proposal: what is asked, how it stands, who stated what and why, and what the reader can do.

use domain::{
    permission::{Action, Resource},
    proposal::{ProposalState, Request},
};
use jiff::tz::TimeZone;
use leptos::prelude::*;
use services::{
    ReadError,
    proposal::{self as service, ProposalPage as Read},
    text,
};

use super::{
    concerns::Concerns,
    deciding::Deciding,
    discussion::Comments,
    ongoing::Holds,
    parts::Reader,
    positions::{Positions, StatePosition},
    words::{ProposalStateBadge, moment, moment_of, stands},
};
use crate::{
    command::Filled,
    page::{PageTitle, context, holds_for_now, page, parameter, query},
    ui::{
        Banner, BannerKind, Columns, Crumb, Difference, Document, FindingLine, Findings,
        MarginSection, PageHeader, Person, Section,
    },
};

/// What was done just now, by its key in the address.
fn done_words(key: &str) -> Option<&'static str> {
    Some(match key {
        "submitted" => "It is before the committee. Everyone can see it now.",
        "position" => "Your position is stated.",
        "concern" => {
            "The concern is raised; nothing is decided while it is open, where the policy says so."
        }
        "answered" => "The answer is there for everyone to read.",
        "resolved" => "That is resolved.",
        "held" => "The decision is on hold.",
        "released" => "The hold is lifted.",
        "changes" => "It is with its authors again; it keeps its place.",
        "withdrawn" => "The proposal is withdrawn.",
        "waived" => "The rule is waived.",
        "nomination" => "Your answer is there.",
        "comment" => "Your comment is there.",
        "decided" => "It is decided.",
        _ => return None,
    })
}

/// The page.
#[component]
pub fn ProposalPage() -> impl IntoView {
    let context = context();
    let number = parameter("number");
    let after = query("comments_after").and_then(|after| after.parse().ok());
    let done = query("done").and_then(|key| done_words(&key));
    let form = use_context::<Filled>().unwrap_or_default();
    page(async move {
        holds_for_now();
        let number: u32 = number.parse().map_err(|_| ReadError::NotFound)?;
        let read = service::page(&context, number, after).await?;
        let actor = context.actor();
        let reader = Reader {
            person: actor.person_id(),
            elector: actor
                .person_id()
                .is_some_and(|person| read.record.ballot.elector(person).is_some())
                && context.may(Action::Decide, Resource::Community).is_ok(),
            takes_part: context.may(Action::TakePart, Resource::Community).is_ok(),
            writes: actor
                .person_id()
                .is_some_and(|person| read.record.is_written_by(person)),
        };
        let asked = asked_as(&context, &read).await?;
        let before = charter_before(&context, &read).await?;
        Ok(drawn(read, reader, form, done, Beside { asked, before }))
    })
}

/// What stands beside the proposal and is not of it.
struct Beside {
    /// As what its author asked.
    asked: &'static str,
    /// The charter that a proposed one would follow: its number and text.
    before: Option<(u32, String)>,
}

/// The charter that a proposed one would follow, or followed.
async fn charter_before(
    context: &services::Context,
    read: &Read,
) -> Result<Option<(u32, String)>, ReadError> {
    let record = &read.record;
    let Request::Recharter { group, charter, .. } = &record.revision().request else {
        return Ok(None);
    };
    let day = record.ballot.opened_at.to_zoned(TimeZone::UTC).date();
    service::charter_before(context, *group, charter, day).await
}

/// As what its author asked: a lead of the group petitions for its end or another charter, the committee moves it.
async fn asked_as(context: &services::Context, read: &Read) -> Result<&'static str, ReadError> {
    let record = &read.record;
    let group = match &record.revision().request {
        Request::Dissolve { group, .. } | Request::Recharter { group, .. } => *group,
        Request::Form { .. }
        | Request::ChangeLeads { .. }
        | Request::Rename { .. }
        | Request::Merge { .. }
        | Request::Convert { .. }
        | Request::Revive { .. } => return Ok("Proposed by "),
    };
    let day = record.ballot.opened_at.to_zoned(TimeZone::UTC).date();
    Ok(
        if services::group::led_on(context, group, record.author, day).await? {
            "A petition of its lead "
        } else if record.ballot.elector(record.author).is_some() {
            "A motion of the committee, by "
        } else {
            "Proposed by "
        },
    )
}

fn drawn(
    read: Read,
    reader: Reader,
    form: Filled,
    done: Option<&'static str>,
    Beside { asked, before }: Beside,
) -> AnyView {
    let record = &read.record;
    let number = record.number;
    let path = format!("/proposals/{number}");
    let revision = record.revision();
    let author = read
        .names
        .person(record.author)
        .map_or_else(String::new, |name| name.name.clone());
    let lede = match record.state {
        ProposalState::InReview => stands(&read.tally, &read.names),
        ProposalState::ChangesRequested => {
            "The committee asked for changes; it is its authors’ turn. It keeps its place."
                .to_owned()
        }
        ProposalState::Withdrawn => "Its authors took it back.".to_owned(),
        ProposalState::Decided => record.taken.as_ref().map_or_else(String::new, |taken| {
            format!(
                "Decided {} by decision {}: {}.",
                moment(taken.at),
                taken.number,
                super::words::outcome_words(taken.outcome, &read.names)
            )
        }),
    };
    let state = view! { <ProposalStateBadge state=record.state /> }.into_any();
    let problem = form.problem("");
    let about = request(&read, before);
    let margin = margin(&read, &author);
    let in_review = record.state == ProposalState::InReview;
    let byline = {
        let revised = (revision.number > 1).then(|| {
            let (number, at) = (revision.number, moment(revision.at));
            view! { "; revision "{number}", "{at}". "<a href=format!("{path}/diff")>"What changed"</a> }
        });
        let submitted = moment(record.ballot.opened_at);
        view! { <p class="hint">{asked}{author}", "{submitted}{revised}</p> }.into_any()
    };
    let shared = shared(&read);
    let own = form.clone();
    let position = (reader.elector && in_review)
        .then(move || view! { <StatePosition read=shared form=own reader=reader /> });
    let title = read.title;
    view! {
        <PageTitle subject=format!("{title}, proposal {number}") />
        <PageHeader
            title=title
            trail=vec![Crumb::link("/proposals", "Proposals"), Crumb::here(format!("Number {number}"))]
            state=state
            lede=lede
        />
        {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
        {(!problem.is_empty()).then(|| view! { <Banner kind=BannerKind::Problem><p>{problem}</p></Banner> })}
        <Columns margin=margin>
            {byline}
            {about}
            {position}
            <Positions read=shared />
            <Concerns read=shared form=form.clone() reader=reader />
            <Holds read=shared form=form.clone() reader=reader />
            <Deciding read=shared form=form.clone() reader=reader />
            <Comments read=shared form=form reader=reader />
        </Columns>
    }
    .into_any()
}

/// What the parts of the page share.
fn shared(read: &Read) -> StoredValue<Shared> {
    StoredValue::new(Shared {
        record: read.record.clone(),
        tally: read.tally.clone(),
        ready: read.ready.clone(),
        obstacle: read.obstacle.clone(),
        recusals: read.recusals.clone(),
        comments: read.comments.clone(),
        more_comments: read.more_comments,
        names: read.names.clone(),
        stops: read
            .findings
            .as_ref()
            .map(|findings| findings.after.clone())
            .unwrap_or_default(),
    })
}

/// A proposal as the parts of its page read it.
#[derive(Clone)]
pub struct Shared {
    pub record: domain::proposal::Proposal,
    pub tally: domain::proposal::Tally,
    pub ready: Option<(domain::decision::Outcome, Vec<domain::group::GroupEvent>)>,
    pub obstacle: Option<String>,
    pub recusals: Vec<domain::proposal::Recusal>,
    pub comments: Vec<service::CommentLine>,
    pub more_comments: Option<uuid::Uuid>,
    pub names: services::history::Names,
    pub stops: Vec<domain::lead_rules::Finding>,
}

/// What is asked, as a document.
fn request(read: &Read, before: Option<(u32, String)>) -> AnyView {
    let request = &read.record.revision().request;
    let charter = request.charter().map(|charter| {
        let rendered = text::markdown(&charter);
        let whole = view! { <Document html=rendered.html /> };
        match before {
            None => whole.into_any(),
            Some((number, before)) => {
                let lines = text::difference(&before, &charter);
                view! {
                    <h3>"What would change in charter "{number}</h3>
                    <Difference lines=lines label=format!("Charter {number} and the proposed one") />
                    <details class="panel">
                        <summary>"The whole charter, as it would be"</summary>
                        <div class="panel-content">{whole}</div>
                    </details>
                }
                .into_any()
            }
        }
    });
    let roadmap = match request {
        Request::Form { roadmap, .. } if !roadmap.is_empty() => {
            let items = roadmap
                .iter()
                .map(|line| view! { <li>"Month "{line.month}": "{line.outcome.clone()}</li> })
                .collect_view();
            Some(view! { <Section title="Its first months"><ul>{items}</ul></Section> })
        }
        Request::Form { .. }
        | Request::Recharter { .. }
        | Request::ChangeLeads { .. }
        | Request::Rename { .. }
        | Request::Merge { .. }
        | Request::Convert { .. }
        | Request::Dissolve { .. }
        | Request::Revive { .. } => None,
    };
    let without_charter = match request {
        Request::Form { description, .. } => Some(description.clone()),
        Request::Recharter { reason, .. } => Some(reason.clone()),
        Request::ChangeLeads { .. }
        | Request::Rename { .. }
        | Request::Merge { .. }
        | Request::Convert { .. }
        | Request::Dissolve { .. }
        | Request::Revive { .. } => Some(service::as_text(request, &read.names)),
    };
    let words = without_charter.map(|words| {
        let rendered = text::markdown(&words);
        view! { <Document html=rendered.html /> }
    });
    view! {
        <Section title="What is asked">{words}{charter}</Section>
        {roadmap}
    }
    .into_any()
}

fn margin(read: &Read, author: &str) -> AnyView {
    let record = &read.record;
    let nominees = record.revision().request.nominees();
    let nominated = (!nominees.is_empty()).then(|| {
        let people = nominees
            .iter()
            .map(|nomination| {
                let name = read.names.person(nomination.person);
                let said = match record.answer_of(nomination.person) {
                    None => "has not answered",
                    Some(domain::proposal::Answer::Accepted) => "would do it",
                    Some(domain::proposal::Answer::Declined) => "would not do it",
                };
                let (name, href) = name.map_or_else(
                    || (String::new(), String::new()),
                    |name| (name.name.clone(), format!("/people/{}", name.slug)),
                );
                view! { <Person name=name href=href secondary=format!("{}, {said}", nomination.role.word()) /> }
            })
            .collect_view();
        view! { <MarginSection title="Nominated"><div class="people">{people}</div></MarginSection> }
    });
    let findings = read.findings.as_ref().map(|findings| {
        let lines = |found: &[domain::lead_rules::Finding]| {
            found
                .iter()
                .map(|finding| view! { <FindingLine verdict=finding.verdict text=finding.evidence.clone() /> })
                .collect_view()
        };
        let before = (!findings.before.is_empty()).then(|| {
            let today = lines(&findings.before);
            view! { <h3>"Today"</h3><Findings>{today}</Findings><h3>"After"</h3> }
        });
        let after = lines(&findings.after);
        view! {
            <MarginSection title="Lead rules">{before}<Findings>{after}</Findings></MarginSection>
        }
    });
    let waivers = (!record.waivers.is_empty()).then(|| {
        let lines = record
            .waivers
            .iter()
            .map(|waiver| {
                let by = read
                    .names
                    .person(waiver.by)
                    .map_or_else(String::new, |name| name.name.clone());
                view! { <li>{by}": "{waiver.reason.clone()}</li> }
            })
            .collect_view();
        view! { <MarginSection title="Waived"><ul>{lines}</ul></MarginSection> }
    });
    let group = record
        .revision()
        .request
        .group()
        .and_then(|group| read.names.group(group))
        .cloned()
        .map(|name| {
            view! {
                <MarginSection title="About">
                    <p><a href=format!("/groups/{}", name.slug)>{name.name}</a></p>
                </MarginSection>
            }
        });
    let authors = record
        .co_authors
        .iter()
        .filter_map(|person| read.names.person(*person))
        .map(|name| name.name.clone())
        .collect::<Vec<_>>();
    let authors = std::iter::once(author.to_owned())
        .chain(authors)
        .collect::<Vec<_>>()
        .join(", ");
    let (who_decides, stated, seats) = (
        read.policy.who_decides(),
        read.tally.stated,
        read.tally.seats,
    );
    let (policy, changed) = (
        record.policy_version,
        moment_of(record.changed_at.as_microsecond()),
    );
    view! {
        <MarginSection title="The rule">
            <p>{who_decides}</p>
            <p>
                {stated}" of "{seats}" seats have stated a position on this revision. "
                <a href=format!("/policy?version={policy}")>"Policy "{policy}</a>"."
            </p>
        </MarginSection>
        {group}
        {nominated}
        {findings}
        {waivers}
        <MarginSection title="Written by"><p>{authors}</p></MarginSection>
        <MarginSection title="Changed"><p>{changed}</p></MarginSection>
    }
    .into_any()
}
