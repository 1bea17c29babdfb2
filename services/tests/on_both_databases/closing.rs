//! The open action items of a group that closes: each is settled, or its leads say what becomes of them.

use domain::{
    decision::Outcome,
    minutes::{ActionCommand, ActionRefusal, OPEN_ACTIONS},
    proposal::Request,
    schedule::Convener,
};
use services::{
    CommandError, Context,
    action_item::{self, ActionItem, ActionItemRefused, Receivers},
    checklist::{self, ChecklistError, ChecklistPage, Said, Task},
    group, minutes, schedule,
};

use crate::{
    group_life::{SLUG, at_work, decided, decided_for, id, work_through},
    minutes::typed,
    schedule::weekly,
    support::{House, on_each_database},
};

const MEETING: &str = "storage-weekly-2199-01-02";

async fn page(context: &Context) -> ChecklistPage {
    checklist::page(context, SLUG).await.unwrap()
}

fn step(page: &ChecklistPage) -> &Task {
    page.tasks
        .iter()
        .find(|task| task.key == OPEN_ACTIONS)
        .unwrap()
}

/// A closing group with what its people said they would do at its last meeting.
async fn closing(house: &House, notes: &str) -> Context {
    let amara = at_work(house).await;
    let storage = group::meant(&amara, SLUG).await.unwrap().unwrap();
    let series = weekly(Convener::Group { group: storage }, "Storage weekly");
    schedule::plan_series(&amara, series).await.unwrap();
    let item = minutes::add_item(&amara, MEETING, "The end").await.unwrap();
    minutes::begin(&amara, MEETING).await.unwrap();
    minutes::write_notes(&amara, MEETING, item, typed("", notes))
        .await
        .unwrap();
    let dissolve = Request::Dissolve {
        group: storage,
        reason: "Its work is done.".to_owned(),
    };
    decided(house, dissolve, Outcome::Approved).await;
    amara
}

fn called<'p>(page: &'p ChecklistPage, task: &str) -> &'p ActionItem {
    let lines = &page.actions.as_ref().unwrap().lines;
    lines.iter().find(|line| line.task == task).unwrap()
}

on_each_database! {
    async fn a_group_ends_when_its_action_items_are_settled(house: &House) {
        let amara = closing(house, "/action @amara-osei Write it down\n/action @jonas-lindqvist Move the archive\n/action Nobody’s").await;
        let shown = page(&amara).await;
        assert_eq!(shown.actions.as_ref().unwrap().lines.len(), 3);
        assert!(!step(&shown).is_met());
        for task in shown.tasks.iter().filter(|task| task.key != OPEN_ACTIONS && task.done.is_none()) {
            checklist::say(&amara, SLUG, task.id, task.version, Said::Done("It is.".to_owned())).await.unwrap();
        }
        checklist::save_report(&amara, SLUG, 0, "We kept it all.".to_owned()).await.unwrap();
        assert!(matches!(checklist::finish(&amara, SLUG).await, Err(ChecklistError::StepsOpen)));

        // One is done, one dropped, one goes to another group: of these there is none left.
        let done = called(&shown, "Write it down");
        action_item::say(&amara, done.id, done.version, ActionCommand::Finish, String::new()).await.unwrap();
        let dropped = called(&shown, "Nobody’s");
        action_item::say(&amara, dropped.id, dropped.version, ActionCommand::Drop, "It was nobody’s.".to_owned()).await.unwrap();
        let moved = called(&shown, "Move the archive");
        let routing = group::meant(&amara, "routing").await.unwrap();
        let to = Receivers { group: routing, owner: Some(id(house, "dara-flynn").await) };
        let stranger = house.context.acting(domain::actor::Actor::Visitor);
        let refused = action_item::hand_over(&stranger, moved.id, moved.version, to).await;
        assert!(matches!(refused, Err(CommandError::Denied(_))), "{refused:?}");
        action_item::hand_over(&amara, moved.id, moved.version, to).await.unwrap();
        let stale = action_item::hand_over(&amara, moved.id, moved.version, to).await;
        assert!(matches!(stale, Err(CommandError::Denied(_))), "it is not hers to hand over any more: {stale:?}");
        let again = action_item::hand_over(&amara, done.id, done.version + 1, to).await;
        assert!(matches!(again, Err(CommandError::Refused(ActionItemRefused::Rule(ActionRefusal::Already(_))))), "{again:?}");
        let theirs = action_item::carried_over(&amara, routing).await.unwrap();
        assert_eq!((theirs.lines.len(), theirs.lines[0].owner), (1, to.owner));

        let shown = page(&amara).await;
        assert!(step(&shown).is_met() && step(&shown).done.is_none(), "nobody had to say so");
        checklist::finish(&amara, SLUG).await.unwrap();
        house.is_sound().await;
    }

    async fn the_leads_may_say_what_becomes_of_what_is_open(house: &House) {
        let amara = closing(house, "/action Nobody’s").await;
        let shown = page(&amara).await;
        // It cannot be handed to a group that ends as well: nobody would look after it.
        let open = called(&shown, "Nobody’s");
        let routing = group::meant(&amara, "routing").await.unwrap().unwrap();
        house.clock.pass(60 * 24 * 60 * 60 * 1_000_000);
        let late = checklist::overdue(&house.context, 30).await.unwrap();
        assert!(late.iter().any(|step| step.sentence.contains("action items")), "{late:?}");
        let dissolve = Request::Dissolve { group: routing, reason: "It is over.".to_owned() };
        decided_for(house, "mei-tanaka", dissolve, Outcome::Approved).await;
        let to = Receivers { group: Some(routing), owner: None };
        let refused = action_item::hand_over(&amara, open.id, open.version, to).await;
        assert!(matches!(refused, Err(CommandError::Refused(ActionItemRefused::Rule(ActionRefusal::Ends(_))))), "{refused:?}");
        work_through(&amara).await;
        assert!(step(&page(&amara).await).done.is_some());
        checklist::save_report(&amara, SLUG, 0, "We kept it all.".to_owned()).await.unwrap();
        checklist::finish(&amara, SLUG).await.unwrap();
        house.is_sound().await;
    }

    async fn a_group_without_open_action_items_has_that_step_done_and_no_list_has_it(house: &House) {
        let amara = closing(house, "Nothing to do.").await;
        assert!(step(&page(&amara).await).is_met());
        house.clock.pass(60 * 24 * 60 * 60 * 1_000_000);
        let late = checklist::overdue(&house.context, 30).await.unwrap();
        assert!(!late.iter().any(|step| step.sentence.contains("action items")), "{late:?}");
    }
}
