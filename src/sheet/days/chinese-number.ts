const DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  '○': 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

const NUMBER = /[〇零○一二两三四五六七八九十百千]+/g;

/** Writes Chinese numbers in digits: `三十个工作日` becomes `30个工作日`, `二〇二六年十二月` becomes `2026年12月`. */
export function withDigits(text: string): string {
  return text.replaceAll(NUMBER, (written) => valueOf(written) ?? written);
}

function valueOf(written: string): string | undefined {
  const signs = Array.from(written);
  if (signs.every((sign) => sign in DIGITS)) return signs.map((sign) => DIGITS[sign]).join('');
  let sum = 0;
  let pending: number | undefined;
  for (const sign of signs) {
    const unit = UNITS[sign];
    if (unit === undefined) {
      if (pending !== undefined && pending !== 0) return undefined;
      pending = DIGITS[sign] ?? 0;
    } else {
      sum += (pending ?? 1) * unit;
      pending = undefined;
    }
  }
  return `${sum + (pending ?? 0)}`;
}
