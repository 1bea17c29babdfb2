//! The fields that a series and a meeting of its own have in common.

use domain::{
    ids::GroupId,
    permission::{Action, Resource},
    schedule::{About, Convener, Pattern},
    time_zone::TimeZoneName,
};
use leptos::prelude::*;
use services::{Context, ReadError, group, history::Name};

use crate::{
    command::{Failure, Filled},
    ui::{Choice, Field, TextArea},
};

/// For whom the reader may plan, as the form offers it.
pub struct Conveners(pub Vec<Choice>);

impl Conveners {
    /// Those of the reader: all groups together and the committee for who is on it, and each group that they lead. Two
    /// queries at most.
    pub async fn of(context: &Context, asked: Option<&str>) -> Result<Self, ReadError> {
        let mut choices = Vec::new();
        if context.may(Action::Decide, Resource::Community).is_ok() {
            choices.push(Choice::new("combined", "All working groups, together"));
            choices.push(Choice::new("committee", "The committee"));
        }
        for Name { slug, name } in group::led_by_reader(context).await? {
            choices.push(Choice::new(format!("group:{slug}"), name));
        }
        // The committee may plan for any group, and comes from its page then.
        if let Some(slug) = asked
            && !choices
                .iter()
                .any(|choice| choice.value == format!("group:{slug}"))
        {
            let (id, name) = group::named(context, slug).await?;
            if context.may(Action::RunGroup, Resource::Group(id)).is_ok() {
                choices.push(Choice::new(format!("group:{}", name.slug), name.name));
            }
        }
        Ok(Self(choices))
    }
}

/// Whose meeting it is to be, as the form says; what is wrong is noted.
pub async fn convener_of(
    context: &Context,
    form: &mut Filled,
) -> Result<Option<Convener>, Failure> {
    let typed = form.fields.text("of").to_owned();
    let group: Option<GroupId> = match typed.strip_prefix("group:") {
        Some(slug) => Some(group::named(context, slug).await?.0),
        None => None,
    };
    let key = if group.is_some() {
        "group"
    } else {
        typed.as_str()
    };
    let convener = Convener::of_key(key, group);
    if convener.is_none() {
        form.refuse("of", "Choose whose meeting it is.");
    }
    Ok(convener)
}

/// What is said of it, as the form has it.
pub fn about_of(form: &Filled) -> About {
    let fields = &form.fields;
    About {
        title: fields.text("title").to_owned(),
        description: fields.raw("description").replace("\r\n", "\n"),
        place: fields.text("place").to_owned(),
        join_link: fields.text("join_link").to_owned(),
    }
}

/// How long it takes, as a field of the form has it; what is wrong is noted.
pub fn minutes_of(form: &mut Filled, field: &str) -> u16 {
    let typed = form.fields.text(field).to_owned();
    typed.parse().unwrap_or_else(|_| {
        form.refuse(
            field,
            format!(
                "Give a number of minutes, from {} to {}.",
                Pattern::SHORTEST,
                Pattern::LONGEST
            ),
        );
        Pattern::SHORTEST
    })
}

/// The time zone, as the form has it; what is wrong is noted.
pub fn zone_of(form: &mut Filled) -> TimeZoneName {
    match TimeZoneName::new(form.fields.text("zone")) {
        Ok(zone) => zone,
        Err(wrong) => {
            form.refuse("zone", wrong.to_string());
            TimeZoneName::utc()
        }
    }
}

/// The hour of a day, as the form has it; what is wrong is noted.
pub fn time_of(form: &mut Filled, field: &str) -> jiff::civil::Time {
    let typed = form.fields.text(field).to_owned();
    jiff::civil::Time::strptime("%H:%M", &typed).unwrap_or_else(|_| {
        form.refuse(field, "Give the hour like 16:00.");
        jiff::civil::Time::midnight()
    })
}

/// The fields of what is said of it.
#[component]
pub fn AboutFields(form: Filled, about: About) -> impl IntoView {
    view! {
        <Field
            name="title" label="What it is called" required=true
            value=form.value("title", &about.title) error=form.problem("title")
            hint="Such as “Routing review”. Its address is made from it, and stays."
        />
        <TextArea
            name="description" label="What it is for" rows=4
            value=form.value("description", &about.description) error=form.problem("description")
            hint="What happens there and who should come. Markdown."
        />
        <Field
            name="place" label="Where" value=form.value("place", &about.place)
            error=form.problem("place") hint="A room, or “Online”."
        />
        <Field
            name="join_link" label="Where one joins" kind="url"
            value=form.value("join_link", &about.join_link) error=form.problem("join_link")
            hint="The address of the call, apart from the words, so that it can be changed by itself. Everyone sees it."
            autocomplete="off"
        />
    }
}

/// The fields of the hour: time of day, length, zone.
#[component]
pub fn HourFields(
    form: Filled,
    time: String,
    minutes: String,
    zone: TimeZoneName,
) -> impl IntoView {
    view! {
        <div class="meeting-hour-fields">
            <Field
                name="time" label="Begins at" kind="time" required=true
                value=form.value("time", &time) error=form.problem("time")
            />
            <Field
                name="minutes" label="Minutes" inputmode=Some("numeric") required=true
                value=form.value("minutes", &minutes) error=form.problem("minutes")
            />
            <Field
                name="zone" label="Time zone" required=true autocomplete="off"
                value=form.value("zone", zone.as_str()) error=form.problem("zone")
                suggestions=TimeZoneName::suggestions()
            />
        </div>
        <p class="field-hint">"It stays at that hour of that place when the clocks change there."</p>
    }
}
