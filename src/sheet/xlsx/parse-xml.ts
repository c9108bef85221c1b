import { SaxesParser } from 'saxes';
import { Problem } from '../../platform/wording/problem.ts';
import { broken } from './zip-entries.ts';

/** What a reader of XML hears; names are without their prefix. */
export interface XmlListener {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** Parses XML piece by piece, so that other requests have their turn. Throws `body-invalid` where it is not sound. */
export async function parseXml(pieces: AsyncIterable<string>, listener: XmlListener): Promise<void> {
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => listener.open(localName(name), attributes));
  parser.on('text', (text) => listener.text?.(text));
  parser.on('cdata', (text) => listener.text?.(text));
  parser.on('closetag', ({ name }) => listener.close?.(localName(name)));
  try {
    for await (const piece of pieces) parser.write(piece);
    parser.close();
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw broken();
  }
}

/** An attribute by its name without prefix. */
export function attributeOf(
  attributes: Readonly<Record<string, string>>,
  wanted: string,
): string | undefined {
  for (const name in attributes) if (localName(name) === wanted) return attributes[name];
  return undefined;
}

/** Undoes `_x000D_`, by which workbooks write characters that XML cannot hold. */
export function unescaped(text: string): string {
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
