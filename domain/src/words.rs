//! How numbers and lists are written in sentences.

/// Small numbers as a person writes them, from "no" to "twelve"; larger ones in figures.
#[must_use]
pub fn number(number: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS
        .get(number)
        .map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// "one group", "nine groups".
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    let noun = if count == 1 { one } else { many };
    format!("{} {noun}", number(count))
}

/// The text with its first letter as a capital.
#[must_use]
pub fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

/// "A, B and C".
#[must_use]
pub fn enumerated(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_are_words_and_large_ones_figures() {
        assert_eq!(counted(1, "group", "groups"), "one group");
        assert_eq!(counted(0, "group", "groups"), "no groups");
        assert_eq!(counted(13, "group", "groups"), "13 groups");
    }

    #[test]
    fn a_list_ends_with_and() {
        assert_eq!(enumerated(&["A"]), "A");
        assert_eq!(enumerated(&["A", "B", "C"]), "A, B and C");
    }
}
