//! The part of an address that names a group, person or organization.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Lower-case ASCII letters, digits and single hyphens, 1 to 100 characters, beginning and ending with a letter or digit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// Why a text is no slug.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is no address part: use lower-case letters, digits and single hyphens, at most 100 characters"
)]
pub struct NotASlug(pub String);

impl Slug {
    /// The longest slug, in characters.
    pub const LONGEST: usize = 100;

    /// Takes a text that is already a slug.
    pub fn new(text: impl Into<String>) -> Result<Self, NotASlug> {
        let text = text.into();
        let well_formed = !text.is_empty()
            && text.len() <= Self::LONGEST
            && !text.starts_with('-')
            && !text.ends_with('-')
            && !text.contains("--")
            && text
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if well_formed {
            Ok(Self(text))
        } else {
            Err(NotASlug(text))
        }
    }

    /// The slug of a name: `Performance & Scalability` gives `performance-and-scalability`.
    ///
    /// `None` where the name has no ASCII letter or digit at all; the caller then makes one up
    /// (see [`Slug::numbered`]).
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let mut slug = String::with_capacity(name.len());
        let spelled = name.replace('&', " and ");
        for character in spelled.chars() {
            let plain = plain_letter(character);
            if plain.is_empty() {
                if !slug.is_empty() && !slug.ends_with('-') {
                    slug.push('-');
                }
            } else {
                slug.push_str(plain.as_str());
            }
        }
        slug.truncate(Self::LONGEST);
        Self::new(slug.trim_end_matches('-')).ok()
    }

    /// The same slug with a number behind it, for the second of the same name.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Self {
        let suffix = format!("-{number}");
        let mut stem = self.0.clone();
        stem.truncate(Self::LONGEST.saturating_sub(suffix.len()));
        Self(format!("{}{suffix}", stem.trim_end_matches('-')))
    }

    /// This slug followed by another: a subgroup's behind its parent's.
    #[must_use]
    pub fn joined(&self, other: &Slug) -> Self {
        let mut text = format!("{}-{}", self.0, other.0);
        text.truncate(Self::LONGEST);
        Self(text.trim_end_matches('-').to_owned())
    }

    /// The slug of what has no name that could be spelled.
    #[must_use]
    pub fn unnamed() -> Self {
        Self("unnamed".to_owned())
    }

    /// This slug, or the first with a number behind it that is not taken.
    #[must_use]
    pub fn free(self, is_taken: impl Fn(&Slug) -> bool) -> Self {
        if !is_taken(&self) {
            return self;
        }
        let mut number = 2;
        loop {
            let slug = self.numbered(number);
            if !is_taken(&slug) {
                return slug;
            }
            number += 1;
        }
    }

    /// The slug as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The ASCII spelling of a letter or digit, empty for anything else.
fn plain_letter(character: char) -> String {
    if character.is_ascii_alphanumeric() {
        return character.to_ascii_lowercase().to_string();
    }
    let plain = match character {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' | 'À' | 'Á' | 'Â' | 'Ã' | 'Å' => {
            "a"
        }
        'ä' | 'Ä' | 'æ' | 'Æ' => "ae",
        'ç' | 'ć' | 'č' | 'Ç' | 'Č' => "c",
        'ď' | 'đ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' | 'È' | 'É' | 'Ê' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' | 'İ' => "i",
        'ł' | 'Ł' | 'ľ' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ō' | 'Ø' | 'Ó' => "o",
        'ö' | 'Ö' | 'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'Š' | 'Ş' => "s",
        'ß' => "ss",
        'ť' | 'ţ' => "t",
        'ù' | 'ú' | 'û' | 'ū' | 'ů' => "u",
        'ü' | 'Ü' => "ue",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' | 'Ž' => "z",
        _ => "",
    };
    plain.to_owned()
}

impl fmt::Display for Slug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl TryFrom<String> for Slug {
    type Error = NotASlug;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::new(text)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

/// A name as it is compared: letter case, spaces, punctuation and `&` for `and` make no difference.
#[must_use]
pub fn name_key(name: &str) -> String {
    name.replace('&', " and ")
        .chars()
        .map(|character| {
            if character.is_alphanumeric() {
                character
            } else {
                ' '
            }
        })
        .collect::<String>()
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_ampersand_is_spelled_out() {
        let slug = Slug::of_name("Performance & Scalability").map(String::from);
        assert_eq!(slug.as_deref(), Some("performance-and-scalability"));
    }

    #[test]
    fn a_name_without_letters_has_no_slug() {
        assert_eq!(Slug::of_name("徐俊杰"), None);
    }

    #[test]
    fn names_that_differ_in_case_and_ampersand_are_the_same() {
        assert_eq!(name_key("Test & Release"), name_key("test and  release"));
    }

    proptest! {
        #[test]
        fn whatever_the_name_its_slug_is_well_formed(name in ".{0,160}") {
            if let Some(slug) = Slug::of_name(&name) {
                prop_assert_eq!(Slug::new(slug.as_str()), Ok(slug.clone()));
                prop_assert!(Slug::new(slug.numbered(12).as_str()).is_ok());
                prop_assert!(Slug::new(slug.joined(&slug).as_str()).is_ok());
            }
        }
    }
}
