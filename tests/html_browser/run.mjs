// Opens the HTML report in headless Chromium and works with it as a reader would.
//
// Needs the program (RECOUPE, else target/release/recoupe), the large page that the tests of the report leave behind
// (LARGE, else target/tmp/two-thousand.html), Chromium (CHROMIUM, else /usr/bin/chromium) and the packages of
// package-lock.json; installs nothing.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const program = process.env.RECOUPE ?? join(here, "../../target/release/recoupe");
const large = process.env.LARGE ?? join(here, "../../target/tmp/two-thousand.html");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "recoupe-html-"));

/** The report on a folder of sources, as the address of a page. */
function report(name, sources) {
  const page = join(folder, `${name}.html`);
  execFileSync(program, ["check", sources, "--fail-on", "never", "--format", `html=${page}`], { stdio: "inherit" });
  return pathToFileURL(page).href;
}

/** A page whose scripts, requests and errors are watched. */
async function open(browser, address, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const troubles = [];
  page.on("dialog", (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && troubles.push(`console: ${message.text()}`));
  page.on("request", (request) => request.url().split("#")[0] !== address && troubles.push(`request: ${request.url()}`));
  // Processor time of the page's thread: what else the machine does is not the page's fault.
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const busy = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * metrics.find(({ name }) => name === "TaskDuration").value;
  };
  await page.goto(address);
  return { page, troubles, busy, close: () => context.close() };
}

const checks = {
  async "a hostile source runs nothing and loads nothing"({ browser, story }) {
    const { page, troubles, close } = await open(browser, story);
    await page.click("#open-all");
    await page.hover("tr.fact >> nth=0");
    assert.equal(await page.evaluate(() => globalThis.pwned), undefined);
    assert.equal(await page.locator("img, iframe, object, embed, [onerror], [onload], [onmouseover]").count(), 0);
    assert.equal(await page.locator("script").count(), 1);
    assert.match(await page.title(), /^recoupe: /);
    assert.deepEqual(troubles, []);
    await close();
  },

  async "the policy stops a script that got in"({ browser, story }) {
    const { page, close } = await open(browser, story);
    const ran = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "globalThis.pwned = 1";
      document.body.append(script);
      return globalThis.pwned === 1;
    });
    assert.equal(ran, false);
    await close();
  },

  async "a question opens and closes by mouse and keys"({ browser, story }) {
    const { page, troubles, close } = await open(browser, story);
    await page.keyboard.press("j");
    const button = page.locator("tr.fact:not([hidden]) button").first();
    assert.equal(await button.evaluate((it) => it === document.activeElement), true);
    const more = page.locator(`#${await button.getAttribute("aria-controls")}`);
    assert.equal(await more.isVisible(), false);
    await page.keyboard.press("Enter");
    assert.equal(await button.getAttribute("aria-expanded"), "true");
    assert.equal(await more.isVisible(), true);
    assert.ok(await more.locator("blockquote mark").count() >= 2);
    assert.ok(await more.locator("svg[role=img]").count() >= 1);
    await button.click();
    assert.equal(await more.isVisible(), false);
    assert.deepEqual(troubles, []);
    await close();
  },

  async "filters and search narrow the questions"({ browser, story }) {
    const { page, close } = await open(browser, story);
    const shown = () => page.locator("tr.fact:not([hidden])").count();
    const before = await shown();
    assert.ok(before > 0);
    assert.match(await page.textContent("#count"), new RegExp(`^${before} of `));
    await page.keyboard.press("/");
    await page.keyboard.type("no such words anywhere");
    assert.equal(await shown(), 0);
    assert.equal(await page.isVisible("#nothing"), true);
    await page.keyboard.press("Escape");
    assert.equal(await shown(), before);
    for (const box of await page.locator("input[name=status]").all()) await box.uncheck();
    await page.check("input[value=contradiction]");
    assert.ok(await shown() > 0);
    assert.equal(await page.locator("tr.fact:not([hidden]):not(.contradiction)").count(), 0);
    await page.selectOption("select[name=severity]", "note");
    assert.equal(await page.locator("tr.fact.error:not([hidden])").count(), 0);
    await close();
  },

  async "claims lead to their question and back"({ browser, story }) {
    const { page, close } = await open(browser, story);
    await page.locator("details.source summary").first().click();
    const claim = page.locator("details.source[open] a.claim.contradiction").first();
    const fact = (await claim.getAttribute("href")).slice(1);
    await claim.click();
    assert.equal(await page.locator(`#${fact} button`).getAttribute("aria-expanded"), "true");
    await page.locator("details.source[open] summary").click();
    await page.locator(`#${fact}-more figcaption a`).first().click();
    assert.equal(await page.locator("a.claim:target").isVisible(), true);
    await close();
  },

  async "without scripts everything is open; on paper contradictions are"({ browser, story }) {
    const plain = await open(browser, story, { javaScriptEnabled: false });
    assert.equal(await plain.page.locator("tr.more blockquote").first().isVisible(), true);
    assert.equal(await plain.page.locator("#filters").isVisible(), false);
    await plain.close();
    const paper = await open(browser, story);
    await paper.page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await paper.page.emulateMedia({ media: "print" });
    assert.equal(await paper.page.locator("tr.fact.contradiction + tr.more blockquote").first().isVisible(), true);
    assert.equal(await paper.page.locator("#filters").isVisible(), false);
    await paper.close();
  },

  async "axe finds nothing serious, light or dark, wide or narrow"({ browser, story }) {
    for (const options of [
      { colorScheme: "light" },
      { colorScheme: "dark" },
      { colorScheme: "light", viewport: { width: 390, height: 800 } },
    ]) {
      const { page, close } = await open(browser, story, options);
      await page.click("#open-all");
      for (const summary of await page.locator("details.source summary").all()) await summary.click();
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      const told = serious.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
      assert.deepEqual(told, [], JSON.stringify(options));
      await close();
    }
  },

  async "two thousand questions open and filter without trouble"({ browser }) {
    const { page, troubles, busy, close } = await open(browser, pathToFileURL(large).href);
    const opened = await busy();
    const facts = await page.locator("tr.fact").count();
    const filtered = await page.evaluate(() => {
      const start = performance.now();
      const search = document.querySelector("input[name=search]");
      search.value = "fire";
      search.dispatchEvent(new Event("input", { bubbles: true }));
      document.body.getBoundingClientRect();
      return performance.now() - start;
    });
    console.log(`     ${facts} questions: opened in ${opened.toFixed(0)} ms of processor time, searched in ${filtered.toFixed(0)} ms`);
    const shown = await page.locator("tr.fact:not([hidden])").count();
    assert.ok(facts >= 2000, `only ${facts} questions`);
    assert.ok(shown < facts, `the search hid none of ${facts} questions`);
    assert.ok(opened < 1000, `opening took ${opened} ms of processor time`);
    assert.equal(await page.locator(".part:not([hidden]):not(:has(tr.fact:not([hidden])))").count(), 0);
    // What is far down, and not laid out yet, is found all the same.
    const last = await page.locator("tr.fact").last().getAttribute("id");
    await page.evaluate((id) => { location.hash = id; }, last);
    await page.waitForFunction((id) => {
      const { top, bottom } = document.getElementById(id).getBoundingClientRect();
      return top < innerHeight && bottom > 0;
    }, last);
    assert.equal(await page.locator(`#${last} button`).getAttribute("aria-expanded"), "true");
    assert.deepEqual(troubles, []);
    await close();
  },
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});
let failed = 0;
try {
  const story = report("story", join(here, "sources"));
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check({ browser, story });
      console.log(`ok   ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL ${name}\n${error.stack}`);
    }
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
process.exitCode = failed > 0 ? 1 : 0;
