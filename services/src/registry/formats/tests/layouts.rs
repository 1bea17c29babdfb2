//! Layouts of Istio's family, as communities kept them over the years, with invented names.

use domain::{link::LinkKind, registry::GroupEntry, seat::Role};

/// Sections with front matter, hours and other words in the cells, and remarks behind links.
pub(super) const PROSE: &str = "\
---
title: \"Mesh working group\"
linkTitle: \"Join working groups\"
weight: 25
aliases:
  - /contributing/working-groups/
---

Most community activity is organized into _working groups_.

### Calendar import

Use the [export](https://calendar.example/basic.ics).

# Working Groups

- [API](#api)
  <!-- TODO add charters for each group -->

## API

API
[resources](https://code.example/apis),
[validation](https://code.example/webhook), and semantics. |

| Artifact                   | Link                            |
| -------------------------- | ------------------------------- |
| Charter                    | TODO (historical, older than the process) |
| Roadmap                    | [API](https://plan.example/1), [Scale](https://plan.example/2) |
| Forum                      | [mesh-dev@](https://forum.example/dev) |
| Community Meeting VC       | See the top of the [Meeting notes](https://notes.example/api) |
| Community Meeting Calendar | Wednesdays 10:30a-11:00a PST <br>[Calendar](https://calendar.example/api) |
| Meeting Notes              | [Notes](https://notes.example/api) [(before 2021)](https://notes.example/old) |
| Document Folder            | [Folder](https://drive.example/api) |
| Repos                      | [`mesh/api`](https://code.example/api), `plugin-*` |
| Slack Channel              | [#api](https://chat.example/api) (need to join [Chat](https://join.example) first) |
| Github Team WG Leads       | [@mesh/api-leads](https://code.example/teams/api) |

| &nbsp;                                        | Leads            | Company | Profile                         |
| --------------------------------------------- | ---------------- | ------- | ------------------------------- |
| <img width=\"30px\" src=\"https://a.example/1\"> | Ada (Ad) Example (Technical) | Blue | [ada-x](https://github.com/ada-x) |

## Scaling

Autoscaling

Artifact                   | Link
-------------------------- | ----
Charter / Mission          | [Scale for everyone.](https://scale.example/mission)
Community Meeting VC       | [https://meet.example/abc](https://meet.example/abc) <br>Or dial in:<br>(US) +1 555-0100<br>PIN: 923 539#
Community Meeting Calendar | Wednesdays at 9:30am PST (join mesh-dev@ for an invite)
Document Folder            | Coming soon
Repo prefixes              | &nbsp;

&nbsp;                                       | Leads     | Company | Profile
-------------------------------------------- | --------- | ------- | -------
<img width=\"30px\" src=\"https://a.example/2\"> | Bo Sample | Red     | [bo-x](https://github.com/bo-x)

## Observability

Logging

Artifact             | Link
-------------------- | ----
Community Meeting VC | https://meet.example/kik <br> Or dial in: <br> (US) +1 555-0101
Forum                | [mesh-dev@](https://forum.example/dev) |         |

| &nbsp; | Leads | Company | Profile |
| ------ | ----- | ------- | ------- |
";

/// Emeritus leads, groups of former times, and a group that meets at two times.
pub(super) const FORMER: &str = "\
# Mesh

## Serving

Covers it all.

| Artifact | Link |
| -------- | ---- |
| Forum    | [mesh-dev@](https://forum.example/dev) |

| &nbsp; | Leads       | Company | Profile |
| ------ | ----------- | ------- | ------- |
| &nbsp; | Ada Example | Blue    | [ada-x](https://github.com/ada-x) |

| &nbsp; | Emeritus Leads | Subgroup | Profile                         | Duration  |
| ------ | -------------- | -------- | ------------------------------- | --------- |
| &nbsp; | Cy Instance    | Scaling  | [cy-x](https://github.com/cy-x) | 2019-2020 |

## General

We meet at two times.

| Artifact | Link |
|----------|------|
| Forum    | [mesh-dev@](https://forum.example/dev) |

### Europe + Asia

| Artifact                   | Link |
|----------------------------|------|
| Community Meeting VC       | [Zoom](https://meet.example/9) |
| Community Meeting Calendar | Wednesdays 6:30am CST <br>[Calendar](https://calendar.example/9) |

| &nbsp; | Facilitators | Company | Profile |
|--------|--------------|---------|---------|
| &nbsp; | Bo Sample    | Red     | [bo-x](https://github.com/bo-x) |

---

# Emeritus Working Groups

## Build

| &nbsp; | Leads       | Profile                           | Duration  |
| ------ | ----------- | --------------------------------- | --------- |
| &nbsp; | Di Specimen | [di-x](https://github.com/di-x) | 2018-2019 |
";

/// The table of groups names the leads.
pub(super) const LEADS_IN_ROWS: &str = "\
# Mesh Working Groups

## WG lists

- [Docs WG](wg-docs.md)

## WG leads

| Group | Lead                                           | Description |
| ----- | ---------------------------------------------- | ----------- |
| Docs  | [ada-x](https://github.com/ada-x),[Bo Sample](https://github.com/bo-x) (Red) | Docs & website |
| Web&UI | [@cy-x](https://github.com/cy-x), Di Specimen and @ed-x | The UI, all of it
| Data  | TBD                                            | Data |
---

# Community meeting
- Saturdays
";

/// A table of groups, and below it a section with the leads of each.
pub(super) const LEADS_BELOW: &str = "\
# Mesh Working Groups

| Group                 | Design Docs                          | Slack Channel                        | Description |
| --------------------- | ------------------------------------ | ------------------------------------ | ----------- |
| [Core](#core)         | [drive](https://drive.example/core)  | [#wg-core](https://chat.example/c)   | The core    |
| [Observe and Eval](#observe-and-eval) | [drive](https://drive.example/o) | [#wg-o](https://chat.example/o) | Eval |

## Core

- [Charter](core/CHARTER.md)

| &nbsp; | Leads       | Company | Profile                  |
| ------ | ----------- | ------- | ------------------------ |
|        | Ada Example | Blue    | https://github.com/ada-x |

## Observe and Eval

| &nbsp; | Leads     | Company | Profile                 |
| ------ | --------- | ------- | ----------------------- |
|        | Bo Sample | Red     | https://github.com/bo-x |
";

pub(super) const ALL: [&str; 4] = [PROSE, FORMER, LEADS_IN_ROWS, LEADS_BELOW];

/// A link as kind, label, address and detail.
pub(super) type Listed<'a> = (LinkKind, &'a str, Option<&'a str>, Option<&'a str>);

pub(super) fn links(entry: &GroupEntry) -> Vec<Listed<'_>> {
    let links = entry.links.iter().flatten();
    links
        .map(|link| {
            (
                link.kind,
                link.label.as_str(),
                link.url.as_deref(),
                link.detail.as_deref(),
            )
        })
        .collect()
}

/// A seat as role, name, account and area.
pub(super) type Seat<'a> = (Role, Option<&'a str>, Option<&'a str>, Option<&'a str>);

pub(super) fn seats(entry: &GroupEntry) -> Vec<Seat<'_>> {
    let seats = entry.seats.iter();
    seats
        .map(|seat| {
            (
                seat.role,
                seat.person.name.as_deref(),
                seat.person
                    .account
                    .as_ref()
                    .map(|known| known.login.as_str()),
                seat.area.as_deref(),
            )
        })
        .collect()
}
