import { visible } from './visible.ts'

/**
 * Breaks a text into lines of at most `width` characters, each behind the indent. A word that is longer than a line is
 * broken wherever the line ends, so that no line is ever wider; line breaks of the text stay. Characters that act on a
 * terminal are shown instead, and no line is a command to the machine that runs a workflow.
 */
export function wrap(text: string, width: number, indent = ''): string[] {
  const room = Math.max(10, width - indent.length)
  return visible(text)
    .split('\n')
    .flatMap((paragraph) => {
      const lines: string[] = []
      let line = ''
      for (const word of paragraph.split(' ').flatMap((part) => pieces(part, room))) {
        if (line !== '' && line.length + 1 + word.length > room) {
          lines.push(line)
          line = word
        } else line = line === '' ? word : `${line} ${word}`
      }
      return [...lines, line].map((content) => (indent + disarmed(content)).trimEnd())
    })
}

/** GitHub obeys a line that begins with `::`, or holds `##[` anywhere, whoever wrote it. */
const disarmed = (line: string): string => line.replace(/^(\s*:)(?=:)/, '$1 ').replaceAll('##[', '## [')

function pieces(word: string, room: number): string[] {
  const parts: string[] = []
  for (let rest = word; ; rest = rest.slice(room)) {
    parts.push(rest.slice(0, room))
    if (rest.length <= room) return parts
  }
}
