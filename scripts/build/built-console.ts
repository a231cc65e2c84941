import type { Plugin } from 'rolldown'
import { buildConsole } from './console.ts'

/** Builds the console before everything else: the server ships it as a folder beside itself. */
export const builtConsole = (): Plugin => ({ name: 'built-console', buildStart: () => buildConsole() })
