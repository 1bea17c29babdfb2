import { actAs } from "../acting.ts";
import { signInAs } from "../sign-in.ts";
import { expect, test, type Page } from "../test.ts";

/** Begins a draft as a lead, and gives its address. */
async function begin(page: Page, site: string): Promise<string> {
  await signInAs(page, "A lead of a group", site);
  await page.goto(`${site}/proposals/new`);
  await page.getByRole("button", { name: "Begin a draft" }).click();
  return page.url();
}

const status = (page: Page) => page.locator("#draft-status");

test("what is typed is saved by itself, shown as it will read, and says what is missing", { tag: "@javascript" }, async ({ installation, page }) => {
  await installation.serve("--demo");
  const address = await begin(page, installation.url);
  await page.getByLabel("Name", { exact: true }).fill("Tide Tables");
  await page.getByLabel("Mission").fill("Say **when** the water comes.");
  await expect(status(page)).toHaveText(/^Saved \d\d:\d\d\.$/);
  await expect(page.locator("#draft-preview strong")).toHaveText("when");
  await expect(page.locator("#draft-margin")).not.toContainText("Write its mission.");
  // Half a name is kept too, with what is the matter.
  await page.getByLabel("Person 1").fill("nobody-at-all");
  await expect(page.getByText("The record knows nobody called “nobody-at-all”.").first()).toBeVisible();
  await page.goto(address);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Tide Tables");
  await expect(page.getByLabel("Person 1")).toHaveValue("nobody-at-all");
  await expect(page.locator(".draft-offer")).toHaveCount(0);
});

test("what could not be saved is offered back after a sign-out", { tag: "@javascript" }, async ({ installation, page }) => {
  await installation.serve("--demo");
  const address = await begin(page, installation.url);
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await page.getByLabel("Mission").fill("Not to be lost.");
  await expect(status(page)).toContainText("you are signed out");
  await expect(status(page).getByRole("link", { name: "Sign in again" })).toBeVisible();
  await page.context().addCookies(cookies);
  await page.goto(address);
  await expect(page.getByLabel("Mission")).toHaveValue("");
  await page.getByRole("button", { name: "Put it back" }).click();
  await expect(page.getByLabel("Mission")).toHaveValue("Not to be lost.");
  await expect(status(page)).toHaveText(/^Saved \d\d:\d\d\.$/);
  await page.goto(address);
  await expect(page.getByLabel("Mission")).toHaveValue("Not to be lost.");
  await expect(page.locator(".draft-offer")).toHaveCount(0);
});

test("what was typed when the browser ended is offered back", { tag: "@javascript" }, async ({ installation, page }) => {
  await installation.serve("--demo");
  const address = await begin(page, installation.url);
  await page.route("**/proposals/drafts/*", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await page.getByLabel("Goals").fill("- Nothing is lost");
  await page.goto("about:blank");
  await page.unroute("**/proposals/drafts/*");
  await page.goto(address);
  await page.getByRole("button", { name: "Put it back" }).click();
  await expect(status(page)).toHaveText(/^Saved \d\d:\d\d\.$/);
});

test("two tabs that save the same draft: the second sees both texts", { tag: "@javascript" }, async ({ installation, page }) => {
  await installation.serve("--demo");
  const address = await begin(page, installation.url);
  const other = await page.context().newPage();
  await other.goto(address);
  await page.getByLabel("Mission").fill("From the first tab.");
  await expect(status(page)).toHaveText(/^Saved \d\d:\d\d\.$/);
  await other.getByLabel("Mission").fill("From the second tab.");
  await expect(status(other)).toContainText("Both texts stand above the form.");
  const conflict = other.locator("#draft-conflict");
  await expect(conflict.locator("del").first()).toContainText("first");
  await expect(conflict.locator("ins").first()).toContainText("second");
  await conflict.getByRole("button", { name: "Keep what I wrote" }).click();
  await expect(other.getByLabel("Mission")).toHaveValue("From the second tab.");
  await page.goto(address);
  await expect(page.getByLabel("Mission")).toHaveValue("From the second tab.");
});

test("two authors who save at the same moment: whoever is later keeps what they wrote", async ({ installation, page, browser }) => {
  await installation.serve("--demo");
  const address = await begin(page, installation.url);
  await page.getByLabel("Who writes with you").fill("parisa-zarrinbaf");
  await page.getByRole("button", { name: "Save the draft" }).click();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const other = await context.newPage();
  await actAs(other, installation.url, "parisa-zarrinbaf");
  await other.goto(address);
  await page.getByLabel("Mission").fill("The author’s words.");
  await page.getByRole("button", { name: "Save the draft" }).click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  await other.getByLabel("Mission").fill("The co-author’s words.");
  const answer = other.waitForResponse((response) => response.request().method() === "POST");
  await other.getByRole("button", { name: "Save the draft" }).click();
  expect((await answer).status()).toBe(409);
  await expect(other.getByLabel("Mission")).toHaveValue("The co-author’s words.");
  await expect(other.locator("#draft-conflict")).toContainText("The author’s words.");
  await other.getByRole("button", { name: "Keep what I wrote" }).click();
  await expect(other.getByText("Saved.", { exact: true })).toBeVisible();
  await context.close();
});

test("leads are searched among people, with what the rules find of each", async ({ installation, page }) => {
  await installation.serve("--demo");
  await begin(page, installation.url);
  await page.getByLabel("Mission").fill("Say when the water comes.");
  await page.getByLabel("Search people").fill("parisa");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  const found = page.locator("#draft-candidates");
  await expect(found).toContainText("Parisa");
  await expect(found.locator(".finding").first()).toBeVisible();
  await found.getByRole("button", { name: /^Nominate/ }).click();
  await expect(page.getByLabel("Person 1")).toHaveValue("parisa-zarrinbaf");
  await expect(page.locator("#draft-nominated")).toContainText("Has not answered");
  await expect(page.locator("#draft-nominated .finding").first()).toBeVisible();
  await expect(page.getByLabel("Mission")).toHaveValue("Say when the water comes.");
});

test("the charter is shown as it will read while it is typed, though nothing is saved", { tag: "@javascript" }, async ({ installation, page }) => {
  await installation.serve("--demo");
  const address = await begin(page, installation.url);
  await page.route("**/proposals/drafts/*", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await page.getByLabel("Mission").pressSequentially("Say **when** the water comes.");
  await expect(page.locator("#draft-preview strong")).toHaveText("when");
  await page.getByLabel("Goals").fill("- <img src=x onerror=alert(1)>A table");
  await expect(page.locator("#draft-preview li")).toContainText("A table");
  await expect(page.locator("#draft-preview [onerror]")).toHaveCount(0);
  await page.unroute("**/proposals/drafts/*");
  await page.goto(address);
  await expect(page.getByLabel("Mission")).toHaveValue("");
});

test("what is submitted and refused is saved as it was typed, and the margin speaks of that", { tag: "@plain" }, async ({ installation, page }) => {
  await installation.serve("--demo");
  const address = await begin(page, installation.url);
  await page.getByLabel("Name", { exact: true }).fill("Tide Tables");
  await page.getByLabel("Mission").fill("Say when the water comes.");
  await page.getByLabel("Person 1").fill("nobody-at-all");
  await page.getByRole("button", { name: "Submit to the committee" }).click();
  await expect(page.getByText("The record knows nobody called “nobody-at-all”.").first()).toBeVisible();
  await expect(page.locator("#draft-margin")).not.toContainText("Write its mission.");
  await page.getByLabel("Goals").fill("- A table");
  await page.getByRole("button", { name: "Save the draft" }).click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  await page.goto(address);
  await expect(page.getByLabel("Mission")).toHaveValue("Say when the water comes.");
  await expect(page.getByLabel("Person 1")).toHaveValue("nobody-at-all");
});

test("without the script a button saves and shows how it will read", { tag: "@plain" }, async ({ installation, page }) => {
  await installation.serve("--demo");
  await begin(page, installation.url);
  await page.getByLabel("Mission").fill("Say **when** the water comes.");
  await page.getByRole("button", { name: "Save and preview" }).click();
  await expect(page.locator("#draft-preview strong")).toHaveText("when");
});
