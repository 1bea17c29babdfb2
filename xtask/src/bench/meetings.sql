-- Meetings of the first groups, straight into the tables: so many groups with a weekly series each, so many meetings of it that
-- have a row, and so many items on the agenda of each, as the table `wanted` says. The last two meetings are still to come.
-- It ends with the address of one that was held.
PRAGMA foreign_keys = ON;
BEGIN;

CREATE TEMP TABLE numbers AS
WITH RECURSIVE counting (number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM counting WHERE number < 99)
SELECT number FROM counting;

-- Each on its own of the five weekdays, at its own of ten hours.
CREATE TEMP TABLE plans AS
SELECT id AS group_id, 'weekly-' || slug AS slug, name || ' weekly' AS title,
    date('now', 'weekday 0', '-6 days', format('%d days', number % 5 - 7 * (meetings - 3))) AS first,
    json_extract('["monday","tuesday","wednesday","thursday","friday"]', format('$[%d]', number % 5)) AS weekday,
    format('%02d:00:00', 8 + number % 10) AS time
FROM (SELECT *, row_number() OVER (ORDER BY slug) - 1 AS number FROM groups), wanted
WHERE number < wanted.groups;

INSERT INTO series (id, slug, convener, group_id, title, description, place, join_link, patterns,
    sequence, created_at, changed_at, version)
SELECT randomblob(16), slug, 'group', group_id, title, 'What it is for. **Everyone** may come.', 'Online',
    'https://meet.example/' || slug,
    json_array(json_object('from', first,
        'recurrence', json_object('every', 'weekly', 'weeks', 1, 'weekdays', json_array(weekday)),
        -- At the hour of UTC all year, with a zone's rules to look up as elsewhere.
        'time', time, 'minutes', 60, 'zone', 'Africa/Abidjan')),
    0, 0, 0, 1
FROM plans;

INSERT INTO meetings (id, key, series_id, day, convener, group_id, title, description, starts_at, ends_at, planned_at, moved,
    time_zone, state, place, join_link, reason, sequence, created_at, changed_at, version)
SELECT randomblob(16), slug || '-' || day, id, day, 'group', group_id, title, description, starts * 1000000,
    (starts + 3600) * 1000000, starts * 1000000, FALSE, 'Africa/Abidjan',
    iif(starts < unixepoch('now'), 'held', 'planned'), place, join_link, '', 0, 0, 0, 1
FROM (
    SELECT series.*, date(first, format('%d days', 7 * number)) AS day,
        unixepoch(first || ' ' || time, format('%d days', 7 * number)) AS starts
    FROM series JOIN plans USING (slug), numbers, wanted
    WHERE number < wanted.meetings
);

INSERT INTO sittings (meeting_id, day, changes, draft, draft_version, minutes_version, recording_state, recording_link,
    recording_note)
SELECT id, day, 0, '', 0, 0, 'not_expected', '', '' FROM meetings WHERE state = 'held';

INSERT INTO agenda_items (id, meeting_id, position, title, minutes, material, asked_by, state, notes, added_at, changed_at,
    version)
SELECT randomblob(16), meetings.id, number + 1, format('Item %d of %s', number + 1, title), 5, '',
    (SELECT id FROM people LIMIT 1), iif(state = 'held', 'discussed', 'planned'),
    iif(state = 'held', 'Said: *this* and that, and **who** does it until when.', ''), 0, 0, 1
FROM meetings, numbers, wanted
WHERE number < wanted.items;

INSERT INTO agenda_item_groups (item_id, group_id, meeting_id)
SELECT agenda_items.id, group_id, meetings.id FROM agenda_items JOIN meetings ON meetings.id = meeting_id;

COMMIT;
SELECT key FROM meetings WHERE state = 'held' ORDER BY key DESC LIMIT 1;
