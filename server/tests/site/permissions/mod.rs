//! Every route with every role, compared with the table in `docs/permissions.md`.

mod cast;
mod table;

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use server::routes;

use crate::support::{Answer, Site, github};
use cast::{Cast, Whose};
use table::{Cell, Role, Row, rows, written};

/// What a page that refuses says: who could, or what is the matter with the token.
const WHO_COULD: [&str; 5] = [
    "Only who wrote it could do that",
    "You may not do that: ",
    "This token may not be used for that",
    "No token may be used for that",
    "This is someone else’s account",
];

#[tokio::test]
async fn whoever_may_read_a_page_can_and_nobody_else() {
    let site = Site::of_tidewater_with(|configuration| {
        configuration.sign_in = vec![github("https://github.example")];
    })
    .await;
    let cast = Cast::of(&site).await;
    let mut problems = Vec::new();
    for (method, path) in routes() {
        if method == Method::GET {
            let found = walk(&site, &cast, &method, &path, &mut problems).await;
            compare(&format!("GET {path}"), found, &mut problems);
        }
    }
    tell(problems);
}

#[tokio::test]
async fn whoever_may_change_something_can_and_nobody_else() {
    let site = Site::of_tidewater().await;
    let cast = Cast::of(&site).await;
    let mut problems = Vec::new();
    for (method, path) in routes() {
        if method != Method::GET {
            // What one command does must not matter for the next: each has the community to itself.
            let site = site.copy().await;
            let found = walk(&site, &cast, &method, &path, &mut problems).await;
            compare(&format!("{method} {path}"), found, &mut problems);
        }
    }
    tell(problems);
}

#[test]
fn every_row_is_of_a_route() {
    let routes: BTreeSet<String> = routes()
        .into_iter()
        .map(|(method, path)| format!("{method} {path}"))
        .collect();
    let without: Vec<String> = rows()
        .into_keys()
        .filter(|row| !routes.contains(row))
        .map(|row| format!("`{row}` is no route: take its row out"))
        .collect();
    tell(without);
}

/// Asks for one route as each role, and gives the row that this makes.
async fn walk(
    site: &Site,
    cast: &Cast,
    method: &Method,
    path: &str,
    problems: &mut Vec<String>,
) -> Row {
    let of_a_group = [
        "/groups/{slug}",
        "/meetings/{key}",
        "/meetings/series/{series}",
    ]
    .iter()
    .any(|of_group| path.starts_with(of_group));
    let mut row = [Cell::Refused; Role::ALL.len()];
    for (cell, role) in row.iter_mut().zip(Role::ALL) {
        let mut may = Vec::new();
        for whose in [Whose::Theirs, Whose::Others] {
            if whose == Whose::Others && !of_a_group {
                continue;
            }
            let address = cast.address(path, whose);
            let credential = cast.credential(site, role).await;
            let headers: Vec<(&str, &str)> = credential
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            let answer = if *method == Method::GET {
                site.get(&address, &headers).await
            } else {
                site.post(&address, &headers, "").await
            };
            for id in ids_there_twice(&answer) {
                problems.push(format!(
                    "{method} {address} as {role:?}: id \"{id}\" is there twice"
                ));
            }
            match is_allowed(&answer, role) {
                Ok(allowed) => may.push(allowed),
                Err(problem) => {
                    problems.push(format!("{method} {address} as {role:?}: {problem}"));
                    may.push(false);
                }
            }
        }
        *cell = match may.as_slice() {
            [true] | [true, true] => Cell::Allowed,
            [true, false] => Cell::InTheirGroup,
            [false, true] => {
                problems.push(format!(
                    "{method} {path}: {role:?} may for other groups but not for their own"
                ));
                Cell::Refused
            }
            _ => Cell::Refused,
        };
    }
    row
}

/// An id that is there twice ties a label to the field of another form.
fn ids_there_twice(answer: &Answer) -> BTreeSet<String> {
    if !answer.header("content-type").starts_with("text/html") {
        return BTreeSet::new();
    }
    let mut seen = BTreeSet::new();
    answer
        .text()
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next().map(str::to_owned))
        .filter(|id| !seen.insert(id.clone()))
        .collect()
}

/// Whether the answer means that they may. A refusal must say what it has to say; an answer that tells neither is a
/// problem.
fn is_allowed(answer: &Answer, role: Role) -> Result<bool, String> {
    let says_who_could = || WHO_COULD.iter().any(|words| answer.text().contains(words));
    match (answer.status, role) {
        (StatusCode::UNAUTHORIZED, Role::Visitor) if answer.text().contains("href=\"/sign-in") => {
            Ok(false)
        }
        (StatusCode::UNAUTHORIZED, Role::Visitor) => Err("401 without a way to sign in".to_owned()),
        (StatusCode::FORBIDDEN, Role::Visitor) => {
            Err("403, but a visitor is asked to sign in (401)".to_owned())
        }
        (StatusCode::UNAUTHORIZED, _) => Err("401, but they have signed in".to_owned()),
        (StatusCode::FORBIDDEN, _) if says_who_could() => Ok(false),
        (StatusCode::FORBIDDEN, _) => Err("403 that does not say who could".to_owned()),
        (
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED | StatusCode::TOO_MANY_REQUESTS,
            _,
        ) => Err(format!(
            "{}, which tells nothing of what they may (who may is asked before what is looked up; real things for addresses are in cast.rs)",
            answer.status
        )),
        (status, _) if status.is_server_error() => Err(format!("{status}")),
        _ => Ok(true),
    }
}

fn compare(route: &str, found: Row, problems: &mut Vec<String>) {
    match rows().get(route) {
        Some(row) if *row == found => {}
        Some(row) => problems.push(format!(
            "docs/permissions.md says\n  {}\nbut the site does\n  {}",
            written(route, *row),
            written(route, found)
        )),
        None => problems.push(format!(
            "docs/permissions.md has no row for `{route}`. If what the site does is what it should do, add\n  {}",
            written(route, found)
        )),
    }
}

fn tell(problems: Vec<String>) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}
