import { become } from "../sign-in.ts";
import { expect, open, test } from "../test.ts";

test("all roadmaps are one picture, and the same as a table", async ({ page }) => {
  await open(page, "/roadmap");
  const main = page.getByRole("main");
  await expect(main.getByRole("img", { name: /^Roadmaps of .* groups from/ })).toBeAttached();
  await open(page, "/roadmap?view=table");
  const row = page.getByRole("row").filter({ hasText: "Routing" });
  await expect(row).toContainText("Retries have a budget for each buoy and each radio link");
  await expect(row).toContainText("At risk");
  await open(page, "/roadmap?view=table&state=at_risk");
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(main).toContainText("Only At risk.");
});

test("a roadmap that nobody looks at is stale, here and on the group’s page", async ({ page }) => {
  await open(page, "/groups/observability/roadmap");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Observability Group Roadmap");
  await expect(page.getByRole("main")).toContainText("Stale since");
  await expect(page.getByRole("main")).toContainText("Carried over");
  await open(page, "/groups/observability");
  await expect(page.getByRole("complementary")).toContainText("Stale: nobody has looked at it since");
});

test("versions can be compared item by item", async ({ page }) => {
  await open(page, "/groups/routing/roadmap");
  await page.getByRole("link", { name: "What changed last" }).click();
  const main = page.getByRole("main");
  await expect(main).toContainText("At risk, was in progress");
  await expect(main).toContainText("Reworded");
  await page.getByLabel("From", { exact: true }).selectOption("1");
  await page.getByRole("button", { name: "Compare" }).click();
  await expect(main).toContainText("Done, was in progress");
});

test("a lead says that it is still right, and publishes a version row by row", async ({ installation, page, context }) => {
  await installation.serve("--demo");
  const at = (path: string) => `${installation.url}${path}`;
  await become(page, "roksana-talukderi", installation.url);
  await page.goto(at("/groups/observability/roadmap"));
  await page.getByRole("button", { name: "Still right" }).click();
  await expect(page.getByText("Noted: the roadmap is still right as of today.")).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("Stale since");

  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await page.getByRole("button", { name: "Add an item" }).click();
  const third = page.getByRole("group", { name: "Item 3" });
  await expect(third).toBeVisible();
  await third.getByLabel("Links, one a line").fill("not an address");
  // Another window of theirs, opened before.
  const other = await context.newPage();
  await other.goto(at("/groups/observability/roadmap/edit"));

  await page.getByRole("button", { name: "Publish" }).last().click();
  await expect(page.getByText("Say what will be there, or remove the item.")).toBeVisible();
  await expect(third.getByLabel("Links, one a line")).toHaveValue("not an address");
  await third.getByLabel("Outcome").fill("A page for each harbour");
  await third.getByLabel("Links, one a line").fill("https://forge.tidewater.example/pages");
  await page.getByLabel("What changed").fill("Harbours want to see themselves");
  await page.getByRole("button", { name: "Publish" }).last().click();
  await expect(page.getByText("The new version is published.")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("A page for each harbour");

  await other.getByRole("group", { name: "Item 1" }).getByLabel("State").selectOption("done");
  await other.getByRole("button", { name: "Publish" }).last().click();
  await expect(other.getByText("while you wrote")).toBeVisible();
  await expect(other.getByRole("main")).toContainText("A page for each harbour");
  await expect(other.getByRole("group", { name: "Item 1" }).getByLabel("State")).toHaveValue("done");
});
