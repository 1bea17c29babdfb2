//! The pages of the demo's folders, word for word.

/// A text of a page, so many days ago, by the lead at that place.
pub struct Wording {
    pub days_ago: i32,
    pub lead: usize,
    pub title: &'static str,
    pub body: &'static str,
    pub summary: &'static str,
}

/// A page of a folder.
pub struct PageTale {
    pub group: &'static str,
    pub wordings: &'static [Wording],
    /// So many days ago it was taken out, and so many it was put back.
    pub removed: Option<i32>,
    pub restored: Option<i32>,
    /// What a lead of that other group said of it, so many days ago.
    pub said: Option<(&'static str, i32, &'static str)>,
}

/// All of them.
pub const PAGES: &[PageTale] = &[
    // As the portal makes it with the decision that forms a group.
    PageTale {
        group: "edge-gateways",
        wordings: &[Wording {
            days_ago: 47,
            lead: 0,
            title: "Edge Gateways Group Roadmap",
            body: "The initial roadmap of Edge Gateways, as it was proposed. It goes on, with its versions, as [the group’s roadmap](/groups/edge-gateways/roadmap).\n\n- **Month 2:** Three makers have read the draft of the interface\n- **Month 3:** A gateway can be replaced in five minutes, tried in rain\n",
            summary: "",
        }],
        removed: None,
        restored: None,
        said: None,
    },
    PageTale {
        group: "routing",
        wordings: &[
            Wording {
                days_ago: 120,
                lead: 0,
                title: "How routes are matched",
                body: "# How routes are matched\n\nA message is compared with one route after the other. The first that fits is taken.\n\n## Open\n\n- What happens when two routes fit equally well?\n",
                summary: "",
            },
            Wording {
                days_ago: 75,
                lead: 1,
                title: "How routes are matched",
                body: "# How routes are matched\n\nA message is compared with one route after the other, in the order in which they are written. The first that fits is taken.\n\n## Why not the longest\n\nWhoever reads a file from top to bottom must be able to say which route a message takes.\n\n## Open\n\n- Whether a route may say that those behind it are not looked at.\n",
                summary: "The order is the one of the file; why it is not the length",
            },
            Wording {
                days_ago: 12,
                lead: 0,
                title: "How routes are matched",
                body: "# How routes are matched\n\nA message is compared with one route after the other, in the order in which they are written. The first that fits is taken.\n\n## Why not the longest\n\nWhoever reads a file from top to bottom must be able to say which route a message takes.\n\n## What is measured\n\nEvery route counts the messages that it took. A route that took none in a month is named in the weekly report.\n",
                summary: "What is measured; the open question was decided",
            },
        ],
        removed: None,
        restored: None,
        said: Some((
            "observability",
            11,
            "The count per route is what we needed. Could the report name the file and line too?",
        )),
    },
    PageTale {
        group: "routing",
        wordings: &[Wording {
            days_ago: 40,
            lead: 1,
            title: "Routing Group Roadmap",
            body: "# Routing Group Roadmap\n\nWhat the group does is on its roadmap; this page says how it chooses.\n\n1. What makes a message arrive late\n2. What makes a route hard to read\n3. Everything else\n",
            summary: "",
        }],
        removed: None,
        restored: None,
        said: None,
    },
    PageTale {
        group: "routing",
        wordings: &[Wording {
            days_ago: 300,
            lead: 0,
            title: "Routes by weight",
            body: "A sketch that nobody pursued: routes with weights instead of an order.\n",
            summary: "",
        }],
        removed: Some(70),
        restored: None,
        said: None,
    },
    PageTale {
        group: "observability",
        wordings: &[
            Wording {
                days_ago: 90,
                lead: 0,
                title: "Names of measures",
                body: "# Names of measures\n\nA measure is named by what it counts and its unit: `messages_total`, `delay_seconds`.\n",
                summary: "",
            },
            Wording {
                days_ago: 20,
                lead: 0,
                title: "What measures are called",
                body: "# What measures are called\n\nA measure is named by what it counts and its unit: `messages_total`, `delay_seconds`. The harbour is a label, never a part of the name.\n",
                summary: "Harbours are labels",
            },
        ],
        removed: None,
        restored: None,
        said: None,
    },
    PageTale {
        group: "documentation",
        wordings: &[Wording {
            days_ago: 200,
            lead: 0,
            title: "Style guide",
            body: "# Style guide\n\n- One word for one thing.\n- Say what to do first, then why.\n- A picture has its words beside it.\n",
            summary: "",
        }],
        removed: Some(30),
        restored: Some(28),
        said: None,
    },
];
