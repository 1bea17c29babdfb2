//! What someone says of themselves: what it may be.

use crate::time_zone::TimeZoneName;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 120;

/// The longest pronouns, in characters.
pub const LONGEST_PRONOUNS: usize = 40;

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileField {
    /// The name.
    Name,
    /// The time zone.
    TimeZone,
    /// The pronouns.
    Pronouns,
}

/// A profile as someone wants it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProfileText {
    /// The name, always public.
    pub name: String,
    /// The name of a time zone; empty for none.
    pub time_zone: String,
    /// The pronouns; empty for none.
    pub pronouns: String,
    /// Whether the time zone is public.
    pub time_zone_public: bool,
    /// Whether the pronouns are public.
    pub pronouns_public: bool,
}

impl ProfileText {
    /// The same as it is kept: without white space around it, the zone in its own spelling.
    ///
    /// # Errors
    /// All that is wrong with it, by field.
    pub fn checked(self) -> Result<Self, Vec<(ProfileField, String)>> {
        let mut problems = Vec::new();
        let name = self.name.trim().to_owned();
        if name.is_empty() {
            problems.push((
                ProfileField::Name,
                "Write your name, as others know you.".to_owned(),
            ));
        }
        for (field, text, most) in [
            (ProfileField::Name, &name, LONGEST_NAME),
            (ProfileField::Pronouns, &self.pronouns, LONGEST_PRONOUNS),
        ] {
            if text.chars().count() > most {
                problems.push((field, format!("Use at most {most} characters.")));
            }
            if text.chars().any(deceives) {
                problems.push((
                    field,
                    "Use letters that can be seen, in one line.".to_owned(),
                ));
            }
        }
        let time_zone = match self.time_zone.trim() {
            "" => String::new(),
            typed => match TimeZoneName::new(typed) {
                Ok(zone) => zone.to_string(),
                Err(error) => {
                    problems.push((ProfileField::TimeZone, error.to_string()));
                    String::new()
                }
            },
        };
        if problems.is_empty() {
            Ok(Self {
                name,
                time_zone,
                pronouns: self.pronouns.trim().to_owned(),
                ..self
            })
        } else {
            Err(problems)
        }
    }
}

/// Characters that are not seen, or that turn around how their neighbours read.
fn deceives(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(name: &str, time_zone: &str, pronouns: &str) -> ProfileText {
        ProfileText {
            name: name.to_owned(),
            time_zone: time_zone.to_owned(),
            pronouns: pronouns.to_owned(),
            ..ProfileText::default()
        }
    }

    #[test]
    fn a_profile_is_kept_without_the_white_space_around_it() {
        assert_eq!(
            profile(" Zsófia  Kelemvári ", " europe/budapest", "she/her ").checked(),
            Ok(profile("Zsófia  Kelemvári", "Europe/Budapest", "she/her"))
        );
        assert!(profile("Ada", "", "").checked().is_ok());
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        let wrong = |profile: ProfileText| -> Vec<ProfileField> {
            let problems = profile.checked().err().unwrap_or_default();
            problems.into_iter().map(|(field, _)| field).collect()
        };
        let long = "x".repeat(LONGEST_NAME + 1);
        assert_eq!(
            wrong(profile(" ", "Nowhere", &long)),
            [
                ProfileField::Name,
                ProfileField::Pronouns,
                ProfileField::TimeZone
            ]
        );
        assert_eq!(wrong(profile(&long, "", "")), [ProfileField::Name]);
        for unseen in ["A\nB", "A\u{202e}B", "A\u{200b}"] {
            assert_eq!(wrong(profile(unseen, "", "")), [ProfileField::Name]);
        }
    }
}
