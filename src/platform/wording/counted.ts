/** A number with what is counted, in English: `1 working day`, `2 working days`. */
export function counted(n: number, one: string, several = `${one}s`): string {
  return `${n} ${n === 1 ? one : several}`;
}
