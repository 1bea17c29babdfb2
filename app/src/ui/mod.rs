//! The parts that pages are made of. They draw on the server only; none of them decides anything.
//!
//! The colours, sizes and layout of each part are in the file of the same name in `style/parts`.

mod account_menu;
mod choices;
mod difference;
mod document;
mod footer;
mod form;
mod icon;
mod lifeline;
mod list;
mod markup;
mod masthead;
mod page;
mod person;
mod state;
mod table;
mod tabs;
mod time;

pub use account_menu::AccountMenu;
pub use choices::{Checkbox, Checkboxes, Radios};
pub use difference::{Difference, DifferenceKind, DifferenceLine};
pub use document::{Contents, Document, Heading};
pub use footer::{Footer, Theme};
pub use form::{Button, Choice, DateField, Field, Select, SubmitLook, TextArea};
pub use icon::Icon;
pub use lifeline::{Axis, Lifeline, LifelineRow, Lifelines, Mark, MarkKind, Segment};
pub use list::{Item, List, item};
pub use markup::Markup;
pub use masthead::{Masthead, NAVIGATION, NavigationItem};
pub use page::{
    Banner, BannerKind, Columns, Crumb, Empty, MarginSection, PageHeader, Pagination, Section,
};
pub use person::{Avatar, Person};
pub use state::{FindingLine, Findings, StateBadge, state_badge};
pub use table::Table;
pub use tabs::{Tab, Tabs};
pub use time::{DateText, DayFormat, TimestampText, date_text, long_date, month, short_date};
