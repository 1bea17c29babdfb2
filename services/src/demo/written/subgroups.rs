//! Subgroups that the demo's leads began and ended.

use domain::{
    Day,
    actor::{Authorities, Authority},
    event::{DatedEvent, Event},
    group::{GroupCommand, decide},
    ids::{GroupId, NewIds},
    link::{Link, LinkKind},
    policy::Policy,
    slug::Slug,
};

use super::{
    super::telling::{TellingError, Told},
    day, group_at,
};

/// Name, address, parent, purpose, contact, begun so many days ago, ended so many days ago.
type SubgroupTale = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    i32,
    Option<i32>,
);

const SUBGROUPS: [SubgroupTale; 2] = [
    (
        "Retries",
        "routing-retries",
        "routing",
        "Agrees on when a message is sent again, and by whom.",
        "#routing-retries",
        60,
        None,
    ),
    (
        "Map Tiles",
        "user-experience-map-tiles",
        "user-experience",
        "Chose the maps that the harbour view draws on.",
        "#map-tiles",
        200,
        Some(30),
    ),
];

/// Tells them.
///
/// # Errors
/// When the rules refuse a step.
pub fn tell_subgroups(
    told: &mut Told,
    rules: &Policy,
    today: Day,
    ids: &mut dyn NewIds,
) -> Result<(), TellingError> {
    let lead = Authorities::new([Authority::Lead]);
    for (name, slug, parent, purpose, contact, begun, ended) in SUBGROUPS {
        let Some(parent) = group_at(told, parent) else {
            continue;
        };
        let slug = Slug::new(slug).map_err(|_| TellingError::NoAddress(name.to_owned()))?;
        let group = GroupId(ids.new_id());
        let link = Link {
            kind: LinkKind::Chat,
            label: contact.to_owned(),
            url: None,
            detail: Some("Contact".to_owned()),
        };
        let begin = [
            GroupCommand::StartSubgroup {
                name: name.to_owned(),
                slug,
                parent,
            },
            GroupCommand::Describe(purpose.to_owned()),
            GroupCommand::AddLink(link),
        ]
        .map(|command| (begun, command));
        let end = ended.map(|days_ago| (days_ago, GroupCommand::EndSubgroup));
        for (days_ago, command) in begin.into_iter().chain(end) {
            let on = day(today, days_ago);
            let record = told.after.groups.get(&group);
            let changes = decide(record, command, on, &lead, rules).map_err(|refusal| {
                TellingError::Refused {
                    group: name.to_owned(),
                    on,
                    refusal,
                }
            })?;
            for change in changes {
                let event = DatedEvent {
                    on,
                    event: Event::Group { group, change },
                };
                told.after.apply(&event)?;
                told.events.push(event);
            }
        }
    }
    Ok(())
}
