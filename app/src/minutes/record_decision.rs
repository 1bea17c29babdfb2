//! `/meetings/KEY/decisions/ID`: what the notes say was decided, recorded as a decision with a number.

use domain::schedule::Convener;
use leptos::prelude::*;
use services::{
    ReadError,
    minutes::{self, Live, NotedDecision, RecordRefused},
};
use uuid::Uuid;

use super::{live_path, minutes_path, trail};
use crate::{
    command::{Command, Done, Failure, Filled, Running, Submission, filled},
    decision::{DECISION_LEDE, decision_fields, field_of, typed_decision},
    outcome,
    page::{PageTitle, context, holds_for_now, page, parameter, require},
    ui::{Banner, BannerKind, Button, Columns, MarginSection, PageHeader, SubmitLook},
};

const PAGE: &str = "/meetings/{key}/decisions/{noted}";

/// `POST /meetings/KEY/decisions/ID`
pub const RECORD: Command = Command::new(PAGE, PAGE, record);

/// The address of the form.
pub fn record_path(key: &str, noted: Uuid) -> String {
    format!("/meetings/{key}/decisions/{noted}")
}

/// The number of a decision, or for who may the way to record it.
pub fn number_or_way(key: &str, noted: &NotedDecision, decides: bool) -> Option<AnyView> {
    match &noted.number {
        Some(number) => {
            let href = format!("/decisions/{number}");
            let words = format!("Decision {number}");
            Some(view! { <a class="decision-way" href=href>{words}</a> }.into_any())
        }
        None => decides.then(|| {
            let href = record_path(key, noted.id);
            view! {
                <a class="decision-way" href=href>
                    "Record as a decision"<span class="visually-hidden">": "{noted.decided.clone()}</span>
                </a>
            }
            .into_any()
        }),
    }
}

/// The form.
#[component]
pub fn RecordDecisionPage() -> impl IntoView {
    let context = context();
    holds_for_now();
    let key = parameter("key");
    let noted = parameter("noted");
    page(async move {
        let live = minutes::live(&context, &key).await?;
        let (action, resource) = live.right_to_decide();
        require(&context, action, resource)?;
        let noted: Uuid = noted.parse().map_err(|_| ReadError::NotFound)?;
        let noted = live
            .decisions
            .iter()
            .find(|decision| decision.id == noted)
            .filter(|_| live.has_begun())
            .ok_or(ReadError::NotFound)?;
        Ok(drawn(&live, noted))
    })
}

fn drawn(live: &Live, noted: &NotedDecision) -> AnyView {
    let key = live.meeting.address.to_string();
    let action = record_path(&key, noted.id);
    let title = "Record what was decided";
    let body = match &noted.number {
        Some(number) => {
            let href = format!("/decisions/{number}");
            let words = format!("“{}” is recorded: ", noted.decided);
            let called = format!("decision {number}");
            view! {
                <Banner kind=BannerKind::Notice>
                    <p>{words}<a href=href>{called}</a>"."</p>
                </Banner>
            }
            .into_any()
        }
        None => {
            let form = filled(&action);
            let problem = form.problem("");
            let fields = decision_fields(&form, &live.suggested(noted));
            view! {
                {(!problem.is_empty()).then(|| view! { <Banner kind=BannerKind::Problem><p>{problem}</p></Banner> })}
                <form class="form" method="post" action=action>
                    {fields}
                    <div class="buttons">
                        <Button text="Record it" look=SubmitLook::Filled />
                        <a class="button" href=back(live, &key)>"Not now"</a>
                    </div>
                </form>
            }
            .into_any()
        }
    };
    let whose = match live.meeting.convener {
        Convener::Group { group } => format!(
            "A decision of the leads of {}.",
            live.names
                .group(group)
                .map_or("the group", |name| name.name.as_str())
        ),
        Convener::Committee | Convener::Combined => "A decision of the committee.".to_owned(),
    };
    let margin = view! {
        <MarginSection title="What happens next">
            <p>"It gets a number under which it can be cited; the minutes link it."</p>
        </MarginSection>
        <MarginSection title="Whose it is"><p>{whose}</p></MarginSection>
        <MarginSection title="From the notes">
            <p>"Filled in from what was noted. Look it through: it is not edited later."</p>
        </MarginSection>
    }
    .into_any();
    view! {
        <PageTitle subject=format!("{title}: {}", live.meeting.title) />
        <PageHeader title=title trail=trail(&live.meeting, "Decision") lede=DECISION_LEDE />
        <Columns margin=margin>{body}</Columns>
    }
    .into_any()
}

/// Where one came from: the minutes as soon as there are any.
fn back(live: &Live, key: &str) -> String {
    if live.minutes.is_some() {
        minutes_path(key)
    } else {
        live_path(key)
    }
}

fn record(submission: Submission) -> Running {
    Box::pin(async move {
        let context = &submission.context;
        let key = submission.parameter("key").to_owned();
        let live = minutes::live(context, &key).await?;
        let (action, resource) = live.right_to_decide();
        context.may(action, resource)?;
        let noted = submission
            .parameter("noted")
            .parse()
            .map_err(|_| Failure::NotFound)?;
        let mut form = Filled::of(&submission);
        let new = typed_decision(&mut form);
        form.checked()?;
        minutes::record_decision(context, &key, noted, new)
            .await
            .map_err(|error| {
                outcome::failure(error, form, |refusal| match refusal {
                    RecordRefused::Decision(refusal) => field_of(refusal),
                    RecordRefused::Recorded | RecordRefused::NotBegun => "",
                })
            })?;
        Ok(Done::GoTo(format!("{}?done=numbered", back(&live, &key))))
    })
}
