//! Which address is answered by what, and what every answer goes through.

use std::sync::Arc;

use app::{SignInWay, Site};
use axum::{
    Router,
    extract::{DefaultBodyLimit, State},
    http::{HeaderValue, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use services::Context;

use crate::{
    assets::{self, Assets},
    commands,
    configuration::Configuration,
    cross_site, database, limits, notice,
    page_cache::PageCache,
    pages, principal, security_headers, session, sign_in, theme,
};

/// What the handlers share. Cheap to clone.
#[derive(Clone)]
pub struct House(Arc<Inner>);

struct Inner {
    context: Context,
    site: Site,
    assets: Assets,
    page_cache: Option<PageCache>,
    behind_tls: bool,
}

impl House {
    /// The house of a configuration; `context` is of its database.
    ///
    /// # Errors
    /// When the assets are damaged or the database cannot be read.
    pub async fn new(configuration: &Configuration, context: Context) -> anyhow::Result<Self> {
        let assets = Assets::load()?;
        let site = Site {
            community: database::community_name(configuration, &context.database)
                .await?
                .into(),
            assets: assets.addresses(),
            sign_in: ways(configuration, &context).await?,
        };
        if let Some(stylesheet) = site.assets.get("main.css") {
            notice::wear(stylesheet.clone());
        }
        let page_cache = match configuration.page_cache_bytes {
            0 => None,
            bytes => Some(PageCache::new(
                bytes,
                services::record::newest_seq(&context.database).await?,
            )),
        };
        Ok(Self(Arc::new(Inner {
            context,
            site,
            assets,
            page_cache,
            behind_tls: configuration.behind_tls,
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

    pub(crate) fn behind_tls(&self) -> bool {
        self.0.behind_tls
    }
}

/// The ways to sign in.
async fn ways(
    configuration: &Configuration,
    context: &Context,
) -> anyhow::Result<Arc<[SignInWay]>> {
    let mut ways = Vec::new();
    if sign_in::is_open(configuration, context).await? {
        ways.push(SignInWay::demo());
    }
    Ok(ways.into())
}

/// All addresses.
pub fn router(house: House) -> Router {
    let headers = security_headers::of(house.behind_tls());
    let mut router = Router::new();
    for route in leptos_axum::generate_route_list(app::App) {
        router = router.route(route.path(), get(pages::serve));
    }
    if house.site().sign_in.iter().any(SignInWay::is_demo) {
        router = router.merge(
            Router::new()
                .route("/sign-in/demo", post(sign_in::as_someone_of_the_demo))
                .layer(middleware::from_fn(sign_in::on_this_machine)),
        );
    }
    commands::routes(router)
        .route("/sign-out", post(sign_in::sign_out))
        .route("/theme", post(theme::choose))
        .fallback(pages::serve)
        .layer(middleware::from_fn_with_state(
            house.clone(),
            principal::identify,
        ))
        .layer(session::layer(house.context(), house.behind_tls()))
        // Who asks for these does not matter.
        .route("/assets/{name}", get(assets::serve))
        .route("/healthz", get(health))
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::max(limits::LARGEST_BODY))
        .layer(middleware::from_fn(cross_site::refuse))
        .layer(middleware::from_fn(limits::keep))
        .layer(middleware::map_response_with_state(
            headers,
            security_headers::add,
        ))
        .with_state(house)
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
