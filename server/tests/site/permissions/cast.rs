//! Someone of the demo for each role, what they send to show who they are, and real things for addresses.

use services::demo::{Part, cast};
use sha2::{Digest as _, Sha256};

use super::table::Role;
use crate::support::Site;

/// A secret of a token with each scope.
const TOKENS: [(&str, &str); 3] = [
    ("read", "chh_read-0000000000000000000000000000000000000"),
    ("group", "chh_group-000000000000000000000000000000000000"),
    ("admin", "chh_admin-000000000000000000000000000000000000"),
];

/// Whom the demo has for the roles.
pub struct Cast {
    signed_in: String,
    member: String,
    maintainer: String,
    delegate: String,
    lead: String,
    committee: String,
    administrator: String,
    group_of_the_lead: String,
    group_of_the_delegate: String,
    group_of_others: String,
    organization: String,
    asset: String,
}

/// Whose group an address is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Theirs,
    Others,
}

impl Cast {
    /// Finds them, and gives one more person, who may do everything, a token of each scope.
    pub async fn of(site: &Site) -> Self {
        let parts = cast(&site.context).await.unwrap();
        let first = |role: &str| people(&parts, role)[0].clone();
        let lead = first("A lead of a group");
        let delegate = first("A delegate of a group");
        let theirs = [
            groups_of(site, &lead, "lead").await,
            groups_of(site, &delegate, "delegate").await,
        ];
        let taken: Vec<String> = site
            .texts(&format!(
                "SELECT g.slug FROM groups g JOIN seats s ON s.group_id = g.id \
                 JOIN people p ON p.id = s.person_id WHERE p.handle IN ('{lead}', '{delegate}')"
            ))
            .await;
        let groups = site
            .texts("SELECT slug FROM groups WHERE state = 'active' ORDER BY slug")
            .await;
        give_tokens(site, &people(&parts, "A lead of a group")[1]).await;
        let home = site.get("/", &[]).await;
        let asset = home
            .text()
            .split('"')
            .find_map(|text| text.strip_prefix("/assets/"))
            .unwrap()
            .to_owned();
        Self {
            signed_in: first("Signed in, and nothing more"),
            member: first("A member"),
            maintainer: first("A maintainer"),
            delegate,
            lead,
            committee: first("On the oversight committee"),
            administrator: first("An administrator"),
            group_of_the_lead: theirs[0][0].clone(),
            group_of_the_delegate: theirs[1][0].clone(),
            group_of_others: groups
                .into_iter()
                .find(|group| !taken.contains(group))
                .unwrap(),
            organization: site
                .texts("SELECT slug FROM organizations ORDER BY slug")
                .await
                .remove(0),
            asset,
        }
    }

    /// The header with which someone of that role says who they are.
    pub async fn credential(&self, site: &Site, role: Role) -> Option<(&'static str, String)> {
        let session = |handle: &str| {
            let handle = handle.to_owned();
            async move { Some(("cookie", site.sign_in(&handle).await)) }
        };
        let token = |place: usize| Some(("authorization", format!("Bearer {}", TOKENS[place].1)));
        match role {
            Role::Visitor => None,
            Role::SignedIn => session(&self.signed_in).await,
            Role::Member => session(&self.member).await,
            Role::Maintainer => session(&self.maintainer).await,
            Role::Delegate => session(&self.delegate).await,
            Role::Lead => session(&self.lead).await,
            Role::Committee => session(&self.committee).await,
            Role::Administrator => session(&self.administrator).await,
            Role::ReadToken => token(0),
            Role::GroupToken => token(1),
            Role::AdminToken => token(2),
        }
    }

    /// The address of a route, with something real for each of its parameters.
    pub fn address(&self, path: &str, role: Role, whose: Whose) -> String {
        let mut before = "";
        let mut address = String::new();
        for segment in path.split('/').skip(1) {
            address.push('/');
            if segment.starts_with('{') {
                address.push_str(self.parameter(path, before, segment, role, whose));
            } else {
                address.push_str(segment);
                before = segment;
            }
        }
        address
    }

    /// What stands for the parameter that comes after `before`.
    fn parameter(
        &self,
        path: &str,
        before: &str,
        name: &str,
        role: Role,
        whose: Whose,
    ) -> &str {
        match (before, name) {
            ("groups", "{slug}") => match (whose, role) {
                (Whose::Others, _) => &self.group_of_others,
                (Whose::Theirs, Role::Delegate) => &self.group_of_the_delegate,
                (Whose::Theirs, _) => &self.group_of_the_lead,
            },
            ("people", "{handle}") => &self.member,
            ("organizations", "{slug}") => &self.organization,
            ("assets", "{name}") => &self.asset,
            _ => panic!(
                "say in Cast::parameter (server/tests/site/permissions/cast.rs) what stands for {name} in {path}"
            ),
        }
    }
}

fn people(parts: &[Part], role: &str) -> Vec<String> {
    let part = parts.iter().find(|part| part.role == role);
    part.unwrap_or_else(|| panic!("the demo has nobody for “{role}”"))
        .people
        .iter()
        .map(|player| player.handle.clone())
        .collect()
}

/// The active groups in which someone holds a seat of that role.
async fn groups_of(site: &Site, handle: &str, role: &str) -> Vec<String> {
    site.texts(&format!(
        "SELECT g.slug FROM groups g JOIN seats s ON s.group_id = g.id JOIN people p ON p.id = s.person_id \
         WHERE p.handle = '{handle}' AND s.role = '{role}' AND s.until IS NULL AND g.state = 'active' ORDER BY g.slug"
    ))
    .await
}

/// Makes someone a member of the committee and an administrator, with a token of each scope.
async fn give_tokens(site: &Site, handle: &str) {
    for standing in ["committee", "administrator"] {
        site.execute(&format!(
            "INSERT INTO standings (person_id, standing, since, precision, evidence) \
             SELECT id, '{standing}', '2020-01-01', 'day', '' FROM people WHERE handle = '{handle}'"
        ))
        .await;
    }
    for (place, (scope, secret)) in TOKENS.into_iter().enumerate() {
        let hash: String = Sha256::digest(secret)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        site.execute(&format!(
            "INSERT INTO tokens (id, person_id, name, scopes, hash, created_at, expires_at) \
             SELECT x'0000000000004000800000000000000{place}', id, '{scope}', '{scope}', '{hash}', 0, {} \
             FROM people WHERE handle = '{handle}'",
            i64::MAX
        ))
        .await;
    }
}
