// The program under test, and the browser that opens what it serves.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

/** Serves a library; gives the address it prints and a way to end it. */
export async function serve(program, library, more = [], environment = {}) {
  const child = spawn(program, ["serve", library, ...more], {
    stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, ...environment },
  });
  const [address] = await once(createInterface({ input: child.stdout }), "line");
  const root = new URL(address).origin;
  const end = async () => {
    child.kill("SIGINT");
    const [status] = await once(child, "exit");
    if (status !== 0) throw new Error(`the program ended with ${status}`);
  };
  return { address, root, end };
}

/** Debian's Chromium, which fetches nothing of its own. */
export function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
}

let failures = 0;

/** Says whether something is so, and remembers where it is not. */
export function check(isSo, what) {
  console.log(`${isSo ? "ok     " : "WRONG  "} ${what}`);
  if (!isSo) failures += 1;
}

export const failed = () => failures;
