//! `/admin/audit`: what was done by whom, newest first.

use domain::ids::PersonId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::Deed;
use crate::{
    Context, ReadError,
    entities::{audit, person},
    history::{Name, Names},
    person::called,
};

/// As many lines as one page shows.
const LINES_A_PAGE: usize = 50;

/// Which lines are wanted; what is `None` does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditWanted {
    /// What someone with this handle or account did.
    pub person: Option<String>,
    /// What was done.
    pub deed: Option<Deed>,
    /// Only what came before the line with this id.
    pub before: Option<Uuid>,
}

/// A page of the audit.
#[derive(Clone, Debug, Default)]
pub struct AuditPage {
    /// The lines, newest first.
    pub lines: Vec<AuditLine>,
    /// Where the next page begins: before this line.
    pub next: Option<Uuid>,
    /// Whether nobody is called as was asked; then there are no lines.
    pub unknown_person: bool,
}

/// One line of the audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// When, in microseconds since 1970.
    pub at: i64,
    /// Who, where it was someone who had signed in.
    pub by: Option<Name>,
    /// By what means.
    pub via: Via,
    /// What was done, in words.
    pub done: String,
    /// To what.
    pub about: String,
}

/// By what means something was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// In a browser.
    Session,
    /// By a script.
    Token,
    /// On the machine itself.
    Operator,
    /// By someone who had not signed in.
    Visitor,
}

impl Via {
    fn of_key(key: &str) -> Result<Self, ReadError> {
        match key {
            "session" => Ok(Self::Session),
            "token" => Ok(Self::Token),
            "operator" => Ok(Self::Operator),
            "visitor" => Ok(Self::Visitor),
            other => Err(ReadError::Damaged(format!(
                "“{other}” is no means of doing something"
            ))),
        }
    }
}

/// A page of the audit. At most six queries.
///
/// # Errors
/// When the database fails or a line cannot be read.
pub async fn page(context: &Context, wanted: &AuditWanted) -> Result<AuditPage, ReadError> {
    let connection = context.database.connection();
    let mut query = audit::Entity::find()
        .order_by_desc(audit::Column::Id)
        .limit(LINES_A_PAGE as u64 + 1);
    if let Some(typed) = &wanted.person {
        let Some(row) = called(connection, typed).await? else {
            return Ok(AuditPage {
                unknown_person: true,
                ..AuditPage::default()
            });
        };
        let mut same: Vec<Uuid> = person::Entity::find()
            .select_only()
            .column(person::Column::Id)
            .filter(person::Column::MergedInto.eq(row.id))
            .into_tuple()
            .all(connection)
            .await?;
        same.push(row.id);
        query = query.filter(audit::Column::ActorId.is_in(same));
    }
    if let Some(deed) = wanted.deed {
        query = query.filter(audit::Column::What.eq(deed.key()));
    }
    if let Some(before) = wanted.before {
        query = query.filter(audit::Column::Id.lt(before));
    }
    let mut rows = query.all(connection).await?;
    let more = rows.len() > LINES_A_PAGE;
    rows.truncate(LINES_A_PAGE);
    let names = Names::of_people(
        connection,
        rows.iter().filter_map(|row| row.actor_id).map(PersonId),
    )
    .await?;
    Ok(AuditPage {
        next: rows.last().filter(|_| more).map(|row| row.id),
        lines: rows
            .into_iter()
            .map(|row| {
                Ok(AuditLine {
                    at: row.done_at,
                    by: row
                        .actor_id
                        .and_then(|id| names.person(PersonId(id)).cloned()),
                    via: Via::of_key(&row.via)?,
                    done: Deed::of_key(&row.what).map_or(row.what, |deed| deed.words().to_owned()),
                    about: row.about,
                })
            })
            .collect::<Result<_, ReadError>>()?,
        unknown_person: false,
    })
}
