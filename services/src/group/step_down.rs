//! A lead leaves their own seat: what the lead rules would find then, and the use case. Nobody has to agree.

use std::collections::BTreeSet;

use domain::{
    Day,
    actor::{Authorities, Authority},
    community::Community,
    event::{DatedEvent, Event},
    group::{Group, GroupCommand, Refusal, decide},
    ids::{GroupId, PersonId},
    lead_rules::{RuleTurned, turned},
    permission::{Action, Resource},
    policy::Policy,
    seat::Role,
};

use super::{address, leads::Known};
use crate::{CommandError, Context, ReadError, WriteError, history::Name, policy, record};

/// What there is to know before one steps down.
#[derive(Clone, Debug)]
pub struct SteppingDown {
    /// The group.
    pub group: Name,
    /// The seats that one would leave.
    pub roles: Vec<Role>,
    /// Who would go on leading.
    pub others: Vec<Name>,
    /// The lead rules that would find something else.
    pub rules: Vec<RuleTurned>,
}

/// What would become of a group if the actor led it no more. Ten queries.
///
/// # Errors
/// When the actor does not lead it, there is none at that address, or the database fails.
pub async fn stepping_down(context: &Context, slug: &str) -> Result<SteppingDown, ReadError> {
    let connection = context.database.connection();
    let row = address::find(connection, slug).await?;
    let id = address::id_of(&row);
    context.may(Action::StepDown, Resource::Group(id))?;
    let person = context.person_id()?;
    let group = record::group(connection, id, None)
        .await?
        .ok_or_else(|| ReadError::Damaged(format!("“{slug}” has no history")))?;
    let seats: Vec<(Role, PersonId)> = group
        .seats_held()
        .map(|seat| (seat.role, seat.person))
        .collect();
    let people: BTreeSet<PersonId> = seats.iter().map(|(_, person)| *person).collect();
    let known = Known::of(connection, people, BTreeSet::new(), context.today()).await?;
    let rules = policy::rules_on(connection, context.today())
        .await?
        .lead_rules;
    let turned = if group.now().kind.has_lead_rules() {
        let before = known.findings_for(&rules, seats.iter().copied());
        let left = seats.iter().copied().filter(|(_, of)| *of != person);
        turned(&rules, before, known.findings_for(&rules, left))
    } else {
        Vec::new()
    };
    let others: BTreeSet<PersonId> = seats
        .iter()
        .filter(|(role, of)| role.leads() && *of != person)
        .map(|(_, of)| *of)
        .collect();
    Ok(SteppingDown {
        group: Name {
            slug: row.slug,
            name: row.name,
        },
        roles: led_as(&group, person),
        others: others
            .into_iter()
            .filter_map(|person| known.names.person(person).cloned())
            .collect(),
        rules: turned,
    })
}

fn led_as(group: &Group, person: PersonId) -> Vec<Role> {
    group
        .seats_held()
        .filter(|seat| seat.person == person && seat.role.leads())
        .map(|seat| seat.role)
        .collect()
}

/// The actor leaves every seat from which they lead the group; as an emeritus lead if they want to be remembered so.
///
/// # Errors
/// When the actor does not lead it, there is none at that address, or the database fails.
pub async fn step_down(
    context: &Context,
    slug: &str,
    emeritus: bool,
) -> Result<(), CommandError<Refusal>> {
    let row = address::find(context.database.connection(), slug).await?;
    let id = address::id_of(&row);
    context.may(Action::StepDown, Resource::Group(id))?;
    let person = context.person_id()?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let group = record::group(transaction, id, None)
                    .await?
                    .ok_or(CommandError::NotFound)?;
                let roles = led_as(&group, person);
                if roles.is_empty() {
                    return Err(CommandError::Refused(Refusal::SeatNotHeld));
                }
                let on = own.today();
                let rules = policy::rules_on(transaction, on).await?;
                let leaving = Leaving {
                    group: id,
                    person,
                    emeritus,
                    on,
                };
                let events = leaving.events(group.clone(), &roles, &rules)?;
                let events: Vec<DatedEvent> = events
                    .into_iter()
                    .map(|event| DatedEvent { on, event })
                    .collect();
                let mut after = Community::default();
                after.groups.insert(id, group);
                for event in &events {
                    after.apply(event).map_err(WriteError::from)?;
                }
                record::append(transaction, &own, newest, &events, None, &after).await?;
                Ok(())
            })
        })
        .await
}

/// Someone who leaves their own seats.
struct Leaving {
    group: GroupId,
    person: PersonId,
    emeritus: bool,
    on: Day,
}

impl Leaving {
    /// The events, one seat after the other. The seats are the person’s own: that is their whole authority.
    fn events(
        &self,
        mut group: Group,
        roles: &[Role],
        rules: &Policy,
    ) -> Result<Vec<Event>, CommandError<Refusal>> {
        let authorities = Authorities::new([Authority::Holder]);
        let mut events = Vec::new();
        for role in roles {
            let command = GroupCommand::StepDown {
                person: self.person,
                role: *role,
                emeritus: self.emeritus,
            };
            let changes = decide(Some(&group), command, self.on, &authorities, rules)
                .map_err(CommandError::Refused)?;
            for change in changes {
                group = Group::after(Some(group), self.group, self.on, &change)
                    .map_err(|error| WriteError::Damaged(error.to_string()))?;
                events.push(Event::Group {
                    group: self.group,
                    change,
                });
            }
        }
        Ok(events)
    }
}
