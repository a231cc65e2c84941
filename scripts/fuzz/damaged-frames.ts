import { flags, frame, frameTypes, literal, uint32 } from '../../mocks/testing/http2-frames.ts'
import type { Chance } from './chance.ts'
import type { RawRequest } from './raw-request.ts'

type Line = readonly [name: string, value: string]

/** The lines of a request, its pseudo-header fields first (RFC 9113 §8.3.1). */
function linesOf({ method, target, headers }: RawRequest): Line[] {
  return [
    [':method', method],
    [':scheme', 'https'],
    [':authority', headers.host ?? 'localhost'],
    [':path', target],
    ...Object.entries(headers).filter(([name]) => name !== 'host'),
  ]
}

const lineDamage: readonly ((lines: Line[], chance: Chance) => Line[])[] = [
  (lines, chance) => lines.toSpliced(chance.below(4), 1),
  (lines, chance) => [...lines, lines[chance.below(lines.length)] ?? [':path', '/']],
  (lines) => [...lines.slice(4), ...lines.slice(0, 4)],
  (lines, chance) => lines.with(chance.below(4), [lines[0]?.[0] ?? ':method', chance.nasty()]),
  (lines, chance) => lines.with(chance.below(lines.length), [chance.nasty(), chance.nasty()]),
  (lines, chance) => [
    ...lines,
    chance.pick<Line>([
      [':status', '200'],
      [':protocol', 'websocket'],
      [':unknown', 'x'],
      ['connection', 'close'],
      ['transfer-encoding', 'chunked'],
      ['upgrade', 'websocket'],
      ['te', 'gzip'],
      ['X-Capital', 'x'],
      ['host', 'other.test'],
      ['content-length', chance.pick(['0', '1', '-1', '99999999', 'x'])],
      ['expect', '100-continue'],
      ['cookie', chance.nasty()],
    ]),
  ],
  (lines) => lines.map(([name, value]) => (name === ':path' ? [name, ''] : [name, value])),
  (lines) => lines.map(([name, value]) => (name === ':method' ? [name, 'CONNECT'] : [name, value])),
]

const block = (lines: readonly Line[]) => Buffer.concat(lines.map(([name, value]) => literal(name, value)))

/** A frame that says something out of place. */
function strayFrame(chance: Chance): Buffer {
  const type = chance.pick(Object.keys(frameTypes) as (keyof typeof frameTypes)[]) // the keys of a literal record
  const stream = chance.pick([0, 1, 2, 3, 5, 2_147_483_647])
  const payload = chance.pick([Buffer.alloc(0), uint32(0), uint32(8), Buffer.from(chance.bytes(chance.below(40)))])
  const flag = chance.pick([flags.none, flags.endStream, flags.endHeaders, 8, 32, 255])
  const whole = frame(type, flag, stream, payload)
  if (chance.oneIn(5)) whole.writeUInt8(chance.below(256), 3)
  return whole
}

const frameDamage: readonly ((frames: Buffer[], chance: Chance) => Buffer[])[] = [
  (frames) => frames.toReversed(),
  (frames, chance) => frames.toSpliced(chance.below(frames.length + 1), 0, strayFrame(chance)),
  (frames, chance) => [...frames, frames[chance.below(frames.length)] ?? strayFrame(chance)],
  (frames, chance) => frames.toSpliced(chance.below(frames.length), 1),
  (frames, chance) => {
    const at = chance.below(frames.length)
    const one = Buffer.from(frames[at] ?? strayFrame(chance))
    if (one.length > 0) one[chance.below(Math.min(one.length, 12))] = chance.below(256)
    return frames.toSpliced(at, 1, one)
  },
  (frames, chance) => [...frames.slice(0, -1), frames.at(-1)?.subarray(0, chance.below(12)) ?? Buffer.alloc(0)],
]

/** A request as frames of HTTP/2 that are nearly right: damage in its lines, in its frames, or in both. */
export function damagedFrames(request: RawRequest, chance: Chance): Buffer {
  let lines = linesOf(request)
  for (let count = chance.below(3); count > 0; count -= 1) lines = chance.pick(lineDamage)(lines, chance)
  const head = block(lines)
  const half = chance.oneIn(3) ? chance.below(head.length) : head.length
  const body = request.body && Buffer.from(request.body.subarray(0, 16_000))
  const ends = body ? flags.none : flags.endStream
  let frames: Buffer[] = [
    frame('headers', ends | (half === head.length ? flags.endHeaders : 0), 1, head.subarray(0, half)),
    ...(half === head.length ? [] : [frame('continuation', flags.endHeaders, 1, head.subarray(half))]),
    ...(body ? [frame('data', flags.endStream, 1, body)] : []),
  ]
  for (let count = chance.below(3); count > 0; count -= 1) frames = chance.pick(frameDamage)(frames, chance)
  return Buffer.concat(frames)
}
