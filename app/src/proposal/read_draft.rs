//! Reading a draft’s form: whom and which groups its fields mean.

use domain::{
    group::GroupKind,
    ids::{GroupId, PersonId},
    proposal::{CharterDraft, LeadChange, Nomination, Request, RoadmapLine},
    seat::Role,
};
use services::{
    Context, group,
    person::{Meant, meant},
};

use crate::command::{Failure, Filled};

/// So many leads can be nominated, and so many roadmap items written.
pub const LEADS: usize = 4;
/// See [`LEADS`].
pub const ITEMS: usize = 6;

/// The longest text of a charter’s part or of a charter, in characters.
const LONGEST_TEXT: usize = 200_000;

/// What is asked, as it was typed. What cannot be read is noted at its field and left as it was.
pub async fn request(
    context: &Context,
    form: &mut Filled,
    before: &Request,
) -> Result<Request, Failure> {
    let reason = form.optional("reason", 20_000);
    Ok(match before {
        Request::Form { .. } => Request::Form {
            name: form.optional("name", 100),
            group_kind: kind(form),
            parent: some_group(context, form, "parent").await?,
            description: form.optional("description", 300),
            charter: Box::new(CharterDraft {
                mission: form.optional("mission", LONGEST_TEXT),
                goals: form.optional("goals", LONGEST_TEXT),
                topics: form.optional("topics", LONGEST_TEXT),
                subsystems: form.optional("subsystems", LONGEST_TEXT),
                repositories: form.optional("repositories", LONGEST_TEXT),
                responsibilities: form.optional("responsibilities", LONGEST_TEXT),
            }),
            leads: nominations(context, form).await?,
            roadmap: roadmap(form),
            meeting_link: link(form),
            stakeholders: some_groups(context, form, "stakeholders").await?,
        },
        Request::Recharter { group, .. } => Request::Recharter {
            group: *group,
            charter: form.optional("charter", LONGEST_TEXT),
            reason,
        },
        Request::ChangeLeads { group, .. } => Request::ChangeLeads {
            group: *group,
            changes: changes(context, form, *group).await?,
            reason,
        },
        Request::Rename { group, .. } => Request::Rename {
            group: *group,
            name: form.optional("name", 100),
            reason,
        },
        Request::Merge { group, .. } => Request::Merge {
            group: *group,
            // Without another group it says so in the list of what is missing.
            into: some_group(context, form, "into").await?.unwrap_or(*group),
            reason,
        },
        Request::Convert { group, .. } => Request::Convert {
            group: *group,
            group_kind: kind(form),
            parent: some_group(context, form, "parent").await?,
            reason,
        },
        Request::Dissolve { group, .. } => Request::Dissolve {
            group: *group,
            reason,
        },
        Request::Revive { group, .. } => Request::Revive {
            group: *group,
            leads: nominations(context, form).await?,
            reason,
        },
    })
}

fn kind(form: &Filled) -> GroupKind {
    GroupKind::ALL
        .into_iter()
        .find(|kind| kind.key() == form.fields.text("kind"))
        .unwrap_or(GroupKind::WorkingGroup)
}

async fn some_group(
    context: &Context,
    form: &mut Filled,
    field: &str,
) -> Result<Option<GroupId>, Failure> {
    let typed = form.optional(field, 200);
    if typed.is_empty() {
        return Ok(None);
    }
    let found = group::meant(context, &typed).await?;
    if found.is_none() {
        form.refuse(field, format!("No group is called “{typed}”."));
    }
    Ok(found)
}

/// The groups in a list with commas.
async fn some_groups(
    context: &Context,
    form: &mut Filled,
    field: &str,
) -> Result<Vec<GroupId>, Failure> {
    let typed = form.optional(field, 500);
    let mut groups = Vec::new();
    for name in typed
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        match group::meant(context, name).await? {
            Some(group) if groups.contains(&group) => {}
            Some(group) => groups.push(group),
            None => form.refuse(field, format!("No group is called “{name}”.")),
        }
    }
    Ok(groups)
}

/// The person that a field means; none where it is empty or means nobody, which is noted.
pub async fn some_person(
    context: &Context,
    form: &mut Filled,
    field: &str,
) -> Result<Option<PersonId>, Failure> {
    let typed = form.optional(field, 200);
    if typed.is_empty() {
        return Ok(None);
    }
    Ok(match meant(context, &typed).await? {
        Meant::One(person) => Some(person),
        Meant::Several => {
            form.refuse(
                field,
                format!("Several people are called “{typed}”: write the handle from the address of their page."),
            );
            None
        }
        Meant::Nobody => {
            form.refuse(field, format!("The record knows nobody called “{typed}”."));
            None
        }
    })
}

async fn nominations(context: &Context, form: &mut Filled) -> Result<Vec<Nomination>, Failure> {
    let mut nominations: Vec<Nomination> = Vec::new();
    for place in 1..=LEADS {
        let field = format!("lead_{place}");
        let Some(person) = some_person(context, form, &field).await? else {
            continue;
        };
        if nominations.iter().any(|other| other.person == person) {
            form.refuse(&field, "They are nominated above already.");
            continue;
        }
        nominations.push(Nomination {
            person,
            role: role(form, &format!("role_{place}")),
        });
    }
    Ok(nominations)
}

fn role(form: &Filled, field: &str) -> Role {
    Role::of_key(form.fields.text(field))
        .filter(|role| role.leads())
        .unwrap_or(Role::Lead)
}

async fn changes(
    context: &Context,
    form: &mut Filled,
    group: GroupId,
) -> Result<Vec<LeadChange>, Failure> {
    let group = group::as_it_is(context, group).await?;
    let mut changes = Vec::new();
    for place in 1..=LEADS {
        let field = format!("lead_{place}");
        let Some(person) = some_person(context, form, &field).await? else {
            continue;
        };
        let nomination = Nomination {
            person,
            role: role(form, &format!("role_{place}")),
        };
        let change = match form.fields.text(&format!("change_{place}")) {
            "emeritus" => LeadChange::Emeritus { seat: nomination },
            "remove" => LeadChange::Remove { seat: nomination },
            _ => LeadChange::Add { nomination },
        };
        match change.misfit(&group, &changes) {
            Some(misfit) => form.refuse(&field, misfit.to_string()),
            None => changes.push(change),
        }
    }
    Ok(changes)
}

fn roadmap(form: &mut Filled) -> Vec<RoadmapLine> {
    (1..=ITEMS)
        .filter_map(|place| {
            let outcome = form.optional(&format!("item_{place}"), 300);
            let month = form
                .fields
                .text(&format!("month_{place}"))
                .parse()
                .unwrap_or(1);
            (!outcome.is_empty()).then_some(RoadmapLine { outcome, month })
        })
        .collect()
}

fn link(form: &mut Filled) -> String {
    let typed = form.optional("meeting_link", 500);
    let is_web = typed.starts_with("https://") || typed.starts_with("http://");
    if typed.is_empty() || (is_web && services::text::safe_address(&typed).is_some()) {
        return typed;
    }
    form.refuse(
        "meeting_link",
        "Write an address that begins with https://.",
    );
    String::new()
}
