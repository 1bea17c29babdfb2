//! What the pages of an account have in common: whose it is, the way between them, what was just done.

use domain::{
    ids::PersonId,
    permission::{Action, Denied, Resource},
};
use jiff::Timestamp;
use leptos::prelude::*;
use services::{Context, ReadError};

use crate::{
    page::{PageTitle, query, require},
    ui::{Banner, BannerKind, PageHeader, Tab, Tabs, TimestampText},
};

/// The parts of an account, each with a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountPart {
    /// All of them.
    Overview,
    /// Name, time zone, pronouns.
    Profile,
    /// Organizations.
    Affiliations,
    /// The accounts to sign in with.
    SignIn,
    /// Browsers that are signed in.
    Sessions,
    /// Tokens for scripts.
    Tokens,
    /// The address for one's calendar program.
    Calendar,
    /// What is held on oneself.
    Data,
    /// Leaving.
    Leaving,
}

impl AccountPart {
    /// All, in the order of the tabs.
    pub const ALL: [Self; 9] = [
        Self::Overview,
        Self::Profile,
        Self::Affiliations,
        Self::SignIn,
        Self::Sessions,
        Self::Tokens,
        Self::Calendar,
        Self::Data,
        Self::Leaving,
    ];

    /// The word on the tab.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Profile => "Profile",
            Self::Affiliations => "Affiliations",
            Self::SignIn => "Sign-in",
            Self::Sessions => "Sessions",
            Self::Tokens => "Tokens",
            Self::Calendar => "Calendar",
            Self::Data => "Your data",
            Self::Leaving => "Leaving",
        }
    }

    /// What one does there, a sentence.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Overview => "All parts of your account.",
            Self::Profile => "Your name, your time zone, your pronouns, and who sees them.",
            Self::Affiliations => "The organizations you are and were with.",
            Self::SignIn => "The accounts you sign in with.",
            Self::Sessions => "The browsers in which you are signed in.",
            Self::Tokens => "Tokens with which scripts act for you.",
            Self::Calendar => "The meetings of your groups in your own calendar program.",
            Self::Data => "Everything that is held on you, to read and to take away.",
            Self::Leaving => "What goes and what stays when you leave.",
        }
    }

    /// The address.
    #[must_use]
    pub fn address(self) -> &'static str {
        match self {
            Self::Overview => "/account",
            Self::Profile => "/account/profile",
            Self::Affiliations => "/account/affiliations",
            Self::SignIn => "/account/sign-in",
            Self::Sessions => "/account/sessions",
            Self::Tokens => "/account/tokens",
            Self::Calendar => "/account/calendar",
            Self::Data => "/account/data",
            Self::Leaving => "/account/leave",
        }
    }
}

/// Whose account it is: the acting person's own, always.
///
/// # Errors
/// When nobody has signed in, or with a token, which keeps no account.
pub fn mine(context: &Context) -> Result<PersonId, ReadError> {
    require(context, Action::KeepAccount, Resource::Community)?;
    let person = context.actor().person_id();
    person.ok_or(ReadError::Denied(Denied::SignIn))
}

/// A page of the account: its title, the tabs, what was just done (`?done=`, one of these keys), and its content.
#[component]
pub fn AccountFrame(
    part: AccountPart,
    #[prop(into)] title: String,
    #[prop(into)] lede: String,
    /// What each key of `?done=` says.
    #[prop(optional)]
    done: Vec<(&'static str, &'static str)>,
    children: Children,
) -> impl IntoView {
    let tabs = AccountPart::ALL
        .into_iter()
        .map(|part| Tab::new(part.address(), part.word()))
        .collect();
    let said = query("done").and_then(|key| {
        let words = done.into_iter().find(|(known, _)| *known == key);
        words.map(|(_, words)| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })
    });
    view! {
        <PageTitle subject=title.clone() />
        <PageHeader title=title lede=lede />
        <Tabs label="Your account" tabs=tabs current=part.word() />
        <div class="account">
            {said}
            {children()}
        </div>
    }
}

/// A moment that is kept in microseconds since 1970.
pub fn moment(microseconds: i64) -> AnyView {
    let at = Timestamp::from_microsecond(microseconds).unwrap_or_default();
    view! { <TimestampText at=at /> }.into_any()
}
