//! `/proposals/N`: one proposal: what is asked, how it stands, who stated what and why, and what the reader can do.

use domain::{
    permission::{Action, Resource},
    proposal::ProposalState,
};
use leptos::prelude::*;
use services::{
    Context, ReadError,
    proposal::{self as service, ProposalPage as Read},
};

use super::{
    about::{Beside, beside, margin, request},
    act::Place,
    concerns::Concerns,
    deciding::Deciding,
    discussion::Comments,
    ongoing::Holds,
    parts::{Reader, name},
    positions::{Positions, StatePosition},
    words::{ProposalStateBadge, moment, stands},
};
use crate::{
    command::Filled,
    page::{PageTitle, context, holds_for_now, on_day, page, parameter, query},
    past::PastBanner,
    site::Site,
    ui::{Banner, BannerKind, Columns, Crumb, PageHeader},
};

/// What was done just now, by its key in the address.
pub fn done_words(key: &str) -> Option<&'static str> {
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
    let submitted = query("done").as_deref() == Some("submitted");
    let site = expect_context::<Site>();
    let form = use_context::<Filled>().unwrap_or_default();
    let on = on_day(context.today());
    page(async move {
        holds_for_now();
        let number: u32 = number.parse().map_err(|_| ReadError::NotFound)?;
        let past = on.past();
        let read = service::page(&context, number, after, past).await?;
        // A past day is looked at; what can be done is on the page of today.
        let reader = match past {
            None => reader_of(&context, &read),
            Some(_) => Reader::default(),
        };
        let beside = beside(&context, &read).await?;
        let banner = past.map(|day| {
            let today = format!("/proposals/{number}");
            view! { <PastBanner day=day subject="The proposal" today=today /> }
        });
        let drawn = drawn(read, reader, form, done, beside);
        // What a browser kept of the draft is not needed once it is submitted.
        let submitted = submitted.then(|| {
            view! { <script type="module" src=site.asset("draft.js")></script> }
        });
        Ok(view! { {banner}{drawn}{submitted} }.into_any())
    })
}

/// What the reader is to the proposal.
pub fn reader_of(context: &Context, read: &Read) -> Reader {
    let person = context.actor().person_id();
    let elector = person.is_some_and(|person| read.record.ballot.elector(person).is_some());
    Reader {
        person,
        elector: elector
            && context
                .may(Action::Decide, Resource::Ballot { elector })
                .is_ok(),
        takes_part: context.may(Action::TakePart, Resource::Community).is_ok(),
        writes: person.is_some_and(|person| read.record.is_written_by(person)),
    }
}

/// How the proposal stands, in a sentence.
pub fn stands_now(read: &Read) -> String {
    let record = &read.record;
    match record.state {
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
    }
}

fn drawn(
    read: Read,
    reader: Reader,
    form: Filled,
    done: Option<&'static str>,
    beside: Beside,
) -> AnyView {
    let record = &read.record;
    let number = record.number;
    let path = format!("/proposals/{number}");
    let lede = stands_now(&read);
    let state = view! { <ProposalStateBadge state=record.state /> }.into_any();
    let problem = form.problem("");
    let Beside { asked, before } = beside;
    let about = request(&read, before);
    let margin = margin(&read);
    let revision = record.revision();
    let author = name(&read.names, record.author);
    let in_review = record.state == ProposalState::InReview;
    let byline = {
        let revised = (revision.number > 1).then(|| {
            let (number, at) = (revision.number, moment(revision.at));
            view! { "; revision "{number}", "{at}". "<a href=format!("{path}/diff")>"What changed"</a> }
        });
        let submitted = moment(record.ballot.opened_at);
        view! { <p class="hint">{asked}{author}", "{submitted}{revised}</p> }.into_any()
    };
    let shared = shared(&read, Place::Page);
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
pub fn shared(read: &Read, place: Place) -> StoredValue<Shared> {
    StoredValue::new(Shared {
        base: place.address(read.record.number),

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
    /// The address of the page; its forms are sent to addresses below it.
    pub base: String,
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
