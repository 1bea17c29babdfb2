//! `/sign-in/demo`: in the demo community one is whoever one chooses to be.

use leptos::prelude::*;
use services::{
    ReadError,
    demo::{Part, cast},
};

use crate::{
    command::filled,
    page::{PageTitle, context, page, query},
    sign_in::SignInWay,
    site::Site,
    ui::{Avatar, Banner, BannerKind, PageHeader},
};

/// The page. It is there in the demo alone, on this machine alone.
#[component]
pub fn DemoSignInPage() -> impl IntoView {
    let context = context();
    let open = expect_context::<Site>()
        .sign_in
        .iter()
        .any(SignInWay::is_demo);
    let return_to = query("return_to").unwrap_or_else(|| "/".to_owned());
    let problem = filled("/sign-in/demo").problem("person");
    page(async move {
        if !open {
            return Err(ReadError::NotFound);
        }
        let parts = cast(&context).await?.into_iter().map(part).collect_view();
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
                <div class="demo-cast">{parts}</div>
            </form>
        }
        .into_any())
    })
}

fn part(part: Part) -> AnyView {
    let people = part
        .people
        .into_iter()
        .map(|person| {
            let about = (!person.about.is_empty())
                .then(|| view! { <span class="person-secondary">{person.about}</span> });
            view! {
                <li>
                    <button class="demo-player" type="submit" name="person" value=person.handle>
                        <Avatar name=person.name.clone() />
                        <span class="person-name">{person.name}</span>
                        {about}
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <section>
            <h2>{part.role}</h2>
            <ul>{people}</ul>
        </section>
    }
    .into_any()
}
