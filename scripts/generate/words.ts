import { faker } from '@faker-js/faker'
import { header } from './header.ts'

const sorted = (texts: Iterable<string>): readonly string[] => [...new Set(texts)].sort()

/** So many different texts of a kind that fit. */
function some(count: number, make: () => string, fits: RegExp): readonly string[] {
  const texts = new Set<string>()
  for (let tries = 0; texts.size < count; tries++) {
    if (tries > 100_000) throw new Error(`faker makes fewer than ${count} texts that fit ${fits}`)
    const text = make()
    if (fits.test(text)) texts.add(text)
  }
  return sorted(texts)
}

/** Short words that "a" can stand before. */
const plain = /^[bcdfgjklmnpqrstvwz][a-z]{2,8}$/

const shortLy = /^[a-z]{3,7}ly$/

const phrase = /^[A-Za-z][A-Za-z- ]+$/

/** The words and phrases of which made-up records consist, made by faker; equal versions of it make equal lists. */
export function generateWords(): string {
  faker.seed(1)
  const { commerce, color } = faker.definitions
  const lists = {
    adjectives: some(180, () => faker.word.adjective(), plain),
    adverbs: some(50, () => faker.word.adverb(), shortLy),
    nouns: some(60, () => faker.word.noun(), plain),
    products: sorted(commerce.product_name.product),
    productAdjectives: sorted(commerce.product_name.adjective),
    materials: sorted(commerce.product_name.material),
    departments: sorted(commerce.department),
    colors: sorted(color.human.filter((name) => plain.test(name))),
    buzzVerbs: some(24, () => faker.company.buzzVerb(), phrase),
    buzzAdjectives: some(24, () => faker.company.buzzAdjective(), phrase),
    buzzNouns: some(24, () => faker.company.buzzNoun(), phrase),
    latin: some(160, () => faker.lorem.word(), /^[a-z]{2,7}$/),
  }
  // Text parted by commas is two thirds of the size of a list.
  const entries = Object.entries(lists).map(([name, texts]) => `  ${name}: '${texts.join(',')}'.split(','),\n`)
  return `${header}\n/** Words and phrases made by @faker-js/faker, of which made-up records consist. */\nexport const words = {\n${entries.join('')}}\n`
}
