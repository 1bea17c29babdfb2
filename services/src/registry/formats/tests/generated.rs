use std::collections::BTreeSet;

use domain::{
    group::{GroupKind, GroupState},
    link::{Link, LinkKind},
    person::Account,
    registry::{GroupEntry, PersonEntry, Registry, SeatEntry},
    seat::Role,
    slug::{Slug, name_key},
};
use proptest::{prelude::*, sample::select};

/// Texts with all that means something in Markdown, HTML or YAML.
fn text() -> impl Strategy<Value = String> {
    let odd = select(vec![
        "|",
        "\\",
        "\\|",
        "[",
        "]",
        "(",
        ")",
        "<b>",
        "<br>",
        "&amp;",
        "&",
        "*",
        "_",
        "`",
        "~~",
        "#",
        "!",
        ": ",
        "- ",
        "'",
        "\"",
        "{",
        "n/a",
        "none",
        "-",
        ", ",
        " - ",
        " and ",
        "\n",
        "é",
        "徐",
        "https://x.example/a_b",
        "yes",
        "1e3",
        "null",
    ]);
    prop_oneof![
        "[A-Za-z][a-z]{1,8}",
        "[A-Za-z]{2,6} [a-z]{2,6}",
        prop::collection::vec(prop_oneof![odd.prop_map(str::to_owned), "[a-z]{1,4}"], 1..6)
            .prop_map(|parts| parts.concat()),
        "\\PC{1,12}",
    ]
    .prop_map(|text| text.trim().to_owned())
    .prop_filter("says something", |text| !text.is_empty())
}

fn link() -> impl Strategy<Value = Link> {
    let url = prop_oneof![
        "https://[a-z]{1,5}\\.example/[a-z_()|&;\\\\ ?=<>\\*#]{0,8}[a-z]",
        text()
    ];
    (
        select(LinkKind::ALL.to_vec()),
        text(),
        prop::option::of(url),
        prop::option::weighted(0.2, text()),
    )
        .prop_map(|(kind, label, url, detail)| Link {
            kind,
            label,
            url,
            detail,
        })
}

/// Someone: the number makes two of the same name without an account impossible.
fn person() -> impl Strategy<Value = PersonEntry> {
    let login = prop_oneof!["[a-z]{1,3}-?[a-z0-9]{1,3}", text()];
    let account = (
        select(vec!["github", "gitlab", "https://id.example"]),
        login,
    )
        .prop_map(|(provider, login)| Account {
            provider: provider.to_owned(),
            login,
        });
    let organization = prop::option::of(prop::option::of(text()));
    (text(), prop::option::weighted(0.7, account), organization).prop_map(
        |(name, account, organization)| PersonEntry {
            name: Some(name),
            account,
            organization,
        },
    )
}

#[derive(Clone, Debug)]
struct Draft {
    name: String,
    slug: Option<String>,
    kind: GroupKind,
    state: GroupState,
    parent: Option<prop::sample::Index>,
    description: String,
    links: Vec<Link>,
    stakeholders: Vec<prop::sample::Index>,
    seats: Vec<(Role, Option<String>, prop::sample::Index)>,
}

fn draft() -> impl Strategy<Value = Draft> {
    let name = prop_oneof![
        text(),
        select(vec![
            "Docs",
            "Docs - English",
            "Docs, English",
            "Docs and English"
        ])
        .prop_map(str::to_owned)
    ];
    let state = select(vec![
        GroupState::Active,
        GroupState::Active,
        GroupState::SettingUp,
        GroupState::Closing,
    ]);
    let seat = (
        select(Role::ALL.to_vec()),
        prop::option::weighted(0.4, text()),
        any::<prop::sample::Index>(),
    );
    (
        (
            name,
            prop::option::weighted(0.3, "[a-z]{1,4}(-[a-z]{1,3})?"),
        ),
        (
            select(GroupKind::ALL.to_vec()),
            state,
            prop::option::weighted(0.4, any::<prop::sample::Index>()),
        ),
        prop_oneof![Just(String::new()), text()],
        prop::collection::vec(link(), 0..5),
        prop::collection::vec(any::<prop::sample::Index>(), 0..3),
        prop::collection::vec(seat, 0..5),
    )
        .prop_map(
            |((name, slug), (kind, state, parent), description, links, stakeholders, seats)| {
                Draft {
                    name,
                    slug,
                    kind,
                    state,
                    parent,
                    description,
                    links,
                    stakeholders,
                    seats,
                }
            },
        )
}

pub(super) fn registry() -> impl Strategy<Value = Registry> {
    (
        prop::collection::vec(draft(), 0..7),
        prop::collection::vec(person(), 1..6),
    )
        .prop_map(|(drafts, people)| {
            let people = known_apart(people);
            let slugs: Vec<Slug> = drafts
                .iter()
                .enumerate()
                .map(|(place, draft)| {
                    let usual = Slug::of_name(&draft.name).unwrap_or_else(Slug::unnamed);
                    let slug = draft
                        .slug
                        .clone()
                        .and_then(|slug| Slug::new(slug).ok())
                        .unwrap_or(usual);
                    if draft.slug.is_some() {
                        slug.numbered(place + 10)
                    } else {
                        slug
                    }
                })
                .collect();
            let mut registry = Registry {
                groups: Vec::new(),
                kinds: GroupKind::ALL.into(),
                roles: Role::ALL.into(),
            };
            let mut taken: BTreeSet<Slug> = BTreeSet::new();
            let mut used: Vec<Slug> = Vec::new();
            for (slug, draft) in slugs.into_iter().zip(&drafts) {
                let slug = slug.free(|slug| taken.contains(slug));
                taken.insert(slug.clone());
                used.push(slug);
                let place = registry.groups.len();
                let parent = draft
                    .parent
                    .filter(|_| place > 0)
                    .map(|index| index.index(place));
                let mut entry = GroupEntry::named(1, draft.name.clone());
                entry.kind = Some(match (draft.kind, parent) {
                    (GroupKind::Subgroup, None) => GroupKind::Committee,
                    (kind, _) => kind,
                });
                entry.slug = used.last().cloned();
                entry.parent = parent;
                entry.state = Some(draft.state);
                entry.description = Some(draft.description.clone());
                for link in &draft.links {
                    entry.add_link(link.clone());
                }
                entry.seats = draft
                    .seats
                    .iter()
                    .map(|(role, area, index)| SeatEntry {
                        line: 1,
                        role: *role,
                        area: area.clone(),
                        person: index.get(&people).clone(),
                    })
                    .collect();
                registry.groups.push(entry);
            }
            let count = registry.groups.len();
            for (place, draft) in drafts.iter().enumerate() {
                let others = draft
                    .stakeholders
                    .iter()
                    .map(|index| index.index(count))
                    .filter(|other| *other != place);
                registry.groups[place].stakeholders =
                    Some(others.map(|other| used[other].to_string()).collect());
            }
            registry
        })
}

/// People of whom each can be told from the others, as a file without accounts needs it.
fn known_apart(people: Vec<PersonEntry>) -> Vec<PersonEntry> {
    let mut names = BTreeSet::new();
    people
        .into_iter()
        .enumerate()
        .map(|(place, mut person)| {
            let name = person.name.unwrap_or_default();
            let is_new = names.insert(name_key(&name)) && !name_key(&name).is_empty();
            person.name = Some(if is_new {
                name
            } else {
                format!("{name} {place}th")
            });
            person
        })
        .collect()
}
