// What a person does with the pages, step by step. usage: drive.mjs PROGRAM FOLDER [PICTURES]
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { browser, check, failed, serve } from "./program.mjs";
import { examine } from "./examine.mjs";

const [program, folder, pictures] = process.argv.slice(2);
const library = `${folder}/harbour.standpoint`;
const chromium = await browser();

/** A window in which everything the pages complain of, or ask others for, is noted. */
async function open(address, options = {}) {
  const context = await chromium.newContext(options);
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => { if (message.type() === "error") complaints.push(message.text()); });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== "data:" && origin !== new URL(address).origin) complaints.push(`asked ${request.url()}`);
  });
  await page.goto(address);
  return { context, page, complaints };
}

const waiting = async (page) => Number((await page.locator("main").innerText()).match(/(\d+) wait for a decision/)[1]);
const press = async (page, ...keys) => {
  for (const key of keys.slice(0, -1)) await page.keyboard.press(key);
  await Promise.all([page.waitForLoadState("load"), page.waitForNavigation(), page.keyboard.press(keys.at(-1))]);
};

async function readAndReview(page) {
  check(!page.url().includes("token"), "the token leaves the address");
  await press(page, "g", "m");
  check(await page.locator("table.matrix tbody tr").count() === 12, "the matrix has twelve questions");
  check(await page.locator("table.matrix thead th").count() === 9, "and eight statements");
  await page.locator("table.matrix a.support").first().focus();
  await press(page, "Enter");
  check(await page.locator("mark.evidence").count() > 0, "a cell opens the sentence it rests on");
  await press(page, "g", "r");
  const before = await waiting(page);
  for (const [number, key] of ["a", "a", "r", "x", "a", "u", "a", "r", "a", "a"].entries()) {
    await press(page, key);
    const left = (await page.locator("main").innerText()).includes("Nothing waits") ? 0 : await waiting(page);
    check(left === before - number - 1, `${key} decides (${left} left)`);
  }
  await page.reload();
  check(await waiting(page) === before - 10, "after loading anew all ten are decided");
  await press(page, "z");
  check(await waiting(page) === before - 9, "z takes the last one back");
  await page.keyboard.press("e");
  await page.keyboard.type("as ever");
  check(await page.locator("textarea[name=memo]").inputValue() === "as ever", "letters are letters in the memo");
  await page.keyboard.press("Escape");
  await press(page, "a");
  await press(page, "n");
  check(page.url().includes("after="), "n skips");
  await press(page, "?");
  check((await page.locator("h1").innerText()) === "Help", "? helps");
  const off = page.getByLabel("Turn single keys off in this browser");
  await off.check();
  for (const key of ["g", "o"]) await page.keyboard.press(key);
  await page.waitForTimeout(300);
  check(page.url().endsWith("/help"), "keys can be turned off");
  await off.uncheck();
}

async function correctAndNote(page) {
  await press(page, "g", "u");
  await page.getByRole("link", { name: "Where from, correct" }).first().click();
  await page.getByLabel("Corrected publisher").fill("Harbour Monthly");
  await page.getByRole("button", { name: "Save the publisher" }).click();
  check((await page.locator("#publisher").innerText()).includes("corrected by"), "a correction is marked as one");
  await page.getByLabel("Corrected published").fill("5 March");
  await page.getByRole("button", { name: "Save the published" }).click();
  check((await page.getByRole("alert").innerText()).includes("is no date"), "a date that can't be gets a sentence");
  await press(page, "g", "u");
  await page.locator("tbody th a").first().click();
  check((await page.locator("aside").innerText()).includes("Harbour Monthly"), "the correction holds on the statement");
  await page.keyboard.press("j");
  check(await page.evaluate(() => document.activeElement.id) === "e1", "j goes to the first evidence");
  await page.getByLabel("New memo").fill("Ask for the annex.");
  await page.getByRole("button", { name: "Keep the memo" }).click();
  check((await page.locator("aside .memo").innerText()) === "Ask for the annex.", "a memo is kept");
}

async function searchAndEdit(page, root) {
  await page.goto(`${root}/search`);
  await page.keyboard.press("/");
  await page.keyboard.type("no toll on the bridge");
  check(await page.getByLabel("Look for").inputValue() !== "", "/ goes into the search box");
  await page.getByLabel("How").selectOption("meaning");
  await page.getByRole("button", { name: "Search" }).click();
  const languages = await page.locator("main blockquote[lang]").evaluateAll((all) => [...new Set(all.map((e) => e.lang))]);
  check(languages.length > 2, `search by meaning finds passages in several languages (${languages})`);
  await page.goto(`${root}/codebook`);
  await page.getByRole("link", { name: "Change or remove H01" }).click();
  const support = page.locator("textarea[name=support]");
  const was = await support.inputValue();
  await support.fill(await page.locator("textarea[name=oppose]").inputValue());
  await page.locator("textarea[name=oppose]").fill(was);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Cells that change").waitFor({ timeout: 60_000 });
  check(await page.locator("tbody tr").count() > 0, "an edited question shows which cells change");
}

async function exported(page, root) {
  await page.goto(`${root}/export`);
  await page.getByRole("button", { name: "Write the pages" }).click();
  const first = await page.locator("[role=status] code").innerText();
  check(existsSync(first), "the pages are written as files");
  const address = pathToFileURL(first).href;
  const site = await open(address, { javaScriptEnabled: false });
  await site.page.getByRole("link", { name: "Matrix", exact: true }).click();
  check(await site.page.locator("table.matrix tbody tr").count() === 12, "from the disk the matrix is there");
  const dashed = await site.page.locator("a.decided").first().evaluate((e) => getComputedStyle(e).borderTopWidth);
  check(dashed === "2px", "and has its style");
  await site.page.locator("a.decided").first().click();
  check((await site.page.locator("main").innerText()).includes("Decided:"), "a cell says what was decided");
  await site.page.locator("a[href*='statement/']").first().click();
  check(await site.page.locator("article.text p").count() > 3, "and leads to the statement");
  await site.page.getByRole("link", { name: "Search", exact: true }).click();
  check((await site.page.locator("main").innerText()).includes("JavaScript is off"), "without JavaScript search says why it can’t");
  check(await site.page.locator("main input").isHidden(), "and shows no form");
  check(site.complaints.length === 0, `the files complain of nothing ${site.complaints}`);
  await site.context.close();
  await searchFiles(address);
  for (const [look, more] of [["file", {}], ["file-dark", { colorScheme: "dark" }], ["file-phone", { viewport: { width: 390, height: 900 }, isMobile: true }]]) {
    const context = await chromium.newContext(more);
    await examine(context, address, { look, check, pictures });
    await context.close();
  }
}

/** Search in the pages as files, by keyboard. */
async function searchFiles(address) {
  const { page, context, complaints } = await open(address);
  const said = page.locator("#said");
  const look = async (query) => {
    await page.getByLabel("Look for").fill(query);
    await said.evaluate((element) => { element.textContent = ""; });
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => /passage|Nothing/.test(document.getElementById("said").textContent));
    return (await page.locator("#hits blockquote").allInnerTexts()).map((text) => text.toLowerCase());
  };
  await page.getByRole("link", { name: "Search", exact: true }).click();
  check(await page.getByText("JavaScript is off").isHidden(), "where scripts run the form is there");
  const both = await look("the bridge");
  check(both.length > 1 && both.every((text) => text.includes("the") && text.includes("bridge")), `all words are in each passage (${both.length})`);
  check((await page.locator("#hits mark").allInnerTexts()).every((word) => /^(the|bridge)$/i.test(word)), "and marked");
  check((await said.innerText()).startsWith(`${both.length} passages`), "how many is said");
  const accents = [await look("brucke"), await look("BRÜCKE")];
  check(accents[0].length > 0 && String(accents[0]) === String(accents[1]), "accents and capitals make no difference");
  check((await look("cre*")).length > (await look("crew")).length, "a star finds more");
  check((await look("xyzzy")).length === 0 && (await said.innerText()) === "Nothing was found.", "what is nowhere is not found");
  await look("<img src=x> toll");
  check(await page.locator("#hits img").count() === 0, "what is typed is no markup");
  await look("toll");
  await page.locator("#hits a").first().focus();
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  check(/statement\/.*#p\d+$/.test(page.url()), "a hit opens its passage");
  check((await page.locator(":target").innerText()).toLowerCase().includes("toll"), "which has the word");
  await page.goBack();
  await page.locator("#hits blockquote").first().waitFor();
  check(await page.getByLabel("Look for").inputValue() === "toll", "going back finds the list again");
  check(complaints.length === 0, `searching complains of nothing ${complaints}`);
  await context.close();
}

async function others() {
  const served = await serve(program, library, ["--bind", "0.0.0.0"], { STANDPOINT_PASSWORD: "the ferry at noon" });
  const root = served.root.replace("0.0.0.0", "127.0.0.1");
  const { page, context, complaints } = await open(root);
  await examine(context, `${root}/login`, { look: "door", check, only: true });
  await page.goto(root);
  await page.getByLabel("Your name").fill("cleo");
  await page.getByLabel("Password").fill("the ferry at noon");
  await page.keyboard.press("Enter");
  await page.getByText("Decisions are written down as those of cleo").waitFor();
  check(complaints.length === 0, `who has the password comes in ${complaints}`);
  await context.close();
  await served.end();
}

const served = await serve(program, library, ["--by", "ben"]);
try {
  const { page, context, complaints } = await open(served.address);
  await readAndReview(page);
  await correctAndNote(page);
  await searchAndEdit(page, served.root);
  await exported(page, served.root);
  check(complaints.filter((text) => !text.includes("400")).length === 0, `the browser complains of nothing ${complaints}`);
  const cookies = await context.cookies();
  for (const look of ["light", "dark", "phone"]) {
    const looks = { light: { width: 1280 }, dark: { width: 1280, colorScheme: "dark" }, phone: { width: 390, isMobile: true } };
    const { width, ...more } = looks[look];
    const own = await chromium.newContext({ viewport: { width, height: 900 }, ...more });
    await own.addCookies(cookies);
    await examine(own, served.root, { look, check, pictures });
    await own.close();
  }
  if (pictures) {
    for (const [name, path] of [["matrix", "/matrix"], ["statement", "/sources"], ["figures", "/figures"]]) {
      await page.goto(served.root + path);
      if (name === "statement") await page.locator("tbody th a").first().click();
      await page.pdf({ path: `${pictures}/${name}.paper.pdf`, format: "A4" });
    }
  }
} finally {
  await served.end();
}
await others();
check(execFileSync(program, ["verify", library]).toString().includes("as they were written"), "the library is whole");
await chromium.close();
console.log(failed() ? `${failed()} wrong` : "all is well");
process.exit(failed() ? 1 : 0);
