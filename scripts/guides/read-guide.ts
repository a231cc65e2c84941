import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

export interface Block {
  readonly language: string
  /** The file that the block is quoted from, relative to one of the guide's folders. */
  readonly file: string | undefined
  readonly text: string
}

export interface Guide {
  readonly markdown: string
  /** Where its files are quoted from, relative to the root. */
  readonly folders: readonly string[]
  readonly blocks: readonly Block[]
}

const blocksOf = (markdown: string): Block[] =>
  [...markdown.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(([, language = '', file, text = '']) => ({
    language,
    file,
    text,
  }))

/** Reads a guide: its first line names the folders, each block of code may name its file. */
export function readGuide(path: string): Guide {
  const markdown = readFileSync(path, 'utf8')
  const [comment = ''] = markdown.split('\n')
  const folders = [...comment.matchAll(/\b(?:fixtures|docs)\/[\w/-]+/g)].map(([folder]) => folder)
  return { markdown, folders, blocks: blocksOf(markdown) }
}

/** What the blocks of one file say, in their order; undefined when the guide does not quote it. */
export const quoted = ({ blocks }: Guide, file: string): string | undefined => {
  const texts = blocks.flatMap((block) => (block.file === file ? [block.text] : []))
  return texts.length === 0 ? undefined : texts.join('\n')
}

/** The files that a block is quoted from: those of its name that hold its text. */
export const sourcesOf = (root: string, { folders }: Guide, { file = '', text }: Block): string[] =>
  folders
    .map((folder) => join(root, folder, file))
    .filter((path) => existsSync(path) && readFileSync(path, 'utf8').includes(text.trimEnd()))

const imports: Readonly<Record<string, RegExp>> = {
  js: /(?:from|import\() ?'(\.[^']+)'/g,
  ts: /(?:from|import\() ?'(\.[^']+)'/g,
  html: /src="\/([^"]+)"/g,
  python: /^from (\w+) import/gm,
}

/** The files beside itself that a quoted block needs, by their names in the project. */
export function neededBy(root: string, { folders }: Guide, { language, file = '', text }: Block): string[] {
  const pattern = imports[language]
  if (!pattern) return []
  const isOwn = (path: string) => folders.some((folder) => existsSync(join(root, folder, path)))
  return [...text.matchAll(pattern)].flatMap(([, target = '']) => {
    // A module of Python's own is written as one of ours is.
    if (language === 'python') return isOwn(`${target}.py`) ? [`${target}.py`] : []
    return [language === 'html' ? target : posix.join(posix.dirname(file), target)]
  })
}
