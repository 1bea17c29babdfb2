import { actAs } from "../acting.ts";
import { expect, open, test } from "../test.ts";

test("a closing group’s open action items are handed over or dropped, and the step is done with the last", async ({ installation, page }) => {
  await installation.serve("--demo");
  const site = installation.url;
  await actAs(page, site, "cosmin-v");
  await open(page, `${site}/groups/test-and-release/checklist`);
  const step = page.locator(".checklist > li").filter({ hasText: "Settle the open action items." });
  await expect(step).toContainText("Overdue");
  const items = step.locator(".actions > li");
  await expect(items).toHaveCount(2);

  // What cannot be taken comes back here, with what was typed.
  const keys = items.filter({ hasText: "build farm’s keys" });
  await keys.locator("summary", { hasText: "Hand it over" }).click();
  await keys.getByLabel("For which group").fill("Nowhere");
  await keys.getByRole("button", { name: "Hand it over" }).click();
  await expect(keys).toContainText("There is no group called “Nowhere”.");
  await expect(keys.getByLabel("For which group")).toHaveValue("Nowhere");
  await keys.getByLabel("For which group").fill("Routing");
  await keys.getByLabel("Who does it").fill("");
  await keys.getByRole("button", { name: "Hand it over" }).click();
  await expect(page.getByRole("status")).toContainText("That action item is handed over.");
  await expect(items).toHaveCount(1);

  await items.locator("summary", { hasText: "It will not be done" }).click();
  await items.getByLabel("Why").fill("They were thrown away in 2024.");
  await items.getByRole("button", { name: "Drop it" }).click();
  await expect(page.getByRole("status")).toContainText("That action item will not be done");
  await expect(step).toContainText("Nothing is left of it");
  await expect(step).toContainText("No action item of the group is open.");
  await open(page, `${site}/actions?group=routing`);
  await expect(page.getByRole("main")).toContainText("Give the build farm’s keys to Platform");
});

test("what the portal did for a group that is being set up stands at its steps", async ({ installation, page }) => {
  await installation.serve("--demo");
  await open(page, `${installation.url}/groups/edge-gateways/checklist`);
  const step = (words: string) => page.locator(".checklist > li").filter({ hasText: words });
  for (const [words, path] of [
    ["Create a document folder", "/groups/edge-gateways/documents"],
    ["Create a roadmap document", "/groups/edge-gateways/roadmap"],
  ] as const) {
    await expect(step(words)).toContainText("Done by the portal");
    await expect(step(words).getByRole("link", { name: path })).toBeVisible();
  }
  await expect(step("Attend the combined")).toContainText("The portal put it on the agenda of");
  await expect(step("Attend the combined")).toContainText("Edge Gateways is new and introduces itself");
  await expect(page.locator(".announcement-preview")).toContainText("It is on the agenda of");
  await open(page, `${installation.url}/groups/edge-gateways/documents`);
  await expect(page.getByRole("link", { name: "Edge Gateways Group Roadmap" })).toBeVisible();
});
