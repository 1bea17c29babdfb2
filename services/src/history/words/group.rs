//! What happens to a group, as sentences.

use domain::{
    group::{GroupEvent, GroupKind, GroupState},
    ids::GroupId,
    link::Link,
    seat::Role,
};

use super::{
    Part, Words,
    names::{colon, enumerated, text},
};

impl Words<'_> {
    pub(super) fn of_group(&self, id: GroupId, change: &GroupEvent) -> Vec<Part> {
        let group = || self.group(id);
        match change {
            GroupEvent::Formed {
                name,
                group_kind,
                parent,
                state,
                ..
            } => {
                let mut parts = vec![self.group_called(id, name), text(" was formed as ")];
                parts.extend(self.sort(*group_kind, *parent));
                parts.extend(being_set_up(*state));
                parts
            }
            GroupEvent::Activated => vec![group(), text(" became active")],
            GroupEvent::Renamed {
                before,
                name,
                slug_before,
                slug,
            } if before == name => vec![
                text("The address of "),
                group(),
                text(" changed from "),
                Part::Before(slug_before.to_string()),
                text(" to "),
                Part::After(slug.to_string()),
            ],
            GroupEvent::Renamed { before, name, .. } => vec![
                Part::Before(before.clone()),
                text(" was renamed to "),
                self.group_called(id, name),
            ],
            GroupEvent::Converted {
                kind_before,
                group_kind,
                parent_before,
                parent,
            } => {
                let mut parts = vec![group(), text(" became ")];
                parts.extend(self.sort(*group_kind, *parent));
                parts.push(text("; it was "));
                parts.extend(self.sort(*kind_before, *parent_before));
                parts
            }
            GroupEvent::ClosingBegun => vec![group(), text(" began to close")],
            GroupEvent::Dissolved => vec![group(), text(" was dissolved")],
            GroupEvent::FinalReportGiven { by, .. } => vec![
                self.person(*by),
                text(" gave the final report of "),
                group(),
            ],
            GroupEvent::MergedInto { into } => {
                vec![group(), text(" was merged into "), self.group(*into)]
            }
            GroupEvent::Revived { state } => {
                let mut parts = vec![group(), text(" was revived")];
                parts.extend(being_set_up(*state));
                parts
            }
            GroupEvent::Described {
                before,
                description,
            } => described(group(), before, description),
            GroupEvent::CharterAdopted { number, .. } => vec![
                group(),
                text(" adopted "),
                match self.names.group(id) {
                    Some(name) => Part::Charter {
                        slug: name.slug.clone(),
                        number: *number,
                    },
                    None => text(format!("charter {number}")),
                },
            ],
            GroupEvent::LinkAdded { link } => {
                let mut parts = vec![text(format!("{} was added to ", called(link))), group()];
                parts.extend(target(link).map(Part::After).into_iter().flat_map(colon));
                parts
            }
            GroupEvent::LinkChanged { before, link } => link_changed(group(), before, link),
            GroupEvent::LinkRemoved { link } => {
                let mut parts = vec![text(format!("{} was removed from ", called(link))), group()];
                parts.extend(target(link).map(Part::Before).into_iter().flat_map(colon));
                parts
            }
            GroupEvent::StakeholdersChanged {
                before,
                stakeholders,
            } => self.stakeholders_changed(group(), before, stakeholders),
            GroupEvent::SeatTaken { person, role, area } => {
                let mut parts = vec![
                    self.person(*person),
                    text(format!(" became {} of ", with_article(*role))),
                    group(),
                ];
                if let Some(area) = area {
                    parts.push(text(format!(", for {area}")));
                }
                parts
            }
            GroupEvent::SeatAreaChanged {
                person,
                role,
                before,
                area,
            } => {
                let whole = || "the whole group".to_owned();
                vec![
                    self.person(*person),
                    text(format!(", {} of ", with_article(*role))),
                    group(),
                    text(", went from "),
                    Part::Before(before.clone().unwrap_or_else(whole)),
                    text(" to "),
                    Part::After(area.clone().unwrap_or_else(whole)),
                ]
            }
            GroupEvent::SeatsMoved { from, into } => vec![
                text("The seats of "),
                self.person(*from),
                text(" in "),
                group(),
                text(" are those of "),
                self.person(*into),
            ],
            GroupEvent::SeatsReturned { from, into, .. } => vec![
                text("The seats of "),
                self.person(*from),
                text(" and "),
                self.person(*into),
                text(" in "),
                group(),
                text(" are each their own again"),
            ],
            GroupEvent::SeatLeft { person, role } => vec![
                self.person(*person),
                text(format!(" is no longer {} of ", with_article(*role))),
                group(),
            ],
        }
    }

    /// "a subgroup of X", "a committee".
    fn sort(&self, kind: GroupKind, parent: Option<GroupId>) -> Vec<Part> {
        let kind = text(format!("a {}", kind.words().to_lowercase()));
        match parent {
            Some(parent) => vec![kind, text(" of "), self.group(parent)],
            None => vec![kind],
        }
    }

    fn stakeholders_changed(
        &self,
        group: Part,
        before: &[GroupId],
        after: &[GroupId],
    ) -> Vec<Part> {
        let only_in = |these: &[GroupId], others: &[GroupId]| -> Vec<Part> {
            these
                .iter()
                .filter(|id| !others.contains(id))
                .map(|id| self.group(*id))
                .collect()
        };
        let (gained, lost) = (only_in(after, before), only_in(before, after));
        let mut parts = Vec::new();
        if !gained.is_empty() {
            parts.extend(enumerated(gained));
            parts.push(text(" gained a stake in "));
            parts.push(group.clone());
        }
        if !lost.is_empty() {
            if !parts.is_empty() {
                parts.push(text("; "));
            }
            let one = lost.len() == 1;
            parts.extend(enumerated(lost));
            parts.push(text(if one {
                " no longer has a stake in "
            } else {
                " no longer have a stake in "
            }));
            parts.push(group);
        }
        parts
    }
}

fn being_set_up(state: GroupState) -> Option<Part> {
    match state {
        GroupState::SettingUp => Some(text(", to be set up")),
        GroupState::Active | GroupState::Closing | GroupState::Dissolved | GroupState::Merged => {
            None
        }
    }
}

fn described(group: Part, before: &str, after: &str) -> Vec<Part> {
    if before.is_empty() {
        vec![
            group,
            text(" was described: "),
            Part::After(after.to_owned()),
        ]
    } else if after.is_empty() {
        vec![
            text("The description of "),
            group,
            text(" was taken away: "),
            Part::Before(before.to_owned()),
        ]
    } else {
        vec![
            text("The description of "),
            group,
            text(" changed: "),
            Part::Reworded {
                before: before.to_owned(),
                after: after.to_owned(),
            },
        ]
    }
}

fn link_changed(group: Part, before: &Link, after: &Link) -> Vec<Part> {
    let mut parts = vec![text(format!("{} of ", called(before))), group];
    let mut changed = false;
    for (what, before, after) in [
        (" is now called ", Some(&before.label), Some(&after.label)),
        (" now leads to ", before.url.as_ref(), after.url.as_ref()),
        (" is now ", before.detail.as_ref(), after.detail.as_ref()),
    ] {
        if before == after {
            continue;
        }
        parts.push(text(format!("{}{what}", if changed { ";" } else { "" })));
        parts.push(match after {
            Some(after) => Part::After(after.clone()),
            None => text("nothing more"),
        });
        if let Some(before) = before {
            parts.extend([text(", before "), Part::Before(before.clone())]);
        }
        changed = true;
    }
    parts
}

/// "The chat “#routing”", "Documents “Folder”".
fn called(link: &Link) -> String {
    if link.label.eq_ignore_ascii_case(link.kind.word()) {
        link.kind.word().to_owned()
    } else {
        format!("{} “{}”", link.kind.word(), link.label)
    }
}

fn target(link: &Link) -> Option<String> {
    match (&link.url, &link.detail) {
        (Some(url), Some(detail)) => Some(format!("{detail}, {url}")),
        (Some(only), None) | (None, Some(only)) => Some(only.clone()),
        (None, None) => None,
    }
}

fn with_article(role: Role) -> &'static str {
    match role {
        Role::Lead => "a lead",
        Role::Chair => "a chair",
        Role::TechLead => "a tech lead",
        Role::Delegate => "a delegate",
        Role::Liaison => "the liaison",
        Role::EmeritusLead => "an emeritus lead",
    }
}
