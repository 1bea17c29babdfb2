import { group, registry } from "../registry.ts";
import { expect, open, test } from "../test.ts";

const FIRST_DAY = "2019-03-04";
const SECOND_DAY = "2020-05-06";
const THIRD_DAY = "2021-06-07";

/** How long another process's change may take to be seen. */
const SEEN_MILLISECONDS = 1_000;

test("an import beside the running server is in the browser within a second", async ({ page, installation }) => {
  await installation.importRegistry("first.json", registry([group("Bridges")], FIRST_DAY), FIRST_DAY);
  await installation.serve();
  await open(page, `${installation.url}/groups`);
  const main = page.getByRole("main");
  await expect(main.getByRole("link", { name: "Bridges" }).first()).toBeVisible();
  await expect(main.getByText("Canals")).toHaveCount(0);

  await installation.importRegistry(
    "second.json",
    registry([group("Bridges"), group("Canals")], SECOND_DAY),
    SECOND_DAY,
  );
  const written = Date.now();
  await expect(async () => {
    await page.reload();
    await expect(main.getByRole("link", { name: "Canals" }).first()).toBeVisible({ timeout: 100 });
  }).toPass({ intervals: [50], timeout: 5_000 });
  expect(Date.now() - written, "milliseconds until it was seen").toBeLessThan(SEEN_MILLISECONDS);
});

test("a dry run prints what would happen and changes nothing", async ({ page, installation }) => {
  await installation.importRegistry("first.json", registry([group("Bridges")], FIRST_DAY), FIRST_DAY);
  const file = await installation.file("second.json", registry([group("Bridges"), group("Canals")], SECOND_DAY));
  const dry = await installation.run("import", "registry", file, "--as-of", SECOND_DAY, "--dry-run");
  expect(dry.status, dry.stderr).toBe(0);
  expect(dry.stdout).toContain("Canals");

  await installation.serve();
  await open(page, `${installation.url}/groups`);
  await expect(page.getByRole("main").getByText("Canals")).toHaveCount(0);
  await open(page, `${installation.url}/groups/canals`, 404);
});

test("the same file a second time changes nothing", async ({ installation }) => {
  const file = await installation.file("first.json", registry([group("Bridges")], FIRST_DAY));
  const first = await installation.run("import", "registry", file, "--as-of", FIRST_DAY);
  expect(first.status, first.stderr).toBe(0);
  const again = await installation.run("import", "registry", file, "--as-of", FIRST_DAY, "--dry-run");
  expect(again.status, again.stderr).toBe(0);
  expect(again.stdout).not.toContain("Bridges");
});

test("a malformed file is refused with file, line and what was expected, and nothing is written", async ({ page, installation }) => {
  const rows = [
    "# Groups",
    "",
    "| Group | Design Docs | Description |",
    "|-------|-------------|-------------|",
    "| Bridges | [Folder](https://documents.example/bridges) | Spans |",
    "| Canals | [Folder](https://documents.example/canals) |",
    "",
  ];
  const file = await installation.file("groups.md", rows.join("\n"));
  const refused = await installation.run("import", "registry", file, "--as-of", FIRST_DAY);
  expect(refused.status).not.toBe(0);
  expect(refused.stderr).toMatch(/groups\.md:6: found .*; expected /);

  await installation.serve();
  await open(page, `${installation.url}/groups/bridges`, 404);
});

test("a renamed group's former address leads to it", async ({ page, installation }) => {
  const documents = [{ kind: "documents" as const, label: "Folder", url: "https://documents.example/spans" }];
  await installation.importRegistry(
    "first.json",
    registry([group("Bridges", { links: documents }), group("Ferries"), group("Gates")], FIRST_DAY),
    FIRST_DAY,
  );
  await installation.importRegistry(
    "second.json",
    registry([group("Spans", { links: documents }), group("Ferries"), group("Gates")], SECOND_DAY),
    SECOND_DAY,
  );
  await installation.serve();
  const response = await page.goto(`${installation.url}/groups/bridges`);
  expect(response?.status()).toBe(200);
  expect(response?.request().redirectedFrom()).not.toBeNull();
  await expect(page).toHaveURL(`${installation.url}/groups/spans`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Spans");
});

test("what is exported and imported elsewhere is the same community", async ({ installation }) => {
  const groups = [group("Bridges", { charter: "## Mission\n\nSpans." }), group("Ferries")];
  await installation.importRegistry("first.json", registry(groups, FIRST_DAY), FIRST_DAY);
  const exported = await installation.run("export", "registry", "--format", "yaml");
  expect(exported.status, exported.stderr).toBe(0);
  const file = await installation.file("exported.yaml", exported.stdout);
  const again = await installation.run("import", "registry", file, "--as-of", THIRD_DAY, "--dry-run");
  expect(again.status, again.stderr).toBe(0);
  expect(again.stdout).not.toMatch(/Bridges|Ferries/);
});
