import { become } from "../sign-in.ts";
import { expect, open, test, type Page } from "../test.ts";

async function leadOf(page: Page, site: string, group: string): Promise<string> {
  await page.goto(`${site}/groups/${group}`);
  const href = await page.locator('aside a[href^="/people/"]').first().getAttribute("href");
  return (href ?? "").replace("/people/", "");
}

test("a group’s decisions stand with their options, alternates and what they took the place of", async ({ page }) => {
  await open(page, "/groups/routing/decisions");
  const main = page.getByRole("main");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Decisions of Routing");
  await main.getByRole("link", { name: /A route may end the search/ }).click();
  await expect(main).toContainText("by the leads of Routing");
  await expect(main).toContainText("Split large files instead");
  await expect(main).toContainText("Answered by");
  await expect(page.getByRole("complementary")).toContainText("In the place of");
  await page.getByRole("complementary").getByRole("link", { name: /A route may not say/ }).click();
  await expect(main).toContainText("This no longer holds");
});

test("leads record a decision, anyone puts an alternate beside it, the leads answer", async ({ installation, page }) => {
  test.setTimeout(90_000);
  await installation.serve("--demo");
  const at = (path: string) => `${installation.url}${path}`;
  const lead = await leadOf(page, installation.url, "routing");
  await become(page, lead, installation.url);
  await page.goto(at("/groups/routing/decisions"));
  await page.getByRole("link", { name: "Record a decision" }).click();
  await page.getByLabel("What was decided").fill("Routes have names");
  await page.getByRole("button", { name: "Record it" }).click();
  await expect(page.getByText("Say why.")).toBeVisible();
  await expect(page.getByLabel("What was decided")).toHaveValue("Routes have names");
  await page.getByLabel("Context").fill("Nobody can say which route they mean.");
  await page.getByLabel("Options").fill("1. Numbers\n2. Names");
  await page.getByLabel("Reasons").fill("A name stays when routes are sorted anew.");
  await page.getByLabel("Links").fill("https://docs.tidewater.example/names");
  await page.getByRole("button", { name: "Record it" }).click();
  await expect(page.getByText(/decision is recorded/i)).toBeVisible();
  const decision = page.url().replace(/\?.*$/, "");
  expect(decision).toMatch(/\/decisions\/\d{4}-\d{3}$/);

  await become(page, "temesgen-w", installation.url);
  const refused = await page.request.post(at("/groups/routing/decisions/new"), {
    form: { title: "Mine", reasons: "Because" },
    headers: { origin: installation.url },
    maxRedirects: 0,
  });
  expect(refused.status()).toBe(403);
  await page.goto(decision);
  await page.getByText("Put an alternate beside it").click();
  await page.getByLabel("What you would do instead").fill("Count them");
  await page.getByLabel("How, and why it is better").fill("A number is *shorter*.");
  await page.getByRole("button", { name: "Attach" }).click();
  await expect(page.locator("#alternates")).toContainText("A number is shorter.");
  await expect(page.locator("#alternates")).toContainText("The leads have not answered yet.");

  await become(page, lead, installation.url);
  await page.goto(decision);
  await page.getByLabel("Your answer, for the leads").fill("It changes with every new route.");
  await page.getByRole("button", { name: "Answer" }).click();
  await expect(page.locator("#alternates")).toContainText("It changes with every new route.");
  await page.goto(at("/groups/routing/decisions?words=names"));
  await expect(page.getByRole("main")).toContainText("Routes have names");
});

test("a subgroup is begun and ended by the leads, with no further process", async ({ installation, page }) => {
  test.setTimeout(60_000);
  await installation.serve("--demo");
  const at = (path: string) => `${installation.url}${path}`;
  await become(page, await leadOf(page, installation.url, "routing"), installation.url);
  await page.goto(at("/groups/routing/subgroups"));
  await expect(page.getByRole("main")).toContainText("Retries");
  await page.getByLabel("Name", { exact: true }).fill("Harbour Tables");
  await page.getByLabel("What it is for").fill("Keeps the tables of the harbours in one form.");
  await page.getByLabel("Whom to ask").fill("#harbour-tables");
  await page.getByRole("button", { name: "Begin it" }).click();
  await expect(page.getByText("The subgroup is at work from today.")).toBeVisible();
  const main = page.getByRole("main");
  await main.getByRole("link", { name: "Harbour Tables" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Harbour Tables");
  await expect(main).toContainText("Keeps the tables of the harbours in one form.");
  await page.goto(at("/groups/routing/subgroups"));
  await page.getByRole("button", { name: "End Harbour Tables" }).click();
  await expect(page.getByText("The subgroup has ended. Its page stays.")).toBeVisible();
  await main.getByRole("link", { name: "Harbour Tables" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Harbour Tables");
});
