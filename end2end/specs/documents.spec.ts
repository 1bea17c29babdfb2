import { become } from "../sign-in.ts";
import { expect, open, test, type Page } from "../test.ts";

/** Who leads a group of the demo, by their handle. */
async function leadOf(page: Page, site: string, group: string): Promise<string> {
  await page.goto(`${site}/groups/${group}`);
  const href = await page.locator('aside a[href^="/people/"]').first().getAttribute("href");
  return (href ?? "").replace("/people/", "");
}

test("a group’s folder has pages with versions, and what changed is shown word by word", async ({ page }) => {
  await open(page, "/groups/routing/documents");
  const main = page.getByRole("main");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Documents of Routing");
  await expect(main).toContainText("Routing Group Roadmap");
  await expect(main.getByRole("link", { name: "New page" })).toHaveCount(0);
  await main.getByRole("link", { name: "How routes are matched" }).click();
  await expect(main).toContainText("Every route counts the messages that it took.");
  await expect(main).toContainText("Could the report name the file and line too?");
  await page.getByRole("link", { name: "What changed last" }).click();
  await expect(main.locator("ins").first()).toContainText("What is measured");
  await open(page, "/groups/routing/documents/how-routes-are-matched/history");
  await expect(main).toContainText("Version 3");
  await expect(main).toContainText("The order is the one of the file; why it is not the length");
});

test("two who write the same page see both texts, and nothing is lost", async ({ installation, page, browser }) => {
  test.setTimeout(90_000);
  await installation.serve("--demo");
  const at = (path: string) => `${installation.url}${path}`;
  const lead = await leadOf(page, installation.url, "routing");
  await become(page, lead, installation.url);
  await page.goto(at("/groups/routing/documents"));
  await page.getByRole("link", { name: "New page" }).click();
  await page.getByRole("button", { name: "Put into the folder" }).click();
  await expect(page.getByText("Give the page a title.")).toBeVisible();
  await page.getByLabel("Title").fill("Who is on call");
  await page.getByLabel("Text").fill("First the one, then the other.");
  await page.getByRole("button", { name: "Put into the folder" }).click();
  await expect(page.getByText("The page is in the folder.")).toBeVisible();
  const address = page.url().replace(/\?.*$/, "");

  const other = await (await browser.newContext()).newPage();
  await become(other, lead, installation.url);
  await other.goto(`${address}/edit`);
  await page.goto(`${address}/edit`);
  await page.getByLabel("Text").fill("First the one, then the other.\n\nOn Sundays nobody.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The new version is saved; the earlier ones are kept.")).toBeVisible();

  await other.getByLabel("Text").fill("First the one, then the other.\n\nAt night a machine.");
  await other.getByLabel("What you changed").fill("The nights");
  await other.getByRole("button", { name: "Save" }).click();
  const theirs = other.getByRole("main");
  await expect(theirs).toContainText("Someone else saved this page while you wrote.");
  await expect(theirs.locator("del")).toContainText("On Sundays nobody.");
  await expect(theirs.locator("ins")).toContainText("At night a machine.");
  await expect(other.getByLabel("Text")).toHaveValue(/At night a machine\./);
  await expect(other.getByLabel("What you changed")).toHaveValue("The nights");
  await other.getByLabel("Text").fill("First the one, then the other.\n\nOn Sundays nobody.\n\nAt night a machine.");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByText("The new version is saved; the earlier ones are kept.")).toBeVisible();
  await expect(theirs).toContainText("On Sundays nobody.");
  await expect(theirs).toContainText("At night a machine.");
  await other.getByRole("link", { name: "All versions" }).click();
  await expect(theirs).toContainText("Version 3");
  await expect(theirs).toContainText("The nights");
  await other.context().close();

  // Who has no seat in the group reads and says something, and no more.
  await become(page, "parisa-zarrinbaf", installation.url);
  const refused = await page.goto(`${address}/edit`);
  expect(refused?.status()).toBe(403);
  await page.goto(address);
  await page.getByLabel("Say something").fill("And on **holidays**?");
  await page.getByRole("button", { name: "Comment" }).click();
  await expect(page.getByText("Your comment stands below.")).toBeVisible();
  await expect(page.locator("#comments")).toContainText("And on holidays?");
});

test("documents elsewhere are listed with an address that may be linked to, and the history says so", async ({ installation, page }) => {
  test.setTimeout(60_000);
  await installation.serve("--demo");
  const at = (path: string) => `${installation.url}${path}`;
  await become(page, await leadOf(page, installation.url, "routing"), installation.url);
  await page.goto(at("/groups/routing/documents"));
  await page.getByText("List a document elsewhere").click();
  await page.getByLabel("What it is called").fill("Measurements");
  await page.getByLabel("Its address").evaluate((field) => field.setAttribute("type", "text"));
  await page.getByLabel("Its address").fill("javascript:alert(1)");
  await page.getByRole("button", { name: "List it" }).click();
  await expect(page.getByText("Write an address that begins with https://, http:// or mailto:.")).toBeVisible();
  await expect(page.getByLabel("What it is called")).toHaveValue("Measurements");
  await page.getByLabel("Its address").fill("https://docs.tidewater.example/measurements");
  await page.getByRole("button", { name: "List it" }).click();
  await expect(page.locator("#elsewhere").getByRole("link", { name: "Measurements" })).toHaveAttribute(
    "href",
    "https://docs.tidewater.example/measurements",
  );
  await page.goto(at("/groups/routing/history"));
  await expect(page.getByRole("main")).toContainText("Measurements");
  await page.goto(at("/groups/routing/documents"));
  await page.getByRole("button", { name: "No longer list Measurements" }).click();
  await expect(page.getByText("The document is no longer listed.")).toBeVisible();
  await expect(page.locator("#elsewhere")).not.toContainText("Measurements");
});

test("a page is taken out of the folder and put back", async ({ installation, page }) => {
  await installation.serve("--demo");
  await become(page, await leadOf(page, installation.url, "routing"), installation.url);
  await page.goto(`${installation.url}/groups/routing/documents/how-routes-are-matched`);
  await page.getByRole("button", { name: "Take out of the folder" }).click();
  await expect(page.getByText("The page is no longer in the folder.")).toBeVisible();
  await page.getByRole("button", { name: "Put back How routes are matched" }).click();
  await expect(page.getByText("The page is back in the folder.")).toBeVisible();
});
