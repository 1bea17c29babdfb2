//! Reads the parts of a group in sigs.yaml, and tells what is wrong with them.

use domain::{
    link::{Link, LinkKind},
    registry::GroupEntry,
    seat::Role,
    slug::Slug,
};

use crate::registry::formats::{
    problem::{Problems, RowOf, quoted},
    tree::{Node, Value},
    words::{is_nothing, is_pending},
};

const EXPECTED: &str = "a group with name, dir and leadership; a subproject or team with a name";

/// Reads one group: what it finds wrong is told, and whether the group can be taken in.
pub(super) struct Reader<'a> {
    pub(super) problems: &'a mut Problems,
    pub(super) sound: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn of(problems: &'a mut Problems) -> Self {
        Self {
            problems,
            sound: true,
        }
    }

    pub(super) fn wrong(&mut self, line: usize, found: String, expected: &str) {
        self.sound = false;
        self.problems.add(RowOf::Group, line, found, expected);
    }

    pub(super) fn is_mapping(&mut self, node: &Node) -> bool {
        let is_mapping = matches!(node.value, Value::Map(_));
        if !is_mapping {
            self.wrong(node.line, node.words(), EXPECTED);
        }
        is_mapping
    }

    /// A text that must be there.
    pub(super) fn required_text(&mut self, node: &Node, key: &str) -> Option<String> {
        if node.get(key).is_none() {
            self.wrong(node.line, format!("an entry without “{key}”"), EXPECTED);
            return None;
        }
        let was_sound = self.sound;
        let text = self.text(node, key);
        if text.is_none() && self.sound == was_sound {
            self.wrong(node.line, format!("an empty “{key}”"), EXPECTED);
        }
        text
    }

    /// A text that may be there, trimmed; an empty one is not.
    pub(super) fn text(&mut self, node: &Node, key: &str) -> Option<String> {
        let value = node.get(key)?;
        match &value.value {
            Value::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::Nothing | Value::List(_) | Value::Map(_) => {
                self.wrong(
                    value.line,
                    format!("{} under “{key}”", value.words()),
                    "a text",
                );
                None
            }
        }
    }

    /// An address that may be there: one that is still to come is not, and one without a scheme gets it.
    pub(super) fn address(&mut self, node: &Node, key: &str) -> Option<String> {
        let text = self.text(node, key)?;
        if is_pending(&text) || is_nothing(&text) {
            return None;
        }
        let (host, path) = text.split_once('/').unwrap_or((&text, ""));
        Some(
            if text.contains(':') || text.contains(char::is_whitespace) {
                text
            } else if text.contains('@') && path.is_empty() {
                format!("mailto:{text}")
            } else if host.contains('.') && !host.starts_with('.') && !path.is_empty() {
                format!("https://{text}")
            } else {
                text
            },
        )
    }

    /// A list that may be there.
    pub(super) fn list<'n>(&mut self, node: &'n Node, key: &str) -> &'n [Node] {
        let Some(value) = node.get(key) else {
            return &[];
        };
        match &value.value {
            Value::List(nodes) => nodes,
            Value::Nothing | Value::Text(_) | Value::Map(_) => {
                self.wrong(
                    value.line,
                    format!("{} under “{key}”", value.words()),
                    "a list",
                );
                &[]
            }
        }
    }

    pub(super) fn texts(&mut self, nodes: &[Node]) -> Vec<String> {
        let mut texts = Vec::new();
        for node in nodes {
            match &node.value {
                Value::Text(text) => texts.push(text.trim().to_owned()),
                Value::Nothing | Value::List(_) | Value::Map(_) => {
                    self.wrong(node.line, node.words(), "a list of texts");
                }
            }
        }
        texts
    }

    pub(super) fn slug(&mut self, node: &Node, directory: &str) -> Option<Slug> {
        let slug = Slug::new(directory);
        if slug.is_err() {
            let line = node.get("dir").map_or(node.line, |value| value.line);
            self.wrong(
                line,
                format!("the dir {}", quoted(directory)),
                "lower-case letters, digits and single hyphens, at most 100",
            );
        }
        slug.ok()
    }

    /// Meetings and contact.
    pub(super) fn channels(&mut self, node: &Node, entry: &mut GroupEntry) {
        // The file lists them all, also where a group has none.
        entry.links.get_or_insert_default();
        let meetings = self.list(node, "meetings");
        // In the first years a group had one meeting, told by keys of the group's own.
        if meetings.is_empty()
            && MEETING_KEYS
                .iter()
                .any(|key| node.get(&of_the_group(key)).is_some())
        {
            self.meeting(None, node, entry);
        }
        for meeting in meetings {
            self.meeting(Some(meeting), node, entry);
        }
        let Some(contact) = node.get("contact") else {
            return;
        };
        if let Some(channel) = self.address(contact, "slack") {
            let is_url = channel.contains("://");
            entry.add_link(Link {
                kind: LinkKind::Chat,
                label: if is_url {
                    LinkKind::Chat.word().to_owned()
                } else {
                    format!("#{}", channel.trim_start_matches('#'))
                },
                url: is_url.then_some(channel),
                detail: None,
            });
        }
        for (key, label) in [
            ("mailing_list", "Mailing list"),
            ("private_mailing_list", "Private mailing list"),
        ] {
            if let Some(address) = self.address(contact, key) {
                entry.add_link(Link {
                    kind: LinkKind::MailingList,
                    label: label.to_owned(),
                    url: Some(address),
                    detail: None,
                });
            }
        }
        for team in self.list(contact, "teams") {
            let name = match &team.value {
                Value::Text(name) => Some(name.clone()),
                Value::Nothing | Value::List(_) | Value::Map(_) => self.required_text(team, "name"),
            };
            let Some(label) = name else { continue };
            entry.add_link(Link {
                kind: LinkKind::Team,
                label,
                url: None,
                detail: self.text(team, "description"),
            });
        }
        if let Some(liaison) = contact.get("liaison") {
            self.seat(liaison, Role::Liaison, entry);
        }
    }

    /// A meeting of `group`: what its own entry does not say may stand in the group, as in the first years.
    fn meeting(&mut self, meeting: Option<&Node>, group: &Node, entry: &mut GroupEntry) {
        let label = meeting.and_then(|meeting| self.text(meeting, "description"));
        let label = label.unwrap_or_else(|| "Meeting".to_owned());
        let place = |key: &str| match meeting {
            Some(meeting) if meeting.get(key).is_some() => (meeting, key.to_owned()),
            Some(_) | None => (group, of_the_group(key)),
        };
        let mut when = Vec::new();
        for key in ["day", "time", "utc", "tz"] {
            let (node, named) = place(key);
            let told = self.text(node, &named);
            when.extend(told.map(|told| {
                if key == "utc" {
                    format!("{told} UTC")
                } else {
                    told
                }
            }));
        }
        let mut detail = vec![when.join(" ")];
        let (node, named) = place("frequency");
        detail.extend(self.text(node, &named));
        detail.retain(|part| !part.is_empty());
        let (node, named) = place("url");
        let url = self.address(node, &named);
        entry.add_link(Link {
            kind: LinkKind::Meeting,
            label: label.clone(),
            url,
            detail: (!detail.is_empty()).then(|| detail.join(", ")),
        });
        for (key, kind) in [
            ("archive_url", LinkKind::MeetingNotes),
            ("recordings_url", LinkKind::Recordings),
            ("calendar_url", LinkKind::Calendar),
        ] {
            let (node, named) = place(key);
            if let Some(url) = self.address(node, &named) {
                entry.add_link(Link {
                    kind,
                    label: label.clone(),
                    url: Some(url),
                    detail: None,
                });
            }
        }
    }
}

/// What a meeting is told by.
const MEETING_KEYS: [&str; 9] = [
    "day",
    "time",
    "utc",
    "tz",
    "frequency",
    "url",
    "archive_url",
    "recordings_url",
    "calendar_url",
];

/// The key of a meeting as it stood in the group itself: `meeting_url`.
fn of_the_group(key: &str) -> String {
    format!("meeting_{key}")
}
