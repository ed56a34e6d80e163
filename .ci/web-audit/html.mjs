// Says what html-validate finds: on pages as they are published (of each kind the largest, or with --all every one),
// and on tools as they are used, after their scripts have run. The rules stand in .htmlvalidate.json.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { openBrowser } from './browser.mjs';
import { SITE, allPages, group, samplePages, serve, states } from './pages.mjs';

const rules = JSON.parse(readFileSync(new URL('.htmlvalidate.json', import.meta.url), 'utf8'));
const checker = new HtmlValidate(new StaticConfigLoader(rules));
let wrong = 0;

const look = async (name, text) => {
  const { results } = await checker.validateString(text, name);
  const found = group(results.flatMap(({ messages }) => messages), ({ ruleId, message }) => `${ruleId}: ${message}`);
  for (const [said, messages] of found) {
    wrong += messages.length;
    console.log(`${name}:${messages[0].line}: ${said} (${messages.length} times, first at ${messages[0].selector})`);
  }
};

const pages = process.argv.includes('--all') ? allPages() : samplePages();
for (const { path } of pages) await look(path, readFileSync(join(SITE, path), 'utf8'));

const site = await serve();
const browser = await openBrowser();
const addresses = Object.values(states());
for (const address of addresses) {
  const page = await browser.newPage();
  await page.goto(site.url + address, { waitUntil: 'networkidle0' });
  await look(address, `<!doctype html>\n${await page.evaluate(() => document.documentElement.outerHTML)}`);
  await page.close();
}
await browser.close();
site.close();
console.log(`${pages.length} pages and ${addresses.length} tools in use: ${wrong} found.`);
process.exitCode = wrong ? 1 : 0;
