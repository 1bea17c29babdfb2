//! A table that scrolls by itself where it is too wide, so that the page does not.

use leptos::prelude::*;

/// A table: the children are its `<thead>` and `<tbody>`. `id` is unique on the page; `caption` names the table and
/// can be seen unless `caption_hidden`.
#[component]
pub fn Table(
    #[prop(into)] id: String,
    #[prop(into)] caption: String,
    #[prop(optional)] caption_hidden: bool,
    children: Children,
) -> impl IntoView {
    let caption_id = format!("{id}-caption");
    let labelled_by = caption_id.clone();
    view! {
        <div class="table-region" role="region" aria-labelledby=labelled_by tabindex="0">
            <table id=id>
                <caption id=caption_id class=caption_hidden.then_some("visually-hidden")>{caption}</caption>
                {children()}
            </table>
        </div>
    }
}
