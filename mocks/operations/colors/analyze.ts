import { type Colord, colord, extend } from 'colord'
import lab from 'colord/plugins/lab'
import names from 'colord/plugins/names'
import { extractColorsFromImageData } from 'extract-colors'
import type { ColorAnalysis, DominantColor } from '../../../contracts/generated/types.ts'
import type { FileRecord } from '../../tenant/record-types.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { pictureColors } from '../storage/draw-picture.ts'
import { familyOf, isWarmHue } from './families.ts'
import { pixelsOf } from './pixels.ts'

extend([lab, names])

/** A colour and which part of its image it covers, from 0 to 1. */
interface Patch {
  readonly color: Colord
  readonly share: number
}

/** How many pixels are looked at, and how near two colours are that count as one. */
const sampling = { pixels: 64_000, distance: 0.12 }

/** The colours of an image, largest first: of its pixels where they can be read, else of the picture served in its place. */
async function patchesOf(tenant: Tenant, file: FileRecord): Promise<Patch[]> {
  const image = await pixelsOf(tenant, file)
  const patches = image
    ? extractColorsFromImageData(image, sampling).map(({ hex, area }) => ({ color: colord(hex), share: area }))
    : pictureColors(file).map(({ share, ...hsl }) => ({ color: colord(hsl), share }))
  return patches.sort((a, b) => b.share - a.share)
}

const tenth = (value: number) => Math.round(value * 10) / 10

function dominant({ color, share }: Patch, index: number): DominantColor {
  const { r, g, b } = color.toRgb()
  const { h, s, l } = color.toHsl()
  const { l: lightness, a, b: blue } = color.toLab()
  return {
    rank: index + 1,
    percentage: tenth(share * 100),
    hex: color.toHex().toUpperCase(),
    name: color.toName({ closest: true }) ?? '',
    family: familyOf({ h, s, l }),
    rgb: { r, g, b },
    hsl: { h, s, l },
    lab: { l: lightness, a, b: blue },
  }
}

const category = (value: number, low: string, middle: string, high: string) =>
  value < 35 ? low : value < 70 ? middle : high

/** Averages over the image, each colour weighed by what it covers. */
function analyticsOf(patches: readonly Patch[]): ColorAnalysis['analytics'] {
  const mean = (value: (patch: Patch) => number) =>
    patches.reduce((sum, patch) => sum + value(patch) * patch.share, 0) /
    Math.max(
      Number.EPSILON,
      patches.reduce((sum, { share }) => sum + share, 0),
    )
  const warmth = mean(({ color }) => {
    const { h, s } = color.toHsl()
    return (isWarmHue(h) ? s : -s) / 100
  })
  const brightness = mean(({ color }) => color.toHsl().l)
  const saturation = mean(({ color }) => color.toHsl().s)
  return {
    temperature: {
      value: Math.abs(warmth) < 0.1 ? 'neutral' : warmth > 0 ? 'warm' : 'cool',
      score: Math.round(Math.abs(warmth) * 100) / 100,
    },
    brightness: { average: tenth(brightness), category: category(brightness, 'dark', 'medium', 'light') },
    saturation: { average: tenth(saturation), category: category(saturation, 'muted', 'medium', 'vivid') },
  }
}

const known = new WeakMap<FileRecord, Promise<Patch[]>>()

/** @param extractedAt ISO text */
export async function analyzeColors(
  tenant: Tenant,
  file: FileRecord,
  maxColors: number,
  extractedAt: string,
): Promise<ColorAnalysis> {
  const all = known.get(file) ?? patchesOf(tenant, file)
  known.set(file, all)
  const patches = (await all).slice(0, maxColors)
  return {
    version: '1.0',
    dominant_colors: patches.map(dominant),
    analytics: analyticsOf(patches),
    extracted_at: extractedAt,
  }
}

/** How far two colours are from each other, CIE Delta E 2000, 0 to 100. */
export const deltaE = (a: string, b: string): number => colord(a).delta(b) * 100

export const isColor = (hex: string): boolean => /^#?[0-9a-f]{6}$/i.test(hex)
