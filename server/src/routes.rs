//! Which address is answered by what, and what every answer goes through.

use std::sync::Arc;

use app::{SignInWay, Site};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use services::Context;
use tower::{ServiceBuilder, ServiceExt as _};

use crate::{
    account,
    assets::{self, Assets},
    calendar, client_address, commands,
    configuration::Configuration,
    cross_site, database, feed, limits,
    live::{self, LiveMeetings},
    notice,
    page_cache::PageCache,
    pages, preview, principal,
    rate_limits::{self, RateLimits},
    session,
    sign_in::{self, Providers},
    theme,
};

/// What the handlers share. Cheap to clone.
#[derive(Clone)]
pub struct House(Arc<Inner>);

struct Inner {
    context: Context,
    site: Site,
    assets: Assets,
    page_cache: Option<PageCache>,
    live: LiveMeetings,
    rate_limits: RateLimits,
    trusted_proxies: usize,
    providers: Providers,
    behind_tls: bool,
    url: Option<String>,
}

impl House {
    /// The house of a configuration; `context` is of its database.
    ///
    /// # Errors
    /// When the assets are damaged or the database cannot be read.
    pub async fn new(configuration: &Configuration, context: Context) -> anyhow::Result<Self> {
        let assets = Assets::load()?;
        let providers = Providers::of(configuration)?;
        let site = Site {
            community: database::community_name(configuration, &context.database)
                .await?
                .into(),
            assets: assets.addresses(),
            sign_in: ways(configuration, &providers, &context).await?,
        };
        if let Some(stylesheet) = site.assets.get("main.css") {
            notice::wear(stylesheet.clone());
        }
        let page_cache = match configuration.page_cache_bytes {
            0 => None,
            bytes => Some(PageCache::new(
                bytes,
                services::record::state_of_pages(&context.database).await?,
            )),
        };
        Ok(Self(Arc::new(Inner {
            context,
            site,
            assets,
            page_cache,
            live: LiveMeetings::default(),
            rate_limits: RateLimits::new(configuration),
            trusted_proxies: configuration.trusted_proxies,
            providers,
            behind_tls: configuration.behind_tls,
            url: configuration.site_url(),
        })))
    }

    pub(crate) fn context(&self) -> &Context {
        &self.0.context
    }

    pub(crate) fn site(&self) -> &Site {
        &self.0.site
    }

    pub(crate) fn assets(&self) -> &Assets {
        &self.0.assets
    }

    /// The page cache, unless there is to be none.
    pub(crate) fn page_cache(&self) -> Option<&PageCache> {
        self.0.page_cache.as_ref()
    }

    /// The meetings that somebody follows.
    pub(crate) fn live(&self) -> &LiveMeetings {
        &self.0.live
    }

    /// How often one may do what costs something.
    pub(crate) fn rate_limits(&self) -> &RateLimits {
        &self.0.rate_limits
    }

    /// The sign-in providers.
    pub(crate) fn providers(&self) -> &Providers {
        &self.0.providers
    }

    /// Where readers reach the site, as far as that is known: what addresses in feeds begin with.
    pub(crate) fn url(&self) -> &str {
        self.0.url.as_deref().unwrap_or_default()
    }

    pub(crate) fn behind_tls(&self) -> bool {
        self.0.behind_tls
    }
}

/// The ways to sign in.
async fn ways(
    configuration: &Configuration,
    providers: &Providers,
    context: &Context,
) -> anyhow::Result<Arc<[SignInWay]>> {
    let mut ways: Vec<SignInWay> = providers
        .iter()
        .map(|provider| SignInWay {
            key: provider.key.clone(),
            title: provider.title.clone(),
        })
        .collect();
    if sign_in::is_open(configuration, context).await? {
        ways.push(SignInWay::demo());
    }
    Ok(ways.into())
}

/// A route of the server's own: neither a page of `app` nor one of its commands.
struct OwnRoute {
    method: Method,
    path: &'static str,
    answer: MethodRouter<House>,
    /// Whether it is told who asks.
    knows_who_asks: bool,
    /// Whether a house has it.
    is_in: fn(&House) -> bool,
}

impl OwnRoute {
    fn new(method: Method, path: &'static str, answer: MethodRouter<House>) -> Self {
        Self {
            method,
            path,
            answer,
            knows_who_asks: true,
            is_in: |_| true,
        }
    }

    /// The same for anyone, without asking who it is.
    fn for_anyone(self) -> Self {
        Self {
            knows_who_asks: false,
            ..self
        }
    }

    /// The same in some houses only.
    fn only_in(self, is_in: fn(&House) -> bool) -> Self {
        Self { is_in, ..self }
    }
}

/// Every route of the server's own. Who may use it is in `docs/permissions.md`.
fn own_routes() -> Vec<OwnRoute> {
    let as_someone_of_the_demo =
        post(sign_in::as_someone_of_the_demo).layer(middleware::from_fn(sign_in::on_this_machine));
    vec![
        OwnRoute::new(Method::POST, "/sign-in/demo", as_someone_of_the_demo)
            .only_in(|house| house.site().sign_in.iter().any(SignInWay::is_demo)),
        OwnRoute::new(Method::GET, "/sign-in/{provider}", get(sign_in::begin)),
        OwnRoute::new(
            Method::GET,
            "/sign-in/{provider}/callback",
            get(sign_in::come_back),
        ),
        OwnRoute::new(Method::GET, "/account/data.json", get(account::data)),
        OwnRoute::new(Method::GET, "/announcements.atom", get(feed::announcements)).for_anyone(),
        OwnRoute::new(Method::GET, "/meetings.ics", get(calendar::everything)).for_anyone(),
        OwnRoute::new(Method::GET, "/meetings/mine.ics", get(calendar::of_person)).for_anyone(),
        OwnRoute::new(Method::GET, "/meetings/next", get(calendar::next)).for_anyone(),
        OwnRoute::new(
            Method::GET,
            "/meetings/series/{series}/meetings.ics",
            get(calendar::of_series),
        )
        .for_anyone(),
        OwnRoute::new(
            Method::GET,
            "/meetings/series/{series}/next",
            get(calendar::next_of_series),
        )
        .for_anyone(),
        OwnRoute::new(
            Method::GET,
            "/groups/{slug}/meetings.ics",
            get(calendar::of_group),
        )
        .for_anyone(),
        OwnRoute::new(
            Method::GET,
            "/meetings/{key}/live/events",
            get(live::events),
        )
        .for_anyone(),
        OwnRoute::new(Method::POST, "/proposals/preview", post(preview::charter)),
        OwnRoute::new(Method::POST, "/sign-out", post(sign_in::sign_out)),
        OwnRoute::new(Method::POST, "/theme", post(theme::choose)),
        OwnRoute::new(Method::GET, "/assets/{name}", get(assets::serve)).for_anyone(),
        OwnRoute::new(Method::GET, "/healthz", get(health)).for_anyone(),
    ]
}

/// Method and path of every route: pages, commands and the server's own. `docs/permissions.md` has a row for each.
#[must_use]
pub fn routes() -> Vec<(Method, String)> {
    let pages = leptos_axum::generate_route_list(app::App)
        .into_iter()
        .map(|page| (Method::GET, page.path().to_owned()));
    let commands = app::commands().map(|command| (Method::POST, command.path.to_owned()));
    let own = own_routes()
        .into_iter()
        .map(|route| (route.method, route.path.to_owned()));
    pages.chain(commands).chain(own).collect()
}

/// All addresses, with what stands before them.
pub fn router(house: House) -> Router {
    let mut router = Router::new();
    for page in leptos_axum::generate_route_list(app::App) {
        router = router.route(page.path(), get(pages::serve));
    }
    router = commands::routes(router);
    router = with_own(router, &house, |route| route.knows_who_asks);
    router = router.fallback(pages::serve).layer(
        ServiceBuilder::new()
            .map_request(principal::token_or_cookies)
            .layer(session::layer(house.context(), house.behind_tls()))
            .layer(middleware::from_fn_with_state(
                house.clone(),
                principal::identify,
            ))
            .layer(middleware::from_fn_with_state(
                house.clone(),
                rate_limits::keep,
            )),
    );
    with_own(router, &house, |route| !route.knows_who_asks)
        .method_not_allowed_fallback(wrong_method)
        // One layer to the router: each by itself would be a box that every request clones, with all those within it.
        .layer(
            ServiceBuilder::new()
                .map_request(client_address::noting(house.0.trusted_proxies))
                .layer(middleware::from_fn(limits::keep))
                .layer(middleware::from_fn(cross_site::refuse))
                .layer(DefaultBodyLimit::max(limits::LARGEST_BODY)),
        )
        .with_state(house)
}

/// What the routes answer.
pub async fn answer(routes: &Router, request: Request) -> Response {
    match routes.clone().oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

fn with_own(
    router: Router<House>,
    house: &House,
    chosen: impl Fn(&OwnRoute) -> bool,
) -> Router<House> {
    own_routes()
        .into_iter()
        .filter(|route| chosen(route) && (route.is_in)(house))
        .fold(router, |router, route| {
            router.route(route.path, route.answer)
        })
}

async fn wrong_method() -> Response {
    notice::page(
        StatusCode::METHOD_NOT_ALLOWED,
        "That cannot be done here",
        "The page at this address does not take what was sent to it.",
    )
}

/// `GET /healthz`: whether the database can be read.
async fn health(State(house): State<House>) -> Response {
    let (status, text) = match services::record::newest_seq(&house.context().database).await {
        Ok(_) => (StatusCode::OK, "ok\n"),
        Err(error) => {
            tracing::error!(%error, "the database cannot be read");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database cannot be read\n",
            )
        }
    };
    let no_store = HeaderValue::from_static("no-store");
    (status, [(header::CACHE_CONTROL, no_store)], text).into_response()
}
