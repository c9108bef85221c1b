import type { Words } from '../../platform/wording/words.ts';

/** The one answer where nothing has the address that was asked for. */
export const NO_SUCH_ADDRESS: Words = {
  zh: '没有这样的地址，请核对路径。',
  en: 'Nothing has this address; check the path.',
};
