import { AxeBuilder } from "@axe-core/playwright";
import { signInAsAdministrator } from "../administrator.ts";
import { expect, open, test, type Page } from "../test.ts";

const TODAY = new Date().toISOString().slice(0, 10);

/** A registry in Markdown with these groups; an organization's groups of the demo are not in it. */
function registry(groups: string[]): string {
  const rows = groups.map(
    (name) => `| ${name} | [Folder](https://docs.example/${encodeURIComponent(name)}) | Spans |`,
  );
  return ["# Groups", "", "| Group | Design Docs | Description |", "|---|---|---|", ...rows, ""].join("\n");
}

async function choose(page: Page, name: string, content: string | Buffer): Promise<void> {
  await page.getByLabel("Files", { exact: true }).setInputFiles({
    name,
    mimeType: "text/plain",
    buffer: Buffer.from(content),
  });
  await page.getByRole("button", { name: "Show what they mean" }).click();
}

test("a registry is handed in, its questions answered, and imported as it was shown", async ({ page, installation }) => {
  await installation.serve("--demo");
  await signInAsAdministrator(page, installation.url);
  await open(page, `${installation.url}/admin/imports`);
  const main = page.getByRole("main");

  // Most of the demo's groups are not in this file.
  await choose(page, `${TODAY}-groups.md`, registry(["Tide Tables", "Buoy Upkeep"]));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What the files mean");
  await expect(main).toContainText("from its name");
  await expect(main.getByRole("alert")).toContainText("Most likely it is the wrong file");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(main).toContainText("Tick the box if it is meant.");
  await page.getByLabel(/^It is meant:/).check();
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(main.locator(".event-lines")).toContainText("Tide Tables was formed");
  await open(page, `${installation.url}/groups/tide-tables`, 404);
  await page.goBack();
  await page.getByRole("button", { name: "Import what is shown" }).click();
  await expect(main).toContainText("The files were imported as they were shown.");
  await expect(main.getByRole("rowheader", { name: `${TODAY}-groups.md` })).toBeVisible();
  await open(page, `${installation.url}/groups/tide-tables`);

  // The same words in another name, and not one link in common.
  await open(page, `${installation.url}/admin/imports`);
  await choose(page, `${TODAY}-again.md`, registry(["Tide Tables and Charts", "Buoy Upkeep"]));
  await expect(main).toContainText("What became of “Tide Tables”?");
  await page.getByRole("button", { name: "Answer" }).click();
  await expect(main).toContainText("Choose an answer.");
  await page.getByLabel("“Tide Tables” was renamed to “Tide Tables and Charts”").check();
  await page.getByRole("button", { name: "Answer" }).click();
  await expect(main).toContainText("You said:");
  await page.getByRole("button", { name: "Import what is shown" }).click();
  await expect(main).toContainText("The files were imported as they were shown.");
  await open(page, `${installation.url}/groups/tide-tables-and-charts`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tide Tables and Charts");
});

test("a file that cannot be read is named with its line, and nothing is written", async ({ page, installation }) => {
  await installation.serve("--demo");
  await signInAsAdministrator(page, installation.url);
  await open(page, `${installation.url}/admin/imports`);
  const main = page.getByRole("main");
  await choose(page, "groups.md", registry(["Tide Tables"]).replace(" | Spans |", " |"));
  await expect(main.getByRole("alert")).toContainText(/groups\.md:5: found .*; expected /);
  await page.getByLabel("Files", { exact: true }).setInputFiles({
    name: "latin.md",
    mimeType: "text/plain",
    buffer: Buffer.from([0x23, 0x20, 0xe9, 0x0a]),
  });
  await page.getByRole("button", { name: "Show what they mean" }).click();
  await expect(main.getByRole("alert")).toContainText("latin.md:1: found bytes that are no UTF-8");

  await page.getByLabel("Or paste the text of a file").fill("nothing of a registry");
  await page.getByRole("button", { name: "Show what they mean" }).click();
  await expect(main.getByRole("alert")).toContainText("pasted text:1: found no format that is known");
  await expect(page.getByLabel("Or paste the text of a file")).toHaveValue("nothing of a registry");
});

test("files that were handed in wait, and can be thrown away", async ({ page, installation }) => {
  await installation.serve("--demo");
  await signInAsAdministrator(page, installation.url);
  await open(page, `${installation.url}/admin/imports`);
  await choose(page, "waiting.md", registry(["Tide Tables"]));
  await open(page, `${installation.url}/admin/imports`);
  await page.getByRole("link", { name: "waiting.md" }).click();
  await page.getByRole("button", { name: "Throw the files away" }).click();
  await expect(page.getByRole("main")).toContainText("The files were thrown away.");
  await expect(page.getByRole("link", { name: "waiting.md" })).toHaveCount(0);
});

test("the pages are accessible and fit a phone", { tag: "@javascript" }, async ({ page, installation }) => {
  await installation.serve("--demo");
  await page.setViewportSize({ width: 320, height: 800 });
  await signInAsAdministrator(page, installation.url);
  await open(page, `${installation.url}/admin/imports`);
  const fits = async (): Promise<void> => {
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
    const found = await new AxeBuilder({ page }).analyze();
    expect(found.violations).toEqual([]);
  };
  await fits();
  await choose(page, "groups.md", registry(["Tide Tables"]));
  await fits();
});
