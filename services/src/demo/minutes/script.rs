//! What is said at them.

/// A meeting.
pub(super) struct Script {
    /// Who is there; who is expected is on the roll anyway.
    pub present: &'static [&'static str],
    /// Who keeps the notes.
    pub scribe: &'static str,
    /// What is on the agenda.
    pub items: &'static [Item],
}

/// An item with its notes; `{due}` becomes a day sixteen days later.
pub(super) struct Item {
    pub title: &'static str,
    pub groups: &'static [&'static str],
    pub minutes: u16,
    pub notes: &'static str,
}

const COMMITTEE: &[&str] = &[
    "Amara Osei",
    "Jonas Lindqvist",
    "Chidinma Azubogu",
    "Hinemoa Tautahi",
];

/// The one of which there is no recording.
pub(super) const TOC_LONG_AGO: Script = Script {
    present: COMMITTEE,
    scribe: "Jonas Lindqvist",
    items: &[
        Item {
            title: "Release train of the autumn",
            groups: &["routing", "observability"],
            minutes: 20,
            notes: "Routing is ready; Observability waits for the new collector.\n\nHinemoa: a train that waits for one wagon is no train.\n\n/decision The train leaves without the collector, which follows in the next one.\n/action @amara-osei by {due} Tell the groups that ship with the train",
        },
        Item {
            title: "A second reader for every charter",
            groups: &[],
            minutes: 15,
            notes: "Two charters were approved with a broken scope link. Everyone agrees that one more pair of eyes is cheap.",
        },
    ],
};

/// The one that the last one approved, and that was corrected.
pub(super) const TOC_BEFORE: Script = Script {
    present: &[
        "Amara Osei",
        "Chidinma Azubogu",
        "Mbali Zwidekazi",
        "Tevita Fonokalafi",
    ],
    scribe: "Mbali Zwidekazi",
    items: &[
        Item {
            title: "Retries across two groups",
            groups: &["routing", "identity"],
            minutes: 25,
            notes: "Routing retries what Identity has refused, and the logs fill up.\n\nTevita: a refusal is an answer, not a failure.\n\nChidinma: the pilot on the northern coast ends in eight weeks; until then nobody should change both sides at once.\n\n/decision Refusals are not retried. Routing changes its side first.\n/action @chidinma-azubogu by {due} Write the two sentences for the guide",
        },
        Item {
            title: "Who answers for the old gateways",
            groups: &["field-operations"],
            minutes: 15,
            notes: "There are eleven left. Field Operations keeps the list.\n\n/action @tevita-fonokalafi Ask the harbours which of them are still in the water",
        },
    ],
};

/// The one that is in review.
pub(super) const TOC_LAST: Script = Script {
    present: COMMITTEE,
    scribe: "Chidinma Azubogu",
    items: &[
        Item {
            title: "Minutes of the meeting before",
            groups: &[],
            minutes: 5,
            notes: "Approved.",
        },
        Item {
            title: "What Documentation needs from the others",
            groups: &["documentation"],
            minutes: 20,
            notes: "Every group is to name one person whom Documentation may ask.\n\nJonas: not one more list. Amara: then it is a line in the roadmap.\n\n/decision Each group names a contact for Documentation in its roadmap.\n/action @jonas-lindqvist by {due} Add the line to the template",
        },
        Item {
            title: "Budget for the winter drill",
            groups: &["field-operations"],
            minutes: 15,
            notes: "",
        },
    ],
};

/// The combined meeting that was just held.
pub(super) const COMBINED: Script = Script {
    present: &[
        "Amara Osei",
        "Hinemoa Tautahi",
        "Bjarki Torleifsvarn",
        "Gwenllian Prydderch",
        "Saoirse Ní Bhraonlaigh",
    ],
    scribe: "Hinemoa Tautahi",
    items: &[
        Item {
            title: "Routing: what changed in the last fortnight",
            groups: &["routing"],
            minutes: 15,
            notes: "The new route table is on in three harbours. One restarted twice; nobody lost a message.\n\n/action @bjarki-t by {due} Find out why it restarted",
        },
        Item {
            title: "Observability asks for fewer metrics",
            groups: &["observability"],
            minutes: 15,
            notes: "Half of what is sent is read by nobody. Gwenllian shows the list.\n\n/present Nomin-Erde of the harbour of Vaasa\n\n/decision What nobody has read for a year is switched off, with a month’s notice.",
        },
        Item {
            title: "Anything else",
            groups: &[],
            minutes: 5,
            notes: "Saoirse brought cake, and a question about the style guide that goes to Documentation.",
        },
    ],
};

/// A group's own.
pub(super) const ROUTING: Script = Script {
    present: &["Yevdokia Pankratenets"],
    scribe: "",
    items: &[
        Item {
            title: "Route tables larger than a buoy’s memory",
            groups: &["routing"],
            minutes: 20,
            notes: "Two ways: send only what changed, or keep less. We try the first.\n\n/action Measure how much changes in an hour",
        },
        Item {
            title: "The test that fails on Fridays",
            groups: &["routing"],
            minutes: 10,
            notes: "It is the tide, not the test: the simulated moon was wrong.",
        },
    ],
};
