/** A key's texts: Chinese for the title an editor shows, both languages in the explanation. */
export function told(title: string, zh: string, en: string): { title: string; description: string } {
  return { title, description: `${zh}。${en}.` };
}
