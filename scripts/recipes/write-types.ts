import { writeFileSync } from 'node:fs'
import { inputTypes } from '../generate/inputs.ts'

// For a copy in which a recipe is tried: the types that the compiler then judges by.
for (const [name, text] of await inputTypes()) writeFileSync(new URL(`../../${name}`, import.meta.url), text)
