//! The final report: what the leads of a closing group, or the committee, write of it. A draft until the group ends; then the
//! last word of its record.

use domain::{
    group::Group,
    ids::PersonId,
    link::LinkKind,
    permission::{Action, Resource},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    prelude::Expr,
};

use super::{Checklist, ChecklistError, announce::leads};
use crate::{
    Context, ReadError,
    entities::final_report,
    group::{at_address, id_of},
    history::Names,
    record,
};

/// The longest report, in characters.
pub const LONGEST_REPORT: usize = 40_000;

/// What is written of a closing group so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinalReportDraft {
    /// The text, in Markdown; as the portal would begin it while nobody has saved one.
    pub body: String,
    /// Who saved it last, and when in microseconds since 1970.
    pub saved: Option<(PersonId, i64)>,
    /// Counts the changes; 0 while nobody has saved one.
    pub version: i32,
}

/// The draft of a group’s final report. One query.
pub(super) async fn drafted(
    connection: &impl ConnectionTrait,
    group: &Group,
    names: &Names,
) -> Result<FinalReportDraft, ReadError> {
    let saved = final_report::Entity::find_by_id(group.id.0)
        .one(connection)
        .await?;
    Ok(match saved {
        Some(row) => FinalReportDraft {
            body: row.body,
            saved: Some((PersonId(row.changed_by), row.changed_at)),
            version: row.version,
        },
        None => FinalReportDraft {
            body: begun(group, names),
            saved: None,
            version: 0,
        },
    })
}

/// What the record knows already, for the leads to go on from.
fn begun(group: &Group, names: &Names) -> String {
    let now = group.now();
    let kind = now.kind.words().to_lowercase();
    let led_by = leads(group, names, false);
    let led_by = if led_by.is_empty() {
        String::new()
    } else {
        format!(" It was led by {led_by}.")
    };
    let for_what = if now.description.is_empty() {
        String::new()
    } else {
        format!("\n\n{}", now.description)
    };
    let left: String = group
        .links_listed()
        .filter(|link| {
            matches!(
                link.kind,
                LinkKind::Documents | LinkKind::Repository | LinkKind::MeetingNotes
            )
        })
        .map(|link| format!("\n- {}: ", link.label))
        .collect();
    let left = if left.is_empty() {
        "\n- ".to_owned()
    } else {
        left
    };
    format!(
        "## What it was for\n\n{} was a {kind} from {} on.{led_by}{for_what}\n\n\
         ## What it did\n\n- \n\n\
         ## What it leaves behind, and with whom\n{left}\n\n\
         ## What it did not do\n\n- \n",
        now.name,
        group.formed_on.strftime("%B %Y"),
    )
}

/// Saves the draft of a closing group’s final report, and gives the new version.
///
/// # Errors
/// When the actor may not, the group is not closing, someone saved it since `version`, or the database fails.
pub async fn save_report(
    context: &Context,
    slug: &str,
    version: i32,
    body: String,
) -> Result<i32, ChecklistError> {
    let row = at_address(context.database.connection(), slug).await?;
    let group = id_of(&row);
    context.may(Action::RunGroup, Resource::Group(group))?;
    let by = context.person_id()?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                // First, so that of two who save the first version at once the second finds it saved.
                record::change_pages(transaction).await?;
                let record = record::group(transaction, group, None)
                    .await?
                    .ok_or(ChecklistError::NotFound)?;
                if Checklist::of_state(record.now().state) != Some(Checklist::Closing) {
                    return Err(ChecklistError::NotFound);
                }
                let stored = final_report::Entity::find_by_id(group.0)
                    .one(transaction)
                    .await?;
                let next = version.saturating_add(1);
                match stored {
                    None if version == 0 => {
                        final_report::ActiveModel {
                            group_id: Set(group.0),
                            body: Set(body),
                            changed_by: Set(by.0),
                            changed_at: Set(own.now()),
                            version: Set(next),
                        }
                        .insert(transaction)
                        .await?;
                    }
                    Some(stored) if stored.version == version => {
                        final_report::Entity::update_many()
                            .col_expr(final_report::Column::Body, Expr::value(body))
                            .col_expr(final_report::Column::ChangedBy, Expr::value(by.0))
                            .col_expr(final_report::Column::ChangedAt, Expr::value(own.now()))
                            .col_expr(final_report::Column::Version, Expr::value(next))
                            .filter(final_report::Column::GroupId.eq(group.0))
                            .exec(transaction)
                            .await?;
                    }
                    None | Some(_) => return Err(ChecklistError::Stale),
                }
                Ok(next)
            })
        })
        .await
}
