//! Someone of the demo for each role, what they send to show who they are, and real things for addresses.

use super::table::Role;
use crate::support::Site;

/// Files that wait to be imported.
const NO_ANSWERS: &str = r#"{"renames":[],"merges":[],"ended":[],"ending_most":"stops"}"#;
const DRAFT: &str = "00000000-0000-4000-8000-00000000d4af";

/// Someone for each role, and what addresses are made of.
pub struct Cast {
    /// One for each role that signs in, in the order of the columns, and one who may do everything.
    people: Vec<String>,
    /// Someone else, to whom things are done.
    bystander: String,
    /// The last one's tokens: to read, for groups, to administer.
    tokens: [String; 3],
    group: String,
    group_of_others: String,
    organization: String,
    asset: String,
    draft: String,
    comment: String,
    concern: String,
    announcement: String,
    decision: String,
    alternate: String,
    escalation: String,
    step: String,
    step_of_others: String,
}

/// The proposal of the demo that has an open concern.
const PROPOSAL: &str = "5";

/// The time on which both groups have a report, and a draft of one.
const PERIOD: &str = "2024-q1";

/// A series of each of the two groups, and a meeting of it that is long to come.
const SERIES: &str = "weekly";
const SERIES_OF_OTHERS: &str = "weekly-of-others";
const MEETING: &str = "weekly-2099-12-30";
const MEETING_OF_OTHERS: &str = "weekly-of-others-2099-12-30";

/// No item of any agenda.
const NO_ITEM: &str = "00000000-0000-0000-0000-000000000000";

/// What someone of the group said they would do.
const ACTION: &str = "00000000-0000-4000-8000-00000000ac70";

/// What the notes of each of the two groups’ meetings say was decided.
const NOTED: [&str; 2] = [
    "00000000-0000-4000-8000-0000000dec01",
    "00000000-0000-4000-8000-0000000dec02",
];

/// Each Wednesday, as the table has it.
const EACH_WEDNESDAY: &str = r#"[{"from":"2024-01-03","recurrence":{"every":"weekly","weeks":1,"weekdays":["wednesday"]},"time":"16:00:00","minutes":60,"zone":"UTC"}]"#;

/// A meeting of the committee, and what somebody asked to have on its agenda.
const AGENDA_MEETING: &str = "walk-2199-01-02";
const AGENDA_ITEM: &str = "00000000-0000-4000-8000-0000000a6e4d";

/// A decision of the leads of the group, a page of a folder, and subgroups of the group and of another.
const DECISION: &str = "2020-901";
const PAGE: &str = "a-page";
const SUBGROUPS: [&str; 2] = ["a-subgroup", "another-subgroup"];

/// Whose group an address is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Theirs,
    Others,
}

/// What the people are: their standings, and their role in the group.
const PARTS: [(&[&str], Option<&str>); 8] = [
    (&[], None),
    (&["member"], None),
    (&["member", "maintainer"], None),
    (&["member"], Some("delegate")),
    (&["member"], Some("lead")),
    (&["committee"], None),
    (&["administrator"], None),
    (
        &["member", "maintainer", "committee", "administrator"],
        Some("lead"),
    ),
];

impl Cast {
    /// Gives people of the demo these parts, and no others. The last has a token of each scope.
    pub async fn of(site: &Site) -> Self {
        // Nobody who has a seat in an open ballot: that would be theirs whatever they are besides.
        let mut people = site
            .texts(
                "SELECT handle FROM people WHERE merged_into IS NULL \
                 AND id NOT IN (SELECT person_id FROM standings WHERE standing = 'committee') ORDER BY handle",
            )
            .await;
        let bystander = people.split_off(PARTS.len()).remove(0);
        let groups = site
            .texts("SELECT slug FROM groups WHERE state = 'active' ORDER BY slug")
            .await;
        for (handle, (standings, role)) in people.iter().zip(PARTS) {
            for table in ["standings", "seats"] {
                site.execute(&format!(
                    "DELETE FROM {table} WHERE person_id = (SELECT id FROM people WHERE handle = '{handle}')"
                ))
                .await;
            }
            for standing in standings {
                site.execute(&format!(
                    "INSERT INTO standings (person_id, standing, since, precision, evidence) \
                     SELECT id, '{standing}', '2020-01-01', 'exact', '' FROM people WHERE handle = '{handle}'"
                ))
                .await;
            }
            if let Some(role) = role {
                site.execute(&format!(
                    "INSERT INTO seats (group_id, person_id, role, since, held_since) \
                     SELECT g.id, p.id, '{role}', '2020-01-01', '2020-01-01' FROM groups g, people p \
                     WHERE g.slug = '{}' AND p.handle = '{handle}'",
                    groups[0]
                ))
                .await;
            }
        }
        site.execute(&format!(
            "INSERT INTO import_drafts (id, kind, skip_bad_rows, names, files, answers, created_at) \
             VALUES (x'{}', 'registry', 0, '[]', '[]', '{NO_ANSWERS}', {})",
            DRAFT.replace('-', ""),
            i64::MAX
        ))
        .await;
        let everything = &people[PARTS.len() - 1];
        let tokens = [
            site.token(everything, "read").await,
            site.token(everything, "group").await,
            site.token(everything, "admin").await,
        ];
        let [draft, comment, step, step_of_others] =
            things(site, everything, &people, [&groups[0], &groups[1]]).await;
        let concerns = site
            .texts("SELECT payload FROM events WHERE kind = 'concern_raised' ORDER BY seq")
            .await;
        let concern = concerns
            .last()
            .and_then(|payload| payload.split("\"concern\":\"").nth(1))
            .and_then(|rest| rest.split('"').next())
            .unwrap()
            .to_owned();
        let alternate = written(site, everything, [&groups[0], &groups[1]]).await;
        let escalation = site
            .texts(
                "SELECT CAST(number AS TEXT) FROM escalations WHERE state = 'open' ORDER BY number",
            )
            .await
            .remove(0);
        let asset = site.asset().await.split_off("/assets/".len());
        Self {
            people,
            bystander,
            tokens,
            group: groups[0].clone(),
            group_of_others: groups[1].clone(),
            organization: site
                .texts("SELECT slug FROM organizations ORDER BY slug")
                .await
                .remove(0),
            asset,
            draft,
            comment,
            concern,
            // Announced to everyone: only the committee takes it back, and who announced it.
            announcement: site
                .texts("SELECT CAST(number AS TEXT) FROM announcements WHERE group_id IS NULL")
                .await
                .remove(0),
            decision: DECISION.to_owned(),
            alternate,
            escalation,
            step,
            step_of_others,
        }
    }

    /// The header with which someone of that role says who they are.
    pub async fn credential(&self, site: &Site, role: Role) -> Option<(&'static str, String)> {
        let token =
            |place: usize| Some(("authorization", format!("Bearer {}", self.tokens[place])));
        let place = match role {
            Role::Visitor => return None,
            Role::ReadToken => return token(0),
            Role::GroupToken => return token(1),
            Role::AdminToken => return token(2),
            Role::SignedIn => 0,
            Role::Member => 1,
            Role::Maintainer => 2,
            Role::Delegate => 3,
            Role::Lead => 4,
            Role::Committee => 5,
            Role::Administrator => 6,
        };
        Some(("cookie", site.sign_in(&self.people[place]).await))
    }

    /// The address of a route, with something real for each of its parameters.
    pub fn address(&self, path: &str, whose: Whose) -> String {
        let mut before = "";
        let mut address = String::new();
        for segment in path.split('/').skip(1) {
            address.push('/');
            if segment.starts_with('{') {
                address.push_str(self.parameter(path, before, segment, whose));
            } else {
                address.push_str(segment);
                before = segment;
            }
        }
        address
    }

    /// What stands for the parameter that comes after `before`.
    fn parameter(&self, path: &str, before: &str, name: &str, whose: Whose) -> &str {
        match (before, name) {
            ("groups", "{slug}") => match whose {
                Whose::Theirs => &self.group,
                Whose::Others => &self.group_of_others,
            },
            ("health", "{slug}") => &self.group,
            ("people", "{handle}") => &self.bystander,
            ("committee", "{number}") => "1",
            ("organizations", "{slug}") => &self.organization,
            ("assets", "{name}") => &self.asset,
            ("imports", "{draft}") => DRAFT,
            ("proposals" | "toc", "{number}") => PROPOSAL,
            ("drafts", "{id}") => &self.draft,
            ("comments", "{comment}") => &self.comment,
            ("concerns", "{concern}") => &self.concern,
            ("announcements", "{number}") => &self.announcement,
            ("decisions", "{number}") => &self.decision,
            ("decisions", "{noted}") => match whose {
                Whose::Theirs => NOTED[0],
                Whose::Others => NOTED[1],
            },
            ("alternates", "{alternate}") => &self.alternate,
            ("escalations", "{number}") => &self.escalation,
            ("documents", "{page}") => PAGE,
            ("subgroups", "{subgroup}") => match whose {
                Whose::Theirs => SUBGROUPS[0],
                Whose::Others => SUBGROUPS[1],
            },
            ("checklist", "{step}") => match whose {
                Whose::Theirs => &self.step,
                Whose::Others => &self.step_of_others,
            },
            ("reports", "{period}") => PERIOD,
            ("meetings", "{key}") if path.starts_with("/meetings/{key}/agenda") => AGENDA_MEETING,
            ("agenda", "{item}") => AGENDA_ITEM,
            ("series", "{series}") => match whose {
                Whose::Theirs => SERIES,
                Whose::Others => SERIES_OF_OTHERS,
            },
            ("meetings", "{key}") => match whose {
                Whose::Theirs => MEETING,
                Whose::Others => MEETING_OF_OTHERS,
            },
            // Whoever may is asked before the item is looked up.
            ("notes", "{item}") => NO_ITEM,
            ("actions", "{id}") => ACTION,
            ("sign-in", "{provider}") => "github",
            _ => panic!(
                "say in Cast::parameter (server/tests/site/permissions/cast.rs) what stands for {name} in {path}"
            ),
        }
    }
}

/// A draft that all of them write, begun by the one who may do everything, who also commented; and a step of the checklist
/// of each of two groups that are being set up.
async fn things(
    site: &Site,
    everything: &str,
    people: &[String],
    groups: [&str; 2],
) -> [String; 4] {
    let ids = [0xd1_u128, 0xc1, 0x51, 0x52].map(uuid::Uuid::from_u128);
    let [draft, comment, step, other] = ids.map(|id| format!("x'{}'", id.simple()));
    let mut authors = Vec::new();
    for handle in people {
        authors.extend(
            site.texts(&format!(
                "SELECT lower(hex(id)) FROM people WHERE handle = '{handle}'"
            ))
            .await,
        );
    }
    let authors = format!("[\"{}\"]", authors.join("\",\""));
    let request =
        r#"{"ask":"dissolve","group":"00000000-0000-0000-0000-000000000001","reason":""}"#;
    site.execute(&format!(
        "INSERT INTO proposal_drafts (id, author_id, kind, from_revision, request, co_authors, summary, version, created_at, changed_at) \
         SELECT {draft}, id, 'dissolve', 0, '{request}', '{authors}', '', 1, 0, 0 FROM people WHERE handle = '{everything}'"
    ))
    .await;
    site.execute(&format!(
        "INSERT INTO comments (id, proposal_id, revision, passage, author_id, body, written_at) \
         SELECT {comment}, q.id, 1, '', p.id, 'A thought.', 0 FROM proposals q, people p \
         WHERE q.number = {PROPOSAL} AND p.handle = '{everything}'"
    ))
    .await;
    for (group, series) in groups.into_iter().zip([SERIES, SERIES_OF_OTHERS]) {
        reports(site, everything, group).await;
        site.execute(&format!(
            "INSERT INTO series (id, slug, convener, group_id, title, description, place, join_link, patterns, sequence, created_at, changed_at, version) \
             SELECT randomblob(16), '{series}', 'group', id, 'Weekly', '', '', '', '{EACH_WEDNESDAY}', 0, 0, 0, 1 FROM groups WHERE slug = '{group}'"
        ))
        .await;
    }
    agenda(site, everything).await;
    for ((group, key), noted) in groups
        .into_iter()
        .zip([MEETING, MEETING_OF_OTHERS])
        .zip(NOTED)
    {
        held(site, group, key).await;
        let noted = noted.replace('-', "");
        site.execute(&format!(
            "INSERT INTO noted_decisions (id, meeting_id, item_id, place, decided) \
             SELECT x'{noted}', id, x'{noted}', 0, 'So be it.' FROM meetings WHERE key = '{key}'"
        ))
        .await;
    }
    site.execute(&format!(
        "INSERT INTO action_items (id, group_id, place, line, task, owner_name, opened_on, state, note, version) \
         SELECT x'{}', id, 0, '', 'Look', '', '2024-01-03', 'open', '', 1 FROM groups WHERE slug = '{}'",
        ACTION.replace('-', ""),
        groups[0]
    ))
    .await;
    for (group, step) in groups.into_iter().zip([step, other]) {
        site.execute(&format!(
            "UPDATE groups SET state = 'setting_up' WHERE slug = '{group}'"
        ))
        .await;
        site.execute(&format!(
            "INSERT INTO tasks (id, group_id, checklist, place, key, sentence, due_on, evidence, version) \
             SELECT {step}, id, 'setup', 1, 'folder', 'Make a folder.', '2030-01-01', '', 1 FROM groups WHERE slug = '{group}'"
        ))
        .await;
    }
    ids.map(|id| id.to_string())
}

/// A meeting of the committee with an agenda.
async fn agenda(site: &Site, by: &str) {
    let item = AGENDA_ITEM.replace('-', "");
    let (starts, ends) = (7_226_730_000_000_000_i64, 7_226_733_600_000_000_i64);
    site.execute(&format!(
        "INSERT INTO meetings (id, key, day, convener, title, description, starts_at, ends_at, planned_at, moved, time_zone, state, place, join_link, reason, sequence, created_at, changed_at, version) \
         VALUES (x'{item}', '{AGENDA_MEETING}', '2199-01-02', 'committee', 'Walk', '', {starts}, {ends}, {starts}, 0, 'UTC', 'planned', '', '', '', 0, 0, 0, 1)"
    ))
    .await;
    site.execute(&format!(
        "INSERT INTO agenda_items (id, meeting_id, position, title, material, asked_by, state, notes, added_at, changed_at, version) \
         SELECT x'{item}', x'{item}', 1, 'Paths', '', id, 'planned', '', 0, 0, 1 FROM people WHERE handle = '{by}'"
    ))
    .await;
}

/// A meeting of a group that was held, with minutes that stand.
async fn held(site: &Site, group: &str, key: &str) {
    site.execute(&format!(
        "INSERT INTO meetings (id, key, day, convener, group_id, title, description, starts_at, ends_at, planned_at, moved, \
         time_zone, state, place, join_link, reason, sequence, created_at, changed_at, version) \
         SELECT randomblob(16), '{key}', '2099-12-30', 'group', id, 'Weekly', '', 4102329600000000, 4102333200000000, \
         4102329600000000, 0, 'UTC', 'held', '', '', '', 0, 0, 0, 1 FROM groups WHERE slug = '{group}'"
    ))
    .await;
    site.execute(&format!(
        "INSERT INTO sittings (meeting_id, day, changes, minutes_state, draft, draft_version, minutes_version, recording_state, \
         recording_link, recording_note) \
         SELECT id, day, 1, 'published', '', 0, 1, 'not_expected', '', '' FROM meetings WHERE key = '{key}'"
    ))
    .await;
    site.execute(&format!(
        "INSERT INTO minutes (id, meeting_id, version, body, reason, written_at) \
         SELECT randomblob(16), id, 1, 'Said.', '', 0 FROM meetings WHERE key = '{key}'"
    ))
    .await;
}

/// A report of a group, and a draft.
async fn reports(site: &Site, by: &str, group: &str) {
    site.execute(&format!(
        "INSERT INTO reports (group_id, period, first_day, last_day, submitted_on, submitted_at, submitted_by, words, facts, outcome) \
         SELECT g.id, '{PERIOD}', '2024-01-01', '2024-03-31', '2024-04-02', 0, p.id, '{{\"summary\":\"Well.\"}}', '[]', '' \
         FROM groups g, people p WHERE g.slug = '{group}' AND p.handle = '{by}'"
    ))
    .await;
    site.execute(&format!(
        "INSERT INTO report_drafts (group_id, period, words, version, changed_at) \
         SELECT id, '{PERIOD}', '{{\"summary\":\"\"}}', 1, 0 FROM groups WHERE slug = '{group}'"
    ))
    .await;
}

/// A page in the folder of each of two groups, a subgroup of each, and a decision of the first one's leads with an alternate,
/// whose id is given.
async fn written(site: &Site, everything: &str, groups: [&str; 2]) -> String {
    let id = |number: u128| uuid::Uuid::from_u128(number);
    let blob = |number: u128| format!("x'{}'", id(number).simple());
    for (place, group) in (0_u128..).zip(groups) {
        let page = blob(0xa1 + place);
        site.execute(&format!(
            "INSERT INTO documents (id, group_id, slug, title, title_key, version, created_at, changed_at) \
             SELECT {page}, id, '{PAGE}', 'A page', 'a page', 1, 0, 0 FROM groups WHERE slug = '{group}'"
        ))
        .await;
        site.execute(&format!(
            "INSERT INTO document_versions (document_id, number, title, body, summary, written_at) \
             VALUES ({page}, 1, 'A page', '', '', 0)"
        ))
        .await;
        let slug = SUBGROUPS[usize::try_from(place).unwrap()];
        site.execute(&format!(
            "INSERT INTO groups (id, slug, name, name_key, kind, state, parent_id, description, formed_on, changed_on, charter_number) \
             SELECT {}, '{slug}', '{slug}', '{slug}', 'subgroup', 'active', id, '', '2020-01-01', '2020-01-01', 0 \
             FROM groups WHERE slug = '{group}'",
            blob(0xb1 + place)
        ))
        .await;
    }
    site.execute(&format!(
        "INSERT INTO decisions (number, decided_by, title, search_key, group_id, reasons, conditions, decided_on, decided_at, policy_version, recorded_by) \
         SELECT '{DECISION}', 'leads', 'In order', 'in order', g.id, 'Readable.', '', '2020-01-01', 0, 1, p.id \
         FROM groups g, people p WHERE g.slug = '{}' AND p.handle = '{everything}'",
        groups[0]
    ))
    .await;
    site.execute(&format!(
        "INSERT INTO alternates (id, decision, title, body, link, author_id, attached_at, answer) \
         SELECT {}, '{DECISION}', 'By length', 'Longest first.', '', id, 0, '' FROM people WHERE handle = '{everything}'",
        blob(0xa11)
    ))
    .await;
    id(0xa11).to_string()
}
