//! What the demo’s roadmaps and reports say.

use domain::roadmap::ItemState::{self, AtRisk, Done, Dropped, InProgress, Planned};

use super::plans::ItemStory;

/// A group’s roadmap.
pub(super) struct RoadmapStory {
    /// The group’s address.
    pub group: &'static str,
    /// Its versions, oldest first.
    pub versions: &'static [VersionStory],
    /// How long ago someone found it still right.
    pub confirmed_days_ago: Option<i32>,
}

/// A version of a roadmap.
pub(super) struct VersionStory {
    /// How long ago it was published.
    pub days_ago: i32,
    /// What changed.
    pub summary: &'static str,
    /// All of its items.
    pub items: &'static [ItemStory],
}

/// A report.
pub(super) struct ReportStory {
    /// 0 for the newest time that was due, 1 for the one before.
    pub age: u32,
    /// The group’s address.
    pub group: &'static str,
    /// How many days after the time it was submitted.
    pub after_days: i32,
    /// What happened.
    pub summary: &'static str,
    /// What comes next.
    pub next: &'static str,
    /// What the committee could help with.
    pub needs: &'static str,
    /// How many of the committee have read it.
    pub read: usize,
    /// Why someone flagged it.
    pub flag: Option<&'static str>,
    /// What came of talking about it.
    pub outcome: Option<&'static str>,
}

const fn new(number: u32, outcome: &'static str, months: i32, state: ItemState) -> ItemStory {
    ItemStory {
        number,
        outcome,
        months: Some(months),
        state,
        links: &[],
    }
}

/// An item in the month that it had before.
const fn same(number: u32, outcome: &'static str, state: ItemState) -> ItemStory {
    ItemStory {
        number,
        outcome,
        months: None,
        state,
        links: &[],
    }
}

const fn linked(item: ItemStory, links: &'static [&'static str]) -> ItemStory {
    ItemStory { links, ..item }
}

/// The roadmaps: looked after, forgotten, confirmed, and with something late.
pub(super) const ROADMAPS: &[RoadmapStory] = &[
    // As it came with the decision that formed the group.
    RoadmapStory {
        group: "edge-gateways",
        versions: &[VersionStory {
            days_ago: 47,
            summary: "The initial roadmap, from the proposal",
            items: &[
                new(
                    1,
                    "Three makers have read the draft of the interface",
                    1,
                    Planned,
                ),
                new(
                    2,
                    "A gateway can be replaced in five minutes, tried in rain",
                    2,
                    Planned,
                ),
            ],
        }],
        confirmed_days_ago: None,
    },
    RoadmapStory {
        group: "routing",
        versions: &[
            VersionStory {
                days_ago: 110,
                summary: "",
                items: &[
                    new(
                        1,
                        "Routes survive the loss of a harbour’s gateway",
                        1,
                        InProgress,
                    ),
                    new(2, "Retries have a budget for each buoy", 2, Planned),
                ],
            },
            VersionStory {
                days_ago: 48,
                summary: "The loss of a gateway is done; retries need a month more",
                items: &[
                    same(1, "Routes survive the loss of a harbour’s gateway", Done),
                    new(2, "Retries have a budget for each buoy", 1, InProgress),
                    new(
                        3,
                        "Routes of the old format are read for the last time",
                        2,
                        Planned,
                    ),
                ],
            },
            VersionStory {
                days_ago: 6,
                summary: "The radio links get slower than we thought: retries are at risk",
                items: &[
                    same(1, "Routes survive the loss of a harbour’s gateway", Done),
                    linked(
                        new(
                            2,
                            "Retries have a budget for each buoy and each radio link",
                            1,
                            AtRisk,
                        ),
                        &["https://forge.tidewater.example/routing/issues/412"],
                    ),
                    same(
                        3,
                        "Routes of the old format are read for the last time",
                        Planned,
                    ),
                    linked(
                        new(
                            4,
                            "A page that shows where a reading took its way",
                            2,
                            InProgress,
                        ),
                        &["https://forge.tidewater.example/routing/designs/trace"],
                    ),
                ],
            },
        ],
        confirmed_days_ago: None,
    },
    RoadmapStory {
        group: "identity",
        versions: &[
            VersionStory {
                days_ago: 190,
                summary: "",
                items: &[
                    new(1, "Certificates of a month for every buoy", 2, InProgress),
                    new(2, "A lost buoy is shut out within an hour", 2, Planned),
                ],
            },
            VersionStory {
                days_ago: 118,
                summary: "A month is there; a week is within reach",
                items: &[
                    same(1, "Certificates of a month for every buoy", Done),
                    new(2, "A lost buoy is shut out within an hour", 2, Planned),
                    new(3, "Certificates of a week for every buoy", 2, Planned),
                ],
            },
            VersionStory {
                days_ago: 52,
                summary: "The certificates come first",
                items: &[
                    new(3, "Certificates of a week for every buoy", 1, InProgress),
                    new(2, "A lost buoy is shut out within an hour", 2, Planned),
                ],
            },
        ],
        confirmed_days_ago: Some(9),
    },
    RoadmapStory {
        group: "observability",
        versions: &[VersionStory {
            days_ago: 98,
            summary: "",
            items: &[
                new(
                    1,
                    "Counts of lost readings for every harbour",
                    1,
                    InProgress,
                ),
                new(2, "The old gauges are switched off", 2, Planned),
            ],
        }],
        confirmed_days_ago: None,
    },
    RoadmapStory {
        group: "user-experience",
        versions: &[
            VersionStory {
                days_ago: 70,
                summary: "",
                items: &[
                    new(1, "The first buoy sends in ten minutes", 1, InProgress),
                    new(2, "A map of all harbours in the console", 2, Planned),
                ],
            },
            VersionStory {
                days_ago: 20,
                summary: "The map is dropped: two companies have one already",
                items: &[
                    same(1, "The first buoy sends in ten minutes", Done),
                    same(2, "A map of all harbours in the console", Dropped),
                    new(
                        3,
                        "Every message of an error says what to do",
                        2,
                        InProgress,
                    ),
                ],
            },
        ],
        confirmed_days_ago: None,
    },
    RoadmapStory {
        group: "documentation",
        versions: &[VersionStory {
            days_ago: 66,
            summary: "",
            items: &[
                new(
                    1,
                    "A guide for harbours without a technician",
                    0,
                    InProgress,
                ),
                new(2, "Every command has an example", 2, Planned),
            ],
        }],
        confirmed_days_ago: None,
    },
    RoadmapStory {
        group: "product-security",
        versions: &[VersionStory {
            days_ago: 15,
            summary: "",
            items: &[
                new(
                    1,
                    "A report of a weakness is answered within two days",
                    0,
                    Done,
                ),
                new(2, "Every release is signed by two people", 1, InProgress),
                new(3, "An exercise with three harbours", 2, Planned),
            ],
        }],
        confirmed_days_ago: None,
    },
    // Stale for some days: there is time to look at it.
    RoadmapStory {
        group: "offline-sync",
        versions: &[VersionStory {
            days_ago: 70,
            summary: "",
            items: &[
                new(
                    1,
                    "A buoy that was silent for a month catches up within an hour",
                    1,
                    InProgress,
                ),
                new(2, "What is lost is counted", 2, Planned),
            ],
        }],
        confirmed_days_ago: None,
    },
    // Stale in some days.
    RoadmapStory {
        group: "field-operations",
        versions: &[VersionStory {
            days_ago: 56,
            summary: "",
            items: &[
                new(
                    1,
                    "Two crews can replace a mast without a technician",
                    0,
                    Done,
                ),
                new(2, "Spare parts lie in four harbours", 1, InProgress),
                new(3, "The winter’s trial sites are chosen", 2, Planned),
            ],
        }],
        confirmed_days_ago: None,
    },
];

/// The reports of the last two times that were due.
pub(super) const REPORTS: &[ReportStory] = &[
    ReportStory {
        age: 1,
        group: "routing",
        after_days: 6,
        summary: "Seven harbours run the new routes. The **loss of a gateway** was tried at sea and cost nobody a reading.",
        next: "Retries, which every second question in the channel is about.",
        needs: "",
        read: 4,
        flag: None,
        outcome: None,
    },
    ReportStory {
        age: 1,
        group: "observability",
        after_days: 11,
        summary: "We count lost readings in two harbours. Half of our meetings had one person in them.",
        next: "Counts for every harbour.",
        needs: "Someone who knows radio.",
        read: 2,
        flag: Some("One person in half of the meetings: is this group still led?"),
        outcome: Some(
            "The leads look for two more people until the end of the year; the committee asks in the combined meeting.",
        ),
    },
    ReportStory {
        age: 1,
        group: "user-experience",
        after_days: 9,
        summary: "Twelve people who had never seen a buoy set one up while we watched. Ten of them got stuck at the certificate.",
        next: "The first ten minutes.",
        needs: "",
        read: 3,
        flag: None,
        outcome: None,
    },
    ReportStory {
        age: 0,
        group: "routing",
        after_days: 4,
        summary: "A quiet quarter with two releases. The roadmap holds but for retries, which wait for measurements of the radio links.",
        next: "1. Measure the radio links in three harbours\n2. Decide on the budget for retries",
        needs: "",
        read: 5,
        flag: None,
        outcome: None,
    },
    ReportStory {
        age: 0,
        group: "identity",
        after_days: 8,
        summary: "Certificates of a week run on forty buoys. Renewal failed once for a day, when a harbour’s clock was wrong.",
        next: "Shutting out a lost buoy, tried with the harbour of Kestrel Telemetry.",
        needs: "A decision whether a buoy may go on sending when its certificate has just run out.",
        read: 2,
        flag: Some(
            "What a buoy may do with a certificate that has run out concerns Routing too: let us decide it together.",
        ),
        outcome: None,
    },
    ReportStory {
        age: 0,
        group: "user-experience",
        after_days: 12,
        summary: "The first buoy sends in **nine minutes**, measured with eleven people.",
        next: "Messages of errors.",
        needs: "",
        read: 1,
        flag: None,
        outcome: None,
    },
    ReportStory {
        age: 0,
        group: "product-security",
        after_days: 13,
        summary: "Three reports of weaknesses, all answered within two days. None was in a release.",
        next: "Signing of releases by two people.",
        needs: "",
        read: 0,
        flag: None,
        outcome: None,
    },
    ReportStory {
        age: 0,
        group: "offline-sync",
        after_days: 7,
        summary: "Catching up works in the harbour and is slow at sea. Nothing was lost in three weeks of trying.",
        next: "The same with forty buoys at once.",
        needs: "",
        read: 3,
        flag: None,
        outcome: None,
    },
    ReportStory {
        age: 0,
        group: "field-operations",
        after_days: 10,
        summary: "Two masts were replaced by crews that had done it once before. The manual grew by four photographs.",
        next: "Spare parts, before the storms.",
        needs: "",
        read: 1,
        flag: None,
        outcome: None,
    },
    ReportStory {
        age: 0,
        group: "code-of-conduct-committee",
        after_days: 9,
        summary: "One report in three months, answered within a week. Nobody had to leave.",
        next: "A reminder of where to turn to, in every welcome.",
        needs: "",
        read: 2,
        flag: None,
        outcome: None,
    },
];
