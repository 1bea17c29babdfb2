//! `/account/profile`: what one says of oneself, and what of it is public.

use domain::profile::{ProfileField, ProfileText};
use domain::time_zone::TimeZoneName;
use leptos::prelude::*;
use services::profile::{self, Profile, ProfileChange, ProfileError};

use super::frame::{AccountFrame, AccountPart, mine};
use crate::{
    command::{Done, Failure, Filled, Running, Submission, filled},
    page::{context, page},
    ui::{Banner, BannerKind, Button, Checkbox, Field, Section, SubmitLook, Table},
};

/// Where the page and its form are.
pub const ADDRESS: &str = "/account/profile";

/// Under which name a form that came too late says so.
const STALE: &str = "stale";

/// The page.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let context = context();
    let form = filled(ADDRESS);
    page(async move {
        let person = mine(&context)?;
        let profile = profile::own(&context, person).await?;
        let handle = context
            .actor()
            .person()
            .map_or_else(String::new, |acting| acting.handle.to_string());
        Ok(view! {
            <AccountFrame
                part=AccountPart::Profile
                title="Your profile"
                lede="What others see beside what you do."
                done=vec![("saved", "Your profile is saved.")]
            >
                {form.shown.contains_key(STALE).then(|| difference(&profile.text, &form))}
                {edit(&profile, &form)}
                <p class="hint">
                    "Everyone sees what is public on "
                    <a href=format!("/people/{handle}")>"your page in the record"</a>"."
                </p>
            </AccountFrame>
        }
        .into_any())
    })
}

fn edit(profile: &Profile, form: &Filled) -> AnyView {
    let text = &profile.text;
    // Whoever has seen the difference goes on from what is there now; any other form from what it was made from.
    let seen = form.shown.contains_key(STALE);
    let version = match seen {
        true => profile.version.to_string(),
        false => form.value("version", &profile.version.to_string()),
    };
    let name_before = match seen {
        true => text.name.clone(),
        false => form.value("name_before", &text.name),
    };
    view! {
        <form class="form" method="post" action=ADDRESS>
            <input type="hidden" name="version" value=version />
            <input type="hidden" name="name_before" value=name_before />
            <Field
                name="name"
                label="Name"
                hint="As others know you. It is public, and a change of it is a line of the record."
                value=form.value("name", &text.name)
                error=form.problem("name")
                autocomplete="name"
                required=true
            />
            <Field
                name="time_zone"
                label="Time zone"
                hint="Such as Europe/Lisbon. Leave it empty for none."
                value=form.value("time_zone", &text.time_zone)
                error=form.problem("time_zone")
                autocomplete="off"
                suggestions=TimeZoneName::suggestions()
            />
            <Checkbox
                name="time_zone_public"
                label="Show my time zone to everyone"
                ticked=form.is_ticked("time_zone_public", text.time_zone_public)
            />
            <Field
                name="pronouns"
                label="Pronouns"
                hint="If you want to say them."
                value=form.value("pronouns", &text.pronouns)
                error=form.problem("pronouns")
                autocomplete="off"
            />
            <Checkbox
                name="pronouns_public"
                label="Show my pronouns to everyone"
                ticked=form.is_ticked("pronouns_public", text.pronouns_public)
            />
            <div class="buttons"><Button text="Save profile" look=SubmitLook::Filled /></div>
        </form>
    }
    .into_any()
}

/// What was saved meanwhile beside what was typed.
fn difference(now: &ProfileText, form: &Filled) -> AnyView {
    let yes_or_no = |public: bool| if public { "public" } else { "not public" }.to_owned();
    let typed = |field: &str| form.fields.text(field).to_owned();
    let rows = [
        ("Name", now.name.clone(), typed("name")),
        ("Time zone", now.time_zone.clone(), typed("time_zone")),
        (
            "Time zone shown",
            yes_or_no(now.time_zone_public),
            yes_or_no(form.fields.ticked("time_zone_public")),
        ),
        ("Pronouns", now.pronouns.clone(), typed("pronouns")),
        (
            "Pronouns shown",
            yes_or_no(now.pronouns_public),
            yes_or_no(form.fields.ticked("pronouns_public")),
        ),
    ];
    let empty = |text: String| {
        if text.is_empty() {
            "nothing".to_owned()
        } else {
            text
        }
    };
    let rows = rows
        .into_iter()
        .filter(|(_, now, typed)| now != typed)
        .map(|(what, now, typed)| {
            view! {
                <tr>
                    <th scope="row">{what}</th>
                    <td>{empty(now)}</td>
                    <td>{empty(typed)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Banner kind=BannerKind::Problem>
            <p>
                "Your profile was changed elsewhere since you opened this page. Nothing of what you typed is saved yet, and nothing of it is lost."
            </p>
        </Banner>
        <Section title="What is different">
            <Table id="difference" caption="What is saved and what you typed" caption_hidden=true>
                <thead>
                    <tr>
                        <th scope="col">"What"</th>
                        <th scope="col">"Saved now"</th>
                        <th scope="col">"What you typed"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
            <p class="hint">"Change below what you want to keep, and save again."</p>
        </Section>
    }
    .into_any()
}

/// `POST /account/profile`.
pub fn change(submission: Submission) -> Running {
    Box::pin(async move {
        let person = mine(&submission.context)?;
        let mut form = Filled::of(&submission);
        let fields = &form.fields;
        let change = ProfileChange {
            // A form without a version was made from none that there ever was.
            version: fields.text("version").parse().unwrap_or(-1),
            name_before: fields.raw("name_before").to_owned(),
            text: ProfileText {
                name: fields.text("name").to_owned(),
                time_zone: fields.text("time_zone").to_owned(),
                pronouns: fields.text("pronouns").to_owned(),
                time_zone_public: fields.ticked("time_zone_public"),
                pronouns_public: fields.ticked("pronouns_public"),
            },
        };
        match profile::change(&submission.context, person, change).await {
            Ok(()) => Ok(Done::GoTo(format!("{ADDRESS}?done=saved"))),
            Err(ProfileError::Denied(denied)) => Err(denied.into()),
            Err(ProfileError::Wrong(problems)) => {
                for (field, problem) in problems {
                    form.refuse(name_of(field), problem);
                }
                Err(Failure::Invalid(form))
            }
            Err(ProfileError::Stale) => Err(Failure::Conflict(form.showing(STALE, "yes"))),
            Err(ProfileError::Write(error)) => Err(error.into()),
        }
    })
}

fn name_of(field: ProfileField) -> &'static str {
    match field {
        ProfileField::Name => "name",
        ProfileField::TimeZone => "time_zone",
        ProfileField::Pronouns => "pronouns",
    }
}
