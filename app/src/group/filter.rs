//! What a reader asked of the list of groups, from the address and back into it.

use std::str::FromStr;

use domain::{
    Day,
    group::{GroupKind, GroupState},
};
use leptos::prelude::*;
use services::{
    group::{Filter, Place},
    history::Name,
};

use crate::{
    address::address,
    page::{OnDay, on_day, query},
    past::PastDayField,
    ui::{Button, Choice, Select},
};

/// How the groups are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// As lines over the years.
    #[default]
    Lifelines,
    /// As a list with what each is about.
    List,
    /// As a table.
    Table,
}

impl View {
    pub const ALL: [Self; 3] = [Self::Lifelines, Self::List, Self::Table];

    /// The name in addresses; none for what is shown unless asked otherwise.
    pub fn key(self) -> &'static str {
        match self {
            Self::Lifelines => "",
            Self::List => "list",
            Self::Table => "table",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::Lifelines => "Lifelines",
            Self::List => "List",
            Self::Table => "As a table",
        }
    }
}

/// The query of `/groups`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub view: View,
    pub state: Option<GroupState>,
    pub kind: Option<GroupKind>,
    pub within: Option<String>,
    pub on: OnDay,
    pub after: Option<Place>,
}

impl Asked {
    pub fn from_query(today: Day) -> Self {
        let view = query("view").unwrap_or_default();
        Self {
            view: View::ALL
                .into_iter()
                .find(|known| known.key() == view)
                .unwrap_or_default(),
            state: query("state").and_then(|key| GroupState::of_key(&key)),
            kind: query("kind").and_then(|key| GroupKind::of_key(&key)),
            within: query("within"),
            on: on_day(today),
            after: query("after").and_then(|place| Place::from_str(&place).ok()),
        }
    }

    pub fn filter(&self) -> Filter {
        Filter {
            state: self.state,
            kind: self.kind,
            within: self.within.clone(),
            with_ended: self.view == View::Lifelines,
        }
    }

    pub fn narrows(&self) -> bool {
        self.state.is_some() || self.kind.is_some() || self.within.is_some()
    }

    /// The address of this, but for the page of the list.
    pub fn href(&self) -> String {
        self.href_after(None)
    }

    pub fn href_after(&self, after: Option<&Place>) -> String {
        let on = self.on.past().map(|day| day.to_string());
        let after = after.map(ToString::to_string);
        address(
            "/groups",
            &[
                ("view", self.view.key()),
                ("state", self.state.map_or("", GroupState::key)),
                ("kind", self.kind.map_or("", GroupKind::key)),
                ("within", self.within.as_deref().unwrap_or_default()),
                ("on", on.as_deref().unwrap_or_default()),
                ("after", after.as_deref().unwrap_or_default()),
            ],
        )
    }

    /// The same of another day.
    pub fn on(&self, on: OnDay) -> Self {
        Self { on, ..self.clone() }
    }

    /// The same in another view.
    pub fn viewed_as(&self, view: View) -> Self {
        Self {
            view,
            ..self.clone()
        }
    }

    /// All groups in the same view, on the same day.
    pub fn widened(&self) -> Self {
        Self {
            state: None,
            kind: None,
            within: None,
            ..self.clone()
        }
    }
}

/// The form behind the tabs' right end: it opens by itself where what was typed cannot be used.
#[component]
pub fn FilterForm(asked: Asked) -> impl IntoView {
    let everything = match asked.view {
        View::Lifelines => "Living and ended",
        View::List | View::Table => "Living",
    };
    let states = std::iter::once(Choice::new("", everything))
        .chain(GroupState::ALL.map(|state| Choice::new(state.key(), state.words())))
        .collect();
    let kinds = std::iter::once(Choice::new("", "Not part of another"))
        .chain(GroupKind::ALL.map(|kind| Choice::new(kind.key(), kind.words())))
        .collect();
    let view = (asked.view != View::default())
        .then(|| view! { <input type="hidden" name="view" value=asked.view.key() /> });
    let within = asked
        .within
        .clone()
        .map(|slug| view! { <input type="hidden" name="within" value=slug /> });
    let open = matches!(asked.on, OnDay::Unusable(_));
    view! {
        <details class="panel" open=open>
            <summary>"Filter, or a past day"</summary>
            <form class="form panel-content" method="get" action="/groups">
                {view}
                {within}
                <PastDayField on=asked.on />
                <Select name="state" label="State" choices=states selected=asked.state.map_or("", GroupState::key) />
                <Select name="kind" label="Kind" choices=kinds selected=asked.kind.map_or("", GroupKind::key) />
                <Button text="Show" />
            </form>
        </details>
    }
}

/// What the list is narrowed to, and the way back to all.
#[component]
pub fn Narrowed(asked: Asked, within: Option<Name>) -> impl IntoView {
    asked.narrows().then(|| {
        let mut words: Vec<AnyView> = Vec::new();
        if let Some(state) = asked.state {
            words.push(view! { <b>{state.words()}</b> }.into_any());
        }
        if let Some(kind) = asked.kind {
            words.push(view! { <b>{kind.words()}</b> }.into_any());
        }
        if let Some(group) = within {
            words.push(
                view! { "within "<a href=format!("/groups/{}", group.slug)>{group.name}</a> }.into_any(),
            );
        }
        let words = words
            .into_iter()
            .enumerate()
            .map(|(index, part)| view! { {(index > 0).then_some(", ")}{part} })
            .collect_view();
        view! {
            <p class="narrowed">"Only "{words}". "<a href=asked.widened().href()>"Show all groups"</a></p>
        }
    })
}
