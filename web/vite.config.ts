import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

/** Puts the script that chooses the theme before the first paint into the head: a file, since inline scripts are refused. */
function earlyTheme(): Plugin {
  const source = readFileSync('src/ui/early-theme.js', 'utf8');
  const hash = createHash('sha256').update(source).digest('base64url').slice(0, 8);
  const fileName = `assets/theme-${hash}.js`;
  return {
    name: 'early-theme',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source });
    },
    transformIndexHtml: () => [{ tag: 'script', attrs: { src: `/${fileName}` }, injectTo: 'head-prepend' }],
  };
}

/** Lays a .gz and a .br beside every text asset, so that the server only picks one. */
function compressed(): Plugin {
  let directory = 'dist';
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: (config) => {
      directory = config.build.outDir;
    },
    async closeBundle() {
      const files = await readdir(directory, { recursive: true });
      await Promise.all(
        files
          .filter((file) => /\.(js|css|html|svg|json|wasm)$/.test(file))
          .map((file) => compress(join(directory, file))),
      );
    },
  };
}

const largeBytes = 1_000_000;

async function compress(file: string): Promise<void> {
  const bytes = await readFile(file);
  // The last few per cent of a large file would take half a minute of each build.
  const quality = bytes.length > largeBytes ? 6 : 11;
  const [gz, br] = await Promise.all([
    promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
  ]);
  await Promise.all([writeFile(`${file}.gz`, gz), writeFile(`${file}.br`, br)]);
}

export default defineConfig({
  plugins: [svelte(), earlyTheme(), compressed()],
  // libass comes as a module that loads others.
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // A data: address is not allowed by the content security policy, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    // hls.js is one large file by nature and comes only with the player.
    chunkSizeWarningLimit: 600,
    // Who builds to watch a film has no use for where the time of the build goes.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/stream', '/health'].map((path) => [
        path,
        process.env.MEDIANEST_SERVER ?? 'http://localhost:8080',
      ]),
    ),
  },
});
