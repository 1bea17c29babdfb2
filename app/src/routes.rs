//! Which page is at which address.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{account, command::Command, error_page};

/// Everything that a form can be sent to, but for what the server does itself: signing in and out, the theme.
pub const COMMANDS: &[Command] = &[
    account::CHANGE_PROFILE,
    account::STATE_AFFILIATION,
    account::END_SESSIONS,
    account::MAKE_TOKEN,
    account::REVOKE_TOKEN,
    account::LEAVE,
    crate::sign_in::UNLINK_COMMAND,
    crate::policy::ADOPT,
    crate::import::HAND_IN,
    crate::import::TAKE_IN,
];

/// All pages.
#[component]
pub fn App() -> impl IntoView {
    view! {
        <Router>
            <Routes fallback=error_page::not_found>
                <Route path=path!("/") view=crate::home::HomePage ssr=SsrMode::Async />
                <Route path=path!("/admin") view=crate::admin::AdminIndexPage ssr=SsrMode::Async />
                <Route path=path!("/account") view=account::AccountPage ssr=SsrMode::Async />
                <Route
                    path=path!("/account/profile")
                    view=account::ProfilePage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/account/affiliations")
                    view=account::AffiliationsPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/account/sessions")
                    view=account::SessionsPage
                    ssr=SsrMode::Async
                />
                <Route path=path!("/account/tokens") view=account::TokensPage ssr=SsrMode::Async />
                <Route path=path!("/account/data") view=account::DataPage ssr=SsrMode::Async />
                <Route path=path!("/account/leave") view=account::LeavePage ssr=SsrMode::Async />
                <Route path=path!("/account/left") view=account::LeftPage ssr=SsrMode::Async />
                <Route
                    path=path!("/account/sign-in")
                    view=crate::sign_in::LinkedAccountsPage
                    ssr=SsrMode::Async
                />
                <Route path=path!("/groups") view=crate::group::GroupsPage ssr=SsrMode::Async />
                <Route path=path!("/groups/:slug") view=crate::group::GroupPage ssr=SsrMode::Async />
                <Route
                    path=path!("/groups/:slug/charter")
                    view=crate::group::CharterPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/groups/:slug/charter/diff")
                    view=crate::group::CharterDifferencePage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/groups/:slug/history")
                    view=crate::group::GroupHistoryPage
                    ssr=SsrMode::Async
                />
                <Route path=path!("/history") view=crate::history::HistoryPage ssr=SsrMode::Async />
                <Route
                    path=path!("/policy/diff")
                    view=crate::policy::PolicyDifferencePage
                    ssr=SsrMode::Async
                />
                <Route path=path!("/policy") view=crate::policy::PolicyPage ssr=SsrMode::Async />
                <Route
                    path=path!("/admin/policy")
                    view=crate::policy::PolicyEditPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/admin/imports")
                    view=crate::import::ImportsPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/admin/imports/:draft")
                    view=crate::import::ImportDraftPage
                    ssr=SsrMode::Async
                />
                <Route path=path!("/people") view=crate::person::PeoplePage ssr=SsrMode::Async />
                <Route
                    path=path!("/people/:handle")
                    view=crate::person::PersonPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/organizations")
                    view=crate::organization::OrganizationsPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/organizations/:slug")
                    view=crate::organization::OrganizationPage
                    ssr=SsrMode::Async
                />
                <Route path=path!("/sign-in") view=crate::sign_in::SignInPage ssr=SsrMode::Async />
                <Route
                    path=path!("/sign-in/demo")
                    view=crate::sign_in::DemoSignInPage
                    ssr=SsrMode::Async
                />
            </Routes>
        </Router>
    }
}
