/** Proposals to their decisions, under rules that were set in the policy’s form: as people do it, one after the other. */

import { signInAsAdministrator } from "../administrator.ts";
import { actAs, committee, propose, state } from "../acting.ts";
import { expect, open, test, type Page } from "../test.ts";

/** Adopts a preset, changed so, from today. */
async function adopt(page: Page, site: string, preset: string, change: (page: Page) => Promise<void> = async () => {}): Promise<void> {
  await page.context().clearCookies();
  await signInAsAdministrator(page, site);
  await open(page, `${site}/admin/policy`);
  await page.getByRole("button", { name: preset, exact: true }).click();
  await change(page);
  await page.getByLabel("Why").fill("We decide so from now on.");
  await page.getByRole("button", { name: "Show what changes" }).last().click();
  await page.getByRole("button", { name: /^Adopt version/ }).click();
  await expect(page).toHaveURL(/done=adopted$/);
}

const SHARE = "Istio, by 60 % of the seats";

test("each of the four outcomes of a proposed group does its own", async ({ installation, page }) => {
  test.setTimeout(120_000);
  const site = await installation.serve("--demo").then(() => installation.url);
  await adopt(page, site, SHARE);
  const seats = await committee(page, site);
  const outcomes = [
    { name: "Tide Tables", choice: "Form the group", group: "", done: "form the group" },
    { name: "Tide Charts", choice: "Make it a subgroup of the group named below", group: "Observability", done: "make it a subgroup of Observability" },
    { name: "Tide Alarms", choice: "Give its work to the group named below", group: "Observability", done: "give its work to Observability" },
    { name: "Tide Poems", choice: "Decline", group: "", done: "decline it" },
  ];
  for (const { name, choice, group, done } of outcomes) {
    const address = await propose(page, site, "gwenllian-prydderch", name);
    for (const seat of seats.slice(0, Math.ceil(seats.length * 0.6))) {
      await actAs(page, site, seat);
      await page.goto(address);
      await state(page, choice, "That is best.", group);
    }
    const decision = page.locator("#decision");
    await expect(decision.getByRole("heading")).toContainText(done);
    await decision.getByLabel("Reasons").fill("So the seats want it.");
    await decision.getByRole("button", { name: "Decide" }).click();
    await expect(page).toHaveURL(/\/decisions\/\d{4}-\d{3}$/);
    await expect(page.locator(".lede")).toContainText(done);
  }
  // The registry is what was decided, at once.
  await page.goto(`${site}/groups/tide-tables`);
  await expect(page.getByRole("main")).toContainText("Being set up");
  await page.goto(`${site}/groups/tide-charts`);
  await expect(page.getByRole("complementary")).toContainText("Observability");
  await open(page, `${site}/groups/tide-alarms`, 404);
  // The leads of the group that got the work find a drafted charter on its page, and on the decision’s.
  await page.goto(`${site}/groups/observability`);
  const lead = await page.locator('aside a[href^="/people/"]').first().getAttribute("href");
  await actAs(page, site, (lead ?? "").replace("/people/", ""));
  await page.goto(`${site}/groups/observability`);
  await page.getByRole("link", { name: /^A charter with the work of decision/ }).click();
  await expect(page.getByLabel("The charter", { exact: true })).toHaveValue(/## Tide Alarms/);
});

test("a tie, a missing quorum and a recusal that removes it decide nothing, and say so", async ({ installation, page }) => {
  test.setTimeout(90_000);
  const site = await installation.serve("--demo").then(() => installation.url);
  await adopt(page, site, SHARE, async (form) => {
    await form.getByLabel("A share of the stated positions agrees").check();
    await form.getByLabel("Positions that agree, per cent at least").fill("50");
    await form.getByLabel("Seats that state one, per cent at least").last().fill("60");
  });
  const seats = await committee(page, site);
  const needed = Math.ceil(seats.length * 0.6);
  const address = await propose(page, site, "gwenllian-prydderch", "Tide Tables");
  await actAs(page, site, seats[0] ?? "");
  await page.goto(address);
  await state(page, "Form the group", "It is wanted.");
  await expect(page.locator(".lede")).toContainText(`1 of ${needed} positions that are needed`);
  await actAs(page, site, seats[1] ?? "");
  await page.goto(address);
  await state(page, "Decline", "It is not.");
  await expect(page.locator(".lede")).toContainText("a tie");
  await expect(page.locator("#decision")).toHaveCount(0);
  for (const seat of seats) {
    await actAs(page, site, seat);
    await page.goto(address);
    await state(page, "Recuse: have no part in it", "My own company’s tide.");
  }
  await expect(page.locator(".lede")).toContainText("After the recusals only");
  // Its author takes it back while the ballot is open: nothing is asked of anyone any more.
  await actAs(page, site, "gwenllian-prydderch");
  await page.goto(address);
  await page.getByText("Withdraw it").click();
  await page.locator("details", { hasText: "Withdraw it" }).getByRole("button").click();
  await expect(page.getByText("The proposal is withdrawn.")).toBeVisible();
  await actAs(page, site, seats[0] ?? "");
  await page.goto(`${site}/toc`);
  await expect(page.locator(".queue")).not.toContainText("Tide Tables");
});

test("a concern that is left open blocks where the policy says so, until its owner resolves it", async ({ installation, page }) => {
  test.setTimeout(90_000);
  const site = await installation.serve("--demo").then(() => installation.url);
  await adopt(page, site, SHARE, async (form) => {
    await form.getByLabel("Nothing is decided while one is open").check();
  });
  const seats = await committee(page, site);
  const address = await propose(page, site, "gwenllian-prydderch", "Tide Tables");
  await actAs(page, site, seats[0] ?? "");
  await page.goto(address);
  await page.getByText("Raise a concern").first().click();
  await page.getByLabel("In a few words").fill("Who prints them?");
  await page.getByRole("button", { name: "Raise a concern" }).click();
  for (const seat of seats) {
    await actAs(page, site, seat);
    await page.goto(address);
    await state(page, "Form the group", "It is wanted.");
  }
  await expect(page.locator(".lede")).toContainText("One open concern");
  await expect(page.locator("#decision")).toHaveCount(0);
  await actAs(page, site, seats[0] ?? "");
  await page.goto(address);
  await page.locator("#concerns").getByLabel("How it was resolved").fill("The printer does.");
  await page.getByRole("button", { name: "Resolve my concern" }).click();
  await expect(page.locator("#decision")).toBeVisible();

  // Two members decide at the same moment: one does, the other is told.
  const form = {
    revision: "1",
    outcome: "formed",
    reasons: "All seats are for it.",
  };
  const other = await page.context().browser()?.newContext();
  const second = await other?.newPage();
  if (second === undefined) {
    throw new Error("there is no second browser");
  }
  await actAs(second, site, seats[1] ?? "");
  const [one, two] = await Promise.all(
    [page, second].map((of) => of.request.post(`${address}/decide`, { form, headers: { origin: site }, maxRedirects: 0 })),
  );
  expect([one?.status(), two?.status()].sort()).toEqual([303, 422]);
  const refused = one?.status() === 422 ? one : two;
  expect(await refused?.text()).toContain("The proposal is decided; that cannot be done to it now.");
  await other?.close();
});

test("Kubernetes-like rules, set in the form: chairs of the stakeholder groups decide with the committee, and early", async ({ installation, page }) => {
  test.setTimeout(90_000);
  const site = await installation.serve("--demo").then(() => installation.url);
  await adopt(page, site, "Kubernetes-like");
  const seats = await committee(page, site);
  await page.goto(`${site}/groups/observability`);
  const leads = await page.locator("aside section").filter({ has: page.getByRole("heading", { name: "Leads", exact: true }) }).locator('a[href^="/people/"]').evaluateAll((links) =>
    links.map((link) => (link.getAttribute("href") ?? "").replace("/people/", "")),
  );
  await actAs(page, site, "gwenllian-prydderch");
  await page.goto(`${site}/proposals/new`);
  await page.getByRole("button", { name: "Begin a draft" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Tide Tables");
  await page.getByLabel("What it is for").fill("Publishes when the water comes.");
  await page.getByLabel("Kind").selectOption("Special interest group");
  await page.getByLabel("Stakeholder groups").fill("Observability");
  await page.getByLabel("Mission").fill("Say when the water comes.");
  await page.getByLabel("Goals").fill("- A table for each harbour");
  await page.getByLabel("Scope: topics").fill("Tables");
  await page.getByLabel("Person 1").fill("gwenllian-prydderch");
  await page.getByLabel("As", { exact: true }).first().selectOption("Chair");
  await page.getByLabel("Item 1").fill("The first table");
  await page.getByRole("button", { name: "Submit to the committee" }).click();
  const address = page.url().replace(/\?.*$/, "");
  await page.getByRole("button", { name: "Accept" }).click();
  const electors = new Set([...seats, ...leads]);
  await expect(page.getByRole("complementary")).toContainText(`0 of ${electors.size} seats`);
  let last = "";
  for (const elector of electors) {
    await actAs(page, site, elector);
    await page.goto(address);
    await state(page, "Form the group", "It is wanted.");
    last = (await page.locator(".lede").textContent()) ?? "";
  }
  // All have stated a position: the week is not waited for.
  expect(last).toContain("Can be decided now");
  await page.locator("#decision").getByLabel("Reasons").fill("Everyone is for it.");
  await page.getByRole("button", { name: "Decide" }).click();
  await page.goto(`${site}/groups/tide-tables`);
  await expect(page.getByRole("main")).toContainText("Being set up");
  await expect(page.getByRole("complementary")).toContainText("Observability");
});
