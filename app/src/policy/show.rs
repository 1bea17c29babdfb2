//! `/policy`: the rules in words, with the reason for them; `?version=N` shows another version.

use domain::{
    Day,
    permission::{Action, Resource},
    policy::RuleInWords,
};
use leptos::prelude::*;
use services::{
    ReadError,
    policy::{PolicyVersion, coming, in_force, versions},
};

use crate::{
    page::{PageTitle, context, page, query},
    ui::{
        Banner, BannerKind, Columns, DateText, DayFormat, Empty, MarginSection, PageHeader,
        Section, long_date,
    },
};

/// The rules, in words.
#[component]
pub fn PolicyPage() -> impl IntoView {
    let context = context();
    let wanted = query("version");
    let adopted_just_now = query("done").as_deref() == Some("adopted");
    page(async move {
        let reader = Reader {
            today: context.today(),
            may_edit: context.may(Action::Administer, Resource::Community).is_ok(),
            adopted_just_now,
        };
        let versions = versions(&context.database).await?;
        let holding = in_force(&versions, context.today()).map(|version| version.number);
        let shown = match &wanted {
            None => versions
                .iter()
                .find(|version| Some(version.number) == holding),
            Some(number) => Some(
                versions
                    .iter()
                    .find(|version| version.number.to_string() == *number)
                    .ok_or(ReadError::NotFound)?,
            ),
        };
        Ok(match shown {
            None => view! {
                <PageTitle subject="Policy" />
                <PageHeader title="Policy" />
                <Empty title="No rules were adopted yet">
                    <p>"Here will be the community's rules in words, and each version of them."</p>
                </Empty>
            }
            .into_any(),
            Some(version) => rules(version, &versions, holding, &reader),
        })
    })
}

/// Who reads the page, and when.
struct Reader {
    today: Day,
    may_edit: bool,
    adopted_just_now: bool,
}

fn rules(
    version: &PolicyVersion,
    versions: &[PolicyVersion],
    holding: Option<u32>,
    reader: &Reader,
) -> AnyView {
    let today = reader.today;
    let edit = reader.may_edit.then(|| {
        view! { <p><a class="button" href="/admin/policy">"Edit the rules"</a></p> }.into_any()
    });
    let number = version.number;
    let adopted = reader.adopted_just_now.then(|| {
        view! {
            <Banner kind=BannerKind::Notice>
                <p>{format!("Version {number} was adopted.")}</p>
            </Banner>
        }
    });
    let holds = Some(number) == holding;
    let subject = if holds {
        "Policy".to_owned()
    } else {
        format!("Policy, version {number}")
    };
    let lede = format!(
        "{} Version {number} of the rules, “{}”, holds from {}.",
        version.rules.who_decides(),
        version.rules.title,
        long_date(version.holds_from)
    );
    let other = (!holds).then(|| other_than_today(version, today));
    let next = coming(versions, today).first().copied().filter(|_| holds);
    let next = next.map(|next| {
        let (number, holds_from) = (next.number, next.holds_from);
        let href = format!("/policy?version={number}");
        view! {
            <Banner kind=BannerKind::Notice>
                <p>
                    "A new version holds from "<DateText day=holds_from />". "
                    <a href=href>{format!("Read version {number}")}</a>
                </p>
            </Banner>
        }
    });
    let in_words = version.rules.in_words();
    let sections = in_words
        .chunk_by(|one, next| one.heading == next.heading)
        .map(|rules| section(rules, version))
        .collect_view();
    view! {
        <PageTitle subject=subject />
        <PageHeader title="Policy" lede=lede />
        {adopted}
        {other}
        {next}
        <Columns margin=margin(version, versions, holding, edit)>
            {sections}
        </Columns>
    }
    .into_any()
}

/// The banner of a version that does not hold today: not any more, or not yet.
fn other_than_today(version: &PolicyVersion, today: Day) -> AnyView {
    let words = if version.holds_from > today {
        format!(
            "This version is still to come: it holds from {}. ",
            long_date(version.holds_from)
        )
    } else {
        "This is not the version that holds today. ".to_owned()
    };
    view! {
        <Banner kind=BannerKind::Past>
            <p>{words}<a href="/policy">"Read the rules of today"</a></p>
        </Banner>
    }
    .into_any()
}

fn section(rules: &[RuleInWords], version: &PolicyVersion) -> AnyView {
    let heading = rules.first().map_or("", |rule| rule.heading);
    let sentences = rules
        .iter()
        .map(|rule| view! { <li>{rule.sentence.clone()}</li> })
        .collect_view();
    let quoted = (heading == "Leads")
        .then(|| version.rules.lead_rules.quoted())
        .flatten()
        .map(|words| {
            view! {
                <figure class="quoted">
                    <blockquote>{words}</blockquote>
                    <figcaption>
                        "The source: Istio’s "
                        <a href="https://github.com/istio/community/blob/master/WORKING-GROUP-PROCESSES.md">
                            "working group processes"
                        </a>
                    </figcaption>
                </figure>
            }
        });
    view! {
        <Section title=heading>
            <ul class="rules">{sentences}</ul>
            {quoted}
        </Section>
    }
    .into_any()
}

fn margin(
    version: &PolicyVersion,
    versions: &[PolicyVersion],
    holding: Option<u32>,
    edit: Option<AnyView>,
) -> AnyView {
    let shown = version.number;
    let all = versions
        .iter()
        .map(|other| {
            let number = other.number;
            let here = (number == shown).then_some("page");
            let holds = (Some(number) == holding).then_some(", holds today");
            let compare = versions
                .iter()
                .find(|before| before.number + 1 == number)
                .map(|before| {
                    let href = format!("/policy/diff?from={}&to={number}", before.number);
                    view! {
                        <a class="version-compare" href=href>
                            {format!("Compare with {}", before.number)}
                            <span class="visually-hidden">{format!(": version {number}")}</span>
                        </a>
                    }
                });
            view! {
                <li>
                    <a href=format!("/policy?version={number}") aria-current=here>
                        {format!("Version {number}")}
                    </a>
                    <span class="version-since">
                        "from "<DateText day=other.holds_from format=DayFormat::Short />{holds}
                    </span>
                    {compare}
                </li>
            }
        })
        .collect_view();
    let reason = version.reason.clone();
    let why = (!reason.is_empty()).then(|| {
        view! {
            <MarginSection title="Why it was adopted">
                <p>{reason}</p>
            </MarginSection>
        }
    });
    view! {
        {why}
        <MarginSection title="Who decides">
            <p><a href="/committee">"The committee’s seats and terms"</a></p>
        </MarginSection>
        <MarginSection title="All versions">
            <ol class="versions" reversed=true>{all}</ol>
            {edit}
        </MarginSection>
    }
    .into_any()
}
