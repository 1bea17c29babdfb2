//! What stands on a meeting's page below when and where it is: each noun that belongs to meetings adds its part here.

use leptos::prelude::*;
use services::{Context, ReadError, meeting::Meeting};

/// The parts, in their order.
pub async fn parts(_context: &Context, _meeting: &Meeting) -> Result<Vec<AnyView>, ReadError> {
    Ok(Vec::new())
}
