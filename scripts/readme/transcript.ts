/** One command of a page and what it is said to print. */
export interface Transcript {
  readonly command: string
  readonly expected: string
}

/** The commands in a page's `console` blocks: a line that begins with `$ `, then what it prints up to the next. */
export function readTranscripts(page: string): Transcript[] {
  const blocks = [...page.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text)
  return blocks.flatMap((block) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const end = part.indexOf('\n')
        return { command: part.slice(0, end), expected: part.slice(end + 1).trimEnd() }
      }),
  )
}

/** The text of a page's code blocks in one language. */
export const readCode = (page: string, language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text = '']) => text)

/** What is printed must be what is shown: `…` stands for any text in a line, alone on a line for any number of lines. */
export function matchesShown(printed: string, shown: string): boolean {
  const pattern = shown
    .split('\n')
    .map((line) => (line === '…' ? '[\\s\\S]*?' : line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('…', '.*')))
    .join('\n')
  return new RegExp(`^${pattern}$`).test(printed.trimEnd().replaceAll('\r\n', '\n'))
}
