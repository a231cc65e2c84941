import type {
  ColorAnalysis,
  ColorAnalysisResponseDTO,
  ColorSearchResultDTO,
  DominantColor,
} from '../../../contracts/generated/types.ts'
import { nearName } from '../../../contracts/near-name.ts'
import type { BodyOf } from '../../../contracts/operations/index.ts'
import { invalid, type Refusal } from '../../core/message.ts'
import type { FileRecord } from '../../tenant/record-types.ts'
import { isOver } from '../../tenant/work.ts'
import { findImage, jobOf, jobState, queueJob } from '../image-jobs.ts'
import { iso } from '../iso.ts'
import { openUrl } from '../open-url.ts'
import type { Context, Handler } from '../operation.ts'
import { analyzeColors, deltaE, isColor } from './analyze.ts'
import { colorFamilies } from './families.ts'

/** How many colours are extracted when nobody says. */
const defaultColors = 16

/** The analysis of an image: the last one asked for, or the one that every upload gets by itself. */
async function analysisOf({ tenant, nowMs }: Context, file: FileRecord): Promise<ColorAnalysisResponseDTO> {
  const job = jobOf(tenant, 'colors', file)
  const status = job ? jobState(job, nowMs) : nowMs >= file.variantsMs ? 'completed' : 'processing'
  if (status !== 'completed') return { image_id: file.id, status, color_analysis: null, extracted_at: null }
  const extractedAt = iso(job ? job.work.endMs : file.variantsMs)
  const analysis = await analyzeColors(tenant, file, job?.maxColors ?? defaultColors, extractedAt)
  return { image_id: file.id, status, color_analysis: analysis, extracted_at: extractedAt }
}

export const getColors: Handler<'getColors'> = async (call) => {
  const file = findImage(call.tenant, call.params.image_id)
  return 'error' in file ? file : { body: await analysisOf(call, file) }
}

export const extractColors: Handler<'extractColors'> = async (call) => {
  const { tenant, params, query, nowMs } = call
  const file = findImage(tenant, params.image_id)
  if ('error' in file) return file
  if (query.force || isDue(call, file)) await queueJob(tenant, 'colors', file, nowMs, query.n_colors)
  return { body: await analysisOf(call, file) }
}

/** Whether the last extraction failed: then it is run again without being forced. */
function isDue({ tenant, nowMs }: Context, file: FileRecord): boolean {
  const job = jobOf(tenant, 'colors', file)
  return job !== undefined && isOver(job.work, nowMs) && jobState(job, nowMs) === 'failed'
}

/** Queues what is not extracted already; ids that no image has are passed over. */
export const extractColorsOfImages: Handler<'extractColorsOfImages'> = async (call) => {
  const { tenant, body, nowMs } = call
  let queued = 0
  for (const id of new Set(body.image_ids)) {
    const file = findImage(tenant, id)
    if ('error' in file || !(body.force || isDue(call, file))) continue
    await queueJob(tenant, 'colors', file, nowMs, body.n_colors)
    queued += 1
  }
  return { body: { queued_count: queued, message: `${queued} images are queued for color extraction` } }
}

export const listColorFamilies: Handler<'listColorFamilies'> = () => ({ body: [...colorFamilies] })

type Question = BodyOf<'searchColors'>

/** What a search cannot be asked for. */
function refuseSearch({ hex_code: hex, color_name: name, color_family: family }: Question): Refusal | undefined {
  if (hex == null && name == null && family == null)
    return invalid('hex_code', 'Must be given, or color_name, or color_family')
  if (hex != null && !isColor(hex)) return invalid('hex_code', 'Must be a color such as #C4A87C')
  const families = colorFamilies.map((known) => known.name)
  if (family == null || families.includes(family)) return undefined
  const near = nearName(family, families)
  return invalid('color_family', `Must be one of ${families.join(', ')}${near ? `; did you mean "${near}"?` : ''}`)
}

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z]/g, '')

/** How well a colour answers a question, from 0 to 1; 0 when it does not. */
function scoreOf(color: DominantColor, question: Question): number {
  const { hex_code: hex, color_name: name, color_family: family, delta_e_threshold: threshold } = question
  if (color.percentage < question.min_percentage) return 0
  if (family != null && color.family !== family) return 0
  if (name != null && !plain(color.name).includes(plain(name)) && !plain(name).includes(plain(color.name))) return 0
  if (hex == null) return 1
  const distance = deltaE(color.hex, hex.startsWith('#') ? hex : `#${hex}`)
  return threshold === 0 ? Number(distance === 0) : Math.max(0, 1 - distance / threshold)
}

export const searchColors: Handler<'searchColors'> = async (call) => {
  const { tenant, body } = call
  const refusal = refuseSearch(body)
  if (refusal) return refusal
  const found: ColorSearchResultDTO[] = []
  for (const file of tenant.files.all()) {
    if (file.media_type !== 'image') continue
    const { color_analysis: analysis } = await analysisOf(call, file)
    const result = analysis && resultOf(call, file, analysis)
    if (result) found.push(result)
  }
  found.sort((a, b) => (b.match_score ?? 0) - (a.match_score ?? 0))
  const { limit, offset } = body
  return { body: { results: found.slice(offset, offset + limit), total_count: found.length, limit, offset } }
}

function resultOf(
  call: Context & { readonly body: Question },
  file: FileRecord,
  analysis: ColorAnalysis,
): ColorSearchResultDTO | undefined {
  const [best] = analysis.dominant_colors
    .map((color) => ({ color, score: scoreOf(color, call.body) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  if (!best) return undefined
  return {
    image_id: file.id,
    thumbnail_url: openUrl(call, `/storage/${file.id}?variant=small_256`),
    color_analysis: analysis,
    match_score: best.score,
    matched_hex: best.color.hex,
    matched_percentage: best.color.percentage,
  }
}
