//! A process that is killed in the middle of an import leaves the record as it was, or as it was to be.

use std::{
    process::Stdio,
    thread::sleep,
    time::{Duration, Instant},
};

use crate::support::{Kind, Place, registry};

/// When the process is killed, in hundredths of how long the import takes.
const MOMENTS: [u32; 9] = [10, 25, 40, 55, 65, 75, 85, 95, 100];

const GROUPS: usize = 400;

/// After both imports.
const DAY: &str = "2024-06-01";

fn killed_in_the_middle(kind: Kind) {
    let before = Place::fresh(kind);
    before.done(&["migrate"]);
    let first = before.file("2024-01-01.json", &registry(GROUPS, 1));
    before.done(&["import", "registry", &first]);
    let second = before.file("2024-02-01.json", &registry(GROUPS, 2));
    let state_before = before.exported(DAY);

    let after = before.copy();
    let begun = Instant::now();
    after.done(&["import", "registry", &second]);
    let whole = begun.elapsed();
    let state_after = after.exported(DAY);
    assert_ne!(state_before, state_after);

    let mut cut_short = 0;
    for moment in MOMENTS {
        let place = before.copy();
        let mut import = place
            .command(&["import", "registry", &second])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        sleep(whole * moment / 100);
        import.kill().unwrap();
        let finished = import.wait().unwrap().success();
        let state = settled(&place, &state_before, &state_after);
        assert!(
            !finished || state == State::After,
            "a written import is lost"
        );
        cut_short += usize::from(state == State::Before);
        place.done(&["check"]);
    }
    assert!(cut_short > 0, "no import was cut short");
}

#[derive(PartialEq, Eq)]
enum State {
    Before,
    After,
}

/// Which state the record is in. It may take a server a moment to notice that its client is gone.
fn settled(place: &Place, before: &str, after: &str) -> State {
    sleep(Duration::from_millis(100));
    let state = place.exported(DAY);
    if state == before {
        State::Before
    } else {
        assert!(state == after, "the record is between the two states");
        State::After
    }
}

#[test]
fn on_sqlite_it_is_all_or_nothing() {
    killed_in_the_middle(Kind::Sqlite);
}

#[test]
fn on_postgresql_it_is_all_or_nothing() {
    killed_in_the_middle(Kind::PostgreSql);
}
