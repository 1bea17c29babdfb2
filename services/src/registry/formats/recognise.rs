//! Which format a file has, told from its content.

/// The formats of registry files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A page with tables of groups and leads, as Istio's WORKING-GROUPS.md was over the years, and
    /// as Charterhouse writes it.
    IstioMarkdown,
    /// Kubernetes' sigs.yaml.
    KubernetesYaml,
    /// What Charterhouse writes as YAML or JSON.
    Charterhouse,
}

impl Format {
    /// The words on screen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::IstioMarkdown => "Markdown tables",
            Self::KubernetesYaml => "Kubernetes YAML",
            Self::Charterhouse => "Charterhouse export",
        }
    }
}

/// What the known formats look like, for who brings another one.
pub(super) const FORMATS: &str = "a Markdown page with a table whose first columns are “Group” and for example “Design Docs” \
     and a table of leads with “Name”, “Company” and “Groups” (or, for each group, a heading with an “Artifact | Link” \
     table and a leads table); or a YAML file with a list “sigs:”, “workinggroups:”, “committees:” or \
     “usergroups:”; or a YAML or JSON file that Charterhouse wrote, with “charterhouse: 1”";

const KUBERNETES: [&str; 4] = ["sigs", "workinggroups", "committees", "usergroups"];

/// The format, `None` for any other file. A damaged file keeps its format.
pub(super) fn format(text: &str) -> Option<Format> {
    if text.trim_start().starts_with('{') {
        let has = |key: &str| text.contains(&format!("\"{key}\""));
        return if has("charterhouse") {
            Some(Format::Charterhouse)
        } else {
            let lists_groups = KUBERNETES.into_iter().any(has);
            lists_groups.then_some(Format::KubernetesYaml)
        };
    }
    match top_level_keys(text) {
        Some(keys) if keys.contains(&"charterhouse") => Some(Format::Charterhouse),
        Some(keys) if KUBERNETES.iter().any(|key| keys.contains(key)) => {
            Some(Format::KubernetesYaml)
        }
        Some(_) | None => text.contains('|').then_some(Format::IstioMarkdown),
    }
}

/// The keys that begin a line, `None` if the first line that says something is not one.
pub(super) fn top_level_keys(text: &str) -> Option<Vec<&str>> {
    let mut lines = text
        .lines()
        // Comments, directives and the line below them say nothing.
        .filter(|line| !line.trim().is_empty() && !line.starts_with(['#', '%']) && *line != "---")
        .peekable();
    key(lines.peek()?)?;
    Some(lines.filter_map(key).collect())
}

fn key(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let key = ['"', '\'']
        .into_iter()
        .find_map(|quote| key.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(key);
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    let is_key = !key.is_empty() && key.bytes().all(plain);
    (is_key && (rest.is_empty() || rest.starts_with([' ', '\t', '\r']))).then_some(key)
}
