//! A meeting with what its page shows around it.

use std::collections::BTreeSet;

use domain::schedule::MeetingAddress;

use super::{Meeting, find};
use crate::{
    Context, ReadError,
    history::Names,
    schedule::{self, Place, StoredSeries, Wanted},
};

/// A meeting with its series and its neighbours there.
#[derive(Clone, Debug)]
pub struct MeetingPage {
    /// The meeting.
    pub meeting: Meeting,
    /// Its series; none for one of its own.
    pub series: Option<StoredSeries>,
    /// The names of the groups whose own it is.
    pub names: Names,
    /// The one before it in the series.
    pub before: Option<Meeting>,
    /// The one after it in the series.
    pub after: Option<Meeting>,
}

/// The meeting at that address with what is around it. A fixed number of queries.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn page(context: &Context, address: &MeetingAddress) -> Result<MeetingPage, ReadError> {
    let meeting = find(context, address).await?;
    let connection = context.database.connection();
    let names = Names::of(
        connection,
        meeting.convener.group().into_iter().collect(),
        BTreeSet::new(),
        BTreeSet::new(),
    )
    .await?;
    let Some(id) = meeting.series else {
        return Ok(MeetingPage {
            meeting,
            series: None,
            names,
            before: None,
            after: None,
        });
    };
    let series = schedule::series(context, address.slug.as_str()).await?;
    let wanted = Wanted {
        series: Some(id),
        ..Wanted::default()
    };
    // A quarter of a year on either side: a monthly series has its neighbours in it.
    let reach = 93 * 24 * 3_600_000_000_i64;
    let place = Place::of(&meeting);
    let around = schedule::between(
        context,
        wanted,
        meeting.starts_at.saturating_sub(reach),
        meeting.starts_at.saturating_add(reach),
    )
    .await?;
    let (before, after): (Vec<Meeting>, Vec<Meeting>) = around
        .meetings
        .into_iter()
        .filter(|other| other.address != meeting.address)
        .partition(|other| Place::of(other) < place);
    Ok(MeetingPage {
        meeting,
        series: Some(series),
        names,
        before: before.into_iter().next_back(),
        after: after.into_iter().next(),
    })
}
