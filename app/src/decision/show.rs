//! `/decisions/2026-014`: one decision, as a document to cite.

use leptos::prelude::*;
use services::{decision, text};

use crate::{
    page::{PageTitle, context, page, parameter},
    proposal::outcome_words,
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
    page(async move {
        let (decision, names) = decision::page(&context, &number).await?;
        let number = decision.number.to_string();
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
                    <p>"This no longer holds: "<a href=format!("/decisions/{by}")>"decision "{by.to_string()}</a>" took its place."</p>
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
                        <p><a href=format!("/groups/{}", name.slug)>{name.name}</a></p>
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
                <p><a href=format!("/proposals/{}", decision.proposal)>"Proposal "{decision.proposal}", revision "{decision.revision}</a></p>
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
            {superseded}
            <Columns margin=margin>
                <Section title="Reasons"><Document html=reasons.html /></Section>
                {conditions}
            </Columns>
        }
        .into_any())
    })
}
