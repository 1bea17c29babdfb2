import { committee } from "../acting.ts";
import { become } from "../sign-in.ts";
import { expect, open, test, type Page } from "../test.ts";

async function leadsOf(page: Page, site: string, group: string): Promise<string[]> {
  await page.goto(`${site}/groups/${group}`);
  const links = await page
    .locator('aside a[href^="/people/"]')
    .evaluateAll((links) => links.map((link) => (link.getAttribute("href") ?? "").replace("/people/", "")));
  return [...new Set(links)];
}

/** Opens a panel of what can be done, unless it is open, and gives it. */
async function panel(page: Page, name: string) {
  const found = page.locator("#next details").filter({ has: page.locator("summary", { hasText: name }) });
  if ((await found.getAttribute("open")) === null) {
    await found.locator("summary").click();
  }
  return found;
}

test("what was escalated shows where it stands, and until when", async ({ page }) => {
  await open(page, "/escalations");
  const main = page.getByRole("main");
  await expect(main).toContainText("On the committee’s agenda");
  await expect(main).toContainText("Before the community");
  await main.getByRole("link", { name: /Refusing unknown fields/ }).click();
  await expect(main).toContainText("The underlying problem");
  await expect(main.locator("#ladder [aria-current=step]")).toContainText("On the committee’s agenda");
  await expect(main.locator("#next")).toHaveCount(0);
  await open(page, "/escalations?state=over");
  await main.getByRole("link", { name: /sent again without a key/ }).click();
  await main.getByRole("link", { name: /^decision \d{4}-\d{3}$/ }).click();
  await expect(main).toContainText("by the committee");
});

test("a member’s disagreement goes up every rung and ends with the committee’s decision", async ({ installation, page }) => {
  test.setTimeout(180_000);
  await installation.serve("--demo");
  const at = (path: string) => `${installation.url}${path}`;
  const [lead = ""] = await leadsOf(page, installation.url, "routing");
  const [other = ""] = await leadsOf(page, installation.url, "observability");
  const seats = await committee(page, installation.url);
  const main = page.getByRole("main");

  // Nobody escalates without saying what was tried.
  await become(page, "parisa-zarrinbaf", installation.url);
  await page.goto(at("/escalations/new?group=routing"));
  await page.getByLabel("What it is about").fill("Routes are counted at night");
  await page.getByLabel("The underlying problem").fill("Counting stops **everything** for a minute.");
  await page.getByRole("button", { name: "Ask the leads" }).click();
  await expect(page.getByText("Say what was tried.")).toBeVisible();
  await expect(page.getByLabel("The underlying problem")).toHaveValue("Counting stops **everything** for a minute.");
  await page.getByLabel("What was tried").fill("Asked in the channel.");
  await page.getByLabel("Other groups that it affects").fill("Observability");
  await page.getByRole("button", { name: "Ask the leads" }).click();
  await expect(page.getByText("The leads of the group are asked.")).toBeVisible();
  const address = page.url().replace(/\?.*$/, "");
  const escalation = new URL(address).pathname;
  // The leads have time.
  await expect(page.locator("#next")).toContainText("has time to answer until");

  // A lead finds it on their own page, and answers there.
  await become(page, lead, installation.url);
  await page.goto(installation.url);
  const duty = page.locator("#needs-me li").filter({ hasText: "Routes are counted at night" });
  await duty.locator("summary").click();
  await duty.getByLabel("Your answer").fill("It has always been so.");
  await duty.getByRole("button", { name: /^Answer the disagreement/ }).click();
  await expect(page.getByRole("status")).toContainText("Your answer stands with the escalation.");

  // The leads of all affected groups.
  await become(page, "parisa-zarrinbaf", installation.url);
  await page.goto(address);
  await page.getByRole("button", { name: "Take it to the leads of all affected groups" }).click();
  await expect(page.getByText("It is a step further up.")).toBeVisible();
  for (const [who, words] of [[other, "We measure nothing in that minute."], [lead, "It is only a minute."]] as const) {
    await become(page, who, installation.url);
    await page.goto(address);
    const answer = await panel(page, "Answer");
    await answer.getByLabel("Your answer").fill(words);
    await answer.getByRole("button", { name: "Answer" }).click();
    await expect(page.locator("#ladder")).toContainText(words);
  }

  // Before the community only with an alternate.
  await become(page, "parisa-zarrinbaf", installation.url);
  await page.goto(address);
  await expect(page.locator("#next")).toContainText("Write the alternate proposal that the community is to see.");
  const alternate = await panel(page, "Write an alternate proposal");
  await alternate.getByLabel("What should be done instead").fill("Count while nothing waits");
  await alternate.getByLabel("How").fill("One route at a time.");
  await alternate.getByRole("button", { name: "Keep the alternate" }).click();
  await expect(page.locator("#alternate")).toContainText("Count while nothing waits");
  await page.getByRole("button", { name: "Take it before the community" }).click();

  // Not onto the agenda without both sides’ arguments: neither by the button, which is not there, nor by a request.
  await expect(page.locator("#next")).toContainText("Write your side’s case.");
  await expect(page.getByRole("button", { name: "Take it onto the committee’s agenda" })).toHaveCount(0);
  const refused = await page.request.post(at(`${escalation}/climb`), {
    headers: { origin: installation.url },
    maxRedirects: 0,
  });
  expect(refused.status()).toBe(422);
  const own = await panel(page, "Write your side’s case");
  await own.getByLabel("Your case, as who disagrees").fill("A minute is long at sea.");
  await own.getByRole("button", { name: "Keep the case" }).click();
  await expect(page.locator("#next")).toContainText("The other side has time to write its case until");
  await become(page, lead, installation.url);
  await page.goto(address);
  const theirs = await panel(page, "Write your side’s case");
  await theirs.getByLabel("Your group’s case").fill("Counting while ships wait is counting wrong.");
  await theirs.getByRole("button", { name: "Keep the case" }).click();
  await expect(main).toContainText("Counting while ships wait is counting wrong.");

  await become(page, "parisa-zarrinbaf", installation.url);
  await page.goto(address);
  await page.getByRole("button", { name: "Take it onto the committee’s agenda" }).click();
  await expect(page.locator("#ladder [aria-current=step]")).toContainText("On the committee’s agenda");

  // A seat without a part in it decides.
  let decided = false;
  for (const seat of seats) {
    await become(page, seat, installation.url);
    await page.goto(address);
    const record = page.getByRole("button", { name: "Record it" });
    if ((await record.count()) === 0) {
      continue;
    }
    await page.goto(installation.url);
    await expect(page.locator("#needs-me")).toContainText("The committee decides: Routes are counted at night");
    await page.goto(address);
    await page.getByLabel("What was decided").fill("Routes are counted while nothing waits");
    await page.getByLabel("Reasons").fill("Both sides want ships not to wait.");
    await record.click();
    await expect(page.getByText("The decision is recorded, and ends it.")).toBeVisible();
    decided = true;
    break;
  }
  expect(decided, "some seat has no part in it").toBe(true);
  await expect(main).toContainText("Decided");
  await main.getByRole("link", { name: /^decision \d{4}-\d{3}$/ }).click();
  await expect(main).toContainText("by the committee");
  await expect(main).toContainText("Counting stops everything for a minute.");
  await expect(page.getByRole("complementary").getByRole("link", { name: /^Escalation \d+$/ })).toHaveAttribute("href", escalation);
});

test("who disagrees settles it, and then it is over for everyone", async ({ installation, page }) => {
  await installation.serve("--demo");
  await become(page, "temesgen-w", installation.url);
  await page.goto(`${installation.url}/escalations`);
  await page.getByRole("link", { name: /The weekly report names no files/ }).click();
  const settle = await panel(page, "It is settled");
  await settle.getByLabel("How").fill("The report names them now.");
  await settle.getByRole("button", { name: "It is settled" }).click();
  await expect(page.getByText("It is settled. Thank you.")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("The report names them now.");
  await expect(page.locator("#next")).toHaveCount(0);
});
