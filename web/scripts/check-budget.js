// Holds the page to what a first visit may cost, counted as it goes over the wire. Run after a build.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const dist = new URL('../dist/', import.meta.url).pathname;
const kilobyte = 1024;
const budgets = { js: 130 * kilobyte, css: 20 * kilobyte };

const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
const html = readFileSync(join(dist, 'index.html'), 'utf8');
const entry = Object.values(manifest).find((chunk) => chunk.isEntry);

function withImports(chunk, seen = new Set()) {
  if (seen.has(chunk)) return seen;
  seen.add(chunk);
  for (const name of chunk.imports ?? []) withImports(manifest[name], seen);
  return seen;
}

const chunks = [...withImports(entry)];
const theme = html.match(/src="\/(assets\/theme-[^"]+)"/)?.[1];
const first = {
  js: [...chunks.map(({ file }) => file), theme],
  css: [...new Set(chunks.flatMap(({ css }) => css ?? []))],
};

const faults = [];
for (const [type, files] of Object.entries(first)) {
  const bytes = files.reduce((sum, file) => sum + statSync(join(dist, `${file}.gz`)).size, 0);
  const line = `first load: ${type} ${(bytes / kilobyte).toFixed(1)} of ${budgets[type] / kilobyte} KB compressed`;
  console.log(line);
  if (bytes > budgets[type]) faults.push(line);
}
if (chunks.some(({ file }) => readFileSync(join(dist, file), 'utf8').includes('MANIFEST_PARSED'))) {
  faults.push('hls.js is part of the first load; it belongs to the player.');
}
if (/<script(?![^>]*\bsrc=)|<style|\sstyle=/.test(html)) {
  faults.push('index.html has an inline script or style, which the content security policy refuses.');
}
for (const file of first.css) {
  const other = readFileSync(join(dist, file), 'utf8').match(/url\(["']?(?:https?:)?\/\/[^)]*\)/);
  if (other) faults.push(`${file} asks another host: ${other[0]}`);
}
for (const fault of faults) console.error(`Fault: ${fault}`);
process.exit(faults.length > 0 ? 1 : 0);
