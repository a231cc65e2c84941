import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, it } from 'vitest'
import { type Attacked, byteAttacks, chunkedRequest, goodRequest, leadingElsewhere } from './attacks.ts'
import { heldBytes } from './held-bytes.ts'
import { openWire, type Wire } from './raw-client.ts'

/** What a server may hold of what is thrown at it: each flood below is longer. */
const mostHeldBytes = 8_000_000

const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`
const chunkCount = 256

const statusesIn = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status))

/** What the tests of one server share. */
function createWitness(attacked: () => Attacked) {
  const open = () => openWire(attacked().port, attacked().ca)

  async function othersAreServed(): Promise<void> {
    const wire = await open()
    wire.send(goodRequest(attacked(), 'Connection: close'))
    await wire.ending()
    wire.close()
    expect(statusesIn(wire.text)).toEqual([200])
  }

  /** Attacks, and while the attack lasts others are served and little is held. */
  async function withinMemory(attack: () => Promise<readonly Wire[]>): Promise<void> {
    const beforeBytes = heldBytes()
    const wires = await attack()
    await othersAreServed()
    // What buffers have held is counted as free a moment later.
    await expect.poll(() => heldBytes() - beforeBytes, { timeout: 30_000 }).toBeLessThan(mostHeldBytes)
    for (const wire of wires) wire.close()
  }

  return { attacked, open, othersAreServed, withinMemory }
}

type Witness = ReturnType<typeof createWitness>

/** Tests that a server withstands every attack of the list: it bounds what it takes, and serves others meanwhile. */
export function withstandAttacks(attacked: () => Attacked): void {
  const witness = createWitness(attacked)
  refuseBytes(witness)
  leadNowhere(witness)
  bearFloods(witness)
}

function refuseBytes({ attacked, open, othersAreServed }: Witness): void {
  it.each(byteAttacks)('$what is refused or cut off', async ({ bytes }) => {
    const wire = await open()
    wire.send(bytes(attacked()))
    await othersAreServed()
    expect(await wire.ending()).not.toBe('open')
    wire.close()
    // An answer may be lost to a reset while the attacker still sends; what comes is one refusal.
    const [status, ...more] = statusesIn(wire.text)
    expect(status ?? 400).toBeGreaterThanOrEqual(400)
    expect(more).toEqual([])
  })
}

function leadNowhere({ attacked, open, othersAreServed }: Witness): void {
  it('a request that names another server leads nowhere else', async () => {
    let reached = 0
    const decoy = createServer((socket) => {
      reached += 1
      socket.destroy()
    }).listen(0, '127.0.0.1')
    await once(decoy, 'listening')
    const { port } = decoy.address() as AddressInfo // a TCP server has one
    for (const bytes of leadingElsewhere(`127.0.0.1:${port}`, attacked())) {
      const wire = await open()
      wire.send(bytes)
      expect(await wire.ending(), bytes).not.toBe('open')
      wire.close()
    }
    decoy.close()
    expect(reached).toBe(0)
    await othersAreServed()
  })

  it('nobody becomes a WebSocket', async () => {
    const wire = await open()
    const key = `Sec-WebSocket-Key: ${'a'.repeat(22)}==`
    wire.send(goodRequest(attacked(), 'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13', key))
    expect(await wire.until(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 (200|4\d\d)/)
    wire.close()
  })
}

function bearFloods({ attacked, open, othersAreServed, withinMemory }: Witness): void {
  it('slow heads, half heads and half-open connections keep nobody waiting', () =>
    withinMemory(async () => {
      const wires = await Promise.all(Array.from({ length: 100 }, open))
      const halves = ['G', goodRequest(attacked()).slice(0, -2), '', chunkedRequest(attacked())]
      for (const [index, wire] of wires.entries()) wire.send(halves[index % halves.length] ?? '')
      return wires
    }))

  it('a body without end is not kept', () =>
    withinMemory(async () => {
      const wire = await open()
      wire.send(chunkedRequest(attacked()))
      for (let sent = 0; sent < chunkCount && (await wire.push(chunk)); sent += 1);
      return [wire]
    }))

  it('hundreds of requests in one breath are answered in their order', async () => {
    const wire = await open()
    wire.send(goodRequest(attacked()).repeat(500) + goodRequest(attacked(), 'Connection: close'))
    await othersAreServed()
    await wire.ending()
    wire.close()
    expect(statusesIn(wire.text)).toEqual(Array(501).fill(200))
  })

  it('answers that nobody reads are not piled up', () =>
    withinMemory(async () => {
      const wires = await Promise.all(Array.from({ length: 10 }, open))
      for (const wire of wires) {
        wire.pause()
        wire.send(goodRequest(attacked()).repeat(200))
      }
      return wires
    }))
}
