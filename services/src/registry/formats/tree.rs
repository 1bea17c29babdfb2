//! A YAML or JSON file as a tree in which every value knows its line.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;

use super::problem::{ReadError, RowProblem};

/// How deep lists and mappings may be nested: three times what any known format needs, and few enough for the
/// stack of a small thread.
const DEEPEST: usize = 24;

/// A value and the line on which it begins, from 1.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) line: usize,
    pub(super) value: Value,
}

#[derive(Clone, Debug)]
pub(super) enum Value {
    Nothing,
    /// Any scalar, as it is spelled: a login may look like a number or `no`.
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl Node {
    /// The value under a key; nothing counts as absent.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        let Value::Map(entries) = &self.value else {
            return None;
        };
        entries
            .iter()
            .find(|(name, node)| name == key && !matches!(node.value, Value::Nothing))
            .map(|(_, node)| node)
    }

    /// Where an escape stands for NUL, in a key or a text.
    fn line_of_nul(&self) -> Option<usize> {
        match &self.value {
            Value::Nothing => None,
            Value::Text(text) => text.contains('\0').then_some(self.line),
            Value::List(nodes) => nodes.iter().find_map(Self::line_of_nul),
            Value::Map(entries) => entries.iter().find_map(|(key, node)| {
                if key.contains('\0') {
                    Some(node.line)
                } else {
                    node.line_of_nul()
                }
            }),
        }
    }

    /// The words for “found …”.
    pub(super) fn words(&self) -> String {
        match &self.value {
            Value::Nothing => "nothing".to_owned(),
            Value::Text(text) => super::problem::quoted(text),
            Value::List(_) => "a list".to_owned(),
            Value::Map(_) => "a mapping".to_owned(),
        }
    }

    /// The same as JSON, every scalar as a text.
    pub(super) fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Nothing => serde_json::Value::Null,
            Value::Text(text) => serde_json::Value::String(text.clone()),
            Value::List(nodes) => nodes.iter().map(Self::to_json).collect(),
            Value::Map(entries) => entries
                .iter()
                .map(|(key, node)| (key.clone(), node.to_json()))
                .collect(),
        }
    }
}

/// Parses YAML, of which JSON is a part.
///
/// # Errors
/// When it is broken, with the line.
pub(super) fn parse(file: &str, text: &str) -> Result<Node, ReadError> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: DEEPEST,
            max_events: 10_000_000,
            max_nodes: 10_000_000,
        },
        non_finite_float_policy: serde_saphyr::options::NonFiniteFloatPolicy::PassThrough,
    };
    serde_saphyr::from_str_with_options::<Spanned<Raw>>(text, options)
        .map_err(|error| {
            let line = error.location().map_or(1, |location| line_of(&location));
            let message = error
                .without_snippet()
                .render_with_formatter(&serde_saphyr::UserMessageFormatter);
            let first = message.lines().next().unwrap_or_default();
            let first = first.split(" at line ").next().unwrap_or(first);
            let first = first.split(": limits breached").next().unwrap_or(first);
            ReadError::Rows(vec![RowProblem {
                file: file.to_owned(),
                line,
                found: format!("broken YAML ({first})"),
                expected: "well-formed YAML or JSON, indented with spaces".to_owned(),
            }])
        })
        .map(|raw| node(raw, text))
        .and_then(|root| match root.line_of_nul() {
            Some(line) => Err(ReadError::nul(file, line)),
            None => Ok(root),
        })
}

fn line_of(location: &serde_saphyr::Location) -> usize {
    usize::try_from(location.line()).unwrap_or(1).max(1)
}

/// A value as the parser tells it: of a number or truth value only where it is.
enum Raw {
    Nothing,
    Text(String),
    /// Spelled out in the file, at the place of the value.
    Spelled,
    List(Vec<Spanned<Raw>>),
    Map(Vec<(String, Spanned<Raw>)>),
}

fn node(raw: Spanned<Raw>, text: &str) -> Node {
    let value = match raw.value {
        Raw::Nothing => Value::Nothing,
        Raw::Text(text) => Value::Text(text),
        Raw::Spelled => Value::Text(spelling(&raw.defined, text).unwrap_or_default().to_owned()),
        Raw::List(items) => Value::List(items.into_iter().map(|item| node(item, text)).collect()),
        Raw::Map(entries) => Value::Map(
            entries
                .into_iter()
                .map(|(key, value)| (key, node(value, text)))
                .collect(),
        ),
    };
    Node {
        line: line_of(&raw.referenced),
        value,
    }
}

fn spelling<'a>(location: &serde_saphyr::Location, text: &'a str) -> Option<&'a str> {
    let span = location.span();
    let start = usize::try_from(span.byte_offset()?).ok()?;
    let length = usize::try_from(span.byte_len()?).ok()?;
    text.get(start..start.checked_add(length)?).map(str::trim)
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any YAML value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Nothing)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Nothing)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Spelled)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Spelled)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Spelled)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Spelled)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Spelled)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Spelled)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Raw::Map(map))
    }
}
