//! What people say of a page.

use domain::permission::{Action, Resource};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use uuid::Uuid;

use super::{DocumentRefusal, read::row};
use crate::{CommandError, Context, entities::document_comment, group, record};

/// Says something of a page and gives the comment's id.
///
/// # Errors
/// When there is no such page, the actor has not signed in, or the database fails.
pub async fn comment(
    context: &Context,
    group: &str,
    slug: &str,
    body: String,
) -> Result<Uuid, CommandError<DocumentRefusal>> {
    context.may(Action::TakePart, Resource::Community)?;
    let author = context.person_id()?;
    let (group, _) = group::at(context, group).await?;
    let (own, slug) = (context.clone(), slug.to_owned());
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let row = row(transaction, group, &slug).await?;
                let id = own.new_id();
                document_comment::ActiveModel {
                    id: Set(id),
                    document_id: Set(row.id),
                    version: Set(row.version),
                    author_id: Set(author.0),
                    body: Set(body),
                    written_at: Set(own.now()),
                }
                .insert(transaction)
                .await?;
                record::change_pages(transaction).await?;
                Ok(id)
            })
        })
        .await
}
