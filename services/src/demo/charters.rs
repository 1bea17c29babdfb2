//! The charters of the demo community by the names of their files.

/// The text of a charter, in Markdown.
pub fn charter(name: &str) -> Option<&'static str> {
    CHARTERS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}

const CHARTERS: &[(&str, &str)] = &[
    ("certificates-1", include_str!("charters/certificates-1.md")),
    ("conduct-1", include_str!("charters/conduct-1.md")),
    (
        "configuration-1",
        include_str!("charters/configuration-1.md"),
    ),
    (
        "documentation-1",
        include_str!("charters/documentation-1.md"),
    ),
    (
        "edge-gateways-1",
        include_str!("charters/edge-gateways-1.md"),
    ),
    ("extensions-1", include_str!("charters/extensions-1.md")),
    (
        "field-operations-1",
        include_str!("charters/field-operations-1.md"),
    ),
    (
        "field-operations-2",
        include_str!("charters/field-operations-2.md"),
    ),
    ("identity-1", include_str!("charters/identity-1.md")),
    ("identity-2", include_str!("charters/identity-2.md")),
    ("localization-1", include_str!("charters/localization-1.md")),
    ("localization-2", include_str!("charters/localization-2.md")),
    (
        "observability-1",
        include_str!("charters/observability-1.md"),
    ),
    (
        "observability-2",
        include_str!("charters/observability-2.md"),
    ),
    ("offline-sync-1", include_str!("charters/offline-sync-1.md")),
    ("offline-sync-2", include_str!("charters/offline-sync-2.md")),
    ("performance-1", include_str!("charters/performance-1.md")),
    (
        "product-security-1",
        include_str!("charters/product-security-1.md"),
    ),
    (
        "product-security-2",
        include_str!("charters/product-security-2.md"),
    ),
    ("protocols-1", include_str!("charters/protocols-1.md")),
    ("routing-1", include_str!("charters/routing-1.md")),
    ("routing-2", include_str!("charters/routing-2.md")),
    ("routing-3", include_str!("charters/routing-3.md")),
    ("shore-power-1", include_str!("charters/shore-power-1.md")),
    (
        "test-and-release-1",
        include_str!("charters/test-and-release-1.md"),
    ),
    ("time-series-1", include_str!("charters/time-series-1.md")),
    (
        "user-experience-1",
        include_str!("charters/user-experience-1.md"),
    ),
    (
        "user-experience-2",
        include_str!("charters/user-experience-2.md"),
    ),
];
