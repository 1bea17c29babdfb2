//! A proposal before a committee of so many seats, and what is asked of it.

use domain::{
    actor::{Authorities, Authority},
    decision::{Decision, DecisionNumber, Outcome},
    group::GroupKind,
    ids::{ConcernId, GroupId, PersonId, ProposalId},
    lead_rules::LeadRule,
    policy::{DecisionMethod, DecisionRule, Policy},
    proposal::{
        Answer, Ballot, CharterDraft, Choice, Elector, Facts, Nomination, Proposal,
        ProposalCommand, ProposalEvent, ProposalRefusal, Request, RoadmapLine, Verdict, decide,
        tally,
    },
    seat::Role,
};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

pub const AUTHOR: PersonId = PersonId(Uuid::from_u128(100));
pub const NOMINEE: PersonId = PersonId(Uuid::from_u128(101));
pub const ID: ProposalId = ProposalId(Uuid::from_u128(1));
pub const NEW_GROUP: GroupId = GroupId(Uuid::from_u128(50));
pub const OTHER_GROUP: GroupId = GroupId(Uuid::from_u128(51));
pub const CONCERN: ConcernId = ConcernId(Uuid::from_u128(70));

pub fn member(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(200 + number))
}

pub fn start() -> Timestamp {
    "2026-03-02T09:00:00Z".parse().unwrap()
}

pub fn after(hours: i64) -> Timestamp {
    start().checked_add(hours.hours()).unwrap()
}

pub fn request() -> Request {
    Request::Form {
        name: "Ambient Storage".to_owned(),
        group_kind: GroupKind::WorkingGroup,
        parent: None,
        description: "Keeps what sensors saw.".to_owned(),
        charter: Box::new(CharterDraft {
            mission: "Keep it.".to_owned(),
            goals: "Lose nothing.".to_owned(),
            topics: "Retention".to_owned(),
            ..CharterDraft::default()
        }),
        leads: vec![Nomination {
            person: NOMINEE,
            role: Role::Lead,
        }],
        roadmap: vec![RoadmapLine {
            outcome: "A first store".to_owned(),
            month: 1,
        }],
        meeting_link: String::new(),
        stakeholders: Vec::new(),
    }
}

pub fn submitted(seats: u128) -> Proposal {
    asking(request(), seats)
}

pub fn asking(request: Request, seats: u128) -> Proposal {
    let event = ProposalEvent::Submitted {
        number: 7,
        author: AUTHOR,
        co_authors: Vec::new(),
        request: Box::new(request),
        answers: vec![(NOMINEE, Answer::Accepted)],
        ballot: Ballot {
            opened_at: start(),
            electors: (0..seats)
                .map(|number| Elector {
                    person: member(number),
                    organization: None,
                    stakeholder: None,
                })
                .collect(),
        },
        policy_version: 1,
    };
    Proposal::after(None, ID, &event).unwrap()
}

pub struct Case {
    pub proposal: Proposal,
    pub method: DecisionMethod,
    pub stopping: Vec<(LeadRule, Option<PersonId>)>,
}

impl Case {
    pub fn istio(seats: u128) -> Self {
        Self {
            proposal: submitted(seats),
            method: Policy::istio().decision,
            stopping: Vec::new(),
        }
    }

    pub fn with(method: DecisionMethod, seats: u128) -> Self {
        Self {
            method,
            ..Self::istio(seats)
        }
    }

    pub fn by(rule: DecisionRule, seats: u128) -> Self {
        Self {
            method: DecisionMethod {
                rule,
                ..DecisionMethod::sixty_per_cent_in_nine_days()
            },
            ..Self::istio(seats)
        }
    }

    pub fn ask(
        &mut self,
        who: PersonId,
        hours: i64,
        command: ProposalCommand,
    ) -> Result<(), ProposalRefusal> {
        let committee = self.proposal.ballot.elector(who).is_some();
        let authorities = Authorities::new(
            std::iter::once(Authority::SignedIn).chain(committee.then_some(Authority::Committee)),
        );
        let facts = Facts {
            now: after(hours),
            person: who,
            authorities: &authorities,
            method: &self.method,
            stopping: &self.stopping,
        };
        let event = decide(Some(&self.proposal), command, &facts)?;
        self.proposal = Proposal::after(Some(self.proposal.clone()), ID, &event).unwrap();
        Ok(())
    }

    pub fn state(&mut self, number: u128, choice: Choice) {
        let command = ProposalCommand::StatePosition {
            revision: self.proposal.revision().number,
            choice,
            rationale: "Because.".to_owned(),
        };
        self.ask(member(number), 1, command).unwrap();
    }

    pub fn verdict(&self, hours: i64) -> Verdict {
        tally(&self.proposal, &self.method, after(hours)).verdict
    }

    pub fn take(&mut self, hours: i64, outcome: Outcome) -> Result<(), ProposalRefusal> {
        let decision = Decision {
            number: DecisionNumber {
                year: 2026,
                number: 14,
            },
            proposal: ID,
            revision: self.proposal.revision().number,
            outcome,
            reasons: "It is wanted.".to_owned(),
            conditions: String::new(),
            review_on: None,
            reapply_from: None,
            policy_version: 1,
            supersedes: Vec::new(),
            recorded_by: member(0),
        };
        self.ask(
            member(0),
            hours,
            ProposalCommand::Decide(Box::new(decision)),
        )
    }
}

pub fn concern() -> ProposalCommand {
    ProposalCommand::RaiseConcern {
        concern: CONCERN,
        title: "Who keeps the disks?".to_owned(),
        body: String::new(),
    }
}
