//! `/admin/policy`: the rules as a form, what a change of them would mean, and its adoption as the next version.

mod changes;
mod command;
mod fields;
mod form;
mod tasks;

use domain::{
    permission::{Action, Resource},
    policy::Policy,
};
use leptos::prelude::*;
use services::policy::{PolicyVersion, versions};

pub use command::ADOPT;

use crate::{
    admin::{AdminPage, AdminTab},
    command::filled,
    page::{context, page, query, require},
    ui::{Columns, MarginSection},
};

/// Where the form is, and where it is sent.
const ADDRESS: &str = "/admin/policy";

/// What is shown once when the next step is to look at what changes.
const CHANGES: &str = "changes";

/// The form; or, when it was sent and nothing is wrong with it, what would change.
#[component]
pub fn PolicyEditPage() -> impl IntoView {
    let context = context();
    let sent = filled(ADDRESS);
    let preset = query("preset");
    page(async move {
        require(&context, Action::Administer, Resource::Community)?;
        let versions = versions(&context.database).await?;
        let newest = versions.first();
        if sent.shown.contains_key(CHANGES) {
            return changes::changes(&context, sent, newest).await;
        }
        let today = context.today();
        let (form, conflict) = if sent.was_sent() {
            let conflict = form::conflict(&sent, &versions);
            (sent, conflict)
        } else {
            let rules = match preset.as_deref() {
                Some("istio") => Policy::istio(),
                Some("istio_by_share") => Policy::istio_by_share(),
                Some("kubernetes") => Policy::kubernetes_like(),
                Some(_) | None => {
                    newest.map_or_else(Policy::istio, |version| version.rules.clone())
                }
            };
            let holds_from = newest.map_or(today, |version| version.holds_from.max(today));
            (fields::fresh(&rules, holds_from), None)
        };
        let lede = match newest {
            Some(version) => format!(
                "What you change becomes version {}. Version {} and all that was decided under it stay as they are.",
                version.number + 1,
                version.number
            ),
            None => "What you write becomes the first version of the rules.".to_owned(),
        };
        let margin = margin(newest);
        let form = form::form(&form, newest);
        Ok(view! {
            <AdminPage tab=AdminTab::Policy title="Policy" lede=lede>
                <Columns margin=margin>
                    {conflict}
                    {form}
                </Columns>
            </AdminPage>
        }
        .into_any())
    })
}

fn margin(newest: Option<&PolicyVersion>) -> AnyView {
    let newest = newest.map(|version| {
        let about = format!(
            "The newest version is number {}, “{}”.",
            version.number, version.rules.title
        );
        view! {
            <MarginSection title="The rules of today">
                <p><a href="/policy">"Read them in words"</a></p>
                <p class="hint">{about}</p>
            </MarginSection>
        }
    });
    view! {
        {newest}
        <MarginSection title="Begin from a preset">
            <p class="hint">"It fills the form anew, and changes nothing until you adopt it."</p>
            <form class="form" method="get" action=ADDRESS>
                <div class="buttons">
                    <button class="button" type="submit" name="preset" value="istio">"Istio"</button>
                    <button class="button" type="submit" name="preset" value="istio_by_share">
                        "Istio, by 60 % of the seats"
                    </button>
                    <button class="button" type="submit" name="preset" value="kubernetes">
                        "Kubernetes-like"
                    </button>
                </div>
            </form>
        </MarginSection>
        <MarginSection title="What happens next">
            <p>
                "You first see which sentences change, and which groups would newly fail or pass the lead rules. Then you adopt them."
            </p>
        </MarginSection>
    }
    .into_any()
}
