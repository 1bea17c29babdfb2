//! Nominated leads: searched among people, each with what the lead rules find of them.

use domain::{
    proposal::{Answer, LeadChange, Nomination},
    seat::Role,
};
use leptos::prelude::*;
use services::proposal::Candidate;

use super::{
    Reading,
    controls::{Written, input, select},
};
use crate::{
    proposal::read_draft::LEADS,
    ui::{FindingLine, Findings, Section},
};

impl Reading<'_> {
    /// The rows of a place each; a row in which something unreadable stands keeps it, and the others follow.
    fn rows<'r, T>(form: &Written<'_>, of: &'r [T]) -> Vec<(usize, Option<&'r T>)> {
        let mut rest = of.iter();
        (1..=LEADS)
            .map(|place| {
                let kept = form.unreadable(&format!("lead_{place}")).is_some();
                (place, if kept { None } else { rest.next() })
            })
            .collect()
    }

    pub(super) fn leads(&self, form: &Written<'_>, leads: &[Nomination]) -> AnyView {
        let rows = Self::rows(form, leads)
            .into_iter()
            .map(|(place, lead)| {
                view! { <div class="form-line">{self.lead(form, place, lead)}</div> }
            })
            .collect_view();
        let (rule, search, nominated) = (self.rule(), self.search(form), self.nominated());
        view! {
            <Section title="Its leads" id="leads">
                <p>"They set the agenda and are the final arbiters of the group’s technical decisions. "{rule}" Each is asked whether they would lead."</p>
                {search}
                {rows}
                {nominated}
            </Section>
        }
        .into_any()
    }

    fn lead(&self, form: &Written<'_>, place: usize, lead: Option<&Nomination>) -> AnyView {
        let (field, role) = (format!("lead_{place}"), format!("role_{place}"));
        let value = lead
            .map(|lead| self.handle(lead.person))
            .unwrap_or_default();
        let roles = Role::ALL
            .into_iter()
            .filter(|role| role.leads())
            .map(|role| (role.key().to_owned(), role.word().to_owned()))
            .collect();
        let chosen = lead.map_or(Role::Lead, |lead| lead.role);
        view! {
            {input(field.clone(), format!("Person {place}"), form.value(&field, &value), form.problem(&field), None)}
            {select(role.clone(), "As".to_owned(), roles, form.value(&role, chosen.key()))}
        }
        .into_any()
    }

    pub(super) fn lead_changes(&self, form: &Written<'_>, changes: &[LeadChange]) -> AnyView {
        let rows = Self::rows(form, changes)
            .into_iter()
            .map(|(place, change)| {
                let field = format!("change_{place}");
                let selected = change.map_or("add", |change| match change {
                    LeadChange::Add { .. } => "add",
                    LeadChange::Emeritus { .. } => "emeritus",
                    LeadChange::Remove { .. } => "remove",
                });
                let what = vec![
                    ("add".to_owned(), "becomes a lead".to_owned()),
                    ("emeritus".to_owned(), "goes, with thanks".to_owned()),
                    ("remove".to_owned(), "is removed".to_owned()),
                ];
                view! {
                    <div class="form-line">
                        {self.lead(form, place, change.map(|change| change.parts().1))}
                        {select(field.clone(), "What".to_owned(), what, form.value(&field, selected))}
                    </div>
                }
            })
            .collect_view();
        let (rule, search, nominated) = (self.rule(), self.search(form), self.nominated());
        view! {
            <Section title="Who leads" id="leads">
                <p>"Whoever becomes a lead is asked whether they would. "{rule}</p>
                {search}
                {rows}
                {nominated}
            </Section>
        }
        .into_any()
    }

    /// How many, from where, since when: the lead rules in words.
    fn rule(&self) -> String {
        self.rules
            .in_words()
            .into_iter()
            .filter(|rule| rule.heading == "Leads")
            .map(|rule| rule.sentence)
            .take(3)
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The search among people, with whom it found. The script of the page searches while one types.
    fn search(&self, form: &Written<'_>) -> AnyView {
        let found = self
            .found
            .iter()
            .map(|candidate| {
                let handle = candidate.name.slug.clone();
                let nominated = self
                    .draft
                    .request
                    .nominees()
                    .iter()
                    .any(|nomination| nomination.person == candidate.person);
                let way = if nominated {
                    view! { <span class="hint">"Nominated"</span> }.into_any()
                } else {
                    view! { <button class="button" type="submit" name="nominate" value=handle>"Nominate"<span class="visually-hidden">" "{candidate.name.name.clone()}</span></button> }.into_any()
                };
                view! { <li>{who(candidate)}{findings(candidate)}<div>{way}</div></li> }
            })
            .collect_view();
        let nobody = (self.found.is_empty() && !self.searched.is_empty()).then(|| {
            view! { <p class="hint">"The record knows nobody called “"{self.searched.to_owned()}"”."</p> }
        });
        view! {
            <div class="form-line">
                {input("people".to_owned(), "Search people".to_owned(), form.value("people", self.searched), form.problem("people"), None)}
                <div class="buttons"><button class="button" type="submit" name="then" value="search">"Search"</button></div>
            </div>
            <div id="draft-candidates" data-live="" role="status">
                {nobody}
                <ul class="candidates">{found}</ul>
            </div>
        }
        .into_any()
    }

    /// Who is nominated, with findings and what they said.
    fn nominated(&self) -> AnyView {
        let lines = self
            .nominated
            .iter()
            .map(|candidate| {
                let said = self
                    .draft
                    .answers
                    .iter()
                    .rev()
                    .find(|(person, _)| *person == candidate.person)
                    .map_or("Has not answered", |(_, answer)| match answer {
                        Answer::Accepted => "Accepted",
                        Answer::Declined => "Declined",
                    });
                view! { <li>{who(candidate)}{findings(candidate)}<div>{said}</div></li> }
            })
            .collect_view();
        view! { <ul class="nominated" id="draft-nominated" data-live="" aria-label="Nominated">{lines}</ul> }
            .into_any()
    }
}

fn who(candidate: &Candidate) -> AnyView {
    let href = format!("/people/{}", candidate.name.slug);
    view! {
        <div>
            <a href=href>{candidate.name.name.clone()}</a>
            <p class="hint">{candidate.organization.clone()}</p>
        </div>
    }
    .into_any()
}

fn findings(candidate: &Candidate) -> AnyView {
    let lines = candidate
        .findings
        .iter()
        .map(|finding| view! { <FindingLine verdict=finding.verdict text=finding.evidence.clone() /> })
        .collect_view();
    view! { <Findings>{lines}</Findings> }.into_any()
}
