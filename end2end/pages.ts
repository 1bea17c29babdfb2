/** Every kind of page that the site has. A new page is added to this list, and with it to axe, 320 px and screenshots. */

import type { Page } from "@playwright/test";

import { become } from "./sign-in.ts";

/** A page of the demo community: at a fixed path, or found by following links from one. */
export interface SitePage {
  /** What it is, as a statement's subject. */
  name: string;
  /** Where it is, or where the way to it begins. */
  path: string;
  /** The links to follow from there, as selectors; the first that matches is taken. */
  follow?: string[];
  /** What is added to the address in the end. */
  query?: string;
  /** As whom of the demo one looks at it, by their handle; as nobody where it is not said. */
  as?: string;
  /** The other site that it loads something from, which does not answer here. */
  elsewhere?: string;
  /** The status that it answers with, 200 unless said otherwise. */
  status?: number;
}

const FIRST_GROUP = 'main .list a[href^="/groups/"]';

/** Four years ago: the demo community was younger then. */
export const PAST_DAY = daysAgo(4 * 365);

/** The page of a group that is active. */
export const GROUP: SitePage = {
  name: "a group",
  path: "/groups?view=list&state=active",
  follow: [FIRST_GROUP],
};

/** A charter by itself, of a group that has had several. */
export const CHARTER: SitePage = {
  name: "a charter",
  path: "/history?about=charters",
  follow: ['main a[href$="/charter?version=2"]'],
};

/** What changed between two charters. */
export const CHARTER_DIFFERENCE: SitePage = {
  name: "two charters compared",
  path: CHARTER.path,
  follow: [...(CHARTER.follow ?? []), 'main a[href$="/charter/diff"]'],
};

/** A person's page. */
export const PERSON: SitePage = {
  name: "a person",
  path: "/people",
  follow: ['main a[href^="/people/"]'],
};

/** An organization's page. */
export const ORGANIZATION: SitePage = {
  name: "an organization",
  path: "/organizations",
  follow: ['main a[href^="/organizations/"]'],
};

export const PAGES: SitePage[] = [
  { name: "the proposals", path: "/proposals" },
  { name: "the committee’s agenda", path: "/toc/agenda" },
  { name: "the agenda of a meeting by itself", path: "/toc/agenda", follow: ['main a[href$="/agenda"]'] },
  { name: "a proposal in review", path: "/proposals/4" },
  { name: "a proposal with a concern", path: "/proposals/5" },
  { name: "two revisions compared", path: "/proposals/4/diff" },
  { name: "the decisions", path: "/decisions" },
  { name: "a decision", path: "/decisions", follow: ['main a[href^="/decisions/"]'] },
  { name: "a group’s decisions", path: "/groups/routing/decisions" },
  { name: "a decision with an alternate", path: "/groups/routing/decisions", follow: ['main .list a[href^="/decisions/"]'] },
  { name: "a group’s folder", path: "/groups/routing/documents" },
  { name: "an empty folder", path: "/groups/localization/documents" },
  { name: "a page of a folder", path: "/groups/routing/documents/how-routes-are-matched" },
  { name: "the versions of a page", path: "/groups/routing/documents/how-routes-are-matched/history" },
  { name: "two versions of a page compared", path: "/groups/routing/documents/how-routes-are-matched/diff" },
  { name: "a group’s subgroups", path: "/groups/routing/subgroups" },
  { name: "the escalations", path: "/escalations" },
  { name: "the escalations that are over", path: "/escalations?state=over" },
  { name: "an escalation", path: "/escalations", follow: ['main a[href^="/escalations/"]:not([href$="/new"])'] },
  { name: "an escalation that was decided", path: "/escalations?state=over", follow: ['main .list a[href^="/escalations/"]'] },
  { name: "the announcements", path: "/announcements" },
  { name: "an announcement", path: "/announcements", follow: ['main a[href^="/announcements/"]'] },
  { name: "the announcements of a group", path: "/announcements?group=routing" },
  { name: "a group that is at work, to share", path: "/groups/shore-power/formed" },
  { name: "a group that is not at work yet", path: "/groups/edge-gateways/formed" },
  { name: "a group’s checklist", path: "/groups/edge-gateways/checklist" },
  { name: "a memorial with a final report", path: "/groups/performance" },
  { name: "the roadmaps of all groups", path: "/roadmap" },
  { name: "the roadmaps as a table", path: "/roadmap?view=table" },
  { name: "a group’s roadmap", path: "/groups/routing/roadmap" },
  { name: "a stale roadmap", path: "/groups/observability/roadmap" },
  { name: "two versions of a roadmap compared", path: "/groups/routing/roadmap/diff" },
  { name: "the reports of a time", path: "/reports" },
  { name: "a group’s reports", path: "/groups/identity/reports" },
  { name: "a report", path: "/groups/identity/reports", follow: ['main a[href*="/reports/2"]'] },
  { name: "the meetings", path: "/meetings" },
  { name: "the meetings that were", path: "/meetings?view=past" },
  { name: "a month of meetings", path: "/meetings?view=month" },
  { name: "the series of meetings", path: "/meetings/series" },
  { name: "a series of meetings", path: "/meetings/series/toc-meeting" },
  { name: "a cancelled meeting", path: "/meetings", follow: ["main .meeting-cancelled a"] },
  {
    name: "a moved meeting",
    path: "/meetings/series/combined-working-group-meeting",
    follow: ["main .meeting-moved a"],
  },
  { name: "a group’s meetings", path: "/groups/routing/meetings" },
  { name: "a meeting’s live page", path: "/meetings", follow: ["main .meetings-of-day a", 'main a[href$="/live"]'] },
  { name: "minutes in review", path: "/meetings?view=past", follow: ["main .meetings-of-day a", 'main a[href$="/minutes"]'] },
  { name: "minutes that stand", path: "/groups/identity/minutes", follow: ["main h2 a"] },
  { name: "what meetings said of a group", path: "/groups/routing/minutes" },
  { name: "a recording’s player", path: "/groups/routing/minutes", follow: ['main h2 a:has-text("Routing review")', 'main a[href$="/recording"]'], elsewhere: "media.tidewater.example" },
  { name: "the form that records what a meeting decided", path: "/meetings?view=past", as: "amara-osei", follow: ["main .meetings-of-day a", 'main a[href$="/minutes"]', '#decisions a[href^="/meetings/"]'] },
  { name: "the action items", path: "/actions" },
  { name: "the front page", path: "/" },
  { name: "the groups’ lifelines", path: "/groups" },
  { name: "the list of groups", path: "/groups?view=list" },
  { name: "the table of groups", path: "/groups?view=table" },
  { name: "the groups on a past day", path: `/groups?on=${PAST_DAY}` },
  { name: "the groups with an unusable day", path: "/groups?on=yesterday" },
  { name: "the groups with none that fits", path: "/groups?state=closing&kind=subgroup" },
  GROUP,
  { ...GROUP, name: "a group on a past day", query: `on=${PAST_DAY}` },
  { ...GROUP, name: "a group being set up", path: "/groups?view=list&state=setting_up" },
  { ...GROUP, name: "a group that was dissolved", path: "/groups?view=list&state=dissolved" },
  { ...GROUP, name: "a group that was merged", path: "/groups?view=list&state=merged" },
  CHARTER,
  CHARTER_DIFFERENCE,
  { ...GROUP, name: "a group’s history", follow: [FIRST_GROUP, 'main a[href$="/history"]'] },
  { name: "the people", path: "/people" },
  { name: "everyone in the record", path: "/people?who=everyone" },
  { name: "the people with nobody found", path: "/people?name=zzzzzz" },
  { name: "the people on a past day", path: `/people?on=${PAST_DAY}` },
  PERSON,
  { ...PERSON, name: "a person on a past day", query: `on=${PAST_DAY}` },
  { name: "the organizations", path: "/organizations" },
  ORGANIZATION,
  { name: "the history", path: "/history" },
  { name: "the history with nothing found", path: "/history?group=zzzzzz" },
  { name: "the committee", path: "/committee" },
  { name: "the policy", path: "/policy" },
  { name: "a former policy", path: "/policy?version=1" },
  { name: "two versions of the policy compared", path: "/policy/diff?from=1&to=2" },
  { name: "what waits for the committee", path: "/toc", as: "amara-osei" },
  { name: "a proposal open in the committee’s queue", path: "/toc/5", as: "amara-osei" },
  { name: "the health of groups", path: "/toc/health", as: "amara-osei" },
  { name: "the health of groups that are well", path: "/toc/health?show=well", as: "amara-osei" },
  { name: "the front page of a member of the committee", path: "/", as: "amara-osei" },
  { name: "the front page of a lead", path: "/", as: "roksana-talukderi" },
  { name: "what a group owes", path: "/groups/observability/manage", as: "roksana-talukderi" },
  { name: "a draft of a proposal", path: "/", as: "chidinma-azubogu", follow: ['main a[href^="/proposals/drafts/"]'] },
  { name: "the sign-in page", path: "/sign-in" },
  { name: "the demo’s cast", path: "/sign-in/demo" },
  { name: "an address with nothing", path: "/groups/no-such-group", status: 404 },
];

const found = new Map<SitePage, string>();

/** The address of a page of the list, whose reader is signed in then; found through the site itself; the demo does not change, so once is enough. */
export async function addressOf(page: Page, entry: SitePage): Promise<string> {
  if (entry.as !== undefined) {
    await become(page, entry.as);
  }
  const known = found.get(entry);
  if (known !== undefined) {
    return known;
  }
  let address = entry.path;
  for (const selector of entry.follow ?? []) {
    await page.goto(address);
    const link = page.locator(selector);
    const href = (await link.count()) === 0 ? null : await link.first().getAttribute("href");
    if (href === null) {
      throw new Error(`${address} has no link ${selector}`);
    }
    address = href;
  }
  if (entry.query !== undefined) {
    address += `${address.includes("?") ? "&" : "?"}${entry.query}`;
  }
  found.set(entry, address);
  return address;
}

/** A day in UTC as in 2024-08-14. */
export function daysAgo(days: number): string {
  return new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
