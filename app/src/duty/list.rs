//! The list of what is owed, the most urgent first.

use domain::{
    Day,
    duty::{Duty, Urgency},
};
use leptos::prelude::*;
use services::Context;

use super::{
    answer::answer,
    place::{place, sign, way},
};
use crate::ui::{Empty, Icon};

/// What is owed. `list` is the address of the page: what is answered in it comes back there.
#[component]
pub fn Duties(
    duties: Vec<Duty>,
    #[prop(into)] list: String,
    today: Day,
    context: Context,
    /// Whether each names its group: not where all are of one.
    #[prop(optional)]
    of_one_group: bool,
) -> impl IntoView {
    if duties.is_empty() {
        return view! {
            <Empty title="Nothing needs you">
                <p>"Here will be what waits for you: a nomination, a step of a checklist, an answer to a concern."</p>
            </Empty>
        }
        .into_any();
    }
    let lines = duties
        .iter()
        .map(|duty| line(duty, &list, today, &context, of_one_group))
        .collect_view();
    view! { <ul class="list duties" data-keys="list">{lines}</ul> }.into_any()
}

fn line(duty: &Duty, list: &str, today: Day, context: &Context, of_one_group: bool) -> AnyView {
    let group = duty.group.as_ref().filter(|_| !of_one_group).map(|group| {
        let href = format!("/groups/{}", group.slug);
        view! { <a href=href>{group.name.clone()}</a> }
    });
    let detail = duty.detail();
    let between = (group.is_some() && !detail.is_empty()).then_some(" · ");
    let when = urgency(duty.urgency(today));
    let way = way(duty).map(|words| {
        let about = format!(": {}", duty.title());
        view! {
            <a class="button" href=place(duty)>
                {words}<span class="visually-hidden">{about}</span>
            </a>
        }
    });
    view! {
        <li class="with-icon">
            {sign(&duty.matter).view()}
            <div>
                <div class="item-title"><a href=place(duty)>{duty.title()}</a></div>
                <p class="item-secondary">{group}{between}{detail}</p>
                {answer(duty, list, context)}
            </div>
            <div class="item-aside">{when}{way}</div>
        </li>
    }
    .into_any()
}

fn urgency(urgency: Urgency) -> Option<AnyView> {
    let words = urgency.words();
    match urgency {
        Urgency::Overdue(_) => Some(
            view! { <span class="state state-overdue">{Icon::CircleAlert.view()}<span>{words}</span></span> }
                .into_any(),
        ),
        Urgency::Due(_) => Some(view! { <span class="due">{words}</span> }.into_any()),
        Urgency::Undated => None,
    }
}
