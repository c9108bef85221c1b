import type { Words } from '../../platform/wording/words.ts';
import { COMMON_PASSWORDS } from './common-passwords.ts';

const FEWEST = 10;
/** Longer ones only cost time to hash. */
const MOST = 200;
const KINDS = [/\p{Lu}/u, /\p{Ll}/u, /\p{N}/u, /[^\p{Lu}\p{Ll}\p{N}]/u];

/**
 * Why a password may not be taken, in words; undefined where it may. Characters are counted as people see them, and
 * 汉字 are of the kind of signs. What was used before is asked of the hashes, not here.
 */
export function whyWeak(password: string, names: readonly string[]): Words | undefined {
  const length = signsOf(password).length;
  if (length < FEWEST || length > MOST) {
    return {
      zh: `口令须有${FEWEST}至${MOST}个字符，现有${length}个。`,
      en: `A password has ${FEWEST} to ${MOST} characters; this one has ${length}.`,
    };
  }
  if (KINDS.filter((kind) => kind.test(password)).length < 3) {
    return {
      zh: '口令须含大写字母、小写字母、数字、其他字符中的至少三种。',
      en: 'A password holds three of: capital letters, small letters, digits, other characters.',
    };
  }
  const plain = plainOf(password);
  const named = names.find((name) => signsOf(name).length > 1 && plain.includes(plainOf(name)));
  if (named !== undefined) {
    return {
      zh: `口令中不要有姓名或登录名“${named}”。`,
      en: `A password does not hold the name "${named}".`,
    };
  }
  if (
    new Set(plain).size < 5 ||
    COMMON.reduce((rest, common) => rest.replaceAll(common, ''), plain).length < 6
  ) {
    return {
      zh: '口令过于常见，请换一个别人猜不到的。',
      en: 'The password is a common one; take one that others do not guess.',
    };
  }
  return undefined;
}

/** Signs as people count them. */
function signsOf(text: string): readonly string[] {
  return Array.from(SIGNS.segment(text), ({ segment }) => segment);
}

const SIGNS = new Intl.Segmenter('zh');

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
};

/** As a guesser compares: width, case and the usual signs for letters make no difference. */
function plainOf(text: string): string {
  return signsOf(text.normalize('NFKC').toLowerCase())
    .map((sign) => LOOKS_LIKE[sign] ?? sign)
    .join('');
}

const COMMON = COMMON_PASSWORDS.map(plainOf).toSorted((one, other) => other.length - one.length);
