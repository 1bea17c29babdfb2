//! An invented community of any size, with charters, seats, links and a past, as dated registry files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Result;
use serde_json::{Value, json};

use crate::command;

/// The days of the files; each says something new of a part of the groups.
const DAYS: [&str; 4] = ["2019-03-01", "2021-06-01", "2023-09-01", "2026-01-15"];

/// Groups of ten share a parent: one in ten stands by itself, the others are its subgroups in turn.
const FAMILY: usize = 10;

/// The data of a community of so many groups, brought in by the program unless that was done before.
pub fn seeded(program: &Path, folder: &Path, groups: usize) -> Result<PathBuf> {
    let data = folder.join("data");
    if !data.join("seeded").is_file() {
        fs::remove_dir_all(folder).ok();
        fs::create_dir_all(&data)?;
        let mut import = Command::new(program);
        import
            .args(["import", "registry", "--end-most-groups"])
            .args(write_files(folder, groups)?)
            .arg("--data")
            .arg(&data)
            .stdout(Stdio::null());
        command::run(&mut import)?;
        fs::write(data.join("seeded"), "")?;
    }
    Ok(data)
}

/// Writes the files and gives their paths, oldest first.
fn write_files(folder: &Path, groups: usize) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for (age, day) in DAYS.iter().enumerate() {
        let document = json!({
            "charterhouse": 1,
            "community": "Bench",
            "as_of": day,
            "groups": (0..groups).map(|number| group(number, age, groups)).collect::<Vec<_>>(),
        });
        let path = folder.join(format!("registry-{day}.json"));
        fs::write(&path, serde_json::to_vec(&document)?)?;
        files.push(path);
    }
    Ok(files)
}

/// The address of a group, which it keeps.
pub fn slug(number: usize) -> String {
    format!("group-{number:05}")
}

fn group(number: usize, age: usize, groups: usize) -> Value {
    let mut value = json!({
        "slug": slug(number),
        "name": name(number, age),
        "kind": if is_subgroup(number) { "subgroup" } else { "working_group" },
        "state": "active",
        "description": format!("Looks after part {number} of the house, its doors and its windows."),
        "charter": charter(number, age),
        "links": [
            {"kind": "chat", "label": format!("#group-{number}"), "url": format!("https://chat.example/{number}")},
            {"kind": "documents", "label": "Folder", "url": format!("https://documents.example/{number}")},
            {"kind": "meeting", "label": "Weekly", "url": format!("https://meet.example/{number}/{}", moved(number, age)), "detail": "Wednesday 17:00 UTC"},
        ],
        "seats": (0..3).map(|seat| lead(number, age, seat, groups)).collect::<Vec<_>>(),
    });
    if is_subgroup(number) {
        value["parent"] = json!(slug(number - number % FAMILY));
    }
    value
}

/// Half of the groups stand by themselves.
fn is_subgroup(number: usize) -> bool {
    number % FAMILY >= FAMILY / 2
}

/// Every tenth is renamed in the third file.
fn name(number: usize, age: usize) -> String {
    if number.is_multiple_of(FAMILY) && age >= 2 {
        format!("Renamed Group {number}")
    } else {
        format!("Group {number}")
    }
}

/// Every third meeting moves with each file.
fn moved(number: usize, age: usize) -> usize {
    if number.is_multiple_of(3) { age } else { 0 }
}

/// In each file every fourth group changes one lead.
fn lead(number: usize, age: usize, seat: usize, groups: usize) -> Value {
    let changes = if seat == 0 { (number + age) / 4 } else { 0 };
    let person = (number * 2 + seat + changes) % (groups * 2);
    json!({
        "role": "lead",
        "name": format!("Person {person}"),
        "account": {"provider": "github", "login": format!("person-{person}")},
        "organization": format!("Organization {}", person % 40),
    })
}

/// About two pages of text; every third group adopts another version with each file.
fn charter(number: usize, age: usize) -> String {
    let version = moved(number, age);
    let mut text = format!(
        "## Mission\n\nGroup {number} keeps its part of the house in order.\n\n## Goals\n\n"
    );
    for goal in 1..=8 {
        text.push_str(&format!(
            "- Goal {goal}, version {version}: every door of part {number} opens within two seconds, and whoever finds it locked is told why and by whom.\n"
        ));
    }
    text.push_str("\n## Scope\n\n| Topic | Repository |\n|---|---|\n");
    for topic in 1..=5 {
        text.push_str(&format!(
            "| Doors of kind {topic} | house/part-{number}-{topic} |\n"
        ));
    }
    text
}
