//! A site of its own for every test, in a database of its own, asked in process.

use std::{fs, path::Path};

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use futures_util::StreamExt as _;
use server::{Configuration, Front, House, ProviderKind, ProviderSettings, Secret};
use services::{Context, Database};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

/// The address of the page on which one signs in as someone of the demo.
const DEMO_SIGN_IN: &str = "/sign-in/demo";

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

pub struct Site {
    front: Front,
    folder: TempDir,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    /// A header's value; empty where it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// The cookie that it sets, as a browser sends it back.
    pub fn cookie(&self) -> String {
        let cookie = self.header("set-cookie");
        cookie.split(';').next().unwrap_or_default().to_owned()
    }
}

async fn database_in(folder: &Path) -> Database {
    let address = database_address(folder);
    let database = Database::connect(&address).await.unwrap();
    database.migrate().await.unwrap();
    database
}

fn database_address(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("house.db").display())
}

impl Site {
    /// A site with the preset's policy and nothing else.
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// The same, set up otherwise.
    pub async fn with(change: impl FnOnce(&mut Configuration)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let context = Context::new(database_in(folder.path()).await);
        services::policy::adopt_preset_if_none(&context)
            .await
            .unwrap();
        Self::of(context, folder, change).await
    }

    /// The site of the demo community.
    pub async fn of_tidewater() -> Self {
        Self::of_tidewater_with(|_| {}).await
    }

    /// The same, set up otherwise.
    pub async fn of_tidewater_with(change: impl FnOnce(&mut Configuration)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let context = Context::new(database_in(folder.path()).await);
        services::demo::fill(&context).await.unwrap();
        Self::of(context, folder, change).await
    }

    async fn of(
        context: Context,
        folder: TempDir,
        change: impl FnOnce(&mut Configuration),
    ) -> Self {
        let mut configuration =
            Configuration::read(None, std::iter::empty(), Default::default()).unwrap();
        // Tests ask more often than people do; those of the limits set their own.
        configuration.sign_ins_a_minute = 0;
        configuration.writes_a_minute = 0;
        configuration.searches_a_minute = 0;
        change(&mut configuration);
        let house = House::new(&configuration, context).await.unwrap();
        Self {
            front: Front::new(house),
            folder,
        }
    }

    /// A site with a copy of this one's database.
    pub async fn copy(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        self.execute("PRAGMA wal_checkpoint(TRUNCATE)").await;
        fs::copy(
            self.folder.path().join("house.db"),
            folder.path().join("house.db"),
        )
        .unwrap();
        let context = Context::new(database_in(folder.path()).await);
        Self::of(context, folder, |_| {}).await
    }

    /// The house's use cases and reads, with the machine's clock, beside the site.
    pub async fn context(&self) -> Context {
        let address = database_address(self.folder.path());
        Context::new(Database::connect(&address).await.unwrap())
    }

    /// Runs a statement on the database behind the site's back.
    pub async fn execute(&self, statement: &str) {
        let connection = self.connection().await;
        sea_orm::ConnectionTrait::execute_unprepared(&connection, statement)
            .await
            .unwrap();
        connection.close().await.unwrap();
    }

    /// The first column, a text, of what a query finds.
    pub async fn texts(&self, query: &str) -> Vec<String> {
        let connection = self.connection().await;
        let statement = sea_orm::Statement::from_string(sea_orm::DbBackend::Sqlite, query);
        let rows = sea_orm::ConnectionTrait::query_all_raw(&connection, statement)
            .await
            .unwrap();
        connection.close().await.unwrap();
        rows.iter()
            .map(|row| row.try_get_by_index(0).unwrap())
            .collect()
    }

    async fn connection(&self) -> sea_orm::DatabaseConnection {
        sea_orm::Database::connect(database_address(self.folder.path()))
            .await
            .unwrap()
    }

    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let (head, body) = self.front.answer(request).await.into_parts();
        // What goes on for as long as somebody listens has no end to wait for.
        let goes_on = head
            .headers
            .get("content-type")
            .is_some_and(|kind| kind == "text/event-stream");
        let body = if goes_on {
            body.into_data_stream().next().await.unwrap().unwrap()
        } else {
            to_bytes(body, usize::MAX).await.unwrap()
        };
        Answer {
            status: head.status,
            headers: head.headers,
            body,
        }
    }

    pub async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("GET", path, headers, "").await
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, headers: &[(&str, &str)], form: &str) -> Answer {
        let mut all = vec![FORM];
        all.extend_from_slice(headers);
        self.send("POST", path, &all, form).await
    }

    pub async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.ask(request.body(Body::from(body.to_owned())).unwrap())
            .await
    }

    pub async fn choose_theme(&self, headers: &[(&str, &str)], form: &str) -> Answer {
        self.post("/theme", headers, form).await
    }

    /// The address of an asset.
    pub async fn asset(&self) -> String {
        let home = self.get("/", &[]).await;
        let asset = home
            .text()
            .split('"')
            .find(|text| text.starts_with("/assets/"));
        asset.unwrap().to_owned()
    }

    /// A page that cannot be read, since its table is gone.
    pub async fn broken_page(&self) -> Answer {
        self.execute("DROP TABLE policies").await;
        self.get("/policy/diff?from=1&to=2", &[]).await
    }

    /// Gives someone a token of that scope. It is the same for the same person and scope.
    pub async fn token(&self, handle: &str, scope: &str) -> String {
        let secret = format!("chh_{scope}-of-{handle}");
        let hash: String = Sha256::digest(&secret)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        self.execute(&format!(
            "INSERT INTO tokens (id, person_id, name, scopes, hash, created_at, expires_at) \
             SELECT x'{}', id, '{scope}', '{scope}', '{hash}', 0, {} FROM people WHERE handle = '{handle}'",
            &hash[..32],
            i64::MAX
        ))
        .await;
        secret
    }

    /// Signs in as someone of the demo and gives the cookie.
    pub async fn sign_in(&self, handle: &str) -> String {
        let answer = self
            .post(DEMO_SIGN_IN, &[], &format!("person={handle}"))
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{handle}");
        answer.cookie()
    }
}

/// GitHub at an address of the test's, by the key `github`.
pub fn github(base: &str) -> ProviderSettings {
    ProviderSettings {
        key: "github".to_owned(),
        title: "GitHub".to_owned(),
        client_id: "house".to_owned(),
        client_secret: Secret::new("s3cret"),
        kind: ProviderKind::GitHub {
            authorize_url: format!("{base}/login/oauth/authorize"),
            token_url: format!("{base}/login/oauth/access_token"),
            api_url: format!("{base}/api/v3"),
        },
    }
}
