//! What the labels of notes mean: “Attendees”, “Note taker”, “Action items”.

/// What stands under a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Who was there.
    Present,
    /// Who was not.
    Absent,
    /// Who kept the notes.
    Scribe,
    /// Where the recording is.
    Recording,
    /// What someone said they would do.
    Actions,
    /// What was decided.
    Decisions,
    /// Something else: a section of what was talked about.
    Section,
}

/// What a label means.
pub fn meaning(label: &str) -> Meaning {
    let label = label.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
    if has(&["absent", "regrets", "apologies", "not present", "excused"]) {
        Meaning::Absent
    } else if has(&[
        "attend",
        "present",
        "participants",
        "folks",
        "who was there",
        "roll call",
    ]) {
        Meaning::Present
    } else if has(&[
        "note taker",
        "notetaker",
        "note-taker",
        "scribe",
        "minutes by",
        "notes by",
    ]) {
        Meaning::Scribe
    } else if has(&["recording", "video"]) {
        Meaning::Recording
    } else if has(&[
        "action item",
        "actions",
        "action point",
        "todo",
        "to do",
        "next steps",
    ]) {
        Meaning::Actions
    } else if has(&["decision", "resolution", "resolved"]) {
        Meaning::Decisions
    } else {
        Meaning::Section
    }
}

/// A label with what stands behind it on the same line: “Note taker: Tim” is (“Note taker”, “Tim”). `bold` is what stands in
/// bold at the beginning. A line without either is a label only if a known one.
pub fn label<'t>(line: &'t str, bold: Option<&str>) -> Option<(&'t str, &'t str)> {
    let line = line.trim();
    if let Some(bold) = bold.map(str::trim).filter(|bold| !bold.is_empty())
        && let Some(rest) = line.strip_prefix(bold)
    {
        let label = line.get(..bold.len())?.trim_end_matches([':', '?']);
        return Some((label, rest.trim_start_matches([':', '?', ' ']).trim()));
    }
    let known = |text: &str| meaning(text) != Meaning::Section;
    match line.split_once(':') {
        // An address is no label.
        Some((label, rest)) if !rest.starts_with("//") && label.chars().count() <= 40 => {
            let rest = rest.trim();
            (rest.is_empty() || known(label)).then_some((label.trim(), rest))
        }
        Some(_) => None,
        None => (line.chars().count() <= 40 && known(line)).then_some((line, "")),
    }
}
