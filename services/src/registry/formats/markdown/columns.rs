//! What a table's columns are for, told from the words of its header.

use domain::{link::LinkKind, seat::Role, slug::name_key};

use super::page::Table;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Group,
    Groups,
    Name,
    /// Who leads a group: a table's people, or a cell of a group's row.
    Leads,
    /// Who led it.
    EmeritusLeads,
    Company,
    Profile,
    Account,
    Picture,
    Description,
    Links(LinkKind),
    /// Links of no particular kind, each called what its text says.
    OtherLinks,
    Artifact,
    Link,
    Detail,
    Address,
    Kind,
    PartOf,
    State,
    Stakeholders,
    Role,
    Area,
    /// Something else; its links are kept under this name.
    Unknown(String),
}

/// What a table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableKind {
    /// A row for each group.
    Groups,
    /// A row for each lead, with their groups.
    Leads,
    /// A row for each link that the table of groups cannot hold.
    Links,
    /// One group's links, a row for each.
    Artifacts,
    /// One group's leads.
    SectionLeads,
    /// Rows whose header is missing.
    Headless,
    /// Something else.
    Unknown,
}

/// What the columns of a header are for.
pub(super) fn columns(header: &[String]) -> Vec<Column> {
    let mut columns: Vec<Column> = header.iter().map(|name| Column::of(name)).collect();
    let has = |column: Column| columns.contains(&column);
    let tells_of_people = has(Column::Group)
        || has(Column::Groups)
        || has(Column::Company)
        || has(Column::Profile)
        || has(Column::Account);
    // Beside the leads, the name is the group's.
    if has(Column::Leads) && !tells_of_people {
        for column in columns.iter_mut().filter(|column| **column == Column::Name) {
            *column = Column::Group;
        }
    }
    columns
}

impl Column {
    fn of(header: &str) -> Self {
        match name_key(header).as_str() {
            "" | "photo" | "picture" | "image" | "avatar" => Self::Picture,
            "group" | "working group" | "wg" => Self::Group,
            "groups" | "working groups" | "working group s" | "wgs" => Self::Groups,
            "name" | "person" => Self::Name,
            "lead"
            | "leads"
            | "group lead"
            | "group leads"
            | "wg lead"
            | "wg leads"
            | "working group lead"
            | "working group leads"
            | "chair"
            | "chairs"
            | "co chairs"
            | "facilitator"
            | "facilitators"
            | "point of contact"
            | "points of contact" => Self::Leads,
            "emeritus" | "emeritus lead" | "emeritus leads" | "former leads" | "past leads" => {
                Self::EmeritusLeads
            }
            "company" | "companies" | "organization" | "organisation" | "affiliation"
            | "employer" => Self::Company,
            "profile" | "github" | "github profile" | "github id" | "handle" => Self::Profile,
            "account" => Self::Account,
            "description" | "about" | "mission" | "scope" | "responsibilities" => Self::Description,
            "links" => Self::OtherLinks,
            "artifact" | "artifacts" => Self::Artifact,
            "link" => Self::Link,
            "detail" => Self::Detail,
            "address" => Self::Address,
            "kind" => Self::Kind,
            "part of" => Self::PartOf,
            "state" => Self::State,
            "stakeholders" => Self::Stakeholders,
            "role" => Self::Role,
            "area" | "subgroup" => Self::Area,
            key => match link_kind(key) {
                Some(kind) => Self::Links(kind),
                None => Self::Unknown(header.trim().to_owned()),
            },
        }
    }

    /// The kind of link that the column holds.
    pub(super) fn link_kind(&self) -> Option<LinkKind> {
        if let Self::Links(kind) = self {
            Some(*kind)
        } else {
            None
        }
    }

    /// As what the people of the column are listed.
    pub(super) fn role(&self) -> Option<Role> {
        match self {
            Self::Name | Self::Leads => Some(Role::Lead),
            Self::EmeritusLeads => Some(Role::EmeritusLead),
            Self::Group
            | Self::Groups
            | Self::Company
            | Self::Profile
            | Self::Account
            | Self::Picture
            | Self::Description
            | Self::Links(_)
            | Self::OtherLinks
            | Self::Artifact
            | Self::Link
            | Self::Detail
            | Self::Address
            | Self::Kind
            | Self::PartOf
            | Self::State
            | Self::Stakeholders
            | Self::Role
            | Self::Area
            | Self::Unknown(_) => None,
        }
    }

    /// Whether only Charterhouse's own export has it.
    pub(super) fn states_kinds(&self) -> bool {
        matches!(self, Self::Kind | Self::PartOf)
    }
}

/// The kind of link that a header or an artifact's name is about.
pub(super) fn link_kind(name: &str) -> Option<LinkKind> {
    let key = name_key(name);
    let has = |stems: &[&str]| {
        key.split(' ')
            .any(|word| stems.iter().any(|stem| word.starts_with(stem)))
    };
    // The more special words first: “Meeting Notes” is about notes.
    [
        (LinkKind::Charter, &["charter"][..]),
        (LinkKind::Recordings, &["record", "video", "youtube"]),
        (LinkKind::MeetingNotes, &["note", "minute", "agenda"]),
        (LinkKind::Calendar, &["calendar", "invit"]),
        (LinkKind::Meeting, &["meeting", "vc", "conference"]),
        (LinkKind::Forum, &["forum", "discuss"]),
        (LinkKind::MailingList, &["mail", "email", "list"]),
        (
            LinkKind::Chat,
            &["slack", "chat", "channel", "irc", "discord"],
        ),
        (LinkKind::Repository, &["repo", "code"]),
        (LinkKind::Team, &["team"]),
        (LinkKind::Documents, &["doc", "folder", "drive"]),
    ]
    .into_iter()
    .find(|(_, stems)| has(stems))
    .map(|(kind, _)| kind)
}

impl Table {
    pub(super) fn kind(&self) -> TableKind {
        let has = |column: Column| self.has(&column);
        let lists_people = self.people().is_some();
        let vouches_for_people = has(Column::Company) || has(Column::Profile);
        if self.header_is_row {
            TableKind::Headless
        } else if has(Column::Artifact) && self.columns.len() > 1 {
            TableKind::Artifacts
        } else if has(Column::Group) && has(Column::Kind) && has(Column::Link) {
            TableKind::Links
        } else if lists_people && has(Column::Groups) || has(Column::Name) && has(Column::Group) {
            TableKind::Leads
        } else if has(Column::Group) {
            if lists_people && vouches_for_people && !self.tells_of_groups() {
                TableKind::Leads
            } else {
                TableKind::Groups
            }
        } else if lists_people && vouches_for_people {
            TableKind::SectionLeads
        } else {
            TableKind::Unknown
        }
    }

    /// The column that names people, and as what it lists them where no other column says so.
    pub(super) fn people(&self) -> Option<(&Column, Role)> {
        self.columns.iter().find_map(|column| {
            let role = column.role()?;
            Some((column, role))
        })
    }

    /// Whether a column says what only a group has.
    fn tells_of_groups(&self) -> bool {
        self.columns.iter().any(|column| {
            matches!(
                column,
                Column::Description | Column::Links(_) | Column::OtherLinks
            )
        })
    }
}
