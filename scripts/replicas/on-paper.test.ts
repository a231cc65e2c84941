import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'

const folder = resolve(import.meta.dirname, '../../docs/replicas')
const read = (file: string) => readFileSync(`${folder}/${file}`, 'utf8')

test.each(['envoy.yaml', 'kubernetes.yaml'])('%s says that nobody ran it, and is YAML without a mistake', (file) => {
  const text = read(file)
  expect(text.split('\n')[0]).toContain('On paper')
  for (const document of parseAllDocuments(text)) expect([...document.errors, ...document.warnings]).toEqual([])
})

test('every file has the same replicas', () => {
  const ports = (file: string) => [...new Set(read(file).match(/\b401[1-9]\b/g))]
  for (const file of ['haproxy.cfg', 'nginx.conf', 'envoy.yaml'])
    expect(ports(file)).toEqual(['4011', '4012', '4013', '4014'])
})
