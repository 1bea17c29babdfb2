//! `/decisions/2026-014`: one decision, as a document to cite.

use leptos::prelude::*;
use services::{decision, proposal::amendments_of_decision, text};

use crate::{
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
    let on = on_day(context.today());
    page(async move {
        let past = on.past();
        let (decision, names) = decision::page(&context, &number, past).await?;
        let number = decision.number.to_string();
        let banner = past.map(|day| {
            let today = format!("/decisions/{number}");
            view! { <PastBanner day=day subject="The decision" today=today /> }
        });
        let amendments = match past {
            None => amendments_of_decision(&context, decision.number).await?,
            Some(_) => Vec::new(),
        };
        let amendment = drafted_amendments(amendments);
        let lede = format!(
            "Decided {} to {}.",
            long_date(decision.decided_on),
            outcome_words(decision.outcome, &names)
        );
        let reasons = text::markdown(&decision.reasons);
        let conditions = (!decision.conditions.is_empty()).then(|| {
            let rendered = text::markdown(&decision.conditions);
            view! { <Section title="Conditions"><Document html=rendered.html /></Section> }
        });
        let superseded = decision.superseded_by.map(|by| {
            view! {
                <Banner kind=BannerKind::Notice>
                    <p>"This no longer holds: "<a href=on_same_day(&format!("/decisions/{by}"), past)>"decision "{by.to_string()}</a>" took its place."</p>
                </Banner>
            }
        });
        let group = decision
            .group
            .and_then(|group| names.group(group))
            .cloned()
            .map(|name| {
                view! {
                    <MarginSection title="About">
                        <p><a href=on_same_day(&format!("/groups/{}", name.slug), past)>{name.name}</a></p>
                    </MarginSection>
                }
            });
        let by = names
            .person(decision.recorded_by)
            .map_or_else(String::new, |name| name.name.clone());
        let review = decision.review_on.map(|day| {
            view! { <MarginSection title="To be looked at again"><p><DateText day=day /></p></MarginSection> }
        });
        let again = decision.reapply_from.map(|day| {
            view! { <MarginSection title="May come back from"><p><DateText day=day /></p></MarginSection> }
        });
        let margin = view! {
            {group}
            <MarginSection title="Rests on">
                <p><a href=on_same_day(&format!("/proposals/{}", decision.proposal), past)>"Proposal "{decision.proposal}", revision "{decision.revision}</a></p>
                <p><a href=format!("/policy?version={}", decision.policy_version)>"Policy "{decision.policy_version}</a></p>
            </MarginSection>
            <MarginSection title="Recorded by"><p>{by}</p></MarginSection>
            {review}
            {again}
        }
        .into_any();
        let title = format!("{number}: {}", decision.title);
        Ok(view! {
            <PageTitle subject=format!("Decision {title}") />
            <PageHeader
                title=decision.title
                trail=vec![Crumb::link("/decisions", "Decisions"), Crumb::here(number)]
                lede=lede
            />
            {banner}
            {superseded}
            <Columns margin=margin>
                <Section title="Reasons"><Document html=reasons.html /></Section>
                {conditions}
                {amendment}
            </Columns>
        }
        .into_any())
    })
}
