//! What people say of a proposal, on the whole and on passages.

use leptos::prelude::*;
use services::text;

use super::{
    parts::{Reader, name, sent},
    show::Shared,
    words::moment_of,
};
use crate::{
    command::Filled,
    ui::{Button, Document, Field, Section, TextArea},
};

/// What people say, on the whole and on passages.
#[component]
pub fn Comments(read: StoredValue<Shared>, form: Filled, reader: Reader) -> impl IntoView {
    read.with_value(|read| {
        let base = read.base.clone();
        let lines = read
            .comments
            .iter()
            .map(|comment| {
                let body = text::markdown_among_others(&comment.body);
                let passage = (!comment.passage.is_empty())
                    .then(|| view! { <blockquote class="passage">{comment.passage.clone()}</blockquote> });
                let may_resolve = comment.resolved_by.is_none()
                    && (reader.person == Some(comment.author) || reader.writes);
                let resolve = may_resolve.then(|| {
                    view! {
                        <form method="post" action=format!("{base}/comments/{}/resolve", comment.id)>
                            <Button text="Mark as resolved" />
                        </form>
                    }
                });
                let resolved = comment.resolved_by.map(|by| {
                    view! { <p class="resolved">"Resolved by "{name(&read.names, by)}</p> }
                });
                view! {
                    <li id=format!("comment-{}", comment.id)>
                        <p class="hint">
                            {name(&read.names, comment.author)}", "{moment_of(comment.written_at)}
                            ", on revision "{comment.revision}
                        </p>
                        {passage}
                        <Document html=body.html />
                        {resolved}{resolve}
                    </li>
                }
            })
            .collect_view();
        let none = read.comments.is_empty().then(|| view! { <p class="hint">"Nobody has said anything yet."</p> });
        let more = read.more_comments.map(|after| {
            view! { <p><a href=format!("{base}?comments_after={after}#comments")>"More comments"</a></p> }
        });
        let action = format!("{base}/comments");
        let form = sent(&form, &action);
        let say = reader.takes_part.then(|| {
            view! {
                <form class="form" method="post" action=action>
                    <TextArea name="body" label="Say something" hint="Markdown. It stands here under your name." rows=4 value=form.value("body", "") error=form.problem("body") />
                    <Field name="passage" label="About a passage" hint="Paste it here, word for word; leave it empty for the whole." value=form.value("passage", "") error=form.problem("passage") />
                    <div class="buttons"><Button text="Comment" /></div>
                </form>
            }
        });
        view! { <Section title="Discussion" id="comments">{none}<ul class="comments">{lines}</ul>{more}{say}</Section> }
    })
}
