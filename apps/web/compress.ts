import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/**
 * Writes a `.gz` and a `.br` beside each text file of the web build, so that the server sends
 * bytes made once, at the highest level, instead of compressing each answer.
 * Usage: `node apps/web/compress.ts apps/web/dist/browser`
 */

const [folder] = process.argv.slice(2);
if (folder === undefined)
  throw new Error('Name the folder to compress: node apps/web/compress.ts apps/web/dist/browser');

// Below this the saving is smaller than the header that announces it.
const SMALLEST_BYTES = 512;

for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.(js|css|html|svg|txt|webmanifest)$/.test(entry.name)) continue;
  const path = join(entry.parentPath, entry.name);
  const bytes = await readFile(path);
  if (bytes.length < SMALLEST_BYTES) continue;
  await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
  await writeFile(
    `${path}.br`,
    await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  );
}
