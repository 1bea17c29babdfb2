//! What changed between two texts, word by word.

use leptos::prelude::*;
pub use services::text::{DifferenceKind, DifferenceLine};

/// Unchanged lines that stay in view before and after a change.
const CONTEXT: usize = 3;

/// The lines of a comparison; long stretches without a change are folded. `label` names it: "Charter 2 and charter 3".
#[component]
pub fn Difference(lines: Vec<DifferenceLine>, #[prop(into)] label: String) -> impl IntoView {
    let folds = folds(&lines);
    let mut lines = lines.into_iter();
    let parts = folds
        .into_iter()
        .map(|fold| {
            let drawn = lines.by_ref().take(fold.lines).map(line).collect_view();
            if fold.folded {
                view! {
                    <details class="difference-unchanged">
                        <summary>{fold.lines}" unchanged lines"</summary>
                        {drawn}
                    </details>
                }
                .into_any()
            } else {
                drawn.into_any()
            }
        })
        .collect_view();
    view! { <div class="difference" role="group" aria-label=label>{parts}</div> }
}

/// The words of a line, those that make the difference emphasised.
fn marked_words(spans: Vec<(bool, String)>) -> AnyView {
    spans
        .into_iter()
        .map(|(emphasised, words)| {
            if emphasised {
                view! { <em>{words}</em> }.into_any()
            } else {
                words.into_any()
            }
        })
        .collect_view()
        .into_any()
}

fn line(line: DifferenceLine) -> AnyView {
    let words = marked_words(line.spans);
    match line.kind {
        DifferenceKind::Same => {
            view! { <div class="difference-line"><span>{words}</span></div> }.into_any()
        }
        DifferenceKind::Added => view! {
            <div class="difference-line line-added">
                <ins><span class="visually-hidden">"Added: "</span>{words}</ins>
            </div>
        }
        .into_any(),
        DifferenceKind::Removed => view! {
            <div class="difference-line line-removed">
                <del><span class="visually-hidden">"Removed: "</span>{words}</del>
            </div>
        }
        .into_any(),
    }
}

/// A stretch of lines that is shown, or folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fold {
    lines: usize,
    folded: bool,
}

/// Cuts the lines into stretches. Only unchanged lines further than [`CONTEXT`] from any change are folded,
/// and only where that saves more than the line that says so.
fn folds(lines: &[DifferenceLine]) -> Vec<Fold> {
    let changed: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.kind != DifferenceKind::Same)
        .map(|(index, _)| index)
        .collect();
    let shown = |index: usize| {
        changed
            .binary_search_by(|change| {
                if change + CONTEXT < index {
                    std::cmp::Ordering::Less
                } else if *change > index + CONTEXT {
                    std::cmp::Ordering::Greater
                } else {
                    std::cmp::Ordering::Equal
                }
            })
            .is_ok()
    };
    let mut stretches: Vec<Fold> = Vec::new();
    for index in 0..lines.len() {
        let folded = !shown(index);
        match stretches.last_mut() {
            Some(last) if last.folded == folded => last.lines += 1,
            Some(_) | None => stretches.push(Fold { lines: 1, folded }),
        }
    }
    for stretch in &mut stretches {
        stretch.folded &= stretch.lines > 2;
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::{DifferenceKind, DifferenceLine, Fold, folds};

    fn lines(kinds: &[(DifferenceKind, usize)]) -> Vec<DifferenceLine> {
        kinds
            .iter()
            .flat_map(|(kind, count)| {
                std::iter::repeat_n(
                    DifferenceLine {
                        kind: *kind,
                        spans: Vec::new(),
                    },
                    *count,
                )
            })
            .collect()
    }

    #[test]
    fn lines_far_from_a_change_are_folded_and_those_near_it_are_not() {
        let folds = folds(&lines(&[
            (DifferenceKind::Same, 10),
            (DifferenceKind::Removed, 1),
            (DifferenceKind::Added, 1),
            (DifferenceKind::Same, 4),
        ]));
        assert_eq!(
            folds,
            [
                Fold {
                    lines: 7,
                    folded: true
                },
                Fold {
                    lines: 8,
                    folded: false
                },
                Fold {
                    lines: 1,
                    folded: false
                },
            ]
        );
    }

    #[test]
    fn texts_without_a_difference_fold_whole() {
        assert_eq!(
            folds(&lines(&[(DifferenceKind::Same, 5)])),
            [Fold {
                lines: 5,
                folded: true
            }]
        );
    }
}
