//! What a proposal is about: what is asked, and the margin that says by which rule, of whom, by whom.

use domain::proposal::Request;
use jiff::tz::TimeZone;
use leptos::prelude::*;
use services::{
    Context, ReadError,
    proposal::{self as service, ProposalPage as Read},
    text,
};

use super::{parts::name, words::moment_of};
use crate::ui::{Difference, Document, FindingLine, Findings, MarginSection, Person, Section};

/// What stands beside the proposal and is not of it.
pub struct Beside {
    /// As what its author asked.
    pub asked: &'static str,
    /// The charter that a proposed one would follow: its number and text.
    pub before: Option<(u32, String)>,
}

/// Reads what stands beside the proposal.
pub async fn beside(context: &Context, read: &Read) -> Result<Beside, ReadError> {
    Ok(Beside {
        asked: asked_as(context, read).await?,
        before: charter_before(context, read).await?,
    })
}

/// The charter that a proposed one would follow, or followed.
async fn charter_before(
    context: &Context,
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
async fn asked_as(context: &Context, read: &Read) -> Result<&'static str, ReadError> {
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

/// What is asked, as a document.
pub fn request(read: &Read, before: Option<(u32, String)>) -> AnyView {
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
        let rendered = text::markdown_among_others(&words);
        view! { <Document html=rendered.html /> }
    });
    view! {
        <Section title="What is asked">{words}{charter}</Section>
        {roadmap}
    }
    .into_any()
}

pub fn margin(read: &Read) -> AnyView {
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
    let authors = std::iter::once(&record.author)
        .chain(&record.co_authors)
        .map(|person| name(&read.names, *person))
        .collect::<Vec<_>>()
        .join(", ");
    let (who_decides, stated, seats) = (
        read.policy.who_decides(),
        read.tally.stated,
        read.tally.seats,
    );
    let early = read.policy.decision.early_close.sentence();
    let (policy, changed) = (
        record.policy_version,
        moment_of(record.changed_at.as_microsecond()),
    );
    view! {
        <MarginSection title="The rule">
            <p>{who_decides}</p>
            <p>
                {stated}" of "{seats}" seats have stated a position on this revision. "
                {early}" "
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
