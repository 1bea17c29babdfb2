/** A group’s life in the browser, from the first word of a proposal to the page of what has ended, by six people and more. */

import { become } from "../sign-in.ts";
import { expect, test, type Page } from "../test.ts";

const ADMINISTRATOR = "wanjiru-ngothombeki";
const PROPOSER = "okello-lutwamara";
const CO_AUTHOR = "xiadani-canulek";
const NEWCOMER = "nayeli-xolocotzin";
const COMMENTER = "haruka-minazukawa";
const COMMITTEE = ["amara-osei", "jonas-lindqvist", "chidinma-azubogu", "hinemoa-tautahi", "mbali-zwidekazi", "tevita-fonokalafi"];

const GROUP = "Tide Tables";
const PATH = "/groups/tide-tables";

/** What someone does, at the site of the test. */
class Community {
  readonly page: Page;
  readonly url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.url = url;
  }

  async as(handle: string, path: string): Promise<void> {
    await become(this.page, handle, this.url);
    await this.page.goto(`${this.url}${path}`);
  }

  /** Today’s rules, with decisions that need not wait for three days. */
  async decidesAtOnce(): Promise<void> {
    await this.as(ADMINISTRATOR, "/admin/policy");
    await this.page.getByLabel("Shortest review, hours").fill("0");
    await this.page.getByLabel("Why").fill("We meet today.");
    await this.page.getByLabel("The day from which it holds").fill(new Date().toISOString().slice(0, 10));
    await this.page.getByRole("button", { name: "Show what changes" }).last().click();
    await this.page.getByRole("button", { name: /^Adopt version/ }).click();
    await expect(this.page).toHaveURL(/done=adopted/);
  }

  /** Begins a draft of that kind about the group. */
  async begins(handle: string, choice: string): Promise<void> {
    await this.as(handle, "/proposals/new");
    await this.page.getByLabel(choice).check();
    await this.page.getByLabel("Which group").fill(GROUP);
    await this.page.getByRole("button", { name: "Begin a draft" }).click();
    await expect(this.page).toHaveURL(/\/proposals\/drafts\//);
  }

  /** Submits the draft that is open, and gives the proposal’s path. */
  async submits(): Promise<string> {
    await this.page.getByRole("button", { name: /^Submit/ }).first().click();
    await expect(this.page).toHaveURL(/\/proposals\/\d+/);
    return new URL(this.page.url()).pathname;
  }

  /** Three of the committee are for it; the last one of them takes the decision. */
  async isDecided(proposal: string, choice: string): Promise<void> {
    const seats = COMMITTEE.slice(0, 3);
    for (const seat of seats) {
      await this.as(seat, proposal);
      await this.page.getByLabel(choice, { exact: true }).first().check();
      await this.page.getByLabel("Why", { exact: true }).first().fill(`It is wanted, says ${seat}.`);
      await this.page.getByRole("button", { name: "State position" }).click();
      await expect(this.page.locator("#positions")).toContainText(`It is wanted, says ${seat}.`);
    }
    await this.page.goto(`${this.url}${proposal}`);
    await this.page.getByLabel("Reasons").fill("Three seats are for it.");
    await this.page.getByRole("button", { name: "Decide", exact: true }).click();
    await this.page.goto(`${this.url}${proposal}`);
    await expect(this.page.getByRole("main")).toContainText(/\d{4}-\d{3}/);
  }

  /** Says of every open step that it is done. */
  async worksThrough(): Promise<void> {
    const open = this.page.locator(".checklist > li").filter({ hasText: "It is done, or someone else sees to it" });
    for (let left = await open.count(); left > 0; left = await open.count()) {
      await open.first().locator("summary").click();
      await open.first().getByLabel("What shows it").fill("https://documents.example/tide-tables");
      await open.first().getByRole("button", { name: "Done", exact: true }).click();
      await expect(open).toHaveCount(left - 1);
    }
  }
}

test("a group lives from a proposal’s first word to its memorial", async ({ installation, page }) => {
  test.setTimeout(300_000);
  await installation.serve("--demo");
  const community = new Community(page, installation.url);
  const main = page.getByRole("main");
  await community.decidesAtOnce();

  // The first word, and everything that a proposal needs.
  await community.as(PROPOSER, "/proposals/new");
  await page.getByRole("button", { name: "Begin a draft" }).click();
  await page.getByLabel("Name", { exact: true }).fill(GROUP);
  await page.getByLabel("What it is for").fill("Publishes when the water comes.");
  await page.getByLabel("Mission").fill("Say when the water comes.");
  await page.getByLabel("Goals").fill("- A table for each harbour");
  await page.getByLabel("Scope: topics").fill("Tables, forecasts");
  await page.getByLabel("Person 1").fill(PROPOSER);
  await page.getByLabel("Person 2").fill(CO_AUTHOR);
  await page.getByLabel("Item 1").fill("The first table");
  await page.getByLabel("Who writes with you").fill(CO_AUTHOR);
  const proposal = await community.submits();
  await page.getByRole("button", { name: "Accept" }).first().click();
  await community.as(CO_AUTHOR, proposal);
  await page.getByRole("button", { name: "Accept" }).first().click();

  // Someone comments on a passage, and the co-author revises.
  await community.as(COMMENTER, proposal);
  await page.getByLabel("Say something").fill("Who measures in small harbours?");
  await page.getByLabel("About a passage").fill("A table for each harbour");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(page.locator("#comments")).toContainText("Who measures in small harbours?");
  await community.as(CO_AUTHOR, proposal);
  await page.getByRole("button", { name: "Write a new revision" }).click();
  await page.getByLabel("Goals").fill("- A table for each harbour, however small");
  await page.getByLabel("What changed").fill("Small harbours count.");
  await community.submits();
  await page.getByRole("link", { name: "What changed" }).first().click();
  await expect(page.locator(".line-added").first()).toContainText("however small");

  // Three of the committee state their position; the group is formed, and is set up by its leads.
  await community.isDecided(proposal, "Form the group");
  await community.as(PROPOSER, `${PATH}/checklist`);
  await expect(page.locator(".checklist-entry")).toContainText(GROUP);
  await expect(page.locator(".announcement-preview")).toContainText("however small");
  await page.getByRole("button", { name: "Post the announcement" }).click();
  await expect(page.getByRole("status")).toContainText("It is announced");
  await community.worksThrough();
  await page.getByRole("button", { name: "The group is set up" }).click();
  await expect(page).toHaveURL(`${installation.url}${PATH}/formed`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${GROUP} is at work`);
  await expect(page).toHaveTitle(new RegExp(`^${GROUP} is at work`));
  await expect(main).toContainText(/decision \d{4}-\d{3}/);
  await page.goto(`${installation.url}${PATH}/roadmap`);
  await expect(main).toContainText("The first table");
  await page.goto(`${installation.url}/announcements?group=tide-tables`);
  await expect(main).toContainText("Tide Tables is formed");

  // A lead steps down, after reading what that means. It shows at once, with what would mend it.
  await community.as(PROPOSER, PATH);
  await page.getByRole("link", { name: "Step down as a lead" }).click();
  await expect(main).toContainText("One lead; two or three wanted");
  await expect(main).toContainText("What would mend it");
  await page.getByRole("button", { name: "Step down" }).click();
  await expect(page.getByRole("status")).toContainText("You have stepped down");
  await expect(page.getByRole("complementary")).toContainText("Emeritus leads");
  await expect(page.getByRole("complementary")).toContainText("What would mend it");
  await page.goto(`${installation.url}/people/${CO_AUTHOR}`);
  await expect(page.locator("#lead-rules")).toContainText("One lead");
  await community.as(COMMITTEE[0] ?? "", "/toc");
  await expect(page.locator("#lead-rules")).toContainText(GROUP);

  // Another one is nominated, accepts, and the committee decides.
  await community.begins(CO_AUTHOR, "Change who leads a group");
  await page.getByLabel("Why", { exact: true }).fill("Okello went to sea.");
  await page.getByLabel("Person 1").fill(CO_AUTHOR);
  await page.getByRole("button", { name: /^Submit/ }).first().click();
  await expect(page.getByText("They hold that seat already.").first()).toBeVisible();
  await page.getByLabel("Person 1").fill(NEWCOMER);
  const change = await community.submits();
  await community.as(NEWCOMER, change);
  await page.getByRole("button", { name: "Accept" }).first().click();
  await community.isDecided(change, "Approve");
  await page.goto(`${installation.url}${PATH}`);
  await expect(page.getByRole("complementary")).toContainText("Nayeli Xolocotzin");

  // Another charter.
  await community.begins(NEWCOMER, "Give a group another charter");
  const charter = page.getByLabel("The charter", { exact: true });
  await charter.fill((await charter.inputValue()).replace("however small", "however small or far"));
  await page.getByLabel("Why", { exact: true }).fill("The islands asked.");
  const recharter = await community.submits();
  await expect(main).toContainText("A petition of its lead Nayeli Xolocotzin");
  await expect(page.locator(".line-added").first()).toContainText("or far");
  await community.isDecided(recharter, "Approve");
  await page.goto(`${installation.url}${PATH}/charter/diff`);
  await expect(page.locator(".line-added").first()).toContainText("or far");

  // Its leads petition to close it. What it keeps is handed over, and its last word written.
  await community.begins(CO_AUTHOR, "Dissolve a group");
  await page.getByLabel("Why", { exact: true }).fill("Every harbour has its table.");
  await community.isDecided(await community.submits(), "Approve");
  await community.as(NEWCOMER, `${PATH}/checklist`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Closing");
  await page.getByRole("button", { name: "Post the announcement" }).click();
  await community.worksThrough();
  await page.getByRole("button", { name: "The group is closed" }).click();
  await expect(page.getByRole("alert")).toContainText("The final report is not written yet");
  await page.getByLabel("The report").fill("## What it did\n\nEvery harbour has **its table**.");
  await page.getByRole("button", { name: "Save the report" }).click();
  await expect(page.getByRole("status")).toContainText("The report is saved");
  await page.getByRole("button", { name: "The group is closed" }).click();

  // The memorial.
  await expect(page).toHaveURL(`${installation.url}${PATH}`);
  await expect(page.locator(".memorial")).toContainText("Tide Tables was a working group");
  await expect(page.locator("#final-report")).toContainText("Every harbour has its table.");
  await expect(page.locator(".lifeline").first()).toBeVisible();
  await page.context().clearCookies();
  await page.goto(`${installation.url}${PATH}/history`);
  for (const said of ["was formed as", "became active", "is no longer a lead", "adopted charter 2", "began to close", "gave the final report", "was dissolved"]) {
    await expect(main).toContainText(said);
  }
});
