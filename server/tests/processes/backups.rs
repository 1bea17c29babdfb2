//! Backups while others write, and what becomes of them in a fresh place.

use std::{
    fs,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use crate::support::{Kind, Place, exists, registry};

const DAY: &str = "2026-01-01";

#[test]
fn a_backup_restored_into_a_fresh_place_has_the_same_content() {
    for from in Kind::BOTH {
        let original = Place::fresh(from);
        original.done(&["migrate"]);
        let file = original.file("2024-01-01.json", &registry(30, 1));
        original.done(&["import", "registry", &file]);
        let members = original.file(
            "2024-01-02-org.yaml",
            "members:\n  - person-1\n  - person-2\n",
        );
        original.done(&["import", "org", &members]);
        let backup = original.path("house.backup").display().to_string();
        original.done(&["backup", &backup]);
        for to in Kind::BOTH {
            let copy = Place::fresh(to);
            copy.done(&["restore", &backup]);
            assert_eq!(
                copy.exported(DAY),
                original.exported(DAY),
                "{from:?} to {to:?}"
            );
            copy.done(&["check"]);
            // What was imported is known there too, and the next import goes on from it.
            assert_eq!(
                copy.done(&["import", "registry", &file]).trim(),
                "Nothing new."
            );
        }
    }
}

#[test]
fn a_backup_that_is_made_while_others_write_is_of_one_moment() {
    for kind in Kind::BOTH {
        let place = Place::fresh(kind);
        place.done(&["migrate"]);
        let files: Vec<String> = (1..=6)
            .map(|round| place.file(&format!("2024-01-0{round}.json"), &registry(60, round)))
            .collect();
        place.done(&["import", "registry", &files[0]]);
        let writing = AtomicBool::new(true);
        let backups = thread::scope(|scope| {
            scope.spawn(|| {
                for file in &files[1..] {
                    place.done(&["import", "registry", file]);
                }
                writing.store(false, Ordering::SeqCst);
            });
            let mut backups = Vec::new();
            while writing.load(Ordering::SeqCst) {
                let backup = place.path(&format!("{}.backup", backups.len()));
                place.done(&["backup", &backup.display().to_string()]);
                backups.push(backup);
            }
            backups
        });
        assert!(!backups.is_empty());
        for backup in backups {
            let copy = Place::fresh(Kind::Sqlite);
            copy.done(&["restore", &backup.display().to_string()]);
            copy.done(&["check"]);
            let state = copy.exported(DAY);
            let rounds: Vec<usize> = (1..=6)
                .filter(|round| state.contains(&format!("of round {round}.")))
                .collect();
            assert_eq!(rounds.len(), 1, "a backup has parts of several imports");
        }
    }
}

#[test]
fn a_restore_refuses_what_is_no_backup_and_a_place_that_is_in_use() {
    let original = Place::fresh(Kind::Sqlite);
    original.done(&["migrate"]);
    let file = original.file("2024-01-01.json", &registry(30, 1));
    original.done(&["import", "registry", &file]);
    let backup = original.path("house.backup");
    original.done(&["backup", &backup.display().to_string()]);
    let whole = fs::read(&backup).unwrap();

    let refused = |place: &Place, content: &[u8], expected: &str| {
        let path = place.path("given.backup");
        fs::write(&path, content).unwrap();
        let output = place.run(&["restore", &path.display().to_string()]);
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{message}");
        assert!(message.contains(expected), "{message}");
    };
    let fresh = Place::fresh(Kind::Sqlite);
    refused(&fresh, b"# Groups\n", "no backup that Charterhouse made");
    refused(&fresh, &whole[..whole.len() / 2], "the backup is damaged");
    refused(&fresh, &whole[..whole.len() - 4], "the backup is damaged");
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0x55;
    refused(&fresh, &flipped, "the backup is damaged");
    refused(&original, &whole, "the database is not empty");
    // None of that left anything behind: the place is still fresh.
    fresh.done(&["restore", &backup.display().to_string()]);
    assert_eq!(fresh.exported(DAY), original.exported(DAY));
}

#[test]
fn a_backup_that_fails_leaves_the_older_one() {
    let place = Place::fresh(Kind::Sqlite);
    let backup = place.path("house.backup");
    fs::write(&backup, "the older one").unwrap();
    // There is no database to write a backup of.
    let output = place.run(&["backup", &backup.display().to_string()]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_to_string(&backup).unwrap(), "the older one");
    assert!(!exists(&place.path("record.db")));
}
