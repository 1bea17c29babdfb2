//! What a page consists of: header, main column and margin, sections, banners, an empty place, pages of a list.

use leptos::prelude::*;

use super::Icon;

/// One step of the trail above a title; a step without `href` is where the reader is.
#[derive(Clone, Debug)]
pub struct Crumb {
    /// The address, none for the page itself.
    pub href: Option<String>,
    /// The words.
    pub text: String,
}

impl Crumb {
    /// A step that leads somewhere.
    pub fn link(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            href: Some(href.into()),
            text: text.into(),
        }
    }

    /// The page itself, the last step.
    pub fn here(text: impl Into<String>) -> Self {
        Self {
            href: None,
            text: text.into(),
        }
    }
}

/// A page's title with the trail to it, its state, the sentence that says how things stand, and actions at the right.
#[component]
pub fn PageHeader(
    #[prop(into)] title: String,
    #[prop(optional)] trail: Vec<Crumb>,
    #[prop(optional, into)] lede: String,
    /// A `StateBadge`, usually.
    #[prop(optional)]
    state: Option<AnyView>,
    /// Buttons; at most one of them filled.
    #[prop(optional)]
    actions: Option<AnyView>,
) -> impl IntoView {
    let trail = (!trail.is_empty()).then(|| {
        let steps = trail
            .into_iter()
            .map(|step| match step.href {
                Some(href) => view! { <li><a href=href>{step.text}</a></li> }.into_any(),
                None => view! { <li aria-current="page">{step.text}</li> }.into_any(),
            })
            .collect_view();
        view! { <nav class="trail" aria-label="Where this is"><ol>{steps}</ol></nav> }
    });
    view! {
        <header class="page-header">
            <div class="page-heading">
                {trail}
                <div class="page-title"><h1>{title}</h1>{state}</div>
                {(!lede.is_empty()).then(|| view! { <p class="lede">{lede}</p> })}
            </div>
            {actions.map(|actions| view! { <div class="page-actions buttons">{actions}</div> })}
        </header>
    }
}

/// The main column and the margin, which carries what one asks next: `MarginSection`s.
#[component]
pub fn Columns(margin: AnyView, children: Children) -> impl IntoView {
    view! {
        <div class="columns">
            <div class="main">{children()}</div>
            <aside class="margin" aria-label="About this page">{margin}</aside>
        </div>
    }
}

/// A titled part of the margin.
#[component]
pub fn MarginSection(#[prop(into)] title: String, children: Children) -> impl IntoView {
    view! {
        <section class="margin-section">
            <h2>{title}</h2>
            {children()}
        </section>
    }
}

/// A titled part of the page. `id` makes it a place to link to.
#[component]
pub fn Section(
    #[prop(into)] title: String,
    #[prop(optional, into)] id: String,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="section" id=(!id.is_empty()).then_some(id)>
            <h2>{title}</h2>
            {children()}
        </section>
    }
}

/// Where a list has nothing: `title` says what would be here, the children how to begin.
#[component]
pub fn Empty(
    #[prop(into)] title: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <p class="empty-title">{title}</p>
            {children.map(|children| children())}
        </div>
    }
}

/// Why a banner is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BannerKind {
    /// The page shows a past day.
    Past,
    /// Something that the reader may want to know.
    Notice,
    /// Something went wrong.
    Problem,
}

/// A sentence or two above a page's content, with what can be done about it.
#[component]
pub fn Banner(kind: BannerKind, children: Children) -> impl IntoView {
    let (class, icon, role) = match kind {
        BannerKind::Past => ("banner banner-past", Icon::History, None),
        BannerKind::Notice => ("banner banner-notice", Icon::Info, Some("status")),
        BannerKind::Problem => ("banner banner-problem", Icon::CircleAlert, Some("alert")),
    };
    view! {
        <div class=class role=role>
            {icon.view()}
            <div>{children()}</div>
        </div>
    }
}

/// Leads through a list that is paged by key: back to its first page, on to the next.
/// `shown` says what this page holds ("Groups A to M"). Draws nothing when there is neither link.
#[component]
pub fn Pagination(
    first: Option<String>,
    next: Option<String>,
    #[prop(optional, into)] shown: String,
) -> impl IntoView {
    (first.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="pagination" aria-label="Pages">
                <span class="pagination-shown">{shown}</span>
                {first.map(|href| view! {
                    <a href=href>{Icon::ArrowLeft.view()}"First page"</a>
                })}
                {next.map(|href| view! {
                    <a href=href rel="next">"Next page"{Icon::ArrowRight.view()}</a>
                })}
            </nav>
        }
    })
}
