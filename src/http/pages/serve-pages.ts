import { join } from 'node:path';
import { type RequestHandler, Router } from 'express';
import { projectRoot } from '../../platform/process/project-root.ts';
import type { SignInSettings } from '../request/session-cookie.ts';
import { loadPageFiles, type PageFile, type PageFiles } from './page-files.ts';

/** Addresses of pages; the page itself says what is not there. */
const PAGES = ['/', '/sign-in', '/desk', '/tasks', '/tasks/new', '/tasks/:id', '/tasks/:id/do/:event'];

/** On every page: nothing comes from elsewhere, nothing runs that is not ours, nobody frames it. */
const PAGE_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Serves the pages and their files; nothing where they were not built. */
export function servePages({ publicUrl }: Pick<SignInSettings, 'publicUrl'>): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const built = loadPageFiles(join(projectRoot(), 'dist', 'web'));
  if (built === undefined) return router;
  const base = publicUrl === undefined ? '' : new URL(publicUrl).pathname.replace(/\/$/, '');
  const html = pageOf(built, base);
  const page: RequestHandler = (_request, response) => {
    response.set({
      ...PAGE_HEADERS,
      'Cache-Control': 'no-cache',
      'Content-Type': 'text/html; charset=utf-8',
    });
    response.end(html);
  };
  for (const path of PAGES) router.get(path, page);
  router.get('/assets/:file', (request, response, next) => {
    const file = built.files.get(request.params.file);
    if (file === undefined) {
      next();
      return;
    }
    const [encoding, content] = encoded(file, request.headers['accept-encoding']);
    response.set({
      ...PAGE_HEADERS,
      // Its name changes with its content.
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Type': file.type,
      Vary: 'Accept-Encoding',
      ...(encoding !== undefined && { 'Content-Encoding': encoding }),
    });
    response.set('Content-Length', String(content.byteLength));
    response.end(content);
  });
  return router;
}

function encoded({ gzip, plain }: PageFile, accepted = ''): readonly [string | undefined, Buffer] {
  if (/\bgzip\b/.test(accepted)) return ['gzip', gzip];
  return [undefined, plain];
}

/** The page that every address begins with; `base` is where the product stands below its host. */
function pageOf({ script, style }: PageFiles, base: string): string {
  return `<!doctype html>
<html lang="zh-CN" data-base="${base}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="进一门，找一人 One door, one person">
<title>进一门 找一人</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${base}/assets/${style}">
<script type="module" src="${base}/assets/${script}"></script>
</head>
<body>
<div id="root"></div>
<noscript>请启用 JavaScript 后使用。Please enable JavaScript.</noscript>
</body>
</html>
`;
}
