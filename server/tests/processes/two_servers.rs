//! What servers that share a database know of each other, and of other processes.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use crate::support::{Kind, Place, Server, registry};

/// Asks for a page until it says something, for at most a second.
fn says_within_a_second(server: &Server, path: &str, text: &str) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(1) {
        if server.get(path).contains(text) {
            return true;
        }
        sleep(Duration::from_millis(20));
    }
    false
}

#[test]
fn an_import_is_on_the_pages_of_every_server_within_a_second() {
    for kind in Kind::BOTH {
        let place = Place::fresh(kind);
        place.done(&["migrate"]);
        // Several servers on one SQLite file are not meant to be; one is, beside an import.
        let servers: Vec<Server> = match kind {
            Kind::Sqlite => vec![place.serve()],
            Kind::PostgreSql => vec![place.serve(), place.serve()],
        };
        for server in &servers {
            assert!(!server.get("/history").contains("Group 3"));
        }
        let file = place.file("2024-01-01.json", &registry(5, 1));
        place.done(&["import", "registry", &file]);
        for server in &servers {
            assert!(
                says_within_a_second(server, "/history", "Group 3"),
                "{kind:?}"
            );
        }
        for server in servers {
            assert!(server.stop(), "it did not end in order");
        }
    }
}

#[test]
fn a_server_does_not_start_on_a_postgresql_database_that_lacks_migrations() {
    let place = Place::fresh(Kind::PostgreSql);
    let output = place.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("run `charterhouse migrate`"));
}
