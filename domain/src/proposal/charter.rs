//! A charter as it is proposed: in the parts that the process names, and as one text.

use serde::{Deserialize, Serialize};

use super::Request;

/// “This should be a few paragraphs explaining: the mission …, the goals … (problems being solved), the scope … (topics,
/// subsystems, code repos, areas of responsibility).” Each part is Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CharterDraft {
    /// What the group is there for.
    pub mission: String,
    /// The problems that it solves.
    pub goals: String,
    /// What it talks about.
    pub topics: String,
    /// Which subsystems are its own.
    pub subsystems: String,
    /// Which repositories are its own, one a line.
    pub repositories: String,
    /// For what it is responsible.
    pub responsibilities: String,
}

/// A part of a charter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CharterPart<'a> {
    /// Its heading.
    pub heading: &'static str,
    /// How deep the heading is: 2 or 3.
    pub level: usize,
    /// The text; empty where only its parts have some.
    pub text: &'a str,
}

impl CharterDraft {
    /// Whether any part of the scope is written.
    #[must_use]
    pub fn has_scope(&self) -> bool {
        self.scope().iter().any(|part| !part.text.trim().is_empty())
    }

    fn scope(&self) -> [CharterPart<'_>; 4] {
        [
            ("Topics", &self.topics),
            ("Subsystems", &self.subsystems),
            ("Repositories", &self.repositories),
            ("Areas of responsibility", &self.responsibilities),
        ]
        .map(|(heading, text)| CharterPart {
            heading,
            level: 3,
            text,
        })
    }

    /// The parts that are written, in their order.
    #[must_use]
    pub fn parts(&self) -> Vec<CharterPart<'_>> {
        let main = |heading, text| CharterPart {
            heading,
            level: 2,
            text,
        };
        let written = |part: &CharterPart<'_>| !part.text.trim().is_empty();
        let mut parts: Vec<CharterPart<'_>> = [
            main("Mission", self.mission.as_str()),
            main("Goals", self.goals.as_str()),
        ]
        .into_iter()
        .filter(written)
        .collect();
        let scope: Vec<CharterPart<'_>> = self.scope().into_iter().filter(written).collect();
        if !scope.is_empty() {
            parts.push(main("Scope", ""));
            parts.extend(scope);
        }
        parts
    }

    /// The whole text, in Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let parts: Vec<String> = self
            .parts()
            .into_iter()
            .map(|part| {
                let hashes = "#".repeat(part.level);
                format!("{hashes} {}\n\n{}", part.heading, part.text.trim())
                    .trim_end()
                    .to_owned()
            })
            .collect();
        if parts.is_empty() {
            String::new()
        } else {
            format!("{}\n", parts.join("\n\n"))
        }
    }
}

/// A group’s charter with the work of a proposed group in it, as a draft for its leads: the text of both, one after the other.
#[must_use]
pub fn charter_with_work(own: &str, proposed: &Request, note: &str) -> String {
    let Request::Form { name, charter, .. } = proposed else {
        return own.to_owned();
    };
    let mut parts = vec![format!("## {}", name.trim()), note.to_owned()];
    for part in charter.parts() {
        parts.push(format!("{} {}", "#".repeat(part.level + 1), part.heading));
        parts.push(part.text.trim().to_owned());
    }
    std::iter::once(own.trim().to_owned())
        .chain(parts)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n")
        + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_written_has_a_heading() {
        let charter = CharterDraft {
            mission: "Know where the water is.".to_owned(),
            repositories: "- `gauge`\n- `buoy`\n".to_owned(),
            ..CharterDraft::default()
        };
        assert_eq!(
            charter.markdown(),
            "## Mission\n\nKnow where the water is.\n\n## Scope\n\n### Repositories\n\n- `gauge`\n- `buoy`\n"
        );
        assert_eq!(CharterDraft::default().markdown(), "");
    }
}
