//! Rendered pages. A page for a signed-out reader is rendered once per state of the data, whoever asks for it.

mod kept;

#[cfg(test)]
mod tests;

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use app::ui::Theme;
use axum::http::{HeaderMap, HeaderValue, header};
use domain::Day;
use quick_cache::{OptionsBuilder, Weighter, sync::Cache};

pub use kept::Page;

/// All that a page depends on. Within one process the build is the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    address: Box<str>,
    theme: &'static str,
    newest_event: i64,
    today: Day,
}

/// The pages that are kept, within a limit of memory: those least asked for make room, and one that was asked for once
/// does not drive out one that many ask for.
pub struct PageCache {
    pages: Cache<Key, Arc<Page>, Weight>,
    newest_event: AtomicI64,
}

#[derive(Clone)]
struct Weight;

impl Weighter<Key, Arc<Page>> for Weight {
    fn weight(&self, key: &Key, page: &Arc<Page>) -> u64 {
        (key.address.len() + page.most_memory()) as u64
    }
}

/// A page that is not to be kept: an error's.
struct NotKept(Arc<Page>);

impl PageCache {
    /// An empty cache of at most `bytes` of pages, for the state of the data with that newest event.
    #[must_use]
    pub fn new(bytes: u64, newest_event: i64) -> Self {
        // How many pages there may be is only a hint.
        let items = usize::try_from(bytes / 32_768)
            .unwrap_or(0)
            .clamp(16, 4_096);
        let options = OptionsBuilder::new()
            .estimated_items_capacity(items)
            .weight_capacity(bytes)
            // A page larger than a part of the cache is not kept: few parts, then.
            .shards(2)
            .build();
        let pages = match options {
            Ok(options) => {
                Cache::with_options(options, Weight, Default::default(), Default::default())
            }
            Err(_) => Cache::with_weighter(items, bytes, Weight),
        };
        Self {
            pages,
            newest_event: AtomicI64::new(newest_event),
        }
    }

    /// Takes notice of the number of the newest event; with another one, all pages go.
    pub fn newest_event_is(&self, newest: i64) {
        if self.newest_event.swap(newest, Ordering::AcqRel) != newest {
            self.pages.clear();
        }
    }

    /// The page at an address, rendered now unless it is kept; whoever asks for the same page meanwhile waits for it.
    pub async fn page(
        &self,
        address: &str,
        theme: Theme,
        today: Day,
        render: impl Future<Output = Arc<Page>>,
    ) -> Arc<Page> {
        let key = self.key(address, theme, today);
        let page = self.pages.get_or_insert_async(&key, async {
            let page = render.await;
            if page.may_be_kept() {
                Ok(page)
            } else {
                Err(NotKept(page))
            }
        });
        match page.await {
            Ok(page) | Err(NotKept(page)) => page,
        }
    }

    /// The page at an address, if it is kept.
    #[must_use]
    pub fn kept(&self, address: &str, theme: Theme, today: Day) -> Option<Arc<Page>> {
        self.pages.get(&self.key(address, theme, today))
    }

    fn key(&self, address: &str, theme: Theme, today: Day) -> Key {
        Key {
            address: address.into(),
            theme: theme.key(),
            newest_event: self.newest_event.load(Ordering::Acquire),
            today,
        }
    }

    /// How much memory the pages take, at the most.
    #[cfg(test)]
    fn bytes(&self) -> u64 {
        self.pages.weight()
    }
}

/// Whether the reader has the version with that tag already.
#[must_use]
pub fn has(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let Ok(tag) = tag.to_str() else { return false };
    let strong = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|offered| offered.trim() == "*" || strong(offered) == strong(tag))
}
