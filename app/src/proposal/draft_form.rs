//! The fields of a draft’s form, by the sort of proposal; each part says what it is for.

use domain::{
    group::GroupKind,
    ids::{GroupId, PersonId},
    policy::Policy,
    proposal::{LeadChange, Nomination, Request},
    seat::Role,
};
use leptos::prelude::*;
use services::{
    history::{Name, Names},
    proposal::Draft,
};

use super::read_draft::{ITEMS, LEADS};
use crate::{
    command::Filled,
    ui::{Button, Section, SubmitLook},
};

/// A draft with what its form shows beside it.
pub struct Reading<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// Names of whom it names.
    pub names: &'a Names,
    /// The rules of today.
    pub rules: &'a Policy,
    /// Groups to choose from.
    pub groups: &'a [(GroupId, Name)],
}

/// The form around the fields.
#[component]
pub fn DraftForm(fields: AnyView, draft: String, version: String) -> impl IntoView {
    let action = format!("/proposals/drafts/{draft}");
    let away = format!("{action}/throw-away");
    view! {
        <form class="form" method="post" action=action>
            <input type="hidden" name="version" value=version />
            {fields}
            <div class="buttons">
                <button class="button button-filled" type="submit" name="then" value="submit">"Submit to the committee"</button>
                <button class="button" type="submit" name="then" value="save">"Save the draft"</button>
            </div>
            <p class="field-hint">"Submitting saves it, opens the ballot and shows it to everyone."</p>
        </form>
        <form class="form" method="post" action=away>
            <Button text="Throw the draft away" look=SubmitLook::Outlined />
        </form>
    }
}

/// A field of any kind whose name is made here: `ui::Field` takes fixed names.
fn input(
    name: String,
    label: String,
    value: String,
    problem: String,
    list: Option<&'static str>,
) -> AnyView {
    let id = format!("field-{name}");
    let error_id = format!("{id}-error");
    let invalid = (!problem.is_empty()).then_some("true");
    let described = (!problem.is_empty()).then(|| error_id.clone());
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input class="input" name=name id=id value=value list=list aria-invalid=invalid aria-describedby=described />
            {(!problem.is_empty()).then(|| view! { <p class="field-error" id=error_id><span>{problem}</span></p> })}
        </div>
    }
    .into_any()
}

fn select(
    name: String,
    label: String,
    choices: Vec<(String, String)>,
    selected: String,
) -> AnyView {
    let id = format!("field-{name}");
    let options = choices
        .into_iter()
        .map(|(value, text)| {
            let chosen = value == selected;
            view! { <option value=value selected=chosen>{text}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select class="input" name=name id=id>{options}</select>
        </div>
    }
    .into_any()
}

fn area(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    form: &Filled,
    value: &str,
    rows: u32,
) -> AnyView {
    view! {
        <crate::ui::TextArea
            name=name label=label hint=hint rows=rows
            value=form.value(name, value) error=form.problem(name)
        />
    }
    .into_any()
}

fn line(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    form: &Filled,
    value: &str,
) -> AnyView {
    view! {
        <crate::ui::Field
            name=name label=label hint=hint value=form.value(name, value) error=form.problem(name)
        />
    }
    .into_any()
}

impl Reading<'_> {
    /// The fields for what is asked.
    pub fn fields(&self, form: &Filled) -> AnyView {
        let reason = |reason: &str| {
            area(
                "reason",
                "Why",
                "What makes it necessary, and what was tried. Markdown.",
                form,
                reason,
                6,
            )
        };
        let parts = match &self.draft.request {
            Request::Form { .. } => self.forming(form),
            Request::Recharter { charter, reason: why, .. } => view! {
                {area("charter", "The charter", "The whole charter as it is to be, in Markdown. The difference to the one in force is shown to everyone.", form, charter, 20)}
                {reason(why)}
            }
            .into_any(),
            Request::ChangeLeads { changes, reason: why, .. } => view! {
                {self.lead_changes(form, changes)}
                {reason(why)}
            }
            .into_any(),
            Request::Rename { name, reason: why, .. } => view! {
                {line("name", "The new name", "Its old address will lead to the new one.", form, name)}
                {reason(why)}
            }
            .into_any(),
            Request::Merge { group, into, reason: why } => {
                let into = if group == into { String::new() } else { self.group_name(*into) };
                view! {
                    {self.group_field("into", "Into which group", form, &into)}
                    {reason(why)}
                }
                .into_any()
            }
            Request::Convert { group_kind, parent, reason: why, .. } => view! {
                {self.kinds(form, *group_kind)}
                {self.group_field("parent", "Part of which group", form, &parent.map(|parent| self.group_name(parent)).unwrap_or_default())}
                {reason(why)}
            }
            .into_any(),
            Request::Dissolve { reason: why, .. } => reason(why),
            Request::Revive { leads, reason: why, .. } => view! {
                {self.leads(form, leads)}
                {reason(why)}
            }
            .into_any(),
        };
        let co_authors = self
            .draft
            .co_authors
            .iter()
            .map(|person| self.handle(*person))
            .collect::<Vec<_>>()
            .join(", ");
        let summary = self.draft.of.is_some().then(|| {
            area(
                "summary",
                "What changed",
                "In a sentence or two, for those who have read the revision before.",
                form,
                &self.draft.summary,
                3,
            )
        });
        let groups = self
            .groups
            .iter()
            .map(|(_, name)| view! { <option value=name.name.clone()></option> })
            .collect_view();
        view! {
            <datalist id="living-groups">{groups}</datalist>
            {parts}
            {summary}
            {line("co_authors", "Who writes with you", "Their handles, with commas between. They can edit this draft and its revisions.", form, &co_authors)}
        }
        .into_any()
    }

    fn forming(&self, form: &Filled) -> AnyView {
        let Request::Form {
            name,
            group_kind,
            parent,
            description,
            charter,
            leads,
            roadmap,
            meeting_link,
        } = &self.draft.request
        else {
            return ().into_any();
        };
        let parent = parent
            .map(|parent| self.group_name(parent))
            .unwrap_or_default();
        let items = (1..=ITEMS)
            .map(|place| {
                let item = roadmap.get(place - 1);
                let (outcome, month) = (format!("item_{place}"), format!("month_{place}"));
                let months = (1..=self.rules.roadmap_months.max(1))
                    .map(|month| (month.to_string(), format!("Month {month}")))
                    .collect();
                view! {
                    <div class="form-line">
                        {input(outcome.clone(), format!("Item {place}"), form.value(&outcome, item.map_or("", |item| item.outcome.as_str())), form.problem(&outcome), None)}
                        {select(month.clone(), "By".to_owned(), months, form.value(&month, &item.map_or(1, |item| item.month).to_string()))}
                    </div>
                }
            })
            .collect_view();
        let group = [
            line(
                "name",
                "Name",
                "Short, without “working group”.",
                form,
                name,
            ),
            line(
                "description",
                "What it is for",
                "One sentence; it stands beside the name in every list.",
                form,
                description,
            ),
            self.kinds(form, *group_kind),
            self.group_field("parent", "Part of which group", form, &parent),
            line(
                "meeting_link",
                "Where it would meet",
                "An address, if there is one yet.",
                form,
                meeting_link,
            ),
        ]
        .into_iter()
        .collect_view();
        let parts = [
            area(
                "mission",
                "Mission",
                "A paragraph: what the group is there for. Markdown.",
                form,
                &charter.mission,
                4,
            ),
            area(
                "goals",
                "Goals",
                "The problems that it solves.",
                form,
                &charter.goals,
                6,
            ),
            area(
                "topics",
                "Scope: topics",
                "What it talks about.",
                form,
                &charter.topics,
                4,
            ),
            area(
                "subsystems",
                "Scope: subsystems",
                "Which subsystems are its own.",
                form,
                &charter.subsystems,
                3,
            ),
            area(
                "repositories",
                "Scope: repositories",
                "One a line.",
                form,
                &charter.repositories,
                3,
            ),
            area(
                "responsibilities",
                "Scope: areas of responsibility",
                "What others may count on.",
                form,
                &charter.responsibilities,
                3,
            ),
        ]
        .into_iter()
        .collect_view();
        let leads = self.leads(form, leads);
        view! {
            <Section title="The group">{group}</Section>
            <Section title="Its charter">{parts}</Section>
            {leads}
            <Section title="Its first months">
                <p>"A preliminary roadmap: what will be there, and by when after the decision."</p>
                {items}
            </Section>
        }
        .into_any()
    }

    fn kinds(&self, form: &Filled, chosen: GroupKind) -> AnyView {
        let choices = self
            .rules
            .kinds
            .iter()
            .map(|kind| (kind.key().to_owned(), kind.words().to_owned()))
            .collect();
        select(
            "kind".to_owned(),
            "Kind".to_owned(),
            choices,
            form.value("kind", chosen.key()),
        )
    }

    fn group_field(&self, name: &'static str, label: &str, form: &Filled, value: &str) -> AnyView {
        input(
            name.to_owned(),
            label.to_owned(),
            form.value(name, value),
            form.problem(name),
            Some("living-groups"),
        )
    }

    fn leads(&self, form: &Filled, leads: &[Nomination]) -> AnyView {
        let rows = (1..=LEADS)
            .map(|place| {
                let lead = leads.get(place - 1);
                view! { <div class="form-line">{self.lead(form, place, lead)}</div> }
            })
            .collect_view();
        view! {
            <Section title="Its leads">
                <p>"Handles, names or accounts. Each is asked whether they would lead; what the lead rules find of them is in the margin when you save."</p>
                {rows}
            </Section>
        }
        .into_any()
    }

    fn lead(&self, form: &Filled, place: usize, lead: Option<&Nomination>) -> AnyView {
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

    fn lead_changes(&self, form: &Filled, changes: &[LeadChange]) -> AnyView {
        let rows = (1..=LEADS)
            .map(|place| {
                let change = changes.get(place - 1);
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
        view! { <Section title="Who leads">{rows}</Section> }.into_any()
    }

    fn handle(&self, person: PersonId) -> String {
        self.names
            .person(person)
            .map_or_else(String::new, |name| name.slug.clone())
    }

    fn group_name(&self, group: GroupId) -> String {
        self.names
            .group(group)
            .map_or_else(String::new, |name| name.name.clone())
    }
}
