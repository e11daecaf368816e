// Every page there is, looked at by axe, and pictured.
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const RULES = { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };
/** Of pages that differ only in what they are about, one is enough. */
const KINDS = ["/statement/", "/source/", "/cell", "/codebook/question", "/codebook/changes", "/search"];
const MORE = ["/search?q=ferry", "/search?q=ferry&view=lines", "/search?q=%22"];

const kindOf = (path) => KINDS.find((kind) => path.replace(/^.*\/harbour-pages/, "").startsWith(kind)) ?? path;

/** The pages from this one on, one of each kind. */
async function pages(page, start) {
  const seen = new Map();
  const queue = [start];
  if (start.startsWith("http")) queue.push(...MORE.map((path) => new URL(path, start).href));
  while (queue.length) {
    const address = queue.shift();
    const url = new URL(address);
    const kind = MORE.includes(url.pathname + url.search) ? url.pathname + url.search : kindOf(url.pathname);
    if (seen.has(kind)) continue;
    seen.set(kind, address);
    await page.goto(address);
    const links = await page.locator("a[href]").evaluateAll((all) =>
      all.filter((a) => a instanceof HTMLAnchorElement).map((a) => a.href.split("#")[0]));
    queue.push(...links.filter((link) => link.startsWith(url.protocol) && new URL(link).host === url.host));
  }
  return seen;
}

/** Checks all pages that can be reached (or `only` this one) in one look of the browser, and takes pictures of them. */
export async function examine(context, start, { look, check, pictures, only }) {
  // The pages let nothing run but their own script; axe is brought in past that.
  const page = await context.newPage();
  const found = only ? new Map([[look, start]]) : await pages(page, start);
  const session = await context.newCDPSession(page);
  await session.send("Page.setBypassCSP", { enabled: true });
  if (pictures) mkdirSync(pictures, { recursive: true });
  let wrong = 0;
  for (const [kind, address] of found) {
    await page.goto(address);
    await page.addScriptTag({ path: AXE });
    const { violations, passes } = await page.evaluate((rules) => globalThis.axe.run(document, rules), RULES);
    if (passes.length < 10) check(false, `${look} ${kind}: axe found only ${passes.length} rules to check`);
    for (const { id, help, nodes } of violations) {
      wrong += 1;
      check(false, `${look} ${kind}: ${id}, ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
    }
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) check(false, `${look} ${kind}: ${over} pixels too wide`);
    if (pictures) {
      const name = kind.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "") || "overview";
      await page.screenshot({ path: `${pictures}/${name}.${look}.png`, fullPage: true });
    }
  }
  check(wrong === 0, `${look}: ${found.size} pages without a violation of WCAG 2 A and AA`);
  await page.close();
}
