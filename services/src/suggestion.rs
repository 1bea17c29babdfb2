//! What someone may have meant by an address at which there is nothing.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use similar::TextDiff;

use crate::{Database, ReadError, entities::group, history::Name};

/// As many addresses before and after the typed one as are looked at.
const NEIGHBOURS: u64 = 300;

/// As many groups as are suggested.
const SUGGESTED: usize = 5;

/// How much two addresses have to have in common, from 0 to 1.
const ALIKE: f32 = 0.55;

/// The groups whose addresses are most like a typed one, the most like first: at most five of those that stand near it
/// in the order of letters. Two queries.
///
/// # Errors
/// When the database fails.
pub async fn groups_like(database: &Database, typed: &str) -> Result<Vec<Name>, ReadError> {
    let typed = typed.to_lowercase();
    let neighbours = || {
        group::Entity::find()
            .select_only()
            .columns([group::Column::Slug, group::Column::Name])
            .limit(NEIGHBOURS)
    };
    let mut rows: Vec<(String, String)> = neighbours()
        .filter(group::Column::Slug.gte(typed.as_str()))
        .order_by_asc(group::Column::Slug)
        .into_tuple()
        .all(database.connection())
        .await?;
    rows.extend(
        neighbours()
            .filter(group::Column::Slug.lt(typed.as_str()))
            .order_by_desc(group::Column::Slug)
            .into_tuple::<(String, String)>()
            .all(database.connection())
            .await?,
    );
    let mut alike: Vec<(f32, Name)> = rows
        .into_iter()
        .map(|(slug, name)| (likeness(&typed, &slug), Name { slug, name }))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    alike.sort_by(|(left, _), (right, _)| right.total_cmp(left));
    alike.truncate(SUGGESTED);
    Ok(alike.into_iter().map(|(_, name)| name).collect())
}

/// From 0 to 1; an address that begins or ends with the other is more like it than its letters say.
fn likeness(typed: &str, slug: &str) -> f32 {
    let letters = TextDiff::from_chars(typed, slug).ratio();
    let whole_words =
        |long: &str, short: &str| !short.is_empty() && long.split('-').any(|word| word == short);
    if whole_words(slug, typed) || whole_words(typed, slug) {
        letters.max(0.75)
    } else {
        letters
    }
}

#[cfg(test)]
mod tests {
    use super::{ALIKE, likeness};

    #[test]
    fn a_typing_error_and_a_part_of_the_name_are_alike_and_another_name_is_not() {
        assert!(likeness("ruoting", "routing") >= ALIKE);
        assert!(likeness("security", "product-security") >= ALIKE);
        assert!(likeness("routing", "documentation") < ALIKE);
    }
}
