//! The pages of meetings, in a community with few of them and in one with many.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::community;
use super::report::MeetingsRow;
use super::server::{Cache, Rendering, Server};
use crate::command;

/// How many groups both communities have.
const GROUPS: usize = 300;

/// So often is each page asked for; the best time counts.
const TIMES: usize = 20;

/// How much is in a community.
struct Size {
    /// Groups that meet each week.
    groups: usize,
    /// Meetings of each that are more than a date of the series.
    meetings: usize,
    /// Items on the agenda of each.
    items: usize,
}

const FEW: Size = Size {
    groups: 10,
    meetings: 6,
    items: 5,
};

/// 5,100 meetings with 102,000 items.
const MANY: Size = Size {
    groups: GROUPS,
    meetings: 17,
    items: 20,
};

/// All pages of both.
pub fn measure(program: &Path, folder: &Path) -> Result<Vec<MeetingsRow>> {
    let few = rendered(program, &folder.join("few"), &FEW)?;
    let many = rendered(program, &folder.join("many"), &MANY)?;
    Ok(few
        .into_iter()
        .zip(many)
        .map(|((page, few), (_, many))| MeetingsRow { page, few, many })
        .collect())
}

/// What each page takes in a community of its own, with the page's name.
fn rendered(program: &Path, folder: &Path, size: &Size) -> Result<Vec<(&'static str, Rendering)>> {
    let data = seeded(program, folder, size)?;
    let meeting = fs::read_to_string(data.join("seeded"))?;
    let group = community::slug(0);
    let server = Server::start(program, &data, Cache::Off)?;
    [
        ("`/meetings`", "/meetings".to_owned()),
        ("`/meetings?view=past`", "/meetings?view=past".to_owned()),
        ("`/meetings?view=month`", "/meetings?view=month".to_owned()),
        ("`/meetings/series`", "/meetings/series".to_owned()),
        ("a series", format!("/meetings/series/weekly-{group}")),
        ("a meeting", format!("/meetings/{}", meeting.trim())),
        (
            "its minutes",
            format!("/meetings/{}/minutes", meeting.trim()),
        ),
        ("`/toc/agenda`", "/toc/agenda".to_owned()),
        ("a group", format!("/groups/{group}")),
        ("`/`", "/".to_owned()),
    ]
    .into_iter()
    .map(|(page, path)| Ok((page, server.best_rendering(&path, TIMES)?)))
    .collect()
}

/// The folder with a community's data, made unless it is there.
fn seeded(program: &Path, folder: &Path, size: &Size) -> Result<PathBuf> {
    let data = community::seeded(program, folder, GROUPS)?;
    let note = data.join("seeded");
    if fs::read_to_string(&note)?.is_empty() {
        let script = format!(
            "CREATE TEMP TABLE wanted AS SELECT {} AS groups, {} AS meetings, {} AS items;\n{}",
            size.groups,
            size.meetings,
            size.items,
            include_str!("meetings.sql")
        );
        let mut sqlite = Command::new("sqlite3");
        sqlite
            .arg("-bail")
            .arg(data.join("charterhouse.db"))
            .arg(script);
        fs::write(note, command::output(&mut sqlite)?)?;
    }
    Ok(data)
}
