//! The HTML tags that people write into cells.

/// What a tag means for a cell.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Break,
    Picture,
    /// A comment: what follows is meant literally.
    Comment,
    /// The beginning of a link to an address.
    LinkTo(String),
    LinkEnds,
    Other,
}

impl Tag {
    /// Reads a whole tag, from `<` to `>`.
    pub(super) fn of(html: &str) -> Self {
        let lower = html.to_ascii_lowercase();
        let is = |name: &str| {
            lower.strip_prefix(name).is_some_and(|rest| {
                rest.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/')
            })
        };
        if lower.starts_with("<!--") {
            Self::Comment
        } else if is("<br") {
            Self::Break
        } else if is("<img") {
            Self::Picture
        } else if is("</a") {
            Self::LinkEnds
        } else if is("<a") {
            address(html, &lower).map_or(Self::Other, Self::LinkTo)
        } else {
            Self::Other
        }
    }
}

/// The value of `href`; `lower` is the tag in lower case, byte for byte as long.
fn address(html: &str, lower: &str) -> Option<String> {
    const NAME: &str = "href";
    let place = lower
        .match_indices(NAME)
        .map(|(place, _)| place)
        .find(|place| {
            lower
                .get(..*place)
                .is_some_and(|before| before.ends_with(char::is_whitespace))
        })?;
    let value = html.get(place + NAME.len()..)?.trim_start();
    let value = value.strip_prefix('=')?.trim_start();
    let value = match value.strip_prefix(['"', '\'']) {
        Some(_) => value.get(1..)?.split(value.get(..1)?).next()?,
        None => value
            .split(|c: char| c.is_whitespace() || c == '>')
            .next()?,
    };
    Some(value.trim().replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_s_address_is_read_whatever_its_quotes() {
        for html in [
            "<a href=\"https://x.example/?a&amp;b\">",
            "<a class=\"xhref=1\" HREF = 'https://x.example/?a&amp;b' >",
            "<A target=_blank href=https://x.example/?a&amp;b>",
        ] {
            let url = "https://x.example/?a&b".to_owned();
            assert_eq!(Tag::of(html), Tag::LinkTo(url), "{html}");
        }
    }

    #[test]
    fn an_anchor_without_an_address_is_no_link() {
        assert_eq!(Tag::of("<a name=\"href\">"), Tag::Other);
        assert_eq!(Tag::of("<abbr href=\"x\">"), Tag::Other);
        assert_eq!(Tag::of("</a>"), Tag::LinkEnds);
    }
}
