//! `/history`: everything that happened, newest first, filtered by a plain form.

use domain::Day;
use leptos::prelude::*;
use services::history::{Entry, Filter, Place, Subject, page as read_page};

use super::{
    EventLine,
    line::{Detail, source_words},
};
use crate::{
    address::address,
    page::{PageTitle, context, page, query},
    ui::{Button, Choice, DateText, Empty, Field, List, PageHeader, Pagination, Select},
};

/// The record in words.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let context = context();
    let typed = Typed::from_query();
    let before = query("before").and_then(|place| place.parse::<Place>().ok());
    page(async move {
        let (filter, mut problems) = typed.read();
        let read = read_page(&context.database, &filter, before).await?;
        if read.unknown_group {
            problems.group = format!("No group is or was called “{}”.", typed.group);
        }
        if read.unknown_person {
            problems.person = format!("Nobody in the record is called “{}”.", typed.person);
        }
        let misread = problems != Problems::default();
        let next = read.next.filter(|_| !misread);
        let list = if read.entries.is_empty() || misread {
            nothing(&typed, misread, before.is_some())
        } else {
            days(read.entries)
        };
        let first = before.is_some().then(|| typed.href(None));
        let next = next.map(|place| typed.href(Some(place)));
        Ok(view! {
            <PageTitle subject="History" />
            <PageHeader
                title="History"
                lede="Every change to groups, charters, leads, people and rules, newest first."
            />
            <FilterForm typed=typed problems=problems />
            {list}
            <Pagination first=first next=next />
        }
        .into_any())
    })
}

/// The form as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Typed {
    group: String,
    person: String,
    about: String,
    from: String,
    to: String,
}

/// What is wrong with each field; empty where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Problems {
    group: String,
    person: String,
    about: String,
    from: String,
    to: String,
}

impl Typed {
    fn from_query() -> Self {
        let value = |name| query(name).unwrap_or_default().trim().to_owned();
        Self {
            group: value("group"),
            person: value("person"),
            about: value("about"),
            from: value("from"),
            to: value("to"),
        }
    }

    /// The form's fields by name, in its order.
    fn fields(&self) -> [(&'static str, &str); 5] {
        [
            ("group", &self.group),
            ("person", &self.person),
            ("about", &self.about),
            ("from", &self.from),
            ("to", &self.to),
        ]
    }

    fn narrows(&self) -> bool {
        self.fields().iter().any(|(_, value)| !value.is_empty())
    }

    /// The filter of the fields that can be read, and what is wrong with the others.
    fn read(&self) -> (Filter, Problems) {
        let mut problems = Problems::default();
        let mut day = |typed: &str, problem: fn(&mut Problems) -> &mut String| match typed {
            "" => None,
            typed => match typed.parse::<Day>() {
                Ok(day) => Some(day),
                Err(_) => {
                    *problem(&mut problems) =
                        format!("“{typed}” is no day. Write it like 2024-08-14.");
                    None
                }
            },
        };
        let from = day(&self.from, |problems| &mut problems.from);
        let to = day(&self.to, |problems| &mut problems.to);
        let subject = Subject::of_key(&self.about);
        if subject.is_none() && !self.about.is_empty() {
            problems.about = format!("“{}” is none of these.", self.about);
        }
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            problems.to = "This day is before the first one.".to_owned();
        }
        let wanted = |typed: &str| (!typed.is_empty()).then(|| typed.to_owned());
        let filter = Filter {
            group: wanted(&self.group),
            person: wanted(&self.person),
            subject,
            from,
            to,
        };
        (filter, problems)
    }

    /// The address of the same filter, from a place on.
    fn href(&self, before: Option<Place>) -> String {
        let before = before.map(|place| place.to_string()).unwrap_or_default();
        let mut fields = self.fields().to_vec();
        fields.push(("before", &before));
        address("/history", &fields)
    }
}

#[component]
fn FilterForm(typed: Typed, problems: Problems) -> impl IntoView {
    let choices = std::iter::once(Choice::new("", "Everything"))
        .chain(Subject::ALL.map(|subject| Choice::new(subject.key(), subject.words())))
        .collect();
    let narrows = typed.narrows();
    // A field for a day shows nothing where it cannot read what was typed.
    let day_field = |problem: &str| if problem.is_empty() { "date" } else { "text" };
    let (from_kind, to_kind) = (day_field(&problems.from), day_field(&problems.to));
    view! {
        <form class="form-line filter" method="get" action="/history" aria-label="Filter">
            <Field name="group" label="Group" value=typed.group error=problems.group />
            <Field name="person" label="Person" value=typed.person error=problems.person />
            <Select
                name="about"
                label="About"
                choices=choices
                selected=typed.about
                error=problems.about
            />
            <Field name="from" label="From" kind=from_kind value=typed.from error=problems.from />
            <Field name="to" label="To" kind=to_kind value=typed.to error=problems.to />
            <div class="buttons">
                <Button text="Show" />
                {narrows.then(|| view! { <a href="/history">"Show everything"</a> })}
            </div>
        </form>
    }
}

/// The events under their days; those of one day that come from different files stand apart.
fn days(entries: Vec<Entry>) -> AnyView {
    let days = entries
        .chunk_by(|one, next| one.on == next.on && one.source == next.source && one.by == next.by)
        .map(|day| {
            let heading = day.first().map(|first| {
                view! {
                    <div class="day-heading">
                        <h2><DateText day=first.on /></h2>
                        <p class="hint">{source_words(first.source.as_ref(), first.by.as_ref())}</p>
                    </div>
                }
            });
            let lines = day
                .iter()
                .map(|entry| view! { <EventLine entry=entry.clone() detail=Detail::Bare /> })
                .collect_view();
            view! { <section class="day">{heading}<List dense=true>{lines}</List></section> }
        })
        .collect_view();
    view! { <div class="days">{days}</div> }.into_any()
}

fn nothing(typed: &Typed, misread: bool, paged: bool) -> AnyView {
    if misread {
        view! {
            <Empty title="Nothing to show">
                <p>"Change what is marked above, or show everything."</p>
            </Empty>
        }
        .into_any()
    } else if typed.narrows() || paged {
        view! {
            <Empty title="Nothing that fits happened">
                <p>"No event fits all of these fields together."</p>
            </Empty>
        }
        .into_any()
    } else {
        view! {
            <Empty title="Nothing has happened yet">
                <p>
                    "Here will be every change to groups, charters, leads, people and rules. Begin with your registry: "
                    <code>"charterhouse import registry FILE"</code>
                </p>
            </Empty>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::Typed;

    #[test]
    fn a_day_that_is_none_is_named_and_kept() {
        let typed = Typed {
            from: "2024-13-01".to_owned(),
            ..Typed::default()
        };
        let (filter, problems) = typed.read();
        assert_eq!(filter.from, None);
        assert!(problems.from.contains("2024-13-01"));
        assert_eq!(typed.href(None), "/history?from=2024-13-01");
    }

    #[test]
    fn a_last_day_before_the_first_is_a_problem_of_the_last() {
        let typed = Typed {
            from: "2024-02-01".to_owned(),
            to: "2024-01-01".to_owned(),
            ..Typed::default()
        };
        assert_ne!(typed.read().1.to, "");
    }
}
