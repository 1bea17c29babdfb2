//! What somebody of the demo has begun to write and not submitted.

use domain::proposal::Request;

use super::{DemoError, meetings::lead_of};
use crate::{
    Context,
    proposal::{begin, charter_of},
};

/// A lead of Observability writes on another charter.
pub(super) async fn write(context: &Context) -> Result<(), DemoError> {
    let Some((group, lead)) = lead_of(context, "observability").await? else {
        return Ok(());
    };
    let request = Request::Recharter {
        group,
        charter: charter_of(&lead, group).await?,
        reason: "We promise more than two people can keep.".to_owned(),
    };
    begin(&lead, request)
        .await
        .map_err(|error| DemoError::Refused(error.to_string()))?;
    Ok(())
}
