// Measures the console in a browser, for `python3 bench ui`: what it loads until it shows events, and how long after an
// event was applied it is to be seen there. Prints JSON: {"firstLoad": bytes in gzip, "delays": [milliseconds, …]}.

import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";

const EVENTS = 20;
const PATIENCE_MS = 10_000;
/** Liam, Maya and Priya in turn: Clerk takes ten changes of one person in ten seconds. */
const PEOPLE = [
  "user_2LiamReportedCasegPIMocxkN6",
  "user_2MayaOkafor9jHUxv26fU4MUfRd",
  "user_2PriyaRamanWtTEjIc2jY9lZCZs",
];
const NOOR = "user_2NoorRahimihXqVbTmKcZpWsLrJ";
const { CHROME, CONSOLE_URL } = process.env;

const browser = await chromium.launch({
  executablePath: CHROME,
  args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-gpu", "--no-first-run"],
});
try {
  const page = await browser.newPage();
  const loaded = loadedBy(page);
  await openEvents(page);
  const firstLoad = await loaded();
  await watchRows(page);
  await changePeople(page);
  const seen = await page.evaluate(() => globalThis.seenAt);
  process.stdout.write(`${JSON.stringify({ firstLoad, delays: await delays(seen) })}\n`);
} finally {
  await browser.close();
}

/** Counts what comes from the console's host: the page, its scripts and its styles. */
function loadedBy(page) {
  const bodies = [];
  page.on("response", (answer) => {
    if (["document", "script", "stylesheet"].includes(answer.request().resourceType())) {
      bodies.push(answer.body());
    }
  });
  return async () => (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0);
}

/** As an admin, whom the console suggests first. */
async function openEvents(page) {
  await page.goto(`${CONSOLE_URL}events`);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator('a[href^="/events/msg_"]').first().waitFor();
}

/** Notes in the page when each event's row is first there. */
async function watchRows(page) {
  await page.evaluate(() => {
    globalThis.seenAt = {};
    const look = () => {
      for (const { pathname } of document.querySelectorAll('a[href^="/events/"]')) {
        globalThis.seenAt[decodeURIComponent(pathname.slice("/events/".length))] ??= Date.now();
      }
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true });
  });
}

/** One change after the other, at any moment between two looks of the console at the ledger. */
async function changePeople(page) {
  for (let number = 1; number <= EVENTS; number += 1) {
    const before = await page.evaluate(() => Object.keys(globalThis.seenAt).length);
    await asked("PATCH", `clerk/v1/users/${PEOPLE[number % PEOPLE.length]}`, {
      first_name: `Number ${number}`,
    });
    await page.waitForFunction((count) => Object.keys(globalThis.seenAt).length > count, before, {
      timeout: PATIENCE_MS,
    });
    await page.waitForTimeout(Math.random() * 1000);
  }
}

/** From when an event was applied, as the ledger says, until its row was there. */
async function delays(seen) {
  const { token } = await asked("POST", "clerk/_simulator/tokens", { userId: NOOR });
  const { events } = await asked(
    "GET",
    `v1/webhook-events?eventType=user.updated&limit=${EVENTS}`,
    undefined,
    token,
  );
  return events.map((it) => seen[it.svixId] - Date.parse(it.processedAt));
}

async function asked(method, path, body, token) {
  const answer = await fetch(`${CONSOLE_URL}${path}`, {
    method,
    headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${method} ${path} is answered with ${answer.status}: ${await answer.text()}`);
  }
  return answer.json();
}
