// Loaded by --import into end-to-end tests and into every Node process that they start: says which mutant is on, and notes
// each that is passed. What it needs to know stands in its own address, so that it travels in NODE_OPTIONS alone. Plain
// JavaScript, because the Node that loads it may be older than ours.
import { appendFileSync } from 'node:fs'

const { searchParams } = new URL(import.meta.url)
const active = Number(searchParams.get('mutant'))
const file = searchParams.get('passes')
const passed = new Set()

globalThis.isMutant = (id) => {
  // At once, because a test may kill the process.
  if (!passed.has(id)) appendFileSync(file, `${id}\n`)
  passed.add(id)
  return id === active
}
