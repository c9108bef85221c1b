import { resolve, sep } from 'node:path';
import { configKeys } from '../platform/config/config-keys.ts';
import type { Config } from '../platform/config/config-schema.ts';
import { PLACE_FAULTS } from '../platform/place-fault.ts';
import { isDatabaseError } from '../platform/postgres/database-error.ts';
import { redactUrl } from '../platform/process/redact.ts';
import { loadOwnSettings } from './opening/own-settings.ts';

/** What Node puts on errors of the system. */
interface SystemError {
  readonly code?: string;
  readonly syscall?: string;
  readonly path?: string;
  readonly hostname?: string;
}

/** What kept a program from its work, as one line that names setting, value and remedy where a setting is to blame. */
export function tellFailure(error: unknown, config = settingsAtHand()): string {
  const said = error instanceof Error ? error.message : String(error);
  if (config === undefined || typeof error !== 'object' || error === null) return said;
  const system = error as SystemError;
  return (
    ofListening(system, config) ?? ofFolder(system, said, config) ?? ofDatabase(error, said, config) ?? said
  );
}

/** Undefined where the settings themselves are what is wrong. */
function settingsAtHand(): Config | undefined {
  try {
    return loadOwnSettings().config;
  } catch {
    return undefined;
  }
}

const ADDRESSES: Readonly<Record<string, string>> = {
  EADDRNOTAVAIL: '不是本机地址 no address of this machine',
  ENOTFOUND: '没有这个主机名 no such host',
  EAI_AGAIN: '主机名解析失败 the name cannot be resolved',
};

function ofListening(
  { code = '', syscall, hostname }: SystemError,
  { host, port }: Config,
): string | undefined {
  if (syscall === 'listen' && code === 'EADDRINUSE')
    return `端口 ${port} 已被占用。PORT=${port} is in use on ONEDOOR_HOST=${host} by another program: stop that one, or set another PORT.`;
  if (syscall === 'listen' && code === 'EACCES')
    return `无权监听端口 ${port}。PORT=${port} may not be listened on by this user: set a PORT from 1024.`;
  if (syscall !== 'listen' && !(syscall === 'getaddrinfo' && hostname === host)) return undefined;
  return `无法监听 ${host}。ONEDOOR_HOST=${host}: ${ADDRESSES[code] ?? code}; set an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them.`;
}

/** A folder that a setting names, and in which something was looked for in vain. */
function ofFolder({ code = '', path }: SystemError, said: string, config: Config): string | undefined {
  const values = config as Readonly<Record<string, unknown>>;
  for (const { path: names, variable } of configKeys) {
    const [name = ''] = names;
    const folder = values[name];
    if (!name.endsWith('Dir') || typeof folder !== 'string') continue;
    // Of what a file there says the message begins with its place.
    if (isWithin(said, folder, `${sep}:, `)) return `${variable}=${folder}: ${said}`;
    if (path === undefined || !isWithin(path, folder, sep)) continue;
    return `${variable}=${folder}: ${path} ${PLACE_FAULTS[code] ?? code}. 请改正该设置。 Name another folder with ${variable}.`;
  }
  return undefined;
}

/** Whether a text begins with a folder, after which its path or something else goes on: /data is no part of /data2. */
function isWithin(text: string, folder: string, after: string): boolean {
  const whole = resolve(folder);
  if (!text.startsWith(whole)) return false;
  return text === whole || whole.endsWith(sep) || after.includes(text.charAt(whole.length));
}

/** What PostgreSQL says in the middle of a start, by its own codes. */
function ofDatabase(error: object, said: string, { databaseUrl }: Config): string | undefined {
  if (!isDatabaseError(error) || databaseUrl === undefined) return undefined;
  const remedy =
    error.code === '42501' ? 'the user lacks a right: make it the owner of the database' : 'see the server';
  return `PostgreSQL（DATABASE_URL=${redactUrl(databaseUrl)}）：${said.split('\n', 1)[0]}; ${remedy}.`;
}
