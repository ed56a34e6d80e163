// Asks Lighthouse about ten kinds of pages and tools in use, as a phone on a slow line sees them: performance of at
// least 95, all else 100, and a layout that shifts by less than 0.05. `--only=name,name` looks at some.
import { writeFileSync } from 'node:fs';
import lighthouse from 'lighthouse';
import { openBrowser } from './browser.mjs';
import { samplePages, serve, states } from './pages.mjs';

const KINDS = ['home', 'programs', 'profile', 'listing', 'compare', 'guide', 'question', 'my-list', 'shortlist'];
const STATES = ['filter', 'checklist', 'search', 'compare'];
const LEAST = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };
const MOST_SHIFT = 0.05;

const addresses = {
  ...Object.fromEntries(samplePages().filter(({ kind }) => KINDS.includes(kind)).map(({ kind, path }) => [kind, path.replace(/index\.html$/, '')])),
  ...Object.fromEntries(STATES.map((state) => [`${state} in use`, states()[state]])),
};
const only = process.argv.find((word) => word.startsWith('--only='))?.slice(7).split(',');
const site = await serve();
const browser = await openBrowser();
let wrong = 0;

for (const [name, address] of Object.entries(addresses)) {
  if (only && !only.includes(name)) continue;
  const page = await browser.newPage();
  const { lhr } = await lighthouse(site.url + address, { logLevel: 'error', onlyCategories: Object.keys(LEAST) }, undefined, page);
  await page.close();
  const scores = Object.entries(LEAST).map(([id, least]) => [id, Math.round(lhr.categories[id].score * 100), least]);
  const shift = lhr.audits['cumulative-layout-shift'].numericValue;
  console.log(`${name.padEnd(18)} ${scores.map(([id, score]) => `${id} ${score}`).join(', ')}, shift ${shift.toFixed(3)}, first paint ${lhr.audits['first-contentful-paint'].displayValue}, largest ${lhr.audits['largest-contentful-paint'].displayValue}, blocked ${lhr.audits['total-blocking-time'].displayValue}`);
  for (const [id, score, least] of scores) {
    if (score >= least) continue;
    wrong += 1;
    for (const { id: audit, weight } of lhr.categories[id].auditRefs) {
      const found = lhr.audits[audit];
      if (weight && found.score !== null && found.score < 0.9) console.log(`  ${id}: ${found.title} ${found.displayValue ?? ''} ${(found.details?.items ?? []).slice(0, 3).map((item) => item.node?.selector ?? item.url ?? item.description ?? '').join(' · ')}`);
    }
  }
  if (shift >= MOST_SHIFT) {
    wrong += 1;
    for (const item of lhr.audits['layout-shifts']?.details?.items ?? []) console.log(`  shift ${item.score?.toFixed(3)}: ${item.node?.selector}`);
  }
  if (process.env.REPORTS) writeFileSync(`${process.env.REPORTS}/${name.replaceAll(' ', '-')}.json`, JSON.stringify(lhr));
}
await browser.close();
site.close();
console.log(wrong ? `${wrong} below what is asked.` : 'All as asked.');
process.exitCode = wrong ? 1 : 0;
