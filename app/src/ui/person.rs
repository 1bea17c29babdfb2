//! A person in a list or a margin: initials, name, a line about them.

use leptos::prelude::*;

/// A person, linked when there is an `href`; `secondary` is the line below the name ("Northwind, since 2019").
#[component]
pub fn Person(
    #[prop(into)] name: String,
    #[prop(optional, into)] href: String,
    #[prop(optional, into)] secondary: String,
) -> impl IntoView {
    let avatar = view! { <Avatar name=name.clone() /> };
    let name = if href.is_empty() {
        view! { <span class="person-name">{name}</span> }.into_any()
    } else {
        view! { <a class="person-name" href=href>{name}</a> }.into_any()
    };
    view! {
        <div class="person">
            {avatar}
            <div>
                {name}
                {(!secondary.is_empty())
                    .then(|| view! { <span class="person-secondary">{secondary}</span> })}
            </div>
        </div>
    }
}

/// A person's or group's initials in a circle; the name stands beside it.
#[component]
pub fn Avatar(#[prop(into)] name: String) -> impl IntoView {
    view! { <span class="avatar" aria-hidden="true">{initials(&name)}</span> }
}

/// The first letters of the first and the last word that begin with a letter, in capitals.
fn initials(name: &str) -> String {
    let mut letters = name
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .filter(|letter| letter.is_alphanumeric());
    let first = letters.next();
    let last = letters.next_back();
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        assert_eq!(initials("Amara Osei"), "AO");
        assert_eq!(initials("Juan de la Cruz (he)"), "JC");
        assert_eq!(initials("élodie"), "É");
        assert_eq!(initials(""), "");
    }
}
