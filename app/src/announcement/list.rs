//! `/announcements`: what was announced, by whom, for which group.

use domain::permission::{Action, Resource};
use leptos::prelude::*;
use leptos_meta::Link;
use services::{
    ReadError,
    announcement::{AnnouncementLine, Announcements, list},
    history::Names,
    text,
};

use super::{announcement_path, by_whom, posted};
use crate::{
    address::address,
    group::group_path,
    page::{PageTitle, context, page, query},
    ui::{Banner, BannerKind, Crumb, Empty, Icon, PageHeader, Pagination},
};

/// The feed’s address.
const FEED: &str = "/announcements.atom";

/// So many characters of a text stand in the list.
const EXCERPT: usize = 280;

/// The page.
#[component]
pub fn AnnouncementsPage() -> impl IntoView {
    let context = context();
    let of = query("group");
    let typed = query("before");
    page(async move {
        let before = match &typed {
            None => None,
            Some(typed) => Some(typed.parse().map_err(|_| ReadError::NotFound)?),
        };
        let read = list(&context, of.as_deref(), before)
            .await
            .map_err(|error| match error {
                ReadError::Moved(slug) => {
                    ReadError::Moved(address("/announcements", &[("group", &slug)]))
                }
                ReadError::NotFound
                | ReadError::Database(_)
                | ReadError::Denied(_)
                | ReadError::Damaged(_) => error,
            })?;
        let to = match &read.of {
            None => Resource::Community,
            Some((group, _)) => Resource::Group(*group),
        };
        let may = context.may(Action::RunGroup, to).is_ok();
        Ok(drawn(read, may, before.is_some()))
    })
}

fn drawn(read: Announcements, may: bool, paged: bool) -> AnyView {
    let slug = read.of.as_ref().map_or("", |(_, name)| &name.slug);
    let narrowed = address("/announcements", &[("group", slug)]);
    let feed = address(FEED, &[("group", slug)]);
    let next = read.next.map(|number| {
        address(
            "/announcements",
            &[("group", slug), ("before", &number.to_string())],
        )
    });
    let first = paged.then_some(narrowed);
    let (title, lede, trail, write) = match &read.of {
        None => (
            "Announcements".to_owned(),
            "What the community is told: new proposals, new groups, news of those at work, and of those that end."
                .to_owned(),
            Vec::new(),
            "/announcements/new".to_owned(),
        ),
        Some((_, name)) => (
            format!("Announcements of {}", name.name),
            format!("What the leads of {} and the committee told about it.", name.name),
            vec![
                Crumb::link("/announcements", "Announcements"),
                Crumb::here(name.name.clone()),
            ],
            format!("{}/announce", group_path(&name.slug)),
        ),
    };
    let whose = read.of.clone().map(|(_, name)| {
        let href = group_path(&name.slug);
        view! {
            <Banner kind=BannerKind::Notice>
                <p>"Only what concerns "<a href=href>{name.name.clone()}</a>". "<a href="/announcements">"Show all announcements"</a></p>
            </Banner>
        }
    });
    let subscribe = feed.clone();
    let actions = view! {
        {may.then(|| view! { <a class="button" href=write>"Announce something"</a> })}
        <a class="with-icon" href=subscribe>{Icon::Rss.view()}"Atom feed"</a>
    }
    .into_any();
    let body = if read.lines.is_empty() {
        view! {
            <Empty title="Nothing was announced yet">
                <p>"Here will be what is proposed, which groups were formed, and what their leads want everyone to know. Leads announce from their group’s page."</p>
            </Empty>
        }
        .into_any()
    } else {
        let items = read
            .lines
            .iter()
            .map(|line| item(line, &read.names))
            .collect_view();
        view! { <ol class="announcements" data-keys="list">{items}</ol> }.into_any()
    };
    view! {
        <PageTitle subject=title.clone() />
        <Link rel="alternate" type_="application/atom+xml" title=title.clone() href=feed />
        <PageHeader title=title lede=lede trail=trail actions=actions />
        {whose}
        {body}
        <Pagination first=first next=next />
    }
    .into_any()
}

fn item(line: &AnnouncementLine, names: &Names) -> AnyView {
    let taken_back = (!line.taken_back.is_empty()).then(
        || view! { <p class="field-error">{Icon::RotateCcw.view()}<span>"Taken back"</span></p> },
    );
    let excerpt = excerpt(&text::plain(&line.body));
    let title = line.title.clone();
    view! {
        <li>
            <p class="announcement-occasion">{Icon::Megaphone.view()}{line.occasion.words()}</p>
            <h2><a href=announcement_path(line.number)>{title}</a></h2>
            {taken_back}
            <p class="announcement-excerpt">{excerpt}</p>
            <p class="hint">{by_whom(line, names)}" · "{posted(line.posted_at)}</p>
        </li>
    }
    .into_any()
}

/// The beginning of a text, ended at a word.
fn excerpt(text: &str) -> String {
    if text.chars().count() <= EXCERPT {
        return text.to_owned();
    }
    let cut: String = text.chars().take(EXCERPT).collect();
    let end = cut.rfind(char::is_whitespace).unwrap_or(cut.len());
    format!("{} …", cut[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::{EXCERPT, excerpt};

    #[test]
    fn an_excerpt_ends_at_a_word() {
        assert_eq!(excerpt("short"), "short");
        let long = "word ".repeat(EXCERPT);
        let cut = excerpt(&long);
        assert!(cut.ends_with("word …"), "{cut}");
        assert!(cut.chars().count() <= EXCERPT + 2);
    }
}
