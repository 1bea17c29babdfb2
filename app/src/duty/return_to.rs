//! The way back: a form that is answered from a list of duties leads back to that list, whichever page it is of.
//!
//! The form says in a hidden field which list. Only the pages with such a list are taken: nobody can be led anywhere else,
//! neither on this site nor off it.

use crate::{command::Fields, outcome, page::query};

/// The name of the hidden field.
pub const RETURN_TO: &str = "return_to";

/// The page with the list from which a form was sent, if it was from one.
#[must_use]
pub fn came_from(fields: &Fields) -> Option<String> {
    let address = fields.raw(RETURN_TO);
    has_a_list(address).then(|| address.to_owned())
}

/// The pages that show duties: the front door, what a group’s leads have to do, and the checklist that they work through.
fn has_a_list(address: &str) -> bool {
    let of_a_group = || {
        let of_group = address.strip_prefix("/groups/")?;
        let slug = of_group
            .strip_suffix("/manage")
            .or_else(|| of_group.strip_suffix("/checklist"))?;
        let is_slug = !slug.is_empty()
            && slug
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        is_slug.then_some(())
    };
    address == "/" || of_a_group().is_some()
}

/// The list that one came from, saying what was done: it is told as on the page to which the form would have led.
#[must_use]
pub fn coming_back(list: &str, instead_of: &str) -> String {
    let done = instead_of
        .split_once('?')
        .map_or("", |(_, query)| query)
        .split(['&', '#'])
        .find_map(|part| part.strip_prefix("done="))
        .filter(|key| {
            key.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte == b'_')
        })
        .unwrap_or("it");
    format!("{list}?done={done}")
}

/// What was done from a list, in a sentence; none where nothing was. To be asked before anything is awaited.
#[must_use]
pub fn done_here() -> Option<String> {
    const SENTENCES: &[(&str, &str)] = &[
        ("nomination", "Your answer is in the record."),
        ("answered", "Your answer stands beside the concern."),
        ("replied", "Your answer stands with the escalation."),
        ("resolved", "Your concern is resolved."),
        ("position", "Your position stands."),
        ("released", "Your hold is lifted."),
        (
            "confirmed",
            "Noted: the roadmap is still right as of today.",
        ),
    ];
    outcome::done(SENTENCES).or_else(|| query("done").map(|_| "That is done.".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent_from(address: &str) -> Option<String> {
        came_from(&Fields::new(vec![(
            RETURN_TO.to_owned(),
            address.to_owned(),
        )]))
    }

    #[test]
    fn one_comes_back_to_a_list_of_duties_and_to_nothing_else() {
        for list in [
            "/",
            "/groups/routing/manage",
            "/groups/test-2/manage",
            "/groups/routing/checklist",
        ] {
            assert_eq!(sent_from(list).as_deref(), Some(list));
        }
        for elsewhere in [
            "",
            "//evil.example",
            "//evil.example/manage",
            "/\\evil.example",
            "https://evil.example/",
            "https://evil.example/groups/routing/manage",
            "javascript:alert(1)",
            "/groups//manage",
            "/groups//checklist",
            "/groups/../manage",
            "/groups/routing/manage/",
            "/groups/routing/manage?done=x",
            "/groups/a/b/manage",
            "/groups/%2F%2Fevil/manage",
            "/\r\nset-cookie: a=b",
            "/sign-out",
        ] {
            assert_eq!(sent_from(elsewhere), None, "{elsewhere:?}");
        }
        assert_eq!(came_from(&Fields::default()), None);
    }

    #[test]
    fn the_list_tells_what_was_done() {
        assert_eq!(
            coming_back("/", "/proposals/4?done=nomination#nominees"),
            "/?done=nomination"
        );
        assert_eq!(
            coming_back("/groups/routing/manage", "/groups/routing/checklist"),
            "/groups/routing/manage?done=it"
        );
        assert_eq!(
            coming_back("/", "/proposals/4?done=%0D%0Aevil"),
            "/?done=it"
        );
    }
}
