//! Markdown from people as HTML that is safe to put into a page.

use std::{
    borrow::Cow,
    collections::HashSet,
    fmt,
    sync::{
        LazyLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use ammonia::UrlRelative;
use comrak::{
    Anchorizer, Arena, Options,
    adapters::{HeadingAdapter, HeadingMeta},
    format_html_with_plugins,
    nodes::{NodeLink, NodeValue, Sourcepos},
    options::Plugins,
    parse_document,
};

/// A text as HTML, with what a table of contents needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// Sanitised: it may go into a page as it is.
    pub html: String,
    /// The headings in order.
    pub headings: Vec<Heading>,
}

/// A heading of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6: a page's own title is the only one of level 1.
    pub level: u8,
    /// The anchor in the document.
    pub id: String,
    /// The words.
    pub text: String,
}

/// What every id of a text begins with, so that none is ever that of a part of the page around it.
const ID_PREFIX: &str = "text-";

/// Renders CommonMark with tables, strikethrough and bare addresses, and keeps of it what is safe: no scripts, styles,
/// forms or frames; images are links to themselves, so that nobody learns who reads. Its highest headings become level
/// 2. Links within the text lead to its anchors, which are those that code hosts make.
#[must_use]
pub fn markdown(text: &str) -> Rendered {
    rendered(text, Anchors::OfHeadings)
}

/// The same for words of which a page shows several: without anchors, which would be there twice.
#[must_use]
pub fn markdown_among_others(text: &str) -> Rendered {
    rendered(text, Anchors::None)
}

/// Whether headings can be linked to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Anchors {
    OfHeadings,
    None,
}

fn rendered(text: &str, anchored: Anchors) -> Rendered {
    let options = options();
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options);

    let highest = root
        .descendants()
        .filter_map(|node| heading_level(&node.data.borrow().value))
        .min()
        .unwrap_or(1);
    let mut anchors = Anchorizer::new();
    let mut headings = Vec::new();
    for node in root.descendants() {
        if heading_level(&node.data.borrow().value).is_some() {
            let text = node.collect_text();
            if let NodeValue::Heading(heading) = &mut node.data.borrow_mut().value {
                heading.level = (heading.level - highest + 2).min(6);
                headings.push(Heading {
                    level: heading.level,
                    id: format!("{ID_PREFIX}{}", anchors.anchorize(&text)),
                    text,
                });
            }
            continue;
        }
        let value = &mut node.data.borrow_mut().value;
        if let NodeValue::Link(link) = value
            && let Some(anchor) = link.url.strip_prefix('#')
        {
            link.url = format!("#{ID_PREFIX}{anchor}");
        }
        if let NodeValue::Image(image) = value {
            *value = NodeValue::Link(Box::new(NodeLink {
                url: std::mem::take(&mut image.url),
                title: std::mem::take(&mut image.title),
            }));
        }
    }

    let with_anchors = AnchoredHeadings {
        headings: &headings,
        next: AtomicUsize::new(0),
    };
    let mut plugins = Plugins::default();
    match anchored {
        Anchors::OfHeadings => plugins.render.heading_adapter = Some(&with_anchors),
        Anchors::None => {}
    }
    let mut html = String::with_capacity(text.len() * 2);
    // Writing into a String cannot fail; whatever was written is what there is.
    let written = format_html_with_plugins(root, &options, &mut html, &plugins);
    debug_assert!(written.is_ok(), "a String takes everything");
    Rendered {
        html: with_scrolling_tables(&SANITISER.clean(&html).to_string()),
        headings,
    }
}

/// The words of a text in Markdown, without its marks, on one line: for excerpts.
#[must_use]
pub fn plain(text: &str) -> String {
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options());
    let mut words = String::new();
    for node in root.descendants() {
        let value = &node.data.borrow().value;
        if let NodeValue::Text(text) = value {
            words.push_str(text);
        } else if let NodeValue::Code(code) = value {
            words.push_str(&code.literal);
        } else if let NodeValue::CodeBlock(block) = value {
            words.push_str(&block.literal);
        } else if value.block() || matches!(value, NodeValue::SoftBreak | NodeValue::LineBreak) {
            words.push(' ');
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Puts each table into a part of the page that scrolls by itself (`style/parts/table.css`), so that the page does not.
/// The sanitiser writes tables without attributes, and every other `<` of a text as `&lt;`.
fn with_scrolling_tables(sanitised: &str) -> String {
    sanitised
        .replace(
            "<table>",
            "<div class=\"table-region\" role=\"group\" aria-label=\"Table\" tabindex=\"0\"><table>",
        )
        .replace("</table>", "</table></div>")
}

fn heading_level(value: &NodeValue) -> Option<u8> {
    if let NodeValue::Heading(heading) = value {
        Some(heading.level)
    } else {
        None
    }
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    // What people write as HTML is taken in; the sanitiser says what of it stays.
    options.render.r#unsafe = true;
    options
}

/// Gives each heading its anchor, in the order in which they were found.
struct AnchoredHeadings<'h> {
    headings: &'h [Heading],
    next: AtomicUsize,
}

impl HeadingAdapter for AnchoredHeadings<'_> {
    fn enter(
        &self,
        output: &mut dyn fmt::Write,
        meta: &HeadingMeta,
        _sourcepos: Option<Sourcepos>,
    ) -> fmt::Result {
        let index = self.next.fetch_add(1, Ordering::Relaxed);
        let id = self.headings.get(index).map_or("", |heading| &heading.id);
        write!(output, "<h{} id=\"{id}\">", meta.level)
    }

    fn exit(&self, output: &mut dyn fmt::Write, meta: &HeadingMeta) -> fmt::Result {
        write!(output, "</h{}>", meta.level)
    }
}

/// A relative address that leads somewhere: a place in this text or on this site. A path relative to wherever the text
/// once was leads nowhere here.
fn place_here(address: &str) -> Option<Cow<'_, str>> {
    let here = address.starts_with('#')
        || (address.starts_with('/') && !address.starts_with("//") && !address.contains('\\'));
    here.then_some(Cow::Borrowed(address))
}

/// The elements that a text may have.
const ELEMENTS: [&str; 38] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
];

static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    let attributes = [
        ("a", &["href", "title"][..]),
        ("abbr", &["title"]),
        ("h2", &["id"]),
        ("h3", &["id"]),
        ("h4", &["id"]),
        ("h5", &["id"]),
        ("h6", &["id"]),
        ("ol", &["start"]),
        ("td", &["align", "colspan", "rowspan"]),
        ("th", &["align", "colspan", "rowspan"]),
    ];
    builder
        .tags(ELEMENTS.into_iter().chain(["tr", "ul", "var"]).collect())
        .tag_attributes(
            attributes
                .into_iter()
                .map(|(element, names)| (element, names.iter().copied().collect()))
                .collect(),
        )
        .clean_content_tags(HashSet::from([
            "script", "style", "title", "template", "svg", "math",
        ]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        // A place in this text or on this site; a path relative to wherever the text once was leads nowhere here.
        .url_relative(UrlRelative::Custom(Box::new(place_here)))
        .link_rel(Some("nofollow noopener"))
        .id_prefix(Some(ID_PREFIX))
        .strip_comments(true);
    builder
});

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::{Heading, markdown, markdown_among_others};

    #[test]
    fn headings_get_anchors_of_their_own_below_the_pages_title() {
        let rendered = markdown("# Mission\n\nText\n\n## Goals & *means*\n\n# Mission\n");
        let heading = |level, id: &str, text: &str| Heading {
            level,
            id: id.to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(
            rendered.headings,
            [
                heading(2, "text-mission", "Mission"),
                heading(3, "text-goals--means", "Goals & means"),
                heading(2, "text-mission-1", "Mission"),
            ]
        );
        assert!(
            rendered
                .html
                .contains("<h3 id=\"text-goals--means\">Goals &amp; <em>means</em></h3>")
        );
    }

    #[test]
    fn words_among_others_have_no_anchors() {
        let rendered = markdown_among_others("# Mission\n\nTo *steer*.");
        assert_eq!(
            rendered.html,
            "<h2>Mission</h2>\n<p>To <em>steer</em>.</p>\n"
        );
    }

    #[test]
    fn a_text_that_begins_with_smaller_headings_leaves_no_level_out() {
        let levels: Vec<u8> = markdown("### Scope\n\n#### In\n")
            .headings
            .iter()
            .map(|heading| heading.level)
            .collect();
        assert_eq!(levels, [2, 3]);
    }

    #[test]
    fn a_link_within_the_text_leads_to_its_anchor() {
        let html = markdown("[Scope](#scope)\n\n# Scope\n").html;
        assert!(html.contains("href=\"#text-scope\""), "{html}");
        assert!(html.contains("id=\"text-scope\""), "{html}");
    }

    #[test]
    fn nothing_that_a_browser_would_run_is_left() {
        let html = markdown(
            "<script>alert(1)</script><img src=x onerror=alert(1)>\n\n\
             <p style=\"color:red\" onclick=\"alert(1)\">Words</p>\n\n\
             [one](javascript:alert(1)) [two](data:text/html,x) <svg onload=alert(1)></svg>\n\n\
             <form action=\"/theme\"><button>Press</button></form><iframe src=\"//evil.example\"></iframe>\n\n\
             <h1 id=\"main\">Title</h1> <a href=\"//evil.example\">three</a>\n",
        )
        .html;
        for forbidden in [
            "script",
            "alert",
            "style",
            "onclick",
            "<img",
            "javascript",
            "data:",
            "<svg",
            "<form",
            "<button",
            "<iframe",
            "<h1",
            "evil",
        ] {
            assert!(!html.contains(forbidden), "{forbidden} in {html}");
        }
        assert!(html.contains("Words"));
    }

    #[test]
    fn an_image_is_a_link_to_it() {
        let html = markdown("![The plan](https://elsewhere.example/plan.png)").html;
        assert_eq!(
            html,
            "<p><a href=\"https://elsewhere.example/plan.png\" rel=\"nofollow noopener\">The plan</a></p>\n"
        );
    }

    #[test]
    fn tables_and_bare_addresses_are_understood() {
        let html = markdown("| a | b |\n|---|---|\n| 1 | ~~2~~ |\n\nhttps://docs.example/x\n").html;
        assert!(html.contains("<td>1</td>"));
        assert!(html.contains("tabindex=\"0\"><table>") && html.contains("</table></div>"));
        assert!(html.contains("<del>2</del>"));
        assert!(html.contains("<a href=\"https://docs.example/x\""));
    }

    #[test]
    fn a_path_relative_to_where_the_text_was_is_no_link() {
        let html = markdown("[a](../README.md) [b](/groups/routing)").html;
        assert!(!html.contains("README"), "{html}");
        assert!(html.contains("href=\"/groups/routing\""), "{html}");
    }

    #[test]
    fn a_text_of_200_kilobytes_opens_fast() {
        let nested = format!("{}deep\n", "> ".repeat(1_000));
        let long = format!(
            "{nested}{}",
            "## A heading\n\nSome *words* and [a link](#a-heading).\n\n".repeat(3_600)
        );
        assert!(long.len() > 190_000);
        let begun = Instant::now();
        let rendered = markdown(&long);
        assert_eq!(rendered.headings.len(), 3_600);
        assert!(begun.elapsed().as_secs() < 3, "{:?}", begun.elapsed());
    }
}
