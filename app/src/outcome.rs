//! What came of a command, on the page that shows it: what was done, or what the rules have against it.

use services::CommandError;

use crate::{
    command::{Failure, Filled},
    page::query,
};

/// The sentence for `?done=KEY`; none for a key that is not among these.
pub fn done(sentences: &[(&str, &str)]) -> Option<String> {
    let key = query("done")?;
    sentences
        .iter()
        .find(|(known, _)| *known == key)
        .map(|(_, sentence)| (*sentence).to_owned())
}

/// A use case's error as the answer to its form: a refusal stands at the field that it is about, which is named by
/// `field`, an empty name for the form as a whole.
pub fn failure<R: std::fmt::Display>(
    error: CommandError<R>,
    mut filled: Filled,
    field: impl FnOnce(&R) -> &'static str,
) -> Failure {
    match error {
        CommandError::Denied(denied) => Failure::Denied(denied),
        CommandError::NotFound => Failure::NotFound,
        CommandError::Refused(refusal) => {
            filled.refuse(field(&refusal), refusal.to_string());
            Failure::Invalid(filled)
        }
        CommandError::Failed(error) => Failure::Broken(error),
    }
}
