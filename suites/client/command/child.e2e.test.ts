import { describe, expect, it } from 'vitest'
import { createChildren } from './child.ts'

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const until = async (holds: () => boolean) => {
  const end = performance.now() + 60_000
  while (!holds() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20))
  return holds()
}

describe('a child', () => {
  const children = createChildren()

  it('is ended with its own children, even when it does not want to go', async () => {
    const child = children.start(['sh', '-c', 'trap "" TERM; sleep 60 & echo $!; wait; wait'], process.env)
    await until(() => child.output.stdout.includes('\n'))
    const grandchild = Number(child.output.stdout)
    expect(isAlive(grandchild)).toBe(true)
    await child.end()
    expect(await until(() => !isAlive(grandchild))).toBe(true)
  })

  it('may leave grandchildren when it ends by itself, which are ended with it', async () => {
    const child = children.start(['sh', '-c', 'sleep 60 & echo $!'], process.env)
    expect((await child.ended).code).toBe(0)
    expect(isAlive(Number(child.output.stdout))).toBe(true)
    await child.end()
    expect(await until(() => !isAlive(Number(child.output.stdout)))).toBe(true)
  })

  it('may print megabytes, of which the end is kept', async () => {
    const child = children.start(['sh', '-c', 'head -c 5000000 /dev/zero | tr "\\0" x; echo; echo last'], process.env)
    await child.ended
    expect(child.output.stdout.length).toBeLessThan(40_000)
    expect(child.output.stdout).toMatch(/x\nlast\n$/)
  })

  it('is over although a daemon that left its group keeps the pipes open', async () => {
    const pipes = () => process.getActiveResourcesInfo().filter((name) => name === 'PipeWrap').length
    const before = pipes()
    const child = children.start(['sh', '-c', 'setsid sleep 120 & echo $!'], process.env)
    expect((await child.ended).code).toBe(0)
    const daemon = Number(child.output.stdout)
    expect(isAlive(daemon)).toBe(true)
    expect(await until(() => pipes() === before)).toBe(true)
    process.kill(daemon, 'SIGKILL')
  })

  it('that cannot start says why', async () => {
    const { startError } = await children.start(['/no/such/command'], process.env).ended
    expect(startError?.code).toBe('ENOENT')
  })
})
