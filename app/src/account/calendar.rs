//! `/account/calendar`: the secret address under which one's calendar program follows the meetings of one's groups. It is
//! shown when it is made, and never again.

use leptos::prelude::*;
use services::calendar::{self, CalendarAddress};

use super::frame::{AccountFrame, AccountPart, mine, moment};
use crate::{
    address::address,
    command::{Done, Filled, Running, Submission, filled},
    outcome::failure,
    page::{context, page},
    ui::{Banner, BannerKind, Button, Icon, Section, SubmitLook},
};

/// Where the page and its form are.
pub const ADDRESS: &str = "/account/calendar";

/// Under which name a new address is shown.
const MADE: &str = "made";

/// The page.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let context = context();
    let form = filled(ADDRESS);
    page(async move {
        let person = mine(&context)?;
        let own = calendar::own_address(&context, person).await?;
        let made = form.shown.get(MADE).cloned().map(shown_once);
        Ok(view! {
            <AccountFrame
                part=AccountPart::Calendar
                title="Your calendar"
                lede="The meetings of your groups in your own calendar program, with everything that is moved or cancelled."
                done=vec![
                    ("revoked", "The address is revoked. Programs that used it get nothing any more."),
                    ("none", "You have no such address."),
                ]
            >
                {made}
                <Section title="The meetings of your groups">
                    <p>"Those of the groups that you lead or help as a delegate, of all working groups together, and of the committee if you are on it. Calendar programs cannot sign in: they get an address that only you know."</p>
                    {standing(own)}
                </Section>
                <Section title="Everything else">
                    <p>"Whoever wants all meetings, or those of one group or series, needs no address of their own."</p>
                    <ul class="margin-links">
                        <li><a class="calendar-link" href="/meetings.ics">{Icon::Calendar.view()}"All meetings (iCalendar)"</a></li>
                        <li><a href="/meetings/series">"Each series"</a></li>
                    </ul>
                </Section>
            </AccountFrame>
        }
        .into_any())
    })
}

fn shown_once(secret: String) -> AnyView {
    let href = address("/meetings/mine.ics", &[("key", &secret)]);
    let words = href.clone();
    view! {
        <Banner kind=BannerKind::Notice>
            <p>"Your calendar’s address. Copy this link into your calendar program now: it is not kept, and you will not see it again."</p>
            <p><a href=href>"My meetings (iCalendar)"</a></p>
            <p><code class="token">{words}</code></p>
        </Banner>
    }
    .into_any()
}

fn standing(own: Option<CalendarAddress>) -> AnyView {
    let Some(own) = own else {
        return view! {
            <p class="hint">"You have no such address yet."</p>
            <form method="post" action=ADDRESS>
                <Button text="Make an address" look=SubmitLook::Filled />
            </form>
        }
        .into_any();
    };
    let used = match own.used_at {
        Some(at) => view! { "last read "{moment(at)} }.into_any(),
        None => "never read yet".into_any(),
    };
    view! {
        <p>"You have one, made "{moment(own.created_at)}", "{used}"."</p>
        <div class="buttons">
            <form method="post" action=ADDRESS>
                <Button text="Make another instead" />
            </form>
            <form method="post" action="/account/calendar/revoke">
                <Button text="Revoke it" />
            </form>
        </div>
        <p class="hint">"Another one takes the place of this one: programs that use it have to be given the new address."</p>
    }
    .into_any()
}

/// `POST /account/calendar`.
pub fn make(submission: Submission) -> Running {
    Box::pin(async move {
        let person = mine(&submission.context)?;
        let form = Filled::of(&submission);
        let secret = calendar::make_address(&submission.context, person)
            .await
            .map_err(|error| failure(error, form.clone(), |refusal| match *refusal {}))?;
        Ok(Done::Show(form.showing(MADE, secret)))
    })
}

/// `POST /account/calendar/revoke`.
pub fn revoke(submission: Submission) -> Running {
    Box::pin(async move {
        let person = mine(&submission.context)?;
        let form = Filled::of(&submission);
        let revoked = calendar::revoke_address(&submission.context, person)
            .await
            .map_err(|error| failure(error, form, |refusal| match *refusal {}))?;
        let done = if revoked { "revoked" } else { "none" };
        Ok(Done::GoTo(format!("{ADDRESS}?done={done}")))
    })
}
