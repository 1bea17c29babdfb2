//! Sessions of browsers. A session is found by a key, a hash of the cookie, so that nobody who reads the table can take one
//! over.

use domain::{
    ids::PersonId,
    permission::{Action, Denied, Resource},
    words::counted,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, prelude::Expr,
};

use crate::{
    Context, ReadError, WriteError,
    audit::{self, Deed},
    entities::session,
};

/// How long a session lasts that is not used, in microseconds: two weeks.
pub const IDLE: i64 = 14 * DAY;

/// How long a session lasts, however much it is used, in microseconds: sixty days.
pub const LONGEST: i64 = 60 * DAY;

/// A day in microseconds.
const DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// So many sessions of one person are listed.
const LISTED: u64 = 50;

/// The longest name of a browser that is kept, in characters.
const LONGEST_USER_AGENT: usize = 300;

/// A session as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSession {
    /// A hash of the cookie, in hexadecimal.
    pub key: String,
    /// Whose it is; nobody's before a sign-in is done.
    pub person: Option<PersonId>,
    /// What is kept in it, as JSON.
    pub data: String,
    /// What the browser called itself.
    pub user_agent: String,
    /// When it ends unless it is used before, in microseconds since 1970.
    pub expires_at: i64,
}

/// A session as its person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionLine {
    /// By which it is ended. Not the cookie.
    pub key: String,
    /// What the browser called itself.
    pub user_agent: String,
    /// When it began, in microseconds since 1970.
    pub created_at: i64,
    /// When it was last used, within some minutes.
    pub seen_at: i64,
}

/// Stores a new session.
///
/// # Errors
/// When the database fails or the key is taken.
pub async fn create(context: &Context, stored: StoredSession) -> Result<(), WriteError> {
    let now = context.now();
    session::ActiveModel {
        key: Set(stored.key),
        person_id: Set(stored.person.map(|person| person.0)),
        data: Set(stored.data),
        user_agent: Set(shortened(&stored.user_agent)),
        created_at: Set(now),
        seen_at: Set(now),
        expires_at: Set(stored.expires_at.min(now.saturating_add(LONGEST))),
    }
    .insert(context.database.connection())
    .await?;
    Ok(())
}

/// Stores what is now in a session and puts its end off, though never past [`LONGEST`]. One that was ended meanwhile stays
/// ended.
///
/// # Errors
/// When the database fails.
pub async fn update(context: &Context, stored: StoredSession) -> Result<(), WriteError> {
    let connection = context.database.connection();
    let Some(row) = session::Entity::find_by_id(stored.key.clone())
        .one(connection)
        .await?
    else {
        return Ok(());
    };
    let ends = row.created_at.saturating_add(LONGEST);
    session::Entity::update_many()
        .col_expr(
            session::Column::PersonId,
            Expr::value(stored.person.map(|person| person.0)),
        )
        .col_expr(session::Column::Data, Expr::value(stored.data))
        .col_expr(session::Column::SeenAt, Expr::value(context.now()))
        .col_expr(
            session::Column::ExpiresAt,
            Expr::value(stored.expires_at.min(ends)),
        )
        .filter(session::Column::Key.eq(stored.key))
        .exec(connection)
        .await?;
    Ok(())
}

/// The session with that key, unless it has ended.
///
/// # Errors
/// When the database fails.
pub async fn load(context: &Context, key: &str) -> Result<Option<StoredSession>, ReadError> {
    let row = session::Entity::find_by_id(key.to_owned())
        .filter(session::Column::ExpiresAt.gt(context.now()))
        .one(context.database.connection())
        .await?;
    Ok(row.map(|row| StoredSession {
        key: row.key,
        person: row.person_id.map(PersonId),
        data: row.data,
        user_agent: row.user_agent,
        expires_at: row.expires_at,
    }))
}

/// Ends the session with that key.
///
/// # Errors
/// When the database fails.
pub async fn end(context: &Context, key: &str) -> Result<(), WriteError> {
    session::Entity::delete_by_id(key.to_owned())
        .exec(context.database.connection())
        .await?;
    Ok(())
}

/// The sessions of a person that last, the one used last first.
///
/// # Errors
/// When the database fails.
pub async fn of_person(context: &Context, person: PersonId) -> Result<Vec<SessionLine>, ReadError> {
    let rows = session::Entity::find()
        .filter(session::Column::PersonId.eq(person.0))
        .filter(session::Column::ExpiresAt.gt(context.now()))
        .order_by_desc(session::Column::SeenAt)
        .order_by_asc(session::Column::Key)
        .limit(LISTED)
        .all(context.database.connection())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| SessionLine {
            key: row.key,
            user_agent: row.user_agent,
            created_at: row.created_at,
            seen_at: row.seen_at,
        })
        .collect())
}

/// One's own sessions that last, the one used last first.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn own(context: &Context, person: PersonId) -> Result<Vec<SessionLine>, ReadError> {
    context.may(Action::KeepAccount, Resource::Account(person))?;
    of_person(context, person).await
}

/// Ends sessions of the acting person's own and gives how many.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn end_own(
    context: &Context,
    person: PersonId,
    ending: Ending<'_>,
) -> Result<u64, OwnError> {
    context.may(Action::KeepAccount, Resource::Account(person))?;
    let ended = end_of_person(context, person, ending).await?;
    if ended > 0 {
        let about = counted(
            usize::try_from(ended).unwrap_or(usize::MAX),
            "session",
            "sessions",
        );
        let connection = context.database.connection();
        audit::note(connection, context, Deed::SessionsEnded, &about).await?;
    }
    Ok(ended)
}

/// Why something of one's own was not changed.
#[derive(Debug, thiserror::Error)]
pub enum OwnError {
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Nothing was written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<DbErr> for OwnError {
    fn from(error: DbErr) -> Self {
        Self::Write(error.into())
    }
}

/// Which of a person's sessions end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending<'a> {
    /// The one with that key, if it is theirs.
    One(&'a str),
    /// All but the one with that key.
    AllBut(&'a str),
    /// All.
    All,
}

/// Ends sessions of a person and gives how many.
///
/// # Errors
/// When the database fails.
pub async fn end_of_person(
    context: &Context,
    person: PersonId,
    ending: Ending<'_>,
) -> Result<u64, WriteError> {
    let theirs = session::Entity::delete_many().filter(session::Column::PersonId.eq(person.0));
    let ended = match ending {
        Ending::One(key) => theirs.filter(session::Column::Key.eq(key)),
        Ending::AllBut(key) => theirs.filter(session::Column::Key.ne(key)),
        Ending::All => theirs,
    };
    Ok(ended
        .exec(context.database.connection())
        .await?
        .rows_affected)
}

/// Removes the sessions that have ended and gives how many.
///
/// # Errors
/// When the database fails.
pub async fn clean_up(context: &Context) -> Result<u64, WriteError> {
    Ok(session::Entity::delete_many()
        .filter(session::Column::ExpiresAt.lte(context.now()))
        .exec(context.database.connection())
        .await?
        .rows_affected)
}

fn shortened(user_agent: &str) -> String {
    user_agent.chars().take(LONGEST_USER_AGENT).collect()
}
