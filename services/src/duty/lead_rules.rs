//! Lead rules that do not hold for the groups that somebody leads.

use domain::{
    duty::{Duty, Matter},
    ids::GroupId,
    lead_rules::Verdict,
    permission::Action,
};

use super::scope::Scope;
use crate::{ReadError, group::findings_of};

/// The rules that do not hold for these groups. What the record cannot tell is nobody’s fault, and is not asked for. At most
/// seven queries.
pub async fn read(scope: &Scope<'_>) -> Result<Vec<Duty>, ReadError> {
    let groups: Vec<GroupId> = scope
        .groups_for(Action::Petition)
        .filter(|(_, group)| group.kind.has_lead_rules())
        .map(|(id, _)| id)
        .collect();
    let rules = scope.rules();
    let found = findings_of(scope.context, &rules.lead_rules, &groups).await?;
    Ok(found
        .into_iter()
        .flat_map(|(group, findings)| {
            let name = scope.name(group);
            findings
                .into_iter()
                .filter(|finding| finding.verdict == Verdict::Fail)
                .map(move |finding| Duty {
                    matter: Matter::MeetLeadRule {
                        rule: finding.rule,
                        evidence: finding.evidence,
                    },
                    group: name.clone(),
                    due: None,
                })
        })
        .collect())
}
