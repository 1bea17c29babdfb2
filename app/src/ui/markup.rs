//! HTML written as text, for what a page draws many times over: the rows of long lists and drawings.
//!
//! A view is a tree of boxes; of a row with a dozen elements, the boxes cost more than its letters do
//! (`docs/PERFORMANCE.md`). What is written here is as safe: only words of the program's own are taken as they are.

use std::fmt;

use leptos::{prelude::*, tachys::html::InertElement};

use super::Icon;

/// One or more elements as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(String);

impl Markup {
    /// Adds markup of ours, as it is.
    pub fn html(&mut self, ours: &'static str) -> &mut Self {
        self.0.push_str(ours);
        self
    }

    /// Adds words, or the value of an attribute between its quotes, whatever they are.
    pub fn text(&mut self, words: &str) -> &mut Self {
        let mut rest = words;
        while let Some(place) = rest.find(['&', '<', '>', '"']) {
            self.0.push_str(&rest[..place]);
            self.0.push_str(match rest.as_bytes()[place] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                _ => "&quot;",
            });
            rest = &rest[place + 1..];
        }
        self.0.push_str(rest);
        self
    }

    /// Adds words that are put together from others: `markup.words(format_args!("{x:.2}%"))`.
    pub fn words(&mut self, words: fmt::Arguments<'_>) -> &mut Self {
        // Writing to a text does not fail.
        let _ = fmt::Write::write_fmt(self, words);
        self
    }

    /// Adds elements that were written before.
    pub fn add(&mut self, other: &Self) -> &mut Self {
        self.0.push_str(&other.0);
        self
    }

    /// Adds a link.
    pub fn link(&mut self, href: &str, words: &str) -> &mut Self {
        self.html("<a href=\"")
            .text(href)
            .html("\">")
            .text(words)
            .html("</a>")
    }

    /// Adds an icon.
    pub fn icon(&mut self, icon: Icon) -> &mut Self {
        self.html("<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">")
            .html(icon.shapes())
            .html("</svg>")
    }

    /// Whether there is nothing yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The elements as part of a page.
    pub fn view(self) -> AnyView {
        InertElement::new(self.0).into_any()
    }
}

impl fmt::Write for Markup {
    fn write_str(&mut self, words: &str) -> fmt::Result {
        self.text(words);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_ours_is_no_markup() {
        let mut markup = Markup::default();
        markup
            .html("<p title=\"")
            .text("\"><script>alert(1)</script>&amp;")
            .html("\">")
            .words(format_args!("{} > {}", "<b>", 1))
            .link("/groups/x?a=1&b=\"", "Ä & “O”")
            .html("</p>");
        assert_eq!(
            markup.0,
            "<p title=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;\">&lt;b&gt; &gt; 1\
             <a href=\"/groups/x?a=1&amp;b=&quot;\">Ä &amp; “O”</a></p>"
        );
    }
}
