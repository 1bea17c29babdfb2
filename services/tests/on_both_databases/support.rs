//! A house of its own for every test: a fresh database, a clock that stands still, ids that count.
//!
//! ```text
//! on_each_database! {
//!     async fn a_group_can_be_found(house: &House) {
//!         house.import("2020-01-15", vec![Entry::named("Routing").lead("Amara Osei", "Northwind")]).await;
//!     }
//! }
//! ```

use std::{
    collections::BTreeSet,
    env, fs,
    path::PathBuf,
    process,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};

use domain::{
    Day,
    actor::Credential,
    event::DatedEvent,
    group::{GroupKind, GroupState},
    link::{Link, LinkKind},
    org::{OrgEntry, OrgStatement},
    person::{Account, StandingStatement},
    registry::{Answers, EndingMost, GroupEntry, PersonEntry, Registry, SeatEntry},
    seat::Role,
    slug::Slug,
    standing::Standing,
};
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use services::{
    Clock, Context, Database, MakesIds,
    registry::{ImportFile, Mode, import, import_organization},
};
use uuid::Uuid;

/// Makes two tests of each function: `NAME::sqlite` and `NAME::postgresql`.
macro_rules! on_each_database {
    ($($(#[$attribute:meta])* async fn $name:ident($house:ident: &House) $body:block)+) => {
        $($(#[$attribute])* mod $name {
            use super::*;

            async fn behaves($house: &$crate::support::House) $body

            #[test]
            fn sqlite() {
                $crate::support::run(async {
                    let house = $crate::support::House::on_sqlite().await;
                    behaves(&house).await;
                    house.leave().await;
                });
            }

            #[test]
            fn postgresql() {
                $crate::support::run(async {
                    let house = $crate::support::House::on_postgresql().await;
                    behaves(&house).await;
                    house.leave().await;
                });
            }
        })+
    };
}
pub(crate) use on_each_database;

/// The day that every test calls today.
pub const TODAY: &str = "2026-11-22";

/// A context with its own database.
pub struct House {
    /// What use cases and reads take.
    pub context: Context,
    /// The time; it stands still until it is moved.
    pub clock: Arc<SettableClock>,
    address: String,
    place: Place,
}

enum Place {
    Folder(PathBuf),
    Server { address: String, name: String },
}

impl House {
    /// A house in a SQLite file.
    pub async fn on_sqlite() -> Self {
        let folder = env::temp_dir().join(unique_name());
        fs::create_dir_all(&folder).unwrap();
        let address = format!("sqlite://{}", folder.join("house.db").display());
        Self::at(&address, Place::Folder(folder)).await
    }

    /// A house in a database of the PostgreSQL server that `CHARTERHOUSE_TEST_POSTGRES` names.
    pub async fn on_postgresql() -> Self {
        let server = env::var("CHARTERHOUSE_TEST_POSTGRES")
            .expect("there is no PostgreSQL server to test on: run `cargo xtask test`");
        let name = unique_name().replace('-', "_");
        ask(&server, &format!("CREATE DATABASE {name}")).await;
        let (before, _) = server
            .rsplit_once('/')
            .expect("CHARTERHOUSE_TEST_POSTGRES ends with the name of a database");
        let address = format!("{before}/{name}");
        Self::at(
            &address,
            Place::Server {
                address: server,
                name,
            },
        )
        .await
    }

    async fn at(address: &str, place: Place) -> Self {
        let database = Database::connect(address).await.unwrap();
        database.migrate().await.unwrap();
        let clock = Arc::new(SettableClock::default());
        let context = Context::with(
            database,
            Arc::clone(&clock) as Arc<dyn Clock>,
            Arc::new(CountingIds::default()),
        );
        services::policy::adopt_preset_if_none(&context)
            .await
            .unwrap();
        Self {
            context,
            clock,
            address: address.to_owned(),
            place,
        }
    }

    /// Takes the house down. A test that failed leaves its database for a look.
    pub async fn leave(self) {
        let Self { context, place, .. } = self;
        context.database.clone().close().await.unwrap();
        drop(context);
        match place {
            Place::Folder(folder) => fs::remove_dir_all(folder).unwrap(),
            Place::Server { address, name } => {
                ask(&address, &format!("DROP DATABASE {name}")).await
            }
        }
    }

    /// Forgets the policy that every house begins with: the record is empty then.
    pub async fn forget_policy(&self) {
        for statement in [
            "DELETE FROM events",
            "DELETE FROM policies",
            "UPDATE record SET newest_seq = 0",
        ] {
            ask(&self.address, statement).await;
        }
    }

    /// Counts a person as merged into another, without a line in the record: for what must follow a merge.
    pub async fn count_as_merged(&self, handle: &str, into: &str) {
        let statement = format!(
            "UPDATE people SET merged_into = (SELECT id FROM people WHERE handle = '{into}') WHERE handle = '{handle}'"
        );
        ask(&self.address, &statement).await;
    }

    /// Takes in a registry that shows the community on that day; groups may end, however many.
    pub async fn import(&self, on: &str, groups: Vec<Entry>) -> Vec<DatedEvent> {
        self.import_with(on, groups, Answers::default()).await
    }

    /// The same with answers about groups that are gone from it.
    pub async fn import_with(
        &self,
        on: &str,
        groups: Vec<Entry>,
        answers: Answers,
    ) -> Vec<DatedEvent> {
        let file = ImportFile {
            name: format!("registry-{on}.md"),
            format: "hand-made",
            as_of: day(on),
            statement: registry(groups),
        };
        let answers = Answers {
            ending_most: EndingMost::IsMeant,
            ..answers
        };
        let reports = import(&self.context, vec![file], answers, Mode::Write)
            .await
            .unwrap();
        reports
            .into_iter()
            .flat_map(|report| report.events)
            .collect()
    }

    /// Takes in a list of the organization's that shows someone, by the account that is their name's slug, with a standing.
    pub async fn list(&self, on: &str, name: &str, standing: Standing) {
        let login = Slug::of_name(name).unwrap();
        let file = ImportFile {
            name: format!("members-{on}.yaml"),
            format: "hand-made",
            as_of: day(on),
            statement: OrgStatement {
                people: vec![OrgEntry {
                    line: 1,
                    account: Account::github(login),
                    standing,
                }],
                states: BTreeSet::new(),
            },
        };
        import_organization(&self.context, vec![file], Mode::Write)
            .await
            .unwrap();
    }

    /// The same house with someone of the record acting, as they have signed in.
    pub async fn acting(&self, handle: &str) -> Context {
        let person = services::person::with_handle(&self.context, handle)
            .await
            .unwrap()
            .unwrap();
        let credential = Credential::Session("a session".to_owned());
        let actor = services::actor::acting(&self.context, person, credential)
            .await
            .unwrap()
            .unwrap();
        self.context.acting(actor)
    }

    /// Makes someone of the record an administrator, and acts as them.
    pub async fn administrator(&self, handle: &str) -> Context {
        let statement = StandingStatement {
            standing: Standing::Administrator,
            since: day("2020-01-15"),
            until: None,
            evidence: "They set it up".to_owned(),
        };
        services::admin::state_standing(&self.context, handle, statement)
            .await
            .unwrap();
        self.acting(handle).await
    }

    /// That the tables say what the record says.
    pub async fn is_sound(&self) {
        let findings = services::integrity::check(&self.context).await.unwrap();
        assert_eq!(findings.problems, Vec::<String>::new());
    }

    /// How many queries the read sends.
    pub async fn queries<T>(&self, read: impl Future<Output = T>) -> u64 {
        let before = self.context.database.queries();
        read.await;
        self.context.database.queries() - before
    }
}

/// A group as a registry lists it: an active working group, unless told otherwise.
#[derive(Clone)]
pub struct Entry(GroupEntry);

impl Entry {
    pub fn named(name: &str) -> Self {
        Self(GroupEntry {
            kind: Some(GroupKind::WorkingGroup),
            state: Some(GroupState::Active),
            description: Some(String::new()),
            links: Some(Vec::new()),
            stakeholders: Some(Vec::new()),
            ..GroupEntry::named(1, name)
        })
    }

    pub fn about(mut self, description: &str) -> Self {
        self.0.description = Some(description.to_owned());
        self
    }

    pub fn chartered(mut self, text: &str) -> Self {
        self.0.charter = Some(text.to_owned());
        self
    }

    pub fn of_kind(mut self, kind: GroupKind) -> Self {
        self.0.kind = Some(kind);
        self
    }

    pub fn in_state(mut self, state: GroupState) -> Self {
        self.0.state = Some(state);
        self
    }

    /// A subgroup of the entry at that place of the registry.
    pub fn part_of(mut self, place: usize) -> Self {
        self.0.kind = Some(GroupKind::Subgroup);
        self.0.parent = Some(place);
        self
    }

    pub fn linked(mut self, kind: LinkKind, label: &str, url: &str) -> Self {
        self.0.add_link(Link {
            kind,
            label: label.to_owned(),
            url: Some(url.to_owned()),
            detail: None,
        });
        self
    }

    pub fn with_a_stake_of(mut self, group: &str) -> Self {
        self.0
            .stakeholders
            .get_or_insert_default()
            .push(group.to_owned());
        self
    }

    pub fn lead(self, name: &str, organization: &str) -> Self {
        self.seat(Role::Lead, name, organization)
    }

    /// Someone in a role; their account is their name's slug.
    pub fn seat(mut self, role: Role, name: &str, organization: &str) -> Self {
        self.0.seats.push(SeatEntry {
            line: 1,
            role,
            area: None,
            person: PersonEntry {
                name: Some(name.to_owned()),
                account: Slug::of_name(name).map(Account::github),
                organization: Some(Some(organization.to_owned())),
            },
        });
        self
    }
}

/// A registry that lists all kinds of group and all roles.
pub fn registry(groups: Vec<Entry>) -> Registry {
    Registry {
        groups: groups.into_iter().map(|entry| entry.0).collect(),
        kinds: GroupKind::ALL.into(),
        roles: Role::ALL.into(),
    }
}

/// A day as it is written: `2020-01-15`.
pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Runs a test to its end.
pub fn run(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(test);
}

async fn ask(address: &str, statement: &str) {
    let connection = sea_orm::Database::connect(address).await.unwrap();
    connection.execute_unprepared(statement).await.unwrap();
    connection.close().await.unwrap();
}

/// Unlike that of any other test, also in other processes.
fn unique_name() -> String {
    static MADE: AtomicU64 = AtomicU64::new(0);
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let moment = std::time::UNIX_EPOCH.elapsed().unwrap().as_nanos();
    format!("charterhouse-test-{}-{number}-{moment}", process::id())
}

/// A clock that shows noon of [`TODAY`] until it is moved.
#[derive(Default)]
pub struct SettableClock {
    moved: AtomicI64,
}

impl SettableClock {
    /// Lets so many microseconds pass.
    pub fn pass(&self, microseconds: i64) {
        self.moved.fetch_add(microseconds, Ordering::SeqCst);
    }
}

impl Clock for SettableClock {
    fn now(&self) -> Timestamp {
        let noon: Timestamp = format!("{TODAY}T12:00:00Z").parse().unwrap();
        let moved = self.moved.load(Ordering::SeqCst);
        Timestamp::from_microsecond(noon.as_microsecond() + moved).unwrap()
    }
}

#[derive(Default)]
struct CountingIds(AtomicU64);

impl MakesIds for CountingIds {
    fn make(&self) -> Uuid {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + u128::from(number))
    }

    fn make_secret(&self) -> [u8; 32] {
        let mut secret = [0; 32];
        secret[..16].copy_from_slice(self.make().as_bytes());
        secret
    }
}
