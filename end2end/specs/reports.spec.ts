import { become } from "../sign-in.ts";
import { expect, open, test } from "../test.ts";

test("the reports of a time stand on one page, with those that are missing", async ({ page }) => {
  await open(page, "/reports");
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { name: "Missing" })).toBeVisible();
  await expect(main.locator(".report-missing")).toContainText("Observability");
  await expect(main.getByRole("article").filter({ hasText: "Identity" })).toContainText("let us decide it together");
  await page.getByLabel("Time", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Show" }).click();
  await expect(main.getByRole("article").filter({ hasText: "Observability" })).toContainText("Flagged, discussed");
});

test("a report goes from missing to a meeting’s time, and out of it again", async ({ installation, page }) => {
  await installation.serve("--demo");
  const at = (path: string) => `${installation.url}${path}`;
  const main = page.getByRole("main");

  await become(page, "amara-osei", installation.url);
  await page.goto(at("/toc"));
  const reports = page.locator("#reports").getByRole("listitem");
  await expect(reports.filter({ hasText: "Observability" })).toContainText("Missing");

  await become(page, "roksana-talukderi", installation.url);
  await page.goto(at("/groups/observability/reports"));
  await page.getByRole("link", { name: "Write a report" }).click();
  const due = page.getByRole("listitem").filter({ hasText: "quarter" }).filter({ hasNotText: "still running" }).first();
  await due.getByRole("button", { name: "Begin" }).click();
  await expect(main).toContainText("From the record");
  await expect(main).toContainText("Roadmap");
  await page.getByRole("button", { name: "Submit the report" }).click();
  await expect(page.getByText("Say in your own words how the group is.")).toBeVisible();
  await page.getByLabel("What happened").fill("We count lost readings in **four** harbours.");
  await page.getByLabel("What the committee could help with").fill("A second reviewer.");
  await page.getByRole("button", { name: "Save the draft" }).click();
  await expect(page.getByText("Saved. Only who runs the group sees it.")).toBeVisible();
  await page.getByRole("button", { name: "Submit the report" }).click();
  await expect(page.getByText("The report is submitted.")).toBeVisible();
  await expect(main.locator(".document").first()).toContainText("We count lost readings in four harbours.");
  const report = new URL(page.url()).pathname;

  await page.goto(at("/reports"));
  await expect(main.locator(".report-missing")).not.toContainText("Observability");

  await become(page, "amara-osei", installation.url);
  await page.goto(at(report));
  await page.getByRole("button", { name: "Read, no discussion needed" }).click();
  await expect(page.getByText("Noted: you have read it")).toBeVisible();

  await become(page, "tevita-fonokalafi", installation.url);
  await page.goto(at(report));
  await page.getByRole("button", { name: "Flag it for a meeting" }).click();
  await page.getByLabel("What is to be talked about").fill("Who could review for them?");
  await page.getByRole("button", { name: "Flag it for a meeting" }).click();
  await expect(page.getByText("Flagged: it takes time of the next meeting.")).toBeVisible();
  await expect(page.getByRole("complementary")).toContainText("Who could review for them?");

  await page.goto(at("/groups/observability/reports"));
  await expect(page.getByRole("listitem").filter({ hasText: "Flagged" }).first()).toBeVisible();
  await page.goto(at("/toc"));
  const waiting = page.locator("#reports").getByRole("listitem").filter({ hasText: "Observability" });
  await expect(waiting).toContainText("Flagged by Tevita Fonokalafi: Who could review for them?");

  // Only what was flagged or is missing takes time of the committee’s meeting.
  await page.goto(at("/toc/agenda"));
  const agenda = page.getByRole("main").getByRole("listitem");
  await expect(agenda.filter({ hasText: "Report of Observability" })).toContainText("Who could review for them?");
  await expect(agenda.filter({ hasText: "Missing report of Documentation" })).toContainText("It was due on");
  await expect(agenda.filter({ hasText: "Report of User Experience" })).toHaveCount(0);

  await page.goto(at(report));
  await page.getByLabel("What came of it").fill("Routing lends a reviewer until spring.");
  await page.getByRole("button", { name: "Note it" }).click();
  await expect(main).toContainText("Routing lends a reviewer until spring.");
  await expect(page.getByRole("complementary")).toContainText("Flagged, discussed");
  await page.goto(at("/toc"));
  await expect(reports.filter({ hasText: "Documentation" })).toContainText("Missing");
  await expect(reports.filter({ hasText: "Observability" })).toHaveCount(0);
});

test("the committee asks a group for a report", async ({ page }) => {
  await open(page, "/groups/field-operations/reports");
  await expect(page.getByRole("main")).toContainText("asked for a report by");
});
