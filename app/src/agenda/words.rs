//! Hours and minutes of an agenda in words.

use domain::{
    agenda::Matter,
    time_zone::TimeZoneName,
    words::{capitalized, counted},
};
use jiff::Timestamp;
use services::{history::Names, meeting::Meeting};

/// “17:05”, on the clocks of a zone.
pub fn hour(microseconds: i64, zone: &TimeZoneName) -> String {
    Timestamp::from_microsecond(microseconds)
        .unwrap_or_default()
        .to_zoned(zone.zone())
        .strftime("%H:%M")
        .to_string()
}

/// “Wednesday, 2 December 2026, 17:00”, on the clocks of a zone.
pub fn moment_there(microseconds: i64, zone: &TimeZoneName) -> String {
    Timestamp::from_microsecond(microseconds)
        .unwrap_or_default()
        .to_zoned(zone.zone())
        .strftime("%A, %-d %B %Y, %H:%M")
        .to_string()
}

/// “Wednesday, 2 December 2026, 17:00 to 18:00 (Europe/Lisbon)”.
pub fn when(meeting: &Meeting) -> String {
    format!(
        "{} to {} ({})",
        moment_there(meeting.starts_at, &meeting.zone),
        hour(meeting.ends_at, &meeting.zone),
        meeting.zone
    )
}

/// “45 of 60 minutes are given.”, and what that comes to.
pub fn sum(boxed: i64, length: i64, without: usize) -> String {
    let given = format!("{boxed} of {length} minutes are given");
    let over = boxed.saturating_sub(length);
    let mut words = if over > 0 {
        format!("{given}: {over} more than the meeting has.")
    } else {
        format!("{given}.")
    };
    if without > 0 {
        words.push_str(&format!(
            " {} no time yet.",
            match without {
                1 => "One item has".to_owned(),
                more => format!("{} have", capitalized(&counted(more, "item", "items"))),
            }
        ));
    }
    words
}

/// Where the open thing is that an item stands for.
pub fn place(matter: &Matter, names: &Names) -> Option<String> {
    match matter {
        Matter::Decision { proposal } | Matter::Waiver { proposal } => {
            Some(format!("/proposals/{proposal}"))
        }
        Matter::Petition { proposal } => Some(format!("/proposals/{proposal}")),
        Matter::Concern { proposal, concern } => {
            Some(format!("/proposals/{proposal}#concern-{}", concern.0))
        }
        Matter::Report { group, .. } => names
            .group(*group)
            .map(|name| format!("/groups/{}/reports", name.slug)),
        Matter::ActionItem { .. } => Some("/actions".to_owned()),
        Matter::Escalation { number } => Some(format!("/escalations/{number}")),
    }
}

#[cfg(test)]
mod tests {
    use super::sum;

    #[test]
    fn the_sum_says_what_is_too_much_and_what_has_no_time() {
        assert_eq!(sum(45, 60, 0), "45 of 60 minutes are given.");
        assert_eq!(
            sum(65, 60, 1),
            "65 of 60 minutes are given: 5 more than the meeting has. One item has no time yet."
        );
        assert_eq!(
            sum(0, 60, 2),
            "0 of 60 minutes are given. Two items have no time yet."
        );
    }
}
