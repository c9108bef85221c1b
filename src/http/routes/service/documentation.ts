import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Registry } from '../../../engine/definition/registry.ts';
import { Problem } from '../../../platform/wording/problem.ts';
import { NO_SUCH_ADDRESS } from '../../answer/no-such-address.ts';
import { otherContent } from '../../answer/reply.ts';
import { defineRoute, type Route } from '../../define-route.ts';
import { openApiDocument } from '../../docs/openapi-document.ts';

/** Everything comes from here; no script or style stands in the page itself. */
const PAGE_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-cache',
};

const PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>onedoor 一门通办 · 接口文档 API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" href="/docs/favicon-32x32.png">
</head>
<body>
<div id="document"></div>
<noscript>接口描述见 /openapi.json。The document itself is at /openapi.json.</noscript>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#document', deepLinking: true, validatorUrl: null });\n`;

const MEDIA_TYPES = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
  'start.js': 'text/javascript; charset=utf-8',
} as const;

type Asset = keyof typeof MEDIA_TYPES;

/** The documentation of a table of routes; the table is asked for late because it contains these too. */
export function documentationRoutes(table: () => readonly Route[]): readonly Route[] {
  const texts = new WeakMap<Registry, string>();

  const openapi = defineRoute({
    method: 'GET',
    path: '/openapi.json',
    title: { zh: '接口描述', en: 'This document' },
    tag: 'documentation',
    access: 'public',
    responses: { 200: z.record(z.string(), z.unknown()) },
    problems: [],
  }).handledBy((_request, { engine: { registry } }) => {
    const content = texts.get(registry) ?? JSON.stringify(openApiDocument(table(), registry.all));
    texts.set(registry, content);
    return { status: 200, content };
  });

  return [openapi, page, asset];
}

const page = defineRoute({
  method: 'GET',
  path: '/docs',
  title: { zh: '接口文档', en: 'The documentation to read and try' },
  tag: 'documentation',
  access: 'public',
  responses: { 200: otherContent('text/html') },
  problems: [],
}).handledBy(() => ({
  status: 200,
  headers: { 'Content-Type': 'text/html; charset=utf-8', ...PAGE_HEADERS },
  content: PAGE,
}));

const asset = defineRoute({
  method: 'GET',
  path: '/docs/{file}',
  title: { zh: '接口文档所用文件', en: 'Files of the documentation' },
  tag: 'documentation',
  access: 'public',
  params: z.strictObject({ file: z.string().max(100) }),
  responses: { 200: otherContent('*/*') },
  problems: ['not-found'],
}).handledBy(async ({ params: { file } }) => {
  if (!isAsset(file)) throw new Problem('not-found', NO_SUCH_ADDRESS);
  const headers = { 'Content-Type': MEDIA_TYPES[file], ...PAGE_HEADERS };
  return { status: 200, headers, content: file === 'start.js' ? START : await contentOf(file) };
});

function isAsset(file: string): file is Asset {
  return Object.hasOwn(MEDIA_TYPES, file);
}

const contents = new Map<Asset, Promise<Uint8Array>>();

/** Read from the package once: 1.5 MB that only those who open the page cause to be kept. */
function contentOf(file: Asset): Promise<Uint8Array> {
  const known = contents.get(file);
  if (known !== undefined) return known;
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const content = readFile(join(folder, file));
  contents.set(file, content);
  return content;
}
