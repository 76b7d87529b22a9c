import type { ExportFormat } from '@learning-reviews/contracts/agency-export.contract';
import type { Response } from 'express';
import { type Reader, ReaderLeft } from './export-reader.js';
import { MEDIA_TYPE } from './export-file.js';

/** Makes an answer a file of this name, which nobody on the way keeps. */
export function asFile(response: Response, name: string, format: ExportFormat): Response {
  return response.set({
    'content-type': MEDIA_TYPE[format],
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  });
}

/** Whoever waits for this answer, as a reader of a file. */
export function readerOf(response: Response, format: ExportFormat): Reader {
  const left = new AbortController();
  response.once('close', () => left.abort(new ReaderLeft('The reader has gone')));
  return { left: left.signal, open: (name) => asFile(response, name, format) };
}
