//! Disagreements: the ladder is climbed a rung at a time, with both sides’ own words, and ends once.

use domain::{
    decision::DecisionNumber,
    escalation::{
        Alternate, Asked, Escalation, EscalationCommand, EscalationEvent, EscalationRefusal, Facts,
        Missing, Rung, Side, Turn, decide,
    },
    ids::{EscalationId, GroupId, PersonId},
};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use uuid::Uuid;

const ID: EscalationId = EscalationId(Uuid::from_u128(9));
const OWN: GroupId = GroupId(Uuid::from_u128(1));
const OTHER: GroupId = GroupId(Uuid::from_u128(2));
const OPENER: PersonId = PersonId(Uuid::from_u128(101));
const LEAD: PersonId = PersonId(Uuid::from_u128(102));
const OTHER_LEAD: PersonId = PersonId(Uuid::from_u128(103));
const SEAT: PersonId = PersonId(Uuid::from_u128(104));
const READER: PersonId = PersonId(Uuid::from_u128(105));
const EVERYONE: [PersonId; 5] = [OPENER, LEAD, OTHER_LEAD, SEAT, READER];
const DAYS: u32 = 7;
const VERDICT: DecisionNumber = DecisionNumber {
    year: 2026,
    number: 14,
};

fn at(hours: i64) -> Timestamp {
    let start: Timestamp = "2026-01-05T09:00:00Z".parse().unwrap();
    start + SignedDuration::from_hours(hours)
}

fn facts(person: PersonId, hours: i64) -> Facts {
    Facts {
        now: at(hours),
        person,
        leads_group: person == LEAD,
        leads_affected: person == OTHER_LEAD,
        on_committee: person == SEAT,
    }
}

fn asked(group: GroupId, person: PersonId) -> Asked {
    Asked { group, person }
}

fn opening(affected: Vec<GroupId>) -> EscalationCommand {
    EscalationCommand::Open {
        title: "Retries for writes".to_owned(),
        group: OWN,
        decision: None,
        problem: "Buoys send twice.".to_owned(),
        tried: "Asked in the channel.".to_owned(),
        affected,
        asked: vec![asked(OWN, LEAD)],
        days: DAYS,
    }
}

/// What stands beside every event.
const CALLED: (u32, &str, GroupId) = (1, "Retries for writes", OWN);

/// An escalation that is being told.
#[derive(Default)]
struct Tale {
    record: Option<Escalation>,
    told: Vec<EscalationEvent>,
}

impl Tale {
    fn opened(affected: Vec<GroupId>) -> Self {
        let mut tale = Self::default();
        tale.take(OPENER, 0, opening(affected)).unwrap();
        tale
    }

    fn take(
        &mut self,
        person: PersonId,
        hours: i64,
        command: EscalationCommand,
    ) -> Result<(), EscalationRefusal> {
        let event = decide(self.record.as_ref(), command, &facts(person, hours))?;
        self.record = Some(Escalation::after(self.record.take(), ID, CALLED, &event).unwrap());
        self.told.push(event);
        Ok(())
    }

    fn now(&self) -> &Escalation {
        self.record.as_ref().unwrap()
    }
}

fn alternate() -> EscalationCommand {
    EscalationCommand::LinkAlternate(Alternate {
        title: "Retry reads only".to_owned(),
        body: "Writes carry a key.".to_owned(),
        link: String::new(),
    })
}

fn say(text: &str) -> EscalationCommand {
    EscalationCommand::Answer(text.to_owned())
}

fn case(text: &str) -> EscalationCommand {
    EscalationCommand::StateCase(text.to_owned())
}

#[test]
fn a_disagreement_goes_from_the_leads_to_the_committees_decision() {
    let mut tale = Tale::opened(vec![OTHER]);
    assert_eq!(tale.now().turn(at(1)), Turn::Asked);
    tale.take(LEAD, 2, say("We keep it.")).unwrap();
    assert_eq!(tale.now().turn(at(3)), Turn::Disagreeing);
    let both = vec![asked(OWN, LEAD), asked(OTHER, OTHER_LEAD)];
    tale.take(OPENER, 4, EscalationCommand::Climb(both))
        .unwrap();
    assert_eq!(tale.now().rung(), Rung::AllLeads);
    tale.take(LEAD, 5, say("Still.")).unwrap();
    assert!(!tale.now().all_are_heard());
    tale.take(OTHER_LEAD, 6, say("It hurts us.")).unwrap();
    let up = || EscalationCommand::Climb(Vec::new());
    let refused = tale.take(OPENER, 7, up()).unwrap_err();
    assert_eq!(refused, EscalationRefusal::NotReady(Missing::Alternate));
    tale.take(OPENER, 8, alternate()).unwrap();
    tale.take(OPENER, 9, up()).unwrap();
    assert_eq!(tale.now().rung(), Rung::Community);
    tale.take(READER, 10, say("I like it.")).unwrap();
    let refused = tale.take(OPENER, 11, up()).unwrap_err();
    assert_eq!(refused, EscalationRefusal::NotReady(Missing::OwnCase));
    tale.take(OPENER, 12, case("Buoys count twice.")).unwrap();
    let refused = tale.take(OPENER, 13, up()).unwrap_err();
    assert!(matches!(
        refused,
        EscalationRefusal::NotReady(Missing::OtherCase(_))
    ));
    tale.take(LEAD, 14, case("Losing a reading is worse."))
        .unwrap();
    tale.take(OPENER, 15, up()).unwrap();
    assert_eq!(tale.now().turn(at(16)), Turn::Committee);
    assert!(!tale.now().step.without_other_case);
    tale.take(SEAT, 17, EscalationCommand::Decide(VERDICT))
        .unwrap();
    assert_eq!(tale.now().outcome(), Some(VERDICT));
    let refused = tale.take(OPENER, 18, say("But")).unwrap_err();
    assert_eq!(refused, EscalationRefusal::Over);
}

#[test]
fn who_does_not_answer_in_time_holds_nothing_up_and_that_is_said() {
    let mut tale = Tale::opened(Vec::new());
    tale.take(OPENER, 1, alternate()).unwrap();
    let up = || EscalationCommand::Climb(Vec::new());
    assert!(tale.take(OPENER, 24 * 7 - 1, up()).is_err());
    // Without other affected groups their leads need not be asked once more.
    tale.take(OPENER, 24 * 7, up()).unwrap();
    assert_eq!(tale.now().rung(), Rung::Community);
    tale.take(OPENER, 24 * 7, case("Buoys count twice."))
        .unwrap();
    assert!(tale.take(OPENER, 24 * 14 - 1, up()).is_err());
    tale.take(OPENER, 24 * 14, up()).unwrap();
    assert!(tale.now().step.without_other_case);
}

#[test]
fn each_side_writes_its_own_case_and_who_has_a_part_decides_nothing() {
    let mut tale = Tale::opened(vec![OTHER]);
    assert_eq!(
        tale.take(READER, 1, case("I know better")),
        Err(EscalationRefusal::NotASide)
    );
    assert_eq!(
        tale.take(OTHER_LEAD, 1, case("Ours")),
        Err(EscalationRefusal::NotASide)
    );
    tale.take(OPENER, 2, case("Mine")).unwrap();
    assert!(matches!(
        tale.told.last(),
        Some(EscalationEvent::CaseStated {
            side: Side::Disagreeing,
            ..
        })
    ));
    assert_eq!(
        tale.take(SEAT, 3, EscalationCommand::Decide(VERDICT)),
        Err(EscalationRefusal::NotOnAgenda)
    );
    tale.take(OPENER, 24 * 7, alternate()).unwrap();
    for hours in [24 * 7, 24 * 14, 24 * 21] {
        tale.take(OPENER, hours, EscalationCommand::Climb(Vec::new()))
            .unwrap();
    }
    assert_eq!(tale.now().rung(), Rung::Committee);
    for person in [LEAD, OTHER_LEAD, OPENER] {
        let facts = Facts {
            on_committee: true,
            ..facts(person, 24 * 22)
        };
        let refused = decide(
            tale.record.as_ref(),
            EscalationCommand::Decide(VERDICT),
            &facts,
        );
        assert_eq!(refused, Err(EscalationRefusal::Recused));
    }
    tale.take(SEAT, 24 * 22, EscalationCommand::Decide(VERDICT))
        .unwrap();
}

#[test]
fn a_group_that_is_brought_in_on_the_second_rung_is_asked_there() {
    let mut tale = Tale::opened(vec![OTHER]);
    let third = GroupId(Uuid::from_u128(3));
    tale.take(LEAD, 1, say("No.")).unwrap();
    let leads = vec![asked(OTHER, OTHER_LEAD)];
    tale.take(OPENER, 2, EscalationCommand::Climb(leads))
        .unwrap();
    tale.take(OTHER_LEAD, 3, say("Hm.")).unwrap();
    assert!(tale.now().all_are_heard());
    let bring = EscalationCommand::BringIn {
        group: third,
        asked: vec![asked(third, READER)],
    };
    assert_eq!(
        tale.take(READER, 4, bring.clone()),
        Err(EscalationRefusal::NoParty)
    );
    tale.take(OPENER, 4, bring.clone()).unwrap();
    assert!(tale.now().waits_for_answer_of(READER));
    assert_eq!(
        tale.take(OPENER, 5, bring),
        Err(EscalationRefusal::GroupIsIn)
    );
}

fn any_text() -> impl Strategy<Value = String> {
    proptest::sample::select(vec!["Because.", "Otherwise.", " "]).prop_map(str::to_owned)
}

fn any_asked() -> impl Strategy<Value = Vec<Asked>> {
    proptest::sample::subsequence(vec![asked(OWN, LEAD), asked(OTHER, OTHER_LEAD)], 0..=2)
}

fn any_command() -> impl Strategy<Value = EscalationCommand> {
    prop_oneof![
        1 => Just(opening(Vec::new())),
        1 => Just(opening(vec![OTHER, OWN, OTHER])),
        1 => any_text().prop_map(EscalationCommand::Answer),
        1 => any_text().prop_map(EscalationCommand::StateCase),
        1 => (proptest::sample::select(vec![OWN, OTHER]), any_asked())
            .prop_map(|(group, asked)| EscalationCommand::BringIn { group, asked }),
        1 => any_text().prop_map(|body| EscalationCommand::LinkAlternate(Alternate {
            title: "Otherwise".to_owned(),
            body,
            link: String::new(),
        })),
        4 => any_asked().prop_map(EscalationCommand::Climb),
        1 => any_text().prop_map(|how| EscalationCommand::Settle {
            how,
            decision: None
        }),
        1 => any_text().prop_map(EscalationCommand::Withdraw),
        2 => Just(EscalationCommand::Decide(VERDICT)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_commands_leaves_the_ladder(
        steps in proptest::collection::vec(
            (any_command(), proptest::sample::select(EVERYONE.to_vec()), 0..100_i64),
            0..60,
        )
    ) {
        let mut tale = Tale::default();
        let mut hours = 0;
        for (command, person, later) in steps {
            hours += later;
            let before = tale.record.clone();
            if let Err(refusal) = tale.take(person, hours, command) {
                prop_assert!(!refusal.to_string().is_empty());
                prop_assert_eq!(&before, &tale.record, "what is refused changes nothing");
                continue;
            }
            let now = tale.now();
            let Some(before) = before else {
                prop_assert_eq!(now.rung(), Rung::Leads);
                prop_assert!(!now.affected.contains(&OWN));
                continue;
            };
            prop_assert!(before.is_open(), "nothing happens after the end");
            prop_assert!(now.rung() >= before.rung(), "it never goes down");
            if now.rung() > before.rung() {
                prop_assert_eq!(Some(now.rung()), before.next_rung(), "a rung at a time");
                prop_assert_eq!(person, now.opened_by);
                prop_assert!(before.missing(at(hours)).is_empty());
            }
            if now.rung() == Rung::Committee {
                prop_assert!(!now.problem.trim().is_empty());
                prop_assert!(!now.own_case.is_empty(), "not without the case of who disagrees");
                prop_assert!(now.alternate.is_some());
                let without = now.step.without_other_case;
                prop_assert!(
                    without || !now.other_case.is_empty(),
                    "without the other side’s case only when its time was over"
                );
                let waited = now.earlier.last().is_some_and(|step| now.step.at >= step.due);
                prop_assert!(!without || waited);
            }
            prop_assert!(now.own_case.iter().all(|case| case.by == now.opened_by));
            prop_assert!(now.other_case.iter().all(|case| case.by == LEAD));
            if now.outcome().is_some() {
                prop_assert_eq!(person, SEAT);
                prop_assert_eq!(now.rung(), Rung::Committee);
            }
            prop_assert_eq!(now.turn(at(hours)) == Turn::Nobody, !now.is_open());
        }
        let replayed = tale.told.iter().try_fold(None, |before, event| {
            Escalation::after(before, ID, CALLED, event).map(Some)
        });
        prop_assert_eq!(replayed, Ok(tale.record.clone()));
        if let Some(record) = tale.record {
            let kept = serde_json::to_string(&record).unwrap();
            prop_assert_eq!(serde_json::from_str::<Escalation>(&kept).unwrap(), record);
        }
    }
}
