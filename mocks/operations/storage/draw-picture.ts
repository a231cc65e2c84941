import { palettePng, type Rgb } from '../../../fixtures/media/palette-png.ts'
import type { FileRecord } from '../../tenant/record-types.ts'

interface Hsl {
  readonly h: number
  readonly s: number
  readonly l: number
}

/** What a picture is made of, drawn out of the id: a wall, a floor, a thing that stands on it, a light. */
interface Scene {
  readonly colours: readonly [wall: Hsl, floor: Hsl, thing: Hsl, light: Hsl]
  /** Where the thing stands, how wide and how high it is, each a share of the picture. */
  readonly thing: { readonly left: number; readonly width: number; readonly height: number }
}

/** Which part of the height the floor has. */
const floorShare = 0.3
/** Half of the light's height, a share of the picture's. */
const lightRadius = 0.09

const digits = (id: string, from: number, length: number): number => Number.parseInt(id.slice(from, from + length), 16)

function sceneOf(id: string): Scene {
  const hue = digits(id, 0, 4) % 360
  const width = 0.16 + (digits(id, 6, 1) / 15) * 0.22
  return {
    colours: [
      { h: hue, s: 40, l: 72 },
      { h: (hue + 30) % 360, s: 25, l: 45 },
      { h: (hue + 140 + (digits(id, 4, 2) % 80)) % 360, s: 60, l: 45 },
      { h: hue, s: 20, l: 94 },
    ],
    thing: { left: 0.1 + (digits(id, 7, 1) / 15) * (0.8 - width), width, height: 0.3 + (digits(id, 9, 1) / 15) * 0.25 },
  }
}

/** The colours of a picture, and which part of it each covers. */
export function pictureColors({ id }: Pick<FileRecord, 'id'>) {
  const { colours, thing } = sceneOf(id)
  const thingShare = thing.width * thing.height
  const lightShare = 2 * lightRadius * lightRadius * 0.75
  const shares = [1 - floorShare - thingShare * 0.8 - lightShare, floorShare - thingShare * 0.2, thingShare, lightShare]
  return colours.map((colour, index) => ({ ...colour, share: shares[index] ?? 0 }))
}

/** HSL in degrees and percents as RGB (CSS Color 4 §7.1). */
function rgbOf({ h, s, l }: Hsl): Rgb {
  const channel = (n: number) => {
    const k = (n + h / 30) % 12
    const part = l / 100 - (s / 100) * Math.min(l / 100, 1 - l / 100) * Math.max(-1, Math.min(k - 3, 9 - k, 1))
    return Math.round(part * 255)
  }
  return [channel(0), channel(8), channel(4)]
}

/** Draws the picture of a file that has no bytes, in any size: a real PNG, the same every time, another for every id. */
export function drawPicture(id: string, { width, height }: { readonly width: number; readonly height: number }) {
  const { colours, thing } = sceneOf(id)
  const [wall, floor, object, light] = colours
  const floorFrom = height * (1 - floorShare)
  const thingTo = height * (1 - floorShare + thing.height * 0.2)
  const thingFrom = thingTo - height * thing.height
  return palettePng({
    width,
    height,
    palette: [rgbOf(wall), rgbOf(floor), rgbOf(object), rgbOf(light)],
    colourAt(x, y) {
      const isInThing =
        x >= width * thing.left && x < width * (thing.left + thing.width) && y >= thingFrom && y < thingTo
      if (isInThing) return 2
      if (y >= floorFrom) return 1
      return Math.abs(x - width / 2) / height + Math.abs(y - height * 0.14) / height < lightRadius ? 3 : 0
    },
  })
}
