//! The demo’s roadmaps and reports: some looked after, some not; reports of two periods, read, flagged, discussed and missing.
//! Each step is decided by the rules; the days are counted back from today.

use domain::{
    Day,
    event::{DatedEvent, Event},
    group::{GroupKind, GroupState},
    ids::{GroupId, PersonId},
    policy::Policy,
    report::{
        self, Fact, FactKind, Mark, Period, ReportCommand, ReportEvent, ReportRefusal, ReportWords,
        Standing as ReportStanding,
    },
    roadmap::{
        self, ItemState, Month, Roadmap, RoadmapEvent, RoadmapRefusal, Written, WrittenItem,
        differences,
    },
    standing::Standing,
};
use jiff::{Span, Timestamp, tz::TimeZone};

use super::{
    plans_story::{REPORTS, ROADMAPS, ReportStory, RoadmapStory, VersionStory},
    telling::{TellingError, Told},
};
use crate::{
    history::{Names, Subject, words::sentence},
    report::movement,
};

/// Tells roadmaps and reports, after everything else was told.
///
/// # Errors
/// When the rules refuse a step.
pub fn tell_plans(told: &mut Told, rules: &Policy, today: Day) -> Result<(), TellingError> {
    let committee: Vec<PersonId> = told
        .after
        .people
        .values()
        .filter(|person| person.standing_on(&Standing::Committee, today).is_some())
        .map(|person| person.id)
        .collect();
    // Long ago, in the days before there was a committee, nothing was planned.
    if committee.len() < 3 {
        return Ok(());
    }
    let mut plans = Plans {
        told,
        rules,
        today,
        committee,
    };
    for story in ROADMAPS {
        plans.roadmap(story)?;
    }
    let newest = rules.reports.newest_due(today, rules.report_due_after_days);
    let Some(newest) = newest else {
        return Ok(());
    };
    for (age, period) in [(1, rules.reports.before(newest)), (0, Some(newest))] {
        let Some(period) = period else { continue };
        for story in REPORTS.iter().filter(|story| story.age == age) {
            plans.report(story, period)?;
        }
    }
    plans.ask()
}

struct Plans<'t> {
    told: &'t mut Told,
    rules: &'t Policy,
    today: Day,
    committee: Vec<PersonId>,
}

/// A group that is told of: who leads it, and since when it has been there.
struct AtWork {
    id: GroupId,
    lead: PersonId,
    formed_on: Day,
}

impl Plans<'_> {
    /// The group at that address, where it is at work or about to be, and led.
    fn group(&self, slug: &str) -> Option<AtWork> {
        let group = self
            .told
            .after
            .groups
            .values()
            .find(|group| group.now().slug.to_string() == slug)?;
        let at_work = match group.now().state {
            GroupState::Active | GroupState::SettingUp => group.now().kind != GroupKind::Subgroup,
            GroupState::Closing | GroupState::Dissolved | GroupState::Merged => false,
        };
        let lead = group.seats_held().find(|seat| seat.role.leads())?.person;
        at_work.then_some(AtWork {
            id: group.id,
            lead,
            formed_on: group.formed_on,
        })
    }

    fn days_ago(&self, days: i32) -> Day {
        self.today.saturating_sub(Span::new().days(days))
    }

    fn roadmap(&mut self, story: &RoadmapStory) -> Result<(), TellingError> {
        let Some(group) = self.group(story.group) else {
            return Ok(());
        };
        let mut current: Option<Roadmap> = None;
        for version in story.versions {
            let on = self.days_ago(version.days_ago);
            if on < group.formed_on {
                return Ok(());
            }
            let written = written(version, current.as_ref(), Month::of(on));
            let event = roadmap::publish(
                current.as_ref(),
                written,
                (Some(group.lead), moment(on, 9)),
                Month::of(on),
                self.rules.roadmap_months,
            )
            .map_err(|refusal| refused(story.group, &refusal))?;
            if let RoadmapEvent::Published { version, items, .. } = &event {
                let before = current.as_ref().map_or(0, |before| before.highest);
                let highest = items.iter().map(|item| item.number).max().unwrap_or(0);
                current = Some(Roadmap {
                    version: *version,
                    items: items.clone(),
                    highest: highest.max(before),
                });
            }
            self.tell_of_roadmap(group.id, on, event)?;
        }
        if let (Some(days), Some(roadmap)) = (story.confirmed_days_ago, &current) {
            let on = self.days_ago(days);
            let event = roadmap::confirm(
                Some(roadmap),
                roadmap.version,
                Some(group.lead),
                moment(on, 16),
            )
            .map_err(|refusal| refused(story.group, &refusal))?;
            self.tell_of_roadmap(group.id, on, event)?;
        }
        Ok(())
    }

    fn tell_of_roadmap(
        &mut self,
        group: GroupId,
        on: Day,
        change: RoadmapEvent,
    ) -> Result<(), TellingError> {
        self.tell(on, Event::Roadmap { group, change })
    }

    fn tell(&mut self, on: Day, event: Event) -> Result<(), TellingError> {
        let event = DatedEvent { on, event };
        self.told.after.apply(&event)?;
        self.told.events.push(event);
        Ok(())
    }

    fn report(&mut self, story: &ReportStory, period: Period) -> Result<(), TellingError> {
        let Some(group) = self.group(story.group) else {
            return Ok(());
        };
        if group.formed_on > period.first() {
            return Ok(());
        }
        let command = ReportCommand::Submit {
            period,
            words: ReportWords {
                summary: story.summary.to_owned(),
                next: story.next.to_owned(),
                needs: story.needs.to_owned(),
            },
            facts: self.facts(group.id, story.group, period),
        };
        let open = ReportStanding::Open;
        self.does(story, open, command, group.lead, (period, story.after_days))?;
        let quiet = ReportStanding::Submitted { flagged: false };
        // Whoever leads the group does not say of its report whether it needs discussion.
        let others = || {
            self.committee
                .iter()
                .copied()
                .filter(|person| *person != group.lead)
        };
        let readers: Vec<PersonId> = others().take(story.read).collect();
        let flagger = others().next_back().unwrap_or(group.lead);
        for (place, reader) in (1..).zip(readers) {
            let command = ReportCommand::Mark {
                period,
                mark: Mark::Read,
                leads: false,
            };
            self.does(
                story,
                quiet,
                command,
                reader,
                (period, story.after_days + place),
            )?;
        }
        let Some(comment) = story.flag else {
            return Ok(());
        };
        let command = ReportCommand::Mark {
            period,
            mark: Mark::Flagged {
                comment: comment.to_owned(),
            },
            leads: false,
        };
        let days = story.after_days + 4;
        self.does(story, quiet, command, flagger, (period, days))?;
        let Some(outcome) = story.outcome else {
            return Ok(());
        };
        let flagged = ReportStanding::Submitted { flagged: true };
        let command = ReportCommand::Discuss {
            period,
            outcome: outcome.to_owned(),
        };
        let days = story.after_days + 9;
        self.does(story, flagged, command, flagger, (period, days))
    }

    /// Someone does it so many days after the period, but not after yesterday.
    fn does(
        &mut self,
        story: &ReportStory,
        standing: ReportStanding,
        command: ReportCommand,
        by: PersonId,
        (period, days): (Period, i32),
    ) -> Result<(), TellingError> {
        let on = period
            .last()
            .saturating_add(Span::new().days(days))
            .min(self.days_ago(1));
        let change = report::decide(standing, command, by, moment(on, 10), on).map_err(
            |refusal: ReportRefusal| {
                TellingError::Plan(format!("{}’s report: {refusal}", story.group))
            },
        )?;
        self.tell_of_report(story.group, on, change)
    }

    fn tell_of_report(
        &mut self,
        slug: &str,
        on: Day,
        change: ReportEvent,
    ) -> Result<(), TellingError> {
        match self.group(slug) {
            Some(group) => self.tell(
                on,
                Event::Report {
                    group: group.id,
                    change,
                },
            ),
            None => Ok(()),
        }
    }

    /// The committee asked a group of which it has heard little.
    fn ask(&mut self) -> Result<(), TellingError> {
        let (Some(_), Some(asker)) = (self.group("field-operations"), self.committee.first())
        else {
            return Ok(());
        };
        let on = self.days_ago(5);
        let command = ReportCommand::Ask {
            reason: "The trial sites of the summer are not in any minutes that we found."
                .to_owned(),
            due_on: self.today.saturating_add(Span::new().days(9)),
        };
        let change = report::decide(ReportStanding::Open, command, *asker, moment(on, 14), on)
            .map_err(|refusal| TellingError::Plan(refusal.to_string()))?;
        self.tell_of_report("field-operations", on, change)
    }

    /// What the record knows of the period, as the portal would have drafted it.
    fn facts(&self, group: GroupId, slug: &str, period: Period) -> Vec<Fact> {
        let names = Names::of_community(&self.told.after);
        let versions = |until: Day| {
            let mut newest = None;
            for dated in &self.told.events {
                if let Event::Roadmap {
                    group: of,
                    change: RoadmapEvent::Published { version, items, .. },
                } = &dated.event
                    && *of == group
                    && dated.on <= until
                {
                    newest = Some((*version, items));
                }
            }
            newest
        };
        let before = period.first().yesterday().ok().and_then(&versions);
        let moved = versions(period.last())
            .into_iter()
            .flat_map(|(now, items)| {
                let page = match before {
                    Some((before, _)) => {
                        format!("/groups/{slug}/roadmap/diff?from={before}&to={now}")
                    }
                    None => format!("/groups/{slug}/roadmap?version={now}"),
                };
                let items_before = before.map_or(&[][..], |(_, items)| items);
                differences(items_before, items)
                    .into_iter()
                    .map(move |change| Fact {
                        kind: FactKind::Roadmap,
                        text: movement(&change),
                        on: None,
                        page: Some(page.clone()),
                    })
            });
        let seats = self.told.events.iter().filter(|dated| {
            dated.event.group() == Some(group)
                && Subject::Leads.kinds().contains(&dated.event.kind())
                && (period.first()..=period.last()).contains(&dated.on)
        });
        moved
            .chain(seats.map(|dated| Fact {
                kind: FactKind::Leads,
                text: sentence(&dated.event, &names).to_string(),
                on: Some(dated.on),
                page: None,
            }))
            .collect()
    }
}

fn written(story: &VersionStory, before: Option<&Roadmap>, month: Month) -> Written {
    let items = story
        .items
        .iter()
        .map(|item| {
            let was =
                before.and_then(|before| before.items.iter().find(|was| was.number == item.number));
            WrittenItem {
                number: was.map(|was| was.number),
                outcome: item.outcome.to_owned(),
                month: match item.months {
                    Some(months) => Some(month.plus(months)),
                    None => was.map(|was| was.month),
                },
                state: item.state,
                links: item.links.iter().map(|link| (*link).to_owned()).collect(),
            }
        })
        .collect();
    Written {
        on_version: before.map_or(0, |before| before.version),
        items,
        summary: story.summary.to_owned(),
    }
}

fn refused(group: &str, refusal: &RoadmapRefusal) -> TellingError {
    TellingError::Plan(format!("{group}’s roadmap: {refusal:?}"))
}

fn moment(on: Day, hour: i8) -> Timestamp {
    on.at(hour, 0, 0, 0)
        .to_zoned(TimeZone::UTC)
        .map(|zoned| zoned.timestamp())
        .unwrap_or_default()
}

/// An item that the story speaks of.
pub(super) struct ItemStory {
    /// Its number.
    pub number: u32,
    /// What will be there.
    pub outcome: &'static str,
    /// In which month after that of the version; the one that it had before for none.
    pub months: Option<i32>,
    /// How it stands.
    pub state: ItemState,
    /// Where more is said.
    pub links: &'static [&'static str],
}
