//! The page with a recording’s player: the only one whose content security policy lets it load anything from elsewhere.

use crate::support::Site;

const STRICT: &str = "frame-ancestors 'none'";

/// A meeting of the committee that was held, with its recording at this address.
async fn recorded(site: &Site, link: &str) {
    site.execute(&format!(
        "INSERT INTO meetings (id, key, day, convener, title, description, starts_at, ends_at, planned_at, moved, \
         time_zone, state, place, join_link, reason, sequence, created_at, changed_at, version) \
         VALUES (x'{0}', 'recorded-2024-01-03', '2024-01-03', 'committee', 'Recorded', '', 1704300000000000, \
         1704303600000000, 1704300000000000, 0, 'UTC', 'held', '', '', '', 0, 0, 0, 1)",
        uuid::Uuid::from_u128(0x4ec).simple()
    ))
    .await;
    site.execute(&format!(
        "INSERT INTO sittings (meeting_id, day, changes, minutes_state, draft, draft_version, minutes_version, \
         recording_state, recording_link, recording_note) \
         SELECT id, day, 1, 'draft', '', 0, 0, 'published', '{link}', '' FROM meetings WHERE key = 'recorded-2024-01-03'"
    ))
    .await;
}

const MEETING: &str = "/meetings/recorded-2024-01-03";
const PLAYER: &str = "/meetings/recorded-2024-01-03/recording";

#[tokio::test]
async fn only_the_page_of_the_player_may_load_it() {
    let site = Site::new().await;
    let strict = site
        .get("/policy", &[])
        .await
        .header("content-security-policy")
        .to_owned();
    assert!(strict.ends_with(STRICT));
    recorded(&site, "https://www.youtube.com/watch?v=abcdefghi-_").await;
    let page = site.get(PLAYER, &[]).await;
    assert_eq!(page.status, 200);
    let youtube = "https://www.youtube-nocookie.com";
    assert_eq!(
        page.header("content-security-policy"),
        format!("{strict}; frame-src {youtube}")
    );
    assert!(
        page.text()
            .contains(&format!("src=\"{youtube}/embed/abcdefghi-_\""))
    );
    assert_eq!(page.header(app::PLAYS), "");
    // The meeting and its minutes only link it.
    for path in [MEETING.to_owned(), format!("{MEETING}/minutes")] {
        let page = site.get(&path, &[]).await;
        assert_eq!(page.header("content-security-policy"), strict, "{path}");
        assert!(page.text().contains("Show the player here"), "{path}");
        assert!(!page.text().contains("<iframe"), "{path}");
    }
    // Nor is it kept for the next page.
    let other = site.get("/policy", &[]).await;
    assert_eq!(other.header("content-security-policy"), strict);
}

#[tokio::test]
async fn a_file_is_played_by_the_browser() {
    let site = Site::new().await;
    recorded(&site, "https://media.example/toc.mp4").await;
    let page = site.get(PLAYER, &[]).await;
    let policy = page.header("content-security-policy").to_owned();
    assert!(
        policy.ends_with("; media-src https://media.example"),
        "{policy}"
    );
    assert!(page.text().contains("<video"));
}

#[tokio::test]
async fn what_only_its_own_site_can_show_stays_a_link() {
    let site = Site::new().await;
    recorded(&site, "https://video.example/watch/12").await;
    let page = site.get(PLAYER, &[]).await;
    assert_eq!(page.status, 200);
    assert!(page.header("content-security-policy").ends_with(STRICT));
    assert!(page.text().contains("This recording has no player here"));
    assert!(
        site.get(MEETING, &[])
            .await
            .text()
            .contains("It can only be shown there.")
    );
}
