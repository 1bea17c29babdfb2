//! What happens to the schedule of meetings, as sentences.

use domain::{
    Day,
    ids::GroupId,
    schedule::{About, MeetingAddress, Pattern, ScheduleEvent},
    slug::Slug,
};

use super::{
    Part, Words,
    names::{long, text},
    proposal::because,
};

impl Words<'_> {
    /// The sentence of an event of the schedule.
    pub(super) fn of_schedule(
        &self,
        slug: &Slug,
        title: &str,
        group: Option<GroupId>,
        change: &ScheduleEvent,
    ) -> Vec<Part> {
        let series = || Part::Series {
            slug: slug.to_string(),
            title: title.to_owned(),
        };
        let meeting = |day: Day| Part::Meeting {
            address: MeetingAddress {
                slug: slug.clone(),
                day,
            },
            title: title.to_owned(),
        };
        match change {
            ScheduleEvent::SeriesScheduled { pattern, .. } => {
                let mut parts = vec![text("Meetings were planned: "), series()];
                parts.extend(of_group(self, group));
                parts.push(text(format!(", {}", in_a_sentence(pattern))));
                parts
            }
            ScheduleEvent::SeriesChanged {
                before,
                about,
                pattern_before,
                pattern,
            } => {
                let mut parts = vec![text("The series "), series(), text(" changed")];
                parts.extend(of_difference(before, about, pattern_before, pattern));
                parts
            }
            ScheduleEvent::SeriesEnded { last } => vec![
                text("The series "),
                series(),
                text(format!(" ends; its last day is {}", long(*last))),
            ],
            ScheduleEvent::MeetingScheduled {
                starts,
                minutes,
                zone,
                ..
            } => {
                let local = zone.zone().to_datetime(*starts);
                let mut parts = vec![text("A meeting was planned: "), meeting(local.date())];
                parts.extend(of_group(self, group));
                parts.push(text(format!(
                    ", {} for {minutes} minutes ({zone})",
                    local.strftime("%-d %B %Y, %H:%M")
                )));
                parts
            }
            ScheduleEvent::MeetingMoved {
                day,
                before,
                starts,
                place_before,
                place,
                join_link_before,
                join_link,
                reason,
                ..
            } => {
                let mut parts = vec![meeting(*day), text(format!(" of {} was moved", long(*day)))];
                if before != starts {
                    parts.push(text(format!(
                        " to {} UTC",
                        starts.strftime("%-d %B %Y, %H:%M")
                    )));
                }
                for (what, before, after) in [
                    ("place", place_before, place),
                    ("join link", join_link_before, join_link),
                ] {
                    if before != after {
                        parts.extend([
                            text(format!("; {what} ")),
                            Part::Before(before.clone()),
                            text(" → "),
                            Part::After(after.clone()),
                        ]);
                    }
                }
                parts.extend(because(reason));
                parts
            }
            ScheduleEvent::MeetingCancelled { day, reason } => {
                let mut parts = vec![
                    meeting(*day),
                    text(format!(" of {} was cancelled", long(*day))),
                ];
                parts.extend(because(reason));
                parts
            }
            ScheduleEvent::MeetingReinstated { day } => vec![
                meeting(*day),
                text(format!(" of {} takes place after all", long(*day))),
            ],
        }
    }
}

fn of_group(words: &Words<'_>, group: Option<GroupId>) -> Vec<Part> {
    group.map_or_else(Vec::new, |group| vec![text(" of "), words.group(group)])
}

fn in_a_sentence(pattern: &Pattern) -> String {
    let words = pattern.words();
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(characters).collect()
    })
}

fn of_difference(
    before: &About,
    after: &About,
    pattern_before: &Pattern,
    pattern: &Pattern,
) -> Vec<Part> {
    let mut parts = Vec::new();
    let (was, is) = (pattern_before.words(), pattern.words());
    let from = format!("time, from {} on", pattern.from);
    for (what, before, after) in [
        (from.as_str(), &was, &is),
        ("title", &before.title, &after.title),
        ("place", &before.place, &after.place),
        ("join link", &before.join_link, &after.join_link),
    ] {
        if before != after {
            parts.extend([
                text(if parts.is_empty() { ": " } else { "; " }),
                text(format!("{what} ")),
                Part::Before(before.clone()),
                text(" → "),
                Part::After(after.clone()),
            ]);
        }
    }
    if before.description != after.description {
        parts.extend([
            text(if parts.is_empty() { ": " } else { "; " }),
            text("description "),
            Part::Reworded {
                before: before.description.clone(),
                after: after.description.clone(),
            },
        ]);
    }
    parts
}
