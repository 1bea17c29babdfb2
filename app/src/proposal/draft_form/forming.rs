//! The fields for a group to be formed; each part says what it is for.

use domain::{group::GroupKind, proposal::Request};
use leptos::prelude::*;

use super::{
    Reading,
    controls::{Written, area, input, line, select},
};
use crate::{proposal::read_draft::ITEMS, ui::Section};

impl Reading<'_> {
    pub(super) fn forming(&self, form: &Written<'_>) -> AnyView {
        let Request::Form {
            name,
            group_kind,
            parent,
            description,
            charter,
            leads,
            roadmap,
            meeting_link,
            stakeholders,
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
        let stakeholders = self.rules.decision.electorate.asks_stakeholders().then(|| {
            let names = stakeholders
                .iter()
                .map(|group| self.group_name(*group))
                .collect::<Vec<_>>()
                .join(", ");
            line(
                "stakeholders",
                "Stakeholder groups",
                "The groups with a stake in it, with commas between. Their leads decide too.",
                form,
                &names,
            )
        });
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
        let preview = self.preview();
        let months = format!(
            "A preliminary roadmap of {}: what will be there, and by when after the decision.",
            domain::words::counted(self.rules.roadmap_months as usize, "month", "months")
        );
        view! {
            <Section title="The group">{group}{stakeholders}</Section>
            <Section title="Its charter">
                <p>"A few paragraphs: the mission, the goals (problems being solved), the scope (topics, subsystems, repositories, areas of responsibility). Write in Markdown; below is how it will read."</p>
                {parts}
                {preview}
            </Section>
            {leads}
            <Section title="Its first months">
                <p>{months}</p>
                {items}
            </Section>
        }
        .into_any()
    }

    pub(super) fn kinds(&self, form: &Written<'_>, chosen: GroupKind) -> AnyView {
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

    pub(super) fn group_field(
        &self,
        name: &'static str,
        label: &str,
        form: &Written<'_>,
        value: &str,
    ) -> AnyView {
        input(
            name.to_owned(),
            label.to_owned(),
            form.value(name, value),
            form.problem(name),
            Some("living-groups"),
        )
    }
}
