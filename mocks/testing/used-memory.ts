import type { MemoryBudget } from '../storage/memory-budget.ts'

/** How many bytes of a budget are taken, found out by taking what is left. */
export function usedMemory({ limitBytes, take, release }: MemoryBudget): number {
  let [least, most] = [0, limitBytes]
  while (least < most) {
    const left = Math.ceil((least + most) / 2)
    if (take(left)) {
      release(left)
      least = left
    } else most = left - 1
  }
  return limitBytes - least
}
