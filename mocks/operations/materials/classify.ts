import type { ClassifiedMaterial, MaterialClassification, MaterialTypeDTO } from '../../../contracts/generated/types.ts'
import type { FileRecord } from '../../tenant/record-types.ts'

interface MaterialType extends MaterialTypeDTO {
  /** Words that give it away in a title or a description. */
  readonly words: RegExp
  readonly texture: string
}

const material = (
  type: string,
  description: string,
  texture: string,
  words: RegExp,
  finishes: string[],
): MaterialType => ({
  type,
  display_name: type.replace(/^./, (letter) => letter.toUpperCase()),
  description,
  common_finishes: finishes,
  texture,
  words,
})

export const materialTypes: readonly MaterialType[] = [
  material('wood', 'Timber and what is made of it', 'grained', /wood|bamboo|chair|table/i, ['matte', 'satin']),
  material('stone', 'Natural stone', 'rough', /stone|granite|marble/i, ['polished', 'honed']),
  material(
    'metal',
    'Steel, aluminium, gold and others',
    'smooth',
    /metal|steel|gold|silver|bronze|aluminum|car|bike/i,
    ['brushed', 'glossy'],
  ),
  material('fabric', 'Woven and knitted cloth', 'woven', /cotton|silk|shirt|pants|hat|towels|fabric/i, [
    'matte',
    'sheen',
  ]),
  material('leather', 'Hides, real or made', 'grained', /leather|shoes|gloves|bag/i, ['matte', 'glossy']),
  material('ceramic', 'Fired clay', 'smooth', /ceramic|tile|cup|bowl/i, ['glossy', 'matte']),
  material('plastic', 'Plastics and rubber', 'smooth', /plastic|rubber|keyboard|mouse|computer|ball/i, [
    'glossy',
    'matte',
  ]),
  material('glass', 'Glass', 'smooth', /glass|window/i, ['glossy', 'frosted']),
]

const patterns = ['solid', 'striped', 'geometric'] as const

/**
 * What an image is made of, by its own words; where they say nothing, out of its id. The mock looks at no picture here: equal
 * images have equal materials, and that is all it promises.
 */
export function classify(file: FileRecord): MaterialClassification {
  const text = [file.title, file.filename, file.upload_description, ...file.tags].join(' ')
  const chance = Number.parseInt(file.id.slice(0, 6), 16)
  const named = materialTypes.filter(({ words }) => words.test(text))
  const guessed = materialTypes[chance % materialTypes.length]
  const types = named.length > 0 ? named : guessed ? [guessed] : []
  return { version: '1.0', materials: types.map((type, index) => described(type, chance + index, named.length > 0)) }
}

const described = (
  { type, texture, common_finishes: finishes }: MaterialType,
  chance: number,
  isNamed: boolean,
): ClassifiedMaterial => ({
  material_type: type,
  surface_finish: finishes[chance % finishes.length] ?? 'matte',
  texture,
  pattern: patterns[chance % patterns.length] ?? 'solid',
  confidence: isNamed ? 0.9 : 0.55,
})
