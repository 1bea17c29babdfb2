//! What someone was shown and agreed to, in a few letters: an import that means anything else is not done.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::ImportReport;
use crate::WriteError;

/// A fingerprint of what files mean for the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement([u8; 32]);

/// The text is no fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("that is no fingerprint of an import")]
pub struct NotAnAgreement;

impl Agreement {
    /// The fingerprint of what an import found. Ids that are made anew by each run count by the order in which they
    /// come; the sentences tell apart what they stand for.
    ///
    /// # Errors
    /// When an event cannot be written as JSON.
    pub(super) fn on(reports: &[ImportReport]) -> Result<Self, WriteError> {
        let mut digest = Sha256::new();
        let mut places = BTreeMap::new();
        for report in reports {
            digest.update(format!("{} {}\n", report.file, report.as_of));
            for (dated, (_, sentence)) in report.events.iter().zip(report.in_words()) {
                let mut event = serde_json::to_value(dated)
                    .map_err(|error| WriteError::Damaged(error.to_string()))?;
                number_ids(&mut event, &mut places);
                digest.update(format!("{sentence}\n{event}\n"));
            }
        }
        Ok(Self(digest.finalize().into()))
    }
}

/// Replaces ids by the order in which they come.
fn number_ids(value: &mut Value, places: &mut BTreeMap<Uuid, usize>) {
    match value {
        Value::String(text) => {
            if let Ok(id) = text.parse::<Uuid>() {
                let next = places.len();
                let place = *places.entry(id).or_insert(next);
                *value = Value::from(place);
            }
        }
        Value::Array(values) => values
            .iter_mut()
            .for_each(|value| number_ids(value, places)),
        Value::Object(fields) => fields
            .values_mut()
            .for_each(|value| number_ids(value, places)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

impl fmt::Display for Agreement {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl FromStr for Agreement {
    type Err = NotAnAgreement;

    fn from_str(text: &str) -> Result<Self, NotAnAgreement> {
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return Err(NotAnAgreement);
        }
        for (place, byte) in bytes.iter_mut().enumerate() {
            let digits = text.get(place * 2..place * 2 + 2).ok_or(NotAnAgreement)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| NotAnAgreement)?;
        }
        Ok(Self(bytes))
    }
}
