import { defineConfig } from "@playwright/test";

/** What Debian's Chromium needs to be quiet, and to run as root in a container. */
const CHROMIUM_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "specs",
  outputDir: "test-results",
  globalSetup: "./global-setup.ts",
  reporter: "list",
  fullyParallel: true,
  workers: 2,
  // A test that fails now and then is a defect, of the product or of the test.
  retries: 0,
  forbidOnly: true,
  timeout: 30_000,
  expect: { timeout: 5_000 },
  use: {
    browserName: "chromium",
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: CHROMIUM_ARGUMENTS,
    },
    colorScheme: "light",
    locale: "en-GB",
    // Nothing is looked at halfway between two colours.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    trace: "off",
    actionTimeout: 5_000,
    navigationTimeout: 10_000,
  },
  // Every spec runs twice. What only makes sense in one of the two is tagged so: @javascript, @plain.
  projects: [
    { name: "with JavaScript", grepInvert: /@plain/ },
    {
      name: "without JavaScript",
      grepInvert: /@javascript/,
      use: { javaScriptEnabled: false },
    },
  ],
});
