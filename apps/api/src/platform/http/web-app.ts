import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import expressStaticGzip from 'express-static-gzip';

/** Files named after their content: `main-4GJ5X2PQ.js`, and the same compressed. */
const NAMED_BY_CONTENT = /-[A-Za-z0-9_-]{8}\.(js|css|woff2|svg|png)(\.br|\.gz)?$/;

const isApi = (path: string) => path === '/api' || path.startsWith('/api/');
// What a browser asks for as a page, and never for a script, a style or a picture.
const isOpened = (request: Request) => request.headers.accept?.includes('text/html') === true;
const isFile = (path: string) => path.slice(path.lastIndexOf('/')).includes('.');

/**
 * Serves the built web app: its files, compressed where a compressed copy lies beside them, and its one page
 * for every other address, so that a link into the app can be opened. A file that is not there is a 404,
 * never the page: a browser would try to run it. Somebody who opened such an address gets the page, which says so.
 */
export function serveWebApp(webDir: string): RequestHandler[] {
  const indexFile = join(webDir, 'index.html');
  if (!existsSync(indexFile)) return [];
  const page = readFileSync(indexFile);

  const files = expressStaticGzip(webDir, {
    enableBrotli: true,
    orderPreference: ['br', 'gz'],
    index: false,
    serveStatic: {
      index: false,
      redirect: false,
      setHeaders: (response, path) =>
        response.setHeader(
          'Cache-Control',
          NAMED_BY_CONTENT.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    },
  });

  const serveFile = (request: Request, response: Response, next: NextFunction) =>
    isApi(request.path) || !isFile(request.path) ? next() : files(request, response, next);

  const servePage = (request: Request, response: Response, next: NextFunction) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const wantsPage = isRead && (!isFile(request.path) || isOpened(request));
    if (isApi(request.path) || !wantsPage) return next();
    response.set('Cache-Control', 'no-cache').type('html').send(page);
  };
  return [serveFile, servePage];
}
