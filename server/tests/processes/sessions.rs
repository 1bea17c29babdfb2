//! Sessions on several servers, and on one that was started again.

use crate::support::{Kind, Place, Server};

const READER: &str = "amara-osei";

/// Whether the server knows the cookie's session.
fn knows(server: &Server, cookie: &str) -> bool {
    let answer = server.ask("GET", "/policy", &[("cookie", cookie)], "");
    answer.contains(&format!("/people/{READER}"))
}

#[test]
fn a_session_holds_at_every_server_and_ends_at_all_of_them() {
    let place = Place::fresh(Kind::PostgreSql);
    let one = place.serve_with(&["--demo", "--migrate"], |_| {});
    let other = place.serve();
    let cookie = one.sign_in(READER);
    assert!(knows(&one, &cookie) && knows(&other, &cookie));
    other.ask("POST", "/sign-out", &[("cookie", &cookie)], "");
    assert!(!knows(&one, &cookie) && !knows(&other, &cookie));
}

#[test]
fn a_session_outlasts_the_server_that_made_it() {
    for kind in Kind::BOTH {
        let place = Place::fresh(kind);
        let before = place.serve_with(&["--demo", "--migrate"], |_| {});
        let cookie = before.sign_in(READER);
        assert!(before.stop(), "it did not end in order");
        assert!(knows(&place.serve(), &cookie), "{kind:?}");
    }
}
