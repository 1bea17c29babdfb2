//! Which page is at which address.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{account, admin, command::Command, error_page, group};

/// Everything that a form can be sent to, but for what the server does itself: signing in and out, the theme.
pub const COMMANDS: &[Command] = &[
    account::CHANGE_PROFILE,
    account::STATE_AFFILIATION,
    account::END_SESSIONS,
    account::MAKE_TOKEN,
    account::REVOKE_TOKEN,
    account::MAKE_CALENDAR_ADDRESS,
    account::REVOKE_CALENDAR_ADDRESS,
    account::LEAVE,
    crate::announcement::TAKE_BACK,
    group::STEP_DOWN,
    crate::sign_in::UNLINK_COMMAND,
    crate::policy::ADOPT,
    crate::import::HAND_IN,
    crate::import::TAKE_IN,
    Command::new(
        "/admin/people/{handle}/standing",
        "/admin/people/{handle}",
        admin::state_standing,
    ),
    Command::new(
        "/admin/people/{handle}/identities",
        "/admin/people/{handle}",
        admin::link_identity,
    ),
    Command::new(
        "/admin/people/{handle}/identities/unlink",
        "/admin/people/{handle}",
        admin::unlink_identity,
    ),
    Command::new(
        "/admin/people/{handle}/merge",
        "/admin/people/{handle}/merge",
        admin::merge_people,
    ),
    Command::new(
        "/admin/people/{handle}/merge/undo",
        "/admin/people/{handle}",
        admin::undo,
    ),
    Command::new("/admin/tokens/revoke", "/admin/tokens", admin::revoke_token),
    Command::new(
        "/groups/{slug}/delegates",
        "/groups/{slug}/delegates",
        group::appoint,
    ),
    Command::new(
        "/groups/{slug}/delegates/end",
        "/groups/{slug}/delegates",
        group::dismiss,
    ),
    Command::new("/admin/committee", "/admin/committee", admin::add_seat),
    Command::new(
        "/admin/committee/{number}/fill",
        "/admin/committee/{number}",
        admin::fill,
    ),
    Command::new(
        "/admin/committee/{number}/term",
        "/admin/committee/{number}",
        admin::change_term,
    ),
    Command::new(
        "/admin/committee/{number}/vacate",
        "/admin/committee/{number}",
        admin::vacate,
    ),
    Command::new(
        "/admin/committee/{number}/end",
        "/admin/committee/{number}",
        admin::end_seat,
    ),
];

/// All of them, by noun.
pub fn commands() -> impl Iterator<Item = &'static Command> {
    [
        COMMANDS,
        crate::proposal::NEW_COMMANDS,
        crate::proposal::DRAFT_COMMANDS,
        crate::proposal::ACT_COMMANDS,
        crate::group::CHECKLIST_COMMANDS,
        crate::announcement::ANNOUNCE_COMMANDS,
        crate::roadmap::ROADMAP_COMMANDS,
        crate::report::REPORT_COMMANDS,
        crate::health::COMMANDS,
        crate::meeting::MEETING_COMMANDS,
        crate::schedule::SERIES_COMMANDS,
        crate::agenda::AGENDA_COMMANDS,
        crate::minutes::MINUTES_COMMANDS,
    ]
    .into_iter()
    .flatten()
}

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
                <Route
                    path=path!("/account/calendar")
                    view=account::CalendarPage
                    ssr=SsrMode::Async
                />
                <Route path=path!("/account/data") view=account::DataPage ssr=SsrMode::Async />
                <Route path=path!("/account/leave") view=account::LeavePage ssr=SsrMode::Async />
                <Route path=path!("/account/left") view=account::LeftPage ssr=SsrMode::Async />
                <Route
                    path=path!("/account/sign-in")
                    view=crate::sign_in::LinkedAccountsPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/admin/people")
                    view=crate::admin::AdminPeoplePage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/admin/people/:handle")
                    view=crate::admin::AdminPersonPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/admin/standing")
                    view=crate::admin::AdminStandingPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/admin/committee")
                    view=crate::admin::AdminCommitteePage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/admin/committee/:number")
                    view=crate::admin::AdminSeatPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/admin/people/:handle/merge")
                    view=crate::admin::AdminMergePage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/admin/tokens")
                    view=crate::admin::AdminTokensPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/admin/audit")
                    view=crate::admin::AdminAuditPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/groups/:slug/delegates")
                    view=crate::group::DelegatesPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/committee")
                    view=crate::committee::CommitteePage
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
                <Route
                    path=path!("/groups/:slug/checklist")
                    view=crate::group::ChecklistPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/groups/:slug/manage")
                    view=crate::group::ManagePage
                    ssr=SsrMode::Async
                />
                <Route path=path!("/groups/:slug/roadmap") view=crate::roadmap::RoadmapPage ssr=SsrMode::Async />
                <Route
                    path=path!("/groups/:slug/roadmap/edit")
                    view=crate::roadmap::RoadmapEditPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/groups/:slug/roadmap/diff")
                    view=crate::roadmap::RoadmapDifferencePage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/groups/:slug/reports")
                    view=crate::report::GroupReportsPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/groups/:slug/reports/new")
                    view=crate::report::NewReportPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/groups/:slug/reports/:period")
                    view=crate::report::ReportPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/groups/:slug/reports/:period/edit")
                    view=crate::report::ReportDraftPage
                    ssr=SsrMode::Async
                />
                <Route path=path!("/roadmap") view=crate::roadmap::RoadmapsPage ssr=SsrMode::Async />
                <Route path=path!("/reports") view=crate::report::ReportsPage ssr=SsrMode::Async />
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
                <Route path=path!("/proposals") view=crate::proposal::ProposalsPage ssr=SsrMode::Async />
                <Route
                    path=path!("/proposals/new")
                    view=crate::proposal::NewProposalPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/proposals/drafts/:id")
                    view=crate::proposal::DraftPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/proposals/:number")
                    view=crate::proposal::ProposalPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/proposals/:number/diff")
                    view=crate::proposal::RevisionsComparedPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/announcements")
                    view=crate::announcement::AnnouncementsPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/announcements/new")
                    view=crate::announcement::AnnouncePage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/announcements/:number")
                    view=crate::announcement::AnnouncementPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/groups/:slug/formed")
                    view=crate::group::FormedPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/groups/:slug/step-down")
                    view=crate::group::StepDownPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/groups/:slug/announce")
                    view=crate::announcement::GroupAnnouncePage
                    ssr=SsrMode::Async
                />
                <Route path=path!("/meetings") view=crate::meeting::MeetingsPage ssr=SsrMode::Async />
                <Route
                    path=path!("/meetings/new")
                    view=crate::meeting::NewMeetingPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/meetings/series")
                    view=crate::schedule::SeriesListPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/meetings/series/new")
                    view=crate::schedule::NewSeriesPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/meetings/series/:series")
                    view=crate::schedule::SeriesPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/meetings/series/:series/change")
                    view=crate::schedule::ChangeSeriesPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/meetings/:key")
                    view=crate::meeting::MeetingPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/groups/:slug/meetings")
                    view=crate::meeting::GroupMeetingsPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/meetings/:key/agenda")
                    view=crate::agenda::AgendaPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/meetings/:key/agenda/:item")
                    view=crate::agenda::AgendaItemPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/meetings/series/:series/notes")
                    view=crate::minutes::PasteNotesPage
                    ssr=SsrMode::Async
                />
                <Route path=path!("/meetings/:key/live") view=crate::minutes::LivePage ssr=SsrMode::Async />
                <Route
                    path=path!("/meetings/:key/minutes")
                    view=crate::minutes::MinutesPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/meetings/:key/minutes/edit")
                    view=crate::minutes::MinutesEditPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/meetings/:key/minutes/diff")
                    view=crate::minutes::MinutesDifferencePage
                    ssr=SsrMode::Async
                />
                <Route path=path!("/actions") view=crate::minutes::ActionsPage ssr=SsrMode::Async />
                <Route
                    path=path!("/groups/:slug/minutes")
                    view=crate::minutes::GroupMinutesPage
                    ssr=SsrMode::Async
                />
                <Route path=path!("/toc/agenda") view=crate::agenda::TocAgendaPage ssr=SsrMode::Async />
                <Route
                    path=path!("/toc/health")
                    view=crate::health::HealthPage
                    ssr=SsrMode::Async
                />
                <Route path=path!("/toc") view=crate::proposal::TocPage ssr=SsrMode::Async />
                <Route path=path!("/toc/:number") view=crate::proposal::TocPage ssr=SsrMode::Async />
                <Route path=path!("/decisions") view=crate::decision::DecisionsPage ssr=SsrMode::Async />
                <Route
                    path=path!("/decisions/:number")
                    view=crate::decision::DecisionPage
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
