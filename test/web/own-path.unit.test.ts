import { expect, it } from '@jest/globals';
import { ownPath } from '../../src/web/own-path.ts';

it('after signing in, people go to a page of ours and nowhere else', () => {
  for (const ours of ['/desk', '/tasks?light=red&text=a', '/tasks/01a2/do/receive'])
    expect(ownPath(ours)).toBe(ours);
  const others = [
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    null,
  ];
  for (const other of others) {
    expect(ownPath(other)).toBe('/desk');
    expect(new URL(ownPath(other), 'http://ours.example').host).toBe('ours.example');
  }
});
