//! `/sign-in/demo`: in the demo community one is whoever one chooses to be.

use leptos::prelude::*;
use services::{ReadError, demo::cast};

use crate::{
    command::filled,
    page::{PageTitle, context, page, query},
    site::Site,
    ui::{Banner, BannerKind, PageHeader, Section},
};

/// The page. It is there in the demo alone, on this machine alone.
#[component]
pub fn DemoSignInPage() -> impl IntoView {
    let context = context();
    let open = expect_context::<Site>()
        .sign_in
        .iter()
        .any(|way| way.key == "demo");
    let return_to = query("return_to").unwrap_or_else(|| "/".to_owned());
    let problem = filled("/sign-in/demo").problem("person");
    page(async move {
        if !open {
            return Err(ReadError::NotFound);
        }
        let parts = cast(&context)
            .await?
            .into_iter()
            .map(|part| {
                let people = part
                    .people
                    .into_iter()
                    .map(|person| {
                        view! {
                            <li>
                                <button class="button" type="submit" name="person" value=person.handle>
                                    {person.name}
                                </button>
                                <span class="secondary">{person.about}</span>
                            </li>
                        }
                    })
                    .collect_view();
                view! {
                    <Section title=part.role>
                        <ul class="demo-cast">{people}</ul>
                    </Section>
                }
            })
            .collect_view();
        Ok(view! {
            <PageTitle subject="Sign in to the demo" />
            <PageHeader
                title="Whom would you like to be?"
                lede="This is an invented community on your own machine, so you may sign in as anyone in it. To be a visitor again, sign out."
            />
            {(!problem.is_empty()).then(|| view! {
                <Banner kind=BannerKind::Problem><p>{problem}</p></Banner>
            })}
            <form method="post" action="/sign-in/demo">
                <input type="hidden" name="return_to" value=return_to />
                {parts}
            </form>
        }
        .into_any())
    })
}
