//! `/decisions/2026-014`: one decision, as a document to cite.

use domain::{
    Day,
    decision::Decider,
    permission::{Action, Resource},
};
use leptos::prelude::*;
use services::{
    decision::{self, Basis, DecisionRead},
    proposal::amendments_of_decision,
    text,
};

use super::alternates::Alternates;
use crate::{
    address::address,
    outcome::done,
    page::{PageTitle, context, on_day, page, parameter},
    past::{PastBanner, on_same_day},
    proposal::{drafted_amendments, outcome_words},
    ui::{
        Banner, BannerKind, Columns, Crumb, DateText, Document, MarginSection, PageHeader, Section,
        long_date,
    },
};

/// The page.
#[component]
pub fn DecisionPage() -> impl IntoView {
    let context = context();
    let number = parameter("number");
    let done = done(&[
        ("recorded", "The decision is recorded, under this number."),
        (
            "attached",
            "Your alternate stands beside the decision. Its leads answer it here.",
        ),
        ("answered", "Your answer stands beneath the alternate."),
    ]);
    let day = on_day(context.today());
    page(async move {
        let past = day.past();
        let read = decision::page(&context, &number, past).await?;
        let amendments = match past {
            None => amendments_of_decision(&context, read.decision.number).await?,
            Some(_) => Vec::new(),
        };
        let amendment = drafted_amendments(amendments);
        let takes_part = context.may(Action::TakePart, Resource::Community).is_ok();
        let of = read
            .decision
            .group
            .map_or(Resource::Community, Resource::Group);
        let runs = context.may(Action::RunGroup, of).is_ok();
        let around = Around {
            past,
            amendment: amendment.into_any(),
            takes_part: takes_part && past.is_none(),
            runs: runs && past.is_none(),
            done,
        };
        Ok(drawn(&read, around))
    })
}

/// What the page shows beside the decision.
struct Around {
    past: Option<Day>,
    amendment: AnyView,
    takes_part: bool,
    runs: bool,
    done: Option<String>,
}

fn drawn(read: &DecisionRead, around: Around) -> AnyView {
    let Around {
        past,
        amendment,
        takes_part,
        runs,
        done,
    } = around;
    let decision = &read.decision;
    let number = decision.number.to_string();
    let on = long_date(decision.decided_on);
    let group = decision
        .group
        .and_then(|group| read.names.group(group))
        .cloned();
    let lede = match (decision.basis, decision.decider, &group) {
        (Basis::Proposal { outcome, .. }, _, _) => {
            format!("Decided {on} to {}.", outcome_words(outcome, &read.names))
        }
        (Basis::Escalation(_) | Basis::Matter, Decider::Committee, _) => {
            format!("Decided {on} by the committee.")
        }
        (Basis::Escalation(_) | Basis::Matter, Decider::Leads, Some(group)) => {
            format!("Decided {on} by the leads of {}.", group.name)
        }
        (Basis::Escalation(_) | Basis::Matter, Decider::Leads, None) => {
            format!("Decided {on} by the leads of the group.")
        }
    };
    let superseded = decision.superseded_by.map(|by| {
        view! {
            <Banner kind=BannerKind::Notice>
                <p>"This no longer holds: "<a href=on_same_day(&format!("/decisions/{by}"), past)>"decision "{by.to_string()}</a>" took its place."</p>
            </Banner>
        }
    });
    let alternates = match decision.basis {
        Basis::Proposal { .. } => None,
        Basis::Escalation(_) | Basis::Matter => Some(view! {
            <Alternates
                number=number.clone() alternates=read.alternates.clone() names=read.names.clone()
                takes_part=takes_part runs=runs
            />
        }),
    };
    let title = format!("{number}: {}", decision.title);
    let margin = margin(read, past);
    let parts = [
        ("Context", &decision.context),
        ("Options", &decision.options),
        ("Reasons", &decision.reasons),
        ("Conditions", &decision.conditions),
    ]
    .map(|(title, text)| part(title, text))
    .collect_view();
    let banner = past.map(|day| {
        let today = format!("/decisions/{number}");
        view! { <PastBanner day=day subject="The decision" today=today /> }
    });
    view! {
        <PageTitle subject=format!("Decision {title}") />
        <PageHeader
            title=decision.title.clone()
            trail=vec![Crumb::link("/decisions", "Decisions"), Crumb::here(number)]
            lede=lede
        />
        {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
        {banner}
        {superseded}
        <Columns margin=margin>
            {parts}
            {amendment}
            {alternates}
        </Columns>
    }
    .into_any()
}

/// A text with its heading; nothing for an empty one.
fn part(title: &'static str, markdown: &str) -> Option<AnyView> {
    (!markdown.trim().is_empty()).then(|| {
        let rendered = text::markdown_among_others(markdown);
        view! { <Section title=title><Document html=rendered.html /></Section> }.into_any()
    })
}

fn margin(read: &DecisionRead, past: Option<Day>) -> AnyView {
    let decision = &read.decision;
    let group = decision
        .group
        .and_then(|group| read.names.group(group))
        .cloned();
    let about = group.clone().map(|name| {
        view! {
            <MarginSection title="About">
                <p><a href=on_same_day(&format!("/groups/{}", name.slug), past)>{name.name}</a></p>
            </MarginSection>
        }
    });
    let by = read
        .names
        .person(decision.recorded_by)
        .map_or_else(String::new, |name| name.name.clone());
    let review = decision.review_on.map(|day| {
        view! { <MarginSection title="To be looked at again"><p><DateText day=day /></p></MarginSection> }
    });
    let again = decision.reapply_from.map(|day| {
        view! { <MarginSection title="May come back from"><p><DateText day=day /></p></MarginSection> }
    });
    let basis = match decision.basis {
        Basis::Proposal {
            number, revision, ..
        } => Some(view! {
            <p><a href=on_same_day(&format!("/proposals/{number}"), past)>"Proposal "{number}", revision "{revision}</a></p>
        }.into_any()),
        Basis::Escalation(number) => Some(view! {
            <p><a href=format!("/escalations/{number}")>"Escalation "{number}</a></p>
        }.into_any()),
        Basis::Matter => None,
    };
    let links = (!decision.links.is_empty()).then(|| {
        let links = decision
            .links
            .iter()
            .filter_map(|link| text::safe_address(link))
            .map(|link| {
                let link = link.to_owned();
                view! { <li><a href=link.clone() rel="nofollow noopener">{link.clone()}</a></li> }
            })
            .collect_view();
        view! { <MarginSection title="More"><ul class="margin-links">{links}</ul></MarginSection> }
    });
    let supersedes = (!read.supersedes.is_empty()).then(|| {
        let earlier = read
            .supersedes
            .iter()
            .map(|(number, title)| {
                view! { <li><a href=format!("/decisions/{number}")>{number.clone()}", "{title.clone()}</a></li> }
            })
            .collect_view();
        view! { <MarginSection title="In the place of"><ul class="margin-links">{earlier}</ul></MarginSection> }
    });
    let disagreeing = disagreeing(read, group.map(|name| name.slug));
    let policy = decision.policy_version;
    view! {
        {about}
        <MarginSection title="Rests on">
            {basis}
            <p><a href=format!("/policy?version={policy}")>"Policy "{policy}</a></p>
        </MarginSection>
        {links}
        {supersedes}
        <MarginSection title="Recorded by"><p>{by}</p></MarginSection>
        {review}
        {again}
        {disagreeing}
    }
    .into_any()
}

/// What one does who disagrees; only with a decision of a group's leads, which still holds.
fn disagreeing(read: &DecisionRead, group: Option<String>) -> AnyView {
    let open = read
        .disagreements
        .iter()
        .map(|one| {
            let state = if one.open { "open" } else { "over" };
            view! { <li><a href=format!("/escalations/{}", one.number)>{one.title.clone()}</a>", "{state}</li> }
        })
        .collect_view();
    let listed =
        (!read.disagreements.is_empty()).then(|| view! { <ul class="margin-links">{open}</ul> });
    let decision = &read.decision;
    let may = decision.decider == Decider::Leads && decision.superseded_by.is_none();
    let begin = group.filter(|_| may).map(|slug| {
        let number = decision.number.to_string();
        let href = address(
            "/escalations/new",
            &[("group", &slug), ("decision", &number)],
        );
        let leads = format!("/groups/{slug}");
        view! {
            <p>"The first recourse is to talk to the "<a href=leads>"leads of the group"</a>". If that does not help, "<a href=href>"escalate it"</a>"."</p>
        }
    });
    if begin.is_none() && listed.is_none() {
        return ().into_any();
    }
    view! { <MarginSection title="You disagree?">{begin}{listed}</MarginSection> }.into_any()
}
