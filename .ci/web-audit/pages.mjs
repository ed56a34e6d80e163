// Which pages are looked at: the largest of each kind that the built site holds, and tools as they are used.
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

export const SITE = fileURLToPath(new URL('../../site/', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.txt': 'text/plain' };

/* Things by what `name` says of them, in their order. */
export const group = (things, name) => {
  const found = new Map();
  for (const thing of things) found.set(name(thing), [...(found.get(name(thing)) ?? []), thing]);
  return found;
};

/* Every HTML page of the site: {path, kind, size}. */
export const allPages = () => readdirSync(SITE, { recursive: true, withFileTypes: true })
  .filter((file) => file.isFile() && file.name.endsWith('.html'))
  .map((file) => relative(SITE, join(file.parentPath, file.name)))
  .sort()
  .map((path) => {
    const text = readFileSync(join(SITE, path), 'utf8');
    return { path, kind: /data-kind="([^"]+)"/.exec(text)?.[1] ?? 'plain', size: text.length };
  });

/* The largest page of each kind: what holds there holds for its sisters. */
export const samplePages = () => [...group(allPages(), ({ kind }) => kind).values()]
  .map((pages) => pages.reduce((a, b) => (b.size > a.size ? b : a)));

/* Addresses of tools as they are used, made from what the content holds. */
export const states = () => {
  const [first, second, third] = JSON.parse(readFileSync(join(SITE, 'api/v1/programs.json'), 'utf8')).programs
    .toSorted((a, b) => b.counts.answered - a.counts.answered);
  const [, name, value] = /<input type="checkbox" name="([^"]+)" value="([^"]+)"/.exec(readFileSync(join(SITE, 'programs/index.html'), 'utf8'));
  const pack = readdirSync(join(SITE, 'ask'))[0];
  return {
    filter: `programs/?${name}=${value}`,
    search: `search/?q=${encodeURIComponent(first.title.split(':')[0])}`,
    compare: `compare/?p=${[first, second, third].map(({ slug }) => slug).join()}`,
    checklist: `checklist/?program=${first.slug}`,
    pack: `ask/${pack}/?program=${first.slug}`,
    evidence: `programs/${first.slug}/#${first.answers?.[0]?.question ?? ''}`,
  };
};

/* Serves the site as a host does: compressed, with caching of what carries its hash in its name. */
export const serve = () => new Promise((resolve) => {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://site.test').pathname);
    const file = join(SITE, path.endsWith('/') ? `${path}index.html` : path);
    try {
      const content = readFileSync(file);
      response.writeHead(200, {
        'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
        'Content-Encoding': 'gzip',
        'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=600',
      });
      response.end(gzipSync(content));
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(0, '127.0.0.1', () => resolve({ url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() }));
});
